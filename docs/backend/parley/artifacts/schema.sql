-- PostgreSQL schema of Parley, made by archgen from brief.yaml.
-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.
-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.
-- What values a state can have nobody said: add a check when they are known.
-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql
-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look
-- afterwards whether one stayed invalid.

SET lock_timeout = '2s';
SET statement_timeout = '60s';

-- Roles: the API signs in as a member of the first, jobs that work for everybody of the second.
DO $$ BEGIN CREATE ROLE parley_api NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE parley_jobs NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- Seals: rows that may not change any more; a correction is another row that names the first.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a sealed row of % never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION refuse_change() IS 'what triggers on sealed rows call';

CREATE TABLE company (
  id uuid NOT NULL,
  name text NOT NULL,
  plan text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT company_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE company IS 'a customer of Parley, whose data no other company may see. Ground: brief: data.entities[company]. Kept 10 years, accounting law; 3,150 rows in three years. ''a company has at least one agent who may administer it'' is held outside the table: lock on the parent row';
COMMENT ON COLUMN company.id IS 'brief: data.entities[company].key; the API makes it, ordered by time';
COMMENT ON COLUMN company.name IS 'brief: data.entities[company].fields.name';
COMMENT ON COLUMN company.plan IS 'brief: data.entities[company].fields.plan';
COMMENT ON COLUMN company.created_at IS 'brief: data.entities[company].fields.created_at';

CREATE TABLE agent (
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  signed_in_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT agent_pkey PRIMARY KEY (id),
  CONSTRAINT agent_company_id_id_key UNIQUE (company_id, id),
  CONSTRAINT agent_company_id_email_key UNIQUE (company_id, email),
  CONSTRAINT agent_company_id_fk FOREIGN KEY (company_id) REFERENCES company (id)
);
COMMENT ON TABLE agent IS 'a person who answers. Ground: brief: data.entities[agent]. Kept 24 months, until a year after the company leaves; 58,500 rows in three years. Class personal';
COMMENT ON COLUMN agent.id IS 'brief: data.entities[agent].key; the API makes it, ordered by time';
COMMENT ON COLUMN agent.company_id IS 'brief: data.entities[agent].relations[0]';
COMMENT ON COLUMN agent.email IS 'brief: data.entities[agent].fields.email';
COMMENT ON COLUMN agent.name IS 'brief: data.entities[agent].fields.name';
COMMENT ON COLUMN agent.role IS 'brief: data.entities[agent].fields.role';
COMMENT ON COLUMN agent.signed_in_at IS 'brief: data.entities[agent].fields.signed_in_at';
COMMENT ON COLUMN agent.created_at IS 'assumed: data.entities[agent].retention needs to know when a row came to be';
COMMENT ON CONSTRAINT agent_company_id_id_key ON agent IS 'derived: foreign keys to agent hold the customer, too';
COMMENT ON CONSTRAINT agent_company_id_email_key ON agent IS 'rule of agent: an address belongs to one agent of a company';

CREATE TABLE customer (
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_company_id_id_key UNIQUE (company_id, id),
  CONSTRAINT customer_company_id_email_key UNIQUE (company_id, email),
  CONSTRAINT customer_company_id_fk FOREIGN KEY (company_id) REFERENCES company (id)
);
COMMENT ON TABLE customer IS 'a person who writes to a company. Ground: brief: data.entities[customer]. Kept 36 months, what the contracts with companies allow; 7,087,500 rows in three years. Class personal';
COMMENT ON COLUMN customer.id IS 'brief: data.entities[customer].key; the API makes it, ordered by time';
COMMENT ON COLUMN customer.company_id IS 'brief: data.entities[customer].relations[0]';
COMMENT ON COLUMN customer.email IS 'brief: data.entities[customer].fields.email';
COMMENT ON COLUMN customer.name IS 'brief: data.entities[customer].fields.name';
COMMENT ON COLUMN customer.created_at IS 'assumed: data.entities[customer].retention needs to know when a row came to be';
COMMENT ON CONSTRAINT customer_company_id_id_key ON customer IS 'derived: foreign keys to customer hold the customer, too';
COMMENT ON CONSTRAINT customer_company_id_email_key ON customer IS 'rule of customer: an address is one customer of a company';
CREATE INDEX customer_name_words ON customer USING gin (to_tsvector('simple', coalesce(name, '')));
COMMENT ON INDEX customer_name_words IS 'serves: words in customer';

CREATE TABLE ticket (
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  agent_id uuid,
  subject text NOT NULL,
  state text NOT NULL,
  priority text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT ticket_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_company_id_id_key UNIQUE (company_id, id),
  CONSTRAINT ticket_company_id_fk FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT ticket_company_id_customer_id_fk FOREIGN KEY (company_id, customer_id) REFERENCES customer (company_id, id),
  CONSTRAINT ticket_company_id_agent_id_fk FOREIGN KEY (company_id, agent_id) REFERENCES agent (company_id, id)
);
COMMENT ON TABLE ticket IS 'a conversation between a customer and a company. Ground: brief: data.entities[ticket]. Kept 36 months, what the contracts with companies allow; 23,625,000 rows in three years. Class personal. ''a closed ticket is opened again only by a new message'' is held outside the table: conditional update on the state';
COMMENT ON COLUMN ticket.id IS 'brief: data.entities[ticket].key; the API makes it, ordered by time';
COMMENT ON COLUMN ticket.company_id IS 'brief: data.entities[ticket].relations[0]';
COMMENT ON COLUMN ticket.customer_id IS 'brief: data.entities[ticket].relations[1]';
COMMENT ON COLUMN ticket.agent_id IS 'brief: data.entities[ticket].relations[2]';
COMMENT ON COLUMN ticket.subject IS 'brief: data.entities[ticket].fields.subject';
COMMENT ON COLUMN ticket.state IS 'brief: data.entities[ticket].fields.state';
COMMENT ON COLUMN ticket.priority IS 'brief: data.entities[ticket].fields.priority';
COMMENT ON COLUMN ticket.opened_at IS 'brief: data.entities[ticket].fields.opened_at';
COMMENT ON COLUMN ticket.closed_at IS 'brief: data.entities[ticket].fields.closed_at';
COMMENT ON COLUMN ticket.version IS 'decision contention-send-reply: the change names the version that was read';
COMMENT ON CONSTRAINT ticket_company_id_id_key ON ticket IS 'derived: foreign keys to ticket hold the customer, too';
CREATE INDEX ticket_company_id_agent_id_state_opened_at_idx ON ticket (company_id, agent_id, state, opened_at);
COMMENT ON INDEX ticket_company_id_agent_id_state_opened_at_idx IS 'serves: query open-by-assignee; foreign key to agent';
CREATE INDEX ticket_company_id_customer_id_idx ON ticket (company_id, customer_id);
COMMENT ON INDEX ticket_company_id_customer_id_idx IS 'serves: foreign key to customer';
CREATE INDEX ticket_subject_words ON ticket USING gin (to_tsvector('simple', coalesce(subject, '')));
COMMENT ON INDEX ticket_subject_words IS 'serves: words in ticket';
CREATE INDEX ticket_opened_at_idx ON ticket USING brin (opened_at);
COMMENT ON INDEX ticket_opened_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE reply (
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  agent_id uuid,
  body text NOT NULL,
  direction text NOT NULL,
  sent_at timestamptz NOT NULL,
  message_id text NOT NULL,
  CONSTRAINT reply_pkey PRIMARY KEY (id),
  CONSTRAINT reply_company_id_id_key UNIQUE (company_id, id),
  CONSTRAINT reply_company_id_message_id_key UNIQUE (company_id, message_id),
  CONSTRAINT reply_company_id_fk FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT reply_company_id_ticket_id_fk FOREIGN KEY (company_id, ticket_id) REFERENCES ticket (company_id, id),
  CONSTRAINT reply_company_id_agent_id_fk FOREIGN KEY (company_id, agent_id) REFERENCES agent (company_id, id)
);
COMMENT ON TABLE reply IS 'one message of a ticket, in either direction. Ground: brief: data.entities[reply]. Kept 36 months, what the contracts with companies allow; 110,250,000 rows in three years. Class personal';
COMMENT ON COLUMN reply.id IS 'brief: data.entities[reply].key; the API makes it, ordered by time';
COMMENT ON COLUMN reply.company_id IS 'derived: decision tenant-isolation puts the customer into every row';
COMMENT ON COLUMN reply.ticket_id IS 'brief: data.entities[reply].relations[0]';
COMMENT ON COLUMN reply.agent_id IS 'brief: data.entities[reply].relations[1]';
COMMENT ON COLUMN reply.body IS 'brief: data.entities[reply].fields.body';
COMMENT ON COLUMN reply.direction IS 'brief: data.entities[reply].fields.direction';
COMMENT ON COLUMN reply.sent_at IS 'brief: data.entities[reply].fields.sent_at';
COMMENT ON COLUMN reply.message_id IS 'brief: data.entities[reply].fields.message_id';
COMMENT ON CONSTRAINT reply_company_id_id_key ON reply IS 'derived: foreign keys to reply hold the customer, too';
COMMENT ON CONSTRAINT reply_company_id_message_id_key ON reply IS 'rule of reply: a mail with the same message id is stored once';
COMMENT ON CONSTRAINT reply_company_id_fk ON reply IS 'derived: decision tenant-isolation';
CREATE INDEX reply_company_id_ticket_id_sent_at_idx ON reply (company_id, ticket_id, sent_at);
COMMENT ON INDEX reply_company_id_ticket_id_sent_at_idx IS 'serves: query thread; foreign key to ticket';
CREATE INDEX reply_company_id_agent_id_idx ON reply (company_id, agent_id) WHERE agent_id IS NOT NULL;
COMMENT ON INDEX reply_company_id_agent_id_idx IS 'serves: foreign key to agent';
CREATE INDEX reply_body_words ON reply USING gin (to_tsvector('simple', coalesce(body, '')));
COMMENT ON INDEX reply_body_words IS 'serves: words in reply';
CREATE INDEX reply_sent_at_idx ON reply USING brin (sent_at);
COMMENT ON INDEX reply_sent_at_idx IS 'serves: the nightly job that deletes what is past its time';
CREATE TRIGGER reply_sealed BEFORE UPDATE ON reply
  FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER reply_sealed ON reply IS 'rule of reply: a sent reply never changes';

CREATE TABLE attachment_record (
  id uuid NOT NULL,
  company_id uuid NOT NULL,
  reply_id uuid NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  checksum text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT attachment_record_pkey PRIMARY KEY (id),
  CONSTRAINT attachment_record_company_id_fk FOREIGN KEY (company_id) REFERENCES company (id),
  CONSTRAINT attachment_record_company_id_reply_id_fk FOREIGN KEY (company_id, reply_id) REFERENCES reply (company_id, id)
);
COMMENT ON TABLE attachment_record IS 'what is known of a file that came with a message. Ground: brief: data.entities[attachment-record]. Kept 36 months; nobody said why; 17,325,000 rows in three years';
COMMENT ON COLUMN attachment_record.id IS 'brief: data.entities[attachment-record].key; the API makes it, ordered by time';
COMMENT ON COLUMN attachment_record.company_id IS 'derived: decision tenant-isolation puts the customer into every row';
COMMENT ON COLUMN attachment_record.reply_id IS 'brief: data.entities[attachment-record].relations[0]';
COMMENT ON COLUMN attachment_record.name IS 'brief: data.entities[attachment-record].fields.name';
COMMENT ON COLUMN attachment_record.bytes IS 'brief: data.entities[attachment-record].fields.bytes';
COMMENT ON COLUMN attachment_record.checksum IS 'brief: data.entities[attachment-record].fields.checksum';
COMMENT ON COLUMN attachment_record.created_at IS 'assumed: data.entities[attachment-record].retention needs to know when a row came to be';
COMMENT ON CONSTRAINT attachment_record_company_id_fk ON attachment_record IS 'derived: decision tenant-isolation';
CREATE INDEX attachment_record_company_id_reply_id_idx ON attachment_record (company_id, reply_id);
COMMENT ON INDEX attachment_record_company_id_reply_id_idx IS 'serves: foreign key to reply; foreign key to company';
CREATE INDEX attachment_record_created_at_idx ON attachment_record USING brin (created_at);
COMMENT ON INDEX attachment_record_created_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE job (
  id bigint GENERATED ALWAYS AS IDENTITY,
  company_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  payload jsonb NOT NULL DEFAULT '{}',
  run_after timestamptz NOT NULL DEFAULT now(),
  tries bigint NOT NULL DEFAULT 0,
  last_error text,
  put_aside_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT job_pkey PRIMARY KEY (id),
  CONSTRAINT job_company_id_kind_subject_key UNIQUE (company_id, kind, subject)
);
COMMENT ON TABLE job IS 'work that is handed on in the transaction of its cause: receive-mail. Ground: decision broker: job table and worker. A job that is done is deleted in the transaction that did it, so the table stays small';
COMMENT ON COLUMN job.id IS 'decision broker: job table and worker; the order in which rows came';
COMMENT ON COLUMN job.company_id IS 'derived: the customer whose work it is';
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

CREATE TABLE idempotency_key (
  company_id uuid NOT NULL,
  caller text NOT NULL,
  key text NOT NULL,
  request_digest bytea NOT NULL,
  status bigint,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (company_id, caller, key)
);
COMMENT ON TABLE idempotency_key IS 'first answers to requests that may be sent again, kept for 24 h. Ground: figure idempotency_retention';
COMMENT ON COLUMN idempotency_key.company_id IS 'derived: the customer whose work it is';
COMMENT ON COLUMN idempotency_key.caller IS 'figure idempotency_retention; a key counts for whoever sent it';
COMMENT ON COLUMN idempotency_key.key IS 'figure idempotency_retention; the header Idempotency-Key';
COMMENT ON COLUMN idempotency_key.request_digest IS 'figure idempotency_retention; the same key with another request is refused';
COMMENT ON COLUMN idempotency_key.status IS 'figure idempotency_retention; empty while the first request still runs';
COMMENT ON COLUMN idempotency_key.answer IS 'figure idempotency_retention; the body of the first answer';
COMMENT ON COLUMN idempotency_key.created_at IS 'figure idempotency_retention';
CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);
COMMENT ON INDEX idempotency_key_created_at_idx IS 'serves: the job that deletes what is older than 24 h';

-- Customers: decision tenant-isolation; assumed: company is the customer, since 5 other kinds of records lead to it.
-- Each transaction of the API names its customer first: SET LOCAL app.company_id = '...';
-- else no row is seen. What does not know the customer yet, such as a sign-in, asks as parley_jobs.
-- The owner of the tables, under whom migrations run, sees all rows: the API never signs in as the owner.
ALTER TABLE company ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON company TO parley_api USING (id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON company TO parley_jobs USING (true);
ALTER TABLE agent ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON agent TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON agent TO parley_jobs USING (true);
ALTER TABLE customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON customer TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON customer TO parley_jobs USING (true);
ALTER TABLE ticket ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON ticket TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON ticket TO parley_jobs USING (true);
ALTER TABLE reply ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON reply TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON reply TO parley_jobs USING (true);
ALTER TABLE attachment_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON attachment_record TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON attachment_record TO parley_jobs USING (true);
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON job TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON job TO parley_jobs USING (true);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON idempotency_key TO parley_api USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid);
CREATE POLICY all_rows ON idempotency_key TO parley_jobs USING (true);

-- Behind a policy no index on words is used, since its operator might tell of other rows: find_customer names the
-- customer itself and runs as its owner.
CREATE FUNCTION find_customer(words text, most integer) RETURNS SETOF customer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT * FROM customer
  WHERE company_id = nullif(current_setting('app.company_id', true), '')::uuid
    AND to_tsvector('simple', coalesce(name, '')) @@ websearch_to_tsquery('simple', words)
  LIMIT most
$$;
COMMENT ON FUNCTION find_customer(text, integer) IS 'serves: words in customer';
REVOKE ALL ON FUNCTION find_customer(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_customer(text, integer) TO parley_api;

-- Behind a policy no index on words is used, since its operator might tell of other rows: find_ticket names the
-- customer itself and runs as its owner.
CREATE FUNCTION find_ticket(words text, most integer) RETURNS SETOF ticket
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT * FROM ticket
  WHERE company_id = nullif(current_setting('app.company_id', true), '')::uuid
    AND to_tsvector('simple', coalesce(subject, '')) @@ websearch_to_tsquery('simple', words)
  LIMIT most
$$;
COMMENT ON FUNCTION find_ticket(text, integer) IS 'serves: words in ticket';
REVOKE ALL ON FUNCTION find_ticket(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_ticket(text, integer) TO parley_api;

-- Behind a policy no index on words is used, since its operator might tell of other rows: find_reply names the
-- customer itself and runs as its owner.
CREATE FUNCTION find_reply(words text, most integer) RETURNS SETOF reply
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT * FROM reply
  WHERE company_id = nullif(current_setting('app.company_id', true), '')::uuid
    AND to_tsvector('simple', coalesce(body, '')) @@ websearch_to_tsquery('simple', words)
  LIMIT most
$$;
COMMENT ON FUNCTION find_reply(text, integer) IS 'serves: words in reply';
REVOKE ALL ON FUNCTION find_reply(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_reply(text, integer) TO parley_api;

-- Rights: what is only added the API may not change or delete, what is sealed it may not delete.
GRANT SELECT, INSERT, UPDATE, DELETE ON company TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON company TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON agent TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON agent TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket TO parley_jobs;
GRANT SELECT, INSERT, UPDATE ON reply TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON reply TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachment_record TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachment_record TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO parley_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO parley_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO parley_jobs;

-- A change of reply, decision schema-changes: expand-backfill-contract: `direction` gets a successor.
-- 1. Expand: an empty column, added without rewriting a row.
--   SET lock_timeout = '2s';
--   ALTER TABLE reply ADD COLUMN direction_new text;
-- 2. A release that writes both columns and reads the old one.
-- 3. Fill, in batches by key until none is left; pause while a replica lags.
--   UPDATE reply SET direction_new = direction WHERE (id) IN (SELECT id FROM reply WHERE direction_new IS NULL AND direction IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED);
-- 4. Nothing is empty any more: checked without holding writers, then made sure of.
--   ALTER TABLE reply ADD CONSTRAINT direction_new_filled CHECK (direction_new IS NOT NULL) NOT VALID;
--   ALTER TABLE reply VALIDATE CONSTRAINT direction_new_filled;
--   ALTER TABLE reply ALTER COLUMN direction_new SET NOT NULL;
--   ALTER TABLE reply DROP CONSTRAINT direction_new_filled;
-- 5. A release that reads the new column; indexes on it are built concurrently before it.
-- 6. Contract, one release later: this cannot be taken back.
--   ALTER TABLE reply DROP COLUMN direction;
