"""Exporters with pinned versions, and the names of metrics that their sources hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct


class Exporter(Struct, frozen=True):
    """Who exposes metrics of which kinds of component; `needs` must be switched on, `until` names older spellings."""

    name: str
    on: tuple[str, ...]
    version: str
    source: str
    metrics: tuple[str, ...]
    needs: str = ""
    until: tuple[tuple[str, str], ...] = ()


def exporters_from(data: Mapping[str, Any]) -> tuple[Exporter, ...]:
    """The exporters of `knowledge/slo/exporters.yaml`, in their order."""
    return tuple(
        Exporter(
            entry["exporter"],
            tuple(entry["on"]),
            str(entry["version"]),
            entry["source"],
            tuple(entry["metrics"]),
            entry.get("needs", ""),
            tuple((name, str(version)) for name, version in entry.get("until", {}).items()),
        )
        for entry in data["exporters"]
    )


def needed(exporters: Iterable[Exporter], kinds: Iterable[str]) -> tuple[Exporter, ...]:
    """The exporters that components of these kinds ask for."""
    wanted = set(kinds)
    return tuple(exporter for exporter in exporters if wanted & set(exporter.on))


def metric_names(exporters: Iterable[Exporter]) -> frozenset[str]:
    """Every name that some pinned exporter exposes, now or in a version that `until` names."""
    return frozenset(name for e in exporters for name in (*e.metrics, *(name for name, _ in e.until)))
