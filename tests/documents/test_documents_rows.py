"""Rows of knowledge that pages are made of: which mechanism a rule gets, which rows speak of which design."""

from __future__ import annotations

import pytest
from documents_read import designed

from archgen.blueprint import knowledge_rows
from archgen.decisions import Sheet
from archgen.documents import plain
from archgen.problems import Stop
from make import WORKED, a_blueprint


def rules(name: str) -> dict[str, tuple[str, str]]:
    return {plain(rule.says): (rule.mechanism, plain(rule.how)) for rule in designed(name).blueprint.safeguards.rules}


@pytest.mark.parametrize(
    ("name", "rule", "mechanism"),
    [
        ("help-desk", "a mail with the same message id is stored once", "unique constraint"),
        ("help-desk", "a sent reply never changes", "trigger on sealed rows"),
        ("help-desk", "a ticket is assigned to one agent at most", "one column"),
        ("help-desk", "a closed ticket is opened again only by a new message", "conditional update on the state"),
        ("courses", "a course with a limit never has more enrolments than seats", "conditional update of a counter"),
        ("courses", "nothing is accepted after the deadline", "condition in the writing statement"),
        ("courses", "progress never moves backwards", "condition in the writing statement"),
        ("scooters", "a rider has one open ride", "unique index over the open rows"),
        ("scooters", "a payment is never changed but reversed", "rows that are only added"),
        ("scooters", "zones of one kind do not overlap", "exclusion constraint"),
        ("scooters", "time is the device's, arrival the server's", "one transaction in the API"),
        ("habits", "one answer for a habit and evening", "unique constraint"),
    ],
)
def test_a_rule_gets_the_mechanism_that_enforces_it(name, rule, mechanism):
    assert rules(name)[rule][0] == mechanism


def test_a_constraint_names_the_columns_that_the_rule_speaks_of():
    assert "`learner_id` and `course_id`" in rules("courses")["a learner has one enrolment in a course"][1]
    assert "`message_id`" in rules("help-desk")["a mail with the same message id is stored once"][1]


def test_data_of_people_is_followed_to_every_place_where_it_rests():
    resting = {place.place: place for place in designed("help-desk").blueprint.safeguards.resting}
    assert list(resting) == ["primary store", "object store", "backups", "logs", "mail"]
    assert resting["mail"].kinds == ("reply", "customer")
    assert resting["mail"].form == "agreed"


def test_a_store_that_one_journey_fills_holds_what_that_journey_touches():
    resting = {place.place: place.kinds for place in designed("scooters").blueprint.safeguards.resting}
    assert resting["time series store"] == ("position",)


def test_the_record_of_processing_tells_what_belongs_to_people_where_its_law_was_named():
    people = "data: {entities: [{id: singer, class: personal}, {id: answer, relations: [{to: singer}]}]}\n"
    under = WORKED.replace("constraints: {", "constraints: {compliance: [gdpr], ") + people
    guarded = a_blueprint(text=under).safeguards
    assert [(one.kind, one.to) for one in guarded.linked] == [("answer", ("singer",))]
    assert [line.kind for line in guarded.processing] == ["singer"]
    assert a_blueprint(text=WORKED + people).safeguards.linked == ()


def test_threats_stand_at_the_boundaries_that_steps_cross():
    found = {(one.id, *ends) for one in designed("scooters").blueprint.safeguards.threats for ends in one.boundaries}
    assert ("forged-device", "device", "ingest") in found
    assert ("partner-key", "partner", "gateway") in found
    assert not any(threat == "forged-device" for threat, *_ in found - {("forged-device", "device", "ingest")})


def test_health_has_threats_of_its_own_and_they_come_first():
    first, *rest = designed("clinic").blueprint.safeguards.threats
    assert first.id == "others-health"
    assert "note" in plain(first.says)
    others = next(plain(one.says) for one in rest if one.id == "others-records")
    assert "note" not in others, "what tells of health is told in its own row"
    assert {one.id for one in rest} >= {"wrong-person", "insider-reads"}


def test_a_vendor_without_an_agreement_is_a_risk_only_where_it_sees_data_of_people():
    shares = "for: outgoing mail, shares: [ticket]"
    text = f"{WORKED.replace('for: outgoing mail', shares)}data: {{entities: [{{id: ticket, class: personal}}]}}\n"
    seen, unseen = a_blueprint(text=text), a_blueprint(text=text.replace(shares, f"{shares}, agreement: true"))
    assert "risk-vendor-without-agreement-mail" in {risk.id for risk in seen.risks}
    assert "risk-vendor-without-agreement-mail" not in {risk.id for risk in unseen.risks}
    things = a_blueprint(text=text.replace("class: personal", "class: none"))
    assert "risk-vendor-without-agreement-mail" not in {risk.id for risk in things.risks}


def test_risks_are_listed_by_likelihood_times_harm():
    levels = {"low": 1, "medium": 2, "high": 3}
    weights = [levels[risk.likelihood] * levels[risk.harm] for risk in designed("scooters").blueprint.risks]
    assert weights == sorted(weights, reverse=True)


def test_the_load_of_a_team_is_that_of_the_journeys_that_touch_what_it_owns():
    crews = {crew.id: crew for crew in designed("scooters").blueprint.people.crews}
    assert crews["rides"].journeys == ("unlock", "end-ride")
    assert plain(crews["rides"].peak) == "594 req/s"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "x", "cells": ["{nobody} knows"]}, "row-slot"),
        ({"id": "x", "cells": ["{users} and 5 more"]}, "row-digits"),
        ({"id": "x", "cells": ["{users}", "more"]}, "row-cells"),
        ({"id": "x", "cells": ["{users}"], "colour": "red"}, "row-unknown-key"),
        ({"id": "x", "cells": ["{users}"], "when": {"moon": "full"}}, "row-fact"),
        ({"id": "x", "cells": ["{users}"], "sources": ["a friend"]}, "row-source"),
        ({"id": "x"}, "row-missing"),
    ],
)
def test_a_mistake_in_a_row_is_told(row, code):
    sections = [Sheet({"sections": [{"section": "s", "columns": ["What"], "rows": [row]}]}, "passages/file.yaml")]
    with pytest.raises(Stop) as stop:
        knowledge_rows(
            integrity=[], threats=[], risks=[], passages=sections, wiring={}, slots={"users"}, sources={"ext.gdpr"}
        )
    assert code in {problem.code for problem in stop.value.problems}


def test_data_of_people_rests_where_journeys_write_it_and_a_system_of_the_house_is_asked_without_an_agreement():
    text = """\
system: {name: Meters}
team: {engineers: 9}
journeys:
- {id: report, kind: write, entities: [reading], steps: [api, time-series-store]}
- {id: look, entities: [reading, contract], steps: [api, primary-store, {to: time-series-store, from: api}]}
data: {entities: [{id: reading, class: personal}, {id: contract, class: personal}]}
dependencies: [{id: billing, party: internal, shares: [contract]}]
"""
    places = {one.place: one for one in a_blueprint(text=text).safeguards.resting}
    assert places["primary store"].kinds == ("reading", "contract")
    assert places["time series store"].kinds == ("reading",)
    assert places["billing"].form == "internal"
