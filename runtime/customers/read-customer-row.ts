import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { JsonObject } from '../../schemas/json.js';
import { isDate, readDate } from '../calendars/read-date.js';
import type { CustomerField } from './customer-columns.js';
import { looksLikeCard } from './looks-like-card.js';

export interface ImportedCustomer {
  customerId: string;
  /** E.164. */
  phone: string;
  data: JsonObject;
  optedOut: boolean;
}

/** What is wrong with a cell, and how to mend it. */
export interface RowProblem {
  column: string;
  messages: { 'en-US': string; 'zh-CN': string };
}

/** The longest a cell may be. */
const MOST_CHARACTERS = 200;

/** A row as a customer, or every fault of it. `country` is whose numbers are written without a +. */
export function readCustomerRow(cells: { column: string; as: CustomerField | null; text: string }[], country: CountryCode): ImportedCustomer | RowProblem[] {
  const problems: RowProblem[] = [];
  const faults = (column: string, english: string, chinese: string): void => void problems.push({ column, messages: { 'en-US': english, 'zh-CN': chinese } });
  const customer: ImportedCustomer = { customerId: '', phone: '', data: {}, optedOut: false };
  for (const { column, as, text } of cells) {
    const phone = as === 'phone' ? parsePhoneNumberFromString(text.normalize('NFKC'), country) : undefined;
    if (looksLikeCard(text) && !phone?.isValid()) {
      faults(column, 'This looks like the number of a card, which is never stored. Take it out of the file.', '疑似银行卡号，系统不保存卡号。请从文件中删除。');
    } else if (as === null) {
      continue;
    } else if (text.length > MOST_CHARACTERS) {
      faults(column, `Longer than ${MOST_CHARACTERS} characters. Shorten it.`, `超过${MOST_CHARACTERS}个字符，请缩短。`);
    } else if (text.includes('\u0000')) {
      faults(column, 'It holds a character that cannot be stored (NUL). Remove it.', '含有无法保存的字符（NUL），请删除。');
    } else if ((as === 'phone' || as === 'customerId') && inScience.test(text.normalize('NFKC'))) {
      faults(column, ...lostDigits);
    } else if (as === 'customerId') {
      if (/^[\p{L}\p{N}][\p{L}\p{N}_\-./]{0,63}$/u.test(text)) customer.customerId = text;
      else faults(column, text === '' ? 'There is no customer id. Fill it in.' : 'A customer id has up to 64 letters, digits and - _ . /', text === '' ? '缺少客户号，请填写。' : '客户号最多64个字符，可用文字、数字和 - _ . /');
    } else if (as === 'phone') {
      if (phone?.isValid()) customer.phone = phone.number;
      else faults(column, text === '' ? 'There is no phone number. Fill it in.' : `This is no phone number in ${nameCountry(country, 'en-US')}. Correct it, or write it with its country code, such as +86 138 0000 0001.`, text === '' ? '缺少手机号，请填写。' : `不是有效的${nameCountry(country, 'zh-CN')}电话号码。请改正，或带上国家代码，如 +86 138 0000 0001。`);
    } else {
      const read = readField(as, text);
      if (read === null) faults(column, ...whatIsAsked[as as 'language']);
      else if (as === 'optedOut') customer.optedOut = read === true;
      else if (read !== '') customer.data[as.replace(/^customer\./, '')] = read;
    }
  }
  if (problems.length > 0) return problems;
  customer.data = { ...customer.data, id: customer.customerId, phone: customer.phone };
  return customer;
}

/** `null`: it cannot be read. */
function readField(as: CustomerField, text: string): string | boolean | null {
  if (text === '') return as === 'optedOut' ? false : '';
  if (as === 'optedOut') return /^(yes|y|true|1|是|有|已退订)$/i.test(text) ? true : /^(no|n|false|0|否|无|未退订)$/i.test(text) ? false : null;
  if (as === 'birthDate') {
    const date = readDate(text);
    return date !== null && isDate(date) ? date : null;
  }
  if (as === 'language') return languages.find(([, pattern]) => pattern.test(text))?.[0] ?? readLanguageTag(text);
  return text;
}

/** A tag whose language and region there are, as it is written by rule: `fr-ca` is `fr-CA`. `null`: there is none such. */
function readLanguageTag(text: string): string | null {
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return null;
  try {
    const locale = new Intl.Locale(text.replaceAll('_', '-'));
    const isKnown = languageNames.of(locale.language) !== undefined && (locale.region === undefined || regionNames['en-US'].of(locale.region) !== undefined);
    return isKnown ? locale.toString() : null;
  } catch {
    return null;
  }
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

const regionNames = {
  'en-US': new Intl.DisplayNames('en-US', { type: 'region', fallback: 'none' }),
  'zh-CN': new Intl.DisplayNames('zh-CN', { type: 'region', fallback: 'none' }),
};

function nameCountry(country: string, reader: keyof typeof regionNames): string {
  return regionNames[reader].of(country) ?? country;
}

const languages: [string, RegExp][] = [
  ['zh-CN', /^(zh|zh[-_]cn|zh[-_]hans(-cn)?|chinese|mandarin|中文|普通话|简体中文|汉语)$/i],
  ['en-US', /^(en|en[-_]us|english|英文|英语)$/i],
  ['yue-HK', /^(yue|zh[-_]hk|cantonese|粤语|广东话)$/i],
];

/** How a spreadsheet shows a long number in a column that is not text: 1.38E+10. */
const inScience = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;

const lostDigits: [string, string] = [
  'The spreadsheet wrote this number in scientific notation, and its last digits are lost here. In the spreadsheet format the column as text, see that the numbers stand in full, and save it as CSV again.',
  '表格把这个号码写成了科学计数法，末尾的数字在文件里已经丢失。请在表格中把这一列的单元格格式设为“文本”，确认号码显示完整后，重新另存为 CSV。',
];

const whatIsAsked: Record<'language' | 'birthDate' | 'optedOut', [string, string]> = {
  language: ['This is no language. Write a tag such as zh-CN or en-US.', '不是有效的语言，请写 zh-CN 或 en-US。'],
  birthDate: ['This is no date. Write it as 1990-05-31.', '不是有效的日期，请写成 1990-05-31。'],
  optedOut: ['Write yes or no.', '请写“是”或“否”。'],
};
