"""The space that a table speaks about: inputs cut into elementary intervals, their product as bits of one int."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import prod

from msgspec import Struct

from archgen.decisions.cells import AnyOf, Cell, Spans
from archgen.decisions.vocabulary import FactType, Seen, Value, spelt

Box = tuple[int, ...]

LARGEST_GRID = 4_000_000


class Choices(Struct, frozen=True):
    """An enum or bool: every value is an elementary interval."""

    name: str
    values: tuple[str | bool, ...]

    @property
    def size(self) -> int:
        return len(self.values)

    def place(self, value: Value) -> int:
        """The elementary interval of a value; raises `ValueError` for one that the fact does not have."""
        return self.values.index(value)

    def seen(self, place: int) -> Seen:
        """What a cell sees at a place."""
        return self.values[place]

    def first(self, place: int) -> Value:
        """The first value of an elementary interval."""
        return self.values[place]

    def mask(self, cell: Cell) -> int:
        """The elementary intervals that a cell takes, as bits."""
        values = cell.values if isinstance(cell, AnyOf) else ()
        return sum(1 << self.values.index(value) for value in values)

    def text(self, mask: int) -> str:
        return "|".join(spelt(value) for place, value in enumerate(self.values) if mask >> place & 1)


class Steps(Struct, frozen=True):
    """A number, in steps: `starts` are the first steps of its elementary intervals, the last ends at `high`."""

    name: str
    step: Fraction
    starts: tuple[int, ...]
    high: int

    @property
    def size(self) -> int:
        return len(self.starts)

    def place(self, value: Value) -> int:
        """The elementary interval of a value; raises `ValueError` for one out of bounds."""
        if not isinstance(value, Fraction):
            raise ValueError(value)
        steps = (value.numerator * self.step.denominator) // (value.denominator * self.step.numerator)
        if not self.starts[0] <= steps <= self.high:
            raise ValueError(value)
        return bisect_right(self.starts, steps) - 1

    def seen(self, place: int) -> Seen:
        """What a cell sees of the first number at a place."""
        return self.starts[place]

    def first(self, place: int) -> Value:
        """The first value of an elementary interval."""
        return self.starts[place] * self.step

    def mask(self, cell: Cell) -> int:
        """The elementary intervals that a cell takes, as bits; its bounds must be among the cuts."""
        spans = cell.spans if isinstance(cell, Spans) else ()
        ends = ((bisect_left(self.starts, low), bisect_left(self.starts, high + 1)) for low, high in spans)
        return sum((1 << after) - (1 << first) for first, after in ends)

    def text(self, mask: int) -> str:
        """The intervals of a mask as cells spell them; those that touch are one."""
        return "|".join(self._span(first, after) for first, after in _runs(mask))

    def _span(self, first: int, after: int) -> str:
        low = self.starts[first]
        high = self.starts[after] - 1 if after < self.size else self.high
        ends = [spelt(end * self.step) for end in (low, high)]
        if low == high:
            return ends[0]
        return f"{ends[0] if first else ''}..{ends[1] if after < self.size else ''}"


Axis = Choices | Steps


def axis_of(fact: FactType, cells: Iterable[Cell]) -> Axis:
    """The axis of an input: a number is cut at every bound of `cells`."""
    if fact.kind != "number":
        return Choices(fact.name, (False, True) if fact.kind == "bool" else fact.values)
    low, high = fact.ends
    cuts = {low}
    for cell in cells:
        for first, last in cell.spans if isinstance(cell, Spans) else ():
            cuts |= {first, last + 1}
    return Steps(fact.name, fact.step, tuple(sorted(cut for cut in cuts if cut <= high)), high)


class Grid:
    """The product of axes. A region is an int with a bit for each elementary box; a box has a mask for each axis."""

    def __init__(self, axes: tuple[Axis, ...]) -> None:
        self.axes = axes
        self.sizes = tuple(axis.size for axis in axes)
        self.size = prod(self.sizes)
        self.whole: Box = tuple((1 << size) - 1 for size in self.sizes)

    def box(self, cells: Mapping[str, Cell]) -> Box:
        """The box of cells by input; an input without a cell may be anything."""
        named = zip(self.axes, self.whole, strict=True)
        return tuple(axis.mask(cells[axis.name]) if axis.name in cells else every for axis, every in named)

    def region(self, box: Box) -> int:
        """The bits of a box."""
        block, width = 1, 1
        for size, mask in zip(reversed(self.sizes), reversed(box), strict=True):
            block = _spread(block, width, mask)
            width *= size
        return block

    def boxes(self, region: int) -> Iterator[Box]:
        """Boxes that share nothing and make up `region`, each as large as it can be grown from its first corner."""
        while region:
            box = self._grown(region)
            yield box
            region &= ~self.region(box)

    def text(self, box: Box) -> str:
        """A box in words: `'engineers 4..5, phase complexity|platform'`; inputs that may be anything are left out."""
        limits = zip(self.axes, box, self.whole, strict=True)
        words = [f"{axis.name} {axis.text(mask)}" for axis, mask, every in limits if mask != every]
        return f"'{', '.join(words)}'" if words else "every combination"

    def _grown(self, region: int) -> Box:
        box = [1 << place for place in self.corner(region)]
        for axis, size in enumerate(self.sizes):
            for place in range(size):
                slab = (*box[:axis], 1 << place, *box[axis + 1 :])
                if not self.region(slab) & ~region:
                    box[axis] |= 1 << place
        return tuple(box)

    def corner(self, region: int) -> tuple[int, ...]:
        """The places, axis by axis, of the first elementary box of a region."""
        bit = (region & -region).bit_length() - 1
        places: list[int] = []
        for size in reversed(self.sizes):
            bit, place = divmod(bit, size)
            places.append(place)
        return tuple(reversed(places))


def _spread(block: int, width: int, mask: int) -> int:
    """Copies of a block of `width` bits, one at each place of a mask."""
    spread = 0
    for first, after in _runs(mask):
        spread |= _times(block, width, after - first) << (first * width)
    return spread


def _times(block: int, width: int, count: int) -> int:
    """`count` copies of a block side by side; halving keeps it linear in the bits."""
    if count == 1:
        return block
    half = _times(block, width, count // 2)
    pair = half | half << (count // 2 * width)
    return pair | block << ((count - 1) * width) if count % 2 else pair


def _runs(mask: int) -> Iterator[tuple[int, int]]:
    """The runs of set bits: first place, and the place after the last."""
    place = 0
    while mask:
        gap = (mask & -mask).bit_length() - 1
        mask >>= gap
        run = (~mask & (mask + 1)).bit_length() - 1
        yield place + gap, place + gap + run
        place += gap + run
        mask >>= run
