"""The last page of an interview and the first lines after a run: what the answers lead to, in a dozen lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from archgen.blueprint import Challenge
from archgen.cli.shelf import Shelf
from archgen.pipeline import Designed
from archgen.problems import Stop
from archgen.texts import Text

MOST = 5
LEADING = ("phase", "team_band", "architecture_style")


def last_look(shelf: Shelf, text: str) -> str:
    """What would be written for this brief: phase, driver, contradictions, assumptions, files."""
    try:
        slug = shelf.slug_of(text)
        brief = shelf.brief(slug, shelf.dated(text, "brief.yaml"))
        return "\n".join(summary(shelf.designed(slug, brief), shelf.docs))
    except Stop as stop:
        return "\n".join(("These answers cannot be designed from yet:", *map(str, stop.problems)))


def summary(designed: Designed, docs: str) -> Iterator[str]:
    """The design in lines for a terminal."""
    blueprint, decisions = designed.blueprint, designed.blueprint.decisions
    leading = [each for name in LEADING if (each := blueprint.decision(name))]
    print_ = designed.plain
    yield f"{print_(blueprint.name)}: {', '.join(f'{each.option} ({each.title.lower()})' for each in leading)}"
    if blueprint.driver:
        yield f"  driven by {print_(blueprint.driver.value)} ({blueprint.driver.path})"
    yield f"  {_counted(len(decisions), 'decision')}, {len(designed.outline.records)} with a record of their own"
    yield f"  {_counted(len(blueprint.challenges), 'contradiction')} between answers"
    yield from (f"    {line}" for line in islice(_contradictions(blueprint.challenges, print_), MOST))
    shown = [(path, given) for path, given in designed.brief.layer.values.items() if given.layer == "detected"]
    if shown:
        yield f"  {_counted(len(shown), 'answer')} read from the repository:"
        told = ((path, print_(Text(given.spelling)), print_(Text(given.ground))) for path, given in shown[:MOST])
        yield from (f"    {path} = {said} ({file})" for path, said, file in told)
    yield f"  {_counted(len(blueprint.assumptions), 'assumption')}; the weightiest:"
    yield from (f"    {each.path} = {print_(each.value)}" for each in blueprint.assumptions[:MOST])
    yield f"  {_counted(len(designed.pages), 'page')} under {docs}/{designed.slug}/"
    if designed.outline.artifacts:
        yield f"  for machines beside them: {', '.join(each.title.lower() for each in designed.outline.artifacts)}"


def _contradictions(challenges: Iterable[Challenge], print_: Callable[[Any], str]) -> Iterator[str]:
    """A line for each kind of contradiction; what else it is about is named behind the first of its kind."""
    kinds: dict[str, list[Challenge]] = {}
    for challenge in challenges:
        kinds.setdefault(challenge.title.partition(" (")[0], []).append(challenge)
    for first, *others in kinds.values():
        also = ", ".join(other.title.partition(" (")[2].rstrip(")") for other in others)
        yield f"{first.severity}: {print_(first.says)}{f' The same holds for {also}.' if also else ''}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
