import { fail } from '../../errors.js';
import type { CallerPattern } from '../../store/queries/calls.js';
import { isAllowed, type Role } from '../auth/permissions.js';

/**
 * What a person types to find a caller, as patterns. Who sees numbers masked finds them by what they see and no more, or the search would tell
 * what the stars hide. Throws `invalid_request` where they type more.
 */
export function readCallerSearch(role: Role, text: string): CallerPattern {
  const typed = text.replace(/[\s().-]/g, '');
  const masked = /^(\+\d{2}|\d{3})(\*+)(\d{2})$/.exec(typed);
  if (masked) return { forwards: `${masked[1]}${'_'.repeat(masked[2]!.length + 2)}`, backwards: `${reversed(masked[3]!)}%`, both: true };
  if (!/^\+?\d+$/.test(typed)) return { forwards: `${escaped(text.trim())}%`, backwards: null };
  if (!isAllowed(role, 'phones.read')) return readMaskedSearch(typed);
  return typed.startsWith('+') ? { forwards: `${typed}%`, backwards: null } : { forwards: `${typed}%`, backwards: `${reversed(typed)}%` };
}

function readMaskedSearch(typed: string): CallerPattern {
  if (/^\+\d{0,2}$/.test(typed)) return { forwards: `${typed}%`, backwards: null };
  if (/^\d{1,2}$/.test(typed)) return { forwards: null, backwards: `${reversed(typed)}%` };
  throw fail('invalid_request', {
    reason: { 'en-US': 'You see numbers masked, so search by their last two digits, such as 01.', 'zh-CN': '您看到的号码已隐藏中间几位，请用末两位查找，例如 01。' },
  });
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** A word is looked for as it stands; its signs mean nothing to LIKE. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
