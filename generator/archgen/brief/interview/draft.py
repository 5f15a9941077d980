"""What was said so far, in a form that outlives Ctrl-C."""

from __future__ import annotations

import json

from msgspec import Struct

FORMAT = 1


class Entry(Struct, frozen=True):
    """A question that was put, and the answer as it was typed; None where it was left open."""

    question: str
    said: str | None = None


class Draft(Struct, frozen=True):
    """The questions that were put, in order; `done` once all the rest was left open."""

    entries: tuple[Entry, ...] = ()
    quick: bool = False
    done: bool = False

    def __bool__(self) -> bool:
        return bool(self.entries)

    def to_text(self) -> str:
        """The draft as JSON, for the file that keeps it."""
        entries = [{"question": entry.question, "said": entry.said} for entry in self.entries]
        data = {"format": FORMAT, "quick": self.quick, "done": self.done, "entries": entries}
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_text(cls, text: str) -> Draft:
        """The draft in a file; an empty one where the file was damaged or is of another version."""
        try:
            data = json.loads(text)
            entries = tuple(Entry(str(entry["question"]), _said(entry["said"])) for entry in data["entries"])
            made = cls(entries, bool(data["quick"]), bool(data["done"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return cls()
        return made if data["format"] == FORMAT else cls()


def _said(value: object) -> str | None:
    return value if value is None else str(value)
