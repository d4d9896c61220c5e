/** More ways than these into one step, such as a goodbye or a person, say nothing of where it belongs, and cost most of the time. */
const MOST_WAYS_IN = 4;

/** Leaves out ways into steps that very many lead to: those of failures first. */
export function thinOut<W extends { to: string; kind: string }>(ways: readonly W[]): W[] {
  const counts = new Map<string, number>();
  const chosenFirst = ways.toSorted((a, b) => Number(a.kind === 'failure') - Number(b.kind === 'failure'));
  const kept = new Set(chosenFirst.filter(({ to }) => {
    counts.set(to, (counts.get(to) ?? 0) + 1);
    return counts.get(to)! <= MOST_WAYS_IN;
  }));
  return ways.filter((way) => kept.has(way));
}
