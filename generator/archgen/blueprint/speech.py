"""Knowledge sentences made to speak of one design: each slot filled with a number, a name, a title, or people's words.

What cannot be filled is left out whole. Filled sentences stay parts, so that the page prints each by its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.quantities import Quantity
from archgen.resolver import Design, Family
from archgen.sentences import Slot, parse
from archgen.texts import Text

Part = str | Quantity | Text
Filled = tuple[Part, ...]


class Speaker(Struct, frozen=True):
    """Fills sentences from a design; `titles` are what tables call outcomes, `names` what technologies are called.

    `bound` are the words of one component, journey or other subject, which go before the facts of the design.
    """

    design: Design
    titles: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str]
    bound: Mapping[str, Any] = field(default_factory=dict)

    def about(self, **bound: Any) -> Speaker:
        """The same speaker, knowing of one thing in particular."""
        return replace(self, bound={**self.bound, **bound})

    def say(self, sentence: str) -> Filled | None:
        """The sentence with every slot filled; None for an empty one or where a slot has no value."""
        if not sentence:
            return None
        parsed = parse(sentence)
        filled = parsed.fill(self._value)
        if filled is None:
            return None
        told = [item if isinstance(item, tuple) else (item,) for item in filled]
        for place in parsed.openings:
            told[place] = begun(told[place])
        return tuple(part for parts in told for part in parts)

    def _value(self, slot: Slot) -> Part | Filled | None:
        name = slot.name
        if (particular := f"{name}[{slot.subject}]") in self.bound:
            return self._word(name, self.bound[particular])
        if not slot.subject and name in self.bound:
            return self._word(name, self.bound[name])
        value = self.design.values.get(name)
        if isinstance(value, Family):
            value = value.get(slot.subject or str(self.bound.get(value.per, "")))
        return self._word(name, value)

    def _word(self, name: str, value: Any) -> Part | Filled | None:
        if value is None or isinstance(value, (Quantity, Text)):
            return value
        if isinstance(value, (tuple, list)):
            return listed(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name == "technology":
            return self.names.get(str(value), str(value))
        return self.titles.get(name, {}).get(value) or str(value)


def begun(told: Filled) -> Filled:
    """Words that begin a sentence, with a capital where they are a name of ours and no words of people."""
    first = told[0]
    return (first[:1].upper() + first[1:], *told[1:]) if isinstance(first, str) else told


def listed(items: Iterable[Part]) -> Filled | None:
    """The items as English lists them: `a, b and c`; None for none."""
    parts = tuple(items)
    if not parts:
        return None
    between: list[Part] = [parts[0]]
    for place, part in enumerate(parts[1:], start=2):
        between += [" and " if place == len(parts) else ", ", part]
    return tuple(between)
