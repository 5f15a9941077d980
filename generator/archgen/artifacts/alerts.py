"""Alerts of the bound failure rows: the expression with its component and threshold put in, and where to read on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.artifacts.recordings import Rule
from archgen.blueprint import Blueprint, Failure
from archgen.quantities import Quantity, print_quantity
from archgen.slo import camel
from archgen.texts import Text

_SLOT = re.compile(r"\$(component|threshold)\b")


def failure_alerts(blueprint: Blueprint) -> tuple[Rule, ...]:
    """One rule for each bound failure that says how it is detected, in the order of the failure table."""
    return tuple(_rule(failure, blueprint) for failure in blueprint.failures if failure.expr)


def alert_name(failure: Failure, slug: str) -> str:
    """`ParleyPoolExhaustedPrimaryStore`."""
    return camel(f"{slug}-{failure.id}")


def _rule(failure: Failure, blueprint: Blueprint) -> Rule:
    job = f"{blueprint.slug}-{failure.component}"
    words = {"component": job, "threshold": _number(failure.threshold)}
    return {
        "alert": alert_name(failure, blueprint.slug),
        "expr": _SLOT.sub(lambda match: words[match[1]], failure.expr),
        "for": failure.during or "5m",
        "labels": {"severity": failure.severity, "service": blueprint.slug, "component": failure.component},
        "annotations": {
            "summary": f"{failure.component}: {failure.title}",
            "description": "".join(_plain(failure.user_sees)),
            "runbook_url": f"{blueprint.site}runbooks/{failure.id}/",
        },
    }


def _number(threshold: Quantity | None) -> str:
    """The bare number in the unit of its fact, as the expression compares it."""
    if threshold is None:
        return "0"
    return f"{float(threshold.value):.12g}"


def _plain(parts: tuple[str | Quantity | Text, ...]) -> Iterator[str]:
    for part in parts:
        text = part if isinstance(part, str) else part.raw if isinstance(part, Text) else print_quantity(part)
        yield text.replace("{{", '{{ "{{" }}')
