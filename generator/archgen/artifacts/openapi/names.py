"""Names of schemas: one for each entity and form, whatever entities are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from archgen.blueprint import Entity
from archgen.interface import name_of

FORMS = {"": "{}", "new": "New{}", "change": "{}Change", "list": "{}List"}


def schema_names(entities: Sequence[Entity], shared: Collection[str]) -> dict[tuple[str, str], str]:
    """The name of each entity's schema in each of its forms; one that is taken, by `shared` first, gets a number."""
    taken = set(shared)
    names: dict[tuple[str, str], str] = {}
    for form, shape in FORMS.items():
        for entity in entities:
            wanted = shape.format(_pascal(entity.id))
            name, number = wanted, 2
            while name in taken:
                name, number = f"{wanted}{number}", number + 1
            taken.add(name)
            names[entity.id, form] = name
    return names


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name_of(name).split("_"))
