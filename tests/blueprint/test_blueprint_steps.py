"""The path of growth: what a step takes, what comes before it, and who knows the technology that it brings."""

from make import a_blueprint, an_example

BROKER = """\
system: {name: Parley}
team: {engineers: 8, skills: {messaging: some, kafka: production}}
load: {users: {monthly: 300k}, daily_share: 10 %, growth: {factor: 10, months: 12}}
constraints: {cloud: on-premises}
journeys:
- {id: export, share: 50 %, kind: write, answer: later, steps: [{to: api}, {to: queue, calls: 2}, {to: worker}]}
- {id: read, share: 50 %, steps: [{to: api}, {to: primary-store}]}
"""


def steps(text: str, *settings: str):
    return {(step.decision.id, step.flip.outcome): step for step in a_blueprint(*settings, text=text).steps}


def test_a_part_that_comes_is_medium_and_its_skill_is_held_against_those_who_are_there():
    desk = an_example("help-desk")
    step = steps(desk)["connection_pooler", "pgbouncer"]
    assert (step.month, step.effort, step.skills) == (3, "medium: connection pooler", ("PgBouncer: nobody said",))
    known = steps(desk, "team.skills.pgbouncer=production")["connection_pooler", "pgbouncer"]
    assert known.skills == ("PgBouncer: run in production",)
    new = steps(desk, "team.skills.pgbouncer=none")["connection_pooler", "pgbouncer"]
    assert new.skills == ("PgBouncer: nobody here has run it",)


def test_where_data_moves_the_step_is_large_and_says_from_where_to_where():
    (search,) = [step for step in a_blueprint(text=an_example("courses")).steps if step.decision.id == "search_store"]
    assert search.effort == "large: search index from PostgreSQL to Elastic Cloud"
    (broker,) = [step for step in a_blueprint(text=BROKER).steps if step.decision.id == "broker"]
    assert (broker.effort, broker.skills) == ("medium: event log", ("Apache Kafka: run in production",))


def test_what_a_table_says_of_an_option_counts_where_no_part_comes_and_sorting_is_no_work():
    found = steps(an_example("help-desk"))
    assert found["disaster_recovery", "warm-region"].effort == "large"
    assert found["phase", "scaling"].effort == "none"
    assert found["chaos_level", "drills"].effort == "small"


def test_an_earlier_step_that_a_table_reads_comes_first_and_alike_subjects_are_one_step():
    path = a_blueprint(text=an_example("help-desk")).steps
    (tests,) = [step for step in path if step.decision.id == "testing"]
    assert tests.before == ("Drills in staging",)
    (alike,) = [step for step in path if step.decision.id == "consistency_model"]
    assert alike.subjects == ("company", "agent", "customer", "attachment-record")
    assert [step.month for step in path] == sorted(step.month for step in path)
