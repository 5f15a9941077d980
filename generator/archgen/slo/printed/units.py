"""Times, shares and counts as a terminal shows them: rounded here, exact until here."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def duration(minutes: Fraction | None) -> str:
    """`52 s`, `8 min 38 s`, `3 h 36 min`; `never` for None."""
    if minutes is None:
        return "never"
    seconds = round(minutes * 60)
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return _joined(*divmod(seconds, 60), "min", "s")
    if seconds < 2 * 86_400:
        return _joined(*divmod(round(minutes), 60), "h", "min")
    return _joined(*divmod(round(minutes / 60), 24), "d", "h")


def share(value: Fraction) -> str:
    """`1.44 %`, to three significant digits below a hundred."""
    percent = value * 100
    return f"{float(percent):.3g} %" if percent < 100 else f"{float(percent):,.0f} %"


def count(value: Fraction) -> str:
    """`129,600`, or `12.5` where it is small."""
    return f"{float(value):,.0f}" if value >= 100 or value.denominator == 1 else f"{float(value):.3g}"


def rounded(value: Fraction | None) -> float | None:
    """For JSON: six decimals."""
    return None if value is None else round(float(value), 6)


def aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns under each other, without blanks at the ends."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _joined(large: int, small: int, unit: str, part: str) -> str:
    return f"{large} {unit} {small} {part}" if small else f"{large} {unit}"
