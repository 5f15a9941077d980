"""Which questions an interview has: those of the knowledge base, then a few that the kind of system is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.brief.detected import Found
from archgen.brief.interview.answers import read_answer
from archgen.brief.interview.draft import Entry
from archgen.brief.interview.questions import Option, Question, make_question
from archgen.brief.schema import Schema

MOST = 20  # beyond it nothing is asked that only this kind of system is worth
MOST_OF_ITS_KIND = 3
NAMELESS = "unnamed"


class Setting(Struct, frozen=True):
    """What an interview is about: the questions, what is known without asking, and where the schema is published.

    `known` holds answers that were given already, by path as plain data; `name` is used where nobody gives one.
    """

    schema: Schema
    questions: tuple[Question, ...]
    archetypes: Mapping[str, Mapping[str, Any]]
    known: Mapping[str, Any] = field(default_factory=dict)
    detected: tuple[Found, ...] = ()
    name: str = NAMELESS
    address: str = ""


def agenda(setting: Setting, entries: tuple[Entry, ...]) -> dict[str, Question]:
    """All questions by id, in order; the kinds of systems to choose from are those of the knowledge base."""
    kinds = sorted((Option(name, each["title"]) for name, each in setting.archetypes.items()), key=_by_title)
    base = {each.id: replace(each, options=tuple(kinds)) if each.kind == "mix" else each for each in setting.questions}
    worth = _of_its_kind(_kinds(setting, base, entries), setting)
    return base | {each.id: each for each in islice(worth, MOST_OF_ITS_KIND)}


def _by_title(option: Option) -> tuple[str, str]:
    return option.title.casefold(), option.value


def _kinds(setting: Setting, base: Mapping[str, Question], entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """The kinds of systems that were named."""
    named = setting.known.get("archetype", ())
    for entry in entries:
        question = base.get(entry.question)
        if question and question.kind == "mix" and entry.said is not None:
            ((_, named),) = read_answer(question, entry.said, setting.schema)
    return (named,) if isinstance(named, str) else tuple(named)


def _of_its_kind(kinds: tuple[str, ...], setting: Setting) -> Iterator[Question]:
    for kind in kinds:
        for each in setting.archetypes.get(kind, {}).get("questions", ()):
            told = {"id": f"{kind}: {each['path']}", "path": each["path"], "text": each["ask"], "why": each["why"]}
            yield replace(make_question(told, setting.schema), extra=True)
