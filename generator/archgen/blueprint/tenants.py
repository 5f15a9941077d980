"""Which kind of record is the customer whose records are kept apart from those of others, and what leads to it.

An assumption from the relations: nobody is asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archgen.blueprint.parts import Entity, Relation


def belongs(entity: Entity) -> tuple[Relation, ...]:
    """The relations of an entity to what it always belongs to."""
    return tuple(one for one in entity.relations if not one.optional and one.kind != "many-to-many")


def tenant(entities: Iterable[Entity]) -> str:
    """The entity with one key that belongs to nothing and that most others lead to; "" where none is."""
    by_id = {entity.id: entity for entity in entities}
    alone = [entity for entity in by_id.values() if len(entity.key) == 1 and not _above(entity, by_id)]
    led = {one.id: sum(leads_to(other.id, one.id, by_id) for other in by_id.values()) for one in alone}
    best = max(alone, key=lambda one: (led[one.id], one.sensitivity == "none"), default=None)
    return best.id if best and led[best.id] else ""


def leads_to(name: str, root: str, by_id: Mapping[str, Entity]) -> bool:
    """Whether an entity belongs to another one, through others as well."""
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        for above in _above(by_id[ahead.pop()], by_id):
            if above not in seen:
                seen.add(above)
                ahead.append(above)
    return root in seen and root != name


def _above(entity: Entity, by_id: Mapping[str, Entity]) -> list[str]:
    return [relation.to for relation in belongs(entity) if relation.to in by_id]
