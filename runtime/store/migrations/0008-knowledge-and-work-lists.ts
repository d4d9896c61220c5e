/**
 * Articles with their versions; what editors did with questions nobody could answer; call backs and leads as work that people share; and
 * texts of test calls, which are kept and never sent.
 *
 * The two indexes of turns hold only the turns that search articles or leave a recording, so that lists of them read no other turn and
 * other turns write no index.
 */
export const up = `
CREATE TABLE articles (
  article text PRIMARY KEY CHECK (article <> ''),
  document jsonb NOT NULL,
  revision int NOT NULL CHECK (revision > 0),
  archived boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by text NOT NULL
);

CREATE TABLE article_versions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article text NOT NULL,
  revision int NOT NULL,
  document jsonb NOT NULL,
  archived boolean NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  saved_by text NOT NULL,
  UNIQUE (article, revision)
);

CREATE TABLE settled_questions (
  language text NOT NULL,
  question text NOT NULL,
  article text,
  settled_at timestamptz NOT NULL DEFAULT now(),
  settled_by text NOT NULL,
  PRIMARY KEY (language, question)
);

CREATE INDEX turns_of_knowledge ON turns (at DESC) WHERE events @? '$[*].fact.type ? (@ starts with "knowledge_")';
CREATE INDEX turns_of_recordings ON turns (at DESC) WHERE events @? '$[*].fact.type ? (@ == "message_left" || @ == "recording_kept")';

CREATE TABLE heard_messages (
  call_id text NOT NULL,
  recording_id text NOT NULL,
  note text NOT NULL DEFAULT '',
  heard_at timestamptz NOT NULL DEFAULT now(),
  heard_by text NOT NULL,
  PRIMARY KEY (call_id, recording_id)
);

ALTER TABLE callbacks DROP CONSTRAINT callbacks_status_check;
ALTER TABLE callbacks ADD CONSTRAINT callbacks_status_check CHECK (status IN ('open', 'done', 'failed', 'cancelled'));
ALTER TABLE callbacks
  ADD COLUMN attempts int NOT NULL DEFAULT 0,
  ADD COLUMN next_try_at timestamptz,
  ADD COLUMN taken_by text,
  ADD COLUMN taken_at timestamptz,
  ADD COLUMN note text NOT NULL DEFAULT '',
  ADD COLUMN settled_at timestamptz,
  ADD COLUMN settled_by text,
  ADD CONSTRAINT callbacks_taken_check CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
  ADD CONSTRAINT callbacks_settled_check CHECK ((settled_by IS NULL) = (settled_at IS NULL));
CREATE INDEX callbacks_by_time ON callbacks (requested_at DESC, call_id DESC, callback_id DESC);

ALTER TABLE leads
  ADD COLUMN note text NOT NULL DEFAULT '',
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN changed_by text,
  ADD COLUMN delivered_at timestamptz,
  ADD COLUMN deliveries int NOT NULL DEFAULT 0,
  ADD COLUMN next_delivery_at timestamptz,
  ADD COLUMN delivery_error text;
CREATE INDEX leads_by_time ON leads (noted_at DESC, call_id DESC, lead_id DESC);
CREATE INDEX leads_to_deliver ON leads (noted_at) WHERE delivered_at IS NULL AND NOT test;

ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages ADD CONSTRAINT messages_status_check CHECK (status IN ('queued', 'sent', 'failed', 'kept'));
UPDATE messages SET status = 'kept' FROM calls WHERE calls.call_id = messages.call_id AND calls.test AND messages.status = 'queued';
`;
