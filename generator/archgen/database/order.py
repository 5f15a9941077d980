"""In which order tables are made: each after those that it refers to; circles are broken where they close."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from archgen.database.drafts import Draft


def circular(drafts: Mapping[str, Draft]) -> None:
    """Mark the foreign keys by which a table leads back to itself: they are checked when the transaction ends."""
    leads = {draft.name: {reference.table for reference in draft.references} for draft in drafts.values()}
    reach = {name: _reached(name, leads) for name in leads}
    for draft in drafts.values():
        draft.references = [
            replace(
                reference, circular=draft.name in reach.get(reference.table, set()) and reference.table != draft.name
            )
            for reference in draft.references
        ]


def in_order(drafts: Mapping[str, Draft]) -> list[Draft]:
    """The tables, each after those that it refers to unless they refer back; else in the order of the brief."""
    left, made = list(drafts.values()), []
    done: set[str] = set()
    while left:
        ready = next((draft for draft in left if _free(draft, done)), left[0])
        left.remove(ready)
        made.append(ready)
        done.add(ready.name)
    return made


def _free(draft: Draft, done: set[str]) -> bool:
    return all(
        reference.circular or reference.table in done or reference.table == draft.name for reference in draft.references
    )


def _reached(name: str, leads: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        for other in leads.get(ahead.pop(), set()) - seen:
            seen.add(other)
            ahead.append(other)
    return seen
