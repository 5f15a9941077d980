"""Topics of the handbook as the knowledge base states them, read and proved. Knows no design."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from archgen.problems import Problem, Where, stop_if
from archgen.sentences import Slot, parse, stray_braces

_TOPIC = {"topic", "place", "title", "owed", "trigger", "decides", "lead", "sections"}
_SECTION = {"section", "title", "rules", "table"}
_RULE = {"id", "when", "rule", "says", "sources"}
_TABLE = {"catalogue", "columns", "entries", "only"}

# Digits that are no quantity: what stands in code, and the names of standards, versions and levels.
_NAMED = re.compile(
    r"`[^`]*`|\bRFC \d+|\b(?:TLS|OAuth|HTTP|OpenAPI|AsyncAPI|ISO|SEV|AES|p)[ /-]?\d[\d.]*|\bSOC 2\b|\bTerraform 1\.\d+"
)


class Rule(Struct, frozen=True):
    """One piece of advice: what is done, and why and what hurts, for the designs of which its conditions hold."""

    id: str
    rule: str
    says: str
    when: Mapping[str, Any]
    sources: tuple[str, ...]


class Listing(Struct, frozen=True):
    """A catalogue printed as a table: some of its columns; of its entries the named, or those that a decision took."""

    catalogue: str
    columns: tuple[str, ...]
    entries: tuple[str, ...]
    only: str


class Section(Struct, frozen=True):
    """The rules on one question, with a catalogue where a table says it better."""

    id: str
    title: str
    rules: tuple[Rule, ...]
    listing: Listing | None


class Topic(Struct, frozen=True):
    """One page of the handbook: when it is owed, the decisions that it stands on, what it says first, and the rest."""

    id: str
    place: int
    title: str
    owed: Mapping[str, Any]
    trigger: str
    decides: tuple[str, ...]
    lead: tuple[Rule, ...]
    sections: tuple[Section, ...]


class Known(Struct, frozen=True):
    """The names that a topic may use."""

    facts: Collection[str]
    tables: Collection[str]
    sources: Collection[str]
    catalogues: Mapping[str, Any] = field(default_factory=dict)


def read_topics(files: Mapping[str, Mapping[str, Any]]) -> tuple[Topic, ...]:
    """The topics of all files in the order of their places."""
    return tuple(sorted((_topic(data) for data in files.values()), key=lambda topic: (topic.place, topic.id)))


def prove(files: Mapping[str, Mapping[str, Any]], known: Known) -> None:
    """Raise `Stop` with every problem of these files."""
    stop_if([problem for name, data in files.items() for problem in _problems(name, data, known)])


def _topic(data: Mapping[str, Any]) -> Topic:
    return Topic(
        id=data["topic"],
        place=data["place"],
        title=data["title"],
        owed=data.get("owed", {}),
        trigger=data.get("trigger", ""),
        decides=tuple(data.get("decides", ())),
        lead=tuple(map(_rule, data["lead"])),
        sections=tuple(map(_section, data["sections"])),
    )


def _section(data: Mapping[str, Any]) -> Section:
    listing = _listing(data["table"]) if "table" in data else None
    return Section(data["section"], data["title"], tuple(map(_rule, data.get("rules", ()))), listing)


def _listing(data: Mapping[str, Any]) -> Listing:
    return Listing(data["catalogue"], tuple(data["columns"]), tuple(data.get("entries", ())), data.get("only", ""))


def _rule(data: Mapping[str, Any]) -> Rule:
    return Rule(data["id"], data["rule"], data.get("says", ""), data.get("when", {}), tuple(data["sources"]))


def _problems(name: str, data: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    yield from _keys(data, _TOPIC, {"topic", "place", "title", "lead", "sections"}, name)
    yield from _conditions(data.get("owed", {}), name, known)
    if data.get("owed") and not data.get("trigger"):
        yield _problem("handbook-trigger", f"{name}: says when it is owed, not what makes it so.", "Add 'trigger'.")
    for table in data.get("decides", ()):
        if table not in known.tables:
            yield _problem("handbook-table", f"{name}: '{table}' is no decision table.", "Check its spelling.")
    seen: set[str] = set()
    for place, rule in _rules(data):
        if rule.get("id") in seen:
            yield _problem("handbook-twice", f"{place} {rule['id']}: the id is used twice.", "Give each rule its own.")
        seen.add(rule.get("id", ""))
        yield from _of_rule(f"{place} {rule.get('id', '?')}", rule, known)
    for section in data.get("sections", ()):
        yield from _keys(section, _SECTION, {"section", "title"}, f"{name} {section.get('section', '?')}")
        if table := section.get("table"):
            yield from _of_table(f"{name} {section.get('section', '?')}", table, known)


def _rules(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from ((str(data.get("topic")), rule) for rule in data.get("lead", ()))
    for section in data.get("sections", ()):
        yield from ((f"{data.get('topic')} {section.get('section')}", rule) for rule in section.get("rules", ()))


def _of_rule(place: str, rule: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    yield from _keys(rule, _RULE, {"id", "rule", "sources"}, place)
    yield from _conditions(rule.get("when", {}), place, known)
    for source in rule.get("sources", ()):
        if source not in known.sources:
            hint = "Check its spelling, or add it first."
            yield _problem("handbook-source", f"{place}: '{source}' is no source.", hint)
    for sentence in (rule.get("rule", ""), rule.get("says", "")):
        yield from _of_sentence(place, sentence, known)


def _of_sentence(place: str, sentence: str, known: Known) -> Iterator[Problem]:
    plain = re.sub(r"`[^`]*`", "", sentence)
    if stray_braces(plain):
        hint = "Write {fact} or {fact[id]}, or put it into `code`."
        yield _problem("handbook-slot", f"{place}: '{sentence}' has a brace that opens no slot.", hint)
    for part in parse(sentence).parts:
        if isinstance(part, Slot) and part.name not in known.facts and "{" + str(part) + "}" in plain:
            yield _problem("handbook-slot", f"{place}: nothing fills '{part}'.", "Name a fact or a figure.")
    literal = "".join(part if isinstance(part, str) else "" for part in parse(_NAMED.sub("", sentence)).parts)
    if re.search(r"\d", literal):
        hint = "Numbers come from facts and figures."
        yield _problem("handbook-digits", f"{place}: '{sentence}' holds a figure.", hint)


def _of_table(place: str, table: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    yield from _keys(table, _TABLE, {"catalogue", "columns"}, place)
    catalogue = known.catalogues.get(table.get("catalogue", ""))
    if catalogue is None:
        hint = "Check its spelling."
        yield _problem("handbook-catalogue", f"{place}: there is no catalogue '{table.get('catalogue')}'.", hint)
        return
    for column in table.get("columns", ()):
        if column not in (*catalogue["columns"], "title"):
            hint = f"It takes: title, {', '.join(catalogue['columns'])}."
            yield _problem("handbook-column", f"{place}: the catalogue has no column '{column}'.", hint)
    for entry in sorted({*table.get("entries", ())} - {each["id"] for each in catalogue["entries"]}):
        hint = "Check its spelling."
        yield _problem("handbook-entry", f"{place}: the catalogue has no entry '{entry}'.", hint)
    if table.get("only") and table["only"] not in known.tables:
        yield _problem("handbook-table", f"{place}: '{table['only']}' is no decision table.", "Check its spelling.")


def _conditions(conditions: Mapping[str, Any], place: str, known: Known) -> Iterator[Problem]:
    for fact in conditions:
        if fact not in known.facts:
            yield _problem("handbook-fact", f"{place}: '{fact}' is no fact.", "Conditions ask facts only.")


def _keys(data: Mapping[str, Any], allowed: set[str], needed: set[str], place: str) -> Iterator[Problem]:
    for key in sorted(set(data) - allowed):
        yield _problem("handbook-key", f"{place}: '{key}' is no key.", f"It takes: {', '.join(sorted(allowed))}.")
    for key in sorted(key for key in needed if key not in data):
        yield _problem("handbook-missing", f"{place}: '{key}' is missing.", "Every entry of this kind says it.")


def _problem(code: str, what: str, hint: str) -> Problem:
    return Problem(code, Where("handbook"), what, hint)
