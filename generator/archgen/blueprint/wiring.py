"""Every arrow between parts: the steps of the journeys, what stands in between, and what no journey names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.blueprint.parts import Component, Flow


def wiring(flows: Sequence[Flow], components: Sequence[Component], rows: Mapping[str, Any]) -> tuple[Flow, ...]:
    """The arrows of one design by the rows of `knowledge/wiring.yaml`; no part that is there stands without one."""
    parts = {component.id for component in components}
    ends = parts | {flow.source for flow in flows}
    found: dict[tuple[str, str], Flow] = {}
    for flow in flows:
        for drawn in _drawn(flow, rows["through"], parts):
            found[drawn.source, drawn.target] = _joined(found.get((drawn.source, drawn.target)), drawn)
    for row in rows["wires"]:
        source = next((end for end in row["from"] if end in ends), "")
        target = next((end for end in row["to"] if end in parts), "")
        fed = row.get("lonely") and any(end == target for _, end in found)
        if source and target and not fed and not {(source, target), (target, source)} & found.keys():
            drawn = Flow(source, target, (row["does"],), (), not row.get("soft", False))
            for each in _drawn(drawn, rows["through"], parts):
                found.setdefault((each.source, each.target), each)
    return tuple(found.values())


def _drawn(flow: Flow, through: Sequence[Mapping[str, Any]], parts: set[str]) -> Iterator[Flow]:
    """The arrow, or the two that lead through the part in between."""
    for row in through:
        if row["part"] in parts and flow.source in row["from"] and flow.target in row["to"]:
            yield Flow(flow.source, row["part"], flow.does, flow.journeys, flow.hard)
            yield Flow(row["part"], flow.target, flow.does, flow.journeys, flow.hard)
            return
    yield flow


def _joined(one: Flow | None, other: Flow) -> Flow:
    if one is None:
        return other
    does = tuple(dict.fromkeys((*one.does, *other.does)))
    journeys = tuple(dict.fromkeys((*one.journeys, *other.journeys)))
    return Flow(one.source, one.target, does, journeys, one.hard or other.hard)
