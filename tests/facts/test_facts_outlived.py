"""A record that others must belong to stays as long as they do, whatever its own retention says."""

from make import a_design


def kept(*entities: str):
    text = (
        "system: {name: Probant, purpose: x}\nload: {users: {monthly: 100}}\n"
        "journeys: [{id: a, wants: it, share: 100 %, steps: [{to: api}, {to: primary-store}]}]\n"
        "data:\n  entities:\n"
    )
    return a_design(text=text + "".join(f"  - {entity}\n" for entity in entities))


def test_what_is_pointed_to_is_outlived_over_any_number_of_relations():
    design = kept(
        "{id: patient, retention: 120 months}",
        "{id: order, retention: 120 months, relations: [{to: patient}]}",
        "{id: finding, retention: 360 months, relations: [{to: order}]}",
    )
    assert design.get("entity_outlived_by", "order") == ("finding",)
    assert design.get("entity_outlived_by", "patient") == ("order",)
    assert not design.get("entity_outlived", "finding")


def test_what_may_be_missing_or_goes_first_holds_nothing():
    design = kept(
        "{id: agent, retention: 24 months}",
        "{id: ticket, retention: 36 months, relations: [{to: agent, optional: true}]}",
        "{id: session, retention: 1 month, relations: [{to: agent}]}",
    )
    assert not design.get("entity_outlived", "agent")


def test_two_that_point_to_each_other_are_settled():
    design = kept(
        "{id: a, retention: 12 months, relations: [{to: b}]}",
        "{id: b, retention: 24 months, relations: [{to: a}]}",
    )
    assert design.get("entity_outlived_by", "a") == ("b",)
