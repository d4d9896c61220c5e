/** Errors that only HTTP knows, in the form of the registry in runtime/errors.ts. */
export const apiErrors = {
  already_exists: { status: 409, message: '{what} exists already. {fix}' },
  last_administrator: { status: 409, message: 'This is the last administrator. Make somebody else an administrator first.' },
  foreign_origin: { status: 403, message: 'This came from a page of {origin}, and only pages of {publicUrl} may change anything. Correct PUBLIC_URL if this is its address.' },
  body_too_large: { status: 413, message: 'The request is larger than {limit} bytes.' },
  not_json: { status: 415, message: 'Send JSON, with Content-Type: application/json.' },
  internal: { status: 500, message: 'Something broke here. The log has more under the id {id}.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ApiErrorCode = keyof typeof apiErrors;

export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly details: Record<string, unknown>,
  ) {
    super(apiErrors[code].message.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '')));
    this.name = 'ApiError';
  }

  get status(): number {
    return apiErrors[this.code].status;
  }
}

export function refuse(code: ApiErrorCode, details: Record<string, unknown> = {}): ApiError {
  return new ApiError(code, details);
}
