import { isAllowed, type Role } from '../auth/permissions.js';

/** The number for those who call back; for everybody else enough of it to tell two entries apart. */
export function phoneFor(role: Role, phone: string): string {
  return isAllowed(role, 'phones.read') ? phone : maskPhone(phone);
}

/** `+86*********01`: the country's beginning and the last two digits. What is no number is left, such as `anonymous`. */
export function maskPhone(phone: string): string {
  return /^\+?[0-9]{6,}$/.test(phone) ? phone.slice(0, 3) + '*'.repeat(phone.length - 5) + phone.slice(-2) : phone;
}

/** A call's record for a role: each of its numbers, wherever it stands, as `phoneFor` has it. The hash of evidence is that of the full record. */
export function callFor(role: Role, call: object): object {
  if (isAllowed(role, 'phones.read')) return call;
  return maskWithin(call, numbersOf(call)) as object;
}

const phoneNames = new Set(['from', 'phone', 'callerNumber']);

/** Every value under the name of a number; the called number is the line's own and no secret. `to` is a person's only of a text. */
function numbersOf(call: object): string[] {
  const found = new Set<string>();
  JSON.stringify(call, (name, value: unknown) => {
    if (phoneNames.has(name) && typeof value === 'string' && maskPhone(value) !== value) found.add(value);
    return value;
  });
  const { messages = [] } = call as { messages?: { to: string }[] };
  for (const { to } of messages) found.add(to);
  return [...found];
}

/** Also within texts and addresses of requests, where the same number stands with its + written as %2B. */
function maskWithin(value: unknown, numbers: readonly string[]): unknown {
  if (typeof value === 'string') return numbers.reduce((text, number) => text.replaceAll(number, maskPhone(number)).replaceAll(encodeURIComponent(number), encodeURIComponent(maskPhone(number))), value);
  if (Array.isArray(value)) return value.map((part) => maskWithin(part, numbers));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, maskWithin(part, numbers)]));
}
