"""Where a decision turns is told true to the letter: people are counted whole, and never down to nought."""

from archgen.quantities import print_quantity
from make import a_blueprint, an_example


def flips(name: str):
    blueprint = a_blueprint(text=an_example(name))
    return [flip for decision in blueprint.decisions for flip in decision.flips]


def told(flip) -> str:
    return "".join(part if isinstance(part, str) else print_quantity(part) for part in flip.where)


def test_downwards_the_last_number_of_people_that_changes_nothing_is_told():
    style = next(flip for flip in flips("scooters") if flip.decision == "architecture_style" and not flip.rises)
    assert told(style) == "below 16 engineers"
    assert print_quantity(style.value) == "15 engineers"


def test_upwards_the_first_number_that_changes_something_is_told():
    rising = next(flip for flip in flips("courses") if flip.rises and flip.path == "team.engineers")
    assert told(rising) == f"from {print_quantity(rising.value)} up"


def test_no_decision_turns_at_a_number_of_nought():
    assert all(flip.value.low > 0 for name in ("courses", "habits", "help-desk", "scooters") for flip in flips(name))
