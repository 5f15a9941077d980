"""Rule tests that name the minute: each case replays a failure exactly and says when which tier fires or must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from archgen.artifacts.prometheus import absent_alert, group, group_name
from archgen.artifacts.promtool_loads import (
    SHORT_HISTORY,
    Turn,
    cleared,
    failure,
    first_share,
    layout,
    past_of,
    silent,
    turns,
    verdicts,
)
from archgen.artifacts.promtool_series import VANISHES, series
from archgen.slo import Objective
from archgen.slo.indicators import Sliced
from archgen.slo.replay import Load, Stretch

Case = dict[str, Any]

PAGE_HISTORY, TICKET_HISTORY = 360, 864
COLD_HISTORY = 30
BLIP = 3
_PAGE_REACH, _TICKET_REACH = 240, 288
_TICKET_STEP = 5
_ABSENT_AFTER = 6


def page_tests(objectives: Iterable[Objective], *, rules_file: str) -> dict[str, Any]:
    """One sample a minute: a burst after six hours; outage, blip, no traffic, cold start, lone failure, no metrics."""
    objectives = tuple(objectives)
    return _file(objectives, rules_file, "1m", [case for objective in objectives for case in _pages(objective)])


def ticket_tests(objectives: Iterable[Objective], *, rules_file: str) -> dict[str, Any]:
    """Three days at one sample in five minutes: the slow tiers, with their windows full."""
    objectives = tuple(objectives)
    cases = [case for objective in objectives for case in _tickets(objective)]
    return _file(objectives, rules_file, f"{_TICKET_STEP}m", cases)


def _file(objectives: tuple[Objective, ...], rules_file: str, interval: str, cases: list[Case]) -> dict[str, Any]:
    """Without an order of groups one and the same file passes and fails by turns."""
    return {
        "rule_files": [rules_file],
        "evaluation_interval": interval,
        "group_eval_order": [group_name(objective) for objective in objectives],
        "tests": cases,
    }


def _pages(objective: Objective) -> Iterator[Case]:
    yield from _burst(objective)
    yield from _outage(objective)
    yield from _blip(objective)
    if not isinstance(objective.indicator, Sliced):
        yield _idle(objective)
        yield from _lone_failure(objective)
    yield from _cold_start(objective)
    yield _vanished(objective)


def _burst(objective: Objective) -> Iterator[Case]:
    """A share of events fails until the pages fire, then all is well until they are silent again."""
    pages = [tier for tier in objective.window.tiers if tier.severity == "page"]
    past = past_of(objective, PAGE_HISTORY)
    share, found = first_share(objective, pages, history=past, reach=_PAGE_REACH)
    if not found or share == 1:
        return
    mended = max(turn.firing for turn in found) + 2
    healing = max(turn.tier.short for turn in found) + 2
    load = failure(objective, share, past, mended - past, healing)
    checks = [check for turn in found for check in _turn_checks(objective, turn)]
    checks += [
        _check(objective, step, tier.name, firing=False)
        for tier, step in cleared(objective, share, load, found, mended=mended)
    ]
    yield _case(objective, f"burst of {float(share * 100):g} %", load, checks, _full_alert(objective, load, found))


def _outage(objective: Objective) -> Iterator[Case]:
    pages = [tier for tier in objective.window.tiers if tier.severity == "page"]
    found = turns(objective, Fraction(1), pages, history=SHORT_HISTORY, reach=_PAGE_REACH)
    if found:
        length = max(turn.firing for turn in found) - SHORT_HISTORY + 1
        checks = [check for turn in found for check in _turn_checks(objective, turn)]
        yield _case(objective, "total outage", failure(objective, Fraction(1), SHORT_HISTORY, length, 0), checks)


def _blip(objective: Objective) -> Iterator[Case]:
    """A short failure that spends at most half of what the fastest page waits for."""
    fast = objective.window.tiers[0]
    share = min(Fraction(1, 10), objective.threshold(fast) * fast.long / (2 * BLIP))
    load = failure(objective, share, SHORT_HISTORY, BLIP, 60)
    steps = [SHORT_HISTORY + after for after in (1, BLIP, BLIP + 1, 2 * BLIP, 60)]
    if load.stretches[1].bad and silent(objective, load, steps):
        checks = [_check(objective, step, "", firing=False) for step in steps]
        yield _case(objective, f"blip of {BLIP} minutes", load, checks)


def _idle(objective: Objective) -> Case:
    load = Load((Stretch(60, 0, 0),), layout(objective))
    return _case(objective, "no traffic", load, [_check(objective, step, "", firing=False) for step in (30, 60)])


def _lone_failure(objective: Objective) -> Iterator[Case]:
    """One event a minute, one of which fails: no reason to wake anybody."""
    load = Load((Stretch(70, 1, 0), Stretch(1, 1, 1), Stretch(20, 1, 0)), layout(objective))
    steps = (71, 72, 73, 80)
    if silent(objective, load, steps):
        checks = [_check(objective, step, "", firing=False) for step in steps]
        yield _case(objective, "one failure in little traffic", load, checks)


def _cold_start(objective: Objective) -> Iterator[Case]:
    """With half an hour of history the pages keep their minute, and a short past does not fool the slow tiers."""
    pages = [tier for tier in objective.window.tiers if tier.severity == "page"]
    share, found = first_share(objective, pages, history=COLD_HISTORY, reach=_PAGE_REACH)
    if not found:
        return
    end = found[0].firing
    load = failure(objective, share, COLD_HISTORY, end - COLD_HISTORY, 0)
    checks = _turn_checks(objective, found[0])
    checks += [
        _check(objective, end, tier.name, firing=False)
        for tier in objective.window.tiers
        if all(verdict.silent for verdict in verdicts(objective, load, tier, range(end, end + 1)))
    ]
    yield _case(objective, "cold start", load, checks)


def _vanished(objective: Objective) -> Case:
    """The last sample is the last of all: nothing may say that all is well."""
    load = failure(objective, Fraction(0), COLD_HISTORY, _ABSENT_AFTER, 0)
    last = COLD_HISTORY + _ABSENT_AFTER
    name = absent_alert(objective)
    checks = [
        _counted(name, "absent", last + _ABSENT_AFTER - 1, firing=False),
        _counted(name, "absent", last + _ABSENT_AFTER, firing=True),
    ]
    return _case(objective, "metrics vanish", load, checks, tail=VANISHES)


def _tickets(objective: Objective) -> Iterator[Case]:
    tickets = [tier for tier in objective.window.tiers if tier.severity == "ticket"]
    past = past_of(objective, TICKET_HISTORY)
    share, found = first_share(objective, tickets, history=past, reach=_TICKET_REACH, step=_TICKET_STEP)
    if found:
        length = max(turn.firing for turn in found) - past + 1
        load = failure(objective, share, past, length, 0, _TICKET_STEP)
        checks = [check for turn in found for check in _turn_checks(objective, turn, _TICKET_STEP)]
        yield _case(objective, f"slow tiers at {float(share * 100):g} %", load, checks)


def _turn_checks(objective: Objective, turn: Turn, step: int = 1) -> list[Case]:
    return [
        _check(objective, turn.silent * step, turn.tier.name, firing=False),
        _check(objective, turn.firing * step, turn.tier.name, firing=True),
    ]


def _check(objective: Objective, minute: int, tier: str, *, firing: bool) -> Case:
    return _counted(objective.alert, tier, minute, firing=firing)


def _counted(alert: str, tier: str, minute: int, *, firing: bool) -> Case:
    """Whether an alert fires at a minute, any tier of it where none is named."""
    which = f',tier="{tier}"' if tier else ""
    expr = f'group(ALERTS{{alertname="{alert}",alertstate="firing"{which}}})'
    return {"expr": expr, "eval_time": f"{minute}m", "exp_samples": [{"value": 1}] if firing else []}


def _full_alert(objective: Objective, load: Load, found: tuple[Turn, ...]) -> list[Case]:
    """The alert as people get it, labels and texts expanded, at the minute of the first page."""
    step = min(turn.firing for turn in found)
    at_page = {
        tier.name: next(verdicts(objective, load, tier, range(step, step + 1))) for tier in objective.window.tiers
    }
    if not all(verdict.firing or verdict.silent for verdict in at_page.values()):
        return []
    fired = [name for name, verdict in at_page.items() if verdict.firing]
    written = [rule for rule in group(objective)["rules"] if rule.get("alert") == objective.alert]
    expected = [_expanded(rule) for rule in written if rule["labels"]["tier"] in fired]
    return [{"eval_time": f"{step}m", "alertname": objective.alert, "exp_alerts": expected}]


def _expanded(rule: Case) -> Case:
    return {
        f"exp_{part}": {key: text.replace('{{ "{{" }}', "{{") for key, text in rule[part].items()}
        for part in ("labels", "annotations")
    }


def _case(
    objective: Objective,
    name: str,
    load: Load,
    checks: list[Case],
    alerts: list[Case] | None = None,
    *,
    tail: str = "",
) -> Case:
    case: Case = {
        "name": f"{objective.service} {objective.name}: {name}",
        "interval": f"{load.step}m",
        "input_series": series(objective, load, tail=tail),
    }
    if alerts:
        case["alert_rule_test"] = alerts
    case["promql_expr_test"] = sorted(checks, key=lambda check: int(check["eval_time"][:-1]))
    return case
