"""Tables for the tests of this room, written as YAML, and the names that they may use."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from archgen.decisions import FactType, Sheet, load_table, load_tables, verify
from archgen.problems import Stop
from archgen.yamltext import parse

PHASES = ("foundation", "scaling", "complexity", "platform")

VOCABULARY = {
    fact.name: fact
    for fact in (
        FactType("phase", "enum", values=PHASES),
        FactType("users", "number", unit="user"),
        FactType("engineers", "number", unit="engineer", low=Fraction(1), high=Fraction(1000)),
        FactType("connections_peak", "number", unit="connection", high=Fraction(1_000_000)),
        FactType("availability", "number", unit="%", high=Fraction(100), step=Fraction(1, 1000)),
        FactType("split_reason", "bool"),
        FactType("reads", "enum", values=("calm", "reporting", "saturated")),
        FactType("regions", "number", low=Fraction(1), high=Fraction(20)),
        FactType("tuned", "bool"),
        FactType("write_saturated", "bool"),
        FactType("partitioned", "bool"),
        FactType("largest_mrows", "number", unit="Mrow", high=Fraction(1_000_000)),
        FactType("criticality", "enum", values=("critical", "important", "deferrable"), per="journey"),
        FactType("units", "number", unit="unit", per="role", high=Fraction(10_000)),
        FactType("critical_journeys", "text"),
    )
}
SOURCES = (
    *("db.step1.optimise", "db.step3.pooling", "db.step4.partitioning", "db.step5.sharding"),
    *("scale.foundation.database", "scale.scaling.database", "gradual.measure-first", "ext.pg.max"),
    *("team.1-3", "team.4-8", "team.9-15", "team.16-plus"),
)
SLOTS = ("technology", "max_connections", "pool_size", "surge_units", "connections_alert", "system_name")


def table_text(name):
    """The text of a table in `tables/`."""
    return (Path(__file__).parent / "tables" / f"{name}.yaml").read_text("utf-8")


POOLER = table_text("connection_pooler")


def sheet(text, *, file="table.yaml", layer="built-in"):
    parsed = parse(text, file=file)
    assert not parsed.problems, parsed.problems
    return Sheet(parsed.data, file, parsed.lines, layer)


def loaded(text, *, vocabulary=VOCABULARY, file="table.yaml"):
    parsed = parse(text, file=file)
    assert not parsed.problems, parsed.problems
    return load_table(parsed.data, file=file, marks=parsed.lines, vocabulary=vocabulary, sources=SOURCES, slots=SLOTS)


def house(*texts, below=POOLER, vocabulary=VOCABULARY):
    """The tables of `below` with house rules on top, in the order given."""
    sheets = [sheet(below, file="built-in.yaml"), *(sheet(text, file="house.yaml", layer="house") for text in texts)]
    return load_tables(sheets, vocabulary=vocabulary, sources=SOURCES, slots=SLOTS)


def complaints(run, *arguments, **options):
    """What loading complains of, line by line."""
    try:
        run(*arguments, **options)
    except Stop as stop:
        return [str(problem) for problem in stop.problems]
    return []


def faults(text, **options):
    """What the proof of a table complains of, line by line."""
    return [str(problem) for problem in verify(loaded(text, **options))]


def small(rules, *, hit="unique", inputs="[engineers, phase]", extra="", values="[a, b]", cases=""):
    """A table of rows `(id, when, value)` that shows nothing but its logic; cases are left to those who test them."""
    said = "level: team, because: So., sources: [team.1-3]"
    rows = "".join(
        f"- {{id: {name}, when: {when}, then: {{choice: {value}}}, {said}}}\n" for name, when, value in rules
    )
    options = ", ".join(f"{value}: {{title: {value}}}" for value in values.strip("[]").split(", "))
    return (
        f"table: choice\nquestion: Which?\nhit: {hit}\nlasting: true\ninputs: {inputs}\n"
        f"outputs: {{choice: {{type: enum, values: {values}}}}}\n{extra}rules:\n{rows}"
        f"options: {{{options}}}\ncases: [{cases}]\n"
    )


def logic(problems):
    """Problems without those about missing cases."""
    return [problem for problem in problems if "[table-case-missing]" not in problem]


def proof(rules, *, vocabulary=VOCABULARY, **options):
    """What the proof of a small table complains of, beside missing cases."""
    return logic(faults(small(rules, **options), vocabulary=vocabulary))
