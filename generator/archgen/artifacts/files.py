"""Which files for machines a design gets, and the function that makes each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from archgen.artifacts.alertmanager import alertmanager
from archgen.artifacts.alerts import failure_alerts, watch_alerts
from archgen.artifacts.asyncapi import asyncapi, event_schema
from archgen.artifacts.backstage import catalogue
from archgen.artifacts.c4 import likec4, model
from archgen.artifacts.canary import canary
from archgen.artifacts.chaos import experiments, listed
from archgen.artifacts.grafana import dashboard
from archgen.artifacts.infrastructure import compose_yaml, dockerfile, dockerignore, main_tf
from archgen.artifacts.loadtest import plan
from archgen.artifacts.openapi import openapi
from archgen.artifacts.openslo import openslo, openslo_shared
from archgen.artifacts.prometheus import prometheus_rule, rules
from archgen.artifacts.promtool_tests import page_tests, ticket_tests
from archgen.artifacts.sloth import sloth
from archgen.artifacts.sql import schema_sql
from archgen.blueprint import Blueprint
from archgen.database import database
from archgen.hosting import hosting
from archgen.interface import events
from archgen.outline import Artifact
from archgen.slo import Objective
from archgen.yamltext import dump

Maker = Callable[[Blueprint], Iterator[tuple[str, str]]]


def artifacts(blueprint: Blueprint, owed: Sequence[Artifact], *, root: str = "../../../..") -> dict[str, str]:
    """The files that are owed, by their path under the design's folder.

    `root` leads from the folder `artifacts/` of the design to the root of the repository.
    """
    makers: dict[str, Maker] = {**_MAKERS, "catalogue": partial(_catalogue, owed=owed, root=root)}
    return {path: text for artifact in owed for path, text in makers[artifact.id](blueprint)}


def _slo(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    objectives, slug = blueprint.objectives, blueprint.slug
    made = rules(objectives, components=(*failure_alerts(blueprint), *watch_alerts(blueprint)))
    for objective in objectives:
        yield f"slo/{objective.name}.openslo.yaml", dump(openslo(objective))
    for document in openslo_shared(objectives):
        yield f"slo/{document['metadata']['name']}.openslo.yaml", dump(document)
    yield "slo/rules.yaml", dump(made)
    yield "slo/prometheusrule.yaml", dump(prometheus_rule(slug, made, labels={"release": "prometheus"}))
    yield "slo/alertmanager.yaml", dump(alertmanager(objectives, hours=blueprint.paged_within))
    yield "slo/dashboard.json", _json(dashboard(slug, objectives))
    yield from _tests(objectives)
    yield "slo/export/sloth.yaml", dump(sloth(slug, objectives))


def _model(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/model.c4", likec4(model(blueprint))


def _canary(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/canary.yaml", dump(canary(blueprint))


def _chaos(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    made = experiments(blueprint)
    yield "artifacts/chaos.yaml", dump(listed(made, blueprint))
    for failure, experiment in made.items():
        yield f"artifacts/chaos/{failure}.yaml", dump(experiment)


def _loadtest(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/loadtest.py", blueprint.formats["programs"]["loadtest"]
    yield "artifacts/loadtest.json", _json(plan(blueprint))


def _tests(objectives: tuple[Objective, ...]) -> Iterator[tuple[str, str]]:
    """Tests of the rules, one pair for each kind, target and window: the rest behave alike."""
    seen: dict[tuple[Any, ...], Objective] = {}
    for objective in objectives:
        seen.setdefault((objective.indicator.kind, objective.target, objective.window.days, objective.pages), objective)
    distinct = tuple(seen.values())
    yield "slo/pages_test.yaml", dump(page_tests(distinct, rules_file="rules.yaml"))
    yield "slo/tickets_test.yaml", dump(ticket_tests(distinct, rules_file="rules.yaml"))


def _openapi(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/openapi.yaml", dump(openapi(blueprint))
    yield "artifacts/redocly.yaml", _LINTED


def _asyncapi(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    told = events(blueprint)
    if told:
        yield "artifacts/asyncapi.yaml", dump(asyncapi(blueprint, told))
    for event in told:
        yield f"artifacts/events/{event.type}.schema.json", _json(event_schema(event, blueprint))


def _catalogue(blueprint: Blueprint, *, owed: Sequence[Artifact], root: str) -> Iterator[tuple[str, str]]:
    called = any(artifact.id == "openapi" for artifact in owed)
    entities = catalogue(blueprint, called=called, events=events(blueprint), root=root)
    yield "artifacts/catalog-info.yaml", "---\n".join(map(dump, entities))


_LINTED = """\
# What Redocly asks of openapi.yaml and asyncapi.yaml: all that it recommends, with two exceptions.
extends: [recommended]
rules:
  info-license: off  # nobody said under which licence others may use the interface; state it there, then take this out
async3Rules:
  security-defined: off  # who may send is a matter of the broker's roles, which the infrastructure grants
"""


def _schema(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    tables = database(blueprint)
    if tables:
        yield "artifacts/schema.sql", schema_sql(blueprint, tables)


def _infrastructure(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/main.tf", main_tf(blueprint, hosting(blueprint))


def _image(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/Dockerfile", dockerfile(blueprint, str(blueprint.design["language"]))
    yield "artifacts/Dockerfile.dockerignore", dockerignore()


def _compose(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    yield "artifacts/compose.yaml", compose_yaml(blueprint, hosting(blueprint))


def _json(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


_MAKERS: Mapping[str, Maker] = {
    "rules": _slo,
    "openapi": _openapi,
    "model": _model,
    "loadtest": _loadtest,
    "canary": _canary,
    "chaos": _chaos,
    "infrastructure": _infrastructure,
    "image": _image,
    "compose": _compose,
    "schema": _schema,
    "schema-mysql": _schema,
    "asyncapi": _asyncapi,
}
