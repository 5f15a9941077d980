"""Words of the domain taken apart and put together: verbs of journeys, plurals, what was done. It knows no design."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

_VOWELS = "aeiou"


class Lexicon(Struct, frozen=True):
    """The words of `knowledge/lexicon.yaml`; `writes` and `reads` give a verb's use by the verb."""

    writes: Mapping[str, str]
    reads: Mapping[str, str]
    plurals: Mapping[str, str]
    uncountable: frozenset[str]
    past: Mapping[str, str]
    stated: frozenset[str]
    kept: frozenset[str]
    examples: Mapping[str, str]
    conflicts: frozenset[str]
    refusals: frozenset[str]

    def verb(self, name: str, *, writes: bool) -> tuple[str, str, tuple[str, ...]]:
        """The verb that the id of a journey begins with, its use, "" for any other, and the words after it."""
        known, words = self.writes if writes else self.reads, name.split("-")
        for length in (3, 2, 1):
            verb = "-".join(words[:length])
            if len(words) >= length and verb in known:
                return verb, known[verb], tuple(words[length:])
        return words[0], "", tuple(words[1:])

    def plural(self, name: str) -> str:
        """The name of many: `ticket` as `tickets`, `attachment-record` as `attachment-records`, `progress` as it is."""
        before, dash, noun = name.rpartition("-")
        return f"{before}{dash}{self._plural(noun)}"

    def done(self, verb: str) -> str:
        """What somebody did: `send` as `sent`, `hand-in` as `handed-in`."""
        word, dash, after = verb.partition("-")
        return f"{self.past.get(word) or _past(word)}{dash}{after}"

    def _plural(self, noun: str) -> str:
        if noun in self.uncountable or noun in self.plurals.values() or noun.isdigit():
            return noun
        if noun in self.plurals:
            return self.plurals[noun]
        if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "os")):
            return noun
        if noun.endswith(("s", "x", "z", "ch", "sh")):
            return f"{noun}es"
        if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
            return f"{noun[:-1]}ies"
        return f"{noun}s"


def lexicon(data: Mapping[str, Any]) -> Lexicon:
    """The words as the knowledge base states them."""
    return Lexicon(
        writes=_by_verb(data["writes"]),
        reads=_by_verb(data["reads"]),
        plurals=data["plurals"],
        uncountable=frozenset(data["uncountable"]),
        past=data["past"],
        stated=frozenset(data["stated"]),
        kept=frozenset(data["kept"]),
        examples=data["examples"],
        conflicts=frozenset(data["conflicts"]),
        refusals=frozenset(data["refusals"]),
    )


def _by_verb(uses: Mapping[str, list[str]]) -> dict[str, str]:
    return {verb: use for use, verbs in uses.items() for verb in verbs}


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
