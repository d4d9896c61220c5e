/** What an alias was pointed to, and how. */
export interface PointedTo {
  /** As a publication names it: `published`, `rolled_back`, `canary_promoted`, … */
  action: string;
  version: string;
}

/**
 * The version that answered before the one that answers now; `null` where that is the first. `publications` are those of one alias, the
 * oldest first. A version that was rolled back from does not count: going back twice goes back two versions, not back and forth.
 */
export function getVersionBefore(publications: readonly PointedTo[]): string | null {
  const stack: string[] = [];
  for (const { action, version } of publications) {
    const at = stack.lastIndexOf(version);
    // Back to a version takes away all that came after it; the version below the last one came back, however it was published.
    if (at >= 0 && (action === 'rolled_back' || at >= stack.length - 2)) stack.length = at + 1;
    else stack.push(version);
  }
  return stack.at(-2) ?? null;
}
