"""OpenSLO, Sloth and Grafana: the same objective in the words of others."""

from __future__ import annotations

import copy
import json
from fractions import Fraction

import jsonschema
import pytest
from slo_examples import KINDS, indicator_of, knowledge_of, objective_of

from archgen.artifacts.grafana import dashboard, dashboard_uid, expressions
from archgen.artifacts.openslo import openslo, openslo_shared
from archgen.artifacts.recordings import recordings
from archgen.artifacts.sloth import sloth
from archgen.texts import Text

SCHEMA = jsonschema.Draft202012Validator(knowledge_of("openslo_v1")["schema"])


def plain(document):
    return json.loads(json.dumps(document, default=float))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_valid_openslo(kind):
    document = plain(openslo(objective_of(kind)))
    SCHEMA.validate(document)
    assert all(len(policy["spec"]["conditions"]) == 1 for policy in document["spec"]["alertPolicies"])


@pytest.mark.parametrize("target", ["0.1", "93.5", "99", "99.95", "99.999"])
def test_targets_are_written_exactly(target):
    document = openslo(objective_of(target=target))
    assert Fraction(document["spec"]["objectives"][0]["target"]) == Fraction(target) / 100
    SCHEMA.validate(plain(document))


def test_shared_objects_are_valid_openslo():
    for document in openslo_shared([objective_of(), objective_of("latency")]):
        SCHEMA.validate(document)


def test_the_short_window_that_openslo_cannot_say_stands_in_an_annotation():
    fast = openslo(objective_of())["spec"]["alertPolicies"][0]
    assert fast["metadata"]["annotations"]["archgen/short-window"] == "5m"
    assert fast["spec"]["conditions"][0]["spec"]["condition"]["lookbackWindow"] == "1h"


def test_a_long_harm_is_cut_to_what_openslo_takes():
    document = openslo(objective_of(user_harm=Text("x" * 2000), title=Text("y" * 99)))
    SCHEMA.validate(plain(document))
    assert len(document["metadata"]["displayName"]) == 63


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d["spec"].update(budgetingMethod="Sometimes"),
        lambda d: d["spec"]["objectives"][0].update(target=1),
        lambda d: d["spec"]["objectives"][0].update(targetPercent=99.9),
        lambda d: d["spec"]["objectives"][0].update(op="lt"),
        lambda d: d["spec"]["timeWindow"].append(d["spec"]["timeWindow"][0]),
        lambda d: d["spec"]["alertPolicies"][0]["spec"]["conditions"].append({"conditionRef": "x"}),
        lambda d: d["spec"].update(indicatorRef="x"),
        lambda d: d["metadata"].update(name="Not A Label"),
        lambda d: d["spec"]["indicator"]["spec"]["ratioMetric"].update(raw={"metricSource": {"spec": {"q": "x"}}}),
    ],
)
def test_the_schema_refuses_what_the_sdk_refuses(spoil):
    document = copy.deepcopy(plain(openslo(objective_of())))
    spoil(document)
    assert not SCHEMA.is_valid(document)


def test_sloth_gets_events_where_there_are_some_and_a_ratio_elsewhere():
    objectives = [objective_of(kind) for kind in sorted(KINDS)]
    spec = sloth("parley", objectives)
    assert spec["version"] == "prometheus/v1"
    ways = {slo["name"].removeprefix("send-reply-"): next(iter(slo["sli"])) for slo in spec["slos"]}
    assert {kind for kind, way in ways.items() if way == "raw"} == {"freshness", "queue-age", "journey"}
    assert all("{{.window}}" in json.dumps(slo["sli"]) for slo in spec["slos"])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_dashboard_reads_only_what_is_recorded(kind):
    objective = objective_of(kind)
    known = {rule["record"] for rule in recordings(objective)} | {"ALERTS", "vector"}
    for expr in expressions(dashboard("parley", [objective])):
        assert any(name in expr for name in known)


def test_panels_have_ids_places_that_do_not_overlap_and_targets_with_letters():
    board = dashboard("parley", [objective_of(), objective_of("latency")])
    assert [panel["id"] for panel in board["panels"]] == list(range(1, 15))
    cells = [
        (x, y)
        for panel in board["panels"]
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) == 23
    for panel in board["panels"]:
        letters = [target["refId"] for target in panel.get("targets", ())]
        assert letters == [chr(ord("A") + place) for place in range(len(letters))]


def test_a_dashboard_is_the_same_json_every_time_and_keeps_its_address():
    one, other = (json.dumps(dashboard("parley", [objective_of()]), sort_keys=True) for _ in range(2))
    assert one == other
    assert dashboard("parley", [])["uid"] == dashboard_uid("parley")
    assert len(dashboard_uid("x" * 200)) <= 40


def test_markup_in_peoples_words_is_shown_and_not_run():
    board = dashboard("parley", [objective_of(user_harm=Text("<img src=x> [a](javascript:x) $__all"))])
    text = next(panel for panel in board["panels"] if panel["type"] == "text")["options"]["content"]
    assert "<img" not in text
    assert "\\[a](javascript:x)" in text
    assert "$__all" not in text


def test_a_journey_by_steps_multiplies_what_its_steps_achieve():
    failed = indicator_of("journey").failed("1h")
    assert failed.startswith("(1 - ((1 - (")
    assert failed.count("or vector(1))") == 2
