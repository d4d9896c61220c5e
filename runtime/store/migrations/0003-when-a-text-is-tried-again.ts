/** Counted from the last try, so that a text which waited long for its first one is not given up within seconds. */
export const up = `
ALTER TABLE messages ADD COLUMN next_try_at timestamptz;
`;
