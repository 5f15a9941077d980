"""Component alerts: causes worth a ticket for the components of a design, from rows of the knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from string import Template
from typing import Any

from msgspec import Struct

from archgen.slo.objective import camel
from archgen.slo.promql import number, quote


class Row(Struct, frozen=True):
    """One condition. `expr` has the slots `$job` and `$threshold`; `symptom` says why no burn alert tells it."""

    id: str
    alert: str
    on: tuple[str, ...]
    signal: str
    title: str
    expr: str
    wait: str
    severity: str
    source: str
    symptom: str = ""
    threshold: Fraction | None = None
    unit: str = ""


class Component(Struct, frozen=True):
    """A component as monitoring sees it: `kinds` are its technology and traits such as http, public, node, container.

    `thresholds` replaces a row's starting point by a number of this design. Without `pages` there are only tickets.
    """

    name: str
    job: str
    kinds: tuple[str, ...]
    owner: str
    pages: bool = True
    thresholds: tuple[tuple[str, Fraction], ...] = ()


def rows_from(data: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows of `knowledge/slo/component_alerts.yaml`, in their order."""
    return tuple(map(_row, data["alerts"]))


def component_alerts(
    rows: Iterable[Row], components: Iterable[Component], *, runbook: Callable[[Component, Row], str]
) -> tuple[dict[str, Any], ...]:
    """Prometheus rules for what each component is: tickets, unless the row is a symptom. `runbook` gives the URL."""
    rows = tuple(rows)
    return tuple(
        _rule(row, component, runbook(component, row))
        for component in components
        for row in rows
        if set(row.on) & set(component.kinds)
    )


def alert_name(component: Component, row: Row) -> str:
    """The alert's name, in which the component can be read."""
    return row.alert if row.severity == "none" else f"{camel(component.job)}{row.alert}"


def threshold(component: Component, row: Row) -> Fraction | None:
    """The threshold of this component: the design's own, else where the row starts."""
    return dict(component.thresholds).get(row.id, row.threshold)


def _rule(row: Row, component: Component, runbook_url: str) -> dict[str, Any]:
    limit = threshold(component, row)
    slots = {"job": quote(component.job)[1:-1], "threshold": "" if limit is None else number(limit)}
    annotations = {
        "summary": f"{component.name}: {row.title}",
        "description": row.symptom,
        "threshold": "" if limit is None else f"{number(limit)} {row.unit}",
        "runbook_url": runbook_url,
    }
    return {
        "alert": alert_name(component, row),
        "expr": Template(row.expr).substitute(slots),
        **({"for": row.wait} if row.wait != "0m" else {}),
        "labels": {
            "severity": _severity(row, component),
            "component": component.name,
            "signal": row.signal,
            "owner": component.owner,
        },
        "annotations": {key: text for key, text in annotations.items() if text},
    }


def _severity(row: Row, component: Component) -> str:
    if row.severity != "page":
        return row.severity
    return "page" if row.symptom and component.pages else "ticket"


def _row(entry: Mapping[str, Any]) -> Row:
    limit = entry.get("threshold")
    return Row(
        entry["id"],
        entry["alert"],
        tuple(entry["on"]),
        entry["signal"],
        entry["title"],
        entry["expr"],
        entry["for"],
        entry["severity"],
        entry["source"],
        symptom=entry.get("symptom", ""),
        threshold=None if limit is None else Fraction(str(limit)),
        unit=entry.get("unit", ""),
    )
