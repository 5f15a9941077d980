"""Each check brought before one design: it passes, fails, waits for an answer, is waived, or does not apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from archgen.blueprint import Blueprint, Filled, holds
from archgen.compliance.checklist import Check
from archgen.compliance.measures import MEASURES, Of
from archgen.compliance.settings import Reply, Settings, Waiver
from archgen.outline import Outline
from archgen.quantities import parse_quantity, parse_unit
from archgen.texts import Text

State = Literal["pass", "fail", "open", "look", "none"]
MOST = 4


class Verdict(Struct, frozen=True):
    """One check of one design: its state, why, and links to the evidence, from the design's folder.

    `look` is decided by `archgen check` over the repository; `none` does not apply.
    """

    check: Check
    state: State
    says: Filled
    links: tuple[tuple[str, str], ...]
    waiver: Waiver | None
    reply: Reply | None = None

    @property
    def waived(self) -> bool:
        """Whether the team does not follow it, with reason and end."""
        return self.waiver is not None and self.state in ("fail", "open", "look")


def verdicts(
    checks: Sequence[Check],
    blueprint: Blueprint,
    outline: Outline,
    settings: Settings,
    *,
    handbook: Mapping[str, bool],
) -> tuple[Verdict, ...]:
    """Every check of one design; `handbook` are the pages owed for it, and whether their anchors are ours."""
    return tuple(_verdict(check, blueprint, outline, settings, handbook) for check in checks)


def _verdict(
    check: Check, blueprint: Blueprint, outline: Outline, settings: Settings, handbook: Mapping[str, bool]
) -> Verdict:
    reply = settings.reply(check.id, blueprint.slug) if check.asks else None
    state, says = _judged(check, blueprint, outline, reply)
    links = tuple(_links(check, outline, handbook)) if state in ("pass", "fail", "open") else ()
    return Verdict(check, state, says, links, settings.waiver(check.id, blueprint.slug), reply)


def _judged(check: Check, blueprint: Blueprint, outline: Outline, reply: Reply | None) -> tuple[State, Filled]:
    say = blueprint.speaker.say
    if not holds(check.when, blueprint.design):
        return "none", say(check.otherwise) or ()
    if check.repository:
        return "look", ()
    if check.asks:
        return _answered(check, reply, blueprint) if reply else ("open", say(check.asks) or ())
    if check.by:
        return _measured(check, blueprint, outline)
    state: State = "open" if check.passes is not None else "pass"
    if check.fails is not None and holds(check.fails, blueprint.design):
        state = "fail"
    elif check.passes is not None and holds(check.passes, blueprint.design):
        state = "pass"
    elif check.passes is not None and "open" not in check.says:
        state = "fail"
    return state, say(check.says.get(state, "")) or ()


def _measured(check: Check, blueprint: Blueprint, outline: Outline) -> tuple[State, Filled]:
    """What falls short is named; where that is a matter of asking, it is open; with nothing to look at none applies."""
    short = MEASURES[check.by](Of(blueprint, outline))
    if short is None:
        return "none", blueprint.speaker.say(check.nothing) or ()
    state: State = "pass" if not short else "fail" if "fail" in check.says else "open"
    more = (f"{len(short) - MOST} more",) if len(short) > MOST else ()
    return state, blueprint.speaker.about(named=(*short[:MOST], *more)).say(check.says.get(state, "")) or ()


def _answered(check: Check, reply: Reply, blueprint: Blueprint) -> tuple[State, Filled]:
    """A value against its limit, or a yes; both with what proves them."""
    shown: Filled = (Text(reply.value), f" on {reply.as_of.isoformat()}")
    if not check.limit:
        return ("pass" if reply.value == "yes" else "fail"), shown
    limit = blueprint.design[check.limit]
    try:
        low, high, unit = parse_quantity(reply.value)
        known = parse_unit(unit)
    except ValueError:
        return "open", (Text(reply.value), " cannot be compared with ", limit)
    if known.dimension != limit.unit.dimension:
        return "open", (Text(reply.value), " cannot be compared with ", limit)
    kept = low * known.scale >= limit.low if check.above else high * known.scale <= limit.high
    return ("pass" if kept else "fail"), (*shown, f", the {'least' if check.above else 'most'} is ", limit)


def _links(check: Check, outline: Outline, handbook: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Where the evidence stands: a page, a decision, or a page of the handbook as `handbook:api#errors`."""
    titles = {page.id: page.title for page in outline.owed}
    titles |= {part.id: part.title for page in outline.owed for part in page.parts}
    for name in check.links:
        if name.startswith("handbook:"):
            page, _, anchor = name.removeprefix("handbook:").partition("#")
            if page in handbook:
                yield "Handbook", f"../handbook/{page}.md{f'#{anchor}' if anchor and handbook[page] else ''}"
        elif target := outline.reference(name):
            yield titles.get(name, "Decision" if name.startswith("decision:") else name), target
