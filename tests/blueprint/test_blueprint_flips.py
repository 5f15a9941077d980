"""What a flip says: the value, the way it goes from there, and of a set only what comes and what goes."""

from make import a_blueprint


def _flips(blueprint, decision, subject=""):
    (decided,) = (each for each in blueprint.decisions if (each.id, each.subject) == (decision, subject))
    return {(flip.path, flip.way): flip for flip in decided.flips}


def test_a_flip_of_one_outcome_names_the_outcome_that_comes():
    flip = _flips(a_blueprint(), "connection_pooler")["load.users.monthly", "up"]
    assert (flip.title, flip.outcome, flip.value.base) == ("PgBouncer", "pgbouncer", 21_001)
    assert flip.costs


def test_a_flip_of_a_set_says_what_comes_and_what_goes_and_costs_what_comes():
    found = _flips(a_blueprint("dependencies[mail].rate_limit=40/s"), "resilience", "mail")
    rises = found["load.users.monthly", "up"]
    assert rises.title == "with Breaker by rate, without Breaker by failures in a row"
    assert rises.costs[0].startswith("a maintained library")


def test_a_flip_below_todays_value_goes_down():
    blueprint = a_blueprint()
    down = [flip for decided in blueprint.decisions for flip in decided.flips if not flip.rises]
    assert down
    assert all(flip.way == "down" and flip.month is None for flip in down)
    assert all(flip.value.base < blueprint.design[flip.value.id.rpartition(".")[2]].base for flip in down)
