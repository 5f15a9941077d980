-- PostgreSQL schema of Rollo, made by archgen from brief.yaml.
-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.
-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.
-- What values a state can have nobody said: add a check when they are known.
-- position: kept by the time-series-store, not here.
-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql
-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look
-- afterwards whether one stayed invalid.

SET lock_timeout = '2s';
SET statement_timeout = '60s';
CREATE EXTENSION IF NOT EXISTS postgis;

-- Roles: the API signs in as a member of the first, jobs that work for everybody of the second.
DO $$ BEGIN CREATE ROLE rollo_api NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE rollo_jobs NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- Months: a nightly job calls make_months so that the next two are there: a missing one refuses rows.
-- Those past their time go whole: ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY, then DROP TABLE.
CREATE FUNCTION first_id(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
COMMENT ON FUNCTION first_id(timestamptz) IS 'the least UUID of version 7 that this moment can have';
CREATE PROCEDURE make_months(parent text, stem text, by_id boolean, until date) LANGUAGE plpgsql
SET timezone = 'UTC' AS $$
DECLARE
  month timestamptz := date_trunc('month', now());
  next timestamptz;
BEGIN
  WHILE month <= until LOOP
    next := month + interval '1 month';
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
      stem || to_char(month, '_YYYY_MM'), parent,
      CASE WHEN by_id THEN first_id(month)::text ELSE month::text END,
      CASE WHEN by_id THEN first_id(next)::text ELSE next::text END
    );
    month := next;
  END LOOP;
END $$;

CREATE TABLE rider (
  id uuid NOT NULL,
  phone text NOT NULL,
  name text NOT NULL,
  verified boolean NOT NULL,
  created_at timestamptz NOT NULL,
  country text NOT NULL,
  CONSTRAINT rider_pkey PRIMARY KEY (id),
  CONSTRAINT rider_phone_key UNIQUE (phone)
);
COMMENT ON TABLE rider IS 'a person with an account. Ground: brief: data.entities[rider]. Kept 60 months, until three years after the last ride; 31,973,760 rows in three years. Class personal';
COMMENT ON COLUMN rider.id IS 'brief: data.entities[rider].key';
COMMENT ON COLUMN rider.phone IS 'brief: data.entities[rider].fields.phone';
COMMENT ON COLUMN rider.name IS 'brief: data.entities[rider].fields.name';
COMMENT ON COLUMN rider.verified IS 'assumed: data.entities[rider].fields.verified';
COMMENT ON COLUMN rider.created_at IS 'assumed: data.entities[rider].fields.created_at';
COMMENT ON COLUMN rider.country IS 'brief: data.entities[rider].fields.country';
COMMENT ON CONSTRAINT rider_phone_key ON rider IS 'rule of rider: a telephone number belongs to one rider';
CREATE INDEX rider_created_at_idx ON rider USING brin (created_at);
COMMENT ON INDEX rider_created_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE scooter (
  id uuid NOT NULL,
  code text NOT NULL,
  state text NOT NULL,
  position geography,
  battery bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT scooter_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE scooter IS 'a vehicle. Ground: brief: data.entities[scooter]. Kept 60 months; nobody said why; 335,952 rows in three years';
COMMENT ON COLUMN scooter.id IS 'brief: data.entities[scooter].key; the API makes it, ordered by time';
COMMENT ON COLUMN scooter.code IS 'brief: data.entities[scooter].fields.code';
COMMENT ON COLUMN scooter.state IS 'brief: data.entities[scooter].fields.state';
COMMENT ON COLUMN scooter.position IS 'brief: data.entities[scooter].fields.position';
COMMENT ON COLUMN scooter.battery IS 'brief: data.entities[scooter].fields.battery';
COMMENT ON COLUMN scooter.created_at IS 'assumed: data.entities[scooter].retention needs to know when a row came to be';
CREATE INDEX scooter_position_places ON scooter USING gist (position);
COMMENT ON INDEX scooter_position_places IS 'serves: what is near, by position';

CREATE TABLE ride (
  id uuid NOT NULL,
  rider_id uuid NOT NULL,
  scooter_id uuid NOT NULL,
  vehicle_id uuid,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  metres bigint NOT NULL,
  state text NOT NULL,
  price numeric(19, 4),
  billed_at timestamptz,
  CONSTRAINT ride_pkey PRIMARY KEY (id),
  CONSTRAINT ride_rider_id_fk FOREIGN KEY (rider_id) REFERENCES rider (id),
  CONSTRAINT ride_scooter_id_fk FOREIGN KEY (scooter_id) REFERENCES scooter (id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE ride IS 'from unlocking to parking. Ground: brief: data.entities[ride]. Kept 10 years, tax law of both countries; 1,352,736,000 rows in three years. Class personal. Split: data.entities[ride]: 1,352,736,000 rows in three years';
COMMENT ON COLUMN ride.id IS 'brief: data.entities[ride].key';
COMMENT ON COLUMN ride.rider_id IS 'brief: data.entities[ride].relations[0]';
COMMENT ON COLUMN ride.scooter_id IS 'brief: data.entities[ride].relations[1]';
COMMENT ON COLUMN ride.vehicle_id IS 'assumed: data.entities[ride].fields.vehicle_id; no relation says what it points to, so nothing checks it';
COMMENT ON COLUMN ride.started_at IS 'brief: data.entities[ride].fields.started_at';
COMMENT ON COLUMN ride.ended_at IS 'brief: data.entities[ride].fields.ended_at';
COMMENT ON COLUMN ride.metres IS 'assumed: data.entities[ride].fields.metres';
COMMENT ON COLUMN ride.state IS 'brief: data.entities[ride].fields.state';
COMMENT ON COLUMN ride.price IS 'brief: data.entities[ride].fields.price';
COMMENT ON COLUMN ride.billed_at IS 'assumed: the mark of the rule of ride: a ride is billed once';
CALL make_months('ride', 'ride_month', true, (now() + interval '2 months')::date);
CREATE INDEX ride_rider_id_state_started_at_idx ON ride (rider_id, state, started_at);
COMMENT ON INDEX ride_rider_id_state_started_at_idx IS 'serves: query open-ride; foreign key to rider';
CREATE INDEX ride_scooter_id_idx ON ride (scooter_id);
COMMENT ON INDEX ride_scooter_id_idx IS 'serves: foreign key to scooter';

CREATE TABLE payment (
  id uuid NOT NULL,
  ride_id uuid NOT NULL,
  amount numeric(19, 4),
  state text NOT NULL,
  taken_at timestamptz NOT NULL,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_ride_id_fk FOREIGN KEY (ride_id) REFERENCES ride (id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE payment IS 'money taken or given back. Ground: brief: data.entities[payment]. Kept 10 years, tax law of both countries; 1,475,712,000 rows in three years. Class payment. Split: data.entities[payment]: 1,475,712,000 rows in three years';
COMMENT ON COLUMN payment.id IS 'brief: data.entities[payment].key; the API makes it, ordered by time';
COMMENT ON COLUMN payment.ride_id IS 'brief: data.entities[payment].relations[0]';
COMMENT ON COLUMN payment.amount IS 'brief: data.entities[payment].fields.amount';
COMMENT ON COLUMN payment.state IS 'brief: data.entities[payment].fields.state';
COMMENT ON COLUMN payment.taken_at IS 'brief: data.entities[payment].fields.taken_at';
CALL make_months('payment', 'payment_month', true, (now() + interval '2 months')::date);
CREATE INDEX payment_ride_id_idx ON payment (ride_id);
COMMENT ON INDEX payment_ride_id_idx IS 'serves: foreign key to ride';

CREATE TABLE zone (
  id uuid NOT NULL,
  name text NOT NULL,
  border geography,
  price numeric(19, 4),
  rules jsonb NOT NULL,
  shape geography,
  rule text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT zone_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE zone IS 'where one may ride or park. Ground: brief: data.entities[zone]. Kept 60 months, prices must be shown for old rides; 36,893 rows in three years. ''zones of one kind do not overlap'' wants a exclusion constraint; no field says over what, so nothing holds it yet';
COMMENT ON COLUMN zone.id IS 'brief: data.entities[zone].key';
COMMENT ON COLUMN zone.name IS 'assumed: data.entities[zone].fields.name';
COMMENT ON COLUMN zone.border IS 'assumed: data.entities[zone].fields.border';
COMMENT ON COLUMN zone.price IS 'assumed: data.entities[zone].fields.price';
COMMENT ON COLUMN zone.rules IS 'assumed: data.entities[zone].fields.rules';
COMMENT ON COLUMN zone.shape IS 'brief: data.entities[zone].fields.shape';
COMMENT ON COLUMN zone.rule IS 'brief: data.entities[zone].fields.rule';
COMMENT ON COLUMN zone.created_at IS 'assumed: data.entities[zone].retention needs to know when a row came to be';
CREATE INDEX zone_border_places ON zone USING gist (border);
COMMENT ON INDEX zone_border_places IS 'serves: what is near, by border';
CREATE INDEX zone_shape_places ON zone USING gist (shape);
COMMENT ON INDEX zone_shape_places IS 'serves: what is near, by shape';

CREATE TABLE task (
  id uuid NOT NULL,
  scooter_id uuid NOT NULL,
  zone_id uuid,
  kind text NOT NULL,
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT task_pkey PRIMARY KEY (id),
  CONSTRAINT task_scooter_id_fk FOREIGN KEY (scooter_id) REFERENCES scooter (id),
  CONSTRAINT task_zone_id_fk FOREIGN KEY (zone_id) REFERENCES zone (id)
);
COMMENT ON TABLE task IS 'charge or move a scooter. Ground: brief: data.entities[task]. Kept 12 months; nobody said why; 76,204,800 rows in three years';
COMMENT ON COLUMN task.id IS 'brief: data.entities[task].key; the API makes it, ordered by time';
COMMENT ON COLUMN task.scooter_id IS 'brief: data.entities[task].relations[0]';
COMMENT ON COLUMN task.zone_id IS 'brief: data.entities[task].relations[1]';
COMMENT ON COLUMN task.kind IS 'brief: data.entities[task].fields.kind';
COMMENT ON COLUMN task.due_at IS 'brief: data.entities[task].fields.due_at';
COMMENT ON COLUMN task.created_at IS 'assumed: data.entities[task].retention needs to know when a row came to be';
CREATE INDEX task_zone_id_kind_due_at_idx ON task (zone_id, kind, due_at);
COMMENT ON INDEX task_zone_id_kind_due_at_idx IS 'serves: query tasks-nearby; foreign key to zone';
CREATE INDEX task_scooter_id_idx ON task (scooter_id);
COMMENT ON INDEX task_scooter_id_idx IS 'serves: foreign key to scooter';
CREATE INDEX task_created_at_idx ON task USING brin (created_at);
COMMENT ON INDEX task_created_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE ride_scooter_id_open (
  scooter_id uuid NOT NULL,
  ride_id uuid NOT NULL,
  CONSTRAINT ride_scooter_id_open_pkey PRIMARY KEY (scooter_id)
);
COMMENT ON TABLE ride_scooter_id_open IS 'one row for each scooter_id of ride, made in the same transaction; the row goes when it is no longer open. Ground: derived: ride is split; rule of scooter: a scooter is in one ride at most';
COMMENT ON COLUMN ride_scooter_id_open.scooter_id IS 'derived: ride.scooter_id';
COMMENT ON COLUMN ride_scooter_id_open.ride_id IS 'derived: ride.id, the row that is meant';

CREATE TABLE ride_rider_id_open (
  rider_id uuid NOT NULL,
  ride_id uuid NOT NULL,
  CONSTRAINT ride_rider_id_open_pkey PRIMARY KEY (rider_id)
);
COMMENT ON TABLE ride_rider_id_open IS 'one row for each rider_id of ride, made in the same transaction; the row goes when it is no longer open. Ground: derived: ride is split; rule of ride: a rider has one open ride';
COMMENT ON COLUMN ride_rider_id_open.rider_id IS 'derived: ride.rider_id';
COMMENT ON COLUMN ride_rider_id_open.ride_id IS 'derived: ride.id, the row that is meant';

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
COMMENT ON TABLE job IS 'work that is handed on in the transaction of its cause: ride-ended. Ground: decision broker: job table and worker. A job that is done is deleted in the transaction that did it, so the table stays small';
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

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  subject text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE outbox IS 'messages in the transaction of their cause, until the broker has them: ride-ended. Ground: decision broker: managed-log. What was sent is deleted by the nightly job';
COMMENT ON COLUMN outbox.id IS 'decision broker: managed-log; the order in which rows came';
COMMENT ON COLUMN outbox.topic IS 'decision broker: managed-log; where the message goes';
COMMENT ON COLUMN outbox.subject IS 'decision broker: managed-log; the key: what has the same one stays in order';
COMMENT ON COLUMN outbox.payload IS 'decision broker: managed-log; the event in its envelope';
COMMENT ON COLUMN outbox.created_at IS 'decision broker: managed-log';
COMMENT ON COLUMN outbox.sent_at IS 'decision broker: managed-log; empty until the broker has acknowledged it';
CREATE INDEX outbox_id_idx ON outbox (id) WHERE sent_at IS NULL;
COMMENT ON INDEX outbox_id_idx IS 'serves: the relay''s next messages, in their order';

CREATE TABLE consumed_message (
  consumer text NOT NULL,
  message_id text NOT NULL,
  done_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT consumed_message_pkey PRIMARY KEY (consumer, message_id)
);
COMMENT ON TABLE consumed_message IS 'ids of messages that a consumer has done, written with its work. Ground: decision broker: managed-log; a message may come twice';
COMMENT ON COLUMN consumed_message.consumer IS 'decision broker: managed-log; a message may come twice';
COMMENT ON COLUMN consumed_message.message_id IS 'decision broker: managed-log; a message may come twice';
COMMENT ON COLUMN consumed_message.done_at IS 'decision broker: managed-log; a message may come twice; past the broker''s retention the row may go';
CREATE INDEX consumed_message_done_at_idx ON consumed_message (done_at);
COMMENT ON INDEX consumed_message_done_at_idx IS 'serves: the nightly job that deletes what the broker no longer repeats';

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

-- Rights: what is only added the API may not change or delete, what is sealed it may not delete.
GRANT SELECT, INSERT, UPDATE, DELETE ON rider TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON rider TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON scooter TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON scooter TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride TO rollo_jobs;
GRANT SELECT, INSERT ON payment TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON payment TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON zone TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON zone TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON task TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON task TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride_scooter_id_open TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride_scooter_id_open TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride_rider_id_open TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON ride_rider_id_open TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON consumed_message TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON consumed_message TO rollo_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO rollo_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO rollo_jobs;

-- A change of payment, decision schema-changes: expand-backfill-contract: `state` gets a successor.
-- 1. Expand: an empty column, added without rewriting a row.
--   SET lock_timeout = '2s';
--   ALTER TABLE payment ADD COLUMN state_new text;
-- 2. A release that writes both columns and reads the old one.
-- 3. Fill, in batches by key until none is left; pause while a replica lags.
--   UPDATE payment SET state_new = state WHERE (id) IN (SELECT id FROM payment WHERE state_new IS NULL AND state IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED);
-- 4. Nothing is empty any more: checked without holding writers, then made sure of.
--   ALTER TABLE payment ADD CONSTRAINT state_new_filled CHECK (state_new IS NOT NULL) NOT VALID;
--   ALTER TABLE payment VALIDATE CONSTRAINT state_new_filled;
--   ALTER TABLE payment ALTER COLUMN state_new SET NOT NULL;
--   ALTER TABLE payment DROP CONSTRAINT state_new_filled;
-- 5. A release that reads the new column; indexes on it are built concurrently before it.
-- 6. Contract, one release later: this cannot be taken back.
--   ALTER TABLE payment DROP COLUMN state;
