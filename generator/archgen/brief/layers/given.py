"""One value of a brief, and a layer of them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct, field

from archgen.brief.values import Value
from archgen.problems import Where

LayerName = Literal["given", "detected", "archetype", "default"]
SCHEMA_FILE = "knowledge/brief.yaml"


class Given(Struct, frozen=True):
    """One value of a brief: in `unit`, as typed in `spelling`, from a layer; an assumption has a `ground`."""

    value: Value
    unit: str
    layer: LayerName
    where: Where
    spelling: str = ""
    ground: str = ""

    @property
    def assumed(self) -> bool:
        """Whether nobody gave it and nothing showed it."""
        return self.layer in ("archetype", "default")

    @property
    def amount(self) -> Fraction:
        """The value of a field that holds a number."""
        assert isinstance(self.value, Fraction)
        return self.value


class Layer(Struct, frozen=True):
    """Values by path, and the items of each list in their order."""

    values: Mapping[str, Given] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
