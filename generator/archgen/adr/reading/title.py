"""A record's title without the number in front of it: `3. Use X`, `ADR-0003: Use X`, `[ADR 3] Use X`."""

from __future__ import annotations

import re

_PREFIX = re.compile(
    r"\[?(?:(?P<word>[A-Za-z]+(?: [A-Za-z]+){0,2})[-_ #:]*)?#?(?P<digits>[0-9]{1,12})\]?"
    r"(?P<mark>\s*[.:)–—|-]+)?\s+(?=\S)"
)
_WORDS = frozenset({"adr", "madr", "rfc", "ad", "decision", "decision record"}) | {
    f"{word} decision record" for word in ("architecture", "architectural")
}


def split_title(text: str, number: int | None) -> tuple[str, str]:
    """What stands before the title, as written, and the title; the number must be the file's own."""
    text = " ".join(text.split())
    match = _PREFIX.match(text)
    if match is None or not (match["word"] or match["mark"]):
        return "", text
    if match["word"] and match["word"].casefold() not in _WORDS:
        return "", text
    if number is not None and int(match["digits"]) != number:
        return "", text
    return match[0], text[match.end() :]
