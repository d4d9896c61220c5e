/**
 * Calendars are append-only: the newest row of one holds, and a row without a document says that it was taken away. Switches get an end, a
 * note and a history. Customers that were imported are told from those that calls brought, and one that was erased keeps nothing but the
 * wish not to be sold to.
 */
export const up = `
CREATE TABLE calendars (
  id bigserial PRIMARY KEY,
  calendar text NOT NULL,
  version text,
  document jsonb,
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by text NOT NULL,
  CHECK ((version IS NULL) = (document IS NULL))
);
CREATE INDEX calendars_newest ON calendars (calendar, id DESC);

ALTER TABLE switches ADD COLUMN until timestamptz;
ALTER TABLE switches ADD COLUMN note text NOT NULL DEFAULT '';

CREATE TABLE switch_changes (
  id bigserial PRIMARY KEY,
  switch text NOT NULL,
  -- NULL: it was not set. A switch may hold JSON's own null.
  before jsonb,
  after jsonb,
  until timestamptz,
  note text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_by text NOT NULL
);
CREATE INDEX switch_changes_newest ON switch_changes (switch, id DESC);
INSERT INTO switch_changes (switch, after, changed_at, changed_by) SELECT switch, value, updated_at, updated_by FROM switches;

ALTER TABLE customers ADD COLUMN imported_at timestamptz;
ALTER TABLE customers ADD COLUMN erased_at timestamptz;
CREATE INDEX customers_imported ON customers (phone) WHERE imported_at IS NOT NULL;

CREATE TABLE customer_imports (
  id bigserial PRIMARY KEY,
  file_name text NOT NULL,
  counts jsonb NOT NULL,
  imported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  imported_by text NOT NULL
);
`;
