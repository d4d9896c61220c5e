/** An answer of 4xx or 5xx, thrown. `code` is what programs read; `message` names the fix and repeats nothing that a caller entered. */
export interface Refusal extends Error {
  refusal: true;
  status: number;
  code: string;
}

export function createRefusal(status: number, code: string, message: string): Refusal {
  return Object.assign(new Error(message), { refusal: true as const, status, code });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'refusal' in error;
}
