"""What a brief takes from the findings: for each path that it can, one value in the brief's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archgen.detection.finding import Detected, Finding
from archgen.detection.signs import Signs


def answers(findings: Iterable[Finding], signs: Signs) -> tuple[Detected, ...]:
    """Values for the brief, by path. What most files speak for comes first where only one thing can be said."""
    ordered = sorted(findings, key=lambda each: (-each.files, str(each.value)))
    found = (_answer(path, said, ordered, signs) for path, said in sorted(signs.answers.items()))
    return tuple(each for each in found if each is not None)


def shown(findings: Iterable[Finding], signs: Signs) -> tuple[Detected, ...]:
    """Everything that the findings say of those paths of the brief which hold one word: a path once for each word."""
    single = {path: said for path, said in sorted(signs.answers.items()) if said["as"] == "one" and "words" in said}
    told = [
        Detected(path, value, each.file, each.line, each.note)
        for path, said in single.items()
        for each in findings
        if each.kind in said["of"] and (each.runs or not said.get("runs"))
        for value in _words(each, said)
    ]
    return tuple({(each.path, each.value): each for each in reversed(told)}.values())[::-1]


def _answer(path: str, said: Mapping[str, Any], findings: list[Finding], signs: Signs) -> Detected | None:
    fit = (each for each in findings if each.kind in said["of"] and (each.runs or not said.get("runs")))
    told = [(each, value) for each in fit for value in _words(each, said)]
    if not told:
        return None
    first = told[0][0]
    match said["as"]:
        case "one":
            others = list(dict.fromkeys(str(each.value) for each, _ in told[1:]))
            note = "; ".join(filter(None, (first.note, f"also found: {', '.join(others)}" if others else "")))
            return Detected(path, told[0][1], first.file, first.line, note)
        case "list":
            return Detected(path, tuple(sorted({str(value) for _, value in told})), first.file, first.line, first.note)
        case "text":
            titles = [signs.technologies[str(value)].title for _, value in told]
            return Detected(path, ", ".join(titles), first.file, first.line, first.note)
    return Detected(path, True, first.file, first.line, first.note)


def _words(finding: Finding, said: Mapping[str, Any]) -> Iterator[str | int | bool]:
    """The finding in the brief's words, if it has one for it."""
    value = said.get("into", {}).get(finding.value, finding.value)
    if "words" in said and value not in said["words"]:
        value = said.get("else")
    if value is not None and str(value).startswith(tuple(said.get("starts", ("",)))):
        yield value
