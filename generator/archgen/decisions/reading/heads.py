"""Reads what stands above the rows of a table: its subject, its inputs, the types of its outputs."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from archgen.decisions.reading.layers import Draft
from archgen.decisions.reading.reader import Reader, nearest
from archgen.decisions.reading.rows import read_fact
from archgen.decisions.reading.sheet import Piece
from archgen.decisions.table import Row
from archgen.decisions.vocabulary import POLICIES, FactType, spelt

_TYPES = {"enum": ("values",), "bool": (), "int": ("low", "high")}
_WRITE = "Write {type: enum, values: [...]}, {type: bool} or {type: int, low, high}."


def read_outputs(draft: Draft, reader: Reader) -> tuple[FactType, ...]:
    """The outputs under the names that rows use; () where there is none to go on with."""
    per = _word(draft, "per")
    pieces = reader.entries(draft.keys.get("outputs"))
    if "outputs" in draft.keys and draft.keys["outputs"].data == {}:
        reader.add(draft.keys["outputs"], "missing-key", "'outputs' is empty.", "Name the outcome with its type.")
    outputs = tuple(fact for name, piece in pieces.items() if (fact := _output(name, piece, per, reader)))
    if not outputs:
        return ()
    outcome, piece = outputs[0], pieces[outputs[0].name]
    if draft.name and outcome.name != draft.name:
        what = f"the first output is '{outcome.name}', and that is the outcome, which bears the table's name."
        reader.add(piece, "outcome-name", what, f"Call it '{draft.name}'.")
        return ()
    if hit_of(draft) == "collect" and outcome.kind != "enum":
        what = "a collect table yields a set, so its outcome is an enum of the members."
        reader.add(piece, "outcome-type", what, "Write {type: enum, values: [...]}.")
    return (replace(outcome, values=(*outcome.values, *_added(draft, outcome))), *outputs[1:])


def read_inputs(draft: Draft, per: str, reader: Reader) -> tuple[FactType, ...]:
    """The facts that the table reads, each once."""
    inputs: dict[str, FactType] = {}
    for piece in draft.inputs:
        name = reader.text(piece)
        fact = read_fact(piece, name, per, reader) if name else None
        if name in inputs:
            reader.add(piece, "input-twice", f"'{name}' is named twice.", "Name it once.")
        elif fact:
            inputs[name] = fact
    return tuple(inputs.values())


def read_subject(draft: Draft, reader: Reader) -> str:
    """The subject that the table decides for, one by one; "" for a table that decides once."""
    piece = draft.keys.get("per")
    per = reader.text(piece)
    facts = [reader.lexicon.fact(part.data) for part in draft.inputs if isinstance(part.data, str)]
    if piece and per and not any(fact and fact.per == per for fact in facts):
        families = [fact.per for fact in reader.lexicon.facts.values() if fact.per and fact.per != per]
        what = f"no input has a value for each {per}, so every {per} would be decided alike."
        reader.add(piece, "subject", what, nearest(per, families))
    return per


def hit_of(draft: Draft) -> str:
    """The hit policy, as far as it is known before it is checked."""
    hit = _word(draft, "hit")
    return hit if hit in POLICIES else POLICIES[0]


def check_given(draft: Draft, outputs: tuple[FactType, ...], rows: tuple[Row, ...], reader: Reader) -> None:
    """Every value of an output is given by some row, unless a row could not be read.

    House rules may leave a value idle, since other tables name it.
    """
    added = _added(draft, outputs[0])
    for output in outputs:
        given = {row.then.get(output.name) for row in rows}
        if None in given:
            continue
        for value in (False, True) if output.kind == "bool" else output.values:
            if value not in given and value in added:
                what = f"no row gives '{spelt(value)}'."
                reader.add(draft.options[str(value)], "never-given", what, nearest(value, set(output.values) - {value}))
            elif value not in given and len(draft.sheets) == 1:
                piece = draft.keys["outputs"].at(output.name)
                reader.add(piece, "never-given", f"no row gives {spelt(value)}.", "Drop the value, or add its row.")


def _output(name: str, piece: Piece, per: str, reader: Reader) -> FactType | None:
    kind = piece.data.get("type") if isinstance(piece.data, dict) else None
    if not isinstance(kind, str) or kind not in _TYPES:
        what = f"'{kind}' is no type of an output." if kind else "the output has no type."
        reader.add(piece, "output-type", what, _WRITE)
        return None
    found = reader.mapping(piece, needs=("type", *_TYPES[kind]), may=("unit",) if kind == "int" else ())
    match kind:
        case "enum":
            return FactType(name, "enum", values=_values(found.get("values"), reader), per=per)
        case "bool":
            return FactType(name, "bool", per=per)
    low, high = (_whole(found.get(end), reader) for end in ("low", "high"))
    return FactType(name, "number", unit=reader.text(found.get("unit")), low=low, high=high, per=per)


def _values(piece: Piece | None, reader: Reader) -> tuple[str, ...]:
    values = reader.texts(piece)
    if piece and not values:
        reader.add(piece, "missing-key", "'values' is empty.", "Name every value that a row may give.")
    if piece and len(set(values)) < len(values):
        reader.add(piece, "value-twice", "a value is named twice.", "Name it once.")
    return values


def _whole(piece: Piece | None, reader: Reader) -> Fraction:
    data = piece.data if piece else 0
    if piece and (isinstance(data, bool) or not isinstance(data, int)):
        reader.add(piece, "output-type", f"'{data}' is no whole number.", "Write the bound without unit or decimals.")
        return Fraction(0)
    return Fraction(data)


def _added(draft: Draft, outcome: FactType) -> tuple[str, ...]:
    """The values that house rules add to the outcome, by saying of them what they bring and cost."""
    if outcome.kind != "enum":
        return ()
    base = draft.sheets[0]
    declared = draft.keys["outputs"].entries()[outcome.name].data.get("values") or ()
    return tuple(value for value, option in draft.options.items() if option.sheet is not base and value not in declared)


def _word(draft: Draft, key: str) -> str:
    piece = draft.keys.get(key)
    return piece.data if piece and isinstance(piece.data, str) else ""
