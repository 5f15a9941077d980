"""Names of schemas: one for each entity and form, whatever entities are called."""

from __future__ import annotations

from archgen.blueprint import Blueprint
from archgen.interface import name_of

OF_SIGN_IN = ("Credentials", "Session")
FORMS = {"": "{}", "new": "New{}", "change": "{}Change", "list": "{}List"}


def schema_names(blueprint: Blueprint) -> dict[tuple[str, str], str]:
    """The name of each entity's schema in each of its forms; one that is taken, a shared one first, gets a number."""
    entities = blueprint.entities
    taken = {*blueprint.formats["openapi"]["schemas"], *OF_SIGN_IN}
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
