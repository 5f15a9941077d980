"""Decision tables: load, prove, decide, explain. The engine has never heard of architecture."""

from archgen.decisions.cells import AnyOf, Cell, Spans
from archgen.decisions.decide import Decision, Loser, Miss, cut_points, decide
from archgen.decisions.explain import Page, PageRow, page, reason, revisit_text, trace_lines
from archgen.decisions.reading import Piece, Sheet, load_table, load_tables
from archgen.decisions.table import Case, Option, Revisit, Row, Signal, Table
from archgen.decisions.verify import verify
from archgen.decisions.vocabulary import EFFORTS, LEVELS, POLICIES, FactType, Value, spelt

__all__ = [
    "EFFORTS",
    "LEVELS",
    "POLICIES",
    "AnyOf",
    "Case",
    "Cell",
    "Decision",
    "FactType",
    "Loser",
    "Miss",
    "Option",
    "Page",
    "PageRow",
    "Piece",
    "Revisit",
    "Row",
    "Sheet",
    "Signal",
    "Spans",
    "Table",
    "Value",
    "cut_points",
    "decide",
    "load_table",
    "load_tables",
    "page",
    "reason",
    "revisit_text",
    "spelt",
    "trace_lines",
    "verify",
]
