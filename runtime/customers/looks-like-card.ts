/** Whether a text is the number of a payment card: 13 to 19 digits, however divided, that begin as cards do and pass Luhn's check. */
export function looksLikeCard(text: string): boolean {
  const digits = text.normalize('NFKC').replace(/[\s.\-_'’]/g, '');
  return /^[2-6]\d{12,18}$/.test(digits) && passesLuhn(digits);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const weighed = at % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
