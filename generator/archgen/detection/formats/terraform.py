"""What Terraform (or OpenTofu) declares: resources and modules with their engines, and the regions of providers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.detection.finding import RUNS, Evidence, Finding
from archgen.detection.numbered import numbered
from archgen.detection.signs import Signs

_BLOCK = re.compile(r"(resource|module|provider)\s+\"([\w-]{1,80})\"")
_SETTING = re.compile(
    r"\s*(engine|engine_version|engine_type|database_version|source|region|location)\s*=\s*\"([^\"]{1,120})\""
)
_ENGINES = ("engine", "engine_type", "database_version")


def terraform(path: str, text: str, signs: Signs) -> Iterator[Evidence]:
    """Technologies by the type of a resource, the source of a module, or the engine that either names."""
    for number, block, kind, name, value in _settings(text):
        shown = block if block != "module" else "module"
        if name == "" and block == "resource":
            for technology in signs.names["resources"].get(kind):
                yield Evidence(technology, RUNS, path, number, f"resource {kind}")
        elif name == "source" and block == "module":
            for technology in signs.names["resources"].get(value):
                yield Evidence(technology, RUNS, path, number, f"module {value}")
        elif name in _ENGINES and block in {"resource", "module"}:
            for technology in signs.names["engines"].get(value):
                yield Evidence(technology, RUNS, path, number, f"{shown} {kind}, engine {value}")


def regions(path: str, text: str) -> Iterator[Finding]:
    """Regions that a provider names outright; one in a variable stays unknown."""
    for number, block, kind, name, value in _settings(text):
        if block == "provider" and name in {"region", "location"} and "$" not in value:
            yield Finding("region", value, path, number, f"provider {kind}")


def _settings(text: str) -> Iterator[tuple[int, str, str, str, str]]:
    """Line, kind of block, its type, name and value; the head of a block has neither name nor value."""
    block = kind = ""
    for number, line in numbered(text):
        head = _BLOCK.match(line)
        if head:
            block, kind = head[1], head[2]
            yield number, block, kind, "", ""
        elif line.startswith("}"):
            block = kind = ""
        setting = _SETTING.match(line)
        if setting and block:
            yield number, block, kind, setting[1], setting[2]
