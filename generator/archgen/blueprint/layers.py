"""Rows of several files laid over each other: a house's row replaces the one of its name, `remove` takes rows away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from archgen.decisions import Piece
from archgen.problems import Problem


def laid(
    tops: Iterable[Piece], rows: str, name: str, problems: list[Problem], *, kind: str = "row"
) -> dict[str, Piece]:
    """The rows under the key `rows` of all sheets by their `name`, lower layers first; `kind` begins the codes."""
    found: dict[str, Piece] = {}
    for top in tops:
        for piece in _pieces(top, rows, problems, kind):
            row_id = piece.data.get(name)
            if not isinstance(row_id, str):
                what = f"a row of '{rows}' has no '{name}'."
                problems.append(Problem(f"{kind}-missing", piece.where, what, "It is what tells it apart."))
                continue
            below = found.get(row_id)
            if below and below.sheet.layer == top.sheet.layer:
                what = f"{row_id}: another row bears this name."
                problems.append(Problem(f"{kind}-duplicate", piece.where, what, "Choose another."))
            found[row_id] = piece
        problems += _removed(top, found, kind)
    return found


def _pieces(top: Piece, rows: str, problems: list[Problem], kind: str) -> Iterator[Piece]:
    data = top.data.get(rows, []) if isinstance(top.data, dict) else None
    if not isinstance(data, list):
        what = f"'{rows}' is no list."
        problems.append(Problem(f"{kind}-shape", top.where, what, "Begin each row with '- '."))
        return
    for piece in top.at(rows).parts() if data else ():
        if isinstance(piece.data, dict):
            yield piece
        else:
            what = f"'{piece.data}' is no row."
            problems.append(Problem(f"{kind}-shape", piece.where, what, "Write {key: value, ...}."))


def _removed(top: Piece, found: dict[str, Piece], kind: str) -> Iterator[Problem]:
    asked: Any = top.data.get("remove") if isinstance(top.data, dict) else None
    for piece in top.at("remove").parts() if asked else ():
        if piece.data in found:
            del found[piece.data]
        else:
            near = get_close_matches(str(piece.data), found, 1)
            hint = f"Did you mean '{near[0]}'?" if near else "`archgen knowledge pages` writes down what there is."
            yield Problem(f"{kind}-unknown", piece.where, f"there is no row '{piece.data}' to remove.", hint)
