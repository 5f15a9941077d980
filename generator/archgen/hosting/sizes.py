"""Sizes of parts: each a quantity of the ledger as a whole number of its unit, under the name of a variable."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from archgen.blueprint import Blueprint, Component
from archgen.quantities import Quantity, print_quantity


class Size(Struct, frozen=True):
    """One variable: its value, rounded up to whole units, and the quantity that it is."""

    variable: str
    value: int
    quantity: Quantity

    @property
    def says(self) -> str:
        """What the variable is: `units[api] of the ledger, 5 units`."""
        return f"{self.quantity.id} of the ledger, {print_quantity(self.quantity)}"


def sizes(blueprint: Blueprint, component: Component) -> tuple[Size, ...]:
    """The sizes of one part; nothing for a part whose size the cloud settles."""
    return tuple(_of(blueprint, component))


def _of(blueprint: Blueprint, component: Component) -> Iterator[Size]:
    name = component.id.replace("-", "_")
    if component.kind == "tier":
        if component.units is not None:
            yield _size(f"{name}_units", component.units)
        yield _figure(blueprint, f"{name}_cores", "unit_cores")
        yield _figure(blueprint, f"{name}_memory", "unit_memory")
    for variable, (fact, unit) in _FACTS.get(component.id, {}).items():
        quantity = blueprint.design[fact]
        if isinstance(quantity, Quantity):
            yield _size(variable, quantity, unit)
    if component.id in ("read-replica", "event-log") and component.units is not None:
        yield _size(f"{name}_units", component.units)


def _figure(blueprint: Blueprint, variable: str, fact: str) -> Size:
    return _size(variable, blueprint.design[fact])


def _size(variable: str, quantity: Quantity, unit: str = "") -> Size:
    value = quantity.value_in(unit) if unit else quantity.value
    return Size(variable, max(1, math.ceil(value)), quantity)


_FACTS = {
    "primary-store": {
        "store_disk": ("store_bytes_12m", "GB"),
        "store_disk_most": ("store_bytes_36m", "GB"),
        "store_times": ("store_size", ""),
        "store_nodes": ("store_pair", ""),
        "store_connections": ("connections_limit", ""),
        "store_backups": ("backup_copies", ""),
        "store_cores": ("store_cores", ""),
        "store_memory": ("store_memory", ""),
    },
    "cache": {"cache_pairs": ("cache_pairs", ""), "cache_memory": ("cache_node_memory", "")},
    "queue": {"queue_tries": ("retry_attempts", "")},
    "api": {"log_days": ("log_retention", "day")},
}
