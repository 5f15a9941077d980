"""What an operation answers: the status codes that were decided, their headers, and the errors with their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.artifacts.openapi.policy import Node, Policy, reference, references
from archgen.artifacts.openapi.security import people
from archgen.artifacts.told import told
from archgen.interface import Operation

_REPEATED = ("make", "act", "attach", "ask", "export")
_UNGUARDED = ("sign-in", "sign-out", "callback")
_SHOWN = {
    "list": "A page of {} records.",
    "seek": "The {} records that fit, the best first.",
    "item": "The {} as it is now.",
    "change": "The {} after the change.",
    "put": "The {} as it is stored now; it was there before.",
    "act": "The {} after it.",
    "progress": "How far the work is.",
    "fetch": "Where it lies.",
    "stream": "One event after another, until the client leaves.",
}
_EVENT = "id: 2041\nevent: changed\ndata: {}\n\n"


def answers(operation: Operation, policy: Policy) -> Node:
    """The responses of an operation by status code."""
    return dict(sorted((*_good(operation, policy), *_bad(operation, policy))))


def repeated(operation: Operation) -> bool:
    """Whether a client names each request, so that sending it again does nothing more."""
    return operation.kind in _REPEATED and operation.actor != "device"


def shared_answers(policy: Policy) -> Node:
    """The errors that many operations give, by the name of their component."""
    made = {}
    for code, fixed in policy.fixed("responses").items():
        node = {"description": fixed.get("description", fixed["name"])}
        if code in ("429", "503"):
            node["headers"] = references("headers", "Retry-After")
        made[fixed["name"]] = node | {"content": _problem(code, fixed["name"], policy)}
    return made


def _problem(code: str, name: str, policy: Policy, detail: str = "") -> Node:
    """The body of an error with an example; of the form that clients know today nobody said what it holds."""
    if not policy.problems:
        return {"application/json": {"schema": reference("schemas", "Error")}}
    words = re.findall("[A-Z][a-z]*", name)
    example: Node = {
        "type": f"/problems/{'-'.join(words).lower()}",
        "title": " ".join(words).capitalize(),
        "status": int(code),
    }
    example |= {"detail": detail} if detail else {}
    return {"application/problem+json": {"schema": reference("schemas", "Problem"), "example": example}}


def _good(one: Operation, policy: Policy) -> Iterator[tuple[str, Node]]:
    if one.later:
        yield "202", _accepted(one, policy)
    elif one.kind in ("make", "attach", "sign-in"):
        yield "201", _made(one, policy)
    elif one.kind in ("remove", "sign-out", "callback"):
        yield "204", {"description": "Done.", **_headers(one, policy)}
    else:
        says = _SHOWN.get(one.kind, "As asked.").format(_spoken(one.entity))
        yield "200", {"description": says, **_headers(one, policy), "content": _shown(one, policy)}
    if one.kind == "put" and not one.later:
        yield "201", _made(one, policy)
    if policy.compared and policy.tagged(one):
        yield "304", {"description": "What the client has is still as it is."}


def _accepted(one: Operation, policy: Policy) -> Node:
    """The work is done after the answer: whoever waits is told where to ask, a machine that reports is not."""
    if one.kind == "callback" or one.actor == "device":
        return {"description": "Taken; the work is done after this answer.", **_headers(one, policy)}
    says = "Taken; the address in Location tells how far the work is."
    headers = _headers(one, policy, "Location", "Retry-After")
    return {"description": says, **headers, "content": _json(reference("schemas", "Job"))}


def _made(one: Operation, policy: Policy) -> Node:
    if one.kind == "sign-in":
        cookie = ("Set-Cookie",) if {"sessionCookie": []} in people(policy) else ()
        headers = _headers(one, policy, *cookie)
        return {"description": "Signed in.", **headers, "content": _json(reference("schemas", "Session"))}
    if one.kind == "attach":
        says, schema = f"Where the {_spoken(one.noun)} is sent to.", reference("schemas", "FileAddress")
        return {"description": says, **_headers(one, policy), "content": _json(schema)}
    located = () if one.actor == "device" else ("Location",)
    says = f"The new {_spoken(one.entity)}."
    return {"description": says, **_headers(one, policy, *located), "content": _shown(one, policy)}


def _shown(one: Operation, policy: Policy) -> Node:
    if one.kind == "stream":
        return {"text/event-stream": {"schema": {"type": "string", "examples": [_EVENT]}}}
    if one.kind in ("progress", "fetch"):
        return _json(reference("schemas", "Job" if one.kind == "progress" else "FileAddress"))
    if one.kind in ("list", "seek"):
        return _json(policy.schema(one.entity, "list"))
    return _json(policy.schema(one.entity) if one.entity else reference("schemas", "Open"))


def _json(schema: Node) -> Node:
    return {"application/json": {"schema": schema}}


def _headers(one: Operation, policy: Policy, *first: str) -> Node:
    names = list(first)
    if policy.tagged(one) or (one.guarded_by and one.kind in ("change", "put", "act")):
        names.append("ETag")
    if one.kind == "progress":
        names.append("Retry-After")
    if policy.limited:
        names += ["RateLimit-Policy", "RateLimit"]
    if policy.outlived:
        names += ["Deprecation", "Sunset"]
    return {"headers": references("headers", *names)} if names else {}


def _bad(one: Operation, policy: Policy) -> Iterator[tuple[str, Node]]:
    names = {code: fixed["name"] for code, fixed in policy.blueprint.formats["openapi"]["responses"].items()}
    for code in _codes(one, policy):
        yield code, _explained(code, names[code], one, policy) or reference("responses", names[code])


def _codes(one: Operation, policy: Policy) -> Iterator[str]:
    yield from ("400", "401", "500")
    if one.kind not in _UNGUARDED:
        yield "403"
    if one.parameters:
        yield "404"
    if not one.reads and one.kind not in _UNGUARDED:
        yield from _of_changes(one, policy)
    if policy.limited:
        yield "429"
    if "unavailable" in policy.codes:
        yield "503"


def _of_changes(one: Operation, policy: Policy) -> Iterator[str]:
    if repeated(one) or _reasons("409", one, policy):
        yield "409"
    if one.guarded_by and "precondition-failed" in policy.codes:
        yield from ("412", "428")
    if "unprocessable" in policy.codes:
        yield "422"


def _explained(code: str, name: str, one: Operation, policy: Policy) -> Node | None:
    """An answer of this operation's own, where rules of its records say what may be in the way."""
    reasons = _reasons(code, one, policy)
    if not reasons:
        return None
    begins = "What is stored stands in the way" if code == "409" else "It can be read and breaks a rule"
    return {"description": f"{begins}: {'; '.join(reasons)}.", "content": _problem(code, name, policy, reasons[0])}


def _reasons(code: str, one: Operation, policy: Policy) -> list[str]:
    """Why a journey's own operation may be refused with this code; the first of two is named where no version is."""
    lexicon = policy.blueprint.lexicon
    if one.reads or not one.main or code not in ("409", "422"):
        return []
    rules = policy.rules(one, lexicon.conflicts if code == "409" else lexicon.refusals)
    reasons = [told(rule.says) for rule in rules]
    contested = policy.journey(one).contested
    if code == "409" and contested and not one.guarded_by:
        reasons.insert(0, f"somebody else was first ({told(contested)})")
    return reasons


def _spoken(name: str) -> str:
    return name.replace("-", " ")
