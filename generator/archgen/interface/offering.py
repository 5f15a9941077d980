"""The one file that joins the others: from a blueprint to everything that is offered over HTTP."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, count

from msgspec.structs import replace

from archgen.blueprint import Blueprint, Journey, tenant
from archgen.interface.drafting import Draft
from archgen.interface.operation import Interface, Kind, Operation
from archgen.interface.phrase import phrase
from archgen.interface.reading import reading
from archgen.interface.resource import resources
from archgen.interface.supporting import supporting
from archgen.interface.writing import writing


def interface(blueprint: Blueprint) -> Interface:
    """The operations of all journeys, those of the most critical ones first."""
    called = [journey for journey in blueprint.journeys if journey.id in blueprint.design["called_journeys"]]
    elsewhere = {journey.id: _why(journey) for journey in blueprint.journeys if journey not in called}
    draft = _draft(blueprint)
    offered = list(_offered(called, draft))
    made = _apart([*(one for one in offered if one.main), *(one for one in offered if not one.main)], draft)
    whole = _named(_grouped(_apart([*made, *supporting(made, called, blueprint, draft)], draft)))
    return Interface(tuple(_guarded(one, whole, draft) for one in whole), draft.resources, elsewhere, draft.tenant)


def _why(journey: Journey) -> str:
    """Why nobody calls a journey over HTTP."""
    return "begins by itself: nobody calls it" if journey.by == "clock" else "is served in front of the API"


def _draft(blueprint: Blueprint) -> Draft:
    apart = blueprint.design["tenant_isolation"] != "none"
    return Draft(
        slug=blueprint.slug,
        lexicon=blueprint.lexicon,
        entities={entity.id: entity for entity in blueprint.entities},
        resources=resources(blueprint.entities, blueprint.lexicon),
        files=frozenset(kept.id for kept in blueprint.objects),
        dependencies=frozenset(neighbour.id for neighbour in blueprint.neighbours),
        later=frozenset(blueprint.design["later_journeys"] or ()),
        guarded=frozenset(one.subject for one in blueprint.decisions if one.outcome == "version-check"),
        tenant=tenant(blueprint.entities) if apart else "",
    )


def _offered(journeys: Sequence[Journey], draft: Draft) -> Iterator[Operation]:
    for journey in journeys:
        told = phrase(journey, draft.entities, draft.lexicon)
        if journey.writes:
            yield writing(journey, told, draft)
        else:
            yield from reading(journey, told, draft)


def _apart(operations: Sequence[Operation], draft: Draft) -> list[Operation]:
    """Each address once: a journey whose address is taken gets one of its own, a supporting operation is left out."""
    taken: dict[tuple[str, str], Operation] = {}
    for one in operations:
        if one.address in taken and one.main and taken[one.address] != one:
            one = _numbered(_own(one, draft), taken)
        taken.setdefault(one.address, one)
    return list(taken.values())


def _numbered(one: Operation, taken: Collection[tuple[str, str]]) -> Operation:
    """The operation at its own address, or where that is another's, too, at the first number behind it that is free."""
    numbered = (replace(one, path=f"{one.path}-{number}") for number in count(2))
    return next(each for each in chain((one,), numbered) if each.address not in taken)


def _guarded(one: Operation, operations: Sequence[Operation], draft: Draft) -> Operation:
    """A change with the operation whose ETag it must name, where the change of an old version would do harm."""
    changes = draft.guarded and one.kind in ("change", "remove")
    if one.reads or not (changes or one.journey in draft.guarded):
        return one
    read = next((other.id for other in operations if other.method == "get" and other.path == _read_at(one)), "")
    return replace(one, guarded_by=read)


def _read_at(one: Operation) -> str:
    """Where what a change is about is read: the record of an act, else the address that is changed."""
    return one.path.rpartition("/")[0] if one.kind in ("act", "attach") else one.path


def _own(one: Operation, draft: Draft) -> Operation:
    """The operation at an address that bears the journey's name, since another journey has its own."""
    if one.reads:
        kind: Kind = one.kind if one.kind in ("list", "seek") else "view"
        return replace(one, kind=kind, path=f"/views/{one.journey}", parameters=())
    if one.kind in ("change", "put", "remove", "act"):
        path = f"{draft.resources[one.entity].item}/{one.journey}"
        return replace(one, kind="act", method="post", path=path)
    return replace(one, path=f"/{draft.own(f'{one.journey}-requests')}", parameters=())


def _grouped(operations: Sequence[Operation]) -> list[Operation]:
    """What shares the first segment of its address together: all of a kind, then one, then what lies below it."""
    firsts = list(dict.fromkeys(one.path.split("/")[1] for one in operations))
    return sorted(operations, key=lambda one: (firsts.index(one.path.split("/")[1]), one.path.count("/"), one.path))


def _named(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """Each id once; the second of a name gets a number."""
    seen: dict[str, int] = {}
    named = []
    for one in operations:
        seen[one.id] = seen.get(one.id, 0) + 1
        named.append(replace(one, id=f"{one.id}{seen[one.id]}") if seen[one.id] > 1 else one)
    return tuple(named)
