"""Three-way merge of trees of blocks: what moved is followed, what people removed stays removed. Knows blocks only.

The lines of a block merge within the block, so that a change never lands in another section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from archgen.workspace.merging.alignment import ROOT, Likeness, Version, versions
from archgen.workspace.merging.blocks import Block
from archgen.workspace.merging.pieces import Conflict, Lines, Piece, named

T = TypeVar("T")
Leaf = Callable[[Lines, Lines, Lines], Iterable[Piece]]


class Merged(Struct, frozen=True):
    """Pieces in order; `notes` say which new text was left out, since people had removed its place."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()


def merge_trees(base: Block, theirs: Block, ours: Block, *, leaf: Leaf, likeness: Likeness | None) -> Merged | None:
    """Merge block by block, the lines of each by `leaf`.

    None where both sides nested the same blocks differently, or where people's text lost its structure (a fence left
    open, a line out of its column): what seems to be removed then stands there still.
    """
    merge = _Merge(*versions(base, theirs, ours, likeness=likeness), leaf)
    order = tuple(merge.walk(ROOT))
    if not merge.is_whole(order) or merge.is_misread():
        return None
    pieces = [piece for number in order for piece in (*merge.own(number), merge.gap(number, last=number == order[-1]))]
    return Merged(tuple(pieces), tuple(merge.left_out()))


class _Merge:
    """One merge under way: which blocks live on, below which parent, in which order, with which lines."""

    def __init__(self, base: Version, theirs: Version, ours: Version, leaf: Leaf) -> None:
        self.base, self.theirs, self.ours, self.leaf = base, theirs, ours, leaf
        self.usual_gap = Counter(block.gap for block in list(theirs.blocks.values())[1:-1]).most_common(1)
        self.alive: set[int] = set()
        numbers = [*theirs.subtree(ROOT), *(n for n in ours.subtree(ROOT) if n not in theirs.blocks)]
        for number in numbers:
            if self._lives(number):
                self.alive.add(number)
        self.home = {number: self._home(number) for number in numbers if number in self.alive and number != ROOT}

    def walk(self, number: int) -> Iterator[int]:
        """The blocks of the result in order."""
        yield number
        if not self._in_one_piece(number):
            for child in self._children(number):
                yield from self.walk(child)

    def is_whole(self, order: Collection[int]) -> bool:
        """Does the order hold every block that lives on, or something that it is part of?"""
        inside = {below for number in order if self._in_one_piece(number) for below in self._inside(number)}
        return self.alive <= {*order, *inside}

    def is_misread(self) -> bool:
        """Do most lines of a block that people seem to have removed still stand in their text?"""
        before, now = (Counter(version.blocks[ROOT].all_lines()) for version in (self.base, self.theirs))
        for number in self.base.blocks.keys() - self.theirs.blocks.keys():
            lines = [line for line in self.base.blocks[number].lines if line.strip()]
            if lines and sum(now[line] >= before[line] for line in lines) * 2 > len(lines):
                return True
        return False

    def own(self, number: int) -> Iterator[Piece]:
        """The merged lines of one block."""
        if number not in self.ours.blocks and number in self.base.blocks:
            theirs = self._lines_without(number, self.ours.blocks)
            yield Conflict(self.base.blocks[number].all_lines(), theirs, (), where=self._path(self.theirs, number))
        elif number not in self.ours.blocks or number not in self.theirs.blocks:
            yield (self.theirs if number in self.theirs.blocks else self.ours).blocks[number].lines
        else:
            base, theirs, ours = self._lines_of(number)
            if theirs in (base, ours) or base == ours:
                yield ours if theirs == base else theirs
            else:
                yield from named(self.leaf(base, theirs, ours), self._path(self.theirs, number))

    def gap(self, number: int, *, last: bool) -> Lines:
        """The blank lines after a block: as people have them, unless only we changed them."""
        if self._in_one_piece(number):
            return ()
        base, theirs, ours = (
            self._gap_in(version, number, last=last) for version in (self.base, self.theirs, self.ours)
        )
        if theirs is None or (theirs == base and ours is not None):
            theirs = ours
        usual = self.usual_gap[0][0] if self.usual_gap else 1
        return ("",) * (usual if theirs is None else theirs)

    def left_out(self) -> Iterator[str]:
        """What we have to say about places that people removed; the outermost ones only."""
        named: set[int] = set()
        for number, block in self.ours.blocks.items():
            old = self.base.blocks.get(number)
            if number in self.alive or (old and old.lines == block.lines):
                continue
            if self.ours.parent[number] not in named:
                yield f"'{self._path(self.ours, number)}' was left out: people had removed its place."
            named.add(number)

    def _lives(self, number: int) -> bool:
        if number in self.ours.blocks:
            return number in self.theirs.blocks or (
                number not in self.base.blocks and self.ours.parent[number] in self.alive
            )
        if number not in self.base.blocks:
            return True
        return any(self._edited(below) for below in self.theirs.subtree(number) if below not in self.ours.blocks)

    def _edited(self, number: int) -> bool:
        return number not in self.base.blocks or self.theirs.blocks[number].lines != self.base.blocks[number].lines

    def _home(self, number: int) -> int:
        """The parent in the result: people's, if they moved the block or it is theirs; else ours."""
        theirs, ours, base = (version.parent.get(number, ROOT) for version in (self.theirs, self.ours, self.base))
        peoples = number not in self.ours.blocks or (number in self.theirs.blocks and theirs != base)
        wishes = (theirs, ours) if peoples else (ours, theirs)
        return next((wish for wish in wishes if wish in self.alive), ROOT)

    def _children(self, parent: int) -> tuple[int, ...]:
        members = {number for number, home in self.home.items() if home == parent}
        if not members:
            return ()
        sides = [[n for n in version.subtree(ROOT) if n in members] for version in (self.base, self.theirs, self.ours)]
        return ordered(*sides)

    def _in_one_piece(self, number: int) -> bool:
        """Is this block kept or merged together with all inside it?"""
        blocks = [version.blocks[number] for version in (self.base, self.theirs, self.ours) if number in version.blocks]
        removed = number not in self.ours.blocks and number in self.base.blocks
        return removed or len({block.form for block in blocks}) > 1

    def _lines_of(self, number: int) -> tuple[Lines, Lines, Lines]:
        """The lines of a block in each version, with all inside it where it is merged in one piece."""
        whole = self._in_one_piece(number)
        blocks = (version.blocks.get(number) for version in (self.base, self.theirs, self.ours))
        base, theirs, ours = ((b.all_lines() if whole else b.lines) if b else () for b in blocks)
        return base, theirs, ours

    def _inside(self, number: int) -> Iterator[int]:
        for version in (self.theirs, self.ours):
            if number in version.blocks:
                yield from version.subtree(number)

    def _lines_without(self, number: int, others: Collection[int]) -> Lines:
        kept = (self.theirs.blocks[below] for below in self.theirs.subtree(number) if below not in others)
        return tuple(line for block in kept for line in (*block.lines, *("",) * block.gap))

    def _gap_in(self, version: Version, number: int, *, last: bool) -> int | None:
        """The blank lines after a block in one version; None if it says nothing of this, being or not being the end."""
        if last:
            return next(reversed(version.blocks.values())).gap
        block = version.blocks.get(number)
        return block.gap if block and block is not next(reversed(version.blocks.values())) else None

    def _path(self, version: Version, number: int) -> str:
        names = []
        while number != ROOT:
            names.append(version.blocks[number].title)
            number = version.parent[number]
        return " > ".join(reversed(names))


def ordered(base: Sequence[T], theirs: Sequence[T], ours: Sequence[T]) -> tuple[T, ...]:
    """People's order where they changed it, else ours; what only the other side has follows what precedes it there."""
    common = [number for number in theirs if number in base]
    moved = common != [number for number in base if number in theirs]
    first, second = (theirs, ours) if moved else (ours, theirs)
    result = list(first)
    for before, number in zip((None, *second), second, strict=False):
        if number not in result:
            result.insert(0 if before is None else result.index(before) + 1, number)
    return tuple(result)
