"""What a brief can say, and the questions of the interview that ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.brief import Field, Schema
from archgen.brief.interview import Question, read_questions
from archgen.brief.spelling import said
from archgen.library import Library, knowledge
from archgen.quantities import parse_unit
from archgen.reference.markdown import anchor, heading, listed, page, plain, table, words


def brief_page(known: Library) -> str:
    """Every path of a brief: what it takes, what is assumed without it."""
    schema = known.schema
    groups = [field for name, field in schema.below("").items()]
    return page(
        "# The brief",
        "`brief.yaml` holds the answers of one design and is the source of truth; people edit it. Every path may be "
        "left out but the name of the system: what is missing is assumed, and the design says so. `archgen schema` "
        "prints the same as JSON Schema, by which editors complete and check it.",
        *(_group(field, schema) for field in groups),
    )


def _group(top: Field, schema: Schema) -> str:
    fields = [field for path, field in schema.fields.items() if path == top.path or _below(path, top.path)]
    rows = (
        (
            f'<a id="{anchor(field.path)}"></a>`{field.path}`',
            _takes(field),
            plain(field.says),
            _assumed(field),
        )
        for field in fields
    )
    return page(f"## `{top.name}`", table(("Path", "Takes", "What it is", "Assumed"), rows))


def _below(path: str, top: str) -> bool:
    return path.startswith((f"{top}.", f"{top}[]"))


def _takes(field: Field) -> str:
    if field.choices:
        return listed([f"`{choice}`" for choice in field.choices], "or")
    bounds = f", {said(field.low)} to {said(field.high)}" if field.low is not None and field.high is not None else ""
    match field.type:
        case "quantity" | "integer":
            return f"{_counted(field)}{bounds}"
        case "money":
            return "money with its currency"
        case "group":
            return "the paths below"
        case "items":
            return "a list"
        case "list":
            return f"a list of {words(field.of)}s"
        case "mix":
            return "one, or several with their weights"
        case "reference":
            return f"one of the {field.to}"
        case "flag":
            return "yes or no"
    return {"any": "anything", "id": "a short name"}.get(field.type, field.type)


def _counted(field: Field) -> str:
    number = "a whole number" if field.type == "integer" else "a number"
    spelled = {"1": number, "x": "a factor", "%": "a percentage"}
    return spelled.get(field.unit) or f"{number} of {parse_unit(field.unit).plural()}"


def _assumed(field: Field) -> str:
    if field.required:
        return "required"
    if field.default is None or isinstance(field.default, (list, dict)):
        return "computed" if field.derived else ""
    shown = str(field.default) if not isinstance(field.default, bool) else "yes" if field.default else "no"
    return f"{plain(shown)}: {plain(field.ground)}" if field.ground else plain(shown)


def questions_page(known: Library) -> str:
    """The interview in its order: what is asked, why, and what is taken if nobody knows."""
    files = knowledge("questions")
    questions = read_questions(files, known.schema)
    titles = {entry["id"]: data["title"] for data in files.values() for entry in data["questions"]}
    parts = dict.fromkeys(titles[question.id] for question in questions)
    return page(
        "# Questions",
        f"`archgen new-design` asks at most about twenty of these {len(questions)} questions, those that matter for "
        "the occasion and have no answer yet; `--quick` asks only those marked so. Enter takes what is assumed.",
        *(
            page(f"## {part}", *(_question(each, known.schema) for each in questions if titles[each.id] == part))
            for part in parts
        ),
    )


def _question(question: Question, schema: Schema) -> str:
    return page(
        heading(3, plain(question.text), question.id),
        plain(question.why),
        "\n".join(f"- {line}" for line in _particulars(question, schema)),
    )


def _particulars(question: Question, schema: Schema) -> Iterator[str]:
    paths = [f"[`{path}`](brief.md#{anchor(path)})" for path in question.paths() if schema.field(path)]
    yield f"Answers {listed(paths)}."
    if question.options:
        yield f"To choose from: {listed([plain(option.title) for option in question.options], 'or')}."
    if question.example:
        yield f"For example: `{question.example}`."
    field = schema.field(question.path)
    if field and field.required:
        yield "It must be answered."
    elif field and (assumed := _assumed(field)):
        yield f"Assumed: {assumed}."
    if question.occasions:
        yield f"Asked when the occasion is {listed([f'`{each}`' for each in question.occasions], 'or')}."
    if question.quick:
        yield "Asked by `--quick`, too."
