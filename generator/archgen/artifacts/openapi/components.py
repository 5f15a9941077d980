"""The components of a document: those to which its operations lead, directly or through another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from archgen.artifacts.openapi.answers import shared_answers
from archgen.artifacts.openapi.names import OF_SIGN_IN
from archgen.artifacts.openapi.policy import Node, Policy
from archgen.artifacts.openapi.schemas import entity_schemas, value
from archgen.artifacts.openapi.security import bought, people, schemes


def components(paths: Node, policy: Policy) -> Node:
    """The components by kind and name; what nothing leads to is left out."""
    found: dict[str, dict[str, Node]] = {
        "securitySchemes": schemes(policy),
        "parameters": _parameters(policy),
        "headers": policy.fixed("headers"),
        "responses": shared_answers(policy),
        "schemas": dict(_schemas(policy)),
    }
    used = _used(paths, found)
    kept = {
        kind: {name: node for name, node in nodes.items() if kind == "securitySchemes" or (kind, name) in used}
        for kind, nodes in found.items()
    }
    return {kind: nodes for kind, nodes in kept.items() if nodes}


def _used(paths: Node, found: Mapping[str, Mapping[str, Node]]) -> set[tuple[str, str]]:
    used: set[tuple[str, str]] = set()
    ahead: list[Any] = [paths]
    while ahead:
        for pointed in _pointed(ahead.pop()):
            if pointed not in used:
                used.add(pointed)
                ahead.append(found[pointed[0]][pointed[1]])
    return used


def _pointed(node: Any) -> Iterator[tuple[str, str]]:
    """The components that a node refers to, by kind and name."""
    if isinstance(node, dict):
        if "$ref" in node:
            _, _, kind, name = node["$ref"].split("/")
            yield kind, name
        for part in node.values():
            yield from _pointed(part)
    elif isinstance(node, list):
        for part in node:
            yield from _pointed(part)


def _parameters(policy: Policy) -> dict[str, Node]:
    fixed, design = policy.fixed("parameters"), policy.blueprint.design
    rows, most = (int(design[name].value) for name in ("page_rows", "page_rows_max"))
    fixed["Limit"] = {**fixed["Limit"], "schema": {**fixed["Limit"]["schema"], "maximum": most, "default": rows}}
    return fixed


def _schemas(policy: Policy) -> Iterator[tuple[str, Node]]:
    for entity in policy.interface.shown:
        yield from entity_schemas(entity, policy)
    yield from _of_sign_in(policy)
    yield from policy.fixed("schemas").items()


def _of_sign_in(policy: Policy) -> Iterator[tuple[str, Node]]:
    """What somebody shows, and what they get: the code of an identity provider, or a name and a password."""
    entity = next((one.entity for one in policy.interface.operations if one.kind == "sign-in"), "")
    fields = policy.interface.resources[entity].entity.fields if entity else {}
    name = next((field for field in ("email", "phone", "login", "name") if field in fields), "name")
    shown: Node = {name: value("text", name, policy), "password": value("secret", "password", policy)}
    if bought(policy):
        shown = {"code": {"type": "string"}, "code_verifier": {"type": "string"}, "redirect_uri": {"type": "string"}}
    session: Node = {"expires_at": value("time", "expires_at", policy)}
    if {"sessionCookie": []} not in people(policy) or len(people(policy)) > 1:
        session["token"] = {"type": "string", "description": "For clients that keep no cookies."}
    if entity:
        session[f"{entity.replace('-', '_')}_id"] = value("id", entity, policy)
    for form, required, properties in zip(OF_SIGN_IN, (list(shown), ["expires_at"]), (shown, session), strict=True):
        yield form, {"type": "object", "required": required, "properties": properties}
