"""Snippets that fulfil a metrics contract, one a language: the text is knowledge, names and bounds the design's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from archgen.slo.objective import camel
from archgen.slo.promql import number
from archgen.slo.telemetry.contract import Contract, Metric


class Snippet(Struct, frozen=True):
    """How one language is instrumented: the library, how to install it, and code with `@slots@`."""

    language: str
    library: str
    version: str
    install: str
    source: str
    code: str
    counter: str
    brackets: tuple[str, str, str]


def snippets_from(data: Mapping[str, Any]) -> dict[str, Snippet]:
    """The snippets of `knowledge/slo/instrumentation.yaml` by their language."""
    return {entry["language"]: _snippet(entry) for entry in data["languages"]}


def instrument(snippet: Snippet, contract: Contract, *, journeys: Iterable[str]) -> str:
    """The snippet with this contract's buckets, journeys and domain counters."""
    buckets = next((metric.buckets for metric in contract.metrics if metric.buckets), ())
    domain = [metric for metric in contract.metrics if not metric.labels and metric.type == "counter"]
    filled = snippet.code.replace("@buckets@", _list(snippet, list(map(number, buckets))))
    filled = filled.replace("@journeys@", _list(snippet, [json.dumps(name) for name in sorted(journeys)]))
    return "\n".join(line for text in filled.split("\n") for line in _domain(text, snippet, domain))


def _domain(line: str, snippet: Snippet, metrics: list[Metric]) -> list[str]:
    """The line itself, or in place of the slot one line for each metric of the domain, indented as the slot was."""
    if line.strip() != "@domain@":
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return [indent + _counter(snippet, metric) for metric in metrics]


def _counter(snippet: Snippet, metric: Metric) -> str:
    name = metric.name.removesuffix("_total")
    names = {"@metric@": metric.name, "@says@": json.dumps(metric.says)[1:-1], "@constant@": name.upper()}
    text = snippet.counter
    for slot, value in {**names, "@camel@": camel(name)}.items():
        text = text.replace(slot, value)
    return text


def _list(snippet: Snippet, items: list[str]) -> str:
    start, end, between = snippet.brackets
    inside = between.join(items)
    single = "," if start == "(" and snippet.language == "python" and len(items) == 1 else ""
    return f"{start}{inside}{single}{end}"


def _snippet(entry: Mapping[str, Any]) -> Snippet:
    brackets = entry["list"]
    return Snippet(
        entry["language"],
        entry["library"],
        str(entry["version"]),
        entry["install"],
        entry["source"],
        entry["code"],
        entry["counter"],
        (brackets["open"], brackets["close"], brackets["each"]),
    )
