"""What the rows rest on beside the architect's own knowledge: cited texts, and where that knowledge is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.library import Library, knowledge
from archgen.reference.markdown import anchor, page, plain, table
from archgen.reference.names import Names

Entry = Mapping[str, Any]


def sources_page(known: Library) -> str:
    """Corrections first, then what contradicts itself, then every cited text."""
    names = Names(known)
    corrections = {name: entry for name, entry in names.cited.items() if "carries" in entry}
    cited = {name: entry for name, entry in names.cited.items() if "carries" not in entry}
    conflicts = knowledge("conflicts")["conflicts"]["conflicts"]
    return page(
        "# Sources and corrections",
        "Every row of a table says what it rests on: an item of the architect's knowledge that archgen carries, a "
        "cited text, or a correction of an item that is wrong or dated. `archgen knowledge show ID` prints any of "
        "them, `archgen knowledge coverage` which items are carried where.",
        "## What is corrected",
        table(
            ("Correction", "What it corrects", "What archgen carries instead"),
            (_correction(name, entry, names) for name, entry in corrections.items()),
        ),
        "## What contradicts itself, and what wins",
        "The order is that of the levels of a row: veto, limit, team, measured, phase, simplicity.",
        table(("Rules that contradict each other", "What archgen does"), map(_conflict, conflicts.items())),
        "## What is cited",
        table(
            ("Source", "Text", "As of"),
            ((_id(name), names.source(name), _as_of(entry)) for name, entry in cited.items()),
        ),
    )


def _correction(name: str, entry: Entry, names: Names) -> tuple[str, str, str]:
    wrong = [plain(str(names.items[item]["says"])) for item in entry.get("corrects", ()) if item in names.items]
    return _id(name), "<br>".join(wrong), plain(str(entry["carries"]))


def _conflict(named: tuple[str, Entry]) -> tuple[str, str]:
    return f'<a id="{anchor(named[0])}"></a>{plain(named[1]["says"])}', plain(named[1]["settled"])


def _id(name: str) -> str:
    return f'<a id="{anchor(name)}"></a>`{name}`'


def _as_of(entry: Entry) -> str:
    return plain(str(entry.get("as_of", "")))
