/** A moment as a field of the reader's clock writes it: `2026-02-16T10:00`. */
export function toField(moment: string): string {
  const date = new Date(moment);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such a field holds, as ISO 8601 in UTC; `null` while it is not whole. */
export function fromField(text: string): string | null {
  const date = new Date(text);
  return text === '' || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
