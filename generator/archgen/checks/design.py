"""The design itself: contradictions that stand, to-dos that wait, targets, support that ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where


@check("check-challenge", "note", "Answers contradict each other")
def challenge(subject: Subject) -> Iterator[Problem]:
    """Two answers cannot both hold. The open-questions page has the arithmetic and the ways out."""
    for design in subject.designs:
        for each in design.blueprint.challenges:
            where = Where(f"{subject.folder(design)}/brief.yaml")
            way = next(way for way in each.ways if way.recommended)
            what = f"{each.severity}: {design.plain(each.says)}"
            yield Problem("check-challenge", where, what, design.plain(way.says))


@check("check-todo", "note", "Something only the team can supply")
def todo(subject: Subject) -> Iterator[Problem]:
    """archgen does not invent addresses, people or commands; each that is missing is a to-do with an owner."""
    for design in subject.designs:
        for each in design.blueprint.todos:
            yield Problem(
                "check-todo", Where(f"{subject.folder(design)}/open-questions.md"), each.what, f"Owner: {each.owner}."
            )


@check("check-support", "warning", "The support of a technology has ended or ends soon")
def support(subject: Subject) -> Iterator[Problem]:
    """The published end of support lies before today or within half a year of it."""
    for design in subject.designs:
        for component in design.blueprint.components:
            ends = component.technology.support_ends if component.technology else ""
            if ends and component.technology and (left := (date.fromisoformat(ends) - subject.today).days) < 183:
                name, cycle = component.technology.name, component.technology.cycle
                what = f"{name} {cycle} ({component.title}): support {'ended' if left < 0 else 'ends'} on {ends}."
                where = Where(f"{subject.folder(design)}/system-design.md")
                yield Problem("check-support", where, what, "Plan the upgrade to a supported version.")
