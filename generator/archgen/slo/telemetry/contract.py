"""The metrics contract of a service: what it must expose for its objectives, its labels and buckets, its cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import prod
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from archgen.slo.indicators import Counted, Indicator, NativeTimed, Serial, Sliced, Timed
from archgen.slo.objective import Objective
from archgen.slo.promql import Matcher, Selector
from archgen.slo.telemetry.exporters import Exporter, needed

Type = Literal["counter", "histogram", "native histogram", "gauge"]

_SCRAPED = frozenset({"job"})
_DAY = 86_400
_SUM_AND_COUNT = 2


class Label(Struct, frozen=True):
    """A label of a metric, the values that objectives name, and how many values are expected."""

    name: str
    named: tuple[str, ...]
    expected: int
    says: str = ""


class Metric(Struct, frozen=True):
    """One metric that a service exposes; `buckets` are upper bounds in seconds, without the last one, infinity."""

    name: str
    type: Type
    labels: tuple[Label, ...] = ()
    unit: str = ""
    says: str = ""
    buckets: tuple[Fraction, ...] = ()

    @property
    def series(self) -> int:
        """Time series a single instance exposes at most, if every combination of labels occurs."""
        each = len(self.buckets) + 1 + _SUM_AND_COUNT if self.type == "histogram" else 1
        return prod(label.expected for label in self.labels) * each


class Terms(Struct, frozen=True):
    """`knowledge/slo/contract.yaml`: buckets, units, words, and how many values labels take."""

    scrape_seconds: int
    buckets: tuple[Fraction, ...]
    labels: Mapping[str, tuple[int, str]]
    metrics: Mapping[str, tuple[str, str]]


class Contract(Struct, frozen=True):
    """What a service owes to monitoring, and the load that it puts there."""

    service: str
    metrics: tuple[Metric, ...]
    exporters: tuple[Exporter, ...]
    instances: int
    series: int
    samples_a_day: int


def terms_from(data: Mapping[str, Any]) -> Terms:
    """The terms of `knowledge/slo/contract.yaml`."""
    return Terms(
        int(data["scrape_interval_seconds"]),
        tuple(Fraction(bound) for bound in data["buckets"]),
        {name: (int(entry["values"]), entry["says"]) for name, entry in data["labels"].items()},
        {name: (entry["unit"], entry["says"]) for name, entry in data["metrics"].items()},
    )


def with_bounds(terms: Terms, bounds: Iterable[Fraction]) -> tuple[Fraction, ...]:
    """The buckets that a latency histogram must define: the usual ones and every bound that an objective asks for."""
    return tuple(sorted({*terms.buckets, *bounds}))


def contract(
    service: str,
    objectives: Iterable[Objective],
    *,
    terms: Terms,
    instances: int,
    exporters: Iterable[Exporter] = (),
    kinds: Iterable[str] = (),
    expected: Mapping[str, int] | None = None,
    domain: Iterable[Metric] = (),
) -> Contract:
    """The contract of one service; `kinds` are those of its components, `expected` counts values of labels.

    `domain` are metrics of what the business does, such as invoices sent; they come last and as they are.
    """
    parts = [part for objective in objectives if objective.service == service for part in _parts(objective.indicator)]
    merged: dict[str, Metric] = {}
    for metric in (_metric(part, terms, expected or {}) for part in parts):
        merged[metric.name] = _join(merged[metric.name], metric) if metric.name in merged else metric
    metrics = (*(merged[name] for name in sorted(merged)), *domain)
    series = instances * sum(metric.series for metric in metrics)
    samples = series * _DAY // terms.scrape_seconds
    return Contract(service, metrics, needed(exporters, kinds), instances, series, samples)


def _parts(indicator: Indicator) -> tuple[Indicator, ...]:
    return indicator.steps if isinstance(indicator, Serial) else (indicator,)


def _metric(part: Indicator, terms: Terms, expected: Mapping[str, int]) -> Metric:
    selector, kind, buckets = _shape(part)
    unit, says = terms.metrics.get(selector.metric, ("", ""))
    bounds = with_bounds(terms, (*buckets, part.bound)) if isinstance(part, Timed) else ()
    labels = tuple(_labels(part, selector, terms, expected))
    return Metric(selector.metric, kind, labels, unit, says, bounds)


def _shape(part: Indicator) -> tuple[Selector, Type, tuple[Fraction, ...]]:
    match part:
        case Counted():
            return part.total, "counter", ()
        case Timed():
            return part.histogram, "histogram", part.buckets
        case NativeTimed():
            return part.histogram, "native histogram", ()
        case Sliced():
            return part.gauge, "gauge", ()
    raise TypeError(f"a {part.kind} is measured by its steps")


def _labels(part: Indicator, selector: Selector, terms: Terms, expected: Mapping[str, int]) -> Iterator[Label]:
    """The labels that the service itself sets; the scrape adds job and instance."""
    matchers = selector.matchers + ((part.failed,) if isinstance(part, Counted) else ())
    for matcher in matchers:
        if matcher.label not in _SCRAPED:
            usual, says = terms.labels.get(matcher.label, (1, ""))
            named = _named(part, matcher)
            count = expected.get(matcher.label, usual)
            yield Label(matcher.label, named, max(count, len(named)), says)


def _named(part: Indicator, matcher: Matcher) -> tuple[str, ...]:
    if isinstance(part, Counted) and matcher == part.failed:
        return (part.passed, matcher.sample)
    return (matcher.sample,) if matcher.sample else ()


def _join(one: Metric, other: Metric) -> Metric:
    """The same metric as two objectives read it."""
    labels = {label.name: label for label in one.labels}
    for label in other.labels:
        known = labels.get(label.name, label)
        named = tuple(dict.fromkeys(known.named + label.named))
        labels[label.name] = replace(known, named=named, expected=max(known.expected, label.expected, len(named)))
    return replace(one, labels=tuple(labels.values()), buckets=tuple(sorted({*one.buckets, *other.buckets})))
