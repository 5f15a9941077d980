"""The data of a what-if page, read as the page reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

Point = Sequence[int]


class Data:
    """What the page knows; a point is the number of a position for each answer."""

    def __init__(self, text: str) -> None:
        self.data = json.loads(text)
        self.sizes = [len(answer["labels"]) for answer in self.data["answers"]]
        self.cells: dict[int, list[int]] = {}

    @property
    def today(self) -> tuple[int, ...]:
        return tuple(answer["today"] for answer in self.data["answers"])

    def settings(self, point: Point) -> tuple[str, ...]:
        """What the command line is told at a point."""
        chosen = (answer["settings"][position] for answer, position in zip(self.data["answers"], point, strict=True))
        return tuple(setting for setting in chosen if setting)

    def decisions(self, point: Point) -> dict[str, str]:
        """The outcome of each decision that turns anywhere."""
        found = {each["title"]: self._at(each, point)[0] for each in self.data["decisions"]}
        return {title: ", ".join(options) or "none" for title, options in found.items()}

    def reasons(self, point: Point) -> dict[str, tuple[str, ...]]:
        """Why, as sentences."""
        found = {each["title"]: self._at(each, point)[1] for each in self.data["decisions"]}
        return {title: tuple(self._said([one for _, one in told], point)) for title, told in found.items()}

    def contradictions(self, point: Point) -> set[str]:
        """The titles of the contradictions, of those that come or go, that hold."""
        return {each["title"] for each in self.data["contradictions"] if self._at(each, point)}

    def _at(self, field: dict[str, Any], point: Point) -> Any:
        cell = 0
        for axis in field["axes"]:
            cell = cell * self.sizes[axis] + point[axis]
        return field["values"][self._cells(field)[cell]]

    def _cells(self, field: dict[str, Any]) -> list[int]:
        if id(field) not in self.cells:
            runs = field["runs"]
            pairs = zip(runs[::2], runs[1::2], strict=True)
            self.cells[id(field)] = [value for value, often in pairs for _ in range(often)]
        return self.cells[id(field)]

    def _said(self, numbers: Sequence[int], point: Point) -> Iterator[str]:
        for number in numbers:
            words = [
                part if isinstance(part, str) else self._at(self.data["slots"][part], point)
                for part in self.data["sentences"][number]
            ]
            if None not in words:
                yield "".join(words)
