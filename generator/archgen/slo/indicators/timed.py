"""Latency: events whose duration a histogram holds; bad are those slower than a bound. No average, no quantile."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from archgen.slo.promql import Matcher, Selector, number, summed


class Timed(Struct, frozen=True):
    """A classic histogram; `bound` in seconds must be one of its buckets."""

    histogram: Selector
    bound: Fraction
    buckets: tuple[Fraction, ...]
    kind: str = "latency"

    @property
    def count(self) -> Selector:
        return self.histogram.named(f"{self.histogram.metric}_count")

    @property
    def bucket(self) -> Selector:
        return self.histogram.named(f"{self.histogram.metric}_bucket").having(_le(self.bound))

    @property
    def required(self) -> tuple[Selector, ...]:
        return (self.bucket,)

    @property
    def present(self) -> str:
        return f"sum({self.count})"

    @property
    def totals(self) -> tuple[str, str]:
        return self.present, f"sum({self.count}) - sum({self.bucket})"

    def valid(self, span: str) -> str:
        return summed(self.count, span)

    def bad(self, span: str) -> str:
        return f"clamp_min({summed(self.count, span)} - {summed(self.bucket, span)}, 0)"


class NativeTimed(Struct, frozen=True):
    """A native histogram (Prometheus 2.40 and later); any `bound` in seconds will do."""

    histogram: Selector
    bound: Fraction
    kind: str = "latency-native"

    @property
    def required(self) -> tuple[Selector, ...]:
        return (self.histogram,)

    @property
    def present(self) -> str:
        return f"histogram_count(sum({self.histogram}))"

    @property
    def totals(self) -> tuple[str, str]:
        return self.present, f"{self.present} * {self._slow(f'sum({self.histogram})')}"

    def valid(self, span: str) -> str:
        return f"histogram_count({summed(self.histogram, span)})"

    def bad(self, span: str) -> str:
        valid = self.valid(span)
        return f"({valid} > 0) * {self._slow(summed(self.histogram, span))} or 0 * {valid}"

    def _slow(self, histogram: str) -> str:
        return f"(1 - histogram_fraction(0, {number(self.bound)}, {histogram}))"


def _le(bound: Fraction) -> Matcher:
    """Prometheus 3 writes a whole bound as 1.0, older clients as 1: both must match."""
    text = number(bound)
    if bound.denominator == 1:
        return Matcher("le", f"{text}|{text}\\.0", "=~", example=text)
    return Matcher("le", text)
