"""What a design says about incidents, for the commands that keep them: parts, severities, journeys, where to look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen.blueprint.speech import Speaker
from archgen.cli.shelf import Shelf
from archgen.documents.places import prose
from archgen.documents.render import plain
from archgen.library import knowledge
from archgen.registers import Journey, Kit, Severity
from archgen.resolver import Design


def kit_of(shelf: Shelf, slug: str) -> Kit:
    """The kit of one design; its brief is resolved, no page is made."""
    design = shelf.library.resolve(shelf.brief(slug))
    data = knowledge("incidents")["incidents"]
    process = str(design["incident_process"])
    small = process == data["small"]
    speaker = Speaker(design, shelf.library.titles, {})
    return Kit(
        slug=slug,
        name=prose(plain(design["system_name"])),
        process=process,
        roles=tuple(data["roles"][process]),
        journeys={name: _journey(name, design) for name in design["subjects.journey"]},
        severities={row["severity"]: _severity(row, design, speaker, small=small) for row in data["severities"]},
        steps={row["step"]: row["says"] for row in data["steps"]},
        links=tuple(_links(shelf, slug)),
        status_page=bool(design["incident_process.status_page"]),
        whys=design["incident_process.review"] == "five-whys",
    )


def _journey(name: str, design: Design) -> Journey:
    budget = design["budget_time"][name]
    return Journey(
        id=name,
        wants=prose(plain(design["journey_wants"][name] or name)),
        criticality=str(design["journey_criticality"][name]),
        budget=f"{plain(budget)} in {plain(design['slo_window'])}",
        minutes=float(budget.value_in("min")),
    )


def _severity(row: Mapping[str, Any], design: Design, speaker: Speaker, *, small: bool) -> Severity:
    everybody = plain(speaker.say("all {engineers}") or ())
    return Severity(
        name=row["severity"],
        of=row["of"],
        says=row["says"],
        answer=int(design[row["answer"]].value_in("min")),
        tell=int(design[row["tell"]].value_in("min")),
        whom=everybody if small else row["whom"],
    )


def _links(shelf: Shelf, slug: str) -> Iterator[tuple[str, str]]:
    """The pages of runbooks that are there."""
    titles = {
        "objectives": "which part of a journey's way fails",
        "rollback": "go back to the version before",
        "dependencies": "a neighbour is away",
        "primary-store": "the primary store",
        "api": "the API",
        "index": "all runbooks",
    }
    for name, title in titles.items():
        path = f"{slug}/runbooks/{name}.md"
        if (shelf.root / shelf.docs / path).is_file():
            yield title, f"../{path}"
