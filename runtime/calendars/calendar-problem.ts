/** What is wrong with an uploaded calendar, and how to mend it. */
export interface CalendarProblem {
  /** Of the file, from 1; `null` where it is about the whole. */
  line: number | null;
  messages: { 'en-US': string; 'zh-CN': string };
}

export function problemAt(line: number | null, english: string, chinese: string): CalendarProblem {
  return { line, messages: { 'en-US': english, 'zh-CN': chinese } };
}

/** As many as anybody reads. */
export const MOST_PROBLEMS = 100;
