"""Events that a counter splits by a label into good and bad: requests, records, job runs, stored objects."""

from __future__ import annotations

from msgspec import Struct

from archgen.slo.promql import Matcher, Selector, summed


class Counted(Struct, frozen=True):
    """`total` counts valid events, those that `failed` matches are bad; `passed` is the label's value of a good one."""

    kind: str
    total: Selector
    failed: Matcher
    passed: str

    @property
    def required(self) -> tuple[Selector, ...]:
        return (self.total,)

    @property
    def present(self) -> str:
        return f"sum({self.total})"

    @property
    def totals(self) -> tuple[str, str]:
        """Valid and bad events since the counters began."""
        return self.present, f"sum({self.total.having(self.failed)})"

    def valid(self, span: str) -> str:
        return summed(self.total, span)

    def bad(self, span: str) -> str:
        return f"{summed(self.total.having(self.failed), span)} or 0 * {summed(self.total, span)}"
