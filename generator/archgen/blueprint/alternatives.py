"""What a decision was weighed by: the options that lost, told as if chosen, and what was read, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.decision import Flip, Ground, Rival
from archgen.blueprint.speech import Speaker
from archgen.decisions import Cell, Decision, Row, Spans, spelt
from archgen.quantities import Quantity, print_quantity


class Roots(Struct, frozen=True):
    """The answers that facts begin with: the path of each in the brief, and the paths that nobody answered."""

    paths: Mapping[str, str]
    assumed: frozenset[str]


def rivals(decision: Decision, outcomes: tuple[str, ...], speaker: Speaker, flips: tuple[Flip, ...]) -> Iterator[Rival]:
    """Every option that was not chosen and that is not the chosen engine under another name."""
    table = decision.table
    held = [_brought(table.options[value], speaker) for value in outcomes if value in table.options]
    engines = {brought.get("primary-store") for brought in held} - {None}
    for value, option in table.options.items():
        brought = _brought(option, speaker)
        if value in outcomes or brought.get("primary-store") in engines:
            continue
        told = speaker.about(**{f"technology[{role}]": name for role, name in brought.items()})
        nearest = min(
            (loser for loser in decision.losers if spelt(loser.row.then[table.name]) == value),
            key=lambda loser: len(loser.misses),
            default=None,
        )
        miss = "" if nearest is None or not nearest.misses else _missed(nearest.misses[0], speaker)
        last = nearest is not None and not nearest.row.when
        comes = tuple(flip for flip in flips if flip.outcome == value)
        yield Rival(option.title, told.say(option.costs), told.say(option.hurts), miss, last, comes)


def grounds(decision: Decision, speaker: Speaker, subject: str, roots: Roots) -> Iterator[Ground]:
    """What was read, in the order of the table, each with where it comes from."""
    design = speaker.design
    for fact in decision.table.inputs:
        value = design.get(fact.name, subject)
        told = (
            print_quantity(value)
            if isinstance(value, Quantity)
            else _worded(fact.name, decision.read[fact.name], speaker)
        )
        table = fact.name.partition(".")[0]
        path = roots.paths.get(fact.name, "").replace("[]", f"[{subject}]").replace(".*", f".{subject}")
        if table in design.decisions:
            yield Ground(fact.name, told, "decision", table)
        elif path:
            yield Ground(fact.name, told, "assumption" if path in roots.assumed else "answer", path)
        else:
            yield Ground(fact.name, told, "reckoning", "")


def again(rows: Sequence[Row], speaker: Speaker) -> Mapping[str, str]:
    """The conditions under which the rows are to be looked at again, the first row's word for each fact."""
    found: dict[str, str] = {}
    for row in rows:
        for name, cell in (row.revisit.when if row.revisit else {}).items():
            found.setdefault(name, _asked(name, cell, speaker))
    return found


def made_of(options: Sequence[Any], speaker: Speaker) -> Iterator[str]:
    """What a single option brings that its title does not name; neither the language, nor the engine elsewhere."""
    if len(options) != 1:
        return
    (option,) = options
    told = {speaker.design["primary_technology"], speaker.design["language"]}
    for role, technology in _brought(option, speaker).items():
        name = speaker.names.get(technology, technology)
        if (technology not in told or role == "primary-store") and name not in option.title:
            yield name.replace("(", "").replace(")", "")


def _brought(option: Any, speaker: Speaker) -> Mapping[str, str]:
    """The technology by role, a `$fact` as what it names in this design; none where it names nothing."""
    named = {
        role: str(speaker.design[name[1:]] if name.startswith("$") else name) for role, name in option.brings.items()
    }
    return {role: name for role, name in named.items() if name not in ("", "none", "None")}


def _missed(miss: Any, speaker: Speaker) -> str:
    """The condition that failed, in the words of pages: `phase is Complexity, not Foundation or Scaling`."""
    name = miss.input.name
    seen = miss.input.spelt(miss.value) if isinstance(miss.cell, Spans) else _worded(name, miss.value, speaker)
    return f"{name.replace('_', ' ')} is {seen}, not {_asked(name, miss.cell, speaker)}"


def _asked(name: str, cell: Cell, speaker: Speaker) -> str:
    """What a cell takes, in words: `Foundation or Scaling`, `at least 6`."""
    if not isinstance(cell, Spans):
        return " or ".join(_worded(name, value, speaker) for value in cell.values)
    low, _, high = cell.text.partition("..")
    if ".." not in cell.text or "," in cell.text or (low and high):
        return cell.text
    return f"at least {low}" if low else f"at most {high}"


def _worded(name: str, value: Any, speaker: Speaker) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return speaker.titles.get(name, {}).get(value) or spelt(value)
