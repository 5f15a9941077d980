"""Manifests in XML, cut at their tags: pom.xml and .NET projects. No XML parser, so that nothing in them can expand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.detection.manifests.package import Package

_ATTRIBUTE = re.compile(r"\b(Include|Version|Sdk)=\"([^\"]{1,200})\"")
_TARGET = re.compile(r"<TargetFrameworks?>([^<]{1,100})<")


def maven(_path: str, text: str) -> Iterator[Package]:
    """Dependencies but for tests, and the parent."""
    for tag in ("dependency", "parent"):
        for line, part in _parts(text, tag):
            if _told(part, "scope") != "test":
                yield Package(
                    "maven", f"{_told(part, 'groupId')}:{_told(part, 'artifactId')}", _told(part, "version"), line
                )


def nuget(path: str, text: str) -> Iterator[Package]:
    """Package references of a project that is no test project, and its SDK."""
    if "test" in path.rpartition("/")[2].lower():
        return
    target = _TARGET.search(text)
    for tag in ("Project", "PackageReference"):
        for line, part in _parts(text, tag, open_ended=" "):
            said = dict(_ATTRIBUTE.findall(part.partition(">")[0]))
            if tag == "Project" and "Sdk" in said:
                yield Package("nuget", said["Sdk"], target[1] if target else "", line)
            elif "Include" in said:
                yield Package("nuget", said["Include"], said.get("Version", ""), line)


def _parts(text: str, tag: str, *, open_ended: str = ">") -> Iterator[tuple[int, str]]:
    """What follows each `<tag`, up to its end, and the line."""
    line = 1
    before, *pieces = text.split(f"<{tag}{open_ended}")
    line += before.count("\n")
    for piece in pieces:
        yield line, piece.partition(f"</{tag}>")[0]
        line += piece.count("\n")


def _told(part: str, tag: str) -> str:
    return part.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0].strip()[:200]
