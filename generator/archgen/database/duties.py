"""Tables that decisions owe: work that is handed on, messages that wait to be sent, answers that may be asked twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archgen.blueprint import Blueprint
from archgen.database.drafts import Draft
from archgen.database.names import Names
from archgen.database.relational import Condition, Tenancy
from archgen.quantities import print_quantity


def duties(
    blueprint: Blueprint, drafts: Mapping[str, Draft], schema: Names, tenancy: Tenancy | None
) -> dict[str, Draft]:
    """The tables beside those of the entities, by name; with those that guard the rules of split tables."""
    broker = blueprint.design["broker"]
    handed = _handed_on(blueprint)
    made = [guard for draft in drafts.values() for guard in draft.guards]
    if broker == "job-table" or "job-table" in _ways(blueprint):
        made.append(_jobs(schema, handed, tenancy))
    if blueprint.has_broker:
        made += [_outbox(schema, broker, handed, tenancy), _done(schema, broker)]
    if any(row.id == "write-now" for row in blueprint.passages["operations"].rows):
        made.append(_answers(schema, blueprint, tenancy))
    return {draft.name: draft for draft in made}


def _handed_on(blueprint: Blueprint) -> tuple[str, ...]:
    """What is handed on: journeys that answer before their work is done, and interactions that can wait."""
    later = [row.subject for row in blueprint.passages["events"].rows if row.id == "later"]
    told = [
        decision.subject
        for decision in blueprint.decisions
        if decision.id == "sync_or_async" and decision.outcome in ("job-table", "queue", "event-log")
    ]
    return tuple(dict.fromkeys((*later, *told)))


def _ways(blueprint: Blueprint) -> set[str]:
    return {decision.outcome for decision in blueprint.decisions if decision.id == "sync_or_async"}


def _jobs(schema: Names, handed: Sequence[str], tenancy: Tenancy | None) -> Draft:
    ground = "decision broker: job table and worker"
    carries = f": {', '.join(handed)}" if handed else ""
    draft = Draft(
        schema.new("job"), "", f"work that is handed on in the transaction of its cause{carries}", ground, schema
    )
    _number(draft, ground)
    _scope(draft, tenancy)
    draft.add("kind", "state", f"{ground}; the journey or interaction that hands it on", required=True)
    draft.add(
        "subject", "text", f"{ground}; the record that it is about, so that doing it twice is found", required=True
    )
    draft.add("payload", "json", f"{ground}; ids only, never content", required=True, default="empty")
    draft.add("run_after", "time", f"{ground}; later for each failed try", required=True, default="now")
    draft.add(
        "tries", "integer", f"{ground}; figure retry_attempts says when it is put aside", required=True, default="zero"
    )
    draft.add("last_error", "text", f"{ground}; why the last try failed")
    draft.add("put_aside_at", "time", f"{ground}; failed too often, a person looks at it")
    draft.add("created_at", "time", ground, required=True, default="now")
    draft.unique(("kind", "subject"), f"{ground}; handing on twice leaves one row")
    draft.index(
        ("run_after", "id"),
        "the worker's next job: FOR UPDATE SKIP LOCKED",
        Condition("put_aside_at", "empty"),
        everyone=True,
    )
    draft.notes.append("A job that is done is deleted in the transaction that did it, so the table stays small")
    return draft


def _outbox(schema: Names, broker: str, handed: Sequence[str], tenancy: Tenancy | None) -> Draft:
    ground = f"decision broker: {broker}"
    carries = f": {', '.join(handed)}" if handed else ""
    draft = Draft(
        schema.new("outbox"),
        "",
        f"messages in the transaction of their cause, until the broker has them{carries}",
        ground,
        schema,
    )
    _number(draft, ground)
    _scope(draft, tenancy)
    draft.add("topic", "text", f"{ground}; where the message goes", required=True)
    draft.add("subject", "text", f"{ground}; the key: what has the same one stays in order", required=True)
    draft.add("payload", "json", f"{ground}; the event in its envelope", required=True)
    draft.add("created_at", "time", ground, required=True, default="now")
    draft.add("sent_at", "time", f"{ground}; empty until the broker has acknowledged it")
    draft.index(("id",), "the relay's next messages, in their order", Condition("sent_at", "empty"), everyone=True)
    draft.notes.append("What was sent is deleted by the nightly job")
    return draft


def _done(schema: Names, broker: str) -> Draft:
    ground = f"decision broker: {broker}; a message may come twice"
    draft = Draft(
        schema.new("consumed message"),
        "",
        "ids of messages that a consumer has done, written with its work",
        ground,
        schema,
    )
    draft.add("consumer", "text", ground, required=True)
    draft.add("message_id", "text", ground, required=True)
    draft.add("done_at", "time", f"{ground}; past the broker's retention the row may go", required=True, default="now")
    draft.key = ("consumer", "message_id")
    draft.index(("done_at",), "the nightly job that deletes what the broker no longer repeats")
    return draft


def _answers(schema: Names, blueprint: Blueprint, tenancy: Tenancy | None) -> Draft:
    kept = print_quantity(blueprint.design["idempotency_retention"])
    ground = "figure idempotency_retention"
    draft = Draft(
        schema.new("idempotency key"),
        "",
        f"first answers to requests that may be sent again, kept for {kept}",
        ground,
        schema,
    )
    _scope(draft, tenancy)
    draft.add("caller", "text", f"{ground}; a key counts for whoever sent it", required=True)
    draft.add("key", "text", f"{ground}; the header Idempotency-Key", required=True)
    draft.add("request_digest", "secret", f"{ground}; the same key with another request is refused", required=True)
    draft.add("status", "integer", f"{ground}; empty while the first request still runs")
    draft.add("answer", "json", f"{ground}; the body of the first answer")
    draft.add("created_at", "time", ground, required=True, default="now")
    draft.key = (*((draft.tenant,) if draft.tenant else ()), "caller", "key")
    draft.index(("created_at",), f"the job that deletes what is older than {kept}", everyone=True)
    return draft


def _number(draft: Draft, ground: str) -> None:
    draft.add("id", "counted", f"{ground}; the order in which rows came", required=True)
    draft.key = ("id",)


def _scope(draft: Draft, tenancy: Tenancy | None) -> None:
    if tenancy:
        draft.tenant = draft.add(tenancy.column, tenancy.kind, "derived: the customer whose work it is", required=True)
