"""`schema.sql`: the database of a design, written for the engine that was decided."""

from __future__ import annotations

from archgen.artifacts.sql.mysql import mysql
from archgen.artifacts.sql.postgresql import postgresql
from archgen.artifacts.sql.words import told
from archgen.blueprint import Blueprint
from archgen.database import Database


def schema_sql(blueprint: Blueprint, database: Database) -> str:
    """The whole file."""
    made = postgresql(database, blueprint.slug) if database.engine == "postgresql" else mysql(database, blueprint.slug)
    lines = [*_head(blueprint, database), *made]
    return "\n".join(lines) + "\n"


def _head(blueprint: Blueprint, database: Database) -> list[str]:
    component = blueprint.component("primary-store")
    engine = component.technology.name if component and component.technology else database.engine
    lines = [
        f"-- {engine} schema of {told(blueprint.name.raw)}, made by archgen from brief.yaml.",
        "-- Each comment names its ground: a path of the brief, a decision, a rule, or `assumed` where nobody said it.",
        "-- Keys, states and texts may not be empty; amounts, places and later moments may, until somebody decides.",
        "-- What values a state can have nobody said: add a check when they are known.",
    ]
    lines += [f"-- {entity}: kept by the {store}, not here." for entity, store in database.elsewhere.items()]
    return lines
