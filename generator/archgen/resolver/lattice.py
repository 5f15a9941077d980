"""A design at every point of a lattice of answers: each node is run once for each combination of what it reads.

What rests on one answer is computed along one axis only, however many there are. At each point everything is as if the
design had been resolved there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from math import prod
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from archgen.decisions import Decision
from archgen.quantities import Quantity
from archgen.resolver.design import Design
from archgen.resolver.family import Family
from archgen.resolver.graph import Node

Axes = tuple[int, ...]
TRACE = "@trace"


class Axis(Struct, frozen=True):
    """One answer at several values: for each point the facts that it gives; none where it stays as it is."""

    points: tuple[Mapping[str, Any], ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for point in self.points for name in point)


class Field(Struct, frozen=True):
    """Something over the lattice: its different `values`, and at each point of its own `axes` which of them it has.

    `sizes` are the numbers of points on its axes; the last axis runs fastest in `cells`.
    """

    axes: Axes
    sizes: Axes
    cells: tuple[int, ...]
    values: tuple[Any, ...]

    def at(self, point: Sequence[int]) -> Any:
        """The value at a point, given by its coordinate on every axis of the lattice."""
        cell = 0
        for axis, size in zip(self.axes, self.sizes, strict=True):
            cell = cell * size + point[axis]
        return self.values[self.cells[cell]]

    def cut(self, axis: int, place: int) -> Field:
        """The field at one place of an axis, along those of the other axes on which it still varies."""
        if axis not in self.axes:
            return self
        own = self.axes.index(axis)
        after = prod(self.sizes[own + 1 :])
        block, begin = after * self.sizes[own], after * place
        cells = (self.cells[start + begin : start + begin + after] for start in range(0, len(self.cells), block))
        axes, sizes = (numbers[:own] + numbers[own + 1 :] for numbers in (self.axes, self.sizes))
        return _narrowed(Field(axes, sizes, tuple(chain.from_iterable(cells)), self.values))


class Lattice(Struct, frozen=True):
    """What is not everywhere as in the design: facts by name, and traces of decisions by theirs."""

    design: Design
    sizes: Axes
    facts: Mapping[str, Field]
    traces: Mapping[str, Field]

    def mapped(self, field: Field, make: Callable[[Any], Any]) -> Field:
        """The field of what `make` makes of the values of another one, along the axes on which that varies."""
        made = [make(value) for value in field.values]
        return _narrowed(_merged(replace(field, values=tuple(made)), [alike(value) for value in made]))


def lattice(design: Design, axes: Sequence[Axis], wanted: Iterable[str]) -> Lattice:
    """The facts and decisions `wanted`, and all that they rest on, at every point of `axes`."""
    run = _Run(design, axes)
    moved = frozenset(name for axis in axes for name in axis.names)
    for index in design.graph.order_behind(moved, design.graph.before(wanted)):
        run.node(design.graph.nodes[index])
    return Lattice(design, run.sizes, run.facts, run.traces)


class _Run:
    """One pass over the graph: fields grow node by node."""

    def __init__(self, design: Design, axes: Sequence[Axis]) -> None:
        self.design, self.axes = design, axes
        self.sizes = tuple(len(axis.points) for axis in axes)
        self.facts: dict[str, Field] = {}
        self.traces: dict[str, Field] = {}
        self.places = tuple(
            Field((place,), (size,), tuple(range(size)), tuple(range(size))) for place, size in enumerate(self.sizes)
        )
        for place, axis in enumerate(axes):
            for name in axis.names - design.graph.owner.keys():
                values = tuple(point.get(name, design.values.get(name)) for point in axis.points)
                field = Field((place,), (len(values),), tuple(range(len(values))), values)
                self._keep(self.facts, name, field, design.values.get(name))

    def node(self, node: Node) -> None:
        """Run a node at every combination of what it reads; an answer on an axis goes before what it would make."""
        read = tuple(dict.fromkeys(name for name in node.inputs if name in self.facts))
        own = tuple(place for place, axis in enumerate(self.axes) if not axis.names.isdisjoint(node.outputs))
        if not read and not own:
            return

        def make(*values: Any) -> Mapping[str, Any]:
            given: dict[str, Any] = {}
            for place, point in zip(own, values[len(read) :], strict=True):
                given |= {name: value for name, value in self.axes[place].points[point].items() if name in node.outputs}
            return self.design.remade(node, {**dict(zip(read, values, strict=False)), **given}, given)

        fields = [_seen(self.facts[name], name, node) for name in read]
        made = _mapped(self.sizes, [*fields, *(self.places[place] for place in own)], make)
        for name in node.outputs:
            self._keep(self.facts, name, _picked(made, name), self.design.values.get(name))
        if node.table:
            self._keep(self.traces, node.name, _picked(made, TRACE), self.design.decisions.get(node.name))

    def _keep(self, kept: dict[str, Field], name: str, field: Field, now: Any) -> None:
        """Keep a field that varies, or that is another everywhere than it is `now`."""
        narrow = _narrowed(field)
        if narrow.axes or alike(narrow.values[narrow.cells[0]]) != alike(now):
            kept[name] = narrow


def _seen(field: Field, name: str, node: Node) -> Field:
    """The field as a table sees it: values between the same bounds are one."""
    if node.seen is None or name.startswith("subjects."):
        return field
    return _merged(field, [node.seen(name, value) for value in field.values])


def _mapped(sizes: Axes, fields: Sequence[Field], make: Callable[..., Any]) -> Field:
    axes = tuple(sorted({axis for field in fields for axis in field.axes}))
    own = tuple(sizes[axis] for axis in axes)
    known: dict[tuple[int, ...], int] = {}
    values: list[Any] = []
    cells = []
    for key in zip(*(_spread(field, axes, own) for field in fields), strict=True):
        cell = known.get(key)
        if cell is None:
            cell = known[key] = len(values)
            values.append(make(*(field.values[number] for field, number in zip(fields, key, strict=True))))
        cells.append(cell)
    return Field(axes, own, tuple(cells), tuple(values))


def _spread(field: Field, axes: Axes, sizes: Axes) -> list[int]:
    """The numbers of a field's values at every point of more axes than its own."""
    steps = dict.fromkeys(axes, 0)
    step = 1
    for axis, size in zip(reversed(field.axes), reversed(field.sizes), strict=True):
        steps[axis] = step
        step *= size
    offsets = [0]
    for axis, size in zip(axes, sizes, strict=True):
        offsets = [offset + steps[axis] * place for offset in offsets for place in range(size)]
    return [field.cells[offset] for offset in offsets]


def _picked(made: Field, name: str) -> Field:
    """The field of one output, equal values as one."""
    field = Field(made.axes, made.sizes, made.cells, tuple(outputs.get(name) for outputs in made.values))
    return _merged(field, [alike(value) for value in field.values])


def _merged(field: Field, keys: Sequence[Any]) -> Field:
    """The field with values of the same key as one, the first of them."""
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    places = [numbers[key] for key in keys]
    firsts = dict(zip(reversed(places), reversed(field.values), strict=True))
    cells = tuple(places[cell] for cell in field.cells)
    return Field(field.axes, field.sizes, cells, tuple(firsts[place] for place in range(len(numbers))))


def _narrowed(field: Field) -> Field:
    """The field along the axes on which it truly varies."""
    for place, (axis, size) in enumerate(zip(field.axes, field.sizes, strict=True)):
        after = prod(field.sizes[place + 1 :])
        block = after * size
        starts = range(0, len(field.cells), block)
        if all(field.cells[start : start + block] == field.cells[start : start + after] * size for start in starts):
            return field.cut(axis, 0)
    return field


def alike(value: Any) -> Any:
    """What two values have in common that no decision, sentence or later fact can tell apart."""
    if isinstance(value, Quantity):
        return (value.low, value.high, value.unit.text)
    if isinstance(value, Family):
        return (value.per, *((subject, alike(member)) for subject, member in value.members.items()))
    if isinstance(value, tuple):
        return ("tuple", *map(alike, value))
    if isinstance(value, Mapping):
        return ("mapping", *((name, alike(member)) for name, member in value.items()))
    if isinstance(value, Decision):
        return (value.outcome, tuple(row.id for row in value.rows), alike(getattr(value, "vetoes", ())))
    try:
        hash(value)
    except TypeError:
        return id(value)
    return (type(value), value)
