"""When a page may wake somebody: hours a week, laid out over working days or over the whole week."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

_BEGINS = 8  # o'clock, where the hours leave the choice
_WORKING_DAYS = 5


class Hours(Struct, frozen=True):
    """When pages may wake somebody; outside of them a page is a ticket. Times as `08:00`, days as `monday:friday`."""

    weekdays: str
    start: str
    end: str
    location: str = "UTC"


def laid_out(hours_a_week: Fraction, days: int) -> Hours | None:
    """Hours a week from eight in the morning on, over the working days or over all of them; None round the clock.

    Which hours they are nobody said: it is an assumption for whoever knows better.
    """
    minutes = int(hours_a_week * 60 / days)
    if minutes >= 24 * 60:
        return None
    begins = min(_BEGINS * 60, 24 * 60 - minutes)
    weekdays = "monday:friday" if days <= _WORKING_DAYS else "monday:sunday"
    return Hours(weekdays, _clock(begins), _clock(begins + minutes))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
