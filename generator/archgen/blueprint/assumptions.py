"""Assumptions as readers see them: what was taken instead of an answer, why, and what changes if it is off by two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archgen.blueprint.blueprint import Assumed
from archgen.brief import Brief, assumption_id
from archgen.quantities import Assumption, Quantity, named_operands
from archgen.resolver import Design
from archgen.resolver.analysis import Influence
from archgen.texts import Text


def assumptions(
    design: Design, brief: Brief, influences: Sequence[Influence], titles: Mapping[str, Mapping[str, str]]
) -> tuple[Assumed, ...]:
    """Every assumption that something reads, the weightiest first."""
    weights = {influence.quantity.id: influence for influence in influences}
    made = [*_numbers(design, weights, titles), *_words(design, brief)]
    return tuple(sorted(made, key=lambda assumed: (-assumed.influence, assumed.id)))


def driver(influences: Sequence[Influence], titles: Mapping[str, Mapping[str, str]]) -> Assumed | None:
    """The number whose halving or doubling flips most decisions: an answer before an assumption, then by name."""
    given = [influence for influence in influences if influence.weight]
    if not given:
        return None
    best = max(given, key=lambda item: (item.weight, not isinstance(item.quantity.source, Assumption)))
    return _assumed(best.quantity, best, titles)


def _numbers(
    design: Design, weights: Mapping[str, Influence], titles: Mapping[str, Mapping[str, str]]
) -> Iterator[Assumed]:
    read = _read(design)
    for quantity in design.ledger.assumptions():
        if quantity.id in read or quantity.id in weights:
            yield _assumed(quantity, weights.get(quantity.id), titles)


def _assumed(quantity: Quantity, influence: Influence | None, titles: Mapping[str, Mapping[str, str]]) -> Assumed:
    source = quantity.source
    known = isinstance(source, Assumption)
    return Assumed(
        id=source.id if isinstance(source, Assumption) else quantity.id,
        path=getattr(source, "path", ""),
        value=quantity,
        ground=source.ground if isinstance(source, Assumption) else "",
        where=source.where if isinstance(source, Assumption) and known else "given",
        halved=tuple(_told(change, titles) for change in influence.halved) if influence else (),
        doubled=tuple(_told(change, titles) for change in influence.doubled) if influence else (),
    )


def _told(change: tuple[str, object], titles: Mapping[str, Mapping[str, str]]) -> str:
    name, outcome = change
    table = name.partition("[")[0]
    said = outcome if isinstance(outcome, tuple) else (outcome,)
    options = ", ".join(titles.get(table, {}).get(str(value), str(value)) for value in said)
    return f"{name.replace('_', ' ')}: {options or 'nothing'}"


def _read(design: Design) -> frozenset[str]:
    """The quantities that some other one was made of."""
    return frozenset(below.id for quantity in design.ledger.values() for below in named_operands(quantity))


def _words(design: Design, brief: Brief) -> Iterator[Assumed]:
    """Choices and texts that nobody gave; numbers come from the ledger."""
    for path, given in brief.assumptions():
        field = brief.schema.field(path)
        if field is None or field.number or field.fact not in design.graph.readers:
            continue
        if not isinstance(given.value, (str, bool, Text)):
            continue
        value = given.value if isinstance(given.value, Text) else given.spelling
        yield Assumed(assumption_id(path), path, value, given.ground, given.where.file, (), ())
