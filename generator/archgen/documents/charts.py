"""Charts in Mermaid: load and bill along the growth, each beside a table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from archgen.blueprint import Blueprint
from archgen.quantities import Quantity
from archgen.resolver import Design


class Plot(Struct, frozen=True):
    """A number that stands in a chart: bare digits in its own unit."""

    quantity: Quantity


Chart = tuple[str | Plot, ...]


def load(blueprint: Blueprint) -> Chart:
    """The peak of the API in later months as bars, what today's units carry as a line."""
    designs = _months(blueprint)
    bars = [each.get("tier_peak", "api") for each in designs.values()]
    today = [blueprint.design.get("carried", "api")] * len(bars)
    return _chart("Peak of the API against what the units of today carry", "requests a second", designs, bars, today)


def bill(blueprint: Blueprint) -> Chart:
    """The bill in later months: bars at the high end of its range, a line at the low one; empty without a price."""
    designs = _months(blueprint)
    most, least = ([each[name] for each in designs.values()] for name in ("cost_most", "cost_least"))
    if any(amount is None for amount in (*most, *least)):
        return ()
    currency = blueprint.design["bill_currency"]
    return _chart(
        "Bill of a month, high end as bars and low end as a line", f"{currency} a month", designs, most, least
    )


def _months(blueprint: Blueprint) -> dict[str, Design]:
    later = {horizon.title: horizon.design for horizon in blueprint.horizons if horizon.months}
    return {"now": blueprint.design, **later}


def _chart(title: str, axis: str, labels: Iterable[str], bars: Sequence[Quantity], line: Sequence[Quantity]) -> Chart:
    names = ", ".join(f'"{label}"' for label in labels)
    head = f'xychart-beta\n  title "{title}"\n  x-axis [{names}]\n  y-axis "{axis}"\n  bar ['
    return (head, *_listed(bars), "]\n  line [", *_listed(line), "]")


def _listed(numbers: Sequence[Quantity]) -> Chart:
    parts: list[str | Plot] = []
    for number in numbers:
        parts += [", ", Plot(number)] if parts else [Plot(number)]
    return tuple(parts)
