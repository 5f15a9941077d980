"""Every arrow between parts: the steps of the journeys, what stands in between, and what no journey names.

Each says what it speaks and which data goes over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from archgen.blueprint.parts import Component, Flow, Journey, Neighbour, Objects

Rows = Mapping[str, Any]


class Ends(Struct, frozen=True):
    """What arrows may lead to, the journeys that they serve, and the kinds of files that are kept.

    `product` is what a part is made of, by its id.
    """

    components: Sequence[Component]
    neighbours: Sequence[Neighbour]
    journeys: Sequence[Journey]
    files: Sequence[Objects]
    product: Callable[[str], str]


def wiring(flows: Sequence[Flow], ends: Ends, rows: Rows) -> tuple[Flow, ...]:
    """The arrows of one design by the rows of `knowledge/wiring.yaml`; nothing that is there stands without one."""
    parts = {component.id for component in ends.components}
    found: dict[tuple[str, str], Flow] = {}
    for flow in flows:
        for drawn in _drawn(flow, rows["through"], parts):
            found[drawn.source, drawn.target] = _joined(found.get((drawn.source, drawn.target)), drawn)
    for flow in chain(_unnamed(rows["wires"], flows, found, parts), _uncalled(ends.neighbours)):
        for each in _drawn(flow, rows["through"], parts):
            found.setdefault((each.source, each.target), each)
    speaking = _Speaking(ends, rows["over"])
    return tuple(map(speaking.told, found.values()))


def _unnamed(
    wires: Sequence[Rows], flows: Sequence[Flow], found: Mapping[tuple[str, str], Flow], parts: set[str]
) -> Iterator[Flow]:
    """The arrows that no journey draws; looked at one by one, since each may feed an end of the next."""
    origins = parts | {flow.source for flow in flows}
    for row in wires:
        source = next((end for end in row["from"] if end in origins), "")
        target = next((end for end in row["to"] if end in parts), "")
        fed = row.get("lonely") and any(end == target for _, end in found)
        if source and target and not fed and not {(source, target), (target, source)} & found.keys():
            yield Flow(source, target, (row["does"],), (), not row.get("soft", False), data=row["data"])


def _uncalled(neighbours: Sequence[Neighbour]) -> Iterator[Flow]:
    """An arrow to each neighbour that no step names: somebody calls it, and nothing is known to fail with it."""
    for neighbour in neighbours:
        if not neighbour.hard and not neighbour.soft:
            yield Flow("api", neighbour.id, (neighbour.purpose or neighbour.id,), (), hard=False)


def _drawn(flow: Flow, through: Sequence[Rows], parts: set[str]) -> Iterator[Flow]:
    """The arrow, or the two that lead through the part in between."""
    for row in through:
        if row["part"] in parts and flow.source in row["from"] and flow.target in row["to"]:
            yield replace(flow, target=row["part"])
            yield replace(flow, source=row["part"])
            return
    yield flow


def _joined(one: Flow | None, other: Flow) -> Flow:
    if one is None:
        return other
    does = tuple(dict.fromkeys((*one.does, *other.does)))
    journeys = tuple(dict.fromkeys((*one.journeys, *other.journeys)))
    return replace(one, does=does, journeys=journeys, hard=one.hard or other.hard)


class _Speaking:
    """What arrows of one design speak and carry."""

    def __init__(self, ends: Ends, rows: Sequence[Rows]) -> None:
        self.rows, self.product = rows, ends.product
        self.kinds = {component.id: component.kind for component in ends.components}
        self.neighbours = {neighbour.id: neighbour for neighbour in ends.neighbours}
        self.files = {kept.id: kept.sensitivity for kept in ends.files}
        self.touched = {journey.id: journey.entities for journey in ends.journeys}

    def told(self, flow: Flow) -> Flow:
        neighbour = self.neighbours.get(flow.target)
        if neighbour:
            return replace(flow, over=neighbour.protocol, carries=neighbour.shares)
        if flow.target == "object-store" and (files := self._files(flow)):
            return replace(flow, over=self._over(flow), carries=files)
        carried = dict.fromkeys(kept for journey in flow.journeys for kept in self.touched[journey])
        return replace(flow, over=self._over(flow), carries=tuple(carried))

    def _files(self, flow: Flow) -> tuple[str, ...]:
        """The kinds of files that go over an arrow: what tells of people never lies where nobody signs in."""
        return tuple(name for name, sort in self.files.items() if flow.source != "cdn" or sort == "none")

    def _over(self, flow: Flow) -> str:
        serving = flow.source if self._taken(flow) else flow.target
        asked = {"from": flow.source, "to": flow.target, "role": serving, "made_of": self._made_of(serving)}
        row = next(row for row in self.rows if all(asked[key] in row[key] for key in asked.keys() & row.keys()))
        return str(row["says"])

    def _taken(self, flow: Flow) -> bool:
        """Whether the end takes from the beginning, as a worker does from a queue."""
        return self.kinds.get(flow.source) == "carrier" and self.kinds.get(flow.target) == "tier"

    def _made_of(self, part: str) -> str:
        return self.product("primary-store" if part == "pooler" else part)
