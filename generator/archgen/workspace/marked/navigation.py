"""archgen's block in the navigation of people's mkdocs.yml. Knows the key and the marks, not the pages."""

from __future__ import annotations

import re

from archgen.workspace.marked.edited import Data, Edited, by_hand, data_of, laid, margin, proved
from archgen.workspace.marked.outline import outline

BEGIN = "# archgen:begin (written by archgen: changes between these lines are lost)"
END = "# archgen:end"
_PAGE = re.compile(r"[\w./-]+\.md\b")


def put_nav(text: str, entries: str, *, file: str) -> Edited:
    """The text with `entries` (items of YAML at the left margin) as archgen's block in the list below `nav:`.

    A file without `nav:` needs none, since mkdocs lists all pages by itself; nor does one that names the first of the
    pages already, without marks: that entry is people's own.
    """
    lines, data = text.split("\n"), data_of(text, file)
    if "nav" not in data:
        return Edited(text)
    nav = outline(lines).child("nav")
    wanted = entries.strip("\n").split("\n")
    marks = [at for at, line in enumerate(lines) if line.strip().startswith(("# archgen:begin", END))]
    if nav is None or not nav.children or not isinstance(data["nav"], list) or len(marks) not in (0, 2):
        return by_hand(text, file=file, key="nav", wanted=wanted)
    if not marks and _names_first(lines[nav.at : nav.end], wanted):
        return Edited(text)
    old = _items(lines[marks[0] + 1 : marks[1]], file) if marks else []
    new = _items(wanted, file)
    rest = [item for item in data["nav"] if item not in old]
    if marks:
        lines[marks[0] + 1 : marks[1]] = laid(wanted, margin(lines[marks[0]]), like=text)
    else:
        lines[nav.end : nav.end] = laid((BEGIN, *wanted, END), margin(lines[nav.children[-1].at]), like=text)

    def right(now: Data) -> bool:
        return [item for item in now["nav"] if item not in new] == [item for item in rest if item not in new]

    return proved(text, lines, file=file, key="nav", wanted=wanted, right=right)


def _names_first(lines: list[str], wanted: list[str]) -> bool:
    pages = _PAGE.findall("\n".join(wanted))
    return bool(pages) and pages[0] in _PAGE.findall("\n".join(lines))


def _items(lines: list[str], file: str) -> list[object]:
    return data_of("\n".join(["nav:", *lines]), file).get("nav") or []
