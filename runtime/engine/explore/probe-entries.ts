export const singleKeys = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#'];

/** Longer entries than any form asks for. */
const MAX_ENTRY = 24;

/** Lone keys; digits of each length, some with check digits; days, amounts and telephone numbers. */
export function entriesOf(digits: number | null): string[] {
  const longest = digits ?? MAX_ENTRY;
  const known = generalEntries.filter((entry) => entry.length <= longest);
  // With many digits allowed, those of exactly this length and one short of it matter most.
  return digits !== null && digits > MAX_ENTRY ? [...known, '1'.repeat(digits)] : known;
}

/** Of the demo CRM, so that a call by a script is let in: a card, an account, a PIN. What is not asked for there does no harm. */
const demoEntries = ['4321', '135790', '60012345'];

const generalEntries = [
  ...new Set([
    ...demoEntries,
    ...Array.from({ length: MAX_ENTRY }, (_, at) => plainEntry(at + 1)),
    ...Array.from({ length: MAX_ENTRY - 1 }, (_, at) => withCheckDigit(plainEntry(at + 1))),
    ...Array.from({ length: MAX_ENTRY - 3 }, (_, at) => withRemainder(plainEntry(at + 2))),
    // IBANs of Germany, Switzerland, France and the Netherlands without their country; days of this year, past and to come; amounts.
    '89370400440532013000', '9300762011623852957', '1420041010050500013026',
    '20261124', '11242026', '24112026', '1124', '2411', '261124', '20261201', '12012026', '01122026', '1201', '0112', '19900515', '05151990', '15051990', '0515', '1505', '20260601', '0601', '0106',
    '1000', '100*50', '10050', '13800000001', '01055550100',
    '*', '#', '0', '2', '3',
    // How likely to recommend, from 0 to 10, and whatever else is counted on keys.
    '4', '5', '6', '7', '8', '9', '10',
  ]),
];

function plainEntry(length: number): string {
  return '123456789012345678901234'.slice(0, length);
}

/** The check digit of ISO/IEC 7812 (Luhn), which payment cards have. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** Two digits more, so that the remainder by 97 is one (ISO/IEC 7064 MOD 97-10). */
function withRemainder(digits: string): string {
  const remainder = [...`${digits}00`].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
  return digits + String((98 - remainder) % 97).padStart(2, '0');
}
