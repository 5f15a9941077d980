"""Files that people's mkdocs.yml must keep off their site, put into its `exclude_docs`; what people wrote stays."""

from __future__ import annotations

from collections.abc import Iterable

from archgen.workspace.marked.edited import Data, Edited, by_hand, data_of, laid, margin, proved
from archgen.workspace.marked.outline import Part, outline

KEY = "exclude_docs"
_BLOCK = ("|", "|-", "|+")
_MARKS = "\"'|>&*!#[{"


def put_exclusions(text: str, patterns: Iterable[str], *, file: str) -> Edited:
    """The text with the `patterns` that its `exclude_docs` lacks, added below those that people wrote.

    One that they take back with `!` is theirs to publish.
    """
    data = data_of(text, file)
    present = _patterns(data)
    missing = [pattern for pattern in patterns if pattern not in present and f"!{pattern}" not in present]
    if not missing:
        return Edited(text)
    lines = text.split("\n")
    if not _add(lines, missing, inherits="INHERIT" in data, like=text):
        return by_hand(text, file=file, key=KEY, wanted=missing)
    wanted = [*present, *missing]
    return proved(text, lines, file=file, key=KEY, wanted=missing, right=lambda now: _patterns(now) == wanted)


def _add(lines: list[str], missing: list[str], *, inherits: bool, like: str) -> bool:
    """Add the missing lines; False where the place cannot be found."""
    block = outline(lines).child(KEY)
    if block is None:
        if inherits:  # a text of its own would hide the one that a file inherits
            return False
        tail = [] if lines[-1] else [lines.pop()]
        lines += [*laid((f"{KEY}: |", *(f"  {line}" for line in missing)), "", like=like), *tail]
        return True
    head, value = lines[block.at].rstrip("\r").split(":", 1)
    if value.strip() in _BLOCK:
        spoken = _spoken(lines, block)
        if spoken:
            lines[spoken[-1] + 1 : spoken[-1] + 1] = laid(missing, margin(lines[spoken[0]]), like=like)
        return bool(spoken)
    plain = value.strip()
    if plain and plain[0] not in _MARKS and " #" not in plain and block.end == block.at + 1:
        lines[block.at : block.end] = laid((f"{head}: |", *(f"  {line}" for line in (plain, *missing))), "", like=like)
        return True
    return False


def _spoken(lines: list[str], block: Part) -> list[int]:
    """The lines of a block of text that are not blank; one that begins with `#` belongs to it."""
    found = []
    for at in range(block.at + 1, len(lines)):
        if lines[at].strip() and not lines[at].startswith(" "):
            break
        if lines[at].strip():
            found.append(at)
    return found


def _patterns(data: Data) -> list[str]:
    value = data.get(KEY)
    return [line.strip() for line in value.splitlines() if line.strip()] if isinstance(value, str) else []
