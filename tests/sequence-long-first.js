import TestSequencer from '@jest/test-sequencer';

/** Starts the suites of `tests/`, which use servers and browsers, before the short ones beside the code: a long suite begun last leaves the other workers idle. */
export default class LongFirst extends TestSequencer {
  sort(suites) {
    const isLong = ({ path }) => path.startsWith(import.meta.dirname);
    const sorted = super.sort(suites);
    return [...sorted.filter(isLong), ...sorted.filter((suite) => !isLong(suite))];
  }
}
