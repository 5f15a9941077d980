"""Objectives made for the tests of the SLO room and of the files written from it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from archgen.library import KNOWLEDGE
from archgen.slo import Objective, reachable, windows_from
from archgen.slo.indicators import Serial, indicator, kinds_from
from archgen.yamltext import parse

BUCKETS = tuple(map(Fraction, ("0.1", "0.3", "1", "2.5")))
BOUNDS = {"timed": Fraction("0.3"), "native": Fraction("0.3"), "sliced": Fraction(900)}


def knowledge_of(name: str):
    """One file of the SLO knowledge, as its readers get it."""
    file: Path = KNOWLEDGE / "slo" / f"{name}.yaml"
    return parse(file.read_text("utf-8"), file=file.name).data


WINDOWS = windows_from(knowledge_of("windows"))
KINDS = kinds_from(knowledge_of("kinds"))


def indicator_of(kind: str):
    """An indicator of the kind, by its contract; a journey has two steps."""
    if kind == "journey":
        return Serial((indicator_of("availability"), indicator_of("latency")))
    entry = KINDS[kind]
    labels = {"job": "parley-api", "journey": "send-reply"}
    return indicator(entry, labels=labels, bound=BOUNDS.get(entry.measure), buckets=BUCKETS)


def objective_of(kind: str = "availability", target: str = "99.9", days: int = 30, **over) -> Objective:
    """An objective of the help desk; `over` replaces any of its fields."""
    fields = {
        "name": f"send-reply-{kind}",
        "title": f"Send a reply: {KINDS[kind].title.lower()}",
        "service": "parley",
        "journey": "send-reply",
        "indicator": indicator_of(kind),
        "target": Fraction(target) / 100,
        "window": WINDOWS[days],
        "mean_rps": Fraction(100),
        "peak_rps": Fraction(200),
        "owner": "support-team",
        "criticality": "critical",
        "user_harm": "Agents cannot answer customers.",
        "runbook_url": "https://docs.example.org/backend/parley/runbooks/send-reply/",
        "minimum_errors": KINDS[kind].minimum_errors,
        "probe": reachable(job="parley-api-probe"),
    }
    return Objective(**{**fields, **over})
