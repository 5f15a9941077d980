"""Which files for machines a design gets, and the function that makes each."""

from __future__ import annotations

from archgen.blueprint import Blueprint


def artifacts(blueprint: Blueprint) -> dict[str, str]:
    """The files by their path under the design's folder."""
    return {}
