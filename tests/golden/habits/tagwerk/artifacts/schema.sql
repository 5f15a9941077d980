-- PostgreSQL schema of Tagwerk, made by archgen from brief.yaml.
-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.
-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.
-- What values a state can have nobody said: add a check when they are known.
-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql
-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look
-- afterwards whether one stayed invalid.

SET lock_timeout = '2s';
SET statement_timeout = '60s';

CREATE TABLE person (
  id uuid NOT NULL,
  email text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_email_key UNIQUE (email)
);
COMMENT ON TABLE person IS 'somebody who tries it. Ground: brief: data.entities[person]. Kept 6 months, until the trial is over; 66,000,000 rows in three years. Class personal';
COMMENT ON COLUMN person.id IS 'brief: data.entities[person].key; the API makes it, ordered by time';
COMMENT ON COLUMN person.email IS 'brief: data.entities[person].fields.email';
COMMENT ON COLUMN person.created_at IS 'assumed: data.entities[person].retention needs to know when a row came to be';
COMMENT ON CONSTRAINT person_email_key ON person IS 'rule of person: an address belongs to one person';

CREATE TABLE habit (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  title text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT habit_pkey PRIMARY KEY (id),
  CONSTRAINT habit_person_id_fk FOREIGN KEY (person_id) REFERENCES person (id)
);
COMMENT ON TABLE habit IS 'what somebody wants to keep up. Ground: brief: data.entities[habit]. Kept 6 months; nobody said why; 198,000,000 rows in three years';
COMMENT ON COLUMN habit.id IS 'brief: data.entities[habit].key; the API makes it, ordered by time';
COMMENT ON COLUMN habit.person_id IS 'brief: data.entities[habit].relations[0]';
COMMENT ON COLUMN habit.title IS 'brief: data.entities[habit].fields.title';
COMMENT ON COLUMN habit.created_at IS 'assumed: data.entities[habit].retention needs to know when a row came to be';
CREATE INDEX habit_person_id_idx ON habit (person_id);
COMMENT ON INDEX habit_person_id_idx IS 'serves: foreign key to person';

CREATE TABLE answer (
  habit_id uuid NOT NULL,
  evening date NOT NULL,
  kept boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT answer_pkey PRIMARY KEY (habit_id, evening),
  CONSTRAINT answer_habit_id_fk FOREIGN KEY (habit_id) REFERENCES habit (id)
);
COMMENT ON TABLE answer IS 'yes or no of an evening. Ground: brief: data.entities[answer]. Kept 6 months; nobody said why; 5,940,000,000 rows in three years. Class personal';
COMMENT ON COLUMN answer.habit_id IS 'brief: data.entities[answer].key';
COMMENT ON COLUMN answer.evening IS 'brief: data.entities[answer].key';
COMMENT ON COLUMN answer.kept IS 'brief: data.entities[answer].fields.kept';
COMMENT ON COLUMN answer.created_at IS 'assumed: data.entities[answer].retention needs to know when a row came to be';

CREATE TABLE idempotency_key (
  caller text NOT NULL,
  key text NOT NULL,
  request_digest bytea NOT NULL,
  status bigint,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (caller, key)
);
COMMENT ON TABLE idempotency_key IS 'first answers to requests that may be sent again, kept for 24 h. Ground: figure idempotency_retention';
COMMENT ON COLUMN idempotency_key.caller IS 'figure idempotency_retention; a key counts for whoever sent it';
COMMENT ON COLUMN idempotency_key.key IS 'figure idempotency_retention; the header Idempotency-Key';
COMMENT ON COLUMN idempotency_key.request_digest IS 'figure idempotency_retention; the same key with another request is refused';
COMMENT ON COLUMN idempotency_key.status IS 'figure idempotency_retention; empty while the first request still runs';
COMMENT ON COLUMN idempotency_key.answer IS 'figure idempotency_retention; the body of the first answer';
COMMENT ON COLUMN idempotency_key.created_at IS 'figure idempotency_retention';
CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);
COMMENT ON INDEX idempotency_key_created_at_idx IS 'serves: the job that deletes what is older than 24 h';

-- A change of answer, decision schema-changes: in-place: `kept` gets a successor.
-- In one step, since nobody relies on it yet:
--   ALTER TABLE answer ADD COLUMN kept_new boolean;
--   UPDATE answer SET kept_new = kept;
--   ALTER TABLE answer DROP COLUMN kept;
