"""Rooms and directions of the house, read from the imports: who may know whom, and where the outside is let in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

HOUSE = Path(__file__).parent.parent / "generator" / "archgen"

# A room may import only rooms of the lines above its own.
STOREYS = (
    ("problems", "texts", "globs", "markdown"),
    ("quantities", "yamltext", "tools"),
    ("sentences", "repository", "configuration", "coverage", "pricing", "site"),
    ("slo", "decisions", "adr", "detection", "workspace", "evaluation", "registers"),
    ("brief", "slugs", "house"),
    ("facts",),
    ("resolver",),
    ("blueprint",),
    ("interface", "database", "hosting"),
    ("challenges", "outline"),
    ("documents", "artifacts", "compliance"),
    ("library",),
    ("pipeline",),
    ("comparison", "handbook", "discretion", "portfolio", "shown"),
    ("publication", "checks", "what_if", "reference"),
    ("cli",),
)

# What a room must not know, though it lies above.
MUST_NOT_KNOW = {
    "brief": {"decisions", "slo", "adr", "workspace", "detection", "repository", "tools"},
    "facts": {"decisions", "adr", "workspace", "detection", "repository", "tools", "yamltext"},
    "decisions": {"tools", "repository"},
    "resolver": {"adr", "workspace", "detection", "repository", "tools", "yamltext"},
    "blueprint": {"repository", "tools", "workspace", "yamltext"},
    "documents": {"decisions", "repository", "tools", "workspace", "yamltext"},
    "artifacts": {"decisions", "repository", "tools", "workspace"},
    "workspace": {"quantities", "sentences"},
    "pipeline": {"repository", "tools", "site"},
}

# Every outside library has one home.
HOMES = {
    "yaml": "yamltext/",
    "jinja2": "documents/",
    "typer": "cli/",
    "questionary": "cli/",
    "prompt_toolkit": "cli/",
    "rich": "cli/",
    "mcp": "cli/",
    "pydantic": "cli/",
    "subprocess": "tools.py",
}

# Disk, clock and chance are met here only; everywhere else they come as parameters.
OUTSIDE = ("library.py", "repository.py", "tools.py", "workspace/store/", "site/", "cli/", "documents/render.py")
OF_THE_OUTSIDE = {
    *("os", "pathlib", "shutil", "tempfile", "glob", "io", "fcntl", "signal", "threading"),
    *("time", "random", "secrets", "uuid", "platform", "locale", "getpass"),
    *("socket", "http", "urllib", "ssl", "requests", "asyncio"),
}
PURE = ("pathlib.PurePosixPath.", "pathlib.PurePath.", "urllib.parse.")
CLOCKS = ("date", "datetime")


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the file it stands in, its line, and the dotted name."""

    file: str
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.name}"


def test_every_room_has_its_storey():
    rooms = {room_of(file) for file in sources()} - {"__init__", "__main__"}
    assert rooms <= {room for storey in STOREYS for room in storey}


def test_no_room_imports_its_neighbours_or_those_above():
    storey = {room: level for level, rooms in enumerate(STOREYS) for room in rooms}
    wrong = [str(found) for found, room, other in between_rooms() if storey[other] >= storey[room]]
    assert wrong == []


def test_no_room_knows_what_it_must_not():
    wrong = [str(found) for found, room, other in between_rooms() if other in MUST_NOT_KNOW.get(room, ())]
    assert wrong == []


def test_no_file_imports_itself_by_a_detour():
    needs: dict[str, set[str]] = {file: set() for file in sources()}
    for found in imports():
        needs[found.file] |= {other for other in file_of(found.name) if other != found.file}
    TopologicalSorter(needs).prepare()  # an error names the circle


def test_every_outside_library_has_one_home():
    wrong = [str(found) for found in imports() if not found.file.startswith(HOMES.get(top(found.name), ""))]
    assert wrong == []


def test_disk_clock_and_chance_stay_outside():
    wrong = [
        str(found)
        for found in imports()
        if top(found.name) in OF_THE_OUTSIDE and not f"{found.name}.".startswith(PURE)
        if not found.file.startswith(OUTSIDE)
    ]
    assert wrong == []


@pytest.mark.parametrize("asked", ["now", "today", "utcnow"])
def test_nobody_but_the_command_line_and_the_store_asks_the_clock(asked):
    wrong = [
        f"{file}:{node.lineno}"
        for file in sources()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr == asked and getattr(node.value, "id", "") in CLOCKS
        if not file.startswith(("cli/", "workspace/store/"))
    ]
    assert wrong == []


def test_nobody_opens_a_file_behind_the_rooms_backs():
    wrong = [
        f"{file}:{node.lineno}"
        for file in sources()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open" and not file.startswith(OUTSIDE)
    ]
    assert wrong == []


def between_rooms() -> Iterator[tuple[Import, str, str]]:
    """Every import of one room by another."""
    for found in imports():
        room, parts = room_of(found.file), found.name.split(".")
        if parts[0] == "archgen" and len(parts) > 1 and parts[1] != room and is_room(parts[1]) and is_room(room):
            yield found, room, parts[1]


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for file in sources() for found in imports_of(file))


def imports_of(file: str) -> Iterator[Import]:
    """The imports of one file; those for the type checker only bind nobody."""
    tree = tree_of(file)
    for_types = {id(inner) for node in ast.walk(tree) if is_for_types(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (Import(file, node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


@cache
def sources() -> tuple[str, ...]:
    return tuple(sorted(file.relative_to(HOUSE).as_posix() for file in HOUSE.rglob("*.py")))


@cache
def tree_of(file: str) -> ast.Module:
    return ast.parse((HOUSE / file).read_text(encoding="utf-8"))


def file_of(name: str) -> tuple[str, ...]:
    """The file of the house that a dotted name lies in; none for a name from outside."""
    parts = name.split(".")[1:] if top(name) == "archgen" else []
    paths = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next(((file,) for path in paths for file in (f"{path}.py", f"{path}/__init__.py") if file in sources()), ())


def room_of(file: str) -> str:
    return PurePosixPath(file).parts[0].removesuffix(".py")


def is_room(name: str) -> bool:
    return any(name in storey for storey in STOREYS)


def top(name: str) -> str:
    return name.partition(".")[0]
