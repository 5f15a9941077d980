"""What is no objective: targets, windows, bounds, names and labels that no tool behind could read or alert on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec.structs import replace

from archgen.problems import Problem, Where
from archgen.slo.budget import lowest_target, threshold
from archgen.slo.indicators import Indicator, Serial, Timed
from archgen.slo.objective import Objective
from archgen.slo.promql import LABEL, METRIC, Matcher, Selector, decimal, number
from archgen.slo.windows import Window

NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")
CALENDAR_DAYS = 62
_RESERVED = frozenset({"alertname", "service", "slo", "tier", "severity", "owner", "journey"})


def refusals(objectives: Iterable[Objective], *, where: Where, retention_days: int | None = None) -> list[Problem]:
    """Everything that keeps these objectives from being written, in their order; an empty list lets them pass."""
    objectives = tuple(objectives)
    found = [
        replace(problem, what=f"{objective.name}: {problem.what}")
        for objective in objectives
        for problem in _one(objective, where, retention_days)
    ]
    return found + list(_twice(objectives, where))


def target_refusals(target: Fraction, window: Window, *, where: Where) -> Iterator[Problem]:
    """What is wrong with a target over a window, whatever is measured."""
    if not 0 < target < 1:
        yield Problem(
            "slo-target-total" if target >= 1 else "slo-target-range",
            where,
            f"A target of {percent(target)} leaves no budget: one failure breaks it for the whole period."
            if target >= 1
            else f"A target of {percent(target)} promises nothing.",
            "State the share that users need, such as 99.9 %.",
        )
        return
    for tier in window.tiers:
        if tier.severity == "page" and threshold(target, window, tier) >= 1:
            low = percent(lowest_target(window, tier))
            yield Problem(
                "slo-target-inexpressible",
                where,
                f"At {percent(target)} over {window.days} days the {tier.name} page cannot fire: a total outage spends "
                f"the budget {float(1 / (1 - target)):.3g} times too fast, and the page waits for more than "
                f"{number(window.burn(tier))} times.",
                f"Use a target above {low}, or watch this with a plain alert on the error share.",
            )


def retention_refusal(days: int, retention_days: int, *, where: Where) -> Iterator[Problem]:
    """A window that ends before the store's memory does."""
    if days > retention_days:
        yield Problem(
            "slo-window-beyond-retention",
            where,
            f"A window of {days} days needs samples of {days} days, and Prometheus keeps {retention_days}.",
            f"Set --storage.tsdb.retention.time={days}d or longer, or use a shorter window.",
        )


def bucket_refusal(bound: Fraction, buckets: tuple[Fraction, ...], *, where: Where) -> Iterator[Problem]:
    """A bound between two buckets: the histogram cannot say how many events were quicker."""
    if bound not in buckets:
        listed = ", ".join(map(number, buckets)) or "none"
        yield Problem(
            "slo-bound-no-bucket",
            where,
            f"The bound of {number(bound)} s is no bucket of the histogram; its buckets are {listed}.",
            "Add the bound to the buckets in the code, or choose one of them.",
        )
    elif decimal(bound) is None or not Fraction(1, 10_000) <= bound < 100_000:
        yield Problem("slo-bound-unprintable", where, f"The bound of {number(bound)} s has no plain decimal label.")


def percent(share: Fraction) -> str:
    """`99.95 %`, with no more digits than are true."""
    exact = decimal(share * 100)
    return f"{exact if exact is not None else f'{float(share * 100):.4g}'} %"


def _one(objective: Objective, where: Where, retention_days: int | None) -> Iterator[Problem]:
    yield from _names(objective, where)
    yield from target_refusals(objective.target, objective.window, where=where)
    if retention_days is not None:
        days = max(objective.window.days, CALENDAR_DAYS if objective.calendar_report else 0)
        yield from retention_refusal(days, retention_days, where=where)
    for part in _parts(objective.indicator):
        yield from _selectors(part, where)
        if isinstance(part, Timed):
            yield from bucket_refusal(part.bound, part.buckets, where=where)


def _names(objective: Objective, where: Where) -> Iterator[Problem]:
    for what, name in (("name", objective.name), ("service", objective.service)):
        if not NAME.fullmatch(name):
            yield Problem(
                "slo-name",
                where,
                f"The {what} '{name}' is no DNS label, which OpenSLO and Kubernetes ask for.",
                "Use small letters, digits and hyphens, at most 63.",
            )
    for label, _ in objective.labels:
        if not LABEL.fullmatch(label) or label in _RESERVED:
            yield _forbidden(label, where)


def _selectors(part: Indicator, where: Where) -> Iterator[Problem]:
    for selector in part.required:
        if not METRIC.fullmatch(selector.metric):
            yield Problem("slo-metric-name", where, f"'{selector.metric}' is no name of a Prometheus metric.")
        for matcher in _foreign(part, selector):
            yield _forbidden(matcher.label, where)


def _foreign(part: Indicator, selector: Selector) -> Iterator[Matcher]:
    """Matchers on labels that Prometheus forbids or keeps for itself; `le` is our own on a classic histogram."""
    for matcher in selector.matchers:
        ours = matcher.label == "le" and isinstance(part, Timed)
        if not LABEL.fullmatch(matcher.label) or (matcher.label in ("le", "quantile") and not ours):
            yield matcher


def _forbidden(label: str, where: Where) -> Problem:
    return Problem(
        "slo-label-forbidden",
        where,
        f"The label '{label}' is forbidden: Prometheus or these rules keep the name for themselves, or it is none.",
        "Use letters, digits and underscores, not two of them in front.",
    )


def _parts(indicator: Indicator) -> tuple[Indicator, ...]:
    return indicator.steps if isinstance(indicator, Serial) else (indicator,)


def _twice(objectives: tuple[Objective, ...], where: Where) -> Iterator[Problem]:
    counts = Counter((objective.service, objective.name) for objective in objectives)
    for (service, name), count in counts.items():
        if count > 1:
            yield Problem(
                "slo-name-twice",
                where,
                f"{count} objectives of '{service}' are named '{name}': their recorded series would mix.",
                "Give each a name of its own.",
            )
    alerts = Counter(alert for alert in {(o.service, o.name): o.alert for o in objectives}.values())
    for alert, count in alerts.items():
        if count > 1:
            yield Problem("slo-name-twice", where, f"{count} objectives would both alert as '{alert}'.", "Rename one.")
