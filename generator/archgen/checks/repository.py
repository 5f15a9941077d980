"""The designs against the repository that they are about."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where


@check("check-repository", "warning", "The repository has more deployables than its designs")
def deployables(subject: Subject) -> Iterator[Problem]:
    """More files of the repository say what is deployed than its designs have deployables, taken together."""
    designed = sum(int(design.blueprint.design["deployables"].value) for design in subject.designs)
    found = subject.deployables
    if subject.designs and len(found) > designed:
        what = f"the designs have {designed} in all, and the repository has {len(found)}: {', '.join(found)}."
        hint = "State what splits off in the brief, or plan how they become fewer."
        yield Problem("check-repository", Where(f"{subject.docs}/{subject.designs[0].slug}/brief.yaml"), what, hint)
