"""One thing that a program may ask for, and everything that a system offers: values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from archgen.blueprint import Entity
from archgen.interface.resource import Parameter, Resource
from archgen.texts import Text

Kind = Literal[
    "list", "seek", "item", "view", "fetch", "stream", "progress", "make", "put", "change", "remove", "act", "attach",
    "ask", "export", "callback", "sign-in", "sign-out",
]  # fmt: skip
METHODS = ("get", "put", "post", "patch", "delete")
READS: tuple[Kind, ...] = ("list", "seek", "item", "view", "fetch", "stream", "progress")


class Operation(Struct, frozen=True, kw_only=True):
    """An operation: its address, the journey in whose objectives it counts, and what it takes and gives.

    `entity` is what it shows or changes, "" where none is known. `guarded_by` is the operation whose ETag a change must
    name. `main` is false for what only serves another operation: the address of what was made, how far a job is.
    """

    id: str
    kind: Kind
    method: str
    path: str
    journey: str
    actor: str
    says: Text | str
    entity: str = ""
    parameters: tuple[Parameter, ...] = ()
    filters: tuple[str, ...] = ()
    order: str = ""
    later: bool = False
    main: bool = True
    guarded_by: str = ""
    noun: str = ""

    @property
    def reads(self) -> bool:
        return self.kind in READS

    @property
    def address(self) -> tuple[str, str]:
        return (self.method, self.path)


class Interface(Struct, frozen=True):
    """Everything that is offered over HTTP.

    `elsewhere` says of each journey without an operation why it has none; `tenant` is the entity whose records are
    kept apart from those of others, "" where none are; it is never stated by a client, who signed in for one.
    """

    operations: tuple[Operation, ...]
    resources: Mapping[str, Resource]
    elsewhere: Mapping[str, str]
    tenant: str = ""

    def operation(self, name: str) -> Operation | None:
        return next((one for one in self.operations if one.id == name), None)

    @property
    def shown(self) -> tuple[Entity, ...]:
        """The entities that an operation shows or changes, in the order of the brief."""
        used = {one.entity for one in self.operations if one.kind != "sign-in"}
        return tuple(resource.entity for name, resource in self.resources.items() if name in used)
