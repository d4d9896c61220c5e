/** A name that a flow gives a machine, such as `after_hours`, as one reads it. */
export function readableId(id: string): string {
  return id.replaceAll(/[_-]+/g, ' ').trim();
}
