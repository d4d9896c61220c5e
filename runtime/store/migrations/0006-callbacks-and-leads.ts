/**
 * Who wants to be called, and who agreed to be called about something. A lead without the texts and the key that prove the consent is none;
 * after its day it is to be deleted, which the index by day makes cheap.
 */
export const up = `
CREATE TABLE callbacks (
  call_id text NOT NULL,
  callback_id text NOT NULL,
  phone text NOT NULL CHECK (phone ~ '^[+][1-9][0-9]{5,14}$'),
  customer_id text,
  queue text NOT NULL CHECK (queue <> ''),
  window_from timestamptz,
  window_until timestamptz,
  reason text,
  language text NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'cancelled')),
  test boolean NOT NULL DEFAULT false,
  requested_at timestamptz NOT NULL,
  PRIMARY KEY (call_id, callback_id),
  CHECK ((window_from IS NULL) = (window_until IS NULL)),
  CHECK (window_from < window_until)
);
CREATE INDEX callbacks_to_make ON callbacks (queue, window_from NULLS FIRST, requested_at) WHERE status = 'open';

CREATE TABLE leads (
  call_id text NOT NULL,
  lead_id text NOT NULL,
  phone text NOT NULL CHECK (phone ~ '^[+][1-9][0-9]{5,14}$'),
  customer_id text,
  interest text NOT NULL CHECK (interest <> ''),
  wanted_when text,
  branch text,
  language text NOT NULL,
  consent jsonb NOT NULL CHECK ((consent ?& ARRAY['text', 'language', 'heardAt', 'input', 'agreedAt', 'flow', 'flowVersion'] AND consent ->> 'text' <> '') IS TRUE),
  expires_on date NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'contacted', 'won', 'lost', 'withdrawn')),
  test boolean NOT NULL DEFAULT false,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (call_id, lead_id)
);
CREATE INDEX leads_by_branch ON leads (branch, noted_at DESC);
CREATE INDEX leads_by_expiry ON leads (expires_on);
`;
