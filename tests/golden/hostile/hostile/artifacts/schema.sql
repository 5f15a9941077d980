-- PostgreSQL schema of {{ 7*7 }} <script>alert(1)</script> | `rm -rf /` ; DROP TABLE users; -- 🚀 שלום, made by archgen from brief.yaml.
-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.
-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.
-- What values a state can have nobody said: add a check when they are known.
-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql
-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look
-- afterwards whether one stayed invalid.

SET lock_timeout = '2s';
SET statement_timeout = '60s';

CREATE TABLE "order" (
  id uuid NOT NULL,
  "user" text NOT NULL,
  "group" bigint NOT NULL,
  "select" timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT order_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE "order" IS 'an order | <i>maybe</i>. Ground: brief: data.entities[order]. Kept 36 months; nobody said why; 162,000 rows in three years. Class personal. ''amount > 0; DROP TABLE orders'' wants a check constraint; no field says over what, so nothing holds it yet. ''one | pipe'' is held outside the table: one transaction in the API';
COMMENT ON COLUMN "order".id IS 'brief: data.entities[order].key; the API makes it, ordered by time';
COMMENT ON COLUMN "order"."user" IS 'brief: data.entities[order].fields.user';
COMMENT ON COLUMN "order"."group" IS 'brief: data.entities[order].fields.group';
COMMENT ON COLUMN "order"."select" IS 'brief: data.entities[order].fields.select';
COMMENT ON COLUMN "order".created_at IS 'assumed: data.entities[order].retention needs to know when a row came to be';

CREATE TABLE "table" (
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  "from" text NOT NULL,
  "where" text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT table_pkey PRIMARY KEY (id),
  CONSTRAINT table_order_id_fk FOREIGN KEY (order_id) REFERENCES "order" (id)
);
COMMENT ON TABLE "table" IS 'a table named table ; end. Ground: brief: data.entities[table]. Kept 36 months; nobody said why; 1,620 rows in three years';
COMMENT ON COLUMN "table".id IS 'brief: data.entities[table].key; the API makes it, ordered by time';
COMMENT ON COLUMN "table".order_id IS 'brief: data.entities[table].relations[0]';
COMMENT ON COLUMN "table"."from" IS 'brief: data.entities[table].fields.from';
COMMENT ON COLUMN "table"."where" IS 'brief: data.entities[table].fields.where';
COMMENT ON COLUMN "table".created_at IS 'assumed: data.entities[table].retention needs to know when a row came to be';
CREATE INDEX table_order_id_idx ON "table" (order_id);
COMMENT ON INDEX table_order_id_idx IS 'serves: foreign key to order';

CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  subject text NOT NULL,
  payload jsonb NOT NULL DEFAULT '{}',
  run_after timestamptz NOT NULL DEFAULT now(),
  tries bigint NOT NULL DEFAULT 0,
  last_error text,
  put_aside_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT job_pkey PRIMARY KEY (id),
  CONSTRAINT job_kind_subject_key UNIQUE (kind, subject)
);
COMMENT ON TABLE job IS 'work that is handed on in the transaction of its cause. Ground: decision broker: job table and worker. A job that is done is deleted in the transaction that did it, so the table stays small';
COMMENT ON COLUMN job.id IS 'decision broker: job table and worker; the order in which rows came';
COMMENT ON COLUMN job.kind IS 'decision broker: job table and worker; the journey or interaction that hands it on';
COMMENT ON COLUMN job.subject IS 'decision broker: job table and worker; the record that it is about, so that doing it twice is found';
COMMENT ON COLUMN job.payload IS 'decision broker: job table and worker; ids only, never content';
COMMENT ON COLUMN job.run_after IS 'decision broker: job table and worker; later for each failed try';
COMMENT ON COLUMN job.tries IS 'decision broker: job table and worker; figure retry_attempts says when it is put aside';
COMMENT ON COLUMN job.last_error IS 'decision broker: job table and worker; why the last try failed';
COMMENT ON COLUMN job.put_aside_at IS 'decision broker: job table and worker; failed too often, a person looks at it';
COMMENT ON COLUMN job.created_at IS 'decision broker: job table and worker';
CREATE INDEX job_run_after_id_idx ON job (run_after, id) WHERE put_aside_at IS NULL;
COMMENT ON INDEX job_run_after_id_idx IS 'serves: the worker''s next job: FOR UPDATE SKIP LOCKED';

-- A change of order, decision schema-changes: expand-contract: `user` gets a successor.
-- 1. Expand: an empty column, added without rewriting a row.
--   SET lock_timeout = '2s';
--   ALTER TABLE "order" ADD COLUMN user_new text;
-- 2. A release that writes both columns and reads the old one.
-- 3. Fill.
--   UPDATE "order" SET user_new = "user" WHERE user_new IS NULL AND "user" IS NOT NULL;
-- 4. Nothing is empty any more: checked without holding writers, then made sure of.
--   ALTER TABLE "order" ADD CONSTRAINT user_new_filled CHECK (user_new IS NOT NULL) NOT VALID;
--   ALTER TABLE "order" VALIDATE CONSTRAINT user_new_filled;
--   ALTER TABLE "order" ALTER COLUMN user_new SET NOT NULL;
--   ALTER TABLE "order" DROP CONSTRAINT user_new_filled;
-- 5. A release that reads the new column; indexes on it are built concurrently before it.
-- 6. Contract, one release later: this cannot be taken back.
--   ALTER TABLE "order" DROP COLUMN "user";
