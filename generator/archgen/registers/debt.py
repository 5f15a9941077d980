"""The register of technical debt: four classes, and for each debt what it costs every week and when it must be paid."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.markdown import row_of
from archgen.registers.tables import cell, cells_of, head, section, table

CLASSES = {
    "critical": "a hole, or a risk to records: paid now",
    "performance": "slows what must grow: paid before the growth",
    "maintenance": "makes each change dearer: paid from the share that is kept for debt",
    "feature": "a wish against another wish: the business decides",
}
PAID = "## Paid"
PAID_COLUMNS = ("Id", "What", "Class", "Since", "Paid on", "How")
COLUMNS = ("Id", "What", "Where", "Interest", "Paid when", "Effort", "Money", "Owner", "Since")


class Debt(Struct, frozen=True):
    """One debt: `interest` is what it costs while it is there, `trigger` what calls it in; `money` only where given."""

    id: str
    what: str
    sort: str
    where: str = ""
    interest: str = ""
    trigger: str = ""
    effort: str = ""
    money: str = ""
    owner: str = ""
    since: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        told = (self.id, self.what, self.where, self.interest, self.trigger, self.effort, self.money, self.owner)
        return tuple(cell(one) for one in (*told, self.since))


def add_debt(text: str | None, debt: Debt) -> str:
    """The register with one debt more in the table of its class; a missing register or class is begun."""
    lines = (text or _empty()).split("\n")
    heading = f"## {debt.sort.capitalize()}"
    places = section(lines, heading)
    end = "\r" if text and "\r\n" in text else ""
    if not places and heading not in [line.rstrip() for line in lines]:
        begun = [*_blank_before(lines), heading, "", f"{CLASSES[debt.sort].capitalize()}.", "", *head(COLUMNS)]
        lines = [*lines, *(line + end for line in begun), row_of(debt.cells) + end, ""]
        return "\n".join(lines)
    rows = [at for at in places if cells_of(lines[at])]
    if not rows:
        at = max((place for place in places if lines[place].strip()), default=places.start - 1) + 1
        lines[at:at] = [line + end for line in ("", *head(COLUMNS), row_of(debt.cells))]
    else:
        last = (table(lines, places) or (rows[-1],))[-1]
        lines.insert(last + 1, row_of(debt.cells) + end)
    return "\n".join(lines)


def close_debt(text: str, debt: Debt, *, on: str, how: str) -> str:
    """The register with a debt moved from the table of its class to that of what is paid; the rest byte for byte."""
    lines = text.split("\n")
    places = table([line.rstrip("\r") for line in lines], section(lines, f"## {debt.sort.capitalize()}"))
    at = next(place for place in places if cells_of(lines[place])[:1] == (debt.id,))
    end = "\r" if lines.pop(at).endswith("\r") else ""
    paid = row_of(tuple(map(cell, (debt.id, debt.what, debt.sort, debt.since, on, how)))) + end
    rows = [place for place in section(lines, PAID) if cells_of(lines[place])]
    if rows:
        lines.insert(rows[-1] + 1, paid)
    else:
        begun = [*_blank_before(lines), PAID, "", *head(PAID_COLUMNS)]
        lines = [*lines, *(line + end for line in begun), paid, ""]
    return "\n".join(lines)


def debts(text: str) -> tuple[Debt, ...]:
    """Every debt of the register, in its order."""
    return tuple(_read(text.replace("\r\n", "\n").split("\n")))


def _read(lines: list[str]) -> Iterator[Debt]:
    for sort in CLASSES:
        for at in table(lines, section(lines, f"## {sort.capitalize()}")):
            cells = (*cells_of(lines[at]), *("" for _ in COLUMNS))[: len(COLUMNS)]
            if cells[1]:
                id_, what, *rest = cells
                yield Debt(id_, what, sort, *rest)


def _empty() -> str:
    lines = ["# Technical debt", "", "What was borrowed, what it costs while it is there, and what calls it in.", ""]
    for sort, says in CLASSES.items():
        lines += [f"## {sort.capitalize()}", "", f"{says[:1].upper()}{says[1:]}.", "", *head(COLUMNS), ""]
    return "\n".join(lines)


def _blank_before(lines: list[str]) -> tuple[str, ...]:
    return () if not lines or not lines[-1].strip() else ("",)
