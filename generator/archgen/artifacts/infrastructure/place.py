"""What a resource is written of: one part of a design, the design, and where it runs."""

from __future__ import annotations

from msgspec import Struct

from archgen.blueprint import Blueprint
from archgen.hosting import Hosting, Placed

SERVED = ("api", "realtime", "ingest", "identity")  # the parts that clients reach


class Place(Struct, frozen=True):
    """One part in its surroundings."""

    part: Placed
    blueprint: Blueprint
    hosting: Hosting


def node_of(hosting: Hosting) -> str:
    """What one node of the primary store is, in the words of the ledger."""
    sizes = (hosting.size(f"store_{name}") for name in ("cores", "memory", "times"))
    return "; ".join(size.says for size in sizes if size)


def hcl_name(words: str) -> str:
    """An id as the name of a resource, which begins with a letter."""
    name = words.replace("-", "_")
    return name if name[:1].isalpha() else f"of_{name}"


def there_already(blueprint: Blueprint, resource: str) -> dict[str, str]:
    """The remark on a store that holds data today; nothing where none does."""
    if blueprint.design["existing_database"] == "none":
        return {}
    return {"#": f"It is there already: import it before the first plan, tofu import {resource} NAME"}


def counted(part: Placed) -> bool:
    """Whether the ledger says how many of a part there are."""
    return any(size.variable == f"{part.name}_units" for size in part.sizes)
