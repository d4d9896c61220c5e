import type { Command } from 'commander';
import { fail } from '../errors.js';

/** What lists of work share. */
export interface PageOptions {
  since?: string;
  before?: string;
  test?: boolean;
  limit?: string;
  json?: boolean;
  csv?: boolean;
}

export function addPageOptions(command: Command): Command {
  return command
    .option('--since <moment>', 'from this day or moment on, such as 2026-11-01')
    .option('--before <moment>', 'before this day or moment')
    .option('--test', 'also those of test calls')
    .option('--limit <count>', 'at most so many (Default: all)')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV');
}

/** Throws `wrong_usage` for what is no moment or no count. */
export function readPageQuery({ since, before, test, limit }: PageOptions): { since: string | undefined; before: string | undefined; test: string | undefined; limit: number | undefined } {
  return { since: readMoment('--since', since), before: readMoment('--before', before), test: test ? 'true' : undefined, limit: readCount(limit) };
}

function readMoment(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw fail('wrong_usage', { reason: `${option} "${text}" is no moment. Write it as 2026-11-24 or 2026-11-24T10:00:00+08:00.` });
  return moment.toISOString();
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw fail('wrong_usage', { reason: `--limit "${text}" is no count. Write a number from 1 on.` });
  return Number(text);
}
