"""What of a design is nobody's business but the team's: costs, business figures and threats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from archgen.blueprint import Blueprint, Challenge
from archgen.documents import plain
from archgen.facts import declared
from archgen.outline import anchor_of
from archgen.pipeline import Designed
from archgen.quantities import CURRENCIES, Answer, Assumption, Quantity
from archgen.site.redaction import Private

TOPICS = ("business", "cost", "list_prices", "prices")
ANSWERS = ("business.", "constraints.budget", "constraints.exchange_rate", "costs.hourly_rate")


def private(designed: Designed) -> Private:
    """The places, answers and words of one design that a public site leaves out."""
    blueprint = designed.blueprint
    secret = frozenset(name for name, quantity in designed.ledger.items() if is_private(quantity))
    assumed = frozenset(each for each in blueprint.assumptions if _is_ours(each.path))
    anchors = {f"ledger.md#{anchor_of(name)}" for name in secret}
    anchors |= {f"{page}#{anchor_of(each.id)}" for each in assumed for page in ("assumptions.md", "open-questions.md")}
    anchors |= {f"open-questions.md#{anchor_of(each.id)}" for each in blueprint.challenges if _is_about_money(each)}
    figures = {
        (f"{designed.slug}/{entry.page}", entry.text)
        for entry in designed.printed
        if _is_business(designed.ledger.get(entry.quantity))
    }
    open_questions = frozenset(anchor_of(each.id) for each in blueprint.challenges)
    return Private(
        frozenset(anchors),
        frozenset(ANSWERS),
        frozenset(_threats(blueprint)),
        frozenset(figures),
        frozenset({(f"{designed.slug}/open-questions.md", open_questions)}),
    )


def is_private(quantity: Quantity) -> bool:
    """Is it an amount of money, one of the team's business figures, or made for the bill alone?"""
    name = quantity.id.partition("[")[0].partition("@")[0]
    named = _is_ours(quantity.source.path) if isinstance(quantity.source, (Answer, Assumption)) else False
    return named or name in _facts() or not set(CURRENCIES).isdisjoint(quantity.unit.text.split("/"))


@cache
def _facts() -> frozenset[str]:
    return frozenset(fact.name for fact in declared() if fact.topic in TOPICS)


def _is_business(quantity: Quantity | None) -> bool:
    """Figures of the business without a currency, which only their page gives away."""
    if quantity is None:
        return False
    name = quantity.id.partition("[")[0]
    given = isinstance(quantity.source, Answer) and quantity.source.path.startswith("business.")
    return given or any(fact.name == name and fact.topic == "business" for fact in declared())


def _is_ours(path: str) -> bool:
    return path.startswith(ANSWERS) or path.endswith(".cost")


def _is_about_money(challenge: Challenge) -> bool:
    said: Iterable[object] = (*challenge.arithmetic, *challenge.says)
    return any(isinstance(part, Quantity) and is_private(part) for part in said)


def _threats(blueprint: Blueprint) -> Iterator[str]:
    """The words of each threat and each abuse, and of what stands against it, as a page prints them."""
    for threat in blueprint.safeguards.threats:
        yield from (plain(threat.says), plain(threat.control))
    for abuse in blueprint.passages["abuse-journeys"].rows:
        yield from map(plain, abuse.cells)
