/** Dark enough for white letters; which one a name gets is always the same. */
const colors = ['#1f5fae', '#8a3b12', '#5b3a9e', '#0f6a62', '#96305f', '#4c5a14'];

export function avatarColor(name: string): string {
  const sum = [...name].reduce((total, letter) => (total * 31 + letter.codePointAt(0)!) % 1_000_003, 7);
  return colors[sum % colors.length]!;
}

/** One Han character, else the first letters of the first two words. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s@._-]+/).filter(Boolean);
  if (/\p{Script=Han}/u.test(words[0] ?? '')) return [...words[0]!].at(-1)!;
  return words.slice(0, 2).map((word) => [...word][0]!.toUpperCase()).join('') || '?';
}
