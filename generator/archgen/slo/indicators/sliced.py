"""Time slices: a gauge is looked at once an evaluation, and the slice is bad while it is over a bound."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from archgen.slo.promql import Selector, number

SLICE = "slo:slice_bad:bool"


class Sliced(Struct, frozen=True):
    """Freshness and queue age: `gauge` is an age in seconds or, `since` set, the Unix time of the last good update."""

    kind: str
    gauge: Selector
    bound: Fraction
    since: bool

    @property
    def required(self) -> tuple[Selector, ...]:
        return (self.gauge,)

    @property
    def present(self) -> str:
        return f"max({self.gauge})"

    @property
    def age(self) -> str:
        """The age in seconds: of the newest update, or of what has waited longest."""
        return f"time() - max({self.gauge})" if self.since else f"max({self.gauge})"

    @property
    def slice(self) -> str:
        """1 while the age is over the bound, else 0; recorded as `SLICE` before it is counted."""
        return f"({self.age}) > bool {number(self.bound)}"

    def valid(self, span: str, recorded: Selector) -> str:
        return f"count_over_time({recorded}[{span}])"

    def bad(self, span: str, recorded: Selector) -> str:
        return f"sum_over_time({recorded}[{span}])"
