import 'i18next';
import type { enUS } from './en-us.js';

declare module 'i18next' {
  /** A key that is in no language is a mistake the compiler finds. */
  interface CustomTypeOptions {
    resources: { translation: typeof enUS };
    returnNull: false;
  }
}
