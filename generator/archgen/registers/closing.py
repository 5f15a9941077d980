"""An incident as it is closed: its end, what it took of the budget, and the review that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from archgen.markdown import row_of
from archgen.registers.incident import Kit
from archgen.registers.reading import ACTIONS, OPEN, WHYS, Incident
from archgen.registers.tables import cell, cells_of, head, plain, table
from archgen.registers.times import lasted, minutes_between, said

ASKED = ("Why did it happen?", *(["Why was that so?"] * 4))


class Closing(Struct, frozen=True):
    """What is known when an incident is closed; an action is what, who and until when."""

    ended: datetime
    whys: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    actions: tuple[tuple[str, str, str], ...] = ()


def closed(text: str, incident: Incident, closing: Closing, kit: Kit) -> str:
    """The page with its end and its state set, and the review at its end where there is none yet."""
    lines = text.split("\n")
    begun = incident.began or closing.ended
    _set(lines, "State", "closed")
    _set(lines, "Ended", said(closing.ended))
    took = (("Took", _took(incident, closing)), *_spent(incident, minutes_between(begun, closing.ended), kit))
    _add(lines, [row_of(pair) for pair in took if pair[1]])
    if incident.reviewed:
        return "\n".join(lines)
    end = "\r" if "\r\n" in text else ""
    body = "\n".join(lines).rstrip("\r\n")
    return f"{body}{end}\n{end}\n" + "".join(f"{line}{end}\n" for line in _review(closing, kit))


def _review(closing: Closing, kit: Kit) -> Iterator[str]:
    yield from ("## Review", "")
    if kit.whys:
        yield from (WHYS, "")
        given = [plain(why) for why in closing.whys]
        for place in range(max(len(ASKED), len(given))):
            asked = ASKED[min(place, len(ASKED) - 1)]
            yield f"{place + 1}. {asked} {given[place] if place < len(given) else OPEN}"
        yield ""
    else:
        yield from ("### What was learned", "", *(f"- {plain(why)}" for why in closing.whys or (OPEN,)), "")
    yield from ("### What contributed", "", *(f"- {plain(cause)}" for cause in closing.causes or (OPEN,)), "")
    yield from (ACTIONS, "", *head(("What", "Who", "Until", "Done on")))
    for what, who, until in closing.actions or (("", "", ""),):
        yield row_of((cell(what), cell(who), cell(until), ""))


def _took(incident: Incident, closing: Closing) -> str:
    begun, noticed = incident.began, incident.noticed
    if begun is None:
        return ""
    told = lasted(minutes_between(begun, closing.ended))
    return (
        f"{told}, {lasted(minutes_between(noticed, closing.ended))} of them after it was noticed" if noticed else told
    )


def _spent(incident: Incident, minutes: int, kit: Kit) -> Iterator[tuple[str, str]]:
    """What a total outage of that length is of each journey's budget."""
    for journey in kit.journeys.values():
        if f"`{journey.id}`" in incident.facts.get("Journeys", "") and journey.minutes > 0:
            share = round(100 * minutes / journey.minutes)
            yield f"Budget of `{journey.id}`", f"{share} % of {journey.budget}, if all of its requests failed"


def _set(lines: list[str], name: str, value: str) -> None:
    """Set the cell at the right of a name in the page's first table; a table without it is left alone."""
    for at in table(lines, range(len(lines))):
        if cells_of(lines[at])[:1] == (name,):
            end = "\r" if lines[at].endswith("\r") else ""
            lines[at] = row_of((name, value)) + end
            return


def _add(lines: list[str], rows: Sequence[str]) -> None:
    """Add rows at the end of the page's first table, but those whose name stands there already."""
    places = table(lines, range(len(lines)))
    if places:
        known = {cells_of(lines[at])[0] for at in places}
        end = "\r" if lines[places[-1]].endswith("\r") else ""
        new = [line + end for line in rows if cells_of(line)[0] not in known]
        lines[places[-1] + 1 : places[-1] + 1] = new
