"""Descriptions of interfaces in the repository: OpenAPI, AsyncAPI, Protocol Buffers. They are read, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.detection.finding import Finding

_SPEC = re.compile(r"^[ \t{]*[\"']?(openapi|swagger|asyncapi)[\"']?\s*:\s*[\"']?(\d[\w.]{0,10})", re.MULTILINE)
_SERVICE = re.compile(r"^[ \t]*service\s+(\w{1,80})\s*\{", re.MULTILINE)
_TITLES = {"openapi": "OpenAPI", "swagger": "OpenAPI", "asyncapi": "AsyncAPI"}
_FIRST_PART = 20_000  # the version stands at the top


def interface(path: str, text: str) -> Iterator[Finding]:
    """The description at `path`, if it is one: a file named so may hold something else."""
    if path.endswith(".proto"):
        service = _SERVICE.search(text)
        if service:
            yield _finding(path, text, service.start(1), f"Protocol Buffers, service {service[1]}")
        return
    found = _SPEC.search(text, 0, _FIRST_PART)
    if found:
        yield _finding(path, text, found.start(1), f"{_TITLES[found[1]]} {found[2]}")


def _finding(path: str, text: str, start: int, note: str) -> Finding:
    return Finding("interface", path, path, text.count("\n", 0, start) + 1, note)
