"""What can be wrong with a YAML text, in words that do not depend on which of two parsers found it."""

from __future__ import annotations

import re

import yaml

from archgen.problems import Problem, Where
from archgen.yamltext.nodes import Lines

MOST_CHARACTERS = 1_000_000
DEEPEST = 40

Complaint = tuple[str, str, str]

TAB = ("yaml-tab", "a tab stands where YAML wants spaces", "Replace it by spaces.")
TOO_DEEP = ("yaml-too-deep", f"values are nested more than {DEEPEST} levels deep", "Nest them less.")
COLON = ("yaml-unreadable", "not YAML: a space is missing behind a colon", "Put one there.")
QUESTION = (
    "yaml-question-mark",
    "a question mark inside { } or [ ] is read in two ways",
    "Put the text into quotes.",
)
CONFLICT: Complaint = (
    "yaml-conflict",
    "git left the marks of a conflict in the file",
    "Choose a side, and remove the lines that begin with '<<<<<<<', '=======' and '>>>>>>>'.",
)
_SAYINGS = (
    ("cannot start any token", "text that begins with '{char}' needs quotes"),
    (
        "mapping values are not allowed",
        "a second ': ' stands in what reads as one text; text with a colon needs quotes",
    ),
    ("sequence entries are not allowed", "a list begins behind its key; its '-' stands on a line of its own"),
    ("quoted scalar", "a quotation mark is opened here or above and not closed, or holds a wrong escape"),
    ("flow", "a comma, a closing bracket or a closing brace is missing"),
    ("simple key", "a line is neither 'key: value' nor part of the text above"),
    ("block", "the indentation does not fit the lines above"),
)
BARE_COLON = re.compile(r":[,\[\]{}]")  # inside brackets, which one parser reads and the other does not
_MARKS = re.compile(r"^<{7}[ \r\n].*?^={7}[\r\n].*?^>{7}[ \r\n]", re.MULTILINE | re.DOTALL)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_DIRECTIVE = re.compile(r"(?:[ ]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*%")


def complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    """The parser's complaint in words that both parsers share."""
    told = f"{error.problem} {error.context}"
    at = index(error)
    if "cannot start any token" in told and text[at : at + 1] == "\t":
        return TAB
    if _MARKS.search(text):
        return CONFLICT
    if "nesting depth" in told:
        return TOO_DEEP
    if BARE_COLON.match(text, at):
        return COLON
    if "flow" in told and text[at : at + 1] == "?":
        return QUESTION
    said = next((says for key, says in _SAYINGS if key in told), "this cannot be read")
    return "yaml-unreadable", f"not YAML: {said.format(char=text[at : at + 1])}", "Mend the line or the one above it."


def index(error: yaml.MarkedYAMLError) -> int:
    """The character at which reading stopped."""
    mark = error.problem_mark or error.context_mark
    return mark.index if mark else 0


def unfit(text: str, file: str) -> Problem | None:
    """A text that is too long, or no text at all."""
    if len(text) > MOST_CHARACTERS:
        what = f"the file is longer than {MOST_CHARACTERS:,} characters."
        return Problem("yaml-too-large", Where(file), what, "Keep what is not an answer in another file.")
    found = _UNPRINTABLE.search(text, int(text.startswith("\ufeff")))
    if not found:
        return None
    what = f"the character U+{ord(found[0]):04X} is not allowed in YAML; this may be a binary file."
    return Problem("yaml-not-text", Where(file, Lines(text).of(found.start())), what, "Remove it, or give a text file.")


def directive(text: str, file: str) -> Problem | None:
    """A line with '%', which only one parser minds."""
    found = _DIRECTIVE.match(text.removeprefix("\ufeff"))
    where = Where(file, Lines(text).of(found.end()) if found else 0)
    return Problem("yaml-directive", where, "a line with '%' is a directive.", "Remove it.") if found else None
