/** An amount as the reader's language writes it. `amountMinor` is in the smallest unit of the currency. */
export function money(amountMinor: number, currency: string, reader: string): string {
  const format = new Intl.NumberFormat(reader, { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
