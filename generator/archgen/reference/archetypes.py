"""The kinds of systems, each with what it supplies as assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen.library import Library
from archgen.reference.markdown import anchor, heading, listed, page, plain, table, words

Data = Mapping[str, Any]


def pages(known: Library) -> dict[str, str]:
    """The overview and a page for each archetype."""
    entries = known.archetypes
    return {
        "archetypes/index.md": _overview(entries),
        **{f"archetypes/{anchor(name)}.md": _page(name, data) for name, data in entries.items()},
    }


def _overview(entries: Mapping[str, Data]) -> str:
    rows = (
        (
            f"[{plain(data['title'])}]({anchor(name)}.md)",
            plain(data.get("says", "")),
            listed([f"`{each['id']}`" for each in data["brief"].get("journeys", ())]),
        )
        for name, data in entries.items()
    )
    return page(
        "# Archetypes",
        "An archetype is a kind of system. Named in a brief (`archetype: booking`, or several with their weights), it "
        "supplies what systems of its kind have in common: load, journeys, records and neighbours, all as assumptions "
        "that your own answers replace.",
        table(("Kind", "What it is", "Journeys"), rows),
    )


def _page(name: str, data: Data) -> str:
    brief, grounds = data["brief"], data.get("grounds", {})
    return page(
        f"# {plain(data['title'].capitalize())}",
        f"{plain(data.get('says', ''))} Chosen with `archetype: {name}`.",
        "## Load" if "load" in brief else "",
        table(("Answer", "Assumed", "Because"), _answers("load", brief.get("load", {}), grounds)),
        table(("Peak", "What it is", "Times the usual", "When"), _peaks(brief.get("load", {}))),
        "## Journeys" if brief.get("journeys") else "",
        *(_journey(each) for each in brief.get("journeys", ())),
        "## Records" if brief.get("data", {}).get("entities") else "",
        table(("Record", "What it is", "Must always hold"), map(_entity, brief.get("data", {}).get("entities", ()))),
        "## Files" if brief.get("data", {}).get("objects") else "",
        table(("File", "What it is", "Size", "Kept"), map(_object, brief.get("data", {}).get("objects", ()))),
        "## Neighbours" if brief.get("dependencies") else "",
        table(("Neighbour", "For", "Answers", "If it is away"), map(_dependency, brief.get("dependencies", ()))),
        "## What is asked" if data.get("questions") else "",
        "\n".join(f"- **{plain(each['ask'])}** {plain(each['why'])}" for each in data.get("questions", ())),
        "## How such systems fail" if data.get("failures") else "",
        table(("Failure", "Where", "What happens"), map(_failure, data.get("failures", ()))),
    )


def _answers(path: str, answers: Data, grounds: Data) -> Iterator[tuple[str, str, str]]:
    for name, value in answers.items():
        if isinstance(value, Mapping):
            yield from _answers(f"{path}.{name}", value, grounds)
        elif not isinstance(value, list):
            yield f"`{path}.{name}`", plain(str(value)), plain(grounds.get(f"{path}.{name}", ""))


def _peaks(load: Data) -> Iterator[tuple[str, str, str, str]]:
    for peak in load.get("peaks", ()):
        yield (
            f"`{peak['id']}`",
            plain(peak.get("what", "")),
            f"{peak.get('factor', '')}x",
            plain(str(peak.get("when", ""))),
        )


def _journey(journey: Data) -> str:
    facts = [journey.get("criticality", "important"), journey.get("kind", "read")]
    facts += [f"{journey['share']} of requests"] if "share" in journey else []
    facts += [f"within {target}"] if (target := journey.get("latency", {}).get("target")) else []
    records = [f"`{each}`" for each in journey.get("entities", ())]
    steps = [f"{place}. {_step(step)}" for place, step in enumerate(journey.get("steps", ()), start=1)]
    return page(
        heading(3, f"`{journey['id']}`", journey["id"]),
        f"{plain(journey['wants']).capitalize()}: {', '.join(facts)}."
        + (f" It touches {listed(records)}." if records else "")
        + (f" Contested: {plain(journey['contested'])}." if journey.get("contested") else ""),
        "\n".join(steps),
    )


def _step(step: Data) -> str:
    often = f", {step['calls']} calls" if step.get("calls") else ""
    soft = ", can be missing" if step.get("needs") == "soft" else ""
    whose = f" (from the {words(step['from'])})" if step.get("from") else ""
    return f"**{words(step['to']).capitalize()}** {plain(step.get('does', ''))}{whose}{often}{soft}."


def _entity(entity: Data) -> tuple[str, str, str]:
    return f"`{entity['id']}`", plain(entity.get("what", "")), "<br>".join(map(plain, entity.get("integrity", ())))


def _object(files: Data) -> tuple[str, str, str, str]:
    return (
        f"`{files['id']}`",
        plain(files.get("what", "")),
        plain(str(files.get("size", ""))),
        plain(str(files.get("retention", ""))),
    )


def _dependency(other: Data) -> tuple[str, str, str, str]:
    answers = listed([plain(str(other[key])) for key in ("availability", "latency") if key in other])
    return f"`{other['id']}`", plain(other.get("for", "")), answers, plain(other.get("fallback", ""))


def _failure(failure: Data) -> tuple[str, str, str]:
    return f"`{failure['id']}`", words(failure.get("role", "")), plain(failure["says"])
