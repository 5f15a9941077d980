"""Risks: every failure that harms a journey, and the rows about people, vendors, money and time that fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.blueprint.blueprint import Failure, Risk
from archgen.blueprint.conditions import holds
from archgen.blueprint.passages import about, subjects
from archgen.blueprint.rows import LEVELS, Rows
from archgen.blueprint.speech import Filled, Speaker

_RANKS = {"likely": "high", "possible": "medium", "rare": "low"}


def risks(
    failures: Sequence[Failure], rows: Rows, speaker: Speaker, titles: Mapping[str, str], untried: Sequence[str]
) -> tuple[Risk, ...]:
    """All risks, the gravest first: likelihood times harm, in the order of the knowledge base among equals.

    `untried` are the technologies that nobody here is known to have run in production.
    """
    critical = set(speaker.design["critical_journeys"])
    speaker = speaker.about(untried=tuple(untried))
    found = [*_of_rows(rows, speaker), *(_of_failure(failure, critical, titles) for failure in failures)]
    return tuple(sorted(found, key=lambda risk: -weight(risk)))


def weight(risk: Risk) -> int:
    """How grave a risk is: from one for an unlikely nuisance to nine."""
    return (LEVELS.index(risk.likelihood) + 1) * (LEVELS.index(risk.harm) + 1)


def _of_rows(rows: Rows, speaker: Speaker) -> Iterator[Risk]:
    for row in rows.risks:
        per = row.get("per", "")
        for subject in subjects(per, speaker, ()):
            if holds(row.get("when", {}), speaker.design, subject):
                yield from _of_row(row, subject, about(speaker, per, subject))


def _of_row(row: Mapping[str, Any], subject: str, told: Speaker) -> Iterator[Risk]:
    says, answer = told.say(row["says"]), told.say(row["answer"])
    if says and answer:
        yield Risk(
            id=f"risk-{row['risk']}{'-' + subject if subject else ''}",
            family=row["family"],
            title=says,
            likelihood=row["likelihood"],
            harm=row["harm"],
            signal=told.say(row.get("signal", "")),
            owner=row.get("owner", "the lead"),
            answer=answer,
            link=row["link"],
        )


def _of_failure(failure: Failure, critical: set[str], titles: Mapping[str, str]) -> Risk:
    signal: Filled | None = None
    if failure.threshold is not None:
        side = "below " if failure.falls else "above "
        signal = (side, failure.threshold, f" for {failure.during}" if failure.during else "")
    return Risk(
        id=f"risk-{failure.id}",
        family="technical",
        title=(titles.get(failure.component, failure.component), ": ", failure.title),
        likelihood=_RANKS[failure.likelihood],
        harm="high" if critical & set(failure.journeys) else "medium" if failure.journeys else "low",
        signal=signal,
        owner="on call",
        answer=failure.mitigation,
        link=f"runbook:{failure.id}",
        part=failure.component,
    )
