"""Contradictions between answers: which of the knowledge base hold for this design, with their arithmetic and ways out.

A row of `knowledge/challenges/` names the fact that says whether it holds; the arithmetic stands in the ledger, made by
`facts/`. This room puts both together and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.blueprint.blueprint import Challenge, Way
from archgen.blueprint.conditions import holds
from archgen.blueprint.speech import Filled, Speaker
from archgen.quantities import Quantity, print_quantity
from archgen.resolver import Design, Family
from archgen.texts import Text

SEVERITIES = ("impossible", "infeasible for this team", "not covered by contract", "costly", "unclear")


def challenges(design: Design, rows: Mapping[str, Mapping[str, Any]], speaker: Speaker) -> tuple[Challenge, ...]:
    """Every challenge that holds, the gravest first."""
    found = [challenge for name, row in rows.items() for challenge in _of(name, row, design, speaker)]
    return tuple(sorted(found, key=lambda challenge: SEVERITIES.index(challenge.severity)))


def compared(rows: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The pairs of answers that are compared, for a design in which none contradict each other."""
    return tuple(str(row["compares"]) for row in rows.values())


def held_by(row: Mapping[str, Any], design: Design) -> tuple[str, ...]:
    """The subjects for which a contradiction holds; "" alone where it is one of the whole design."""
    found = design.values[row["holds"]]
    if isinstance(found, Family):
        return tuple(subject for subject, held in found.items() if held)
    return ("",) if found else ()


def named(name: str, row: Mapping[str, Any], subject: str) -> tuple[str, str]:
    """The id and the title of a contradiction, with the subject where each has one of its own."""
    return (f"{name}-{subject}", f"{row['title']} ({subject})") if subject else (name, row["title"])


def _of(name: str, row: Mapping[str, Any], design: Design, speaker: Speaker) -> Iterator[Challenge]:
    per = getattr(design.values[row["holds"]], "per", "")
    for subject in held_by(row, design):
        yield _challenge(name, row, speaker.about(**{per: subject}) if per else speaker, subject)


def _challenge(name: str, row: Mapping[str, Any], speaker: Speaker, subject: str) -> Challenge:
    own, title = named(name, row, subject)
    return Challenge(
        id=own,
        title=title,
        severity=row["severity"],
        says=_said(row["says"], speaker, name),
        arithmetic=tuple(_arithmetic(row.get("arithmetic", ()), speaker.design, subject)),
        ways=_ways(row["ways"], speaker, name),
        meanwhile=speaker.say(row.get("meanwhile", "")),
    )


def _said(sentence: str, speaker: Speaker, name: str) -> Filled:
    said = speaker.say(sentence)
    if said is None:
        raise ValueError(f"challenge {name}: a slot of '{sentence}' has no value where the challenge holds")
    return said


def _arithmetic(names: Sequence[str], design: Design, subject: str) -> Iterator[Quantity]:
    for name in names:
        value = design.values.get(name)
        value = value.get(subject) if isinstance(value, Family) else value
        if isinstance(value, Quantity):
            yield value


def _ways(rows: Sequence[Mapping[str, Any]], speaker: Speaker, name: str) -> tuple[Way, ...]:
    """The ways out that are open to this design; the recommended one first, and where it has none the next."""
    possible = [row for row in rows if holds(row.get("when", {}), speaker.design)]
    told = [(row, said) for row in possible if (said := speaker.say(row["says"])) is not None]
    best = next((row for row, _ in told if row.get("recommended")), told[0][0])
    return tuple(Way(_patch(row, speaker, name), said, recommended=row is best) for row, said in told)


def _patch(row: Mapping[str, Any], speaker: Speaker, name: str) -> dict[str, str]:
    return {_plain(path, speaker, name): _plain(str(value), speaker, name) for path, value in row["patch"].items()}


def _plain(template: str, speaker: Speaker, name: str) -> str:
    """A path or a value of the brief with its slots filled, as a person would type it."""
    return "".join(_typed(part) for part in _said(template, speaker, name)) if template else ""


def _typed(part: str | Quantity | Text) -> str:
    if isinstance(part, Quantity):
        return print_quantity(part)
    return part.raw if isinstance(part, Text) else part
