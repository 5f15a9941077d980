-- PostgreSQL schema of Lernwerk, made by archgen from brief.yaml.
-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.
-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.
-- What values a state can have nobody said: add a check when they are known.
-- Apply: psql -v ON_ERROR_STOP=1 --single-transaction -f schema.sql
-- On tables that hold rows build indexes with CREATE INDEX CONCURRENTLY, outside a transaction, and look
-- afterwards whether one stayed invalid.

SET lock_timeout = '2s';
SET statement_timeout = '60s';

-- Roles: the API signs in as a member of the first, jobs that work for everybody of the second.
DO $$ BEGIN CREATE ROLE lernwerk_api NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE lernwerk_jobs NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- Seals: rows that may not change any more; a correction is another row that names the first.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a sealed row of % never changes', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION refuse_change() IS 'what triggers on sealed rows call';

CREATE TABLE course (
  id uuid NOT NULL,
  title text NOT NULL,
  subject text NOT NULL,
  author_id uuid,
  price numeric(19, 4),
  state text NOT NULL,
  published_at timestamptz NOT NULL,
  language text NOT NULL,
  enrolment_count bigint NOT NULL DEFAULT 0,
  enrolment_limit bigint,
  CONSTRAINT course_pkey PRIMARY KEY (id),
  CONSTRAINT course_enrolment_count_to_enrolment_limit_check CHECK (enrolment_count <= enrolment_limit)
);
COMMENT ON TABLE course IS 'a course with its chapters. Ground: brief: data.entities[course]. Kept 10 years, learners may come back to what they bought; 19,440 rows in three years. ''a course with enrolments is withdrawn, not deleted'' is held outside the table: conditional update on the state';
COMMENT ON COLUMN course.id IS 'brief: data.entities[course].key';
COMMENT ON COLUMN course.title IS 'brief: data.entities[course].fields.title';
COMMENT ON COLUMN course.subject IS 'assumed: data.entities[course].fields.subject';
COMMENT ON COLUMN course.author_id IS 'assumed: data.entities[course].fields.author_id; no relation says what it points to, so nothing checks it';
COMMENT ON COLUMN course.price IS 'assumed: data.entities[course].fields.price';
COMMENT ON COLUMN course.state IS 'brief: data.entities[course].fields.state';
COMMENT ON COLUMN course.published_at IS 'assumed: data.entities[course].fields.published_at';
COMMENT ON COLUMN course.language IS 'brief: data.entities[course].fields.language';
COMMENT ON COLUMN course.enrolment_count IS 'assumed: counts for the rule of enrolment: a course with a limit never has more enrolments than seats';
COMMENT ON COLUMN course.enrolment_limit IS 'assumed: empty means no limit; rule of enrolment: a course with a limit never has more enrolments than seats';
COMMENT ON CONSTRAINT course_enrolment_count_to_enrolment_limit_check ON course IS 'rule of enrolment: a course with a limit never has more enrolments than seats';
CREATE INDEX course_title_words ON course USING gin (to_tsvector('simple', coalesce(title, '')));
COMMENT ON INDEX course_title_words IS 'serves: words in course';

CREATE TABLE lecture (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  title text NOT NULL,
  seconds bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT lecture_pkey PRIMARY KEY (id),
  CONSTRAINT lecture_course_id_fk FOREIGN KEY (course_id) REFERENCES course (id)
);
COMMENT ON TABLE lecture IS 'a part of a course with one video. Ground: brief: data.entities[lecture]. Kept 10 years; nobody said why; 405,000 rows in three years';
COMMENT ON COLUMN lecture.id IS 'brief: data.entities[lecture].key; the API makes it, ordered by time';
COMMENT ON COLUMN lecture.course_id IS 'brief: data.entities[lecture].relations[0]';
COMMENT ON COLUMN lecture.title IS 'brief: data.entities[lecture].fields.title';
COMMENT ON COLUMN lecture.seconds IS 'brief: data.entities[lecture].fields.seconds';
COMMENT ON COLUMN lecture.created_at IS 'assumed: data.entities[lecture].retention needs to know when a row came to be';
CREATE INDEX lecture_course_id_idx ON lecture (course_id);
COMMENT ON INDEX lecture_course_id_idx IS 'serves: foreign key to course';

CREATE TABLE learner (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT learner_pkey PRIMARY KEY (id),
  CONSTRAINT learner_email_key UNIQUE (email)
);
COMMENT ON TABLE learner IS 'a person who learns. Ground: brief: data.entities[learner]. Kept 60 months, until three years after the last enrolment; 5,670,000 rows in three years. Class personal';
COMMENT ON COLUMN learner.id IS 'brief: data.entities[learner].key';
COMMENT ON COLUMN learner.email IS 'brief: data.entities[learner].fields.email';
COMMENT ON COLUMN learner.name IS 'brief: data.entities[learner].fields.name';
COMMENT ON COLUMN learner.language IS 'assumed: data.entities[learner].fields.language';
COMMENT ON COLUMN learner.created_at IS 'assumed: data.entities[learner].fields.created_at';
COMMENT ON CONSTRAINT learner_email_key ON learner IS 'rule of learner: an address belongs to one learner';

CREATE TABLE enrolment (
  id uuid NOT NULL,
  learner_id uuid NOT NULL,
  course_id uuid NOT NULL,
  state text NOT NULL,
  enrolled_at timestamptz NOT NULL,
  ends_at timestamptz,
  paid numeric(19, 4),
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT enrolment_pkey PRIMARY KEY (id),
  CONSTRAINT enrolment_learner_id_course_id_key UNIQUE (learner_id, course_id),
  CONSTRAINT enrolment_learner_id_fk FOREIGN KEY (learner_id) REFERENCES learner (id),
  CONSTRAINT enrolment_course_id_fk FOREIGN KEY (course_id) REFERENCES course (id)
);
COMMENT ON TABLE enrolment IS 'the right of a learner to a course. Ground: brief: data.entities[enrolment]. Kept 10 years, accounting law; 9,720,000 rows in three years. Class personal';
COMMENT ON COLUMN enrolment.id IS 'brief: data.entities[enrolment].key';
COMMENT ON COLUMN enrolment.learner_id IS 'brief: data.entities[enrolment].relations[0]';
COMMENT ON COLUMN enrolment.course_id IS 'brief: data.entities[enrolment].relations[1]';
COMMENT ON COLUMN enrolment.state IS 'brief: data.entities[enrolment].fields.state';
COMMENT ON COLUMN enrolment.enrolled_at IS 'brief: data.entities[enrolment].fields.enrolled_at';
COMMENT ON COLUMN enrolment.ends_at IS 'assumed: data.entities[enrolment].fields.ends_at';
COMMENT ON COLUMN enrolment.paid IS 'brief: data.entities[enrolment].fields.paid';
COMMENT ON COLUMN enrolment.version IS 'decision contention-enrol: the change names the version that was read';
COMMENT ON CONSTRAINT enrolment_learner_id_course_id_key ON enrolment IS 'rule of enrolment: a learner has one enrolment in a course';
CREATE INDEX enrolment_learner_id_state_enrolled_at_idx ON enrolment (learner_id, state, enrolled_at);
COMMENT ON INDEX enrolment_learner_id_state_enrolled_at_idx IS 'serves: query my-courses';
CREATE INDEX enrolment_course_id_idx ON enrolment (course_id);
COMMENT ON INDEX enrolment_course_id_idx IS 'serves: foreign key to course';

CREATE TABLE progress (
  learner_id uuid NOT NULL,
  lecture_id uuid NOT NULL,
  lesson_id uuid,
  seconds bigint NOT NULL,
  done boolean NOT NULL,
  changed_at timestamptz,
  second bigint NOT NULL,
  updated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT progress_pkey PRIMARY KEY (learner_id, lecture_id),
  CONSTRAINT progress_learner_id_fk FOREIGN KEY (learner_id) REFERENCES learner (id),
  CONSTRAINT progress_lecture_id_fk FOREIGN KEY (lecture_id) REFERENCES lecture (id)
) PARTITION BY HASH (learner_id);
COMMENT ON TABLE progress IS 'how far a learner came in a lecture. Ground: brief: data.entities[progress]. Kept 24 months, learners come back to old courses; 1,080,000,000 rows in three years. Class personal. ''progress never moves backwards'' is held outside the table: condition in the writing statement. Split: data.entities[progress]: 1,080,000,000 rows in three years';
COMMENT ON COLUMN progress.learner_id IS 'brief: data.entities[progress].key';
COMMENT ON COLUMN progress.lecture_id IS 'brief: data.entities[progress].key';
COMMENT ON COLUMN progress.lesson_id IS 'assumed: data.entities[progress].fields.lesson_id; no relation says what it points to, so nothing checks it';
COMMENT ON COLUMN progress.seconds IS 'assumed: data.entities[progress].fields.seconds';
COMMENT ON COLUMN progress.done IS 'assumed: data.entities[progress].fields.done';
COMMENT ON COLUMN progress.changed_at IS 'assumed: data.entities[progress].fields.changed_at';
COMMENT ON COLUMN progress.second IS 'brief: data.entities[progress].fields.second';
COMMENT ON COLUMN progress.updated_at IS 'brief: data.entities[progress].fields.updated_at';
COMMENT ON COLUMN progress.created_at IS 'assumed: data.entities[progress].retention needs to know when a row came to be';
CREATE TABLE progress_part_0 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 0);
CREATE TABLE progress_part_1 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 1);
CREATE TABLE progress_part_2 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 2);
CREATE TABLE progress_part_3 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 3);
CREATE TABLE progress_part_4 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 4);
CREATE TABLE progress_part_5 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 5);
CREATE TABLE progress_part_6 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 6);
CREATE TABLE progress_part_7 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 7);
CREATE TABLE progress_part_8 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 8);
CREATE TABLE progress_part_9 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 9);
CREATE TABLE progress_part_10 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 10);
CREATE TABLE progress_part_11 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 11);
CREATE TABLE progress_part_12 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 12);
CREATE TABLE progress_part_13 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 13);
CREATE TABLE progress_part_14 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 14);
CREATE TABLE progress_part_15 PARTITION OF progress FOR VALUES WITH (MODULUS 16, REMAINDER 15);
CREATE INDEX progress_lecture_id_idx ON progress (lecture_id);
COMMENT ON INDEX progress_lecture_id_idx IS 'serves: foreign key to lecture';
CREATE INDEX progress_created_at_idx ON progress USING brin (created_at);
COMMENT ON INDEX progress_created_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE exercise (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  title text NOT NULL,
  due_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT exercise_pkey PRIMARY KEY (id),
  CONSTRAINT exercise_course_id_fk FOREIGN KEY (course_id) REFERENCES course (id)
);
COMMENT ON TABLE exercise IS 'questions with a deadline. Ground: brief: data.entities[exercise]. Kept 10 years; nobody said why; 291,600 rows in three years';
COMMENT ON COLUMN exercise.id IS 'brief: data.entities[exercise].key; the API makes it, ordered by time';
COMMENT ON COLUMN exercise.course_id IS 'brief: data.entities[exercise].relations[0]';
COMMENT ON COLUMN exercise.title IS 'brief: data.entities[exercise].fields.title';
COMMENT ON COLUMN exercise.due_at IS 'brief: data.entities[exercise].fields.due_at';
COMMENT ON COLUMN exercise.created_at IS 'assumed: data.entities[exercise].retention needs to know when a row came to be';
CREATE INDEX exercise_course_id_idx ON exercise (course_id);
COMMENT ON INDEX exercise_course_id_idx IS 'serves: foreign key to course';

CREATE TABLE attempt (
  id uuid NOT NULL,
  exercise_id uuid NOT NULL,
  learner_id uuid NOT NULL,
  handed_in_at timestamptz NOT NULL,
  mark numeric,
  state text NOT NULL,
  CONSTRAINT attempt_pkey PRIMARY KEY (id),
  CONSTRAINT attempt_exercise_id_fk FOREIGN KEY (exercise_id) REFERENCES exercise (id),
  CONSTRAINT attempt_learner_id_fk FOREIGN KEY (learner_id) REFERENCES learner (id)
);
COMMENT ON TABLE attempt IS 'what a learner handed in. Ground: brief: data.entities[attempt]. Kept 60 months, appeals against marks; 259,200,000 rows in three years. Class personal. ''nothing is accepted after the deadline'' is held outside the table: condition in the writing statement';
COMMENT ON COLUMN attempt.id IS 'brief: data.entities[attempt].key; the API makes it, ordered by time';
COMMENT ON COLUMN attempt.exercise_id IS 'brief: data.entities[attempt].relations[0]';
COMMENT ON COLUMN attempt.learner_id IS 'brief: data.entities[attempt].relations[1]';
COMMENT ON COLUMN attempt.handed_in_at IS 'brief: data.entities[attempt].fields.handed_in_at';
COMMENT ON COLUMN attempt.mark IS 'brief: data.entities[attempt].fields.mark';
COMMENT ON COLUMN attempt.state IS 'brief: data.entities[attempt].fields.state';
CREATE INDEX attempt_exercise_id_state_handed_in_at_idx ON attempt (exercise_id, state, handed_in_at);
COMMENT ON INDEX attempt_exercise_id_state_handed_in_at_idx IS 'serves: query open-attempts; foreign key to exercise';
CREATE INDEX attempt_learner_id_idx ON attempt (learner_id);
COMMENT ON INDEX attempt_learner_id_idx IS 'serves: foreign key to learner';
CREATE INDEX attempt_handed_in_at_idx ON attempt USING brin (handed_in_at);
COMMENT ON INDEX attempt_handed_in_at_idx IS 'serves: the nightly job that deletes what is past its time';

CREATE TABLE certificate (
  id uuid NOT NULL,
  enrolment_id uuid NOT NULL,
  number text NOT NULL,
  issued_at date,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT certificate_pkey PRIMARY KEY (id),
  CONSTRAINT certificate_enrolment_id_key UNIQUE (enrolment_id),
  CONSTRAINT certificate_number_key UNIQUE (number),
  CONSTRAINT certificate_enrolment_id_fk FOREIGN KEY (enrolment_id) REFERENCES enrolment (id)
);
COMMENT ON TABLE certificate IS 'the proof that a course was passed. Ground: brief: data.entities[certificate]. Kept 10 years, promised to employers; 2,268,000 rows in three years. Class personal';
COMMENT ON COLUMN certificate.id IS 'brief: data.entities[certificate].key; the API makes it, ordered by time';
COMMENT ON COLUMN certificate.enrolment_id IS 'brief: data.entities[certificate].relations[0]';
COMMENT ON COLUMN certificate.number IS 'brief: data.entities[certificate].fields.number';
COMMENT ON COLUMN certificate.issued_at IS 'brief: data.entities[certificate].fields.issued_at';
COMMENT ON COLUMN certificate.created_at IS 'assumed: data.entities[certificate].retention needs to know when a row came to be';
COMMENT ON CONSTRAINT certificate_number_key ON certificate IS 'rule of certificate: a number is issued once';
CREATE TRIGGER certificate_sealed BEFORE UPDATE ON certificate
  FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER certificate_sealed ON certificate IS 'rule of certificate: an issued certificate never changes';

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
COMMENT ON TABLE job IS 'work that is handed on in the transaction of its cause: save-progress, passed. Ground: decision broker: job table and worker. A job that is done is deleted in the transaction that did it, so the table stays small';
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
GRANT SELECT, INSERT, UPDATE, DELETE ON course TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON course TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON lecture TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON lecture TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON learner TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON learner TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON progress TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON progress TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON exercise TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON exercise TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON attempt TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON attempt TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE ON certificate TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON certificate TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON job TO lernwerk_jobs;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO lernwerk_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO lernwerk_jobs;

-- A change of progress, decision schema-changes: expand-backfill-contract: `second` gets a successor.
-- 1. Expand: an empty column, added without rewriting a row.
--   SET lock_timeout = '2s';
--   ALTER TABLE progress ADD COLUMN second_new bigint;
-- 2. A release that writes both columns and reads the old one.
-- 3. Fill, in batches by key until none is left; pause while a replica lags.
--   UPDATE progress SET second_new = second WHERE (learner_id, lecture_id) IN (SELECT learner_id, lecture_id FROM progress WHERE second_new IS NULL AND second IS NOT NULL LIMIT 1000 FOR UPDATE SKIP LOCKED);
-- 4. Nothing is empty any more: checked without holding writers, then made sure of.
--   ALTER TABLE progress ADD CONSTRAINT second_new_filled CHECK (second_new IS NOT NULL) NOT VALID;
--   ALTER TABLE progress VALIDATE CONSTRAINT second_new_filled;
--   ALTER TABLE progress ALTER COLUMN second_new SET NOT NULL;
--   ALTER TABLE progress DROP CONSTRAINT second_new_filled;
-- 5. A release that reads the new column; indexes on it are built concurrently before it.
-- 6. Contract, one release later: this cannot be taken back.
--   ALTER TABLE progress DROP COLUMN second;
