"""The interview as a value: what is asked next, and what each move makes of it. It knows no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.brief.brief import Brief, read_brief
from archgen.brief.detected import Found, detected_block
from archgen.brief.interview.agenda import MOST, NAMELESS, Setting, agenda
from archgen.brief.interview.answers import read_answer
from archgen.brief.interview.draft import Draft, Entry
from archgen.brief.interview.items import spread
from archgen.brief.interview.page import Assumed, nested, page
from archgen.brief.interview.questions import Question, applies
from archgen.brief.interview.standing import Standing, standing
from archgen.brief.spelling import SpellingError
from archgen.problems import Stop
from archgen.yamltext import dump


class Asked(Struct, frozen=True):
    """A question as a front shows it: what stands if it is left open, what was said the last time, and a check."""

    question: Question
    open: Standing
    before: str
    number: int
    about: int
    check: Callable[[str], str]


class Interview(Struct, frozen=True, dict=True):
    """A setting and the moves so far; every move gives a new one."""

    setting: Setting
    draft: Draft = field(default_factory=Draft)
    before: str = ""

    @cached_property
    def question(self) -> Question | None:
        """What is asked next; None once nothing is left."""
        return next(self._left(), None)

    def asked(self) -> Asked:
        """The next question, ready to be shown."""
        question, put = self._next(), len(self.draft.entries)
        return Asked(
            question, self._standing(question), self.before, put + 1, put + len(list(self._left())), self.check
        )

    def check(self, text: str) -> str:
        """What is wrong with an answer to the next question, and what to write; empty if nothing is."""
        try:
            if text.strip():
                read_answer(self._next(), text, self.setting.schema)
        except SpellingError as wrong:
            return f"{wrong.what}. {wrong.hint}".strip()
        return ""

    def answer(self, text: str) -> Interview:
        """Take an answer; raises `SpellingError` where it cannot be read. An empty one leaves the question open."""
        question = self._next()
        if not text.strip():
            return self.leave_open()
        read_answer(question, text, self.setting.schema)
        return self._with(Entry(question.id, text.strip()))

    def leave_open(self) -> Interview:
        """Go on without an answer: what is assumed stands in its place."""
        return self._with(Entry(self._next().id))

    def finish(self) -> Interview:
        """Leave everything open that has not been asked yet."""
        return replace(self, draft=replace(self.draft, done=True), before="")

    def back(self) -> Interview:
        """Return to the last question, with what was said to it; at the first one nothing changes."""
        if not self.draft.entries:
            return replace(self, draft=replace(self.draft, done=False))
        *entries, last = self.draft.entries
        return replace(self, draft=replace(self.draft, entries=tuple(entries), done=False), before=last.said or "")

    @cached_property
    def brief(self) -> Brief:
        """The answers so far over what was detected, the archetype and the defaults."""
        try:
            return self._read(nested(self._said), self.setting.detected)
        except Stop:  # answers that contradict each other are told at the end, not while somebody is typing
            return self._read({"system": {"name": NAMELESS}}, ())

    def text(self) -> str:
        """The brief as a file: what was typed, as comments what was left open, and what the repository shows."""
        left = (self._questions[entry.question] for entry in self.draft.entries if entry.said is None)
        open_ = {question.path: self._standing(question) for question in left if "[" not in question.path}
        assumed = {path: Assumed(stands.raw, stands.ground) for path, stands in open_.items()}
        written = page(self._said, assumed, self.setting.schema, address=self.setting.address)
        return written + detected_block(self.setting.detected, self._said)

    def _next(self) -> Question:
        if self.question is None:
            raise ValueError("no question is left")
        return self.question

    def _with(self, entry: Entry) -> Interview:
        return replace(self, draft=replace(self.draft, entries=(*self.draft.entries, entry)), before="")

    @cached_property
    def _said(self) -> dict[str, Any]:
        """All values that people gave, by path; a name stands in any case."""
        said = {"system.name": self.setting.name, **self.setting.known}
        for entry in self.draft.entries:
            if entry.said is not None:
                said |= read_answer(self._questions[entry.question], entry.said, self.setting.schema)
        plain = {path: raw for path, raw in said.items() if "[" not in path}
        return spread(said, lambda path: self._read(nested(plain), ()).ids(path), self.setting.schema)

    def _left(self) -> Iterator[Question]:
        """What is still to be asked."""
        put = {entry.question for entry in self.draft.entries}
        count = len(put)
        for question in self._questions.values():
            fits = not question.extra or count < MOST
            if not self.draft.done and question.id not in put and fits and self._is_wanted(question):
                count += 1
                yield question

    def _is_wanted(self, question: Question) -> bool:
        known = any(path in self.setting.known for path in question.paths())
        fits = applies(question, self.brief) and not (question.extra and self._is_answered(question))
        return fits and not known and (question.quick or not self.draft.quick)

    def _is_answered(self, extra: Question) -> bool:
        """Whether another question asks the same, or the item that it speaks of is gone."""
        put = {entry.question for entry in self.draft.entries}
        others = (other for other in self._questions.values() if extra.path in other.paths() and not other.extra)
        head, bracket, rest = extra.path.partition("[")
        gone = bracket and rest.partition("]")[0] not in self.brief.ids(head)
        return bool(gone) or any(other.id in put or self._is_wanted(other) for other in others)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return agenda(self.setting, self.draft.entries)

    def _standing(self, question: Question) -> Standing:
        if question.path == "system.name":
            return Standing(self.setting.name, self.setting.name, "the name of the folder")
        return standing(question, self.brief, question.options)

    def _read(self, data: Mapping[str, Any], detected: Iterable[Found]) -> Brief:
        schema, archetypes = self.setting.schema, self.setting.archetypes
        return read_brief(dump(data), file="brief.yaml", schema=schema, archetypes=archetypes, detected=detected)


def begin(setting: Setting, *, quick: bool = False, draft: Draft | None = None) -> Interview:
    """An interview from its first question, or from where a draft ends; what can no longer be read is asked again."""
    interview = Interview(setting, Draft(quick=draft.quick if draft else quick))
    for entry in draft.entries if draft else ():
        if interview.question is None or interview.question.id != entry.question:
            continue
        if entry.said is None:
            interview = interview.leave_open()
        elif not interview.check(entry.said):
            interview = interview.answer(entry.said)
    return interview.finish() if draft is not None and draft.done else interview
