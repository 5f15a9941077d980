"""The people behind a design: what each team owns and carries, and the technologies that somebody must know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint.candidates import stands_for
from archgen.blueprint.parts import Component, Entity, Journey, Neighbour
from archgen.quantities import Quantity, total
from archgen.resolver import Design
from archgen.texts import Text


class Crew(Struct, frozen=True):
    """A team: its size if it was said, what it owns, the journeys that change or read that, and their peak load."""

    id: str
    size: Quantity | None
    owns: tuple[Text, ...]
    journeys: tuple[str, ...]
    peak: Quantity | None


class Known(Struct, frozen=True):
    """A technology of the design and how well the team knows it; `level` is none where the brief is silent."""

    technology: str
    parts: tuple[str, ...]
    level: str


class Owned(Struct, frozen=True):
    """A part, a kind of data or a neighbour, with the teams that answer for it and the journeys behind; none: open."""

    what: str
    owners: tuple[str, ...]
    journeys: tuple[str, ...]


class People(Struct, frozen=True):
    """The teams, what they own and what they know."""

    crews: tuple[Crew, ...]
    owned: tuple[Owned, ...]
    known: tuple[Known, ...]

    @property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """The teams by what they answer for; nothing where no team was named."""
        return {owned.what: owned.owners for owned in self.owned}

    @property
    def gaps(self) -> tuple[Known, ...]:
        """What nobody has run in production."""
        return tuple(known for known in self.known if known.level != "production")


def people(
    design: Design,
    components: Sequence[Component],
    neighbours: Sequence[Neighbour],
    entities: Sequence[Entity],
    journeys: Sequence[Journey],
) -> People:
    """The people of one design, teams in the order of the brief."""
    crews = tuple(_crew(team, design, entities, journeys) for team in design["subjects.team"])
    owned = tuple(_owned(crews, components, neighbours, entities)) if crews else ()
    return People(crews, owned, tuple(_known(design, components)))


def _owned(
    crews: Sequence[Crew], components: Sequence[Component], neighbours: Sequence[Neighbour], entities: Sequence[Entity]
) -> Iterator[Owned]:
    """Everything that some team must answer for: data first, then what carries it, then what others run."""
    for entity in entities:
        yield Owned(f"`{entity.id}`", _owners(entity.id, _word(entity.owner), (), crews), entity.journeys)
    for component in components:
        yield Owned(component.title, _owners(component.id, "", component.touched, crews), component.touched)
    for neighbour in neighbours:
        users = (*neighbour.hard, *neighbour.soft)
        yield Owned(f"calls to `{neighbour.id}`", _owners(neighbour.id, "", users, crews), users)


def _owners(name: str, said: str, journeys: Sequence[str], crews: Sequence[Crew]) -> tuple[str, ...]:
    """The team that owns it by name, else the owner that was said or assumed, else those whose journeys use it."""
    owning = [crew.id for crew in crews if name in {one.raw.lower() for one in crew.owns}]
    owning += [crew.id for crew in crews if said.lower() == crew.id]
    return tuple(owning[:1] or [crew.id for crew in crews if set(crew.journeys).intersection(journeys)])


def _crew(team: str, design: Design, entities: Sequence[Entity], journeys: Sequence[Journey]) -> Crew:
    owns: tuple[Text, ...] = design.get("team_owns", team) or ()
    named = {one.raw for one in owns}
    others = {one.raw for crew in design["subjects.team"] for one in design.get("team_owns", crew) or ()} - named
    said = {entity.id for entity in entities if _word(entity.owner).lower() == team}
    mine = {entity.id for entity in entities if entity.id in named} | (said - others)
    touching = [journey for journey in journeys if mine & set(journey.entities)]
    peak = total((journey.peak for journey in touching), "req/s") if touching else None
    return Crew(team, design.get("team_size", team), owns, tuple(journey.id for journey in touching), peak)


def _word(value: Text | None) -> str:
    return value.raw if value else ""


def _known(design: Design, components: Sequence[Component]) -> Sequence[Known]:
    skills = {name: design.get("skill", name) for name in design["subjects.skill"]}
    skills |= {"kubernetes": design["kubernetes_experience"]}
    used: dict[str, tuple[str, list[str]]] = {}
    for component in components:
        if component.technology:
            used.setdefault(component.technology.id, (component.technology.name, []))[1].append(component.title)
    return [
        Known(name, tuple(parts), _level(id_, stands_for(id_, design), skills)) for id_, (name, parts) in used.items()
    ]


def _level(technology: str, product: str, skills: dict[str, str]) -> str:
    """The level of the longest skill whose name the technology carries: `postgresql` for `aws-rds-postgresql`.

    A skill in the `product` that a cloud runs under a name of its own counts as well: `kafka` for `aws-msk`.
    """
    found = [name for name in skills if name in technology or name == product]
    return skills[max(found, key=len)] if found else "none"
