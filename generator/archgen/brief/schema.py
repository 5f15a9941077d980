"""The schema of the answers, made of `knowledge/brief.yaml`: which paths there are and what each may hold.

It knows no layer and no value; the reader, the JSON Schema and the resolver's roots are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from archgen.brief.spelling import read_bound

MOST_TEXT = 10_000

_ITEM = re.compile(r"\[[^\]]*\]")


class Field(Struct, frozen=True):
    """One path of the schema; what the attributes mean is said at the head of `knowledge/brief.yaml`."""

    path: str
    type: str
    says: str
    title: str = ""
    unit: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction = Fraction(1)
    least: int = 0
    most: int = MOST_TEXT
    of: str = ""
    to: str = ""
    choices: tuple[str, ...] = ()
    meant: Mapping[str, str] = {}
    required: bool = False
    key: str = "id"
    keys: str = ""
    subject: str = ""
    instead: str = ""
    idle_beside: str = ""
    told_by: tuple[str, ...] = ()
    shown_by: Mapping[str, str] = {}
    fact: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    derived: bool = False
    default: Any = None
    ground: str = ""

    @property
    def name(self) -> str:
        """The last word of the path."""
        return self.path.rpartition(".")[2].removesuffix("[]")

    @property
    def interval(self) -> bool:
        """Whether it is a time from one to the next, which people also tell as a rate."""
        return self.name in ("interval", "every")

    @property
    def number(self) -> bool:
        return self.type in ("quantity", "integer", "money")


class Root(Struct, frozen=True):
    """A fact that the brief can give: its name, the family it belongs to, and for one member of a list which."""

    fact: str
    field: Field
    per: str = ""
    member: str = ""

    @property
    def derived(self) -> bool:
        return self.field.derived

    def path(self, subject: str = "") -> str:
        """The path in a brief: `journeys[send-reply].share`, `capacity.api`."""
        head, found, tail = self.field.path.partition("[]")
        return f"{head}[{subject}]{tail}" if found else self.field.path.replace(".*", f".{subject}")


class Role(Struct, frozen=True):
    """What a component is for; `kind` is actor, edge, tier, store or carrier.

    `within` names the role that fills it where no decision brings a part of its own; a `copy` runs beside that one.
    `keeps` is the state that it holds.
    """

    id: str
    kind: str
    title: str
    says: str
    within: str = ""
    copy: bool = False
    keeps: str = ""


class Schema:
    """All fields by path, and the vocabulary of roles."""

    def __init__(self, fields_by_path: Mapping[str, Field], roles: tuple[Role, ...]) -> None:
        self.fields = dict(fields_by_path)
        self.roles = {role.id: role for role in roles}
        self._below: dict[str, dict[str, Field]] = {}
        for path, field in self.fields.items():
            parent, _, name = path.rpartition(".")
            self._below.setdefault(parent, {})[name] = field

    def below(self, path: str) -> Mapping[str, Field]:
        """The fields directly under a path (`""` for the top, `journeys[]` for an item) by name; `*` takes any name."""
        return self._below.get(path, {})

    def field(self, path: str) -> Field | None:
        """The field of a path of the schema or of a brief: `journeys[].share` or `journeys[send-reply].share`."""
        return self.fields.get(_ITEM.sub("[]", path)) or self._find(self.names(path))

    def names(self, path: str) -> tuple[str, ...]:
        """The names of a path one by one; a dot inside brackets or in a free key parts nothing."""
        parted = split_path(path)
        at = ""
        for place, name in enumerate(parted):
            head, bracket, _ = name.partition("[")
            below = self.below(at)
            if "*" in below and head not in below:
                return (*parted[:place], ".".join(parted[place:]))
            at = f"{at}.{head}" if at else head
            at += "[]" if bracket else ""
        return parted

    def roots(self) -> tuple[Root, ...]:
        """Every fact that a brief can give, in the order of the schema."""
        return tuple(self._roots())

    def subjects(self) -> dict[str, str]:
        """The families and the list or group that names their members: `journey` -> `journeys`."""
        return {field.subject: path.removesuffix(".*") for path, field in self.fields.items() if field.subject}

    def actors(self) -> tuple[str, ...]:
        return tuple(role.id for role in self.roles.values() if role.kind == "actor")

    def components(self) -> tuple[str, ...]:
        """The roles that a component can have."""
        return tuple(role.id for role in self.roles.values() if role.kind != "actor")

    def _roots(self) -> Iterator[Root]:
        for path, field in self.fields.items():
            owner = path.partition("[]")[0] if "[]" in path else path
            per = self.fields[owner].subject if path != owner or path.endswith("*") else ""
            if field.fact:
                yield Root(field.fact, field, per)
            for member, fact in field.facts:
                yield Root(fact, field, per, member)

    def _find(self, names: tuple[str, ...]) -> Field | None:
        *way, last = (_ITEM.sub("[]", name) for name in names)
        below = self.below(".".join(way))
        free = below.get("*")
        return below.get(last) or (free if free and (not free.keys or last in self.components()) else None)


def make_schema(brief: Mapping[str, Any], roles: Mapping[str, Any]) -> Schema:
    """The schema from the plain data of `brief.yaml` and `roles.yaml`; raises `ValueError` where they are wrong."""
    made = (_field(path, entry) for path, entry in brief["fields"].items())
    return Schema({field.path: field for field in made}, tuple(Role(**role) for role in roles["roles"]))


def split_path(path: str) -> tuple[str, ...]:
    """`journeys[send-reply].share` -> (`journeys[send-reply]`, `share`); a dot inside brackets does not part."""
    names, depth, start = [], 0, 0
    for place, character in enumerate(path):
        depth += (character == "[") - (character == "]")
        if character == "." and not depth:
            names.append(path[start:place])
            start = place + 1
    return (*names, path[start:])


_KNOWN = frozenset(field.name for field in fields(Field)) - {"path"}


def nearest(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """The known word that `word` was meant to be, or nothing."""
    from difflib import get_close_matches  # deferred: only a mistake needs it

    return next(iter(get_close_matches(word.lower(), known, 1, 0.6)), "")


def _field(path: str, entry: Mapping[str, Any]) -> Field:
    unknown = sorted(set(entry) - _KNOWN)
    if unknown or not entry.get("says"):
        raise ValueError(f"{path}: {f'unknown attribute {unknown[0]}' if unknown else 'says nothing'}")
    given = dict(entry)
    unit = str(given.get("unit", ""))
    for bound in ("low", "high", "step"):
        if bound in given:
            given[bound] = read_bound(given[bound], unit)
    given["choices"] = tuple(given.get("choices", ()))
    given["told_by"] = tuple(given.get("told_by", ()))
    given["facts"] = tuple(given.get("facts", {}).items())
    given.setdefault("title", path.rpartition(".")[2].removesuffix("[]").replace("_", " ").replace("*", "each"))
    return Field(path, **given)
