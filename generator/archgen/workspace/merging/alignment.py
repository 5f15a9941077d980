"""Which block of one text is which of another: by path, then by name, then by likeness. Knows blocks, not texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from archgen.workspace.merging.blocks import Block

Likeness = Callable[[Block, Block], float]
LIKE_ENOUGH = 0.5
MOST_COMPARED = 2_500
ROOT = 0
_PADDING = re.compile(r"[\s|:-]+")


class Version(Struct, frozen=True):
    """One text's blocks by number; a block bears the same number in every version that holds it."""

    blocks: dict[int, Block]
    parent: dict[int, int]
    children: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def subtree(self, number: int) -> Iterator[int]:
        """The block and those inside it, in the order of the text."""
        yield number
        for child in self.children.get(number, ()):
            yield from self.subtree(child)


def versions(base: Block, theirs: Block, ours: Block, *, likeness: Likeness | None) -> tuple[Version, Version, Version]:
    """Number the blocks of three texts; `likeness` finds renamed and moved ones, None: they stay where they are."""
    b, t, o = (tuple(_flat(block)) for block in (base, theirs, ours))
    in_theirs, in_ours = _same(b, t, likeness), _same(b, o, likeness)
    new_to_theirs = tuple(place for place in t if place.at not in in_theirs)
    new_to_ours = tuple(place for place in o if place.at not in in_ours)
    of_theirs = {place.at: in_theirs.get(place.at, len(b) + place.at) for place in t}
    both = {ours: of_theirs[theirs] for theirs, ours in _by_path(new_to_theirs, new_to_ours)}
    of_ours = {place.at: in_ours.get(place.at, both.get(place.at, len(b) + len(t) + place.at)) for place in o}
    return _version(b, {place.at: place.at for place in b}), _version(t, of_theirs), _version(o, of_ours)


def line_likeness(left: Block, right: Block) -> float:
    """The share of lines that two sections have in common, their headings and the padding of tables aside."""
    one, other = (
        Counter(_PADDING.sub(" ", line) for line in block.lines[1:] if line.strip()) for block in (left, right)
    )
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0


class _Place(Struct, frozen=True):
    """A block in the order of its text, with the names that lead to it and the place of its parent."""

    at: int
    block: Block
    path: tuple[str, ...]
    parent: int


def _flat(root: Block) -> Iterator[_Place]:
    todo: list[tuple[Block, tuple[str, ...], int]] = [(root, (), -1)]
    at = 0
    while todo:
        block, path, parent = todo.pop()
        yield _Place(at, block, path, parent)
        todo.extend((child, (*path, child.title), at) for child in reversed(block.children))
        at += 1


def _same(base: tuple[_Place, ...], other: tuple[_Place, ...], likeness: Likeness | None) -> dict[int, int]:
    """For places of `other`, the place of the same block in `base`."""
    found = {there: here for here, there in _by_path(base, other)}
    if likeness is None:
        return found
    for match in (_by_title, lambda left, right: _by_likeness(left, right, likeness)):
        left = tuple(place for place in base if place.at not in found.values())
        right = tuple(place for place in other if place.at not in found)
        found.update({there: here for here, there in match(left, right)})
    return found


def _by_path(left: Iterable[_Place], right: Iterable[_Place]) -> Iterator[tuple[int, int]]:
    waiting: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in right:
        waiting[place.path].append(place.at)
    for place in left:
        if waiting[place.path]:
            yield place.at, waiting[place.path].pop(0)


def _by_title(left: tuple[_Place, ...], right: tuple[_Place, ...]) -> Iterator[tuple[int, int]]:
    """Blocks that moved: their name stands once on both sides."""
    here, there = (Counter(place.block.title for place in side) for side in (left, right))
    at = {place.block.title: place.at for place in right}
    for place in left:
        if here[place.block.title] == there[place.block.title] == 1:
            yield place.at, at[place.block.title]


def _by_likeness(left: tuple[_Place, ...], right: tuple[_Place, ...], likeness: Likeness) -> Iterator[tuple[int, int]]:
    """Blocks that were renamed: they hold much of the same; the likest pairs first."""
    if len(left) * len(right) > MOST_COMPARED:
        return
    scored = sorted((-likeness(one.block, other.block), one.at, other.at) for one in left for other in right)
    taken: set[tuple[str, int]] = set()
    for score, one, other in scored:
        if -score > LIKE_ENOUGH and not taken & {("left", one), ("right", other)}:
            taken |= {("left", one), ("right", other)}
            yield one, other


def _version(places: tuple[_Place, ...], numbers: dict[int, int]) -> Version:
    blocks = {numbers[place.at]: place.block for place in places}
    parent = {numbers[place.at]: numbers[place.parent] for place in places if place.parent >= 0}
    children: defaultdict[int, list[int]] = defaultdict(list)
    for number, above in parent.items():
        children[above].append(number)
    return Version(blocks, parent, {above: tuple(below) for above, below in children.items()})
