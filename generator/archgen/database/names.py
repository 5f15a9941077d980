"""Identifiers of a database: words of a brief as names that every engine takes, shortened and parted in one way."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 63  # bytes; PostgreSQL cuts what is longer in silence


def identifier(words: str, *, longest: int = LONGEST) -> str:
    """Lower case, everything but letters and digits as `_`; what is too long ends in a digest of the whole."""
    plain = re.sub(r"\W+", "_", unicodedata.normalize("NFC", words).casefold()).strip("_") or "unnamed"
    return plain if len(plain.encode()) <= longest else _marked(plain, words, longest)


class Names:
    """The names within one scope: none is given twice, and who comes second to one gets a digest."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def new(self, words: str) -> str:
        """A name for these words that nothing else has."""
        name, tries = identifier(words), 0
        while name in self._given:
            name = _marked(identifier(words), f"{words}{' again' * tries}", LONGEST)
            tries += 1
        self._given.add(name)
        return name


def _marked(name: str, words: str, longest: int) -> str:
    digest = hashlib.sha256(words.encode()).hexdigest()[:4]
    kept = name.encode()[: longest - len(digest) - 1].decode(errors="ignore").rstrip("_")
    return f"{kept}_{digest}"
