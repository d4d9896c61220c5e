export interface Scale {
  kind: 'csat' | 'nps';
  /** Of csat. */
  points: number;
  best: 'first' | 'last';
}

/** `score` is higher for the better: of csat from 1 to `outOf`, of nps from 0 to 10. */
export interface Rating {
  score: number;
  outOf: number;
  grade: 'good' | 'fair' | 'poor';
}

/** What a caller pressed or said, as a score; `null` where it is none on this scale. */
export function readRating(words: string, scale: Scale): Rating | null {
  const said = words.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const number = numberOf(said);
  if (scale.kind === 'nps') return number !== null && number <= 10 ? { score: number, outOf: 10, grade: gradeOfNps(number) } : null;
  const score = number === null ? scoreOfWords(said, scale.points) : scale.best === 'first' ? scale.points - number + 1 : number;
  return score !== null && score >= 1 && score <= scale.points ? { score, outOf: scale.points, grade: gradeOfCsat(score, scale.points) } : null;
}

/** What the recogniser should expect to hear. */
export function ratingHints({ kind, points }: Scale, language: string): string[] {
  const isChinese = /^(zh|yue)/.test(language);
  const numbers = NUMBERS.slice(kind === 'nps' ? 0 : 1, kind === 'nps' ? 11 : points + 1).map((names) => names[isChinese ? 1 : 0]!);
  const words = (kind === 'csat' ? (WORDS[points] ?? []) : []).flatMap((names) => names.filter((name) => /\p{Script=Han}/u.test(name) === isChinese));
  return [...words, ...numbers];
}

/** Promoters say nine or ten, detractors six or less (Reichheld, Harvard Business Review, December 2003). */
function gradeOfNps(score: number): Rating['grade'] {
  return score >= 9 ? 'good' : score >= 7 ? 'fair' : 'poor';
}

/** The upper and the lower quarter of the scale: of five points the best two count as satisfied, as is usual. */
function gradeOfCsat(score: number, points: number): Rating['grade'] {
  const share = (score - 1) / (points - 1);
  return share >= 0.75 ? 'good' : share <= 0.25 ? 'poor' : 'fair';
}

const NUMBERS = [
  ['zero', '零'], ['one', '一'], ['two', '二'], ['three', '三'], ['four', '四'], ['five', '五'],
  ['six', '六'], ['seven', '七'], ['eight', '八'], ['nine', '九'], ['ten', '十'],
];

const OTHER_NAMES: Record<string, number> = { '〇': 0, 幺: 1, 两: 2 };

/** A number said or pressed alone, or as points: 九分, "nine points". */
function numberOf(said: string): number | null {
  const alone = said.replace(/ ?(?:分|points?|out of (?:10|ten))$/, '').trim();
  if (/^\d{1,2}$/.test(alone)) return Number(alone);
  const named = NUMBERS.findIndex((names) => names.includes(alone));
  return named >= 0 ? named : (OTHER_NAMES[alone] ?? null);
}

/** From the worst to the best, by how many points there are. */
const WORDS: Record<number, string[][]> = {
  2: [['不满意', '不好', 'not satisfied', 'unsatisfied', 'dissatisfied', 'bad'], ['满意', '好', 'satisfied', 'good']],
  3: [['不满意', '不好', 'not satisfied', 'unsatisfied', 'dissatisfied', 'bad'], ['一般', '还行', 'so so', 'neutral'], ['满意', '很好', 'satisfied', 'good']],
  5: [
    ['非常不满意', '很不满意', 'very dissatisfied', 'very unsatisfied'],
    ['不满意', 'dissatisfied', 'not satisfied', 'unsatisfied'],
    ['一般', 'so so', 'neutral'],
    ['满意', 'satisfied'],
    ['非常满意', '很满意', 'very satisfied'],
  ],
};

/** The longest words that are in it: 满意 stands in 不满意 as well, "satisfied" in "not satisfied". */
function scoreOfWords(said: string, points: number): number | null {
  const found = (WORDS[points] ?? []).flatMap((names, at) => names.filter((name) => said.includes(name)).map((name) => ({ score: at + 1, length: name.length })));
  const longest = Math.max(0, ...found.map(({ length }) => length));
  const scores = new Set(found.filter(({ length }) => length === longest).map(({ score }) => score));
  return scores.size === 1 ? [...scores][0]! : null;
}
