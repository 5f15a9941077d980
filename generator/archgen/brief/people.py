"""How many people, told in several ways at once: what cannot be is refused, what can be settles the shares between.

Registered accounts are left out: more active people than accounts is a challenge of the resolved design.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from archgen.brief.layers import Given, Layer
from archgen.brief.spelling import said
from archgen.problems import Problem

MONTHLY = "load.users.monthly"
_SPANS = {
    "load.users.concurrent": "at the same moment",
    "load.users.daily": "on a day",
    MONTHLY: "within a month",
}
_SHARES = {"load.users.concurrent": "load.concurrent_share", "load.users.daily": "load.daily_share"}
_CLOSE = Fraction(1, 2)  # points of a percentage: people round what they tell


def check_people(layer: Layer) -> Iterator[Problem]:
    """More people in a shorter time than in the longer one that holds it, and shares that say otherwise."""
    for (less, shorter), (more, longer) in combinations(_told(layer).items(), 2):
        if shorter.amount > longer.amount:
            many, few = said(shorter.amount), said(longer.amount)
            what = f"{less} is {many} people {_SPANS[less]}, and {more} is {few} {_SPANS[more]}; it must hold them."
            yield Problem("brief-more-people-in-less-time", shorter.where, what, "Mend one, or leave one out.")
    for path, share in _between(layer).items():
        other = layer.values.get(_SHARES[path])
        apart = other is not None and not other.assumed and abs(other.amount - share.amount) > _CLOSE
        if other and apart and share.amount <= 100:
            what = f"{path} and {MONTHLY} make {said(share.amount)} %, and {_SHARES[path]} is {other.spelling}."
            yield Problem("brief-shares-disagree", other.where, what, "Leave one of the three out.")


def settle_people(layer: Layer) -> Layer:
    """The layer in which people told beside monthly users also say what share of them they are."""
    return Layer({**layer.values, **{_SHARES[path]: share for path, share in _between(layer).items()}}, layer.lists)


def _told(layer: Layer) -> dict[str, Given]:
    """What somebody said, from the shortest time to the longest."""
    return {path: given for path in _SPANS if (given := layer.values.get(path)) and not given.assumed}


def _between(layer: Layer) -> dict[str, Given]:
    """The share that each number of people is of the monthly ones, where both were told."""
    told = _told(layer)
    monthly = told.get(MONTHLY)
    if monthly is None or not monthly.amount:
        return {}
    return {
        path: Given(
            value=given.amount / monthly.amount * 100,
            unit="%",
            layer=given.layer,
            where=given.where,
            spelling=f"{given.spelling} of {monthly.spelling}",
        )
        for path, given in told.items()
        if path != MONTHLY
    }
