"""Compliance: no check passes by itself; answers need evidence, waivers a reason and an end."""

from datetime import date

import pytest
from msgspec.structs import replace

from archgen import library
from archgen.adr.findings.codes import CODES
from archgen.blueprint import Blueprint
from archgen.checks import checks
from archgen.checks.practice import LOOKS
from archgen.compliance import CheckNames, Settings, prove_checks, read_settings, verdicts
from archgen.compliance.measures import MEASURES
from archgen.documents import plain
from archgen.house import House
from archgen.outline import outline
from archgen.problems import Stop
from make import WORKED, a_blueprint, an_example

CHECKS = library.load().checklist
IDS = [check.id for check in CHECKS]


def judged(*settings, said="", text=None):
    """The verdicts on the worked example by check, with `said` as the configuration."""
    blueprint = a_blueprint(*settings, text=text) if text else a_blueprint(*settings)
    owed = outline(blueprint, library.document_rows())
    found = verdicts(CHECKS, blueprint, owed, read_settings(said, IDS), handbook={})
    return {verdict.check.id: verdict for verdict in found}


def answered(check: str, value: str) -> str:
    return f"compliance:\n  answers:\n  - {{check: {check}, value: {value}, evidence: docs/x.md, as_of: 2026-11-01}}\n"


def test_every_check_names_facts_measures_looks_and_sources_that_exist():
    known = library.load()
    looks = {*LOOKS, *CODES, *(each.code for each in checks())}
    prove_checks(library.knowledge("compliance"), CheckNames(known.slots, library.source_ids(), looks))


def test_every_measure_and_every_look_is_asked_by_a_check():
    assert {check.by for check in CHECKS if check.by} == set(MEASURES)
    assert set(LOOKS) <= {check.repository for check in CHECKS}


def test_a_check_that_nothing_decides_is_refused_with_every_mistake():
    entry = {"check": "x", "title": "T", "sources": ["no.such"], "pass": "at {nothing} of 5", "when": {"stage": "live"}}
    with pytest.raises(Stop) as stopped:
        prove_checks({"x": {"checks": [entry]}}, CheckNames(frozenset({"stage"}), frozenset(), frozenset()))
    assert {problem.code for problem in stopped.value.problems} == {
        "compliance-way",
        "compliance-otherwise",
        "compliance-source",
        "compliance-slot",
        "compliance-digits",
    }


def test_a_question_without_an_answer_is_open_and_never_passes():
    states = {verdict.state for verdict in judged().values() if verdict.check.asks}
    assert states <= {"open", "none"}


@pytest.mark.parametrize(
    ("check", "value", "state"),
    [
        ("quality.lead-time", "90 min", "pass"),
        ("quality.lead-time", "3 h", "fail"),
        ("quality.lead-time", "5 people", "open"),
        ("quality.change-failure", "5 %", "pass"),
        ("quality.change-failure", "5.1 %", "fail"),
        ("quality.compliance-score", "94 %", "fail"),
        ("quality.compliance-score", "96 %", "pass"),
        ("rule05.backup-dr", "yes", "pass"),
        ("rule05.backup-dr", "no", "fail"),
    ],
)
def test_an_answer_is_held_against_its_limit(check, value, state):
    assert judged(said=answered(check, value))[check].state == state


def test_an_answer_for_one_design_goes_before_one_for_all():
    said = answered("quality.lead-time", "3 h") + (
        "  - {check: quality.lead-time, value: 1 h, design: parley, evidence: docs/x.md, as_of: 2026-11-01}\n"
    )
    assert judged(said=said)["quality.lead-time"].state == "pass"


def test_a_waiver_stands_beside_what_fails_and_says_until_when():
    said = "compliance:\n  waivers:\n  - {check: success.operational, because: we hire, until: 2027-06-30, by: Kim}\n"
    waived = judged(said=said)["success.operational"]
    assert waived.waived
    assert (waived.waiver.until, waived.waiver.by, waived.waiver.where.line) == (date(2027, 6, 30), "Kim", 3)


def test_mistakes_in_the_configuration_are_told_all_at_once_with_their_lines():
    said = (
        "compliance:\n  waivers:\n  - {check: no.such, because: x, until: soon}\n"
        "  answers:\n  - {check: quality.lead-time, value: fast, evidence: x}\n"
    )
    with pytest.raises(Stop) as stopped:
        read_settings(said, IDS)
    assert [str(problem) for problem in stopped.value.problems] == [
        ".archgen/config.yaml:3: there is no check 'no.such'. The compliance page of a design names them. "
        "[compliance-unknown-check]",
        ".archgen/config.yaml:3: 'soon' is no date. Write it as 2027-03-31. [compliance-date]",
        ".archgen/config.yaml:5: 'as_of' is missing. Each of answers says check, value, evidence, as_of. "
        "[compliance-missing]",
        ".archgen/config.yaml:5: 'fast' is no value. Write yes or no, or a number with its unit, such as 90 min. "
        "[compliance-value]",
    ]


def test_what_the_design_decides_is_read_from_the_design():
    found = judged("targets.rto=1 min")
    assert found["wisdom.continuity"].state == "fail"
    assert plain(found["wisdom.continuity"].says).startswith("too slow by day and by night")
    assert judged("targets.rto=7 days")["wisdom.continuity"].state == "pass"
    assert judged("interfaces.mcp_servers=true")["rule20.mcp-preserve"].state == "pass"
    assert judged()["rule20.mcp-preserve"].state == "none"


def test_a_target_that_nobody_gave_is_asked_for():
    given = {"journeys[send-reply].availability": "99.9 %"}
    settings = [f"{path}={value}" for path, value in given.items()]
    assert judged()["rule01.workflow-success-criteria"].state == "open"
    assert judged(*settings)["rule01.workflow-success-criteria"].state == "pass"
    assert judged("targets.availability=99.9 %")["rule01.workflow-success-criteria"].state == "pass"


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("shares: [ticket]", "open"),
        ("shares: [ticket], agreement: true", "pass"),
        ("shares: [ticket], party: internal", "none"),
        ("cost: EUR 5/month", "none"),
    ],
)
def test_whoever_sees_data_of_people_has_signed_or_is_named(said, state):
    people = "data: {entities: [{id: ticket, class: personal}]}\n"
    text = WORKED.replace("for: outgoing mail", f"for: outgoing mail, {said}") + people
    assert judged(text=text)["law.processors"].state == state


def test_a_duty_is_asked_about_only_where_its_law_was_named():
    found = judged("constraints.compliance=[gdpr, pci]", text=None)
    assert found["law.card-scope"].state == "open"
    assert found["law.health-agreement"].state == "none"
    assert judged()["law.card-logs"].state == "none"


def test_a_design_without_parts_that_are_watched_fails():
    blueprint: Blueprint = replace(a_blueprint(), failures=())
    owed = outline(blueprint, library.document_rows())
    found = {v.check.id: v for v in verdicts(CHECKS, blueprint, owed, Settings(), handbook={})}
    assert found["rule05.errors-logging-monitoring"].state == "fail"


@pytest.mark.parametrize("name", ["help-desk", "courses", "scooters", "hostile", "habits"])
def test_every_verdict_says_something_and_its_links_lead_somewhere(name):
    for verdict in judged(text=an_example(name)).values():
        assert verdict.says or verdict.state == "look", verdict.check.id
        assert all(title and target for title, target in verdict.links)


def test_a_house_adds_checks_of_its_own_and_its_mistakes_are_told():
    mine = {"place": 5, "group": "Ours", "checks": [{"check": "ours", "title": "T", "asks": "Who?", "sources": []}]}
    known = replace(library.load(), house=House(compliance={"ours": mine}))
    assert known.checklist[-1].id == "ours"
    wrong = {**mine, "checks": [{"check": "ours", "title": "T", "by": "guessing", "sources": []}]}
    with pytest.raises(Stop, match="'guessing' is no measure"):
        replace(library.load(), house=House(compliance={"ours": wrong})).checklist  # noqa: B018
