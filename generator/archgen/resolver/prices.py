"""What a decision must not rest on: prices, which change by the month and would turn designs by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.decisions import Table
from archgen.problems import Problem
from archgen.resolver.graph import Graph


def check_prices(graph: Graph, tables: Sequence[Table]) -> Iterator[Problem]:
    """Tables that read a fact which rests on prices, at their line."""
    priced = frozenset(graph.order_behind(frozenset(("prices",)), None))
    for table in tables:
        for fact in table.inputs:
            if graph.owner.get(fact.name.partition("[")[0]) in priced:
                what = f"table {table.name} reads {fact.name}, which rests on prices."
                hint = "Decide by load, size or people; a bill that is too high is a challenge, not a decision."
                yield Problem("table-reads-prices", table.where, what, hint)
