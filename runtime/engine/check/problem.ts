import type { Json } from '../../../schemas/json.js';

/** What a check finds. Errors block publishing, warnings do not. */
export interface Problem {
  /** Id of the rule; docs/rules has a page of that name. */
  rule: string;
  severity: Severity;
  /** JSON pointer (RFC 6901) into the flow: what to select on the canvas or in the text. */
  pointer: string;
  /** The step it belongs to; `null` for the flow as a whole. */
  step: string | null;
  /** One English sentence that names the fix. */
  message: string;
  messages: Messages;
  /** The same at the field of a form, where nobody has to be told which one it is. */
  brief?: Messages;
  /** The flow that is there as a draft alone and wants publishing first. */
  unpublished?: string;
  fix: Fix | null;
}

export const severities = ['error', 'warning'] as const;

export type Severity = (typeof severities)[number];

export interface Messages {
  'en-US': string;
  'zh-CN': string;
}

/** A change that mends the problem. Applying it makes no other error. */
export interface Fix {
  /** What the button says, in English. */
  title: string;
  titles: Messages;
  /** JSON Patch (RFC 6902). */
  patch: PatchOperation[];
}

export type PatchOperation = { op: 'add' | 'replace'; path: string; value: Json } | { op: 'remove'; path: string };

export function createFix(titles: Messages, ...patch: PatchOperation[]): Fix {
  return { title: titles['en-US'], titles, patch };
}
