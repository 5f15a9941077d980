"""The requests of each journey, read from the interface's own document: its addresses, its examples, its headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from archgen.artifacts.loadtest.sample import sample
from archgen.interface import Interface, Operation

Data = dict[str, Any]

_KEY, _TAG = "Idempotency-Key", "If-Match"
_AGREED = ("409", "412")  # refusals that a contested journey reckons with


def requests(document: Mapping[str, Any], offered: Interface) -> dict[str, list[Data]]:
    """By journey, what it sends first of all: its main operations with the examples of `document` filled in."""
    found: dict[str, list[Data]] = {}
    for one in offered.operations:
        if one.main:
            found.setdefault(one.journey, []).append(_request(one, document, offered))
    return found


def _request(one: Operation, document: Mapping[str, Any], offered: Interface) -> Data:
    node, schemas = document["paths"][one.path][one.method], document["components"]["schemas"]
    said = list(_parameters(one, document))
    headers = {each["name"]: each for each in said if each["in"] == "header" and each.get("required")}
    query = [each for each in said if each["in"] == "query" and (each.get("required") or each["name"] in one.filters)]
    read = offered.operation(one.guarded_by) if _TAG in headers else None
    return {
        "operation": one.id,
        "method": one.method.upper(),
        "path": _address(one, document),
        "query": {each["name"]: sample(each["schema"], schemas) for each in query},
        "headers": {
            name: str(sample(each["schema"], schemas)) for name, each in headers.items() if name not in (_KEY, _TAG)
        },
        "idempotency_key": _KEY in headers,
        "etag_from": _address(read, document) if read else "",
        **_body(node, schemas),
        "agreed": [int(status) for status in _AGREED if status in node["responses"]],
    }


def _address(one: Operation, document: Mapping[str, Any]) -> str:
    """The path below the server's, each brace filled with its example."""
    path = one.path
    for each in _parameters(one, document):
        if each["in"] == "path":
            filled = quote(str(sample(each["schema"], document["components"]["schemas"])), safe="")
            path = path.replace(f"{{{each['name']}}}", filled)
    base: str = document["servers"][0]["url"]
    return base.rstrip("/") + path


def _parameters(one: Operation, document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    item = document["paths"][one.path]
    for each in (*item.get("parameters", ()), *item[one.method].get("parameters", ())):
        yield document["components"]["parameters"][each["$ref"].rpartition("/")[2]] if "$ref" in each else each


def _body(node: Mapping[str, Any], schemas: Mapping[str, Any]) -> Data:
    """What is sent, and of which media type."""
    for media, said in node.get("requestBody", {}).get("content", {}).items():
        return {"media": media, "body": sample(said["schema"], schemas)}
    return {"media": "", "body": None}
