"""The sections of a new record, after four templates. A part that nobody gave becomes a question in a comment."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.adr.words import heading
from archgen.adr.writing.draft import Option, RecordDraft
from archgen.markdown import row_of

TEMPLATES = ("universal", "madr", "madr-minimal", "nygard")
AGAINST = "Against the recommendation"
ASKED = {
    "context": "What is true, what is wanted, what must not happen? Name the system, the people and a number.",
    "drivers": "What the options are judged by, the most important first.",
    "options": "What could be done instead, each judged by the same criteria?",
    "decision": "What is decided, and because of what?",
    "consequences": "What becomes easier, what becomes harder, what does it cost?",
    "confirmation": "What would prove that it works, and who would see it?",
    "revisit": "At which number or event is this to be decided again?",
    "more": "Evidence, links, who else agreed.",
}


def body(draft: RecordDraft, template: str = "universal", language: str = "en") -> tuple[str, ...]:
    """The sections as lines, from the first heading on."""
    made = {"universal": _universal, "madr": _madr, "madr-minimal": _madr_minimal, "nygard": _nygard}[template]
    blocks = [*made(draft, language), *_further(draft)]
    return tuple("\n\n".join(block.strip("\n") for block in blocks).split("\n"))


def parts_by_role(draft: RecordDraft) -> dict[str, str]:
    """The given texts by the role of the section that they belong to."""
    return {
        "context": draft.context,
        "options": _options(draft),
        "decision": _decision(draft),
        "consequences": _items(draft.consequences),
    }


def further(draft: RecordDraft) -> dict[str, str]:
    """The given texts that stand in sections of their own, by title."""
    own = {"Decision Drivers": _items(draft.drivers), "Confirmation": draft.confirmation, "Revisit": draft.revisit}
    return {title: text for title, text in (*own.items(), *draft.sections) if text}


def asked(part: str) -> str:
    """The question that stands where a part is missing; it does not show on a page."""
    return f"<!-- {ASKED[part]} -->"


def _universal(draft: RecordDraft, language: str) -> Iterator[str]:
    yield from _section(heading("context", language), draft.context, "context")
    if draft.drivers:
        yield from ("## Decision Drivers", _items(draft.drivers))
    yield from _section(heading("options", language), _options(draft), "options")
    yield from _section(heading("decision", language), _decision(draft), "decision")
    yield from _section(heading("consequences", language), _items(draft.consequences), "consequences")
    for title, text, part in (
        ("Confirmation", draft.confirmation, "confirmation"),
        ("Revisit", draft.revisit, "revisit"),
    ):
        if text or not draft.decision_id:  # a record that archgen derives asks nobody for what it does not know
            yield from _section(title, text, part)


def _madr(draft: RecordDraft, _language: str) -> Iterator[str]:
    yield from _section("Context and Problem Statement", draft.context, "context")
    yield from _section("Decision Drivers", _items(draft.drivers), "drivers")
    yield from _section("Considered Options", _items(option.title for option in draft.options), "options")
    yield from _section("Decision Outcome", _outcome(draft), "decision")
    yield from _section("Consequences", _items(draft.consequences), "consequences", level=3)
    yield from _section("Confirmation", draft.confirmation, "confirmation", level=3)
    if draft.options:
        yield "## Pros and Cons of the Options"
        for option in draft.options:
            yield f"### {option.title}"
            yield _items(f"{criterion}: {text}" for criterion, text in option.says.items()) or asked("options")
    yield from _section("More Information", draft.revisit, "more")


def _madr_minimal(draft: RecordDraft, _language: str) -> Iterator[str]:
    yield from _section("Context and Problem Statement", draft.context, "context")
    yield from _section("Considered Options", _items(option.title for option in draft.options), "options")
    yield from _section("Decision Outcome", _outcome(draft), "decision")
    yield from _section("Consequences", _items(draft.consequences), "consequences", level=3)


def _nygard(draft: RecordDraft, language: str) -> Iterator[str]:
    options = f"\n\n{_options(draft)}" if draft.options else ""
    yield from _section(heading("context", language), f"{draft.context}{options}".strip(), "context")
    yield from _section(heading("decision", language), _decision(draft), "decision")
    yield from _section(heading("consequences", language), _items(draft.consequences), "consequences")


def _further(draft: RecordDraft) -> Iterator[str]:
    for title, text in draft.sections:
        yield from (f"## {title}", text)


def _section(title: str, text: str, part: str, *, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} {title}"
    yield text or asked(part)


def _items(texts: Iterator[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _decision(draft: RecordDraft) -> str:
    against = f"**{AGAINST}.** {draft.against}" if draft.against else ""
    return "\n\n".join(text for text in (draft.decision, against) if text)


def _outcome(draft: RecordDraft) -> str:
    """MADR's sentence, where an option is marked as the chosen one."""
    chosen = next((option.title for option in draft.options if option.chosen), "")
    sentence = f'Chosen option: "{chosen}".' if chosen else ""
    return "\n\n".join(text for text in (sentence, _decision(draft)) if text)


def _options(draft: RecordDraft) -> str:
    """A table with a row an option and a column a criterion; a list where there are no criteria."""
    criteria = list(dict.fromkeys(criterion for option in draft.options for criterion in option.says))
    if not criteria:
        return _items(f"{option.title} (chosen)" if option.chosen else option.title for option in draft.options)
    rows = [_row(option, criteria) for option in draft.options]
    return "\n".join([row_of(["Option", *map(_cell, criteria)]), f"|---|{'---|' * len(criteria)}", *rows])


def _row(option: Option, criteria: list[str]) -> str:
    title = f"**{_cell(option.title)}** (chosen)" if option.chosen else _cell(option.title)
    return row_of([title, *(_cell(option.says.get(criterion, "")) or "-" for criterion in criteria)])


def _cell(text: str) -> str:
    """Markdown in a cell of a table: one line, no pipe of its own."""
    one_line = " ".join(text.split())
    return one_line.replace("\\|", "|").replace("|", "\\|")
