"""Operations that others need: where a new record is read, whose ETag a change names, how far a job is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.blueprint import Blueprint, Journey
from archgen.interface.drafting import Draft
from archgen.interface.operation import Operation
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
    if blueprint.design["push_channel"] != "none" and (pushed := _pushed(journeys)):
        path = f"/{draft.own('changes')}"
        says = "waits for changes of " + " and ".join(pushed.entities or ("records",))
        yield _supports(pushed, "stream", "get", path, "streamChanges", says)


def _listed(one: Operation, reader: Journey, draft: Draft) -> Iterator[Operation]:
    """The list to which something is added."""
    above = next((each for each in draft.resources.values() if each.parameters == one.parameters), None)
    if above:
        yield draft.all(one.entity, above, reader)


def _signed_out(journey: Journey, draft: Draft) -> Operation:
    sessions = draft.resources.get("session")
    if sessions:
        return draft.operation(
            journey, "sign-out", "delete", sessions.item, "session", parameters=sessions.parameters, main=False
        )
    path = f"/{draft.own('sessions')}/current"
    return _supports(journey, "sign-out", "delete", path, "signOut", "ends the session")


def _progress(journey: Journey, draft: Draft) -> Operation:
    jobs = draft.own("jobs")
    parameters = (Parameter("job_id", "id", ""),)
    says = "tells how far the work is"
    return _supports(journey, "progress", "get", f"/{jobs}/{{job_id}}", "getJob", says, parameters)


def _pushed(journeys: Sequence[Journey]) -> Journey | None:
    """The journey that people look at most while things change."""
    looking = [journey for journey in journeys if not journey.writes and journey.by in ("user", "staff")]
    return max(looking, key=lambda journey: journey.peak.base, default=None)


def _supports(
    journey: Journey,
    kind: str,
    method: str,
    path: str,
    name: str,
    says: str,
    parameters: tuple[Parameter, ...] = (),
) -> Operation:
    return Operation(
        id=name,
        kind=kind,  # type: ignore[arg-type]
        method=method,
        path=path,
        journey=journey.id,
        actor=journey.by,
        says=says,
        parameters=parameters,
        main=False,
    )
