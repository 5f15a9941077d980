"""Data as the blueprint sees it: entities with what holds of them and how they grow, files, the queries that matter."""

from __future__ import annotations

from typing import Any

from archgen.blueprint.parts import Entity, Objects, Query, Relation
from archgen.brief import Brief
from archgen.resolver import Design
from archgen.texts import Text


def entities(design: Design, brief: Brief) -> tuple[Entity, ...]:
    """All entities in the order of the brief."""
    asked = queries(design)
    return tuple(_entity(entity, design, brief, asked) for entity in design["subjects.entity"])


def queries(design: Design) -> tuple[Query, ...]:
    """The queries that the brief declares."""
    return tuple(_query(query, design) for query in design["subjects.query"])


def objects(design: Design) -> tuple[Objects, ...]:
    """All kinds of files in the order of the brief."""
    return tuple(
        Objects(
            id=kind,
            what=design.get("object_what", kind) or Text(kind),
            journeys=_journeys(kind, design),
            per_month=design.get("object_count_per_month", kind),
            size=design.get("object_size", kind),
            retention=design.get("object_retention", kind),
            sensitivity=design.get("object_class", kind),
            bytes_12m=design.get("object_bytes_12m", kind),
            bytes_36m=design.get("object_bytes_36m", kind),
        )
        for kind in design["subjects.object"]
    )


def _entity(entity: str, design: Design, brief: Brief, asked: tuple[Query, ...]) -> Entity:
    def of(fact: str) -> Any:
        return design.get(fact, entity)

    base = f"data.entities[{entity}]"
    return Entity(
        id=entity,
        what=of("entity_what") or Text(entity),
        key=tuple(part.strip() for part in (of("entity_key") or Text("id")).raw.split(",")),
        fields=_fields(brief, f"{base}.fields."),
        relations=tuple(_relation(brief, f"{base}.relations[{place}]") for place in brief.ids(f"{base}.relations")),
        integrity=of("entity_integrity") or (),
        consistency=of("entity_consistency"),
        sensitivity=of("entity_class"),
        owner=of("entity_owner"),
        rows_now=of("entity_rows_now"),
        rows_per_month=of("entity_rows_per_month"),
        bytes_per_row=of("entity_bytes_per_row"),
        retention=of("entity_retention"),
        retention_ground=of("entity_retention_ground"),
        rows_12m=of("entity_rows_12m"),
        rows_36m=of("entity_rows_36m"),
        bytes_12m=of("entity_bytes_12m"),
        bytes_36m=of("entity_bytes_36m"),
        queries=tuple(query for query in asked if query.entity == entity),
        journeys=_journeys(entity, design),
        assumed=_assumed(brief, base),
    )


def _fields(brief: Brief, prefix: str) -> dict[str, str]:
    values = brief.layer.values
    return {path.removeprefix(prefix): str(given.value) for path, given in values.items() if path.startswith(prefix)}


def _relation(brief: Brief, path: str) -> Relation:
    def said(name: str, default: Any) -> Any:
        given = brief.get(f"{path}.{name}")
        return given.value if given else default

    column = said("column", Text(""))
    return Relation(said("to", ""), said("kind", "many-to-one"), said("optional", False), column.raw)


def _assumed(brief: Brief, base: str) -> frozenset[str]:
    """What of an entity nobody gave, by its path below the entity; `entity` where that is all of it."""
    told = {
        path.removeprefix(f"{base}."): given
        for path, given in brief.layer.values.items()
        if path.startswith(f"{base}.")
    }
    assumed = {_place(path) for path, given in told.items() if given.assumed}
    said = {_place(path) for path, given in told.items() if not given.assumed}
    key = () if brief.get(f"{base}.key") else ("key",)
    return frozenset((*(assumed - said), *key, *(() if said else ("entity",))))


def _place(path: str) -> str:
    """`relations[0].to` as `relations[0]`: a relation is given or assumed as a whole."""
    return path.partition("].")[0] + "]" if path.startswith("relations[") else path


def _query(query: str, design: Design) -> Query:
    by = design.get("query_by", query) or ()
    order = design.get("query_order", query)
    return Query(
        id=query,
        wants=design.get("query_wants", query) or Text(query),
        entity=design.get("query_entity", query) or "",
        by=tuple(column.raw for column in by),
        order=order.raw if order else "",
        journey=design.get("query_journey", query) or "",
    )


def _journeys(kept: str, design: Design) -> tuple[str, ...]:
    touched = design["journey_kept"]
    return tuple(journey for journey in design["subjects.journey"] if kept in (touched.get(journey) or ()))
