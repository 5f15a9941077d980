"""Operations that others need: where a new record is read, whose ETag a change names, how far a job is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.blueprint import Blueprint, Journey
from archgen.interface.drafting import Draft
from archgen.interface.operation import Kind, Operation
from archgen.interface.resource import Parameter

_CHANGES = ("make", "put", "change", "remove", "act", "attach")
_WAITING = ("user", "staff", "partner")


def supporting(
    operations: Sequence[Operation], journeys: Sequence[Journey], blueprint: Blueprint, draft: Draft
) -> Iterator[Operation]:
    """What the operations of the journeys need beside them; each counts where the same is read already."""
    by_id = {journey.id: journey for journey in journeys}
    read = {one.entity: by_id[one.journey] for one in reversed(operations) if one.reads}
    for one in operations:
        reader = read.get(one.entity, by_id[one.journey])
        if one.kind in _CHANGES and one.entity and one.actor != "device":
            yield draft.item(one.entity, reader)
        if one.kind == "make" and one.parameters and one.journey in draft.guarded:
            yield from _listed(one, reader, draft)
        if one.kind == "sign-in":
            yield _signed_out(by_id[one.journey], draft)
    if waiting := [one for one in operations if one.later and one.kind != "callback" and one.actor in _WAITING]:
        yield _progress(by_id[waiting[0].journey], draft)
    if blueprint.design["push_channel"] != "none" and (looking := _looking(journeys)):
        yield _stream(max(looking, key=lambda journey: journey.peak.base), draft)


def _listed(one: Operation, reader: Journey, draft: Draft) -> Iterator[Operation]:
    """The list to which something is added."""
    above = next((each for each in draft.resources.values() if each.parameters == one.parameters), None)
    if above:
        yield draft.all(one.entity, above, reader)


def _signed_out(journey: Journey, draft: Draft) -> Operation:
    sessions = draft.resources.get("session")
    path = sessions.item if sessions else f"/{draft.own('sessions')}/current"
    inside = sessions.parameters if sessions else ()
    return _supports(journey, "sign-out", f"delete {path}", "signOut", "ends the session", inside)


def _progress(journey: Journey, draft: Draft) -> Operation:
    """Where whoever waits asks how far the work is."""
    path, inside = f"/{draft.own('jobs')}/{{job_id}}", (Parameter("job_id", "id", ""),)
    return _supports(journey, "progress", f"get {path}", "getJob", "tells how far the work is", inside)


def _looking(journeys: Sequence[Journey]) -> list[Journey]:
    """The journeys in which people look at something while it changes."""
    return [journey for journey in journeys if not journey.writes and journey.by in ("user", "staff")]


def _stream(journey: Journey, draft: Draft) -> Operation:
    says = "waits for changes of " + " and ".join(journey.entities or ("records",))
    return _supports(journey, "stream", f"get /{draft.own('changes')}", "streamChanges", says)


def _supports(
    journey: Journey, kind: Kind, address: str, name: str, says: str, parameters: tuple[Parameter, ...] = ()
) -> Operation:
    method, _, path = address.partition(" ")
    return Operation(
        id=name,
        kind=kind,
        method=method,
        path=path,
        journey=journey.id,
        actor=journey.by,
        says=says,
        parameters=parameters,
        main=False,
    )
