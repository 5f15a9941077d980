"""Manifests that are read line by line: go.mod, Gradle builds and catalogues, Gemfile, mix.exs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.detection.manifests.package import Package
from archgen.detection.numbered import numbered

_GO = re.compile(r"\s*(?:require\s+)?([\w.-]+(?:/[\w.~-]+)*)\s+(v[\w.+-]+)\s*(//.*)?$")
_GO_ITSELF = re.compile(r"go\s+([\d.]+)")
_GRADLE = re.compile(
    r"\b(?:implementation|api|compile|compileOnly|runtime|runtimeOnly|platform|enforcedPlatform)\b[\s(]+[\"']([\w.-]+:[\w.-]+)(?::([\w.-]+))?"
)
_GRADLE_PLUGIN = re.compile(r"\bid[\s(]+[\"']([\w.-]+)[\"']\)?(?:\s+version\s+[\"']([\w.-]+))?")
_CATALOGUE = re.compile(r"\b(?:module|group)\s*=\s*\"([\w.-]+)(?::([\w.-]+))?\"(?:\s*,\s*name\s*=\s*\"([\w.-]+)\")?")
_GEM = re.compile(r"\s*gem\s+[\"']([\w.-]+)[\"'](?:\s*,\s*[\"']([^\"']*)[\"'])?(.*)")
_GEM_GROUP = re.compile(r"\s*group\b(.*)\bdo\b")
_HEX = re.compile(r"\{\s*:(\w+)\s*,\s*\"([^\"]*)\"(.*)")
_NOT_SHIPPED = re.compile(r":(?:dev|development|test)\b")


def go(_path: str, text: str) -> Iterator[Package]:
    """Direct requirements, and the version of Go itself."""
    for number, line in numbered(text):
        itself = _GO_ITSELF.match(line)
        found = _GO.match(line)
        if itself:
            yield Package("go", "go", itself[1], number)
        elif found and "indirect" not in (found[3] or ""):
            yield Package("go", found[1], found[2], number)


def gradle(path: str, text: str) -> Iterator[Package]:
    """What a build asks for at run time, its plugins (as `id:plugin`), or the entries of a version catalogue."""
    for number, line in numbered(text):
        if path.endswith(".toml"):
            for group, name, apart in _CATALOGUE.findall(line):
                yield Package("maven", f"{group}:{name or apart}", "", number)
            continue
        for name, version in _GRADLE.findall(line):
            yield Package("maven", name, version, number)
        for name, version in _GRADLE_PLUGIN.findall(line):
            yield Package("maven", f"{name}:plugin", version, number)


def gem(_path: str, text: str) -> Iterator[Package]:
    """Gems outside the groups for development and test."""
    aside = False
    for number, line in numbered(text):
        group = _GEM_GROUP.match(line)
        if group:
            aside = bool(_NOT_SHIPPED.search(group[1])) and ":production" not in group[1]
        elif line.startswith("end"):
            aside = False
        found = _GEM.match(line)
        if found and not aside and not _NOT_SHIPPED.search(found[3]):
            yield Package("gem", found[1], found[2] or "", number)


def mix(_path: str, text: str) -> Iterator[Package]:
    """Dependencies that are not `only:` for development or test."""
    for number, line in numbered(text):
        found = _HEX.search(line)
        if found and not ("only:" in found[3] and _NOT_SHIPPED.search(found[3])):
            yield Package("hex", found[1], found[2], number)
