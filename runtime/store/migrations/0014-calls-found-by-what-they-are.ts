/**
 * A page of the list of calls costs the same however many there are: it begins in an index where the page before ended. Of what the indexes hold,
 * only the end state changes, once a call, so turns still write none of them. A number is found by its beginning and by its end.
 */
export const up = `
CREATE INDEX calls_in_order ON calls (started_at, call_id);
DROP INDEX calls_by_start;
CREATE INDEX calls_by_flow ON calls (flow, started_at, call_id);
CREATE INDEX calls_by_end_state ON calls (end_state, started_at, call_id);
CREATE INDEX calls_by_caller ON calls (caller text_pattern_ops);
CREATE INDEX calls_by_caller_end ON calls (reverse(caller) text_pattern_ops);
`;
