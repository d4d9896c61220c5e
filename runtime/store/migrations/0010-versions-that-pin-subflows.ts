/** A version runs each of its subflows in the version that was live when it was made: flow id → version. */
export const up = `
ALTER TABLE versions ADD COLUMN subflows jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(subflows) = 'object');
`;
