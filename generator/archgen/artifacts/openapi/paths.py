"""Operations as OpenAPI writes them, by their path: what each takes and answers, in whose objectives it counts."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.artifacts.openapi.answers import answers, repeated
from archgen.artifacts.openapi.policy import Node, Policy, reference
from archgen.artifacts.openapi.schemas import value
from archgen.artifacts.openapi.security import people, security
from archgen.artifacts.told import line, listed, sentence
from archgen.interface import Operation, Parameter, name_of

_SPOKEN = {"make": "new", "put": "new", "change": "change"}


def paths(policy: Policy) -> Node:
    """All paths in the order of the operations; what stands in the braces is said once a path."""
    found: Node = {}
    for one in policy.interface.operations:
        if one.path not in found:
            found[one.path] = _braces(one.parameters, policy)
        found[one.path][one.method] = _operation(one, policy)
    return found


def tag_of(operation: Operation, policy: Policy) -> str:
    """The group of an operation: the records that it is about, by the name of many."""
    if operation.entity and operation.kind not in ("sign-in", "sign-out"):
        return policy.interface.resources[operation.entity].plural
    return operation.path.split("/")[1]


def _braces(parameters: tuple[Parameter, ...], policy: Policy) -> Node:
    return {"parameters": [_brace(one, policy) for one in parameters]} if parameters else {}


def _brace(parameter: Parameter, policy: Policy) -> Node:
    node: Node = {"name": parameter.name, "in": "path", "required": True}
    if len(parameter.parts) > 1:
        parts = listed([f"`{part}`" for part in parameter.parts])
        node["description"] = f"{parts}, joined by a tilde."
    kind = "id" if parameter.kind == "id" or not parameter.entity else parameter.kind
    return node | {"schema": value(kind, parameter.name, policy)}


def _operation(one: Operation, policy: Policy) -> Node:
    node: Node = {"operationId": one.id, "tags": [tag_of(one, policy)], "summary": _upper(line(one.says))}
    if says := " ".join(_describes(one, policy)):
        node["description"] = says
    node["x-journey"] = one.journey
    node["x-slo"] = _objectives(one, policy)
    if security(one, policy) != people(policy):
        node["security"] = security(one, policy)
    if parameters := list(_parameters(one, policy)):
        node["parameters"] = parameters
    if body := _body(one, policy):
        node["requestBody"] = body
    return node | {"responses": answers(one, policy)}


def _objectives(one: Operation, policy: Policy) -> list[str]:
    """The objectives of its journey; a stream that stays open has no latency."""
    mine = [objective for objective in policy.blueprint.objectives if objective.journey == one.journey]
    kept = [objective for objective in mine if one.kind != "stream" or not objective.name.endswith("-latency")]
    return [objective.name for objective in kept]


def _describes(one: Operation, policy: Policy) -> Iterator[str]:
    sender = one.path.rpartition("/")[2]
    speaker = policy.blueprint.speaker.about(journey=one.journey, operation=one.guarded_by, sender=sender)
    says = policy.blueprint.formats["openapi"]["says"]
    if one.guarded_by:
        contested = one.main and policy.journey(one).contested
        yield sentence(speaker.say(says["contested" if contested else "guarded"]))
    if one.order:
        yield f"Sorted by `{name_of(one.order)}`."
    if one.kind in says and not (one.kind == "view" and (one.entity or one.noun)):
        yield sentence(speaker.say(says[one.kind]))


def _parameters(one: Operation, policy: Policy) -> Iterator[Node]:
    yield from (_filter(words, one, policy) for words in one.filters)
    if one.kind == "seek":
        yield from _sought(one, policy)
    if one.kind in ("list", "seek") and policy.paged:
        yield from (reference("parameters", name) for name in ("Cursor", "Limit"))
    if policy.compared and policy.tagged(one):
        yield reference("parameters", "IfNoneMatch")
    if one.guarded_by:
        yield reference("parameters", "IfMatch")
    if repeated(one):
        yield reference("parameters", "IdempotencyKey")
    if one.kind == "stream":
        yield reference("parameters", "LastEvent")
    if policy.dated:
        yield reference("parameters", "Version")


def _filter(words: str, one: Operation, policy: Policy) -> Node:
    entity = policy.interface.resources[one.entity].entity
    name = name_of(words)
    kind = entity.fields.get(words) or ("id" if name.endswith("_id") else "text")
    return {"name": name, "in": "query", "schema": value(kind if kind != "geo" else "text", name, policy)}


def _sought(one: Operation, policy: Policy) -> Iterator[Node]:
    """Words to look for; near a place, where the records lie somewhere."""
    entity = policy.interface.resources[one.entity].entity
    if "geo" in entity.fields.values():
        place = {"type": "string", "pattern": r"^-?[0-9.]+,-?[0-9.]+$", "examples": ["51.34,12.37"]}
        radius = {"type": "integer", "minimum": 1, "examples": [500]}
        yield {
            "name": "near",
            "in": "query",
            "required": True,
            "description": "Latitude and longitude.",
            "schema": place,
        }
        yield {"name": "radius", "in": "query", "description": "Metres around it.", "schema": radius}
        return
    text = {"type": "string", "minLength": 1, "examples": ["two words"]}
    yield {"name": "q", "in": "query", "required": True, "description": "The words to look for.", "schema": text}


def _body(one: Operation, policy: Policy) -> Node:
    if one.kind in _SPOKEN:
        media = "application/merge-patch+json" if one.kind == "change" else "application/json"
        return {"required": True, "content": {media: {"schema": policy.schema(one.entity, _SPOKEN[one.kind])}}}
    known = {
        "sign-in": "Credentials",
        "attach": "Open",
        "callback": "Delivery",
        "ask": "Open",
        "export": "Open",
    }
    if one.kind in known:
        return {"required": True, "content": {"application/json": {"schema": reference("schemas", known[one.kind])}}}
    return {}


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
