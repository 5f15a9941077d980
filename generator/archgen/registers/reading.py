"""Incidents as their pages say: what people changed counts, whatever archgen wrote there first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from archgen.registers.incident import MARK
from archgen.registers.tables import cells_of, section, table
from archgen.registers.times import minutes_between, moment

ACTIONS = "### What follows"
WHYS = "### Why"
OPEN = "not answered yet"


class Action(Struct, frozen=True):
    """What was to follow and is not done yet: who does it until when, and the line of the page that says so."""

    what: str
    who: str
    until: str
    line: int


class Incident(Struct, frozen=True):
    """One incident: `facts` is its first table by the words at the left, `open_*` what nobody has done yet."""

    id: str
    title: str
    facts: Mapping[str, str]
    reviewed: bool
    open_actions: tuple[Action, ...]
    open_whys: int

    @property
    def severity(self) -> str:
        return self.facts.get("Severity", "")

    @property
    def state(self) -> str:
        return self.facts.get("State", "open")

    @property
    def began(self) -> datetime | None:
        return moment(self.facts.get("Began", ""))

    @property
    def noticed(self) -> datetime | None:
        return moment(self.facts.get("Noticed", ""))

    @property
    def ended(self) -> datetime | None:
        return moment(self.facts.get("Ended", ""))

    @property
    def recovery(self) -> int | None:
        """Minutes from being noticed to the end; None while one of them is unknown."""
        since = self.noticed or self.began
        return minutes_between(since, self.ended) if since and self.ended else None


def incident_of(text: str) -> Incident | None:
    """The incident of a page; None for any other page."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    mark = next((line for line in lines if line.startswith(MARK)), "")
    if not mark:
        return None
    title = next((line[2:].strip() for line in lines if line.startswith("# ")), "")
    facts = (cells_of(lines[at]) for at in table(lines, range(len(lines))))
    actions = ((at + 1, cells_of(lines[at])) for at in table(lines, section(lines, ACTIONS)))
    return Incident(
        id=mark.removeprefix(MARK).removesuffix("-->").strip(),
        title=title,
        facts={cells[0]: cells[1] for cells in facts if len(cells) > 1},
        reviewed="## Review" in lines,
        open_actions=tuple(
            Action(cells[0], cells[1], cells[2], line)
            for line, cells in actions
            if len(cells) > 3 and cells[0] and not cells[3]
        ),
        open_whys=sum(1 for at in section(lines, WHYS) if lines[at].rstrip().endswith(OPEN)),
    )
