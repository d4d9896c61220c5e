/** What a column of a customers file may mean. Other columns are left out, and named. */
export type CustomerField = 'customerId' | 'phone' | 'name' | 'language' | 'segment' | 'branch' | 'birthDate' | 'optedOut' | `customer.${string}`;

export interface ColumnMap {
  /** Of each column of the file, in order: what it was taken for; `null`: left out. */
  columns: { column: string; as: CustomerField | null }[];
  /** Columns that may not be imported at all: they are named for a card or a secret. */
  refused: string[];
}

/** Reads the names of columns in English and Chinese, however they are spaced or cased. A meaning is given once: to the first that claims it. */
export function mapColumns(head: readonly string[]): ColumnMap {
  const taken = new Set<string>();
  const columns = head.map((column) => {
    const as = meaningOf(column);
    if (as === null || taken.has(as)) return { column, as: null };
    taken.add(as);
    return { column, as };
  });
  return { columns, refused: head.filter((column) => refusedNames.some((pattern) => pattern.test(plain(column)))) };
}

const names: [CustomerField, RegExp][] = [
  ['customerId', /^(customerid|customer|customerno|customernumber|cif|clientid|id|客户号|客户编号|客户id|客户代码|编号)$/],
  ['phone', /^(phone|phonenumber|mobile|mobilenumber|mobilephone|cell|cellphone|tel|telephone|msisdn|手机|手机号|手机号码|电话|电话号码|联系电话|移动电话)$/],
  ['name', /^(name|fullname|customername|姓名|客户姓名|名字|称呼)$/],
  ['language', /^(language|lang|locale|preferredlanguage|语言|语种|首选语言)$/],
  ['segment', /^(segment|tier|level|customerlevel|vip|客户等级|等级|客群|客户类型|级别)$/],
  ['branch', /^(branch|branchid|office|owningbranch|分行|支行|网点|营业部|开户行|开户网点)$/],
  ['birthDate', /^(birthdate|birthday|dateofbirth|dob|生日|出生日期)$/],
  ['optedOut', /^(optedout|optout|donotcall|donotsell|unsubscribed|拒绝营销|退订|免打扰|不接受营销)$/],
];

/** Numbers of cards, their secrets, and papers of identity have no business in a list of callers. */
const refusedNames = [
  /^(card|creditcard|debitcard|bankcard)?(pan|cardno|cardnumber|cardnum)$/, /^(creditcard|debitcard|bankcard|cardnumber|cardno|pan|card)$/, /卡号|银行卡|信用卡号|账号卡/,
  /^(cvv2?|cvc2?|csc|securitycode|pin|password|passcode|expiry|expirydate|cardexpiry)$/, /安全码|密码|有效期/,
  /^(idcard|idnumber|nationalid|ssn|passport|passportno|passportnumber)$/, /身份证|证件号|护照/,
];

function meaningOf(column: string): CustomerField | null {
  const own = /^customer\.([a-z][A-Za-z0-9_]{0,63})$/.exec(column.trim());
  if (own && !['id', 'phone'].includes(own[1]!)) return `customer.${own[1]!}`;
  return names.find(([, pattern]) => pattern.test(plain(column)))?.[0] ?? null;
}

function plain(column: string): string {
  return column.normalize('NFKC').toLowerCase().replace(/[\s_\-.:：/()（）*]+/g, '');
}
