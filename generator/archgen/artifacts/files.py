"""Which files for machines a design gets, and the function that makes each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archgen.artifacts.alerts import failure_alerts
from archgen.artifacts.grafana import dashboard
from archgen.artifacts.openslo import openslo
from archgen.artifacts.prometheus import rules
from archgen.artifacts.promtool_tests import page_tests, ticket_tests
from archgen.blueprint import Blueprint
from archgen.yamltext import dump


def artifacts(blueprint: Blueprint) -> dict[str, str]:
    """The files by their path under the design's folder."""
    return dict(_slo(blueprint))


def _slo(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    objectives = blueprint.objectives
    for objective in objectives:
        yield f"slo/{objective.name}.openslo.yaml", dump(openslo(objective))
    if objectives:
        yield "slo/rules.yaml", dump(rules(objectives, components=failure_alerts(blueprint)))
        yield "slo/pages_test.yaml", dump(page_tests(objectives, rules_file="rules.yaml"))
        yield "slo/tickets_test.yaml", dump(ticket_tests(objectives, rules_file="rules.yaml"))
        yield (
            "slo/dashboard.json",
            json.dumps(dashboard(blueprint.slug, objectives), indent=2, ensure_ascii=False) + "\n",
        )
