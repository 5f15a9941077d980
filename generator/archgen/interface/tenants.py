"""Which entity is the tenant, whose records are kept apart from those of others."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.blueprint import Entity
from archgen.interface.resource import belongs


def tenant(entities: Sequence[Entity]) -> str:
    """The entity that belongs to nothing and that most others belong to, through others as well; "" where none is."""
    by_id = {entity.id: entity for entity in entities}
    alone = [entity for entity in entities if not _above(entity, by_id)]
    led = {one.id: sum(one.id in _ways(other, by_id) for other in entities if other is not one) for one in alone}
    best = max(alone, key=lambda one: (led[one.id], one.sensitivity == "none"), default=None)
    return best.id if best and led[best.id] else ""


def _above(entity: Entity, by_id: dict[str, Entity]) -> list[str]:
    return [relation.to for relation in belongs(entity) if relation.to in by_id]


def _ways(entity: Entity, by_id: dict[str, Entity]) -> set[str]:
    seen: set[str] = set()
    ahead = [entity.id]
    while ahead:
        for name in _above(by_id[ahead.pop()], by_id):
            if name not in seen:
                seen.add(name)
                ahead.append(name)
    return seen
