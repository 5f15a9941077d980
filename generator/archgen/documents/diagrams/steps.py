"""One journey step by step, and what happens when the step that is most likely to fail does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archgen.blueprint import Blueprint, Journey, Step
from archgen.documents.diagrams.labels import label, node


def sequence(journey: Journey, blueprint: Blueprint) -> str:
    """The steps in order, soft ones as what may be skipped, and one failing."""
    titles = {component.id: component.title for component in blueprint.components}
    parts = dict.fromkeys(part for step in journey.steps for part in (step.source, step.target))
    lines = ["sequenceDiagram"]
    for part in parts:
        kind = "actor" if part == journey.by else "participant"
        lines.append(f"  {kind} {node(part)} as {label(titles.get(part, part))}")
    for step in journey.steps:
        lines.append(
            f"  {node(step.source)}{'->>' if step.hard else '-)'}{node(step.target)}: {_does(step)}{_calls(step)}"
        )
        if not step.hard:
            lines.append(f"  Note over {node(step.source)},{node(step.target)}: may fail without harm to the answer")
    return "\n".join((*lines, *_failing(journey, blueprint, titles)))


def failing(journey: Journey, blueprint: Blueprint) -> Step | None:
    """The step whose failure is shown: a hard call to somebody else, a soft one, else the last hard one."""
    others = {neighbour.id for neighbour in blueprint.neighbours}
    called = [step for step in journey.steps if step.target in others]
    hard = [step for step in journey.steps if step.hard]
    return next(iter([*(step for step in called if step.hard), *called, *reversed(hard)]), None)


def _failing(journey: Journey, blueprint: Blueprint, titles: Mapping[str, str]) -> Iterator[str]:
    step = failing(journey, blueprint)
    if step is None:
        return
    fallback = next((other.fallback for other in blueprint.neighbours if other.id == step.target), None)
    told = label(fallback, width=90) if fallback else _told(step, journey)
    yield f"  opt {label(titles.get(step.target, step.target))} is away"
    yield f"    {node(step.source)}-x{node(step.target)}: {_does(step)}"
    yield (
        f"    {node(step.source)}-->>{node(journey.by)}: {told}"
        if step.source != journey.by
        else (f"    Note over {node(journey.by)}: {told}")
    )
    yield "  end"


def _told(step: Step, journey: Journey) -> str:
    """What the caller is told; what earlier steps of a write have stored has to be taken back."""
    if not step.hard:
        return "goes on without it"
    before = [one for one in journey.steps[: journey.steps.index(step)] if one.target == "primary-store"]
    if journey.writes and before:
        return "fails, and what was stored before is taken back"
    return "fails, nothing was changed" if journey.writes else "fails, may be asked again"


def _does(step: Step) -> str:
    return label(step.does) if step.does else "calls"


def _calls(step: Step) -> str:
    calls = step.calls.value
    return f" ({int(calls)} calls)" if calls.denominator == 1 and calls > 1 else ""
