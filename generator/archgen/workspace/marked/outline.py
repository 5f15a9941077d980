"""The lines at which the parts of a YAML text stand. Knows indentation, not what the keys mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.yamlblocks import documents


class Part(Struct, frozen=True):
    """A key or an item: the line on which it stands, the line behind its last one, the parts inside."""

    title: str
    at: int
    end: int
    children: tuple[Part, ...]

    def child(self, title: str) -> Part | None:
        """The first part inside with this title."""
        return next((part for part in self.children if part.title == title), None)


def outline(lines: Sequence[str], *, offset: int = 0) -> Part:
    """The parts of a text; `offset` is the number of its first line in a larger one."""
    root = documents(tuple(line.removesuffix("\r") for line in lines))
    return _part(root, offset)


def _part(block: Block, start: int) -> Part:
    """The block as a part; comments and blank lines above and below it are not counted in."""
    spoken = [start + number for number, line in enumerate(block.all_lines()) if _speaks(line)] or [start]
    return Part(block.title, spoken[0], spoken[-1] + 1, tuple(_children(block, start)))


def _children(block: Block, start: int) -> Iterator[Part]:
    start += len(block.lines) + block.gap
    for child in block.children:
        yield _part(child, start)
        start += len(child.all_lines())


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
