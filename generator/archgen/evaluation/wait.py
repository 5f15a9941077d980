"""The age rule: how long after the first stable release one waits, for forks and exceptions, too."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

from msgspec import Struct

from archgen.evaluation.rules import Years
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import Release, Technology

State = Literal["over", "running", "unknown", "excepted"]

_MAJOR = re.compile(r"^[A-Za-z.-]*(\d+)(?:\.0)*$")


class Wait(Struct, frozen=True):
    """Whether the wait is over at the data's day; `until` is its end, `binds` is False for tools of development."""

    state: State
    until: date | None
    reason: str
    binds: bool

    @property
    def over(self) -> bool:
        """Whether production need not wait for it."""
        return self.state in ("over", "excepted") or not self.binds


def waiting(technology: Technology, setting: Setting) -> Wait:
    """The age rule for one technology, at the day of the data."""
    binds = not setting.catalogue.is_tool(technology)
    if technology.exception:
        return Wait("excepted", None, f"{technology.name} is {technology.exception}.", binds)
    first = technology.first_stable
    if first is None:
        reason = f"The date of {technology.name}'s first stable release was not verified."
        return Wait("unknown", None, reason, binds)
    until = _ends(first, setting.lineage(technology), setting.years)
    state: State = "over" if until <= setting.catalogue.as_of else "running"
    verb = "ended" if state == "over" else "ends"
    return Wait(state, until, f"{stability(technology, setting)}; the wait {verb} on {until}.", binds)


def release_to_use(technology: Technology) -> str:
    """Which release line to begin with: the newest supported one that is not the first release of its major."""
    for cycle in technology.cycles or ():
        if not _MAJOR.match(cycle.latest):
            return f"{cycle.name} ({cycle.latest})" if cycle.latest else cycle.name
    if technology.cycles:
        return f"the major before {technology.cycles[0].latest}, the first release of a new one"
    return ""


def stability(technology: Technology, setting: Setting) -> str:
    """Since when it is stable, and since when the code that it was forked from is; without the full stop."""
    first, lineage = technology.first_stable, setting.lineage(technology)
    text = (
        f"{technology.name} is stable {first.since()}" if first else f"{technology.name}'s first stable date is unknown"
    )
    if lineage is None or lineage.first_stable is None:
        return text
    return f"{text}, its lineage {lineage.name} {lineage.first_stable.since()}"


def whole_years(begin: date, end: date) -> int:
    """Full years between two days."""
    return end.year - begin.year - ((end.month, end.day) < (begin.month, begin.day))


def later(day: date, *, months: int) -> date:
    """The same day of a later month, or the last one that it has."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _ends(first: Release, lineage: Technology | None, years: Years) -> date:
    if lineage is None or lineage.first_stable is None:
        return later(first.date, months=12 * years.own)
    return max(later(first.date, months=12 * years.fork), later(lineage.first_stable.date, months=12 * years.own))
