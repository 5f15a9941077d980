"""The data of the what-if page: every decision that turns somewhere, every contradiction that comes or goes, and why.

Nothing in it is computed by the page: it finds the cell of a point and reads what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from archgen.blueprint import Speaker, anchor_of_decision, begun, options_of, reasons
from archgen.brief import Brief
from archgen.challenges import named
from archgen.decisions import Decision
from archgen.discretion import is_private
from archgen.documents import plain
from archgen.library import Library
from archgen.quantities import Quantity
from archgen.resolver import Design, Family
from archgen.resolver.lattice import Field, Lattice, lattice
from archgen.sentences import Slot, parse
from archgen.what_if.answers import RUNGS, Answers, answers

LARGEST = 400_000  # bytes of one design's data; where it would be more, users have fewer positions

Told = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]  # what was decided, and for each row its option and sentence


def compiled(slug: str, brief: Brief, design: Design, library: Library, *, public: bool = False) -> str:
    """The data of the design `slug` as JSON, of at most `LARGEST` bytes wherever the coarsest positions allow it."""
    text = ""
    for rungs in range(len(RUNGS)):
        moved = answers(brief, design, rungs=rungs, public=public)
        data = _Compiled(design, library, moved, public=public).data()
        text = json.dumps({"design": slug, **data}, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) <= LARGEST:
            break
    return text


class _Compiled:
    """One design over the lattice of its answers; sentences and slots are kept once each."""

    def __init__(self, design: Design, library: Library, moved: Answers, *, public: bool) -> None:
        self.design, self.library, self.moved, self.public = design, library, moved, public
        self.over: Lattice = lattice(design, [each.axis for each in moved], tuple(_wanted(design, library)))
        names = {name: entry["name"] for name, entry in library.technologies.items()}
        self.speaker = Speaker(design, library.titles, names)
        self.slots: dict[tuple[str, str, bool], int] = {}
        self.words: list[dict[str, Any]] = []
        self.sentences: dict[tuple[str | int, ...], int] = {}

    def data(self) -> dict[str, Any]:
        """Everything, in the order in which the page shows it."""
        decisions, challenges = list(self._decisions()), list(self._challenges())
        return {
            "answers": [
                {
                    "path": each.path,
                    "title": each.title,
                    "today": each.today,
                    "labels": [position.label for position in each.positions],
                    "settings": [position.setting for position in each.positions],
                }
                for each in self.moved
            ],
            "decisions": decisions,
            "contradictions": challenges,
            "sentences": [list(parts) for parts in self.sentences],
            "slots": self.words,
        }

    def _decisions(self) -> Iterator[dict[str, Any]]:
        for table in self.library.tables:
            field = self.over.traces.get(table.name)
            if field is None:
                continue
            for subject in self._subjects(table.per):
                outcomes = self.over.mapped(field, partial(self._decided, self._about(table.per, subject), subject))
                if len({options for options, _ in outcomes.values}) > 1:
                    yield {
                        "title": f"{table.title} ({subject})" if subject else table.title,
                        "anchor": anchor_of_decision(table.name, subject),
                        **_cells(outcomes),
                        "values": outcomes.values,
                    }

    def _decided(self, speaker: Speaker, subject: str, trace: Any) -> Told:
        one = trace[subject] if isinstance(trace, Family) else trace
        return options_of(one), tuple(self._told(one, speaker))

    def _told(self, trace: Decision, speaker: Speaker) -> Iterator[tuple[str, int]]:
        for option, because in reasons(trace):
            sentence = self._sentence(because, speaker) if isinstance(because, str) else self._kept((plain(because),))
            if sentence is not None:
                yield option, sentence

    def _challenges(self) -> Iterator[dict[str, Any]]:
        for name, row in self.library.challenges.items():
            field = self.over.facts.get(row["holds"])
            if field is None:
                continue
            per = field.values[0].per if isinstance(field.values[0], Family) else ""
            for subject in self._subjects(per):
                held = self.over.mapped(field, partial(_holds, subject))
                says = self._sentence(row["says"], self._about(per, subject))
                if held.axes and says is not None:
                    own, title = named(name, row, subject)
                    yield {
                        "title": title,
                        "severity": row["severity"],
                        "anchor": own,
                        **_cells(held),
                        "values": list(held.values),
                        "says": says,
                    }

    def _about(self, per: str, subject: str) -> Speaker:
        return self.speaker.about(**{per: subject}) if per else self.speaker

    def _subjects(self, per: str) -> tuple[str, ...]:
        return tuple(self.design.values[f"subjects.{per}"]) if per else ("",)

    def _sentence(self, sentence: str, speaker: Speaker) -> int | None:
        """The number of a sentence; None where a slot that is the same everywhere has no value."""
        parts: list[str | int] = []
        parsed = parse(sentence)
        for place, part in enumerate(parsed.parts):
            if isinstance(part, str):
                parts.append(part)
                continue
            field, opens = self._moving(part, speaker), place in parsed.openings
            word = self._word(part, speaker, opens) if field is None else self._slot(part, speaker, field, opens)
            if word is None:
                return None
            parts.append(word)
        return self._kept(tuple(_joined(parts))) if parts else None

    def _kept(self, parts: tuple[str | int, ...]) -> int:
        return self.sentences.setdefault(parts, len(self.sentences))

    def _moving(self, slot: Slot, speaker: Speaker) -> Field | None:
        return None if not slot.subject and slot.name in speaker.bound else self.over.facts.get(slot.name)

    def _slot(self, slot: Slot, speaker: Speaker, field: Field, opens: bool) -> int:
        """The number of a slot whose words vary; members of a family are slots of their own, and so are beginnings."""
        per = field.values[0].per if isinstance(field.values[0], Family) else ""
        key = (str(slot), str(speaker.bound.get(per, "")) if per and not slot.subject else "", opens)
        if key not in self.slots:

            def word(value: Any) -> str | None:
                design = replace(speaker.design, values={**speaker.design.values, slot.name: value})
                return self._word(slot, replace(speaker, design=design), opens)

            words = self.over.mapped(field, word)
            self.slots[key] = len(self.words)
            self.words.append({**_cells(words), "values": list(words.values)})
        return self.slots[key]

    def _word(self, slot: Slot, speaker: Speaker, opens: bool) -> str | None:
        said = speaker.say("{" + str(slot) + "}")
        if said is None or (self.public and any(isinstance(part, Quantity) and is_private(part) for part in said)):
            return None
        return plain(begun(said) if opens else said)


def _wanted(design: Design, library: Library) -> Iterator[str]:
    """Every decision, what says whether a contradiction holds, and the facts that sentences speak of."""
    graph = design.graph
    yield from design.decisions
    sentences = [row.because for table in library.tables for row in table.rows]
    for challenge in library.challenges.values():
        yield challenge["holds"]
        sentences.append(challenge["says"])
    slots = {part.name for sentence in sentences for part in parse(sentence).parts if isinstance(part, Slot)}
    yield from sorted(slots & graph.owner.keys())


def _joined(parts: Sequence[str | int]) -> Iterator[str | int]:
    """The parts with neighbouring words as one."""
    for is_word, run in groupby(parts, key=lambda part: isinstance(part, str)):
        together = tuple(run)
        yield from ("".join(map(str, together)),) if is_word else together


def _holds(subject: str, value: Any) -> bool:
    return bool(value.get(subject) if subject else value)


def _cells(field: Field) -> dict[str, Any]:
    """Where a field varies and which value it has: pairs of a value's number and how often it follows itself."""
    runs = [(value, len(list(run))) for value, run in groupby(field.cells)]
    return {"axes": list(field.axes), "runs": [number for run in runs for number in run]}
