"""Reads pieces of a sheet by the names of a lexicon, and keeps every problem it meets. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from archgen import sentences
from archgen.decisions.reading.sheet import Piece
from archgen.decisions.vocabulary import LEVELS, Lexicon
from archgen.problems import Problem

_DIGIT = re.compile(r"\d")


class Reader:
    """What is wrong is kept in `problems`, and reading goes on with a stand-in."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.problems: list[Problem] = []

    def add(self, piece: Piece, code: str, what: str, hint: str = "") -> None:
        self.problems.append(Problem(f"table-{code}", piece.where, f"{piece.label}: {what}", hint))

    def mapping(self, piece: Piece, *, needs: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> dict[str, Piece]:
        """The entries of a mapping by known key; unknown and missing keys are problems."""
        entries = self.entries(piece)
        wanted, known = _keys(needs, may)
        if wanted <= entries.keys() <= known:
            return entries
        for key in [key for key in entries if key not in known]:
            self.add(entries.pop(key), "unknown-key", f"unknown key '{key}'.", nearest(key, (*needs, *may)))
        for key in needs:
            if key not in entries and isinstance(piece.data, dict):
                self.add(piece, "missing-key", f"'{key}' is missing.", _WHY.get(key, ""))
        return entries

    def entries(self, piece: Piece | None) -> dict[str, Piece]:
        """The entries of a mapping whose keys are free."""
        if piece is None:
            return {}
        if isinstance(piece.data, dict):
            return piece.entries()
        self.add(piece, "not-a-mapping", f"{_shown(piece.data)} stands where 'key: value' is wanted.")
        return {}

    def text(self, piece: Piece | None) -> str:
        """A text that is not empty; "" for a piece that is not there."""
        if piece is None:
            return ""
        if isinstance(piece.data, str) and piece.data.strip():
            return piece.data
        hint = "YAML reads the word as true or false: quote it." if isinstance(piece.data, bool) else ""
        self.add(piece, "not-a-text", f"{_shown(piece.data)} stands where a text is wanted.", hint)
        return ""

    def texts(self, piece: Piece | None) -> tuple[str, ...]:
        """A list of texts, or one text."""
        return tuple(self.text(part) for part in piece.parts()) if piece else ()

    def flag(self, piece: Piece | None) -> bool:
        if piece is not None and not isinstance(piece.data, bool):
            self.add(piece, "not-a-flag", f"{_shown(piece.data)} is neither true nor false.")
        return piece is not None and piece.data is True

    def word(self, piece: Piece | None, known: tuple[str, ...]) -> str:
        """One word of a closed list; its first where nothing is given."""
        if piece is None:
            return known[0]
        if piece.data in known:
            return str(piece.data)
        self.add(piece, f"unknown-{piece.key}", f"{_shown(piece.data)} is unknown.", nearest(piece.data, known))
        return known[0]

    def sentence(self, piece: Piece | None, per: str) -> str:
        """A sentence of knowledge: its slots are known, and its numbers come through slots."""
        text = self.filled(piece, per)
        if piece is not None and _DIGIT.search(text):
            for part in sentences.parse(text).parts:
                if isinstance(part, str) and _DIGIT.search(part):
                    hint = "Let a slot such as {users} bring it."
                    self.add(piece, "digit", f"the number in '{part.strip()}' has no source.", hint)
        return text

    def filled(self, piece: Piece | None, per: str) -> str:
        """A text whose slots are known in a table `per` some subject, which is a slot, too; it may hold digits."""
        text = self.text(piece)
        if piece is None or ("{" not in text and "}" not in text):
            return text
        for part in sentences.parse(text).parts:
            if isinstance(part, sentences.Slot):
                self._slot(piece, part, per)
            elif "{" in part or "}" in part:
                hint = "Write {fact} or {fact[subject]}."
                self.add(piece, "stray-brace", f"a brace in '{part.strip()}' belongs to no slot.", hint)
        return text

    def _slot(self, piece: Piece, slot: sentences.Slot, per: str) -> None:
        facts = self.lexicon.facts
        fact = facts.get(slot.name)
        if fact is None and slot.name not in self.lexicon.slots and slot.name != per:
            hint = nearest(slot.name, (*facts, *self.lexicon.slots))
            self.add(piece, "unknown-slot", f"the slot {{{slot}}} names no fact.", hint)
        elif fact and slot.subject and not fact.per:
            what = f"the slot {{{slot}}} names a member, but {slot.name} is no family."
            self.add(piece, "slot-subject", what, f"Write {{{slot.name}}}.")
        elif fact and not slot.subject and fact.per not in ("", per):
            what = f"the slot {{{slot}}} names a whole family, with a value for each {fact.per}."
            self.add(piece, "slot-subject", what, f"Say which one: {{{slot.name}[...]}}.")


@cache
def _keys(needs: tuple[str, ...], may: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(needs), frozenset((*needs, *may))


def nearest(word: object, known: Iterable[str]) -> str:
    """A hint: the known word nearest to a misspelt one, else all of them if they are few."""
    import difflib  # deferred: only a mistake needs it

    words = sorted(set(known))
    close = difflib.get_close_matches(str(word), words, n=1)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"Known: {', '.join(words)}." if 0 < len(words) <= 12 else ""


def _shown(data: Any) -> str:
    if isinstance(data, bool):
        return str(data).lower()
    return "nothing" if data in (None, "") else f"'{data}'"


_WHY = {
    "table": "Give it the name of its outcome.",
    "question": "Ask what the table answers.",
    "inputs": "Name the facts that its rows compare.",
    "because": "Say in one sentence why the row holds.",
    "sources": "Name what the row rests on.",
    "level": f"Say with which precedence the row speaks: {', '.join(LEVELS)}.",
    "revisit": "Say when to look at it again; a table whose rows never age says 'lasting: true'.",
    **dict.fromkeys(("costs", "hurts"), "Say it of every option, or of none."),
    "outputs": "Name each output with its type; the first bears the table's name.",
    "cases": "Give examples: one a row, and one each side of every threshold.",
}
