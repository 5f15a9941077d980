"""A page for each decision: its question, what it can come to, what it reads and where it turns, rows with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.decisions import Case, FactType, Row, Table, cut_points, spelt
from archgen.library import Library, knowledge
from archgen.reference import cells
from archgen.reference.markdown import anchor, folded, heading, listed, page, plain, table, text, words
from archgen.reference.names import Names

_HIT = {
    "unique": "Exactly one row matches, whatever the facts are.",
    "first": "Rows are tried from above; the first that matches wins.",
    "any": "Several rows may match, and then they say the same.",
    "collect": "Every row that matches adds to the outcome.",
}
_LEVELS = {
    "veto": "a veto, which nothing overrules",
    "limit": "a limit, which beats what is merely recommended",
    "team": "what the team can carry, which beats scale",
    "measured": "a need that was measured",
    "phase": "the default of the scale phase",
    "simplicity": "the preference for what is simpler",
}


def pages(known: Library) -> dict[str, str]:
    """The overview and the page of each decision."""
    names = Names(known, "../")
    return {
        "decisions/index.md": _overview(known),
        **{f"decisions/{anchor(each.name)}.md": _page(each, names) for each in known.tables},
    }


def _overview(known: Library) -> str:
    groups: dict[str, list[Table]] = {}
    for each in sorted(known.tables, key=lambda each: each.title):
        groups.setdefault(each.per, []).append(each)
    blocks = [
        page(
            f"## Decided for {f'each {words(per)}' if per else 'the system as a whole'}",
            table(("Decision", "Question", "Comes to"), (_overview_row(each) for each in groups[per])),
        )
        for per in sorted(groups)
    ]
    count = sum(len(each.rows) for each in known.tables)
    return page(
        "# Decisions",
        f"archgen takes {len(known.tables)} kinds of decisions with {count} rows. Each page shows the whole table: "
        "what it asks, what it can come to and what that costs, which facts it reads and at which values it turns, "
        "each row with its reason and its sources. `archgen explain` shows what a table said of your own design, "
        "`archgen knowledge eject` begins a file of house rules that changes it.",
        *blocks,
    )


def _overview_row(each: Table) -> tuple[str, str, str]:
    comes = [option.title for option in each.options.values()] or [_range(each)]
    return f"[{each.title}]({anchor(each.name)}.md)", text(each.question, each.per), plain(", ".join(comes))


def _range(each: Table) -> str:
    fact = each.outputs[0]
    return f"{spelt(fact.low)} to {spelt(fact.high)} {cells.unit(fact)}".strip()


def _page(each: Table, names: Names) -> str:
    return page(
        f"# {plain(each.title)}",
        f"**{text(each.question, each.per)}**",
        _manner(each),
        _conflicts(each),
        "## What it can come to",
        _options(each, names),
        _further(each),
        "## What it reads, and where it turns" if each.inputs else "",
        _inputs(each, names),
        _read_by(each, names),
        "## Rows" if each.hit == "collect" else "## Rows, in their order" if each.hit == "first" else "## Rows",
        _rows(each, names),
        "## Why",
        *(_why(row, each, names) for row in each.rows),
        "## Sources in words",
        _sources(each, names),
        folded(f"{len(each.cases)} examples that hold whenever the table is loaded", _cases(each, names)),
    )


def _manner(each: Table) -> str:
    per = f"Decided for each {words(each.per)}. " if each.per else ""
    layers = "" if len(each.layers) == 1 else f" Rules of {listed(each.layers)} are merged here."
    return f"{per}{_HIT[each.hit]} The table is called `{each.name}`.{layers}"


def _conflicts(each: Table) -> str:
    known = knowledge("conflicts")["conflicts"]["conflicts"]
    told = [f"- {plain(known[name]['says'])} {plain(known[name]['settled'])}" for name in each.conflicts]
    return page("It settles what rules of thumb leave contradictory:", "\n".join(told)) if told else ""


def _options(each: Table, names: Names) -> str:
    if not each.options:
        return f"A number: {_range(each)}."
    brings = any(option.brings for option in each.options.values())
    rows = (
        (
            f"**{plain(option.title)}**<br>`{option.value}`",
            *((_brings(option.brings, names),) if brings else ()),
            text(option.costs, each.per),
            text(option.hurts, each.per),
        )
        for option in each.options.values()
    )
    found = list(rows)
    heads = ("Outcome", *(("Brings",) if brings else ()), "Costs", "Hurts")
    if not any(any(row[1:]) for row in found):
        return "\n".join(f"- **{plain(option.title)}** (`{option.value}`)" for option in each.options.values())
    return table(heads, found)


def _brings(brings: Mapping[str, str], names: Names) -> str:
    return "<br>".join(f"{words(role)}: {_technology(technology, names)}" for role, technology in brings.items())


def _technology(name: str, names: Names) -> str:
    if name.startswith("$"):
        return f"as {names.link(name[1:])} says"
    entry = names.known.technologies.get(name)
    return f"[{plain(entry['name'])}]({names.up}technologies.md#{anchor(name)})" if entry else plain(name)


def _further(each: Table) -> str:
    told = [f"- `{each.name}.{output.name}`: {cells.takes(output)}" for output in each.outputs[1:]]
    return page("Each row says besides:", "\n".join(told)) if told else ""


def _inputs(each: Table, names: Names) -> str:
    rows = []
    for fact in each.inputs:
        cuts = [cells.amount(fact.steps(cut), fact) for cut in cut_points(each, fact.name)]
        said = names.said.get(fact.name.partition("[")[0], "")
        turns = f"at {listed(cuts)}" if cuts else _values(fact, names)
        rows.append((names.link(fact.name), text(said), turns))
    return table(("Fact", "What it says", "Turns"), rows)


def _values(fact: FactType, names: Names) -> str:
    if fact.kind != "enum":
        return cells.takes(fact)
    return listed([_titled(fact.name, value, names) for value in fact.values], "or")


def _titled(name: str, value: str, names: Names) -> str:
    return plain(names.titles.get(name, {}).get(value, words(value)))


def _read_by(each: Table, names: Names) -> str:
    made = {fact.name for fact in each.outcomes}
    readers = [other for other in names.known.tables if made & {fact.name for fact in other.inputs}]
    if not readers:
        return ""
    links = [f"[{plain(other.title)}]({anchor(other.name)}.md)" for other in readers]
    return f"What it comes to is read by {listed(links)}."


def _rows(each: Table, names: Names) -> str:
    further = each.outputs[1:]
    rows = (
        (
            f"[{row.id}](#row-{anchor(row.id)})",
            "; ".join(cells.conditions(row.when, names.types, names.titles)) or "in any other case",
            f"**{plain(each.titled(row.then[each.name]))}**",
            *(_output(row.then[output.name]) for output in further),
            row.level,
        )
        for row in each.rows
    )
    return table(("Row", "When", "Then", *(words(output.name) for output in further), "Speaks as"), rows)


def _output(value: Any) -> str:
    return plain(spelt(value))


def _why(row: Row, each: Table, names: Names) -> str:
    outcome = plain(each.titled(row.then[each.name]))
    house = f" It is a rule of the {row.layer}." if row.layer != "built-in" else ""
    cited = ", ".join(f"[{source}](#{anchor(source)})" for source in row.sources)
    return page(
        heading(3, f"`{row.id}`: {outcome}", f"row-{row.id}"),
        text(row.because, each.per),
        f"It speaks as {_LEVELS[row.level]}.{house} Rests on {cited}.",
        f"Looked at again when {again}." if (again := _again(row, names)) else "",
    )


def _again(row: Row, names: Names) -> str:
    if row.revisit is None:
        return ""
    told = []
    if row.revisit.when:
        told.append(listed(cells.conditions(row.revisit.when, names.types, names.titles)))
    if signal := row.revisit.signal:
        metric = f"*{words(signal.metric[1:])}*" if signal.metric.startswith("$") else f"`{signal.metric}`"
        told.append(f"{metric} is {signal.side} *{words(signal.threshold)}* for {signal.during}")
    return ", or ".join(told)


def _sources(each: Table, names: Names) -> str:
    cited = dict.fromkeys(source for row in each.rows for source in row.sources)
    rows = ((f'<a id="{anchor(source)}"></a>`{source}`', names.source(source)) for source in cited)
    return table(("Source", "Says"), rows)


def _cases(each: Table, names: Names) -> str:
    known = [fact.name for fact in each.inputs if any(fact.name in case.given for case in each.cases)]
    rows = (
        (*(_given(case, name, names) for name in known), f"**{plain(_expected(case, each))}**") for case in each.cases
    )
    return table((*map(words, known), "Comes to"), rows)


def _given(case: Case, name: str, names: Names) -> str:
    if name not in case.given:
        return "any"
    value, fact = case.given[name], names.types.get(name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _titled(name, value, names)
    return cells.amount(fact.steps(value), fact) if fact else spelt(value)


def _expected(case: Case, each: Table) -> str:
    if isinstance(case.expect, frozenset):
        return ", ".join(sorted(each.titled(value) for value in case.expect)) or "nothing"
    return ", ".join(
        each.titled(value) if name == each.name else f"{words(name)} {spelt(value)}"
        for name, value in case.expect.items()
    )
