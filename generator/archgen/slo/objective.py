"""One objective: what is promised to whom, how it is measured, and how much of it there is. It knows no file format."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from archgen.slo.indicators import SLICE, Indicator, Sliced
from archgen.slo.promql import Matcher, Selector, select
from archgen.slo.windows import Tier, Window
from archgen.texts import Text

Words = Text | str


class Probe(Struct, frozen=True):
    """A second witness beside the counters, for what they cannot tell once they are gone.

    Without `bound`, `selector` is a probe's success, 0 or 1; with it, the Unix time of a last success that may be at
    most `bound` seconds ago.
    """

    selector: Selector
    bound: Fraction | None = None


class Objective(Struct, frozen=True, kw_only=True):
    """A target for an indicator over a window; `target` is a share between 0 and 1.

    `mean_rps` and `peak_rps` are events a second. `pages` false turns every page into a ticket: a prototype's
    objective is `provisional`, rests on declared load and wakes nobody.
    """

    name: str
    title: Words
    service: str
    journey: str
    indicator: Indicator
    target: Fraction
    window: Window
    mean_rps: Fraction
    peak_rps: Fraction
    owner: str
    criticality: str
    user_harm: Words
    runbook_url: str
    dashboard_url: str = ""
    minimum_errors: int = 10
    pages: bool = True
    provisional: bool = False
    calendar_report: bool = False
    probe: Probe | None = None
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def scope(self) -> tuple[Matcher, ...]:
        """What tells this objective's recorded series from all others."""
        return (Matcher("service", self.service), Matcher("slo", self.name))

    @property
    def alert(self) -> str:
        """The name of its burn alert, in which the service and the objective can be read."""
        return f"{camel(self.service)}{camel(self.name)}BudgetBurn"

    @property
    def allowed(self) -> Fraction:
        """The share of bad events that the target leaves."""
        return 1 - self.target

    def recorded(self, metric: str) -> Selector:
        """A recorded series of this objective."""
        return Selector(metric, self.scope)

    def valid(self, span: str) -> str:
        """PromQL for the valid events within `span`."""
        if isinstance(self.indicator, Sliced):
            return self.indicator.valid(span, self.recorded(SLICE))
        return self.indicator.valid(span)

    def bad(self, span: str) -> str:
        """PromQL for the bad events within `span`."""
        if isinstance(self.indicator, Sliced):
            return self.indicator.bad(span, self.recorded(SLICE))
        return self.indicator.bad(span)

    def severity(self, tier: Tier) -> str:
        """What the tier's alert is: a page only where this objective may page."""
        return tier.severity if self.pages else "ticket"

    def threshold(self, tier: Tier) -> Fraction:
        """The share of bad events above which the tier fires."""
        return self.window.burn(tier) * self.allowed


def camel(name: str) -> str:
    """`send-reply` as `SendReply`, for names of alerts."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("_", "-").replace(".", "-").split("-"))


def typed(words: Words) -> str:
    """People's words as they typed them, for a format that quotes what it is given."""
    return words.raw if isinstance(words, Text) else words


def reachable(**labels: str) -> Probe:
    """The blackbox exporter's probe with these labels."""
    return Probe(select("probe_success", **labels))
