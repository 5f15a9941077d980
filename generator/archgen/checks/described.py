"""Files for machines against the design: a table for each kind of record and back, sizes as the ledger has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archgen.checks.drift import STALE
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.database import Database, database
from archgen.hosting import hosting
from archgen.problems import Problem, Where

_TABLE = re.compile(r'^CREATE TABLE (?:"((?:[^"]|"")+)"|`((?:[^`]|``)+)`|(\w+)) \(', re.MULTILINE)
_VARIABLE = re.compile(r'^variable "(\w+)" \{\n((?:  .*\n)*)\}', re.MULTILINE)
_DEFAULT = re.compile(r"^  default\s+= (\d+)$", re.MULTILINE)


@check("check-entity", "warning", "A kind of record has no table, or a table no kind of record")
def table(subject: Subject) -> Iterator[Problem]:
    """The schema lacks a table that the entities and decisions of the design need, or makes one that they do not. A
    schema that is out of date is a matter of drift alone.
    """
    for design in subject.designs:
        path = f"{subject.folder(design)}/artifacts/schema.sql"
        made = database(design.blueprint) if path in _fresh(subject) else None
        if made:
            yield from _tables(path, subject.files[path], made)


@check("check-size", "warning", "A size of the infrastructure differs from the ledger")
def size(subject: Subject) -> Iterator[Problem]:
    """A variable of main.tf has another default than the quantity of the ledger that it stands for."""
    for design in subject.designs:
        path = f"{subject.folder(design)}/artifacts/main.tf"
        there = _defaults(subject.files[path]) if path in _fresh(subject) else {}
        for placed in hosting(design.blueprint).placed if there else ():
            for each in placed.sizes:
                value, line = there.get(each.variable, (each.value, 0))
                if value != each.value:
                    what = f"{each.variable} is {value} there, and {each.says}."
                    hint = "Set it in a file of variables, or change the answer in brief.yaml and run `archgen update`."
                    yield Problem("check-size", Where(path, line), what, hint)


def _fresh(subject: Subject) -> set[str]:
    """The files that are there and as new as the brief."""
    return set(subject.files) - {action.path for action in subject.plan.actions if action.does in STALE}


def _tables(path: str, text: str, made: Database) -> Iterator[Problem]:
    there = {next(filter(None, found.groups())): _line(text, found.start()) for found in _TABLE.finditer(text)}
    parts = {part for each in made.tables if each.partitions for part in each.partitions.parts}
    wanted = {each.name: each.entity for each in made.tables}
    for name in sorted(set(wanted) - set(there)):
        lacking = f"the entity {wanted[name]}" if wanted[name] else "a decision of the design"
        what = f"{lacking} has no table {name} there."
        yield Problem("check-entity", Where(path), what, "Run `archgen restore` on it, or take it out of the brief.")
    for name in sorted(set(there) - set(wanted) - parts):
        what = f"the table {name} belongs to no entity of the brief and to no decision."
        yield Problem("check-entity", Where(path, there[name]), what, "Name it in the brief, under data.entities.")


def _defaults(text: str) -> Mapping[str, tuple[int, int]]:
    """By variable, the whole number that it has by default, and the line where it begins."""
    made = {}
    for found in _VARIABLE.finditer(text):
        default = _DEFAULT.search(found[2])
        if default:
            made[found[1]] = (int(default[1]), _line(text, found.start()))
    return made


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
