import type { Readable } from 'node:stream';
import type { CountryCode } from 'libphonenumber-js/min';
import type pg from 'pg';
import { fail } from '../errors.js';
import { mapColumns, type ColumnMap } from './customer-columns.js';
import { looksLikeCard } from './looks-like-card.js';
import { readCustomerFile } from './read-customer-file.js';
import { readCustomerRow, type ImportedCustomer } from './read-customer-row.js';
import { addToLedger, openStage, type Stage } from '../store/queries/customer-import.js';

export interface ImportRequest {
  file: Readable;
  fileName: string;
  /** Whose numbers are written without a +. */
  country: CountryCode;
  /** Reads and compares, and writes nothing. */
  dryRun: boolean;
  who: string;
}

export interface ImportProblem {
  /** Of the file, from 1, the heading being the first. */
  line: number;
  column: string;
  messages: { 'en-US': string; 'zh-CN': string };
}

export interface ImportResult {
  dryRun: boolean;
  columns: ColumnMap['columns'];
  counts: ImportCounts;
  /** The first thousand. */
  problems: ImportProblem[];
  /** The rows of these problems as they stand in the file, card numbers taken out: mended, they can be imported by themselves. */
  invalid: { line: number; cells: string[] }[];
}

export interface ImportCounts {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  invalid: number;
}

const MOST_ROWS = 1_000_000;
const MOST_PROBLEMS = 1000;
const ROWS_A_BATCH = 2000;

/** A column in which this share of the cells are numbers of cards is a column of cards, whatever it is called. */
const SHARE_OF_CARDS = 0.5;

/**
 * Imports customers from CSV, in one transaction: all valid rows or, where the file as a whole is refused, none. The same file again changes
 * nothing. Rows are streamed; a hundred thousand take some megabytes. Throws `invalid_request` for a file without the columns that are
 * needed, or with numbers of cards.
 */
export async function importCustomers(pool: pg.Pool, { file, fileName, country, dryRun, who }: ImportRequest): Promise<ImportResult> {
  const stage = await openStage(pool);
  try {
    const { columns, rows, problems, invalid, invalidCount } = await readInto(stage, file, country);
    const conflicts = await stage.takeConflicts(MOST_PROBLEMS - problems.length);
    const { added, changed, unchanged } = await stage.compare();
    const counts = { rows, added, changed, unchanged, invalid: invalidCount + conflicts.count };
    if (!dryRun) {
      await stage.apply();
      await addToLedger(stage, { fileName, counts, who });
    }
    await stage.close(dryRun ? 'rollback' : 'commit');
    return { dryRun, columns, counts, problems: [...problems, ...conflicts.problems].sort((one, other) => one.line - other.line), invalid: [...invalid, ...conflicts.rows].sort((one, other) => one.line - other.line) };
  } catch (error) {
    await stage.close('rollback');
    throw error;
  }
}

async function readInto(stage: Stage, file: Readable, country: CountryCode) {
  const found = { columns: null as ColumnMap['columns'] | null, rows: 0, problems: [] as ImportProblem[], invalid: [] as ImportResult['invalid'], invalidCount: 0 };
  const cards = new Map<number, { cards: number; filled: number }>();
  const [ids, phones] = [new Map<string, number>(), new Map<string, number>()];
  let batch: (ImportedCustomer & { line: number; cells: string[] })[] = [];
  for await (const { line, cells, fault } of readCustomerFile(file)) {
    if (found.columns === null) {
      if (fault) throw fail('invalid_request', { reason: { 'en-US': `Line ${line}: ${fault.messages['en-US']}`, 'zh-CN': `第 ${line} 行：${fault.messages['zh-CN']}` } });
      found.columns = readHead(cells);
      continue;
    }
    found.rows += 1;
    if (found.rows > MOST_ROWS) throw fail('invalid_request', { reason: { 'en-US': `The file has more than ${MOST_ROWS} rows. Divide it.`, 'zh-CN': `文件超过 ${MOST_ROWS} 行。请拆分后导入。` } });
    const row = found.columns.map(({ column, as }, at) => ({ column, as, text: (cells[at] ?? '').trim() }));
    countCards(row, cards);
    const read = fault ? [{ column: found.columns[fault.cell]?.column ?? '', messages: fault.messages }] : readCustomerRow(row, country);
    const problems = Array.isArray(read) ? read : findTwice(read, line, { ids, phones, columns: found.columns });
    if (problems.length > 0) {
      found.invalidCount += 1;
      if (found.problems.length < MOST_PROBLEMS) {
        found.problems.push(...problems.map((problem) => ({ line, ...problem })));
        found.invalid.push({ line, cells: cells.map(withoutCards) });
      }
      continue;
    }
    batch.push({ ...(read as ImportedCustomer), line, cells });
    if (batch.length >= ROWS_A_BATCH) {
      await stage.add(batch);
      batch = [];
    }
  }
  if (found.columns === null) {
    throw fail('invalid_request', {
      reason: { 'en-US': 'The file is empty. Its first line names the columns: customer id, phone, name, …', 'zh-CN': '文件是空的。第一行应为列名：客户号、手机号、姓名……' },
    });
  }
  await stage.add(batch);
  refuseCardColumns(found.columns, cards);
  return { ...found, columns: found.columns };
}

function readHead(cells: string[]): ColumnMap['columns'] {
  if (cells.length > 200) throw fail('invalid_request', { reason: { 'en-US': `The file has ${cells.length} columns and at most 200 are read.`, 'zh-CN': `文件有 ${cells.length} 列，最多 200 列。请删去不需要的列。` } });
  const { columns, refused } = mapColumns(cells);
  if (refused.length > 0) {
    throw fail('invalid_request', {
      reason: {
        'en-US': `The column ${refused.map((column) => `"${column}"`).join(' and ')} holds what is never stored: numbers of cards, their secrets, papers of identity. Take it out of the file.`,
        'zh-CN': `${refused.map((column) => `“${column}”`).join('、')}列的内容（银行卡号、卡片密码或证件号码）不允许存储。请从文件中删除该列。`,
      },
    });
  }
  const missing = (['customerId', 'phone'] as const).filter((field) => !columns.some(({ as }) => as === field));
  if (missing.length > 0) {
    throw fail('invalid_request', {
      reason: {
        'en-US': `The first line names no column ${missing.map((field) => columnNames[field]['en-US']).join(' and ')}. It has: ${cells.map((cell) => `"${cell}"`).join(', ').slice(0, 300)}.`,
        'zh-CN': `第一行没有${missing.map((field) => columnNames[field]['zh-CN']).join('和')}列，请补上列名。现有：${cells.map((cell) => `“${cell}”`).join('、').slice(0, 300)}。`,
      },
    });
  }
  return columns;
}

/** The columns no row goes without. */
const columnNames = {
  customerId: { 'en-US': '"customer id" (客户号)', 'zh-CN': '“客户号”' },
  phone: { 'en-US': '"phone" (手机号)', 'zh-CN': '“手机号”' },
};

function findTwice(customer: ImportedCustomer, line: number, { ids, phones, columns }: { ids: Map<string, number>; phones: Map<string, number>; columns: ColumnMap['columns'] }): { column: string; messages: ImportProblem['messages'] }[] {
  const nameOf = (field: string): string => columns.find(({ as }) => as === field)!.column;
  const [sameId, samePhone] = [ids.get(customer.customerId), phones.get(customer.phone)];
  if (sameId !== undefined) return [{ column: nameOf('customerId'), messages: { 'en-US': `Line ${sameId} has this customer too. Keep one.`, 'zh-CN': `与第${sameId}行的客户号重复，请只保留一行。` } }];
  if (samePhone !== undefined) return [{ column: nameOf('phone'), messages: { 'en-US': `Line ${samePhone} has this number for another customer. A caller must be one person: keep one.`, 'zh-CN': `与第${samePhone}行的号码重复，一个号码只能对应一位客户。` } }];
  ids.set(customer.customerId, line);
  phones.set(customer.phone, line);
  return [];
}

/** Where quotes are wrong, a cell may hold the rows that follow. */
function withoutCards(cell: string): string {
  return looksLikeCard(cell) ? '' : cell.replace(/\d(?:[ .\-_'’]?\d){12,}/g, (digits) => (looksLikeCard(digits) ? '' : digits));
}

function countCards(row: { as: unknown; text: string }[], cards: Map<number, { cards: number; filled: number }>): void {
  for (const [at, { as, text }] of row.entries()) {
    if (text === '' || as === 'phone') continue;
    const count = cards.get(at) ?? { cards: 0, filled: 0 };
    cards.set(at, { cards: count.cards + Number(looksLikeCard(text)), filled: count.filled + 1 });
  }
}

function refuseCardColumns(columns: ColumnMap['columns'], cards: Map<number, { cards: number; filled: number }>): void {
  const full = [...cards].filter(([, count]) => count.cards > 0 && count.cards >= count.filled * SHARE_OF_CARDS).map(([at]) => columns[at]!.column);
  if (full.length > 0) {
    throw fail('invalid_request', {
      reason: {
        'en-US': `The column ${full.map((column) => `"${column}"`).join(' and ')} holds numbers of cards, which are never stored. Nothing was imported: take the column out of the file.`,
        'zh-CN': `${full.map((column) => `“${column}”`).join('、')}列含有银行卡号，不允许存储。没有导入任何内容，请从文件中删除该列。`,
      },
    });
  }
}
