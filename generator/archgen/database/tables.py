"""From a blueprint to its database: which tables there are, in which order each step adds to them."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.blueprint import Blueprint, Entity
from archgen.database.ages import aged, kept_for
from archgen.database.columns import agree, fill, link
from archgen.database.contests import contests
from archgen.database.drafts import Draft
from archgen.database.duties import duties
from archgen.database.evolution import change
from archgen.database.indexes import served, settle, wanted
from archgen.database.names import Names
from archgen.database.order import circular, in_order
from archgen.database.partitions import split
from archgen.database.relational import Database
from archgen.database.rules import hold
from archgen.database.tenancy import apart
from archgen.quantities import print_quantity

ENGINES = ("postgresql", "mysql", "mariadb")
"""The engines whose tables are written down; the schema of another one stays what it is."""


def database(blueprint: Blueprint) -> Database | None:
    """The tables of a design; None where its system of record is kept in an engine whose language is not spoken."""
    engine = str(blueprint.design["primary_technology"])
    if engine not in ENGINES:
        return None
    elsewhere = _elsewhere(blueprint)
    entities = {entity.id: entity for entity in blueprint.entities if entity.id not in elsewhere}
    schema = Names()
    drafts = {name: _draft(entity, schema) for name, entity in entities.items()}
    for name, entity in entities.items():
        fill(drafts[name], entity, entities)
    agree(entities, drafts)
    tenancy = apart(blueprint, entities, drafts)
    for name, entity in entities.items():
        split(drafts[name], entity, blueprint)
        aged(drafts[name], entity)
    joins = link(blueprint.entities, drafts, elsewhere)
    held = dict(hold(blueprint, drafts))
    contests(blueprint, drafts)
    wanted(blueprint, entities, drafts)
    every = {**drafts, **joins, **duties(blueprint, drafts, schema, tenancy)}
    circular(every)
    for name, entity in entities.items():
        kept_for(drafts[name], entity, blueprint)
    for draft in every.values():
        settle(draft)
    return Database(
        engine=engine,
        tables=tuple(draft.done() for draft in in_order(every)),
        tenancy=tenancy,
        change=change(blueprint, drafts),
        extensions=_extensions(blueprint, engine),
        elsewhere=elsewhere,
        held=held,
        served=dict(served(entities, drafts)),
    )


def _draft(entity: Entity, schema: Names) -> Draft:
    ground = f"{'assumed' if 'entity' in entity.assumed else 'brief'}: data.entities[{entity.id}]"
    draft = Draft(schema.new(entity.id), entity.id, entity.what.raw, ground, schema)
    why = f", {entity.retention_ground.raw}" if entity.retention_ground else "; nobody said why"
    draft.notes.append(
        f"Kept {print_quantity(entity.retention)}{why}; {print_quantity(entity.rows_36m)} in three years"
    )
    if entity.sensitivity != "none":
        draft.notes.append(f"Class {entity.sensitivity}")
    return draft


def _elsewhere(blueprint: Blueprint) -> Mapping[str, str]:
    """What only the time series store keeps."""
    return {entity: "time-series-store" for entity, apart in blueprint.design["entity_apart"].items() if apart}


def _extensions(blueprint: Blueprint, engine: str) -> tuple[str, ...]:
    if engine != "postgresql":
        return ()
    features = blueprint.design["primary_features"] or ()
    return tuple(name for feature, name in _EXTENSIONS.items() if feature in features)


_EXTENSIONS = {"places": "postgis", "likeness": "vector"}
