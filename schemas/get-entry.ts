/**
 * The entry of a table by a name out of a document. What every object inherits, such as `constructor`, is no entry: a step may be called so.
 */
export function getEntry<Value>(table: Readonly<Record<string, Value>> | null | undefined, name: string): Value | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
