"""A journey measured step by step: it succeeds if every step does. Measuring at the edge is better where possible."""

from __future__ import annotations

from msgspec import Struct

from archgen.slo.indicators.counted import Counted
from archgen.slo.indicators.timed import NativeTimed, Timed
from archgen.slo.promql import Selector

Step = Counted | Timed | NativeTimed


class Serial(Struct, frozen=True):
    """Steps in order; the first counts the journeys. A step without traffic is neutral, one that vanished alerts."""

    steps: tuple[Step, ...]
    kind: str = "journey"

    @property
    def required(self) -> tuple[Selector, ...]:
        return tuple(dict.fromkeys(selector for step in self.steps for selector in step.required))

    @property
    def present(self) -> str:
        return self.steps[0].present

    def valid(self, span: str) -> str:
        return self.steps[0].valid(span)

    def bad(self, span: str) -> str:
        return f"{self.valid(span)} * {self.failed(span)}"

    def failed(self, span: str) -> str:
        """The share of journeys in which some step fails, if steps fail independently of each other."""
        return "(1 - " + " * ".join(_success(step, span) for step in self.steps) + ")"


def _success(step: Step, span: str) -> str:
    return f"((1 - ({step.bad(span)}) / ({step.valid(span)} > 0)) or vector(1))"
