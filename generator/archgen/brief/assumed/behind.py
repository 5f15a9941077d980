"""What lies behind a queue: where the answer comes before the work, a step there is done later and fails nobody."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from archgen.brief.layers import Layer
from archgen.brief.paths import CARRIERS, Path, Paths, Step

_GROUND = "the answer comes before the work behind the {carrier}, which waits there while this is away"


def soften(layer: Layer, paths: Paths) -> Layer:
    """The layer in which steps behind a queue are soft where nobody said what they are, of what is answered later.

    What the clock starts is the work itself: there every step counts.
    """
    softened = {
        path: replace(layer.values[path], value="soft", spelling="soft", ground=_GROUND.format(carrier=carrier))
        for way in paths.paths
        if layer.values[f"journeys[{way.journey}].answer"].value == "later"
        and layer.values[f"journeys[{way.journey}].by"].value != "clock"
        for step, carrier in _behind(way)
        if layer.values[path := f"journeys[{way.journey}].steps[{step.place}].needs"].layer == "default"
    }
    return Layer({**layer.values, **softened}, layer.lists)


def _behind(way: Path) -> Iterator[tuple[Step, str]]:
    """The steps behind a carrier that something handed on to, each with that carrier."""
    reached: dict[str, str] = {}
    for step in way.steps:
        if step.source in reached:
            reached[step.role] = reached[step.source]
            yield step, reached[step.source]
        elif step.place and step.role in CARRIERS:
            reached[step.role] = step.role
