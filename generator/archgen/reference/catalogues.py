"""The catalogues behind the decisions: brokers, runtimes, tiers of recovery, tests and the like, with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archgen import sentences
from archgen.library import Library, knowledge
from archgen.reference.markdown import anchor, page, plain, table
from archgen.reference.names import Names

Data = Mapping[str, Any]


def pages(known: Library) -> dict[str, str]:
    """The overview and a page for each catalogue."""
    names, found = Names(known, "../"), knowledge("catalogues")
    return {
        "catalogues/index.md": _overview(found),
        **{f"catalogues/{anchor(name)}.md": _page(data, names) for name, data in found.items()},
    }


def _overview(found: Mapping[str, Data]) -> str:
    rows = ((f"[{plain(data['title'])}]({anchor(name)}.md)", plain(data["says"])) for name, data in found.items())
    return page(
        "# Catalogues",
        "What an architect's rules leave open is filled from cited catalogues: which products there are for a need, "
        "what they bring and where they hurt.",
        table(("Catalogue", "In short"), rows),
    )


def _page(data: Data, names: Names) -> str:
    values = {name: str(figure["value"]) for name, figure in knowledge("figures")["figures"].items()}
    entries = data["entries"]
    columns = {key: head for key, head in data["columns"].items() if any(map(_filled(key), entries))}
    rows = (
        (
            f"**{plain(str(entry.get('title') or entry['id']))}**",
            *(_cell(entry.get(key), values) for key in columns),
        )
        for entry in entries
    )
    cited = dict.fromkeys(source for entry in entries for source in entry["sources"])
    return page(
        f"# {plain(data['title'])}",
        plain(data["says"]),
        table(("What", *columns.values()), rows),
        names.sources(cited),
    )


def _filled(key: str) -> Callable[[Data], bool]:
    return lambda entry: entry.get(key) not in (None, "", [])


def _cell(value: Any, values: Mapping[str, str]) -> str:
    """A cell, with the figures that it names filled in."""
    if isinstance(value, list):
        return "<br>".join(_cell(part, values) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(_parts(value))
    told = "" if value is None else str(value)
    if told in values:
        return plain(values[told])
    filled = sentences.parse(told).fill(lambda slot: values.get(slot.name))
    return plain(told if filled is None else "".join(filled))


def _parts(value: Mapping[str, Any]) -> Iterator[str]:
    if "name" in value:
        yield plain(str(value["name"]))
        return
    for key, part in value.items():
        yield f"{plain(str(key))} {plain(str(part))}"
