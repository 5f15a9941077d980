"""A person's word against a table: `decided` in a brief overrules it, unless a veto stands. Knows no domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from archgen.brief import Brief
from archgen.decisions import Decision, FactType, Row, Table, Value, spelt
from archgen.problems import Problem
from archgen.resolver.design import Design
from archgen.resolver.family import Family
from archgen.texts import Text

Outcome = Value | tuple[Value, ...]
CHOICE, BECAUSE, BY = "decided_choice", "decided_because", "decided_by"


class Overruled(Decision, frozen=True):
    """What a table said, and what a person chose instead, with the reason; `rows` stay those of the table."""

    choice: Outcome
    reason: Text
    by: Text | None

    @property
    def recommendation(self) -> Decision:
        """What the table alone says."""
        return Decision(self.table, self.subject, self.read, self.matched)

    @property
    def vetoes(self) -> tuple[Value, ...]:
        """What the table says with a veto and the choice leaves out."""
        held = self.choice if isinstance(self.choice, tuple) else (self.choice,)
        said = (row.then[self.table.name] for row in self.rows if row.level == "veto")
        return tuple(dict.fromkeys(value for value in said if value not in held))

    @property
    def against(self) -> bool:
        """Whether it turns out otherwise than the table says."""
        return self.outcome != self.recommendation.outcome

    @property
    def outcome(self) -> Outcome:
        """The choice, unless a veto stands; of a set the choice with what vetoes keep in it."""
        advice = self.recommendation.outcome
        if not isinstance(self.choice, tuple) or not isinstance(advice, tuple):
            return advice if self.vetoes else self.choice
        kept = {*self.choice, *self.vetoes}
        return tuple(value for value in dict.fromkeys((*advice, *self.table.outputs[0].values)) if value in kept)

    @property
    def facts(self) -> Mapping[str, Outcome]:
        """The facts of the outcome; further outputs are those of the row with this outcome that came nearest."""
        table, outcome = self.table, self.outcome
        if isinstance(outcome, tuple):
            members = {f"{table.name}.{value}": value in outcome for value in table.outputs[0].values}
            return {table.name: outcome, **members}
        row = min((row for row in table.rows if row.then[table.name] == outcome), key=self._distance, default=self.row)
        return {table.name: outcome, **{f"{table.name}.{out.name}": row.then[out.name] for out in table.outputs[1:]}}

    def _distance(self, row: Row) -> int:
        """How many conditions of a row fail."""
        return next((len(loser.misses) for loser in self.losers if loser.row is row), 0)


def overruled(decision: Decision, choices: Mapping[str, Text | None], values: Mapping[str, Any]) -> Decision:
    """The decision as a person took it, where `choices` name it: by its table, or by table and subject."""
    for key in (f"{decision.table.name}.{decision.subject}", decision.table.name):
        said = choices.get(key)
        choice = read_choice(said, decision.table) if said else None
        if choice is not None:
            told = (decision.table, decision.subject, decision.read, decision.matched)
            return Overruled(*told, choice, values[BECAUSE][key], values[BY][key])
    return decision


def read_choice(said: Text, table: Table) -> Outcome | None:
    """The outcome that people's words name, by its value or its title; None where they name none."""
    if table.hit != "collect":
        return _value(said.raw, table)
    words = [word for word in said.raw.split(",") if word.strip().lower() not in ("", "none", "nothing")]
    members = [_value(word, table) for word in words]
    return tuple(member for member in table.outputs[0].values if member in members) if None not in members else None


def as_recommended(design: Design, decision: str = "", subject: str = "") -> Design:
    """The same design as the tables alone would have it, or with only one choice taken back.

    What choices cost is the difference; the quantities that differ bear `@recommended`.
    """
    family = design.given[CHOICE]
    keys = (f"{decision}.{subject}", decision) if decision else family.members
    taken = dict.fromkeys(key for key in keys if key in family.members)
    return design.changed({CHOICE: Family(family.per, taken)}, horizon="recommended")


def check_decided(brief: Brief, tables: Sequence[Table]) -> Iterator[Problem]:
    """Decisions and outcomes that a brief names and no table has, each at its line, with the nearest that is known."""
    known = {table.name: table for table in tables}
    for key in brief.ids("decided"):
        given = brief.get(f"decided[{key}].choose")
        name, _, subject = key.partition(".")
        table = known.get(name)
        if given is None or not isinstance(given.value, Text):
            continue
        if table is None:
            what = f"there is no decision '{name}'."
            yield Problem("decided-unknown-decision", given.where, what, _near(name, known))
        elif subject and subject not in (brief.subjects(table.per) if table.per else ()):
            what = f"the decision '{name}' is not taken for '{subject}'."
            hint = _near(subject, brief.subjects(table.per)) if table.per else f"Write '{name}'."
            yield Problem("decided-unknown-subject", given.where, what, hint)
        elif read_choice(given.value, table) is None:
            what = f"'{given.spelling}' is no outcome of '{name}'."
            yield Problem("decided-unknown-outcome", given.where, what, _near(given.spelling, _outcomes(table)))


def _value(said: str, table: Table) -> Value | None:
    outcome, word = table.outputs[0], said.strip().lower()
    titles = {option.title.lower(): value for value, option in table.options.items()}
    if outcome.kind == "number":
        return _number(word, outcome)
    known = {spelt(value): value for value in _values(outcome)}
    return known.get(word, known.get(titles.get(word, "")))


def _values(outcome: FactType) -> tuple[Value, ...]:
    return (False, True) if outcome.kind == "bool" else outcome.values


def _number(word: str, outcome: FactType) -> Fraction | None:
    number = Fraction(word) if word.isdecimal() else None
    return number if number is not None and outcome.low <= number <= outcome.high else None


def _outcomes(table: Table) -> tuple[str, ...]:
    outcome = table.outputs[0]
    if outcome.kind == "number":
        return (f"a whole number from {spelt(outcome.low)} to {spelt(outcome.high)}",)
    return tuple(map(spelt, _values(outcome)))


def _near(word: str, known: Sequence[str] | Mapping[str, object]) -> str:
    close = get_close_matches(word.lower(), known, 1)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"It takes: {', '.join(known)}." if 0 < len(known) <= 12 else "'archgen explain' lists what is decided."
