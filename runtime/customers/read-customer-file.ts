import { pipeline, type Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { fail } from '../errors.js';
import { createTextDecoder } from './decode-text.js';

export interface FileRecord {
  /** Where it begins in the file, from 1. */
  line: number;
  cells: string[];
  /** Its quotes are not as they must be, so its cells may not be what was meant. */
  fault: QuoteFault | null;
}

export interface QuoteFault {
  /** The cell it was seen in, from 0. */
  cell: number;
  messages: { 'en-US': string; 'zh-CN': string };
}

const MOST_RECORD_CHARACTERS = 100_000;

const format: Options = { delimiter: [',', ';', '\t'], bom: true, relax_column_count: true, skip_empty_lines: true };

/**
 * The rows of a CSV file, one by one. A row whose quotes are wrong is given with its fault, and the reading goes on. Throws `invalid_request`
 * that names the line where a quote opens that never ends: all that follows would be one cell.
 */
export async function* readCustomerFile(file: Readable): AsyncGenerator<FileRecord> {
  // Counted as rows are found, since those found before an error may not be given out any more. The parser's own count takes \r\n in quotes for two.
  let lines = 0;
  const place = ({ record, raw }: Found): Placed => {
    const line = lines + 1 + countBreaks(/^[\r\n]*/.exec(raw)![0]);
    lines += countBreaks(raw);
    return { record, raw, line, lastLine: Math.max(line, lines) };
  };
  const parser = parse({ ...format, raw: true, relax_quotes: true, max_record_size: MOST_RECORD_CHARACTERS, on_record: place as never });
  // An error of any of the three ends the reading below with it.
  pipeline(file, createTextDecoder(), parser, () => undefined);
  try {
    for await (const found of parser as AsyncIterable<Placed>) yield { line: found.line, cells: found.record, fault: findQuoteFault(found) };
  } catch (error) {
    throw error instanceof CsvError ? explain(error, lines) : error;
  }
}

interface Found {
  record: string[];
  /** As it stands in the file, with empty lines before it. */
  raw: string;
}

type Placed = Found & { line: number; lastLine: number };

/** The reading above forgives quotes, so that it can go on; a row that has any is read once more without. */
function findQuoteFault({ record, raw, line, lastLine }: Placed): QuoteFault | null {
  const cell = record.findIndex((each) => each.includes('"'));
  if (cell < 0) return null;
  try {
    parseAtOnce(raw, format);
    return null;
  } catch {
    return { cell, messages: lastLine > line ? runsOn(lastLine) : amidACell };
  }
}

const amidACell: QuoteFault['messages'] = {
  'en-US': 'A quotation mark stands inside this cell. Take it out, or put the whole cell in quotation marks and write each one inside it twice: "Ann ""Bo"" Lee".',
  'zh-CN': '单元格里有英文引号（"）。请删除它；或给整个单元格加上引号，并把里面的每个引号写两遍，如 "小明 ""明明"" 王"。',
};

const runsOn = (lastLine: number): QuoteFault['messages'] => ({
  'en-US': `A quotation mark opens in this row and runs on to line ${lastLine}. Close it at the end of its cell, or take it out.`,
  'zh-CN': `这一行的英文引号（"）没有在单元格末尾结束，一直连到第 ${lastLine} 行。请在单元格末尾补上引号，或删除它。`,
});

/** `lines`: of the file, as far as it could be read. */
function explain({ code, raw }: CsvError, lines: number): Error {
  const text = typeof raw === 'string' ? raw : '';
  const opened = findOpenQuote(text);
  const line = lines + 1 + countBreaks(text.slice(0, opened ?? /[^\r\n]/.exec(text)?.index ?? 0));
  if (opened !== null || code === 'CSV_QUOTE_NOT_CLOSED') {
    return fail('invalid_request', {
      reason: {
        'en-US': `Line ${line}: a quotation mark opens here and is never closed, so all that follows is one cell. Close it at the end of its cell, or take it out.`,
        'zh-CN': `第 ${line} 行：英文引号（"）开始后没有结束，后面的内容都成了同一个单元格。请在单元格末尾补上引号，或删除它。`,
      },
    });
  }
  return fail('invalid_request', {
    reason: {
      'en-US': `Line ${line} cannot be read: a row has at most ${MOST_RECORD_CHARACTERS} characters. Save the list as CSV (UTF-8) again, one customer a line.`,
      'zh-CN': `第 ${line} 行无法读取：一行最多 ${MOST_RECORD_CHARACTERS} 个字符。请重新另存为 CSV（UTF-8），每行一位客户。`,
    },
  });
}

/** Where a cell begins with a quote that no quote at the end of a cell closes; `null`: nowhere. */
function findOpenQuote(text: string): number | null {
  const closing = /"(?:"|(?=[,;\t\r\n])|$)/g;
  for (let at = 0, isStart = true; at < text.length; at += 1) {
    if (isStart && text[at] === '"') {
      closing.lastIndex = at + 1;
      let close = closing.exec(text);
      while (close && close[0] === '""') close = closing.exec(text);
      if (!close) return at;
      at = close.index;
    }
    isStart = /[,;\t\r\n\uFEFF]/.test(text[at]!);
  }
  return null;
}

function countBreaks(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
