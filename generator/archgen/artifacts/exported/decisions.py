"""Decisions as data: the row that won, what it read, who lost and why, and where it would turn out otherwise."""

from __future__ import annotations

from archgen.artifacts.exported.telling import Data, Telling
from archgen.blueprint import Decided, Flip, Loser
from archgen.quantities import Ledger


def decision(decided: Decided, numbers: Ledger, telling: Telling) -> Data:
    """One decision with its whole trace; `numbers` is the ledger in which the numbers that it read stand."""
    subject = f"[{decided.subject}]" if decided.subject else ""
    known = {name: numbers.get(f"{name}{subject}") or numbers.get(name) for name in decided.read}
    secret = {name for name, number in known.items() if number and not telling.allowed(number)}
    return {
        "decision": decided.id,
        "subject": decided.subject,
        "title": decided.title,
        "question": telling.sentence(decided.question),
        "outcome": decided.outcome,
        "option": decided.option,
        "rows": list(decided.rows),
        "level": decided.level,
        "layer": decided.layer,
        "because": telling.sentences(decided.because),
        "costs": telling.sentence(decided.costs),
        "hurts": telling.sentence(decided.hurts),
        "read": {name: value for name, value in decided.read.items() if name not in secret},
        "losers": [_loser(loser) for loser in decided.losers if not secret.intersection(loser.why.split())],
        "flips": [_flip(flip, telling) for flip in decided.flips if telling.allowed(flip.value)],
        "signals": telling.sentences(decided.signals),
        "revisit": dict(decided.revisit_when),
        "recorded": decided.recorded,
        "overruled": telling.sentence(decided.overruled),
        "sources": list(decided.sources),
    }


def _loser(loser: Loser) -> Data:
    return {"option": loser.option, "row": loser.row, "why": loser.why}


def _flip(flip: Flip, telling: Telling) -> Data:
    return {
        "path": flip.path,
        "value": telling.number(flip.value),
        "direction": flip.way,
        "outcome": flip.outcome,
        "option": flip.title,
        "month": flip.month,
    }
