"""Which documents, runbooks, records and artifacts this design owes, why, and what would make the others owed.

The conditions are data (`templates/documents.yaml`), in the grammar of a table's cells, over the facts of the design.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.blueprint import Blueprint, Decided, Filled
from archgen.interface import events
from archgen.quantities import Quantity


class Part(Struct, frozen=True):
    """A document that stands on another's page: a small set of documents has fewer pages, not less to say."""

    id: str
    title: str
    template: str


class Owed(Struct, frozen=True):
    """One page or file: its id, its path under the design's folder, its template, and what it is about."""

    id: str
    path: str
    title: str
    template: str
    section: str = ""
    about: Any = None
    parts: tuple[Part, ...] = ()


class Artifact(Struct, frozen=True):
    """A file for machines: its path under the design's folder, what it holds, who reads it, how to try it."""

    id: str
    path: str
    title: str
    says: Filled
    read_by: str
    command: str


class NotOwed(Struct, frozen=True):
    """A document that is not applicable yet, and what would make it so."""

    id: str
    title: str
    trigger: str


class Outline(Struct, frozen=True):
    """Everything owed, in the order of the navigation; `references` lead from an id to `path#anchor`."""

    owed: tuple[Owed, ...]
    artifacts: tuple[Artifact, ...]
    not_owed: tuple[NotOwed, ...]
    records: tuple[Decided, ...]
    references: Mapping[str, str] = field(default_factory=dict)

    def reference(self, name: str) -> str:
        """Where a thing is described: `path#anchor` from the design's folder; "" where no page is owed for it."""
        return self.references.get(name, "")


def outline(blueprint: Blueprint, documents: Sequence[Mapping[str, Any]]) -> Outline:
    """What is owed for `blueprint` by the rows of `documents`; a row without a template is a file for machines."""
    owed: list[Owed] = []
    files: list[Artifact] = []
    not_owed: list[NotOwed] = []
    parts: dict[str, list[Part]] = {}
    for row in documents:
        host = next((at["page"] for at in row.get("within", ()) if applies(at["when"], blueprint)), "")
        if applies(row.get("owed", {}), blueprint) and _has(row.get("needs", ()), blueprint):
            if "template" in row:
                owed += _pages(row, blueprint)
            else:
                files.append(_artifact(row, blueprint))
        elif host:
            parts.setdefault(host, []).append(Part(row["id"], row["title"], row["part"]))
        elif row.get("trigger"):
            not_owed.append(NotOwed(row["id"], row["title"], row["trigger"]))
    pages = tuple(replace(page, parts=tuple(parts.get(page.id, ()))) for page in owed)
    records = tuple(decision for decision in blueprint.decisions if decision.recorded)
    references = {file.id: file.path for file in files} | dict(_references(pages, blueprint))
    return Outline(pages, tuple(files), tuple(not_owed), records, references)


def applies(conditions: Mapping[str, Any], blueprint: Blueprint) -> bool:
    """Whether every condition holds: a value or a list of values of a fact, or a span `9..` of a number."""
    return all(_holds(wanted, blueprint.design[name]) for name, wanted in conditions.items())


def _has(needs: Sequence[str], blueprint: Blueprint) -> bool:
    """Whether the design has any of each kind of thing that a row is made of."""
    return all(events(blueprint) if kind == "events" else getattr(blueprint, kind) for kind in needs)


def _artifact(row: Mapping[str, Any], blueprint: Blueprint) -> Artifact:
    says = blueprint.speaker.say(row["says"]) or (row["title"],)
    return Artifact(row["id"], row["path"], row["title"], says, row["read_by"], row["command"])


def _pages(row: Mapping[str, Any], blueprint: Blueprint) -> Iterator[Owed]:
    subjects = _subjects(row.get("per", ""), blueprint)
    for name, title, about in subjects:
        yield Owed(
            id=row["id"].replace("{id}", name),
            path=row["path"].replace("{id}", name),
            title=row["title"].replace("{title}", title),
            template=row["template"],
            section=row.get("section", ""),
            about=about,
        )


def _subjects(per: str, blueprint: Blueprint) -> Sequence[tuple[str, str, Any]]:
    """What a row of documents is repeated for: once, or for each part that can fail or each hard neighbour."""
    if per == "part":
        return [(page, _part(page, blueprint), page) for page in _parts_of_runbooks(blueprint)]
    if per == "dependency":
        return [(neighbour.id, neighbour.id, neighbour) for neighbour in blueprint.neighbours if neighbour.hard]
    return [("", "", None)]


def _parts_of_runbooks(blueprint: Blueprint) -> Sequence[str]:
    """The parts whose failures stand on a page of their own; what a procedure answers stands with the procedure."""
    pages = dict.fromkeys(failure.page for failure in blueprint.failures if not failure.procedure)
    return sorted(pages, key=lambda page: page in ("other-parts", "dependencies"))


def _part(role: str, blueprint: Blueprint) -> str:
    component = blueprint.component(role)
    title = component.title if component else role.replace("-", " ")
    return title[0].upper() + title[1:]


def _references(owed: Sequence[Owed], blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    paths = {page.id: page.path for page in owed}
    yield from paths.items()
    within = {part.id: page.path for page in owed for part in page.parts}
    yield from ((part, f"{path}#{part}") for part, path in within.items())
    for failure in blueprint.failures:
        if f"runbook-{failure.page}" in paths:
            yield f"runbook:{failure.id}", f"{paths[f'runbook-{failure.page}']}#{failure.id}"
    for decision in _leading(blueprint.decisions):
        yield f"decision:{decision.id}", f"{paths.get('decisions', '')}#{decision.anchor}"
    for quantity in blueprint.design.ledger:
        yield f"quantity:{quantity}", f"{paths.get('ledger', '')}#{anchor_of(quantity)}"
    for assumed in blueprint.assumptions:
        page = paths.get("assumptions") or within.get("assumptions", "")
        yield f"assumption:{assumed.id}", f"{page}#{anchor_of(assumed.id)}"


def _leading(decisions: Iterable[Decided]) -> Iterable[Decided]:
    """One of each name: of a decision for several subjects the first that asks something of somebody."""
    found: dict[str, Decided] = {}
    for decision in decisions:
        if decision.id not in found or (found[decision.id].idle and not decision.idle):
            found[decision.id] = decision
    return found.values()


def anchor_of(name: str) -> str:
    """An anchor that GitHub, GitLab and mkdocs read alike."""
    return "".join(char if char.isalnum() else "-" for char in name.lower()).strip("-")


def _holds(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, list):
        return any(_holds(item, value) for item in wanted)
    if isinstance(value, Quantity):
        low, dots, high = str(wanted).partition("..")
        number = value.value
        if not dots:
            return number == Fraction(low)
        return (not low or number >= Fraction(low)) and (not high or number <= Fraction(high))
    if isinstance(value, bool) or isinstance(wanted, bool):
        return bool(value) is wanted
    return bool(value == wanted)
