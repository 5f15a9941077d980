"""Briefs with kinds of records by chance: circles, keys of many parts, names that are SQL, rules of every kind."""

from __future__ import annotations

import json
from random import Random

KINDS = ("id", "text", "integer", "number", "money", "flag", "time", "date", "state", "json", "geo", "vector", "secret")
NAMES = (
    "user",
    "group",
    "select",
    "from",
    "order",
    "end_at",
    "started_at",
    "email",
    "a-b",
    "a.b",
    "A_b",
    "1st",
    "x" * 60,
)
ENTITIES = (
    "order",
    "table",
    "user",
    "a-b",
    "ab",
    "job",
    "outbox",
    "x" * 60,
    "y" * 59 + "1",
    "y" * 59 + "2",
    "end",
    "1",
)
RULES = (
    "an email belongs to one {entity}",
    "a {entity} is billed once",
    "a {other} has one open {entity}",
    "a {entity} is in one {other} at most",
    "a {other} with a limit never has more of {entity} than seats",
    "two of {entity} never overlap for the same {other}",
    "integer > 0; DROP TABLE x",
    "number between 1 and 5",
    "text is not empty",
    "money is never below zero",
    "a sent {entity} never changes",
    "a {entity} never changes",
    "nothing is accepted after the deadline",
    "it's \\ one' \"for\" a {other} \N{SNOWMAN} \u202e -- */ $$",
)
QUOTED = ("words", "Äpfel und Birnen", "it's; DROP TABLE x --", "z" * 200)


def random_records(seed: int) -> str:
    """A brief as YAML."""
    chance = Random(seed)
    names = chance.sample(ENTITIES, chance.randrange(1, 7))
    large = chance.random() < 0.4
    return json.dumps(
        {
            "system": {
                "name": chance.choice(("Parley", "it's -- \u202e*/ $$")),
                "slug": "parley",
                "stage": chance.choice(("prototype", "live")),
            },
            "team": {
                "engineers": chance.choice((3, 8, 60)),
                "skills": {"messaging": chance.choice(("none", "production"))},
            },
            "load": {"users": {"monthly": 1000}},
            "journeys": [_journey(place, names, chance) for place in range(2)],
            "data": {
                "tenancy": chance.choice(("none", "shared-tables", "shared-tables")),
                "kinds": chance.sample(("relational", "search", "geo", "vector", "document"), 2),
                "entities": [_entity(name, names, chance, large) for name in names],
                "queries": [_query(place, names, chance) for place in range(3)],
            },
        }
    )


def _journey(place: int, names: list[str], chance: Random) -> dict[str, object]:
    return {
        "id": f"journey-{place}",
        "kind": chance.choice(("read", "write")),
        "answer": chance.choice(("now", "later")),
        "share": 50,
        "contested": chance.choice(("one row that two want", "")) or "it",
        "entities": chance.sample(names, min(2, len(names))),
        "steps": [{"to": "api"}, {"to": "primary-store"}],
    }


def _entity(name: str, names: list[str], chance: Random, large: bool) -> dict[str, object]:
    fields = {field: chance.choice(KINDS) for field in chance.sample(NAMES, chance.randrange(0, 6))}
    relations = [
        {
            "to": other,
            "kind": chance.choice(("many-to-one", "many-to-one", "one-to-one", "many-to-many")),
            "optional": chance.random() < 0.4,
        }
        | ({"column": chance.choice(("boss", "x" * 200, "select"))} if chance.random() < 0.2 else {})
        for other in chance.sample(names, chance.randrange(0, min(3, len(names)) + 1))
    ]
    keys = ["id", "id", "id, started_at", f"{chance.choice(names)}_id, day", *QUOTED, *fields]
    made: dict[str, object] = {"id": name, "fields": fields, "relations": relations}
    if chance.random() < 0.8:
        made["key"] = chance.choice(keys)
    rules = chance.sample(RULES, chance.randrange(0, 5))
    made["integrity"] = [rule.format(entity=name, other=chance.choice(names)) for rule in rules]
    if large and chance.random() < 0.5:
        made["rows_per_month"] = "20M"
    return made


def _query(place: int, names: list[str], chance: Random) -> dict[str, object]:
    columns = [*NAMES, *QUOTED, f"{chance.choice(names)}_id", "id"]
    made: dict[str, object] = {
        "id": f"query-{place}",
        "entity": chance.choice(names),
        "by": chance.sample(columns, chance.randrange(1, 4)),
    }
    if chance.random() < 0.6:
        made["order"] = chance.choice(columns)
    return made
