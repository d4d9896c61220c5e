/** Scripted callers of each flow, beside its draft. The document is kept as text, so that its order stays as people wrote it. */
export const up = `
CREATE TABLE scenarios (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flow text NOT NULL REFERENCES flows,
  name text NOT NULL CHECK (name <> ''),
  document json NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  UNIQUE (flow, name)
);
`;
