"""Assumptions as readers see them: what was taken instead of an answer, why, and what changes if it is off by two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archgen.blueprint.blueprint import Assumed
from archgen.blueprint.shifts import Turning
from archgen.brief import Brief, assumption_id
from archgen.quantities import Assumption, Quantity, named_operands
from archgen.resolver import Design
from archgen.resolver.analysis import Influence
from archgen.texts import Text


def assumptions(design: Design, brief: Brief, influences: Sequence[Influence], turning: Turning) -> tuple[Assumed, ...]:
    """Every assumption that something reads, the weightiest first."""
    weights = {influence.quantity.id: influence for influence in influences}
    made = [*_numbers(design, weights, turning), *_words(design, brief)]
    return tuple(sorted(made, key=lambda assumed: (-assumed.influence, assumed.id)))


def driver(design: Design, influences: Sequence[Influence], turning: Turning) -> Assumed | None:
    """The number whose halving or doubling turns most decisions, subjects of one table counted once.

    A decision that only follows another that turned does not count. It is an answer about the whole system; one about a
    part of it only where none of the whole turns anything, and an assumption only where no answer does.
    """
    given = [influence for influence in influences if influence.weight]
    if not given:
        return None

    def weight(item: Influence) -> tuple[bool, bool, int, int]:
        answered = not isinstance(item.quantity.source, Assumption)
        return answered, _of_the_whole(item), _turned_first(design, item), item.weight

    best = max(given, key=weight)
    return _assumed(best.quantity, best, turning)


def _of_the_whole(influence: Influence) -> bool:
    """Whether the number speaks of the system, and not of one journey, class of data or candidate in it."""
    path = getattr(influence.quantity.source, "path", "")
    return "[" not in path or path.startswith("load.")


def _turned_first(design: Design, influence: Influence) -> int:
    """How many tables turn by the number itself, and not because another one turned."""
    graph = design.graph
    turned = {graph.owner[name.partition("[")[0]] for name, _ in (*influence.halved, *influence.doubled)}
    behind = {one: graph.order_behind(frozenset(graph.nodes[one].outputs), None) for one in turned}
    return len(turned - {follower for one, all_behind in behind.items() for follower in all_behind if follower != one})


def _numbers(design: Design, weights: Mapping[str, Influence], turning: Turning) -> Iterator[Assumed]:
    read = _read(design)
    for quantity in design.ledger.assumptions():
        if quantity.id in read or quantity.id in weights:
            yield _assumed(quantity, weights.get(quantity.id), turning)


def _assumed(quantity: Quantity, influence: Influence | None, turning: Turning) -> Assumed:
    source = quantity.source
    known = isinstance(source, Assumption)
    return Assumed(
        id=source.id if isinstance(source, Assumption) else quantity.id,
        path=getattr(source, "path", ""),
        value=quantity,
        ground=source.ground if isinstance(source, Assumption) else "",
        where=source.where if isinstance(source, Assumption) and known else "given",
        halved=_told(influence.halved, turning) if influence else (),
        doubled=_told(influence.doubled, turning) if influence else (),
    )


def _told(changes: Sequence[tuple[str, object]], turning: Turning) -> tuple[str, ...]:
    """What turns, as texts; a change of a family names its member, `consistency_model[reply]`."""
    parted = ((*name.removesuffix("]").partition("["), outcome) for name, outcome in changes)
    told = turning.told((name, member, outcome) for name, _, member, outcome in parted)
    return tuple(str(shift) for shift in told if shift.named)


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
