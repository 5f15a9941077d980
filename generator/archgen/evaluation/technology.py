"""A technology with the dates that decide about it, and the catalogue of them. What was not verified is None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct


class Release(Struct, frozen=True):
    """A dated release; unless `exact` the true first one may be earlier, never later."""

    date: date
    version: str
    exact: bool

    def since(self) -> str:
        """`since 2017-05-10`, or `since 1997-06-13 at the latest`."""
        return f"since {self.date}" if self.exact else f"since {self.date} at the latest"


class Cycle(Struct, frozen=True):
    """A supported release line; `ends` is None where no end is published, or, unless `verified`, none looked up."""

    name: str
    ends: date | None
    verified: bool
    latest: str


class Relicensing(Struct, frozen=True):
    """A change of licence; `when` is as precise as the source."""

    when: str
    before: str
    after: str


class Technology(Struct, frozen=True):
    """What is known of one technology; `cycles` is None where nothing is, and empty where no line is supported."""

    id: str
    name: str
    categories: tuple[str, ...]
    status: str
    first_stable: Release | None
    cycles: tuple[Cycle, ...] | None
    licence: str | None
    relicensings: tuple[Relicensing, ...]
    fork_of: str
    exception: str
    managed_by: str
    cncf: str
    note: str
    source: str

    @property
    def graduated(self) -> bool:
        """Whether the CNCF graduated it."""
        return self.cncf.startswith("graduated")


class Catalogue(Struct, frozen=True):
    """All technologies as of one day, and who offers which of them managed, by technology and cloud."""

    as_of: date
    technologies: Mapping[str, Technology]
    development: frozenset[str]
    offers: Mapping[str, Mapping[str, tuple[str, ...]]]

    def lineage(self, technology: Technology) -> Technology | None:
        """What its code was forked from."""
        return self.technologies.get(technology.fork_of)

    def is_tool(self, technology: Technology) -> bool:
        """Whether it is a tool of development, which the wait warns about and does not block."""
        return bool(self.development & set(technology.categories))


CLOUDS = ("aws", "gcp", "azure")


def read_catalogue(technologies: Mapping[str, Any], clouds: Mapping[str, Any]) -> Catalogue:
    """The catalogue from the data of `technologies.yaml` and of `catalogues/clouds.yaml`."""
    read = map(_technology, technologies["technologies"])
    return Catalogue(
        as_of=date.fromisoformat(technologies["data_as_of"]),
        technologies={technology.id: technology for technology in read},
        development=frozenset(technologies["development"]),
        offers={entry["technology"]: _offers(entry) for entry in clouds["entries"] if entry["technology"]},
    )


def _offers(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {cloud: tuple(offer["name"] for offer in entry[cloud]) for cloud in CLOUDS if entry[cloud]}


def _technology(data: Mapping[str, Any]) -> Technology:
    cycles = data["cycles"]
    return Technology(
        id=data["id"],
        name=data["name"],
        categories=tuple(data["category"]),
        status=data["status"],
        first_stable=_release(data["first_stable"]),
        cycles=None if cycles is None else tuple(map(_cycle, cycles)),
        licence=(data["licence"] or {}).get("spdx"),
        relicensings=tuple(_relicensing(change) for change in data.get("relicensing", ())),
        fork_of=data.get("fork_of", ""),
        exception=data.get("exception", ""),
        managed_by=data.get("managed_by", ""),
        cncf=data.get("cncf", {}).get("level", ""),
        note=data.get("notes", ""),
        source=data["source"],
    )


def _release(data: Mapping[str, Any] | None) -> Release | None:
    if data is None:
        return None
    return Release(date.fromisoformat(data["date"]), data["version"] or "", data["kind"] == "exact")


def _cycle(data: Mapping[str, Any]) -> Cycle:
    ends = data["eol"] and date.fromisoformat(data["eol"])
    return Cycle(data["cycle"], ends, data.get("support") != "unverified", data["latest"] or "")


def _relicensing(data: Mapping[str, Any]) -> Relicensing:
    return Relicensing(data["date"], data["from"] or "", data["to"])
