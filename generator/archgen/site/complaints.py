"""What an engine complains of, as problems with the file they lie in."""

from __future__ import annotations

import re

from archgen.problems import Problem, Where
from archgen.site.settings import Settings
from archgen.tools import Result

LAST_LINES = 20
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# mkdocs logs one message a line; what belongs to it is indented below.
_MESSAGE = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +(.+(?:\n[ \t]+.+)*)", re.MULTILINE)
_PAGE = re.compile(r"Doc file '([^']+)'")


def complaints(said: Result, settings: Settings) -> tuple[Problem, ...]:
    """One problem a logged message; without messages, the last lines as they are."""
    text = _COLOUR.sub("", said.err + said.out)
    found = tuple(_problem(level, " ".join(message.split()), settings) for level, message in _MESSAGE.findall(text))
    if found:
        return found
    last = "\n".join(text.strip().splitlines()[-LAST_LINES:])
    return (Problem("site-not-built", Where(settings.file.name), f"The site was not built:\n{last}"),)


def _problem(level: str, message: str, settings: Settings) -> Problem:
    page = _PAGE.search(message)
    docs = settings.docs.relative_to(settings.root) if settings.docs.is_relative_to(settings.root) else settings.docs
    where = Where(str(docs / page[1]) if page else settings.file.name)
    return Problem("site-warning" if level == "WARNING" else "site-error", where, message)
