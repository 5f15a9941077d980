"""What a journey does to which records, read from its id and its entities: the same words give the same addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from archgen.blueprint import Entity, Journey, Lexicon, belongs

_MAKES = ("", "ing", "ment", "ion", "ation", "al")


class Phrase(Struct, frozen=True):
    """A journey's id taken apart.

    `use` is what its verb does as the lexicon says, "" for any other verb; `words` follow the verb. `named` is the
    entity that they name and `made` the one that the verb itself names (`enrol` an `enrolment`), "" where none is.
    """

    verb: str
    use: str
    words: tuple[str, ...]
    named: str
    made: str


def phrase(journey: Journey, entities: Mapping[str, Entity], lexicon: Lexicon) -> Phrase:
    """The phrase of one journey."""
    verb, use, words = lexicon.verb(journey.id, writes=journey.writes)
    own = [name for name in journey.entities if name in entities]
    named = next(_named(words, own or list(entities), lexicon), "")
    made = next((name for name in own if name != named and _made(verb, name, known=bool(use))), "")
    return Phrase(verb, use, words, named, made)


def before(entity: Entity, others: Sequence[str]) -> str:
    """What an entity always belongs to among those that a journey names before it."""
    earlier = others[: others.index(entity.id)] if entity.id in others else others
    return next((relation.to for relation in belongs(entity) if relation.to in earlier), "")


def _named(words: tuple[str, ...], among: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The entity that words name among those of the journey: exactly, else by a part of its name."""
    said = "-".join(words)
    for name in among:
        if words and said in (name, lexicon.plural(name)):
            yield name
    for name in among:
        first, last = name.partition("-")[0], name.rpartition("-")[2]
        if words and (said in (first, last, lexicon.plural(last)) or words[0] == name):
            yield name


def _made(verb: str, name: str, *, known: bool) -> bool:
    """Whether a verb names the entity; one that the lexicon does not know may also lose its last letter."""
    stems = (verb,) if known else (verb, verb.removesuffix("e"))
    return name in {stem + ending for stem in stems for ending in _MAKES}
