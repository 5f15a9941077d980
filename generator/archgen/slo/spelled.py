"""Targets, shares and durations as people type them on a command line, to exact numbers; a refusal names the option."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from archgen.problems import Problem, Stop, Where
from archgen.slo.windows import Window, read_minutes, windows_from


def read_window(option: str, text: str, data: Mapping[str, Any]) -> Window:
    """The burn windows of a period such as `30d`; `data` is the knowledge base's `slo/windows`."""
    windows = windows_from(data)
    minutes = read_span(option, text)
    if minutes % 1440 or minutes // 1440 not in windows:
        known = ", ".join(f"{days}d" for days in sorted(windows))
        raise _refused("slo-window-unknown", option, f"There are no burn windows for '{text}'.", f"Use one of {known}.")
    return windows[minutes // 1440]


def read_span(option: str, text: str) -> int:
    """The minutes of `20m`, `6h` or `30d`."""
    try:
        return read_minutes(text)
    except ValueError as wrong:
        raise _refused("slo-duration", option, f"{wrong}.", "Write a whole number and m, h or d.") from wrong


def read_percent(option: str, text: str) -> Fraction:
    """The share of `99.9`, `99.9%` or `99.9 %`."""
    return _number(option, text.strip().removesuffix("%").strip()) / 100


def read_positive(option: str, text: str) -> Fraction:
    """A number above nought."""
    value = _number(option, text.strip())
    if value <= 0:
        raise _refused("slo-number", option, f"'{text}' is not above 0.", "")
    return value


def _number(option: str, text: str) -> Fraction:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError) as wrong:
        raise _refused("slo-number", option, f"'{text}' is no number.", "Write digits, such as 99.9 or 50.") from wrong


def _refused(code: str, option: str, what: str, hint: str) -> Stop:
    return Stop([Problem(code, Where(option), what, hint)])
