"""The catalogue of technologies: dates, support, licences, and the named exceptions to the rule of age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.library import Library, knowledge
from archgen.reference.markdown import anchor, listed, page, plain, table, words

Entry = Mapping[str, Any]

_SPELT = {
    "api-gateway": "API gateway",
    "cdn": "CDN",
    "ci-cd": "CI and CD",
    "document-db": "Document stores",
    "graph-db": "Graph stores",
    "iac": "Infrastructure as code",
    "relational-db": "Relational stores",
    "timeseries": "Time series",
}


def technologies_page(known: Library) -> str:
    """Every technology by its category."""
    data = knowledge("technologies")["technologies"]
    groups: dict[str, list[Entry]] = {}
    for entry in known.technologies.values():
        groups.setdefault(entry["category"][0], []).append(entry)
    return page(
        "# Technologies",
        f"{len(known.technologies)} technologies with what decides how long they may be relied on, as of "
        f"{data['data_as_of']}. What was not verified stays open. A technology is old enough for production two years "
        "after its first stable release, three where a journey is critical; a fork counts from its own first release "
        "and from that of its lineage. `archgen check` compares the ends of support with today.",
        *(
            page(f"## {_SPELT.get(group) or words(group).capitalize()}", _table(groups[group], known))
            for group in sorted(groups)
        ),
        f"Dates: {plain(data['data_licence'])}.",
    )


def _table(entries: list[Entry], known: Library) -> str:
    rows = (
        (
            f'<a id="{anchor(entry["id"])}"></a>**{plain(entry["name"])}**<br>`{entry["id"]}`',
            _first(entry),
            _support(entry),
            _licence(entry),
            "<br>".join(_remarks(entry, known)),
        )
        for entry in entries
    )
    return table(("Technology", "First stable", "Supported until", "Licence", "Besides"), rows)


def _first(entry: Entry) -> str:
    first = entry["first_stable"]
    if not first:
        return "none"
    by = "by " if first["kind"] == "no-later-than" else ""
    return f"{by}{first['date']} ({plain(str(first['version']))})" if first.get("date") else "not verified"


def _support(entry: Entry) -> str:
    cycles = (entry["cycles"] or ())[:3]
    return "<br>".join(f"{plain(str(cycle['cycle']))}: {_end(cycle)}" for cycle in cycles) or "not verified"


def _end(cycle: Entry) -> str:
    return str(cycle["eol"] or ("not verified" if cycle.get("support") else "no end published"))


def _licence(entry: Entry) -> str:
    licence = entry["licence"]
    return _spdx(licence and licence.get("spdx"))


def _spdx(expression: str | None) -> str:
    return plain(expression).replace("LicenseRef-", "") if expression else "not verified"


def _remarks(entry: Entry, known: Library) -> list[str]:
    found = [] if entry["status"] == "active" else [f"Status: {plain(entry['status'])}."]
    if entry.get("fork_of"):
        origin = known.technologies.get(entry["fork_of"], {}).get("name", entry["fork_of"])
        found.append(f"Fork of {plain(origin)}.")
    for change in entry.get("relicensing", ()):
        found.append(f"{change['date']}: from {_spdx(change['from'])} to {_spdx(change['to'])}.")
    if entry.get("exception"):
        found.append(f"Exception: {plain(entry['exception'])}.")
    if entry.get("managed_by"):
        found.append(f"Managed by {plain(_named(entry['managed_by']))}.")
    return found


def _named(value: Any) -> str:
    return listed([str(each) for each in value]) if isinstance(value, list) else str(value)
