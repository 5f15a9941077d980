"""What only the team can supply: addresses, people and commands that archgen does not invent, each counted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.blueprint.blueprint import Failure, ToDo
from archgen.blueprint.libraries import Libraries
from archgen.blueprint.parts import Component, Neighbour
from archgen.blueprint.safeguards import Processing


def todos(
    failures: Sequence[Failure],
    components: Sequence[Component],
    neighbours: Sequence[Neighbour],
    libraries: Libraries,
    processing: Sequence[Processing],
    *,
    site: str,
    errors: str,
) -> tuple[ToDo, ...]:
    """The to-dos of a design, in the order of the pages on which they stand."""
    return (
        *_address(site),
        *_grounds(processing),
        *_technologies(components),
        *_uncalled(neighbours),
        *_errors(errors),
        *_libraries(libraries),
        *_commands(failures),
    )


def _errors(errors: str) -> Iterator[ToDo]:
    if errors == "existing":
        what = "Write the form in which clients read errors today into `artifacts/openapi.yaml` (schema `Error`)."
        yield ToDo("todo-error-form", what, "the team", "openapi")


def _address(site: str) -> Iterator[ToDo]:
    if not site:
        what = "State the site's address in `.archgen/config.yaml` (`site:`), so that alerts link to their runbooks."
        yield ToDo("todo-site-address", what, "the team", "objectives")


def _grounds(processing: Sequence[Processing]) -> Iterator[ToDo]:
    if processing:
        kinds = ", ".join(f"`{line.kind}`" for line in processing)
        what = f"Name the legal ground of {kinds}, and who answers for them towards the authority."
        yield ToDo("todo-legal-ground", what, "whoever answers for data protection", "data-model")


def _technologies(components: Sequence[Component]) -> Iterator[ToDo]:
    for component in components:
        if component.technology is None:
            what = f"Name what the {component.title} is made of, so that its runbooks get commands."
            yield ToDo(f"todo-technology-{component.id}", what, component.owner, "system-design")


def _uncalled(neighbours: Sequence[Neighbour]) -> Iterator[ToDo]:
    for neighbour in neighbours:
        if not neighbour.hard and not neighbour.soft:
            what = f"Say which journey calls `{neighbour.id}` and at which step; until then nothing fails with it."
            yield ToDo(f"todo-journey-of-{neighbour.id}", what, "the team", "system-context")


def _libraries(libraries: Libraries) -> Iterator[ToDo]:
    for duty in libraries.missing:
        what = f"Choose a maintained library for the {duty}: none was looked up for this language and store."
        yield ToDo(f"todo-library-{duty}", what, "the team", "technical-design")


def _commands(failures: Sequence[Failure]) -> Iterator[ToDo]:
    for failure in failures:
        if not failure.commands:
            what = f"Write the first command for `{failure.id}` as it is run here."
            yield ToDo(f"todo-commands-{failure.id}", what, "on call", f"runbook:{failure.id}")
