"""The kinds of indicator as data of the knowledge base, and an indicator made by its kind's contract."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

from archgen.slo.indicators.counted import Counted
from archgen.slo.indicators.sliced import Sliced
from archgen.slo.indicators.timed import NativeTimed, Timed
from archgen.slo.promql import Matcher, Selector, select

Measure = Literal["counted", "timed", "native", "sliced", "serial"]


class Kind(Struct, frozen=True):
    """One kind: what it counts, which metric and label its contract asks for, and what that means in words."""

    id: str
    title: str
    events: str
    measure: Measure
    minimum_errors: int
    valid: str
    good: str
    measured: str
    metric: str = ""
    split: Matcher | None = None
    good_value: str = ""
    since: bool = False


def kinds_from(data: Mapping[str, Any]) -> dict[str, Kind]:
    """The kinds of `knowledge/slo/kinds.yaml` by their id."""
    return {entry["kind"]: _kind(entry) for entry in data["kinds"]}


def indicator(
    kind: Kind,
    *,
    labels: Mapping[str, str],
    bound: Fraction | None = None,
    buckets: tuple[Fraction, ...] = (),
    metric: str = "",
) -> Counted | Timed | NativeTimed | Sliced:
    """What the kind's contract measures for these labels; `bound` in seconds. Raises `ValueError` without one."""
    selector = select(metric or kind.metric, **labels)
    if kind.measure == "counted" and kind.split:
        return Counted(kind.id, selector, kind.split, kind.good_value)
    if bound is None:
        raise ValueError(f"an indicator of kind '{kind.id}' needs a bound")
    if kind.measure == "sliced":
        return Sliced(kind.id, selector, bound, kind.since)
    answered = _answered(selector, kind)
    if kind.measure == "timed":
        return Timed(answered, bound, buckets)
    if kind.measure == "native":
        return NativeTimed(answered, bound)
    raise ValueError(f"the steps of a '{kind.id}' are indicators of their own")


def _answered(selector: Selector, kind: Kind) -> Selector:
    """A failed answer has no duration worth counting."""
    if kind.split is None:
        return selector
    return selector.having(Matcher(kind.split.label, kind.split.value, "!~", example=kind.good_value))


def _kind(entry: Mapping[str, Any]) -> Kind:
    split = entry.get("failed") or entry.get("excluded")
    return Kind(
        entry["kind"],
        entry["title"],
        entry["events"],
        entry["measure"],
        int(entry["minimum_errors"]),
        entry["valid"],
        entry["good"],
        entry["measured"],
        metric=entry.get("metric", ""),
        split=_split(split) if split else None,
        good_value=split["good"] if split else "",
        since=entry.get("since", False),
    )


def _split(entry: Mapping[str, str]) -> Matcher:
    if "equals" in entry:
        return Matcher(entry["label"], entry["equals"])
    return Matcher(entry["label"], entry["matches"], "=~", example=entry.get("bad", ""))
