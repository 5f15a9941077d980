"""Decision records that the design owes: a decision of the blueprint becomes the draft of a record.

The log gives it its number, its format and its place; what people wrote into an earlier version is kept there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from archgen.adr import Option, RecordDraft, Status
from archgen.blueprint import Blueprint, Decided, Filled
from archgen.documents.render import Renderer

_STAKES = 6
_LEVELS = {
    "veto": "a veto: it wins over everything else",
    "limit": "a limit: it wins over team, need, phase and preference",
    "team": "what the team can carry: it wins over scale",
    "measured": "a measured need: it raises the phase's default by one step",
    "phase": "the default of the scale phase",
    "simplicity": "the preference for what is simple",
}


def drafts(
    blueprint: Blueprint, records: tuple[Decided, ...], renderer: Renderer, *, date: str
) -> tuple[RecordDraft, ...]:
    """The drafts of all records owed, in the order of the decisions; `date` is the day of this run."""
    return tuple(_draft(decided, blueprint, renderer, date) for decided in records)


def _draft(decided: Decided, blueprint: Blueprint, renderer: Renderer, date: str) -> RecordDraft:
    name = f"{blueprint.slug}/{decided.anchor}"

    def text(filled: Filled | None) -> str:
        return renderer.text(filled, page=f"record:{name}") if filled else ""

    because = " ".join(text(part) for part in decided.because)
    return RecordDraft(
        title=f"{decided.full_title} of {renderer.text((blueprint.name,), page=name)}: {decided.option}",
        decision_id=name,
        outcome=decided.outcome,
        status=Status.ACCEPTED if decided.overruled else Status.PROPOSED,
        date=date,
        context="\n".join(_context(decided, text(decided.question))),
        options=tuple(_options(decided, text(decided.costs), text(decided.hurts))),
        decision=f"**{decided.option}.** {because}".strip(),
        against=_against(decided, text),
        consequences=tuple(part for part in (_costs(text(decided.costs)), text(decided.hurts)) if part),
        confirmation="\n".join(text(signal) for signal in decided.signals),
        revisit_when=dict(decided.revisit_when),
        revisit="\n".join(_revisit(decided, renderer, name)),
        sections=(("Sources", _sources(decided)),),
    )


def _against(decided: Decided, text: Callable[[Filled | None], str]) -> str:
    """What the table says, and what the choice changes; "" where nobody chose against it."""
    stakes = [
        f"{stake.what} {text(stake.chosen)} instead of {text(stake.recommended)}" for stake in decided.stakes[:_STAKES]
    ]
    changed = f" What the choice changes: {'; '.join(stakes)}." if stakes else ""
    return f"{text(decided.overruled)}{changed}"


def _context(decided: Decided, question: str) -> Iterator[str]:
    yield question
    yield ""
    for name, value in decided.read.items():
        yield f"- {name.replace('_', ' ')}: {value}"
    yield ""
    row, level = ", ".join(decided.rows), _LEVELS.get(decided.level, "")
    if decided.overruled:
        yield f"Decided by a person against row `{row}` of the table `{decided.id}` ({decided.layer})."
        return
    yield f"Decided by row `{row}` of the table `{decided.id}` ({decided.layer}); it speaks as {level}."


def _options(decided: Decided, costs: str, hurts: str) -> Iterator[Option]:
    yield Option(decided.option, {"Cost": costs, "What hurts": hurts, "Verdict": "chosen"}, chosen=True)
    for title, reasons in _lost(decided).items():
        yield Option(title, {"Verdict": f"not chosen: {reasons}"})


def _lost(decided: Decided) -> Mapping[str, str]:
    """Every other option with why its nearest row lost."""
    lost: dict[str, str] = {}
    for loser in decided.losers:
        if loser.option != decided.option:
            lost.setdefault(loser.option, loser.why)
    return lost


def _costs(costs: str) -> str:
    return f"It costs {costs}." if costs else ""


def _revisit(decided: Decided, renderer: Renderer, page: str) -> Iterator[str]:
    for flip in decided.flips:
        where = renderer.text(flip.where, page=page)
        when = f", month {flip.month} at the declared growth" if flip.month else ""
        yield f"- {flip.title}: {where} (`{flip.path}`){when}."


def _sources(decided: Decided) -> str:
    return "\n".join(f"- `{source}`" for source in decided.sources)
