"""What is released on its own: the core, and each service beside it with what it owns and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from archgen.blueprint.people import Crew
from archgen.resolver import Design
from archgen.texts import Text


class Deployable(Struct, frozen=True):
    """One of them: what it is for or what it owns, as far as somebody said, its teams and the journeys that touch it.

    The core has no id.
    """

    id: str
    what: tuple[Text, ...]
    teams: tuple[str, ...]
    journeys: tuple[str, ...]


def deployables(design: Design, crews: Sequence[Crew]) -> tuple[Deployable, ...]:
    """The deployables of one design, the core first; none where candidates or teams tell nothing apart."""
    found = tuple(_of_candidates(design, crews) if design["subjects.candidate"] else _of_teams(design, crews))
    return found if found[1:] else ()


def _of_candidates(design: Design, crews: Sequence[Crew]) -> Iterator[Deployable]:
    """The candidates that become a service now, whose journeys nobody named; who owns none of them shares the core."""
    services = [name for name in design["subjects.candidate"] if design.get("decomposition", name) == "extract-now"]
    owners = {name: tuple(crew.id for crew in crews if _owns(crew, name)) for name in services}
    taken = {crew for names in owners.values() for crew in names}
    yield Deployable("", (), tuple(crew.id for crew in crews if crew.id not in taken), ())
    for name in services:
        what = design.get("candidate_what", name)
        yield Deployable(name, (what,) if what else (), owners[name], ())


def _owns(crew: Crew, name: str) -> bool:
    return crew.id == name or name in {one.raw.lower() for one in crew.owns}


def _of_teams(design: Design, crews: Sequence[Crew]) -> Iterator[Deployable]:
    """A service for each team that owns something, as many as are split off; the largest team keeps the core."""
    known = {crew.id: crew for crew in crews}
    owning = [known[team] for team in design["owning_teams"]]
    most = int(design["split_offs"].base)
    for place, crew in enumerate(owning[: most + 1]):
        yield Deployable(crew.id if place else "", crew.owns, (crew.id,), crew.journeys)
