"""What the decision tables say of an interface, and the fixed components with their sentences filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from archgen.artifacts.told import sentence
from archgen.blueprint import Blueprint, Journey, Rule
from archgen.interface import Interface, Operation

Node = dict[str, Any]


class Policy(Struct, frozen=True, dict=True):
    """One interface with what was decided about it.

    `names` are the names of schemas by entity and form, `codes` the decided status codes beside the usual ones.
    """

    blueprint: Blueprint
    interface: Interface
    names: Mapping[tuple[str, str], str]
    codes: frozenset[str]

    def decided(self, table: str) -> str:
        """The outcome of a table."""
        return str(self.blueprint.design[table])

    def journey(self, operation: Operation) -> Journey:
        return next(one for one in self.blueprint.journeys if one.id == operation.journey)

    @property
    def problems(self) -> bool:
        """Whether errors are problem details; else they have the form that clients know."""
        return self.decided("error_body") == "problem-json"

    @property
    def paged(self) -> bool:
        """Whether lists come in pages, a cursor being offered beside what there is."""
        return self.decided("list_paging") != "whole"

    @property
    def versioned(self) -> bool:
        return self.decided("api_versioning") in ("major-in-url", "major-and-header")

    @property
    def dated(self) -> bool:
        """Whether a header picks the behaviour within a major."""
        return self.decided("api_versioning") == "major-and-header"

    @property
    def outlived(self) -> bool:
        """Whether an old version is served beside its successor, so that its end must be told."""
        return self.decided("api_deprecation") != "with-the-release"

    @property
    def compared(self) -> bool:
        """Whether a client may ask if its copy is still good."""
        return "not-modified" in self.codes

    @property
    def limited(self) -> bool:
        return "too-many-requests" in self.codes

    def tagged(self, operation: Operation) -> bool:
        """Whether an operation tells the version of what it shows."""
        named = any(operation.id == one.guarded_by for one in self.interface.operations)
        return named or (self.compared and operation.kind in ("item", "list"))

    def rules(self, operation: Operation, kinds: frozenset[str]) -> tuple[Rule, ...]:
        """The rules of these kinds of what an operation's journey touches."""
        touched = {operation.entity, *self.journey(operation).entities}
        return tuple(rule for rule in self.blueprint.safeguards.rules if rule.entity in touched and rule.kind in kinds)

    def schema(self, entity: str, form: str = "") -> Node:
        """A reference to the schema of an entity: as it is shown, `new`, its `change`, or its `list`."""
        return reference("schemas", self.names[entity, form])

    def fixed(self, kind: str) -> dict[str, Node]:
        """The fixed components of a kind by name, speaking of this system."""
        return {name: self._filled(node) for name, node in self.blueprint.formats["openapi"][kind].items()}

    def _filled(self, node: Mapping[str, Any]) -> Node:
        if "{" not in node.get("description", ""):
            return dict(node)
        says = sentence(self.blueprint.speaker.say(node["description"]))
        return {key: value for key, value in {**node, "description": says}.items() if value != ""}


def reference(kind: str, name: str) -> Node:
    """A pointer to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def references(kind: str, *names: str) -> Node:
    """Pointers to components by their names."""
    return {name: reference(kind, name) for name in names}
