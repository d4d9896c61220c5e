/** Uploaded recordings, one row a language. Small ones: a minute in telephone quality has half a megabyte. */
export const up = `
CREATE TABLE recordings (
  recording text NOT NULL,
  language text NOT NULL,
  sha256 text NOT NULL,
  content_type text NOT NULL,
  audio bytea NOT NULL,
  seconds double precision,
  words text NOT NULL DEFAULT '',
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  PRIMARY KEY (recording, language)
);
`;
