import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** The number as E.164, or `null` where nobody can be called there. Without a leading + it is one of the country. */
export function readPhoneNumber(text: string, country: string): string | null {
  const written = text.replace(/[\s().-]/g, '');
  if (!/^\+?\d{3,18}$/.test(written)) return null;
  const number = parsePhoneNumberFromString(written, country as CountryCode);
  return number?.isValid() ? number.number : null;
}

/** The number in groups as people say it at home, with its country only where it is another one: the filter `digits` reads it. */
export function spokenPhoneNumber(phone: string, country: string): string {
  const number = parsePhoneNumberFromString(phone);
  return number ? (number.country === country ? number.formatNational() : number.formatInternational()) : phone;
}
