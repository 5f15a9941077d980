"""Which items of the inventory some content carries, and which none does. Reads values only, neither disk nor tables.

A figure or threshold is carried where its number stands: in a cell, a case or a sentence, there under the name of a
figure as well; a citation beside other numbers does not count, and neither does a figure that nothing reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

REQUIRED = frozenset({"decision-table", "adr", "question", "catalog-fact"})

_NONE: Mapping[str, str] = {}
_SLOT = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:\s?([KM])\b)?")
_SCALE = {"": 1, "K": 1_000, "M": 1_000_000}
_MEASURED = ("figure", "threshold")
_CARRY_NOTHING = ("inventory", "sources", "carriers")  # they name items, and no design ever prints them


class Item(Struct, frozen=True):
    """One item of the inventory."""

    id: str
    kind: str
    says: str
    use: tuple[str, ...]

    @property
    def required(self) -> bool:
        """Whether content must carry it, rather than a later document or check."""
        return bool(REQUIRED & set(self.use))


class Citation(Struct, frozen=True):
    """An id cited at a place, and the numbers that stand in what cites it."""

    id: str
    place: str
    numbers: frozenset[Fraction] = frozenset()


class Gap(Struct, frozen=True):
    """An item that nothing carries, and why what cites it does not count."""

    item: Item
    why: str


class Coverage(Struct, frozen=True):
    """The places that carry each item, what is missing, what later work owes, and what is left out with a reason."""

    places: Mapping[str, tuple[str, ...]]
    missing: tuple[Gap, ...]
    later: tuple[Gap, ...]
    exempt: Mapping[str, str]


def read_items(inventory: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items of the inventory's data."""
    return tuple(Item(entry["id"], entry["kind"], entry["says"], tuple(entry["use"])) for entry in inventory)


def citations(part: str, data: Any, figures: Mapping[str, str] = _NONE) -> Iterator[Citation]:
    """Every citation in the data of a knowledge file; a table's rows bring the numbers of its cases along.

    `figures` are values by name: who names one in a slot says its number.
    """
    tried = data.get("cases", ()) if isinstance(data, Mapping) else ()
    for place, owner, ids in _citing(part, data):
        text = _text(owner)
        named = " ".join(figures.get(name, "") for name in _SLOT.findall(text))
        found = numbers_in(f"{text} {named}") | (numbers_in(_text(tried)) if tried else frozenset())
        yield from (Citation(name, place, found) for name in ids)


def corrections(sources: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """For each item that is corrected, the ids of its corrections."""
    found: dict[str, tuple[str, ...]] = {}
    for name, entry in sources.items():
        for item in entry.get("corrects", ()):
            found[item] = (*found.get(item, ()), name)
    return found


def coverage(
    items: Iterable[Item],
    cited: Iterable[Citation],
    *,
    corrected: Mapping[str, Collection[str]],
    exempt: Mapping[str, str],
) -> Coverage:
    """Match items with citations. A corrected item is carried where its correction is cited, too."""
    by_id: dict[str, list[Citation]] = {}
    for citation in cited:
        by_id.setdefault(citation.id, []).append(citation)
    places: dict[str, tuple[str, ...]] = {}
    gaps = []
    for item in items:
        places[item.id] = _places(item, by_id, corrected.get(item.id, ()))
        if not places[item.id] and item.id not in exempt:
            gaps.append(Gap(item, "cited, but its number stands nowhere" if item.id in by_id else "not cited"))
    missing = tuple(gap for gap in gaps if gap.item.required)
    return Coverage(places, missing, tuple(gap for gap in gaps if not gap.item.required), exempt)


def of_knowledge(parts: Mapping[str, Mapping[str, Any]], *, read: Collection[str]) -> Coverage:
    """The coverage of a whole knowledge base: its parts by name, each with the data of its files by name.

    `read` are the names that facts and tables read; the ledger prints those.
    """
    carriers = parts["carriers"]["carriers"]
    figures = parts["figures"]["figures"]
    values = {name: str(entry["value"]) for name, entry in figures.items()}
    said = _said(part for name, part in parts.items() if name not in (*_CARRY_NOTHING, "figures"))
    unread = {f"figures {name}" for name in figures if name not in said and name not in read}
    cited = [Citation(name, f"brief {path}") for name, path in carriers["brief"].items()]
    cited += [Citation(name, text.partition(":")[0]) for name, text in carriers["done"].items()]
    for part, files in parts.items():
        if part not in _CARRY_NOTHING:
            for name, data in files.items():
                cited += citations(part if name == part else f"{part}/{name}", data, values)
    cited = [citation for citation in cited if citation.place not in unread]
    corrected = corrections(parts["sources"]["sources"])
    items = read_items(parts["inventory"]["inventory"])
    return coverage(items, cited, corrected=corrected, exempt=carriers["exempt"])


def _said(parts: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The names in the slots of sentences, and the cells of catalogues that are one."""
    text = " ".join(_text(part) for part in parts)
    return frozenset({*_SLOT.findall(text), *text.split()})


def numbers_in(text: str) -> frozenset[Fraction]:
    """The numbers of a text but nought: `100K` is 100,000, and both ends of `5-15` count."""
    found = (Fraction(number.replace(",", "")) * _SCALE[unit or ""] for number, unit in _NUMBER.findall(text))
    return frozenset(number for number in found if number)


def _places(item: Item, by_id: Mapping[str, list[Citation]], corrected: Iterable[str]) -> tuple[str, ...]:
    direct = [citation.place for citation in by_id.get(item.id, ()) if _carries(citation, item)]
    through = [citation.place for name in corrected for citation in by_id.get(name, ())]
    return tuple(dict.fromkeys((*direct, *through)))


def _carries(citation: Citation, item: Item) -> bool:
    numbers = numbers_in(item.says) if item.kind in _MEASURED else frozenset()
    return not numbers or bool(numbers & citation.numbers)


def _citing(place: str, data: Any) -> Iterator[tuple[str, Mapping[str, Any], list[str]]]:
    """Every mapping that cites something, with its place and the ids."""
    if isinstance(data, Mapping):
        ids = [*data.get("sources", ()), *([data["source"]] if isinstance(data.get("source"), str) else ())]
        if ids:
            yield place, data, ids
        for key, value in data.items():
            if key not in ("source", "sources"):
                yield from _citing(f"{place} {key}", value)
    elif isinstance(data, list):
        for number, value in enumerate(data, start=1):
            name = value.get("id", number) if isinstance(value, Mapping) else number
            yield from _citing(f"{place} {name}", value)


def _text(data: Any) -> str:
    """All that stands in a value, its citations aside; `9..15` gives both ends."""
    if isinstance(data, Mapping):
        return " ".join(_text(value) for key, value in data.items() if key not in ("source", "sources"))
    if isinstance(data, (list, tuple)):
        return " ".join(map(_text, data))
    return str(data).replace("..", " ")
