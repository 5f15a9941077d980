"""Moments as pages write them: UTC, to the minute, and how long lies between two."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?\s*(?:UTC|Z)?")


def said(at: datetime) -> str:
    """`2026-11-26 05:40 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def moment(text: str) -> datetime | None:
    """The moment that a text begins with, in UTC; None where it is no such."""
    found = _MOMENT.match(text.strip())
    try:
        return datetime.fromisoformat(f"{found[1]} {found[2]}").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def lasted(minutes: int) -> str:
    """`38 min`, `2 h 5 min`, `3 days 4 h`."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [f"{days} day{'s' if days > 1 else ''}" if days else "", f"{hours} h" if hours else ""]
    parts += [f"{left} min"] if left and not days else []
    return " ".join(part for part in parts if part) or "0 min"


def minutes_between(since: datetime, until: datetime) -> int:
    """Whole minutes, begun ones counted."""
    return -int((since - until).total_seconds() // 60)
