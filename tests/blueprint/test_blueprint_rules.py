"""A unique constraint is promised only over columns that say all that its rule says."""

from make import a_blueprint

BRIEF = (
    "system: {name: Einsingen, purpose: x}\nload: {users: {monthly: 100}}\n"
    "journeys: [{id: a, wants: it, share: 100 %, steps: [{to: api}, {to: primary-store}]}]\n"
    "data:\n  entities:\n  - {id: singer}\n  - {id: rehearsal}\n"
)


def mechanism(answer: str) -> str:
    (rule,) = a_blueprint(text=f"{BRIEF}  - {{id: answer, {answer}}}\n").safeguards.rules
    return rule.mechanism


def test_one_for_each_of_two_is_unique_where_the_record_names_both():
    both = "integrity: [a singer has one answer to a rehearsal], relations: [{to: singer}, {to: rehearsal}]"
    assert mechanism(both) == "unique constraint"


def test_one_for_each_of_two_is_not_unique_over_the_one_that_is_named():
    single = "integrity: [a singer has one answer to a rehearsal], relations: [{to: singer}]"
    assert mechanism(single) == "one transaction in the API"


def test_one_for_each_of_one_needs_no_other():
    assert mechanism("fields: {email: text}, integrity: [an email belongs to one answer]") == "unique constraint"


def test_one_that_somebody_gives_to_each_is_unique_over_both():
    both = "integrity: [a singer gives one answer to a rehearsal], relations: [{to: singer}, {to: rehearsal}]"
    assert mechanism(both) == "unique constraint"


def test_one_that_somebody_gives_to_each_is_not_unique_over_the_thing_alone():
    single = "integrity: [a singer gives one answer to a rehearsal], relations: [{to: rehearsal}]"
    assert mechanism(single) == "one transaction in the API"
