"""A house's own template: placeholders in double braces, or the words that adr-tools and MADR templates use."""

from __future__ import annotations

import re

from archgen.adr.names import name
from archgen.adr.writing.body import parts_by_role
from archgen.adr.writing.draft import RecordDraft

_PLACE = re.compile(r"\{\{\s*(?P<brace>[a-z]+)\s*\}\}|\b(?P<word>NUMBER|TITLE|DATE|STATUS)\b")
_MADR_TITLE = re.compile(r"^# (?:\{[^}\n]*title[^}\n]*\}|\[[^\]\n]*title[^\]\n]*\])\s*$", re.IGNORECASE | re.MULTILINE)


def filled(template: str, draft: RecordDraft, file: str) -> str:
    """The template with the draft's parts in their places; what is no placeholder stays as it is."""
    number = name(file).number
    values = {
        "number": "" if number is None else str(number),
        "title": draft.title,
        "date": draft.date,
        "status": str(draft.status),
        "deciders": ", ".join(draft.deciders),
        "tags": ", ".join(draft.tags),
        **parts_by_role(draft),
    }
    met: set[str] = set()

    def value(match: re.Match[str]) -> str:
        if match["brace"]:
            return values.get(match["brace"], match[0])
        if match["word"] in met:  # only the first one is a place, any other is a word of the text
            return match[0]
        met.add(match["word"])
        found = values[match["word"].lower()]
        return found.capitalize() if match["word"] == "STATUS" else found

    text = _PLACE.sub(value, template.removeprefix("\ufeff"))
    text = _MADR_TITLE.sub(lambda _: f"# {draft.title}", text)
    return text if text.endswith("\n") else f"{text}\n"
