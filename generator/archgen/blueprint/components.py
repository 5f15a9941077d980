"""Parts and neighbours: roles with the technology that a decision bound to them, and the systems that others run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from archgen.blueprint.parts import Component, Flow, Neighbour, Technology
from archgen.brief import Brief, Role
from archgen.resolver import Design, Family


def components(design: Design, roles: Mapping[str, Role], catalogue: Mapping[str, Any]) -> tuple[Component, ...]:
    """Every role that a journey touches or that a decision brings, in the order of the vocabulary of roles."""
    bound: Family = design["technology"]
    present = set(design["subjects.role"]) | set(bound)
    return tuple(_component(role, design, bound, catalogue) for role in roles.values() if role.id in present)


def technology(name: str | None, catalogue: Mapping[str, Any], offered: Collection[str] = ()) -> Technology | None:
    """The catalogue's entry by id; a name that the catalogue does not hold stands for itself.

    `offered` are what clouds sell: what stands there and not in the catalogue is run by one of them.
    """
    if not name or name in ("none", "other"):
        return None
    entry = catalogue.get(RUNTIMES.get(name, name))
    if entry is None:
        return Technology(name, name, managed=name in offered)
    cycles = entry.get("cycles") or [{}]
    return Technology(
        name,
        entry["name"],
        cycle=str(cycles[0].get("cycle") or ""),
        support_ends=str(cycles[0].get("eol") or ""),
        managed="managed_by" in entry,
        licence=str((entry.get("licence") or {}).get("spdx") or ""),
        first_stable=str((entry.get("first_stable") or {}).get("date") or ""),
    )


# A language is as old as what runs it.
RUNTIMES = {"javascript": "nodejs", "kotlin": "java", "scala": "java", "csharp": "dotnet"}

_NODES = {"primary-store": "store_pair", "read-replica": "store_copies"}


def neighbours(design: Design, brief: Brief) -> tuple[Neighbour, ...]:
    """The dependencies of the brief, with the journeys that need each."""
    return tuple(_neighbour(dependency, design, brief) for dependency in design["subjects.dependency"])


def flows(design: Design) -> tuple[Flow, ...]:
    """The arrows between parts: the steps of all journeys, joined where they run between the same two."""
    return tuple(_flow(pair, steps) for pair, steps in _joined(design).items())


def _component(role: Role, design: Design, bound: Mapping[str, str], catalogue: Mapping[str, Any]) -> Component:
    paths = design["paths"]
    made_of = technology(bound.get(role.id), catalogue, design["offers"].values())
    return Component(
        id=role.id,
        title=role.title,
        kind=role.kind,
        says=role.says,
        technology=made_of,
        units=None if _counts_itself(made_of) or not _runs(role.id, design) else _units(role.id, design),
        owner="the team",
        journeys=design.get("harmed_journeys", role.id) or (),
        touched=paths.through(role.id, hard=False),
        decision=_decider(role.id, design),
        offer=_offer(role.id, design, catalogue),
        keeps=role.keeps,
    )


def _offer(role: str, design: Design, catalogue: Mapping[str, Any]) -> Technology | None:
    managed = role == "primary-store" and design["store_operation"] == "managed"
    return technology(design["store_offer"], catalogue) if managed else None


def _units(role: str, design: Design) -> Any:
    """How many there are of it; of the primary store, whose units at the peak are a size, its nodes."""
    return design[_NODES[role]] if role in _NODES else design.get("units", role)


def _runs(role: str, design: Design) -> bool:
    """Whether it is a part of its own, and no table within another."""
    return bool(design["served_by"].get(role, role) == role)


def _counts_itself(made_of: Technology | None) -> bool:
    """Whether a cloud decides how many run: a service without release lines is bought by use, not by the unit."""
    return made_of is not None and made_of.managed and not made_of.cycle


def _decider(role: str, design: Design) -> str:
    """The decision whose chosen option brings the role."""
    for name, trace in design.decisions.items():
        if isinstance(trace, Family):
            continue
        table = trace.table
        held = trace.outcome if isinstance(trace.outcome, tuple) else (trace.outcome,)
        if any(role in table.options[value].brings for value in held if value in table.options):
            return str(name)
    return ""


def _neighbour(dependency: str, design: Design, brief: Brief) -> Neighbour:
    paths = design["paths"]
    hard = paths.through(dependency)
    of = {name: design.get(f"dependency_{name}", dependency) for name in _ASKED}
    return Neighbour(
        id=dependency,
        purpose=of["for"],
        product=of["product"],
        hard=hard,
        soft=tuple(journey for journey in paths.through(dependency, hard=False) if journey not in hard),
        availability=of["availability"],
        promised=of["promised"],
        latency=of["latency"],
        rate_limit=of["rate_limit"],
        planned=design.get("dependency_peak", dependency),
        shares=of["shares"] or (),
        agreement=of["agreement"],
        fallback=of["fallback"],
        third_party=of["party"] == "third-party",
        protocol=of["protocol"],
        protocol_assumed=_assumed(f"dependencies[{dependency}].protocol", brief),
    )


def _assumed(path: str, brief: Brief) -> bool:
    given = brief.get(path)
    return given is None or given.assumed


_ASKED = (
    "for",
    "product",
    "availability",
    "promised",
    "latency",
    "rate_limit",
    "shares",
    "agreement",
    "fallback",
    "party",
    "protocol",
)


def _joined(design: Design) -> dict[tuple[str, str], list[Any]]:
    joined: dict[tuple[str, str], list[Any]] = {}
    for step in design["paths"].steps:
        joined.setdefault((step.source, step.role), []).append(step)
    return joined


def _flow(pair: tuple[str, str], steps: list[Any]) -> Flow:
    journeys: Iterator[str] = (step.journey for step in steps)
    does = tuple(dict.fromkeys(step.does for step in steps if step.does))
    return Flow(*pair, does=does, journeys=tuple(dict.fromkeys(journeys)), hard=any(step.hard for step in steps))
