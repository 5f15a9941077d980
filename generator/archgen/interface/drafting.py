"""What every operation is made with: the addresses, the words, and names that no entity has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from archgen.blueprint import Entity, Journey, Lexicon
from archgen.interface.operation import Kind, Operation
from archgen.interface.resource import Resource, name_of


class Draft(Struct, frozen=True):
    """The system as operations are made of it.

    `later` are the journeys that answer before the work is done, `guarded` those whose changes name the version that
    was read.
    """

    slug: str
    lexicon: Lexicon
    entities: Mapping[str, Entity]
    resources: Mapping[str, Resource]
    files: frozenset[str]
    dependencies: frozenset[str]
    later: frozenset[str]
    guarded: frozenset[str]
    tenant: str

    def own(self, name: str) -> str:
        """The first segment of an address that belongs to no entity; one that is taken bears the system's name."""
        taken = {resource.plural for resource in self.resources.values()}
        return f"{self.slug}-{name}" if name in taken else name

    def operation(
        self, journey: Journey, kind: Kind, method: str, path: str, entity: str = "", **more: Any
    ) -> Operation:
        """The operation of a journey; a supporting one is named by what it does."""
        told = {"says": journey.wants, "later": journey.id in self.later, **more}
        name = words(journey.id) if told.get("main", True) else self._named(kind, entity)
        return Operation(
            id=name, kind=kind, method=method, path=path, journey=journey.id, actor=journey.by, entity=entity, **told
        )

    def item(self, entity: str, journey: Journey) -> Operation:
        """The operation that reads one record, for whoever was told its address."""
        resource = self.resources[entity]
        return self.operation(
            journey,
            "item",
            "get",
            resource.item,
            entity,
            parameters=resource.parameters,
            main=False,
            later=False,
            says=f"reads one {entity.replace('-', ' ')}",
        )

    def all(self, entity: str, above: Resource, journey: Journey) -> Operation:
        """The operation that lists what belongs to one of `above`."""
        return self.operation(
            journey,
            "list",
            "get",
            self.resources[entity].below(above),
            entity,
            parameters=above.parameters,
            main=False,
            later=False,
            says=f"lists {self.resources[entity].plural.replace('-', ' ')} of one {above.entity.id.replace('-', ' ')}",
        )

    def _named(self, kind: Kind, entity: str) -> str:
        many = kind == "list"
        return words(f"{'list' if many else 'get'}-{self.resources[entity].plural if many else entity}")


def words(name: str) -> str:
    """`send-reply` as `sendReply`."""
    first, *rest = name_of(name).split("_")
    return first[:1].lower() + first[1:] + "".join(part[:1].upper() + part[1:] for part in rest)
