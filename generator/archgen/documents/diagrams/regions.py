"""Where each part runs: regions, the zones in them, and what is copied from one to the other."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.blueprint import Blueprint, Component
from archgen.documents.diagrams.labels import label, node, quoted
from archgen.texts import Text

STORE = "primary-store"
_ZONES = ("second-zone", "warm-region", "synchronous-pair")


class Place(Struct, frozen=True):
    """A region or a zone in one: its name, what it is for, and the parts that run there, each with its share."""

    id: str
    region: str | Text
    name: str
    parts: tuple[tuple[Component, str], ...]


def places(blueprint: Blueprint) -> tuple[Place, ...]:
    """The places of one design, in the order of its regions; what a cloud runs by itself belongs to no zone."""
    tier = str(blueprint.design["disaster_recovery"])
    regions = tuple(blueprint.design["regions"] or ()) or (f"the first {blueprint.design['region_word']}",)
    found = [*_first(blueprint, regions[0], zones=tier in _ZONES)]
    if blueprint.design["second_region"]:
        second = regions[1] if len(regions) > 1 else f"the second {blueprint.design['region_word']}"
        found.append(Place("warm", second, "warm", tuple(_warm(blueprint))))
    return tuple(found)


def deployment(blueprint: Blueprint) -> str:
    """Regions as frames, zones as frames in them, parts as boxes, copies as arrows."""
    lines = ["flowchart TB"]
    made = places(blueprint)
    for number, region in enumerate(dict.fromkeys(place.region for place in made)):
        lines.append(f"  subgraph region{number}[{quoted(region)}]")
        for place in (place for place in made if place.region == region):
            lines += [f"    subgraph {place.id}[{quoted(place.name)}]", "      direction LR"]
            lines += [f"      {_box(place, part, role)}" for part, role in place.parts]
            lines.append("    end")
        lines.append("  end")
    return "\n".join((*lines, *_copies(blueprint, made)))


def _first(blueprint: Blueprint, region: str | Text, *, zones: bool) -> Iterator[Place]:
    bought = tuple((part, "") for part in blueprint.components if _bought(part))
    own = [part for part in blueprint.components if not _bought(part)]
    zone = blueprint.design["zone_word"]
    if not zones:
        yield Place("zone_a", region, f"one {zone}", tuple((part, _role(part, "the only one")) for part in own))
    else:
        yield Place("zone_a", region, f"first {zone}", tuple((part, _role(part, "writer")) for part in own))
        spread = [part for part in own if part.kind in ("tier", "edge", "store", "carrier")]
        yield Place("zone_b", region, f"second {zone}", tuple((part, _role(part, "standby")) for part in spread))
    if bought:
        yield Place("cloud", region, "run by the cloud", bought)


def _warm(blueprint: Blueprint) -> Iterator[tuple[Component, str]]:
    copy = "copy that every write waits for" if _waits(blueprint) else "copy that follows"
    needed = {STORE, *(part.id for part in blueprint.components if part.journeys)}
    for part in blueprint.components:
        if part.id in needed and not _bought(part):
            yield part, copy if part.id == STORE else "at half size"


def _role(part: Component, store: str) -> str:
    return store if part.id == STORE else ""


def _bought(part: Component) -> bool:
    return part.technology is not None and part.technology.managed and not part.technology.cycle


def _box(place: Place, part: Component, role: str) -> str:
    opening, closing = ("[(", ")]") if part.kind == "store" else ("[", "]")
    told = f"<br/>{label(role)}" if role else ""
    return f'{_name(place, part.id)}{opening}"{label(part.title)}{told}"{closing}'


def _copies(blueprint: Blueprint, made: tuple[Place, ...]) -> Iterator[str]:
    by_id = {place.id: place for place in made}
    if not any(part.id == STORE for part in blueprint.components):
        return
    waits = _waits(blueprint)
    for target, follows in (("zone_b", "its log"), ("warm", "its log, later")):
        if target in by_id:
            farthest = target == "warm" or "warm" not in by_id
            told = "every write" if waits and farthest else follows
            yield f'  {_name(by_id["zone_a"], STORE)} -->|"{told}"| {_name(by_id[target], STORE)}'


def _waits(blueprint: Blueprint) -> bool:
    """Whether every write waits for the farthest copy."""
    return str(blueprint.design["disaster_recovery"]) == "synchronous-pair"


def _name(place: Place, part: str) -> str:
    return f"{place.id}_{node(part)}"
