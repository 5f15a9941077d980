"""An incident as it is opened: graded, with the parts that this team has, what to look at first, and its log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from archgen.markdown import row_of
from archgen.registers.tables import cell, cells_of, head, plain, section, table
from archgen.registers.times import said

LOG = "## Log"
MARK = "<!-- archgen-incident: "


class Severity(Struct, frozen=True):
    """How grave it is: what that means, minutes until somebody answers, and until when who has heard of it."""

    name: str
    of: str
    says: str
    answer: int
    tell: int
    whom: str


class Journey(Struct, frozen=True):
    """What users want to do, how much it matters, and the outage that its budget bears, in words and in minutes."""

    id: str
    wants: str
    criticality: str
    budget: str
    minutes: float


class Kit(Struct, frozen=True):
    """What a design says about incidents: the parts people play, its journeys, severities, and where to look.

    `links` are titles with paths from the folder of incidents; `status_page` says whether outsiders are told on one.
    """

    slug: str
    name: str
    process: str
    roles: tuple[str, ...]
    journeys: Mapping[str, Journey]
    severities: Mapping[str, Severity]
    steps: Mapping[str, str]
    links: tuple[tuple[str, str], ...]
    status_page: bool
    whys: bool


class Opening(Struct, frozen=True):
    """What is known when an incident is opened."""

    id: str
    title: str
    severity: str
    journeys: tuple[str, ...]
    began: datetime
    noticed: datetime
    people: tuple[str, ...]
    saw: str


def opened(opening: Opening, kit: Kit) -> str:
    """The page of an incident as it is opened; from then on it is people's."""
    severity = kit.severities[opening.severity]
    lines = [f"# {plain(opening.title)}", "", f"{MARK}{opening.id} -->", ""]
    lines += [f"**{severity.name} in [{kit.name}](../{kit.slug}/index.md): {severity.says}.** Times are UTC.", ""]
    lines += [*head(("What", "Said")), *(row_of(pair) for pair in _facts(opening, severity, kit)), ""]
    lines += [*_first(kit), *_told(opening, kit)]
    lines += [LOG, "", *head(("UTC", "Step", "What was seen, thought or done"))]
    lines += [row_of((said(opening.noticed)[:16], "observe", cell(opening.saw or kit.steps["observe"] + "?")))]
    lines += ["", "What each step asks:", "", *(f"- **{step}**: {asks}" for step, asks in kit.steps.items())]
    return "\n".join(lines).rstrip() + "\n"


def logged(text: str, *, at: datetime, step: str, what: str) -> str:
    """The page with one line more in its log, in the order of time; the same text where it has no log."""
    lines = text.split("\n")
    rows = table(lines, section(lines, LOG))
    if not rows:
        return text
    time, end = said(at)[:16], "\r" if lines[rows[-1]].endswith("\r") else ""
    later = next((place for place in rows if cells_of(lines[place])[0] > time), rows[-1] + 1)
    lines.insert(later, row_of((time, step, cell(what))) + end)
    return "\n".join(lines)


def _facts(opening: Opening, severity: Severity, kit: Kit) -> Iterator[tuple[str, str]]:
    yield "State", "open"
    yield "Severity", severity.name
    yield "Journeys", ", ".join(f"`{name}`" for name in opening.journeys) or "none that a design names"
    yield "Began", said(opening.began)
    yield "Noticed", said(opening.noticed)
    yield "Ended", ""
    for place, role in enumerate(kit.roles):
        yield role, cell(opening.people[place]) if place < len(opening.people) else "to be named"
    yield "Answered by", said(opening.noticed + timedelta(minutes=severity.answer))
    yield f"Told to {severity.whom} by", said(opening.noticed + timedelta(minutes=severity.tell))


def _first(kit: Kit) -> Iterator[str]:
    yield from ("## Look here first", "")
    yield from (f"- [{title}]({path})" for title, path in kit.links)
    yield ""


def _told(opening: Opening, kit: Kit) -> Iterator[str]:
    """What users are told, where the design names what they miss."""
    wants = [kit.journeys[name].wants for name in opening.journeys if name in kit.journeys]
    if not wants:
        return
    where = "on the status page" if kit.status_page else "to whoever asks"
    severity = kit.severities[opening.severity]
    yield from ("## What users are told", "")
    yield f"> Since {said(opening.began)} this does not work as it should in {kit.name}: {'; '.join(wants)}."
    yield from (f"> We write again within {_hours(severity.tell)}.", "")
    yield from (f"It goes {where}.", "")


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
