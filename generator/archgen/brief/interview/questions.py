"""The questions of the interview, read from `knowledge/questions/`: what each asks, why and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct

from archgen.brief.brief import Brief
from archgen.brief.schema import Field, Schema
from archgen.problems import Problem, Where, stop_if

Kind = Literal["one", "several", "mix", "yes-no", "typed", "words", "pairs"]
NONE = "none"  # said of a list: it is empty, which is an answer
_KEYS = frozenset(
    {"id", "path", "text", "why", "choices", "kind", "pair", "otherwise", "occasions", "when", "quick", "example"}
)
_OF_TYPE: dict[str, Kind] = {"choice": "one", "flag": "yes-no", "mix": "mix", "items": "pairs", "list": "words"}


class Option(Struct, frozen=True):
    """One of the answers to choose from; `sets` are paths that it answers instead of the question's own."""

    value: str
    title: str
    sets: tuple[tuple[str, Any], ...] = ()


class Question(Struct, frozen=True):
    """One question.

    `pair` names what stands left and right of the colon in an item; `otherwise` maps a word in front of a number to
    the path that it then answers (`daily 2k`); an `extra` one is asked only while few were.
    """

    id: str
    path: str
    text: str
    why: str
    kind: Kind = "typed"
    options: tuple[Option, ...] = ()
    pair: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, str], ...] = ()
    occasions: tuple[str, ...] = ()
    when: tuple[tuple[str, Any], ...] = ()
    quick: bool = False
    example: str = ""
    extra: bool = False

    def paths(self) -> tuple[str, ...]:
        """Every path that an answer may speak for."""
        sets = (path for option in self.options for path, _ in option.sets)
        return tuple(dict.fromkeys((self.path, *(path for _, path in self.otherwise), *sets)))


def read_questions(files: Mapping[str, Mapping[str, Any]], schema: Schema) -> tuple[Question, ...]:
    """All questions in the order in which they are asked; stops with every problem."""
    told = [
        (name, entry)
        for name in sorted(files, key=lambda name: (files[name]["place"], name))
        for entry in _of(files[name])
    ]
    problems = [problem for name, entry in told for problem in _problems(entry, schema, f"questions/{name}.yaml")]
    stop_if(problems)
    return tuple(make_question(entry, schema) for _, entry in told)


def make_question(entry: Mapping[str, Any], schema: Schema) -> Question:
    """A question from plain data; its kind follows from the type of its path unless it says another."""
    field = schema.field(entry["path"])
    assert field is not None
    return Question(
        id=entry["id"],
        path=entry["path"],
        text=entry["text"],
        why=entry["why"],
        kind=entry.get("kind") or _kind(field, worded="choices" in entry),
        options=tuple(_options(entry, field)),
        pair=tuple(entry.get("pair", ())),
        otherwise=tuple(entry.get("otherwise", {}).items()),
        occasions=tuple(entry.get("occasions", ())),
        when=tuple(entry.get("when", {}).items()),
        quick=entry.get("quick", False),
        example=entry.get("example", ""),
    )


def applies(question: Question, brief: Brief) -> bool:
    """Whether the question makes sense for what was said so far, assumptions included."""
    occasion = brief.get("occasion")
    wanted = not question.occasions or (occasion is not None and occasion.value in question.occasions)
    return wanted and all(_holds(brief, path, condition) for path, condition in question.when)


def _holds(brief: Brief, path: str, condition: Any) -> bool:
    given = brief.get(path)
    value = given.value if given else None
    if isinstance(condition, Mapping):
        if "given" in condition:
            return (given is not None and given.layer == "given") is condition["given"]
        return isinstance(value, Fraction) and value > Fraction(condition["above"])
    allowed = condition if isinstance(condition, list) else [condition]
    return bool(set(value) & set(allowed)) if isinstance(value, tuple) else value in allowed


def _kind(field: Field, *, worded: bool = False) -> Kind:
    if field.type == "list" and field.of == "choice":
        return "several"
    return _OF_TYPE.get(field.type, "one" if worded else "typed")


def _options(entry: Mapping[str, Any], field: Field) -> Iterator[Option]:
    """The options that a question words itself; else the words of the schema."""
    for option in entry.get("choices", ()):
        yield Option(str(option["value"]), option["title"], tuple(option.get("sets", {}).items()))
    if "choices" not in entry:
        yield from (Option(choice, choice.replace("-", " ")) for choice in field.choices)
    if _kind(field) == "several":
        yield Option(NONE, "none of these")


def _of(file: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(file["questions"])


def _problems(entry: Mapping[str, Any], schema: Schema, file: str) -> Iterator[Problem]:
    where, name = Where(file), entry.get("id", "a question")
    for key in sorted(set(entry) - _KEYS):
        yield Problem("question-unknown-key", where, f"'{name}' has '{key}', which nothing reads.")
    for key in sorted({"id", "path", "text", "why"} - set(entry)):
        yield Problem("question-missing", where, f"'{name}' has no '{key}'.")
    sets = (path for option in entry.get("choices", ()) for path in option.get("sets", ()))
    for path in (entry.get("path", ""), *entry.get("otherwise", {}).values(), *sets, *entry.get("when", ())):
        if schema.field(path) is None:
            yield Problem(
                "question-unknown-path", where, f"'{name}' speaks of '{path}', which is no path of the brief."
            )
