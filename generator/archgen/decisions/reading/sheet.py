"""The plain data of a table's file, each piece with its place, by line and in words. Checks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from archgen.problems import Where

Path = tuple[str | int, ...]


class Sheet(Struct, frozen=True):
    """One file's data; `marks` gives the line of a path, `layer` says whose rules these are."""

    data: Any
    file: str
    marks: Mapping[Path, int] = field(default_factory=dict)
    layer: str = "built-in"

    @property
    def top(self) -> Piece:
        return Piece(self.data, "", None, self)

    def entry(self, key: str) -> Any:
        """What stands under a key at the top; None where there is none."""
        return self.data.get(key) if isinstance(self.data, dict) else None


class Piece:
    """A part of a sheet, found from the top by keys; plain and small, since a knowledge base has tens of thousands."""

    __slots__ = ("data", "key", "parent", "sheet")

    def __init__(self, data: Any, key: str | int, parent: Piece | None, sheet: Sheet) -> None:
        self.data = data
        self.key = key
        self.parent = parent
        self.sheet = sheet

    @property
    def path(self) -> Path:
        """The keys that lead here from the top."""
        return (*self.parent.path, self.key) if self.parent else ()

    @property
    def where(self) -> Where:
        """The line of this piece, or of the nearest around it."""
        path = self.path if self.sheet.marks else ()
        while path and path not in self.sheet.marks:
            path = path[:-1]
        return Where(self.sheet.file, self.sheet.marks.get(path, 0))

    @property
    def label(self) -> str:
        """The place in words: `row many, when.phase`."""
        match self.path:
            case ():
                return f"table {self.sheet.entry('table') or self.sheet.entry('extends') or 'without a name'}"
            case ("rules" | "add" as part, int(place), *rest):
                row = self.sheet.entry(part)[place]
                head = f"row {row.get('id', place + 1) if isinstance(row, dict) else place + 1}"
            case ("cases" | "impossible" as part, int(place), *rest):
                head = f"{part.removesuffix('s')} {place + 1}"
            case ("replace" | "options" | "outputs" as part, key, *rest):
                head = f"{'row' if part == 'replace' else part.removesuffix('s')} {key}"
            case (key, *rest):
                head = str(key)
        words = ".".join(word for word in rest if isinstance(word, str))
        return f"{head}, {words}" if words else head

    def at(self, key: Any) -> Piece:
        """The piece under a key of a mapping."""
        return Piece(self.data[key], key, self, self.sheet)

    def entries(self) -> dict[str, Piece]:
        """The pieces of a mapping by key; a key that YAML made true or false is a word again."""
        sheet = self.sheet
        return {
            key if type(key) is str else str(key).lower(): Piece(data, key, self, sheet)
            for key, data in self.data.items()
        }

    def parts(self) -> tuple[Piece, ...]:
        """The items of a list; a single value is a list of one."""
        if not isinstance(self.data, list):
            return (self,)
        return tuple(Piece(item, place, self, self.sheet) for place, item in enumerate(self.data))
