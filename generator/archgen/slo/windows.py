"""Burn windows: how much of the budget, gone in how long, calls for which reaction. They arrive as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

_UNITS = {"m": 1, "h": 60, "d": 1440}
_DURATION = re.compile(r"([1-9]\d*)([mhd])")


class Tier(Struct, frozen=True):
    """One condition: `share` of the period's budget spent within `long` minutes, and still so within `short`."""

    name: str
    severity: str
    share: Fraction
    long: int
    short: int


class Window(Struct, frozen=True):
    """The period over which an objective is kept, with its tiers, the fastest first."""

    days: int
    tiers: tuple[Tier, ...]

    @property
    def minutes(self) -> int:
        return self.days * 1440

    @property
    def spans(self) -> tuple[int, ...]:
        """Every window in minutes that some tier looks at, the shortest first."""
        return tuple(sorted({span for tier in self.tiers for span in (tier.long, tier.short)}))

    def burn(self, tier: Tier) -> Fraction:
        """How many times faster than allowed the budget must be spent for the tier to fire."""
        return tier.share * self.minutes / tier.long


def windows_from(data: Mapping[str, Any]) -> dict[int, Window]:
    """The windows of `knowledge/slo/windows.yaml` by their days; raises `ValueError` for a tier that burns below 1."""
    windows = {
        int(entry["days"]): Window(int(entry["days"]), tuple(map(_tier, entry["tiers"]))) for entry in data["periods"]
    }
    for window in windows.values():
        for tier in window.tiers:
            if window.burn(tier) < 1 or not tier.short < tier.long:
                raise ValueError(f"the tier '{tier.name}' of {window.days} days would alert although the budget lasts")
    return windows


def read_minutes(text: str) -> int:
    """The minutes of `5m`, `6h` or `30d`; raises `ValueError` for anything else."""
    match = _DURATION.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text}' is no duration such as 5m, 6h or 30d")
    return int(match[1]) * _UNITS[match[2]]


def spell_minutes(minutes: int) -> str:
    """`minutes` in the largest unit that holds it whole: 90m, 6h, 3d."""
    unit = next(unit for unit in "dhm" if minutes % _UNITS[unit] == 0)
    return f"{minutes // _UNITS[unit]}{unit}"


def _tier(entry: Mapping[str, Any]) -> Tier:
    share = Fraction(str(entry["spends"]).removesuffix("%").strip()) / 100
    return Tier(entry["tier"], entry["severity"], share, read_minutes(entry["long"]), read_minutes(entry["short"]))
