"""Decision records that the design owes: a decision of the blueprint becomes the draft of a record.

The log gives it its number, its format and its place; what people wrote into an earlier version is kept there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archgen.adr import Option, RecordDraft, Status
from archgen.blueprint import Blueprint, Decided, Filled, Member
from archgen.documents.places import prose
from archgen.documents.render import Renderer

_STAKES = 6
_TEMPLATE = "adr/record.md"

Said = Callable[[Filled | None], str]


def drafts(
    blueprint: Blueprint, records: tuple[Decided, ...], renderer: Renderer, *, date: str, cited: Mapping[str, str]
) -> tuple[RecordDraft, ...]:
    """The drafts of all records owed, in the order of the decisions.

    `date` is the day of this run, `cited` what each source says.
    """
    return tuple(_draft(decided, blueprint, renderer, date, cited) for decided in records)


def _draft(
    decided: Decided, blueprint: Blueprint, renderer: Renderer, date: str, cited: Mapping[str, str]
) -> RecordDraft:
    name = f"{blueprint.slug}/{decided.anchor}"
    page = f"record:{name}"

    def text(filled: Filled | None) -> str:
        return renderer.text(filled, page=page) if filled else ""

    def part(macro: str, *about: Any) -> str:
        return renderer.macro(_TEMPLATE, macro, *about, page=page)

    return RecordDraft(
        title=f"{decided.full_title} of {renderer.text((blueprint.name,), page=name)}: {decided.headline}",
        decision_id=name,
        outcome=decided.outcome,
        status=Status.ACCEPTED if decided.overruled else Status.PROPOSED,
        date=date,
        context=part("context", decided, blueprint),
        options=tuple(_options(decided, text, part)),
        decision=part("decision", decided),
        against=_against(decided, text),
        consequences=(*_consequences(decided, text), *filter(None, part("parts", decided, blueprint).split("\n"))),
        confirmation=part("confirmation", decided, blueprint),
        revisit_when=dict(decided.revisit_when),
        revisit=part("revisit", decided),
        sections=tuple(_sections(part("candidates", decided, blueprint), _sources(decided, cited))),
    )


def _against(decided: Decided, text: Said) -> str:
    """What the table says, and what the choice changes; "" where nobody chose against it."""
    stakes = [
        f"{stake.what} {text(stake.chosen)} instead of {text(stake.recommended)}" for stake in decided.stakes[:_STAKES]
    ]
    changed = f" What the choice changes: {'; '.join(stakes)}." if stakes else ""
    return f"{text(decided.overruled)}{changed}"


def _options(decided: Decided, text: Said, part: Callable[..., str]) -> Iterator[Option]:
    """Everything that the table offers, what was chosen first; of a set every member."""
    taken = decided.members if decided.is_set else (Member(decided.headline, None, decided.costs, decided.hurts),)
    for member in taken:
        says = {"Cost": text(member.costs), "What hurts": text(member.hurts), "Verdict": "chosen"}
        yield Option(member.option, says, chosen=True)
    for rival in decided.rivals:
        says = {"Cost": text(rival.costs), "What hurts": text(rival.hurts), "Verdict": part("rejected", rival, decided)}
        yield Option(rival.option, says)


def _consequences(decided: Decided, text: Said) -> Iterator[str]:
    """What it costs and what hurts; of a set the table of options says so of each member."""
    if decided.is_set:
        return
    yield from (said for said in (_costs(text(decided.costs)), text(decided.hurts)) if said)


def _costs(costs: str) -> str:
    return f"It costs {costs}." if costs else ""


def _sections(candidates: str, sources: str) -> Iterator[tuple[str, str]]:
    if candidates:
        yield "Candidates", candidates
    yield "Sources", sources


def _sources(decided: Decided, cited: Mapping[str, str]) -> str:
    return "\n".join(f"- `{source}`: {prose(cited.get(source, ''))}" for source in decided.sources)
