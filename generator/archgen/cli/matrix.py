"""A number moved over a range, told at a terminal: where decisions turn, as a table and as bars, with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from fractions import Fraction
from math import log
from typing import Any

from msgspec import Struct

from archgen.blueprint.shifts import turned
from archgen.brief.spelling import SpellingError, read_number
from archgen.library import Library
from archgen.pipeline import Designed
from archgen.problems import Problem, Stop, Where
from archgen.quantities import Expression, Quantity, print_quantity
from archgen.resolver.analysis import movable
from archgen.resolver.flips import Key, counted
from archgen.resolver.ranges import Change, Sweep, sweep

WIDTH = 56
BELOW, ABOVE = Fraction(1, 10), 100
NUMBERS = ("rps_total", "units[api]", "connections_peak", "store_bytes_12m", "cost_bill")
COLUMNS = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Turn(Struct, frozen=True):
    """A decision that turns `into` something at a value, for some subjects alike."""

    value: Fraction
    decision: str
    subjects: tuple[str, ...]
    into: str


class Matrix(Struct, frozen=True):
    """What one number changes over a range of its values."""

    designed: Designed
    known: Library
    path: str
    sweep: Sweep

    @property
    def today(self) -> Quantity:
        return self.designed.design[self.sweep.name]  # type: ignore[no-any-return]

    def shown(self, value: Fraction) -> str:
        """A value of the number as people read it."""
        return print_quantity(Quantity(value, value, self.today.unit, Expression("at", (self.today,))))

    def turns(self) -> tuple[Turn, ...]:
        """Every change, subjects that turn alike together."""
        groups: dict[tuple[Fraction, str, str], list[str]] = {}
        for change in self.sweep.changes:
            name, subject = change.key
            into = turned(self.known.table[name], change.before, change.then)
            groups.setdefault((change.value, name, into), []).append(subject)
        return tuple(Turn(value, name, tuple(subjects), into) for (value, name, into), subjects in groups.items())

    def title(self, name: str, subjects: Sequence[str]) -> str:
        """A decision with those for whom it is taken."""
        about = ", ".join(filter(None, subjects))
        return f"{self.known.table[name].title}{f' ({about})' if about else ''}"

    def numbers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The numbers that people ask for, at values spread evenly over the range."""
        ratio = float(self.sweep.high / self.sweep.low)
        steps = [
            self.sweep.low * Fraction(ratio ** (step / (COLUMNS - 1))).limit_denominator(100) for step in range(COLUMNS)
        ]
        whole = counted(self.today)
        values = [Fraction(round(value)) if whole or value > 10 else value for value in steps]
        there = [self.designed.design.changed({self.sweep.name: self._moved(value)}) for value in values]
        yield self.path, tuple(map(self.shown, values))
        for name in NUMBERS:
            head, _, member = name.rstrip("]").partition("[")
            found = [design.get(head, member) for design in there]
            told = tuple(print_quantity(each) if isinstance(each, Quantity) else "unknown" for each in found)
            if len(set(told)) > 1:
                yield name, told

    def _moved(self, value: Fraction) -> Quantity:
        return Quantity(value, value, self.today.unit, self.today.source).named(self.today.id)


def matrix(designed: Designed, known: Library, asked: str) -> Matrix:
    """`users`, or `load.users.monthly=1k..1M`: the number that moves, by its name or its path, and its range."""
    name, _, span = asked.partition("=")
    numbers = {each: quantity for each, member, quantity in movable(designed.design) if not member}
    paths = {root.fact: root.path() for root in known.schema.roots() if root.fact in numbers}
    fact = next((each for each, path in paths.items() if name in (each, path)), None)
    if fact is None:
        raise Stop([_unknown(name, (*paths, *paths.values()))])
    today = numbers[fact]
    low, high = _span(span, today) if span else (today.base * BELOW, today.base * ABOVE)
    return Matrix(designed, known, paths[fact], sweep(designed.design, fact, low, high))


def lines(made: Matrix) -> Iterator[str]:
    """The matrix for a terminal."""
    ends = f"{made.shown(made.sweep.low)} to {made.shown(made.sweep.high)}"
    yield f"{made.path} from {ends}; today {made.shown(made.today.base)}"
    yield ""
    if not made.sweep.changes:
        yield "No decision turns."
        return
    told = [
        (f"from {made.shown(turn.value)}", made.title(turn.decision, turn.subjects), turn.into) for turn in made.turns()
    ]
    yield from _columns(told)
    yield ""
    yield from _bars(made)
    yield ""
    yield from _columns([(name, *cells) for name, cells in made.numbers()])


def data(made: Matrix) -> dict[str, Any]:
    """The matrix for a program."""
    return {
        "path": made.path,
        "low": made.shown(made.sweep.low),
        "high": made.shown(made.sweep.high),
        "today": made.shown(made.today.base),
        "changes": [
            {
                "value": made.shown(turn.value),
                "decision": turn.decision,
                "subjects": list(filter(None, turn.subjects)),
                "into": turn.into,
            }
            for turn in made.turns()
        ],
        "numbers": dict(made.numbers()),
    }


def _bars(made: Matrix) -> Iterator[str]:
    """A bar for each decision that turns, on a scale of ratios: a letter for each outcome, `^` for today."""
    of: dict[Key, list[Change]] = {}
    for change in made.sweep.changes:
        of.setdefault(change.key, []).append(change)
    alike: dict[tuple[str, str], list[str]] = {}
    for (name, subject), changes in of.items():
        alike.setdefault((name, _bar(made.sweep, changes)), []).append(subject)
    titles = {(name, bar): made.title(name, subjects) for (name, bar), subjects in alike.items()}
    width = max(map(len, titles.values()))
    yield from (f"{title:{width}}  {bar}" for (_, bar), title in titles.items())
    low, high = made.shown(made.sweep.low), made.shown(made.sweep.high)
    now = min(max(_place(made.sweep, made.today.base), 0), WIDTH - 1)
    yield f"{'':{width}}  {' ' * now}^ today"
    yield f"{'':{width}}  {low}{high:>{WIDTH - len(low)}}"


def _bar(swept: Sweep, changes: Sequence[Change]) -> str:
    letters = {_same(changes[0].before): "a"}
    bar, letter = "", "a"
    for change in changes:
        bar += letter * max(_place(swept, change.value) - len(bar), 0)
        letter = letters.setdefault(_same(change.then), _LETTERS[min(len(letters), len(_LETTERS) - 1)])
    return bar + letter * (WIDTH - len(bar))


def _same(outcome: Any) -> str:
    return repr(outcome)


def _place(swept: Sweep, value: Fraction) -> int:
    return round(WIDTH * log(value / swept.low) / log(swept.high / swept.low))


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _span(span: str, today: Quantity) -> tuple[Fraction, Fraction]:
    low, dots, high = span.partition("..")
    if not dots:
        raise Stop([_unreadable(span, "it has no '..'.")])
    try:
        ends = [read_number(end, today.unit.text) * today.unit.scale for end in (low, high)]
    except SpellingError as wrong:
        raise Stop([_unreadable(span, f"{wrong.what}.", wrong.hint)]) from None
    if not 0 < ends[0] < ends[1]:
        raise Stop([_unreadable(span, "a range goes from a smaller number to a larger one.")])
    return ends[0], ends[1]


def _unreadable(span: str, why: str, hint: str = "") -> Problem:
    return Problem("matrix-range", Where("--matrix"), f"'{span}' is no range: {why}", hint or "Write it as 1k..1M.")


def _unknown(name: str, paths: tuple[str, ...]) -> Problem:
    near = get_close_matches(name, paths, 3, 0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`archgen ledger` lists the answers that are numbers."
    return Problem("matrix-unknown", Where("--matrix"), f"'{name}' is no number on which a decision rests.", hint)
