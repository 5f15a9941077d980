"""House rules over the tables below them: rows replaced, added, removed. Works on plain data and proves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from archgen.decisions.reading.reader import Reader, nearest
from archgen.decisions.reading.sheet import Piece, Sheet
from archgen.problems import Problem, Where

Rule = tuple[str, Piece]

_NEEDS = ("table", "question", "inputs", "outputs", "rules", "cases")
_MAY = ("title", "hit", "per", "impossible", "options", "conflicts", "lasting", "members")
_OVERLAY = ("inputs", "replace", "add", "remove", "options", "impossible", "cases")


class Draft(Struct, frozen=True):
    """A table before its cells are read: its sheets, lowest layer first, and what they come to.

    `withdrawn` pairs a rule of a lower layer with the piece that took it away.
    """

    name: str
    sheets: tuple[Sheet, ...]
    keys: Mapping[str, Piece]
    inputs: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    options: Mapping[str, Piece]
    impossible: tuple[Piece, ...]
    cases: tuple[Piece, ...]
    withdrawn: tuple[tuple[Rule, Piece], ...] = ()

    @property
    def top(self) -> Piece:
        """The file to blame for what concerns the table as a whole."""
        return self.sheets[-1].top

    @property
    def where(self) -> Where:
        """The line to blame for what concerns the rows together."""
        return self.top.at("extends").where if len(self.sheets) > 1 else self.keys.get("rules", self.top).where

    def flawed(self, problems: Iterable[Problem]) -> bool:
        """Whether one of the problems lies in a file of this table."""
        files = {sheet.file for sheet in self.sheets}
        return any(problem.where.file in files for problem in problems)


def stacked(sheets: Iterable[Sheet], reader: Reader) -> tuple[Draft, ...]:
    """The tables of `sheets`, each with what extends it laid on top in the order given."""
    drafts: dict[str, Draft] = {}
    overlays: list[Sheet] = []
    for sheet in sheets:
        if sheet.entry("extends") is not None:
            overlays.append(sheet)
            continue
        draft = _draft(sheet, reader)
        first = drafts.setdefault(draft.name, draft)
        if first is not draft and draft.name:
            what = f"{first.top.where} holds a table of this name already."
            reader.add(sheet.top, "twice", what, f"To change that one, write 'extends: {draft.name}'.")
    for sheet in overlays:
        piece = sheet.top.at("extends")
        name = reader.text(piece)
        if name in drafts:
            drafts[name] = _laid(sheet, drafts[name], reader)
        elif name:
            reader.add(piece, "unknown-table", f"there is no table '{name}' to extend.", nearest(name, drafts))
    return tuple(drafts.values())


def _draft(sheet: Sheet, reader: Reader) -> Draft:
    keys = reader.mapping(sheet.top, needs=_NEEDS, may=_MAY)
    rules: list[Rule] = []
    for piece in _items(keys, "rules", reader):
        _insert(piece, rules, len(rules), reader)
    return Draft(
        name=reader.text(keys.get("table")),
        sheets=(sheet,),
        keys=keys,
        inputs=_items(keys, "inputs", reader),
        rules=tuple(rules),
        options=reader.entries(keys.get("options")),
        impossible=_items(keys, "impossible", reader),
        cases=_items(keys, "cases", reader),
    )


def _laid(sheet: Sheet, below: Draft, reader: Reader) -> Draft:
    """`below` with an overlay on it; added rows stand in front unless they say `before:` which row."""
    keys = reader.mapping(sheet.top, needs=("extends",), may=_OVERLAY)
    replaced = _known(reader.entries(keys.get("replace")), below, reader)
    removed = _known({reader.text(piece): piece for piece in _items(keys, "remove", reader)}, below, reader)
    for row_id in sorted(removed.keys() & replaced.keys()):
        reader.add(removed[row_id], "row-twice", f"row {row_id} is removed here and replaced as well.", "Do one.")
    for row_id, piece in replaced.items():
        if isinstance(piece.data, dict) and piece.data.get("id", row_id) != row_id:
            hint = f"Write '{row_id}', or leave it out."
            reader.add(piece.at("id"), "row-id", "a replacement keeps the id of its row.", hint)
    rules = [(row_id, replaced.get(row_id, piece)) for row_id, piece in below.rules if row_id not in removed]
    _add(_items(keys, "add", reader), rules, reader)
    gone = {**removed, **replaced}
    return replace(
        below,
        sheets=(*below.sheets, sheet),
        inputs=(*below.inputs, *_items(keys, "inputs", reader)),
        rules=tuple(rules),
        options={**below.options, **reader.entries(keys.get("options"))},
        impossible=(*below.impossible, *_items(keys, "impossible", reader)),
        cases=(*below.cases, *_items(keys, "cases", reader)),
        withdrawn=(*below.withdrawn, *((rule, gone[rule[0]]) for rule in below.rules if rule[0] in gone)),
    )


def _items(keys: Mapping[str, Piece], key: str, reader: Reader) -> tuple[Piece, ...]:
    piece = keys.get(key)
    if piece is not None and not isinstance(piece.data, list):
        reader.add(piece, "not-a-list", f"'{key}' is a list.", "Begin each item with '- ', or write [a, b].")
        return ()
    return piece.parts() if piece else ()


def _known(pieces: Mapping[str, Piece], below: Draft, reader: Reader) -> dict[str, Piece]:
    """The pieces whose key is a row of the table below."""
    ids = [row_id for row_id, _ in below.rules]
    for row_id, piece in pieces.items():
        if row_id and row_id not in ids:
            reader.add(piece, "unknown-row", f"table {below.name} has no row '{row_id}'.", nearest(row_id, ids))
    return {row_id: piece for row_id, piece in pieces.items() if row_id in ids}


def _add(pieces: Iterable[Piece], rules: list[Rule], reader: Reader) -> None:
    front = 0
    for piece in pieces:
        before = piece.data.get("before") if isinstance(piece.data, dict) else None
        ids = [row_id for row_id, _ in rules]
        if before is not None and before not in ids:
            what = f"there is no row '{before}' to stand before."
            reader.add(piece.at("before"), "unknown-row", what, nearest(before, ids))
        place = ids.index(before) if before in ids else front
        front += before is None
        _insert(piece, rules, place, reader)


def _insert(piece: Piece, rules: list[Rule], place: int, reader: Reader) -> None:
    """Put a row among the rules; its id must be its own."""
    row_id = reader.text(piece.at("id")) if isinstance(piece.data, dict) and "id" in piece.data else ""
    twice = [other.where for known, other in rules if row_id and known == row_id]
    if twice:
        reader.add(piece, "row-twice", f"{twice[0]} holds a row of this id already.", "Give it an id of its own.")
    rules.insert(place, (row_id, piece))
