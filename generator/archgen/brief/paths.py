"""The ways of requests: journeys as steps over component roles, hard or soft. Made before anything is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Set
from fractions import Fraction

from msgspec import Struct

from archgen.brief.layers import Layer
from archgen.brief.schema import Schema
from archgen.quantities import Quantity
from archgen.texts import Text

SILENT = Text("")
CARRIERS = ("queue", "event-log")  # the roles that carry messages
CRITICALITIES = ("critical", "important", "deferrable")  # of journeys, the gravest first


class Step(Struct, frozen=True):
    """One step of a journey: from `source` to `role` (or a dependency's id), `calls` times a request."""

    journey: str
    source: str
    role: str
    hard: bool = True
    calls: Fraction | Quantity = Fraction(1)
    does: Text = SILENT
    place: int = 0


class Path(Struct, frozen=True):
    """The steps of one journey in their order."""

    journey: str
    steps: tuple[Step, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Where it goes, each once, in the order of the first visit."""
        return tuple(dict.fromkeys(step.role for step in self.steps))

    def needs(self, role: str) -> bool:
        """Whether it fails without `role`."""
        return any(step.hard for step in self.steps if step.role == role)


class Paths(Struct, frozen=True):
    """All journeys of a design."""

    paths: tuple[Path, ...]
    dependencies: tuple[str, ...] = ()

    @property
    def journeys(self) -> tuple[str, ...]:
        return tuple(path.journey for path in self.paths)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(step for path in self.paths for step in path.steps)

    @property
    def roles(self) -> tuple[str, ...]:
        """The component roles on any path, in the order of the first visit."""
        return tuple(role for role in self._places if role not in self.dependencies)

    @property
    def called(self) -> tuple[str, ...]:
        """The dependencies on any path, in the order of the first visit."""
        return tuple(role for role in self._places if role in self.dependencies)

    def of(self, journey: str) -> Path:
        """The path of one journey; raises `KeyError` for another name."""
        for path in self.paths:
            if path.journey == journey:
                return path
        raise KeyError(journey)

    def into(self, role: str) -> tuple[Step, ...]:
        """Every step that goes to `role`."""
        return tuple(step for step in self.steps if step.role == role)

    def through(self, role: str, *, hard: bool = True) -> tuple[str, ...]:
        """The journeys that go to `role`; with `hard` those only that fail without it."""
        return tuple(path.journey for path in self.paths if (path.needs(role) if hard else role in path.roles))

    @property
    def _places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.role for step in self.steps))


def make_paths(layer: Layer, schema: Schema) -> Paths:
    """The paths of a complete layer. Where a step has no `from`, the first one comes from who starts the journey.

    Any other comes from where the step before it went. Stores and dependencies answer and call nobody: what comes
    after one of them comes from who asked it.
    """
    answering = {role.id for role in schema.roles.values() if role.kind == "store"}
    answering.update(layer.lists.get("dependencies", ()))
    paths = (Path(journey, tuple(_steps(layer, journey, answering))) for journey in layer.lists.get("journeys", ()))
    return Paths(tuple(paths), layer.lists.get("dependencies", ()))


def _steps(layer: Layer, journey: str, answering: Set[str]) -> Iterator[Step]:
    caller = str(layer.values[f"journeys[{journey}].by"].value)
    for place in layer.lists[f"journeys[{journey}].steps"]:
        told = {name: layer.values.get(f"journeys[{journey}].steps[{place}].{name}") for name in _TOLD}
        value = {name: given.value for name, given in told.items() if given}
        source, target = str(value.get("from", caller)), str(value["to"])
        calls, does = value["calls"], value.get("does")
        yield Step(
            journey,
            source,
            target,
            hard=value["needs"] == "hard",
            calls=calls if isinstance(calls, Fraction) else Fraction(1),
            does=does if isinstance(does, Text) else SILENT,
            place=int(place),
        )
        caller = source if target in answering else target


_TOLD = ("from", "to", "needs", "calls", "does")
