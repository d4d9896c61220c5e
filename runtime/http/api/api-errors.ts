import type { BothLanguages } from '../../../schemas/form-controls.js';
import { fillIn, inLanguage, type ErrorDetails } from '../../errors.js';

/** Errors that only HTTP knows, in the form of the registry in runtime/errors.ts. */
export const apiErrors = {
  already_exists: { status: 409, messages: { 'en-US': '{what} exists already. {fix}', 'zh-CN': '{what}已存在。{fix}' } },
  last_administrator: {
    status: 409,
    messages: {
      'en-US': 'This is the last administrator. Make somebody else an administrator first.',
      'zh-CN': '这是最后一位管理员。请先把另一位用户设为管理员。',
    },
  },
  foreign_origin: {
    status: 403,
    messages: {
      'en-US': 'This came from a page of {origin}, and only pages of {publicUrl} may change anything. Correct PUBLIC_URL if this is its address.',
      'zh-CN': '这个请求来自 {origin} 的页面，而只有 {publicUrl} 的页面可以修改内容。如果前者才是本系统的地址，请更正 PUBLIC_URL。',
    },
  },
  body_too_large: {
    status: 413,
    messages: {
      'en-US': 'The request is larger than {limit} bytes.',
      'zh-CN': '提交的内容超过 {limit} 字节。请缩小或拆分后重试。',
    },
  },
  not_json: {
    status: 415,
    messages: {
      'en-US': 'Send JSON, with Content-Type: application/json.',
      'zh-CN': '请以 JSON 提交，并注明 Content-Type: application/json。',
    },
  },
  internal: {
    status: 500,
    messages: {
      'en-US': 'Something broke here. The log has more under the id {id}.',
      'zh-CN': '服务器出错了。日志中编号 {id} 处有详细说明。',
    },
  },
} as const satisfies Record<string, { status: number; messages: BothLanguages }>;

export type ApiErrorCode = keyof typeof apiErrors;

/** As `TrunklineError`, of the registry above. */
export class ApiError extends Error {
  readonly details: Record<string, unknown>;
  readonly #messages: BothLanguages;

  constructor(
    readonly code: ApiErrorCode,
    details: ErrorDetails,
  ) {
    const messages = fillIn(apiErrors[code].messages, details);
    super(messages['en-US']);
    this.name = 'ApiError';
    this.details = inLanguage(details, 'en-US');
    this.#messages = messages;
  }

  get status(): number {
    return apiErrors[this.code].status;
  }

  get messages(): BothLanguages {
    return this.#messages;
  }
}

export function refuse(code: ApiErrorCode, details: ErrorDetails = {}): ApiError {
  return new ApiError(code, details);
}
