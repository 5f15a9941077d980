"""Rules that must always hold of records: the mechanism that people's words ask for, and the columns they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from archgen.blueprint.parts import Entity, Relation
from archgen.blueprint.rows import Rows
from archgen.blueprint.speech import Filled, Speaker
from archgen.texts import Text

Entities = Mapping[str, Entity]


class Rule(Struct, frozen=True):
    """A rule that always holds of an entity, the mechanism that enforces it, and what whoever breaks it sees.

    `seal` is the column, and the state in it, from which on a row never changes: `sent_at`, or `state` with `sent`.
    `wants` are those of the columns that no field, relation or query of the entity names.
    """

    entity: str
    says: Text
    kind: str
    mechanism: str
    how: Filled
    loser: Filled
    columns: tuple[str, ...]
    seal: tuple[str, str] | None = None
    wants: tuple[str, ...] = ()


def rules(entity: Entity, entities: Entities, rows: Rows, speaker: Speaker) -> Iterator[Rule]:
    """Each rule of an entity with the first row that speaks of it."""
    for says in entity.integrity:
        for row in rows.integrity:
            pattern = row.get("matches", "").replace("<entity>", re.escape(spoken(entity.id)))
            found = re.search(pattern, says.raw.lower())
            columns = _columns(row.get("over", "said"), found, entity, entities) if found else None
            if found is None or columns is None or (row.get("scoped") and not _names_scope(entity, found.string)):
                continue
            seal = _seal(entity, found["mark"]) if row.get("seals") else None
            told = speaker.about(entity=entity.id, column=tuple(f"`{name}`" for name in columns), sealed=_sealed(seal))
            if (how := told.say(row["how"])) and (loser := told.say(row["loser"])):
                known = _named(entity)
                wants = tuple(name for name in columns if name not in known)
                yield Rule(entity.id, says, row["rule"], row["mechanism"], how, loser, columns, seal, wants)
                break


def spoken(name: str) -> str:
    """A name as it stands in a sentence."""
    return name.lower().replace("_", " ").replace("-", " ")


def _columns(over: str, found: re.Match[str], entity: Entity, entities: Entities) -> tuple[str, ...] | None:
    """The columns that a rule is over, by the way in which its row finds them; None where the row does not speak."""
    says = found.string
    if over == "own":
        return _said_of(entity, says[found.end() :]) or None
    if over == "origin":
        return _origin(found, entity, entities)
    if over == "both":
        return _both(found, entity)
    if over == "way":
        return _way(found, entity, entities)
    if over == "thing":
        thing = found.groupdict().get("thing")
        return _said_of(entity, says) or ((f"{thing}_id",) if thing else ())
    return _said_of(entity, says) or (entity.key if len(entity.key) > 1 else ())


def _said_of(entity: Entity, says: str) -> tuple[str, ...]:
    """The columns whose name, or what people call it, stands in a text: relations, fields, then what queries name."""
    called = [name for name in entity.fields if any(_said(word, says) for word in _CALLED.get(name, ()))]
    meant = {word for name in called for word in _CALLED[name]}
    fields = [name for name in {**dict.fromkeys(entity.key), **entity.fields} if name != "id" and name not in meant]
    named = [name for name in fields if name in called or _said(name, says)]
    both = _said("somebody", says)
    related = [_pointer(relation) for relation in entity.relations if both or _said(relation.to, says)]
    asked = [name for name in _asked(entity) if _said(name.removesuffix("_id"), says)]
    return tuple(dict.fromkeys((*related, *named, *asked)))


def _names_scope(entity: Entity, says: str) -> bool:
    """Whether the record tells within what a rule counts: without that a unique key would refuse the second one."""
    scope = _SCOPE.search(says)
    ties = {spoken(relation.to) for relation in entity.relations}
    fields = {spoken(name) for name in (*entity.key, *entity.fields, *_asked(entity))}
    noun = scope["noun"] if scope else ""
    return not noun or any(noun in name.split() or name.startswith(noun) for name in (entity.id, *ties, *fields))


def _origin(found: re.Match[str], entity: Entity, entities: Entities) -> tuple[str, ...] | None:
    """The column that names what something came from, where both ends are kinds of records."""
    ids = {spoken(name): name for name in entities}
    origin, result = ids.get(found["origin"]), ids.get(found["result"])
    if origin is None or result is None or entity.id not in (origin, result):
        return None
    there = [_pointer(relation) for relation in entities[result].relations if relation.to == origin]
    return (there[0] if there else f"{origin.replace('-', '_')}_id",)


def _both(found: re.Match[str], entity: Entity) -> tuple[str, ...] | None:
    """The relations to the two that a record stands between; None unless the record is tied to each of them.

    Where the key of the record names the one, it names the other as well: `meter_id` and `at`.
    """
    ties = {spoken(relation.to): _pointer(relation) for relation in entity.relations if _surely(relation)}
    one, other = ties.get(found["one"]), ties.get(found["other"])
    if one and not other and len(entity.key) > 1 and one in entity.key:
        return entity.key
    return (one, other) if one and other and one != other else None


def _way(found: re.Match[str], entity: Entity, entities: Entities) -> tuple[str, ...] | None:
    """The relation over which alone a record reaches what it belongs to, and which may not be missing."""
    for relation in entity.relations:
        between = entities.get(relation.to)
        if between is None or not _surely(relation) or spoken(relation.to) != found["between"]:
            continue
        ends = [other.to for other in between.relations if _surely(other) and spoken(other.to) == found["owner"]]
        short = f"{ends[0].replace('-', '_')}_id" if ends else ""
        if ends and short not in _named(entity) and all(other.to != ends[0] for other in entity.relations):
            return (_pointer(relation),)
    return None


def _surely(relation: Relation) -> bool:
    return relation.kind != "many-to-many" and not relation.optional


def _pointer(relation: Relation) -> str:
    return relation.column or f"{relation.to}_id"


def _asked(entity: Entity) -> tuple[str, ...]:
    """The columns that only queries name."""
    there = {*entity.key, *entity.fields}
    return tuple(name for query in entity.queries for name in query.by if name not in there)


def _named(entity: Entity) -> frozenset[str]:
    """All columns that the entity is known to have."""
    pointers = (_pointer(relation) for relation in entity.relations)
    return frozenset((*entity.key, *entity.fields, *pointers, *_asked(entity)))


def _seal(entity: Entity, mark: str) -> tuple[str, str] | None:
    """The column that tells whether a record is sealed: the time of it, else a state of that name."""
    times = [name for name, kind in entity.fields.items() if name == f"{mark}_at" and kind in ("time", "date")]
    states = [name for name, kind in entity.fields.items() if kind == "state"]
    if times:
        return times[0], ""
    return (states[0], mark) if states and mark.endswith(_PARTICIPLES) else None


def _sealed(seal: tuple[str, str] | None) -> str | None:
    if seal is None:
        return None
    column, state = seal
    return f"`{column}` is {f'`{state}`' if state else 'set'}"


def _said(name: str, says: str) -> bool:
    return re.search(rf"\b{re.escape(spoken(name))}\b", says) is not None


_PARTICIPLES = ("ed", "en", "sent", "paid", "sold", "made", "held")
_CALLED: Mapping[str, tuple[str, ...]] = {"email": ("address",), "phone": ("telephone", "telephone number")}
_SCOPE = re.compile(r"\bone [a-z][a-z -]*? (?:to|for|in|at|on|per) (?:an? |each |every |the )?(?P<noun>[a-z]+)")
