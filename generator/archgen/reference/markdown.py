"""Markdown from knowledge: tables, anchors, and sentences whose slots stand as the names of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archgen import sentences
from archgen.markdown import row_of
from archgen.sentences import Slot

_MARKUP = re.compile(r"[&<>|*\[\]]")
_BREAKS = re.compile(r"\s+")
_CODE = re.compile(r"(`[^`]*`)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def text(said: str, per: str = "") -> str:
    """A sentence of the knowledge base as prose: `{units[api]}` becomes *units of the api*; code stays code.

    `per` is the subject of which the sentence speaks.
    """
    parts = sentences.parse(said).parts
    found = "".join(slot(part, per) if isinstance(part, Slot) else plain(part) for part in parts)
    return f"*{found[1].upper()}{found[2:]}" if found.startswith("*") else found


def slot(named: Slot, per: str = "") -> str:
    """A place that a design fills, by the name of its fact."""
    if named.name in ("system_name", per):
        return f"*the {words(named.name).removesuffix(' name')}*"
    of = f" of the {words(named.subject)}" if named.subject else ""
    return f"*{words(named.name)}{of}*"


def plain(said: str) -> str:
    """Words that stand as they are; what Markdown or HTML would read is escaped, outside of code."""
    parts = _CODE.split(_BREAKS.sub(" ", said))
    return "".join(part if part.startswith("`") else _MARKUP.sub(_escaped, part) for part in parts)


def words(name: str) -> str:
    """A name as words: `dependency_rate_limit` and `cache-layers` read as people say them."""
    return name.replace("_", " ").replace(".", " ").replace("-", " ")


def anchor(name: str) -> str:
    """The id of a heading or row."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def heading(level: int, title: str, name: str) -> str:
    """A heading with an id of its own, unless its title makes that one anyway: links survive another wording."""
    own = "" if anchor(title) == anchor(name) else f'<a id="{anchor(name)}"></a>'
    return f"{'#' * level} {own}{title}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; "" where it would have no row."""
    lines = [row_of([cell or " " for cell in row]) for row in rows]
    if not lines:
        return ""
    return "\n".join((row_of(heads), row_of(["---"] * len(heads)), *lines))


def folded(summary: str, body: str) -> str:
    """A part that opens on demand; "" where it would be empty."""
    return f'<details markdown="1"><summary>{summary}</summary>\n\n{body}\n\n</details>' if body else ""


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return f" {last} ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)


def page(*blocks: str) -> str:
    """The blocks with a blank line between them; empty ones are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def _escaped(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")
