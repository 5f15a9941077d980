"""What every front can do, and the words that all of them use."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import Enum
from typing import Protocol

from archgen.brief.interview import Asked, Draft

WIDEST = 100
NARROWEST = 20
YES_NO = (("yes", "yes"), ("no", "no"))


class Move(Enum):
    """What a person does instead of answering."""

    BACK = "back"
    OPEN = "leave it open"
    REST = "leave the rest open"


class Decision(Enum):
    """What follows the last look."""

    WRITE = "write it"
    BACK = "change an answer"
    LEAVE = "leave, and keep the answers for the next time"


class Front(Protocol):
    """A way to speak with a person; Ctrl-C is a `KeyboardInterrupt` that nobody here catches."""

    def session(self) -> AbstractContextManager[object]: ...

    def greet(self) -> None: ...

    def resume(self, draft: Draft) -> bool: ...

    def ask(self, asked: Asked) -> str | Move: ...

    def decide(self, page: str) -> Decision: ...


def heading(asked: Asked) -> Iterator[str]:
    """The question, what may be written, and what stands if it is left open; each line fits the window."""
    question, stands = asked.question, asked.open
    yield ""
    yield from wrapped(f"{asked.number} of {asked.about}  {question.text}")
    if question.example:
        named = (f"{word} {question.example}" for word, path in question.otherwise if path != question.path)
        yield from wrapped(f"Such as: {', or '.join((question.example, *named))}", indent="   ")
    if stands.shown:
        yield from wrapped(f"Left open: {stands.shown} ({stands.ground})", indent="   ")
    else:
        yield from wrapped(f"Left open: {stands.ground}", indent="   ")


def reason(asked: Asked) -> Iterator[str]:
    """Why the question is asked."""
    return wrapped(f"Why: {asked.question.why}", indent="   ")


def choices(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Values and titles to choose from."""
    if asked.question.kind == "yes-no":
        return YES_NO
    return tuple((option.value, option.title) for option in asked.question.options)


def kept(draft: Draft) -> str:
    """The offer to go on with a draft."""
    count = len(draft.entries)
    return f"An interview with {count} question{'s' * (count != 1)} answered or left open was kept. Go on with it?"


def width() -> int:
    """The columns that a page of the interview fills, within what is readable."""
    return max(min(shutil.get_terminal_size().columns - 1, WIDEST), NARROWEST)


def paged(page: str) -> Iterator[str]:
    """The last page in lines that fit the window, each as far in as it was."""
    for line in page.splitlines():
        yield from wrapped(line.strip(), indent=" " * (len(line) - len(line.lstrip())))


def wrapped(text: str, *, indent: str = "") -> Iterator[str]:
    """The text in lines that fit the window, harmless to a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    yield from textwrap.wrap(plain, width(), initial_indent=indent, subsequent_indent=indent) or [""]


def fitting(text: str, *, taken: int) -> str:
    """The text, cut where a line of a list would not fit the window."""
    room = width() - taken
    return text if len(text) <= room else f"{text[: max(room - 3, 1)]}..."
