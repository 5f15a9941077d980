"""The book of prices: a team's own list first, else the bundled snapshot as ranges. Knows no design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from archgen.quantities import Figure, Quantity, Unit, currency_of, figure, parse_quantity, parse_unit, print_quantity

PROVIDERS = ("aws", "gcp", "azure")


class Price(Struct, frozen=True):
    """One row: what one `unit` of a kind of thing costs, where, when, and who says so.

    `steps` are those of a month's volume: from how many units on which share of the first price is paid.
    """

    sku: str
    kind: str
    provider: str
    item: str
    unit: str
    currency: str
    low: Fraction
    high: Fraction
    region: str
    as_of: str
    source: str
    cores: Fraction | None = None
    steps: tuple[tuple[Fraction, Fraction], ...] = ()

    def quantity(self, volume: Quantity | None = None) -> Quantity:
        """The price as a figure that names its row, region and day; the mean of its steps for a month's volume."""
        name = f"{self.sku}, {self.region or 'no region named'}, {self.as_of}"
        share = Fraction(1)
        if volume is not None and self.steps:
            share = self._share(volume.high / parse_unit(f"{self.unit}/month").scale)
            name += f", mean of its steps at {print_quantity(volume)}"
        return figure(self.low * share, self.high * share, f"{self.currency}/{self.unit}", Figure(name, self.source))

    def _share(self, volume: Fraction) -> Fraction:
        """The share of the first price that is paid on the mean for so many units of a month."""
        starts = (Fraction(0), *(start for start, _ in self.steps))
        shares = (Fraction(1), *(share for _, share in self.steps))
        ends = (*starts[1:], volume)
        paid = (
            max(min(end, volume) - start, Fraction(0)) * share
            for start, end, share in zip(starts, ends, shares, strict=True)
        )
        return sum(paid, Fraction(0)) / volume if volume else Fraction(1)


class Line(Struct, frozen=True):
    """A line of the bill: what it is called, and the sentence that says what makes it smaller."""

    title: str
    lever: str


class PriceBook(Struct, frozen=True):
    """Every price there is; `own` ones win over `bundled` ones, whatever the provider."""

    bundled: tuple[Price, ...]
    own: tuple[Price, ...] = ()
    sizes: Mapping[str, Fraction] = field(default_factory=dict)
    parts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    without_line: frozenset[str] = frozenset()
    by_call: frozenset[str] = frozenset()
    lines: Mapping[str, Line] = field(default_factory=dict)

    def of(self, kind: str, cloud: str, volume: Quantity | None = None, *, smallest: bool = False) -> Quantity | None:
        """What one unit of `kind` costs there: a row, a sum of parts, or the span over all providers; else None.

        `volume` is what a month needs of it, for prices that fall with it; the `smallest` unit is that with the fewest
        cores, in place of the one that the assumed capacities speak of.
        """
        providers = PROVIDERS if cloud == "none" else (cloud,)
        found = [price for provider in providers if (price := self._at(kind, provider, volume, smallest=smallest))]
        if len(found) < 2 or found[0] == found[-1]:
            return found[0] if found else None
        return _span(kind, found)

    def rows(self, kind: str, cloud: str) -> tuple[Price, ...]:
        """The rows behind `of`, for their days and regions."""
        providers = PROVIDERS if cloud == "none" else (cloud,)
        return tuple(dict.fromkeys(row for provider in providers for row in self._rows(kind, provider)))

    def paid_by_unit(self, role: str) -> bool:
        """Whether a part of this role is paid by the hour of a unit."""
        return self.roles.get(role) == "vm"

    def paid_by_call(self, technology: str) -> bool:
        """Whether a queue made of it is paid by what is sent, received and deleted."""
        return technology in self.by_call

    def lacks(self, role: str) -> bool:
        """Whether a part of this role costs something that no line of the bill knows a price for."""
        return role in self.without_line

    @property
    def currency(self) -> str:
        """The currency of the prices: of the own ones if they agree, else of the snapshot."""
        own = {price.currency for price in self.own}
        return own.pop() if len(own) == 1 else "USD"

    def _at(
        self, kind: str, provider: str, volume: Quantity | None = None, *, smallest: bool = False
    ) -> Quantity | None:
        if row := self._row(kind, provider, smallest=smallest):
            return row.quantity(volume)
        parts = self.parts.get(kind, ())
        prices = [self._at(part, provider, volume, smallest=smallest) for part, _ in parts]
        known = [price for price in prices if price is not None]
        return _together(known, [times for _, times in parts]) if parts and len(known) == len(parts) else None

    def _rows(self, kind: str, provider: str) -> Iterator[Price]:
        if row := self._row(kind, provider):
            yield row
            return
        for part, _ in self.parts.get(kind, ()):
            yield from self._rows(part, provider)

    def _row(self, kind: str, provider: str, *, smallest: bool = False) -> Price | None:
        if mine := [row for row in self.own if row.kind == kind]:
            return mine[0]
        wanted = Fraction(1) if smallest else self.sizes.get(kind)
        rows = [row for row in self.bundled if (row.kind, row.provider) == (kind, provider)]
        return min(rows, key=lambda row: abs((row.cores or 0) - wanted) if wanted else 0, default=None)


def price_book(snapshot: Mapping[str, Any], bill: Mapping[str, Any], own: tuple[Price, ...] = ()) -> PriceBook:
    """The book of the bundled snapshot, with how a bill is put together, and a team's own prices on top."""
    return PriceBook(
        bundled=tuple(_bundled(row, snapshot["currency"]) for row in snapshot["prices"]),
        own=own,
        sizes={kind: Fraction(cores) for kind, cores in bill["sizes"].items()},
        parts={kind: tuple((p["kind"], p["times"]) for p in parts) for kind, parts in bill["made_of"].items()},
        roles=bill["roles"],
        without_line=frozenset(bill["without_line"]),
        by_call=frozenset(bill["by_call"]),
        lines={name: Line(line["title"], line["lever"]) for name, line in bill["lines"].items()},
    )


def _bundled(row: Mapping[str, Any], currency: str) -> Price:
    per, steps = Fraction(row["per"]), row.get("steps", {})
    return Price(
        sku=row["sku"],
        kind=row["prices"],
        provider=row["provider"],
        item=row["item"],
        unit=row["unit"],
        currency=currency,
        low=Fraction(row["low"]) / per,
        high=Fraction(row["high"]) / per,
        region=row["region"] or "",
        as_of=row["as_of"],
        source=row["source"],
        cores=Fraction(row["vcpu"]) if row.get("vcpu") else None,
        steps=tuple((Fraction(start), Fraction(paid) / Fraction(row["list"])) for start, paid in steps.items()),
    )


def _together(prices: Sequence[Quantity], times: Sequence[str]) -> Quantity:
    """One price made of others, each so many times, as a figure that names them; a sum is paid by the unit's hour."""
    counts = [parse_quantity(text) for text in times]
    unit = _paid_by(prices, counts[0][2])
    scaled = [(price, low * parse_unit(name).scale) for price, (low, _, name) in zip(prices, counts, strict=True)]
    low = sum((price.low * many for price, many in scaled), Fraction(0))
    high = sum((price.high * many for price, many in scaled), Fraction(0))
    told = (f"{text} of {_row_of(price)}" for text, price in zip(times, prices, strict=True))
    return figure(low / unit.scale, high / unit.scale, unit.text, Figure(" and ".join(told), "ext.infracost"))


def _paid_by(prices: Sequence[Quantity], times: str) -> Unit:
    """A sum is paid by the hour, so many bytes of each call by the call, and a plain multiple as what it multiplies."""
    if len(prices) > 1:
        return parse_unit(f"{currency_of(prices[0])}/unit/h")
    each = times.partition("/")[2]
    return parse_unit(f"{currency_of(prices[0])}/{each}") if each else prices[0].unit


def _row_of(price: Quantity) -> str:
    return price.source.name if isinstance(price.source, Figure) else price.id


def _span(kind: str, found: Sequence[Quantity]) -> Quantity:
    """From the cheapest to the dearest of several providers."""
    unit = found[0].unit
    low, high = min(price.low for price in found), max(price.high for price in found)
    name = f"{kind} at {' , '.join(PROVIDERS)}".replace(" ,", ",")
    return figure(low / unit.scale, high / unit.scale, unit.text, Figure(name, "ext.infracost"))
