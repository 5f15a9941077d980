"""A text as a tree of blocks: sections of Markdown, keys and items of YAML. Blocks hold lines; all lines, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from archgen.workspace.merging.pieces import Lines


class Block(Struct, frozen=True):
    """A part of a text: what it is known by, its own lines, the blank lines (`gap`) after these, the parts inside.

    Blocks whose `form` differs are not merged part by part.
    """

    title: str
    lines: Lines
    gap: int = 0
    children: tuple[Block, ...] = ()
    form: str = ""

    def all_lines(self) -> Lines:
        """All lines of the block and the blocks inside."""
        return tuple(line for block in self.walk() for line in (*block.lines, *("",) * block.gap))

    def walk(self) -> Iterator[Block]:
        """The block and all blocks inside, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()
