import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';

/** Why something was refused, in the reader's language; it follows when the reader changes it. */
export function ErrorText({ error: { code, messages } }: { error: ApiError }) {
  const { t, i18n } = useTranslation();
  if (messages) return messages[i18n.resolvedLanguage === 'zh-CN' ? 'zh-CN' : 'en-US'];
  return t(isOwn(code) ? ownErrors[code] : 'common.noAnswer');
}

/** What the page itself finds, without asking the server. */
const ownErrors = { draft_conflict: 'saving.conflict', not_comparable: 'compare.cannot' } as const;

function isOwn(code: string): code is keyof typeof ownErrors {
  return Object.hasOwn(ownErrors, code);
}
