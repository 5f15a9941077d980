"""The designs against the repository that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.brief import Found, Given
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.pipeline import Designed
from archgen.problems import Problem, Where
from archgen.texts import Text


@check("check-repository", "warning", "The repository has more deployables than its designs")
def deployables(subject: Subject) -> Iterator[Problem]:
    """More files of the repository say what is deployed than its designs have deployables, taken together."""
    designed = sum(int(design.blueprint.design["deployables"].value) for design in subject.designs)
    found = subject.deployables
    if subject.designs and len(found) > designed:
        what = f"the designs have {designed} in all, and the repository has {len(found)}: {', '.join(found)}."
        hint = "State what splits off in the brief, or plan how they become fewer."
        yield Problem("check-repository", Where(f"{subject.docs}/{subject.designs[0].slug}/brief.yaml"), what, hint)


@check("check-technology", "warning", "The repository is built of something else than its design says")
def technologies(subject: Subject) -> Iterator[Problem]:
    """The brief, or what is assumed in its place, names a language, a database or a cloud, and the repository shows
    others only; or it has what the brief forbids.
    """
    for design in subject.designs:
        for path in dict.fromkeys(each.path for each in subject.shown):
            given = design.brief.get(path)
            seen = [each for each in subject.shown if each.path == path]
            if given and given.value not in {each.value for each in seen}:
                yield _other(path, given, seen, f"{subject.folder(design)}/brief.yaml")
        yield from _forbidden(subject, design)


def _other(path: str, given: Given, seen: list[Found], file: str) -> Problem:
    others = ", ".join(f"'{each.value}' ({each.file})" for each in seen)
    how = {"given": "is", "detected": "was found to be"}.get(given.layer, "is assumed to be")
    what = f"{path} {how} '{given.value}', and the repository shows {others}."
    say = f"archgen update --set {path}={seen[0].value}"
    hint = "Correct it, or plan the way there in the design." if given.layer == "given" else f"Say it: `{say}`."
    return Problem("check-technology", given.where if given.layer != "default" else Where(file), what, hint)


def _forbidden(subject: Subject, design: Designed) -> Iterator[Problem]:
    forbidden = design.brief.get("constraints.forbidden")
    for name in forbidden.value if forbidden and isinstance(forbidden.value, tuple) else ():
        file = subject.technologies.get(name.raw.casefold()) if isinstance(name, Text) else None
        if forbidden and file:
            what = f"constraints.forbidden names {design.plain(name)}, and the repository has it ({file})."
            hint = "Take it out of the repository, or out of the list."
            yield Problem("check-technology", forbidden.where, what, hint)
