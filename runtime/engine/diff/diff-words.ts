export interface WordPiece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** More words than this are compared as one piece between their common start and end: the table of a comparison grows with their product. */
const MOST_WORDS = 600;

/** What two texts have in common and what took the place of what, word by word, in any language. What is gone stands before what is new. */
export function diffWords(before: string, after: string): WordPiece[] {
  const [old, now] = [splitWords(before), splitWords(after)];
  const start = countCommon(old, now);
  const end = Math.min(countCommon(old.toReversed(), now.toReversed()), old.length - start, now.length - start);
  const pieces: WordPiece[] = old.slice(0, start).map(same);
  pieces.push(...diffMiddle(old.slice(start, old.length - end), now.slice(start, now.length - end)), ...old.slice(old.length - end).map(same));
  return join(pieces);
}

/** How much of a text stands in another too, from 0 to 1. */
export function shareOf(text: string, other: string): number {
  const kept = diffWords(text, other).reduce((sum, piece) => sum + (piece.kind === 'same' ? countLetters(piece.text) : 0), 0);
  return kept / Math.max(1, countLetters(text));
}

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

function splitWords(text: string): string[] {
  return [...words.segment(text)].map(({ segment }) => segment);
}

function countLetters(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}

function countCommon(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}

function diffMiddle(old: readonly string[], now: readonly string[]): WordPiece[] {
  const isLong = old.length * now.length > MOST_WORDS * MOST_WORDS;
  const longest = isLong ? null : measureCommon(old, now);
  const pieces: WordPiece[] = [];
  let [at, next] = [0, 0];
  while (longest && at < old.length && next < now.length) {
    if (old[at] === now[next]) {
      pieces.push(same(old[at]!));
      [at, next] = [at + 1, next + 1];
    } else if (longest[at + 1]![next]! >= longest[at]![next + 1]!) pieces.push({ kind: 'gone', text: old[at++]! });
    else pieces.push({ kind: 'new', text: now[next++]! });
  }
  pieces.push(...old.slice(at).map((text): WordPiece => ({ kind: 'gone', text })), ...now.slice(next).map((text): WordPiece => ({ kind: 'new', text })));
  return pieces;
}

/** Of each pair of places, how many words the rests behind them have in common in their order. */
function measureCommon(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let next = now.length - 1; next >= 0; next -= 1) {
      longest[at]![next] = old[at] === now[next] ? longest[at + 1]![next + 1]! + 1 : Math.max(longest[at + 1]![next]!, longest[at]![next + 1]!);
    }
  }
  return longest;
}

/** Neighbours of a kind as one piece; between two that are the same, all that is gone before all that is new, with the spaces and points in it. */
function join(all: readonly WordPiece[]): WordPiece[] {
  const joined: WordPiece[] = [];
  const pieces = all.flatMap((piece, at): WordPiece[] => {
    const isWithin = piece.kind === 'same' && countLetters(piece.text) === 0 && isChange(all[at - 1]) && isChange(all[at + 1]);
    return isWithin ? [{ kind: 'gone', text: piece.text }, { kind: 'new', text: piece.text }] : [piece];
  });
  let [gone, fresh] = ['', ''];
  const flush = (): void => {
    if (gone) joined.push({ kind: 'gone', text: gone });
    if (fresh) joined.push({ kind: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  for (const { kind, text } of pieces) {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') fresh += text;
    else {
      flush();
      const last = joined.at(-1);
      if (last?.kind === 'same') last.text += text;
      else joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}

function isChange(piece: WordPiece | undefined): boolean {
  return piece !== undefined && piece.kind !== 'same';
}

function same(text: string): WordPiece {
  return { kind: 'same', text };
}
