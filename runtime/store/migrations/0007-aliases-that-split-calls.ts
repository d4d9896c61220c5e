/**
 * An alias may split its calls between two versions; a call remembers which side it fell on. Documents are kept as they were written: `jsonb`
 * sorts the properties of an object, and the order of steps is what people read; the checks refuse the characters that `jsonb` refused. Presence is who looks at a flow right now: nothing that has
 * to outlive a crash.
 */
export const up = `
ALTER TABLE publications
  ADD COLUMN action text NOT NULL DEFAULT 'published'
    CHECK (action IN ('published', 'rolled_back', 'canary_started', 'canary_changed', 'canary_promoted', 'canary_ended')),
  ADD COLUMN canary text REFERENCES versions,
  ADD COLUMN share_percent numeric(5, 2) CHECK (share_percent > 0 AND share_percent < 100),
  ADD CHECK ((canary IS NULL) = (share_percent IS NULL)),
  ADD CHECK (canary <> version);

ALTER TABLE calls ADD COLUMN arm text CHECK (arm IN ('stable', 'canary'));

ALTER TABLE drafts ALTER COLUMN document TYPE json, ALTER COLUMN layout TYPE json, ADD CHECK (document::jsonb IS NOT NULL), ADD CHECK (layout::jsonb IS NOT NULL);
ALTER TABLE versions ALTER COLUMN document TYPE json, ALTER COLUMN layout TYPE json, ADD CHECK (document::jsonb IS NOT NULL), ADD CHECK (layout::jsonb IS NOT NULL);
ALTER TABLE products ALTER COLUMN document TYPE json, ADD CHECK (document::jsonb IS NOT NULL);

CREATE UNLOGGED TABLE presences (
  flow text NOT NULL REFERENCES flows ON DELETE CASCADE,
  editor uuid NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  step text,
  since timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (flow, editor)
);
`;
