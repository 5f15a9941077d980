"""Operation as data: objectives, failures with their answers, risks, contradictions, assumptions and later months."""

from __future__ import annotations

from archgen.artifacts.alerts import expression
from archgen.artifacts.exported.telling import Data, Telling, plain
from archgen.artifacts.words import words
from archgen.blueprint import Assumed, Blueprint, Challenge, Failure, Horizon, Libraries, Risk, Threat, ToDo
from archgen.quantities import Ledger, Quantity
from archgen.slo import Objective


def objective(promise: Objective) -> Data:
    """A promise: the journey, the share of good requests, and the days over which it is kept."""
    return {
        "id": promise.name,
        "title": words(promise.title),
        "journey": promise.journey,
        "indicator": promise.indicator.kind,
        "target": plain(promise.target),
        "window_days": promise.window.days,
        "pages": promise.pages,
        "provisional": promise.provisional,
        "owner": promise.owner,
        "alert": promise.alert,
    }


def failure(mode: Failure, blueprint: Blueprint, telling: Telling) -> Data:
    """A way in which a part fails: what users see, what is measured, what to do, and the runbook that says more."""
    return {
        "id": mode.id,
        "title": mode.title,
        "component": mode.component,
        "journeys": list(mode.journeys),
        "likelihood": mode.likelihood,
        "user_sees": telling.sentence(mode.user_sees),
        "alert": blueprint.alert_name(mode) if mode.expr else "",
        "expr": expression(mode, blueprint.slug) if mode.expr else "",
        "for": mode.during,
        "severity": mode.severity,
        "threshold": telling.number(mode.threshold),
        "mitigations": [
            {
                "do": telling.sentence(each.do),
                "side_effect": telling.sentence(each.side_effect),
                "undo": telling.sentence(each.undo),
            }
            for each in mode.mitigations
        ],
        "commands": {step: [dict(command) for command in commands] for step, commands in mode.commands.items()},
        "drill": telling.sentence(mode.drill),
        "runbook": f"runbooks/{mode.page}.md#{mode.id}",
    }


def libraries(owned: Libraries, telling: Telling) -> Data:
    """What keeps a failing neighbour from taking its callers along: the libraries, and how they are set for each."""
    return {
        "packages": [
            {
                "for": package.duty,
                "name": package.name,
                "version": package.version,
                "released": package.released,
                "licence": package.licence,
            }
            for package in owned.packages
        ],
        "guards": [
            {
                "neighbour": guard.neighbour,
                "breaker": {name: telling.sentence(value) for name, value in guard.breaker},
                "retry": {name: telling.sentence(value) for name, value in guard.retry},
            }
            for guard in owned.guards
        ],
        "missing": list(owned.missing),
    }


def risk(one: Risk, telling: Telling) -> Data:
    """Something that may go wrong, and who answers how."""
    return {
        "id": one.id,
        "family": one.family,
        "title": telling.sentence(one.title),
        "likelihood": one.likelihood,
        "harm": one.harm,
        "signal": telling.sentence(one.signal),
        "owner": one.owner,
        "answer": telling.sentence(one.answer),
    }


def threat(one: Threat, telling: Telling) -> Data:
    """What somebody may do at a boundary, the control, and what remains."""
    return {
        "id": one.id,
        "kind": one.stride,
        "from": list(dict.fromkeys(source for source, _ in one.boundaries)),
        "to": list(dict.fromkeys(target for _, target in one.boundaries)),
        "says": telling.sentence(one.says),
        "control": telling.sentence(one.control),
        "remains": telling.sentence(one.remains),
    }


def challenge(one: Challenge, telling: Telling) -> Data:
    """Two answers that cannot both hold, with the ways out."""
    return {
        "id": one.id,
        "title": one.title,
        "severity": one.severity,
        "says": telling.sentence(one.says),
        "arithmetic": [number for quantity in one.arithmetic if (number := telling.number(quantity))],
        "ways": [
            {"set": dict(way.patch), "says": says, "recommended": way.recommended}
            for way in one.ways
            if (says := telling.sentence(way.says))
        ],
        "meanwhile": telling.sentence(one.meanwhile),
    }


def assumption(one: Assumed, telling: Telling) -> Data:
    """A value that nobody gave; `halved` and `doubled` say what else would be decided then."""
    return {
        "id": one.id,
        "path": one.path,
        "value": telling.number(one.value) if isinstance(one.value, Quantity) else words(one.value),
        "ground": one.ground,
        "where": one.where,
        "halved": list(one.halved),
        "doubled": list(one.doubled),
    }


def horizon(later: Horizon, today: Ledger, telling: Telling) -> Data:
    """A later month, or a multiple of today's load: what is decided otherwise there, and every number that differs."""
    there = {_today(name): quantity for name, quantity in later.design.ledger.items()}
    changed = [
        {"number": name, **(telling.number(quantity) or {})}
        for name, quantity in there.items()
        if name in today and quantity != today[name] and telling.allowed(quantity)
    ]
    return {
        "title": later.title,
        "month": later.months or None,
        "decisions": [
            {"decision": each.decision, "subject": subject, "outcome": each.outcome, "option": each.option}
            for each in later.changed
            for subject in each.subjects or ("",)
        ],
        "numbers": changed,
    }


def todo(one: ToDo) -> Data:
    """Something that only the team can supply."""
    return {"id": one.id, "what": one.what, "owner": one.owner}


def _today(name: str) -> str:
    return name.partition("@")[0]
