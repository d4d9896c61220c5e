/** Enough of a version's hash to tell it from the others. */
export function shortVersion(version: string): string {
  return version.replace(/^sha256[:-]/, '').slice(0, 8);
}
