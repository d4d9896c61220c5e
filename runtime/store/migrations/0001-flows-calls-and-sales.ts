/**
 * The first tables. Keys of everything a call writes begin with the call id, so that a turn never crosses calls and the tables can be
 * distributed by it.
 */
export const up = `
CREATE TABLE settings (name text PRIMARY KEY, value jsonb NOT NULL);

CREATE TABLE flows (
  flow text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A draft is what designers edit: one a flow, guarded by its revision, so that nobody overwrites what they have not seen.
CREATE TABLE drafts (
  flow text PRIMARY KEY REFERENCES flows,
  document jsonb NOT NULL,
  layout jsonb NOT NULL,
  revision int NOT NULL DEFAULT 1,
  based_on text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);

-- A version is immutable and named by the SHA-256 of its canonical JSON.
CREATE TABLE versions (
  version text PRIMARY KEY,
  flow text NOT NULL REFERENCES flows,
  document jsonb NOT NULL,
  layout jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL
);
CREATE INDEX versions_by_flow ON versions (flow, created_at DESC);

-- Append-only: the newest row of a flow and alias holds. A rollback adds a row.
CREATE TABLE publications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  flow text NOT NULL REFERENCES flows,
  alias text NOT NULL,
  version text NOT NULL REFERENCES versions,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  note text NOT NULL DEFAULT ''
);
CREATE INDEX publications_by_alias ON publications (flow, alias, id DESC);

CREATE TABLE numbers (
  number text PRIMARY KEY,
  flow text NOT NULL REFERENCES flows,
  alias text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);

-- Immutable product terms, named by hash; the newest row of a product is the one on sale.
CREATE TABLE products (
  product text NOT NULL,
  version text NOT NULL,
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  PRIMARY KEY (product, version)
);

CREATE TABLE switches (
  switch text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);

CREATE TABLE calls (
  call_id text PRIMARY KEY,
  account_sid text NOT NULL,
  flow text NOT NULL,
  version text NOT NULL,
  alias text NOT NULL,
  test boolean NOT NULL DEFAULT false,
  caller text NOT NULL,
  called text NOT NULL,
  language text NOT NULL,
  customer_id text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_state text,
  ended_by text,
  duration_seconds int,
  revision int NOT NULL,
  turn int NOT NULL,
  state jsonb NOT NULL,
  verbs jsonb NOT NULL,
  touched_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX calls_by_start ON calls (started_at);
-- By the start, which never changes: an index over touched_at would be written at every turn.
CREATE INDEX calls_open ON calls (started_at) WHERE ended_at IS NULL;

-- One row for each time a call went on: what the caller did and all that followed. Kept by the revision it made, since a hang-up and
-- the input that was under way when it came belong to the same turn.
CREATE TABLE turns (
  call_id text NOT NULL,
  revision int NOT NULL,
  turn int NOT NULL,
  at timestamptz NOT NULL,
  input jsonb,
  events jsonb NOT NULL,
  PRIMARY KEY (call_id, revision)
);

-- The result of a slow effect, so that any node can answer the caller who waits for it.
CREATE TABLE held_effects (
  call_id text NOT NULL,
  effect_key text NOT NULL,
  lease_until timestamptz NOT NULL,
  result jsonb,
  PRIMARY KEY (call_id, effect_key)
);

CREATE TABLE customers (
  customer_id text PRIMARY KEY,
  phone text NOT NULL,
  data jsonb NOT NULL,
  opted_out_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX customers_by_phone ON customers (phone);

-- What was offered or withheld, and how far it came.
CREATE TABLE decisions (
  call_id text NOT NULL,
  decision_id text NOT NULL,
  customer_id text,
  product text NOT NULL,
  product_version text,
  action text NOT NULL CHECK (action IN ('offer', 'suppress')),
  reason text,
  policy text NOT NULL,
  propensity double precision NOT NULL,
  context jsonb NOT NULL,
  decided_at timestamptz NOT NULL,
  presented_at timestamptz,
  heard_at timestamptz,
  accepted_at timestamptz,
  read_back_at timestamptz,
  confirmed_at timestamptz,
  enrolled_at timestamptz,
  declined_at timestamptz,
  PRIMARY KEY (call_id, decision_id)
);
CREATE INDEX decisions_by_customer ON decisions (customer_id, decided_at DESC);

-- No order without its evidence, and none twice.
CREATE TABLE orders (
  call_id text NOT NULL,
  order_id text NOT NULL,
  customer_id text NOT NULL,
  product text NOT NULL,
  product_version text NOT NULL,
  amount_minor bigint NOT NULL,
  currency text NOT NULL,
  period text NOT NULL,
  status text NOT NULL CHECK (status IN ('placed', 'delivered', 'cancelled')),
  first_charge_on date NOT NULL,
  ends_on date NOT NULL,
  evidence jsonb NOT NULL CHECK (evidence ->> 'sha256' ~ '^[0-9a-f]{64}$'),
  test boolean NOT NULL DEFAULT false,
  placed_at timestamptz NOT NULL,
  PRIMARY KEY (call_id, order_id)
);
CREATE UNIQUE INDEX orders_once_a_customer ON orders (customer_id, product) WHERE status <> 'cancelled' AND NOT test;
CREATE INDEX orders_by_placed ON orders (placed_at);

CREATE FUNCTION refuse_evidence_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.evidence IS DISTINCT FROM OLD.evidence OR NEW.product_version <> OLD.product_version OR NEW.amount_minor <> OLD.amount_minor THEN
    RAISE EXCEPTION 'orders and their evidence never change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_is_immutable BEFORE UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION refuse_evidence_change();

-- Texts, written in the turn's transaction and delivered at least once by a job.
CREATE TABLE messages (
  call_id text NOT NULL,
  message_id text NOT NULL,
  recipient text NOT NULL,
  body text NOT NULL,
  language text NOT NULL,
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sent', 'failed')),
  attempts int NOT NULL DEFAULT 0,
  carrier_id text,
  error text,
  queued_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (call_id, message_id)
);
CREATE INDEX messages_to_send ON messages (queued_at) WHERE status = 'queued';

CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  who text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);
`;
