"""Backstage's catalogue of a system: the system, its parts, its interfaces, what they rest on, and who owns each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from archgen.artifacts.told import line
from archgen.blueprint import Blueprint, Component, Neighbour
from archgen.interface import Event

Entity = dict[str, Any]

_VERSION = "backstage.io/v1alpha1"
_LONGEST = 63
_TYPES = {
    "primary-store": "database",
    "read-replica": "database",
    "time-series-store": "database",
    "analytics-store": "database",
    "vector-store": "database",
    "graph-store": "database",
    "cache": "cache",
    "search": "search-index",
    "object-store": "bucket",
    "queue": "queue",
    "event-log": "event-log",
    "pooler": "connection-pooler",
    "gateway": "gateway",
    "cdn": "cdn",
}
_SERVED = ("api", "ingest", "realtime")


def catalogue(blueprint: Blueprint, *, called: bool, events: Sequence[Event], root: str) -> list[Entity]:
    """The entities of one design.

    `called` says whether openapi.yaml lies beside the file; `root` leads from there to the folder of mkdocs.yml.
    """
    apis = [api for api, there in (("api", called), ("events", bool(events))) if there]
    return [
        *_owners(blueprint),
        _system(blueprint, root),
        *(_component(part, apis, events, blueprint) for part in blueprint.components if part.kind == "tier"),
        *(_resource(part, blueprint) for part in blueprint.components if part.kind != "tier"),
        *(_neighbour(neighbour, blueprint) for neighbour in blueprint.neighbours),
        *(_api(api, blueprint) for api in apis),
    ]


def _owners(blueprint: Blueprint) -> Iterator[Entity]:
    """Everybody who builds and runs the system, and the teams that the brief names as parts of them."""
    crews = blueprint.people.crews
    everybody, says = _name("team", blueprint), f"Whoever builds and runs {line(blueprint.name)}."
    children = [crew.id for crew in crews]
    spec = {"type": "department" if crews else "team", "children": children}
    yield _entity("Group", everybody, f"The people of {line(blueprint.name)}", says, spec)
    for crew in crews:
        owns = ", ".join(line(one) for one in crew.owns)
        spec = {"type": "team", "parent": everybody, "children": []}
        yield _entity("Group", crew.id, crew.id, f"Owns {owns}." if owns else "", spec)


def _system(blueprint: Blueprint, root: str) -> Entity:
    says = line(blueprint.purpose) if blueprint.purpose else ""
    system = _entity("System", _cut(blueprint.slug), line(blueprint.name), says, {"owner": _name("team", blueprint)})
    system["metadata"]["annotations"] = {"backstage.io/techdocs-ref": f"dir:{root}"}
    return system


def _component(part: Component, apis: Sequence[str], events: Sequence[Event], blueprint: Blueprint) -> Entity:
    served = [_name("api", blueprint)] if part.id in _SERVED and "api" in apis else []
    if any(event.source == part.id for event in events):
        served.append(_name("events", blueprint))
    spec: Entity = {"type": "service", "lifecycle": _lifecycle(blueprint), **_owned(blueprint, part.touched, part.id)}
    if served:
        spec["providesApis"] = served
    if any(part.id in event.readers for event in events):
        spec["consumesApis"] = [_name("events", blueprint)]
    if needs := list(_needs(part, blueprint)):
        spec["dependsOn"] = needs
    return _tagged(_entity("Component", _name(part.id, blueprint), part.title, part.says, spec), part)


def _needs(part: Component, blueprint: Blueprint) -> Iterator[str]:
    """What a part calls: services by components, all else by resources."""
    tiers = {each.id for each in blueprint.components if each.kind == "tier"}
    known = tiers | {each.id for each in blueprint.components} | {each.id for each in blueprint.neighbours}
    for target in dict.fromkeys(flow.target for flow in blueprint.flows if flow.source == part.id):
        if target in known and target != part.id:
            yield f"{'component' if target in tiers else 'resource'}:{_name(target, blueprint)}"


def _resource(part: Component, blueprint: Blueprint) -> Entity:
    spec = {"type": _TYPES.get(part.id, part.kind), **_owned(blueprint, part.touched, part.id)}
    return _tagged(_entity("Resource", _name(part.id, blueprint), part.title, part.says, spec), part)


def _neighbour(neighbour: Neighbour, blueprint: Blueprint) -> Entity:
    says = ", ".join(line(one) for one in (neighbour.purpose, neighbour.product) if one)
    kind = "vendor-service" if neighbour.third_party else "internal-system"
    spec = {"type": kind, **_owned(blueprint, (*neighbour.hard, *neighbour.soft), neighbour.id)}
    return _entity("Resource", _name(neighbour.id, blueprint), neighbour.id, says, spec)


def _api(kind: str, blueprint: Blueprint) -> Entity:
    file, form = ("openapi", "openapi") if kind == "api" else ("asyncapi", "asyncapi")
    spec: Entity = {"type": form, "lifecycle": _lifecycle(blueprint), **_owned(blueprint)}
    spec["definition"] = {"$text": f"./{file}.yaml"}
    says = "What others call." if kind == "api" else "What it tells others."
    return _entity("API", _name(kind, blueprint), f"{line(blueprint.name)}: {kind}", says, spec)


def _entity(kind: str, name: str, title: str, says: str, spec: Entity) -> Entity:
    metadata: Entity = {"name": name, "title": title}
    if says:
        metadata["description"] = says
    return {"apiVersion": _VERSION, "kind": kind, "metadata": metadata, "spec": spec}


def _tagged(entity: Entity, part: Component) -> Entity:
    """What a part is made of, as a tag to find it by."""
    if part.technology:
        tag = "-".join(re.findall("[a-z0-9+#]+", part.technology.id.lower()))
        entity["metadata"]["tags"] = [tag[:_LONGEST].strip("-")]
    return entity


def _owned(blueprint: Blueprint, journeys: Sequence[str] = (), part: str = "") -> Entity:
    """Who owns a part: the team that names it, else the one that owns most of what its journeys touch, else all."""
    crews = blueprint.people.crews
    named = [crew for crew in crews if part and part in {one.raw for one in crew.owns}]
    touching = sorted(crews, key=lambda crew: -len(set(crew.journeys) & set(journeys)))
    best = [crew for crew in (*named, *touching[:1]) if crew in named or set(crew.journeys) & set(journeys)]
    return {"owner": best[0].id if best else _name("team", blueprint), "system": _cut(blueprint.slug)}


def _lifecycle(blueprint: Blueprint) -> str:
    return "experimental" if blueprint.design["stage"] == "prototype" else "production"


def _name(part: str, blueprint: Blueprint) -> str:
    """A name of the catalogue: the system's and the part's; where both are too long the system's is cut."""
    return f"{blueprint.slug[: _LONGEST - len(part) - 1].rstrip('-')}-{part}".strip("-")


def _cut(name: str) -> str:
    return name[:_LONGEST].rstrip("-")
