"""Rules that must always hold, as constraints where a constraint can hold them; what none can hold is said so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from archgen.blueprint import Blueprint, Rule, spoken
from archgen.database.columns import guessed
from archgen.database.drafts import UNSORTED, Draft
from archgen.database.names import identifier
from archgen.database.relational import Check, Condition, Overlap, Seal

Drafts = Mapping[str, Draft]
Holder = Callable[[Rule, Draft, Drafts], str]

_BOUND = re.compile(r"([\w ]+?)\s*(>=|<=|<>|>|<|=)\s*(-?\d{1,18}(?:\.\d{1,9})?)(?![\w.])")
_BETWEEN = re.compile(r"between (-?\d{1,18}(?:\.\d{1,9})?) and (-?\d{1,18}(?:\.\d{1,9})?)")
_DONE_ONCE = re.compile(r"\b(?:is|are|gets?|was) ([a-z][a-z ]{0,30}?) (?:once|at most once|only once)\b")
_ALIKE = re.compile(r"\b(?:of|for|per) (?:an?|each|the same) ([a-z]+)")
_OPEN_WORD = re.compile(r"\bone (open|running|active|current)\b")
_NUMBERS = ("integer", "number", "money")


def hold(blueprint: Blueprint, drafts: Drafts) -> Iterator[tuple[tuple[str, str], str]]:
    """Add what holds each rule to its table; by entity and words of the rule, the name of what holds it."""
    for rule in blueprint.safeguards.rules:
        if rule.entity not in drafts:
            continue
        draft = drafts[rule.entity]
        name = _HOLDERS[rule.kind](rule, draft, drafts) if rule.kind in _HOLDERS else ""
        if not name and rule.kind in _HOLDERS:
            draft.notes.append(
                f"'{rule.says.raw}' wants a {rule.mechanism}; no field says over what, so nothing holds it yet"
            )
        elif not name:
            draft.notes.append(f"'{rule.says.raw}' is held outside the table: {rule.mechanism}")
        yield (rule.entity, rule.says.raw), name


def _ground(rule: Rule) -> str:
    return f"rule of {rule.entity}: {rule.says.raw}"


def _once(rule: Rule, draft: Draft, _: Drafts) -> str:
    _make(rule, draft)
    named = tuple(name for name in (draft.find(words) for words in rule.columns) if name)
    columns = tuple(name for name in named if draft.columns[name].kind not in UNSORTED)
    if not columns:
        return ""
    draft.require(*columns)
    if set(columns) == set(draft.key):
        return "the key"
    return draft.unique(columns, _ground(rule))


def _make(rule: Rule, draft: Draft) -> None:
    """Columns that the rule needs and nothing names are assumed."""
    for words in rule.wants:
        draft.add(words, guessed(words), f"assumed type: {_ground(rule)}; no field says what it holds", assumed=True)


def _becomes(rule: Rule, _: Draft, drafts: Drafts) -> str:
    """What comes of a record names it, and no two name the same."""
    words, says = rule.columns[0], rule.says.raw.lower()
    result = next((name for name in drafts if re.search(rf" one {re.escape(spoken(name))}\b", says)), "")
    origin = next((name for name in drafts if re.search(rf"\b{re.escape(spoken(name))} [a-z ]*? one ", says)), "")
    if not result or not origin or len(drafts[origin].key) != 1:
        return ""
    made = drafts[result]
    if not made.find(words):
        kind = drafts[origin].columns[drafts[origin].key[0]].kind
        ground = f"assumed: {_ground(rule)}; no foreign key, so that the {drafts[origin].entity} may go before it"
        made.add(words, kind, ground, assumed=True)
    return made.unique((made.find(words),), _ground(rule))


def _way(rule: Rule, draft: Draft, _: Drafts) -> str:
    """The foreign key over which alone a record reaches what it belongs to."""
    column = draft.find(rule.columns[0])
    return next((reference.name for reference in draft.references if column in reference.columns), "")


def _open_once(rule: Rule, draft: Draft, drafts: Drafts) -> str:
    """One open row for each of something: of what the table points to, or of this in a table that points here."""
    place, columns = draft, tuple(name for name in map(draft.find, rule.columns) if name in _pointers(draft))
    if not columns:
        place, columns = _pointing_here(rule, draft, drafts)
    if not columns:
        return ""
    alike = tuple(name for name in map(place.find, _ALIKE.findall(rule.says.raw.lower())) if name)
    return place.unique(tuple(dict.fromkeys((*columns, *alike))), _ground(rule), _open(place, rule))


def _pointers(draft: Draft) -> set[str]:
    """The columns that hold what a table points to; that of the customer only where it is the customer."""
    pointed = {reference.columns for reference in draft.references}
    return {name for columns in pointed for name in columns if name != draft.tenant or columns == (name,)}


def _pointing_here(rule: Rule, draft: Draft, drafts: Drafts) -> tuple[Draft, tuple[str, ...]]:
    for other in drafts.values():
        if other is draft or not re.search(rf"\b{re.escape(other.entity.replace('-', ' '))}\b", rule.says.raw.lower()):
            continue
        for reference in other.references:
            if reference.table == draft.name:
                return other, tuple(name for name in reference.columns if name != other.tenant)
    return draft, ()


def _open(draft: Draft, rule: Rule) -> Condition:
    """What an open row looks like: nothing says yet when it ended, or its state says so; else an end is assumed."""
    for name, column in draft.columns.items():
        if (
            column.kind == "time"
            and not column.required
            and name.startswith(("closed", "ended", "finished", "returned", "released", "cancelled", "done"))
        ):
            return Condition(name, "empty")
    state = next((name for name, column in draft.columns.items() if column.kind == "state"), "")
    if not state:
        ground = f"assumed: empty until it ends; {_ground(rule)}"
        return Condition(draft.add("ended at", "time", ground, assumed=True), "empty")
    said = _OPEN_WORD.search(rule.says.raw.lower())
    return Condition(state, "filled", said[1] if said else "open")


def _marked(rule: Rule, draft: Draft, _: Drafts) -> str:
    """A mark that the first one sets and a second one finds."""
    done = _DONE_ONCE.search(rule.says.raw.lower())
    words = f"{done[1]} at" if done else "done once at"
    there = draft.find(words)
    ground = f"assumed: the mark of the {_ground(rule)}"
    name = there or draft.add(words, "time", ground, assumed=True)
    return f"the mark {name}"


def _limited(rule: Rule, draft: Draft, drafts: Drafts) -> str:
    """A balance that never falls below zero, or a counter beside its limit in the row of the parent."""
    says = rule.says.raw.lower()
    own = [name for name in map(draft.find, rule.columns) if name and draft.columns[name].kind in _NUMBERS]
    if own and re.search(r"negative|\b(?:zero|nought)\b", says):
        return _check(draft, own[0], ">=", "0", rule)
    for reference in draft.references:
        parent = next((other for other in drafts.values() if other.name == reference.table), None)
        if parent and parent is not draft and re.search(rf"\b{re.escape(parent.entity.replace('-', ' '))}\b", says):
            counter = parent.add(
                f"{draft.name}_count",
                "integer",
                f"assumed: counts for the {_ground(rule)}",
                required=True,
                default="zero",
                assumed=True,
            )
            limit = parent.add(
                f"{draft.name}_limit", "integer", f"assumed: empty means no limit; {_ground(rule)}", assumed=True
            )
            return _check(parent, counter, "<=", limit, rule)
    return ""


def _bounded(rule: Rule, draft: Draft, _: Drafts) -> str:
    says = rule.says.raw.lower()
    bound = _BOUND.search(says)
    named = draft.find(bound[1].strip()) if bound else ""
    if bound and named and draft.columns[named].kind in _NUMBERS:
        return _check(draft, named, bound[2], bound[3], rule)
    numbers = [name for name in map(draft.find, rule.columns) if name and draft.columns[name].kind in _NUMBERS]
    texts = [name for name in map(draft.find, rule.columns) if name and draft.columns[name].kind in ("text", "state")]
    between = _BETWEEN.search(says)
    if numbers and between:
        _check(draft, numbers[0], ">=", between[1], rule)
        return _check(draft, numbers[0], "<=", between[2], rule)
    if numbers and "positive" in says:
        return _check(draft, numbers[0], ">", "0", rule)
    if numbers and ("at least zero" in says or "negative" in says):
        return _check(draft, numbers[0], ">=", "0", rule)
    if texts and "not empty" in says:
        return _check(draft, texts[0], "<>", "", rule)
    return ""


def _check(draft: Draft, column: str, sign: str, than: str, rule: Rule) -> str:
    name = draft.schema.new(f"{draft.name} {column} {_SIGNS[sign]} {than or 'nothing'} check")
    draft.checks.append(Check(name, column, sign, than, _ground(rule)))
    return name


_SIGNS = {">": "above", ">=": "from", "<": "below", "<=": "to", "=": "is", "<>": "not"}


def _apart(rule: Rule, draft: Draft, _: Drafts) -> str:
    """No two rows of the same thing at the same time, where the table has a beginning and an end."""
    begins = _edge(draft, "start", "begin", "from", "opened", "check_in", "arriv")
    ends = _edge(draft, "end", "until", "to", "closed", "check_out", "leav", "depart", "stop")
    same = tuple(
        name
        for name in map(draft.find, rule.columns)
        if name and name not in (begins, ends) and draft.columns[name].kind in ("id", "text", "integer", "state")
    )
    if not (begins and ends and same) or draft.partitions:
        return ""
    if draft.columns[begins].kind != draft.columns[ends].kind:
        return ""
    draft.require(begins)
    name = draft.schema.new(f"{draft.name} {' '.join(same)} overlap")
    draft.overlaps.append(Overlap(name, draft.scoped(same), begins, ends, _ground(rule)))
    return name


def _edge(draft: Draft, *words: str) -> str:
    moments = [name for name, column in draft.columns.items() if column.kind in ("time", "date")]
    return next((name for word in words for name in moments if identifier(name).startswith(word)), "")


def _unchanging(_: Rule, draft: Draft, __: Drafts) -> str:
    draft.only_added = True
    return "the rights of the API's role"


def _sealed(rule: Rule, draft: Draft, _: Drafts) -> str:
    name, state = rule.seal or ("", "")
    column = draft.find(name)
    if not column:
        return ""
    draft.seals.append(
        Seal(draft.schema.new(f"{draft.name} sealed"), Condition(column, "filled", state), _ground(rule))
    )
    return draft.seals[-1].name


def _one_column(rule: Rule, draft: Draft, _: Drafts) -> str:
    _make(rule, draft)
    found = next((name for name in map(draft.find, rule.columns) if name), "")
    return f"the column {found}" if found else ""


_HOLDERS: Mapping[str, Holder] = {
    "sealed": _sealed,
    "unchanging": _unchanging,
    "limit": _limited,
    "overlap": _apart,
    "way": _way,
    "becomes": _becomes,
    "own-one": _one_column,
    "single": _one_column,
    "open-once": _open_once,
    "once": _once,
    "one-of-both": _once,
    "record-once": _marked,
    "once-of-record": _marked,
    "range": _bounded,
}
