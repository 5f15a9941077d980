"""Checks the cases of a table: each must hold, each row must have one, and both sides of each threshold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.decisions.decide import cut_points
from archgen.decisions.survey import Survey
from archgen.decisions.table import Case
from archgen.decisions.vocabulary import Value, spelt
from archgen.problems import Problem


def check_cases(laid: Survey) -> Iterator[Problem]:
    """Cases of the upper layer hold. House rules over a table need not bring a case for each row."""
    table = laid.table
    regions = [_region(case, laid) for case in table.cases]
    for case, region in zip(table.cases, regions, strict=True):
        if case.layer == table.layers[-1]:
            yield from _faults(case, region, laid)
    if len(table.layers) == 1:
        yield from _rows_without(regions, laid)
        yield from _thresholds_without(laid)


def holds(case: Case, laid: Survey) -> bool:
    """Whether a case gets what it expects."""
    return not any(_faults(case, _region(case, laid), laid))


def _faults(case: Case, region: int, laid: Survey) -> Iterator[Problem]:
    shown = f"the case {_words(case.given) or 'that gives nothing'}"
    if not region:
        what = f"{shown} cannot be: 'impossible' rules it out."
        yield Problem("table-case-wrong", case.where, what, "Remove the case, or narrow 'impossible'.")
    expect = case.expect
    found = _collected(expect, region, laid) if isinstance(expect, frozenset) else _decided(expect, region, laid)
    for fault, part in found:
        box = next(laid.grid.boxes(part))
        place = f" where {laid.grid.text(box)}" if len(case.given) < len(laid.table.inputs) else ""
        what = f"{shown} expects {_expected(case, laid)}, but {fault}{place}."
        yield Problem("table-case-wrong", case.where, what, "Correct the case or the row.")


def _decided(expect: Mapping[str, Value], region: int, laid: Survey) -> Iterator[tuple[str, int]]:
    """Rows that win a part of the region and give something else."""
    for row, wins in zip(laid.table.rows, laid.wins, strict=True):
        if region & wins and any(row.then[name] != value for name, value in expect.items()):
            yield f"row {row.id} gives {row.gives}", region & wins


def _collected(expect: frozenset[Value], region: int, laid: Survey) -> Iterator[tuple[str, int]]:
    """Members that are missing in a part of the region, and rows that add others."""
    outcome = laid.table.outputs[0]
    missing = dict.fromkeys(sorted(expect, key=str), region)
    for row, wins in zip(laid.table.rows, laid.wins, strict=True):
        member = row.then[outcome.name]
        if member in missing:
            missing[member] &= ~wins
        elif region & wins:
            yield f"row {row.id} gives {spelt(member)}", region & wins
    for member, part in missing.items():
        if part:
            yield f"no row gives {spelt(member)}", part


def _rows_without(regions: list[int], laid: Survey) -> Iterator[Problem]:
    """Rows that no case shows."""
    for row, wins in zip(laid.table.rows, laid.wins, strict=True):
        if wins and not any(region & wins for region in regions):
            hint = f"One would be given: {{{_example(wins, laid)}}}."
            yield Problem("table-case-missing", row.where, f"row {row.id} has no case.", hint)


def _thresholds_without(laid: Survey) -> Iterator[Problem]:
    """Thresholds with no case just below, or none just at them."""
    table = laid.table
    for fact in table.inputs:
        given = {fact.seen(case.given[fact.name]) for case in table.cases if fact.name in case.given}
        for cut in cut_points(table, fact.name):
            for value in (cut - fact.step, cut):
                if fact.seen(value) not in given:
                    side = "just below" if value < cut else "at"
                    what = f"no case has {fact.name} {spelt(value)}, {side} the threshold {spelt(cut)}."
                    hint = "Each side of a threshold has its case."
                    yield Problem("table-case-missing", table.where, f"table {table.name}: {what}", hint)


def _region(case: Case, laid: Survey) -> int:
    """What is possible of what a case gives, whatever the inputs are that it leaves out."""
    axes = zip(laid.grid.axes, laid.grid.whole, strict=True)
    given = case.given
    box = tuple(1 << axis.place(given[axis.name]) if axis.name in given else every for axis, every in axes)
    return laid.grid.region(box) & laid.possible


def _example(region: int, laid: Survey) -> str:
    """The first corner of a region, as a case would give it."""
    places = zip(laid.grid.axes, laid.grid.corner(region), strict=True)
    return ", ".join(f"{axis.name}: {spelt(axis.first(place))}" for axis, place in places)


def _words(given: Mapping[str, Value]) -> str:
    return ", ".join(f"{name} {spelt(value)}" for name, value in given.items())


def _expected(case: Case, laid: Survey) -> str:
    if isinstance(case.expect, frozenset):
        return ", ".join(sorted(map(spelt, case.expect))) or "nothing"
    outcome = laid.table.name
    words = [spelt(value) if name == outcome else f"{name} {spelt(value)}" for name, value in case.expect.items()]
    return ", ".join(words)
