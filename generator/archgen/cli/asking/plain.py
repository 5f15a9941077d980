"""The interview in plain lines: for a terminal without cursor control, and for answers that come through a pipe."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from archgen.brief.interview import Asked, Draft
from archgen.cli.asking.front import Decision, Move, choices, heading, kept, paged, reason, wrapped
from archgen.problems import Problem, Stop, Where

KEYS = "An empty line leaves a question open; ? says why it is asked, < goes back, Ctrl-D leaves the rest open."


class Plain:
    """Questions on `shows`, answers from `reads`, a line each.

    Through a pipe an answer that cannot be read ends the run: asking again would take the next one for it.
    """

    def __init__(self, reads: TextIO, shows: TextIO, *, piped: bool = False) -> None:
        self._reads, self._shows, self._piped, self._line = reads, shows, piped, 0

    def session(self) -> AbstractContextManager[object]:
        return nullcontext()

    def greet(self) -> None:
        self._print(wrapped(KEYS))

    def resume(self, draft: Draft) -> bool:
        return not self._piped and self._prompt(f"{kept(draft)} [Y/n] ").lower() not in ("n", "no")

    def ask(self, asked: Asked) -> str | Move:
        listed = choices(asked)
        self._print(heading(asked))
        self._print(f"   {number} {title}" for number, (_, title) in enumerate(listed, 1))
        if asked.before:
            self._print(wrapped(f"Said before: {asked.before}", indent="   "))
        while True:
            said = self._prompt("> ")
            if said == "?":
                self._print(reason(asked))
                continue
            move = {"": Move.OPEN, "<": Move.BACK, "\x04": Move.REST}.get(said)
            if move:
                return move
            text = _worded(said, listed)
            wrong = asked.check(text)
            if not wrong:
                return text
            self._refuse(wrong)

    def decide(self, page: str) -> Decision:
        self._print(("", *paged(page), ""))
        said = self._prompt("Write it? [Y/n, < changes an answer] ").lower()
        if said == "<":
            return Decision.BACK
        if said == "\x04":
            return Decision.WRITE if self._piped else Decision.LEAVE
        return Decision.LEAVE if said in ("n", "no") else Decision.WRITE

    def _refuse(self, wrong: str) -> None:
        if self._piped:
            raise Stop([Problem("answer-unreadable", Where("standard input", self._line), wrong)])
        self._print(wrapped(wrong, indent="   "))

    def _prompt(self, text: str) -> str:
        """The next line; Ctrl-D, or the end of a pipe, as its own sign."""
        print(text, end="", file=self._shows, flush=True)
        line = self._reads.readline()
        self._line += 1
        if not line or self._piped:
            print(file=self._shows, flush=True)
        return line.strip() if line else "\x04"

    def _print(self, lines: Iterable[str]) -> None:
        for line in lines:
            print(line, file=self._shows)


def _worded(said: str, listed: tuple[tuple[str, str], ...]) -> str:
    """Numbers of a list as the values that they stand for."""
    values = {str(number): value for number, (value, _) in enumerate(listed, 1)}
    return ", ".join(values.get(word.strip(), word.strip()) for word in said.split(",")) if listed else said
