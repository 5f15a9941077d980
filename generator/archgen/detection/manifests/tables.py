"""Manifests of Python and Rust: TOML, and lists of requirements."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from archgen.detection.manifests.package import Package, lines_of_words
from archgen.detection.numbered import numbered

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*([^;#]*)")
_NOT_SHIPPED = re.compile(r"dev|test|doc|lint|ci\b|typ|bench")


def pypi(path: str, text: str) -> Iterator[Package]:
    """Requirements of the program itself: extras and files for development are left out."""
    name = path.rpartition("/")[2]
    if name in {"pyproject.toml", "Pipfile"}:
        yield from _tables(text)
    elif name == "setup.cfg":
        yield from _requirements(_option(text, "install_requires"))
    elif not _NOT_SHIPPED.search(path.removesuffix(".txt").rpartition("requirements")[2]):
        yield from _requirements(numbered(text))


def cargo(_path: str, text: str) -> Iterator[Package]:
    """Dependencies of the crate, or those that a workspace shares."""
    data = tomllib.loads(text)
    lines = lines_of_words(text, after="dependencies]")
    for asked in (data.get("dependencies", {}), data.get("workspace", {}).get("dependencies", {})):
        for name, said in asked.items():
            version = said if isinstance(said, str) else str(said.get("version", ""))
            yield Package("cargo", name, version, lines.get(name.casefold(), 0))


def _tables(text: str) -> Iterator[Package]:
    data = tomllib.loads(text)
    project, poetry = data.get("project", {}), data.get("tool", {}).get("poetry", {})
    extras = (said for name, said in project.get("optional-dependencies", {}).items() if not _NOT_SHIPPED.search(name))
    asked = [*project.get("dependencies", ()), *(each for extra in extras for each in extra)]
    if "requires-python" in project:
        asked.append(f"python {project['requires-python']}")
    lines = lines_of_words(text)
    for package in _requirements((0, each) for each in asked):
        yield Package("pypi", package.name, package.version, lines.get(package.name, 0))
    for name, said in {**poetry.get("dependencies", {}), **data.get("packages", {})}.items():
        yield Package("pypi", _normal(name), _version(said), lines.get(name.casefold(), 0))


def _requirements(numbered: Any) -> Iterator[Package]:
    for number, line in numbered:
        found = _REQUIREMENT.match(line)
        if found and not line.lstrip().startswith(("#", "-")):
            yield Package("pypi", _normal(found[1]), found[2].strip(), number)


def _option(text: str, option: str) -> Iterator[tuple[int, str]]:
    """The indented lines under an option of an INI file."""
    inside = False
    for number, line in numbered(text):
        if line[:1].strip():
            inside = line.startswith(option)
        if inside:
            yield number, line.partition("=")[2] if line.startswith(option) else line


def _version(said: Any) -> str:
    return said if isinstance(said, str) else str(said.get("version", "")) if isinstance(said, dict) else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
