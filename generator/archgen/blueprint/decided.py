"""Decisions as readers see them: the trace of a table put into the words of this design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archgen.blueprint.alternatives import Roots, again, grounds, made_of, rivals
from archgen.blueprint.decision import Decided, Flip, Loser, Member
from archgen.blueprint.shifts import turned
from archgen.blueprint.speech import Filled, Speaker
from archgen.decisions import LEVELS, Decision, Table, reason, spelt
from archgen.quantities import Quantity, print_quantity
from archgen.resolver import Design, Family, Overruled
from archgen.resolver.analysis import month_of
from archgen.resolver.flips import Turn


def decisions(
    design: Design, tables: Sequence[Table], speaker: Speaker, turns: Sequence[Turn], roots: Roots
) -> tuple[Decided, ...]:
    """Every decision in the order of the tables, a decision for each subject of a family."""
    made = []
    for table in tables:
        trace = design.decisions[table.name]
        for subject, decision in trace.members.items() if isinstance(trace, Family) else (("", trace),):
            mine = [turn for turn in turns if (turn.decision, turn.subject) == (table.name, subject)]
            told = speaker.about(**{table.per: subject}) if table.per else speaker
            flips = tuple(_flips(mine, decision, told, roots.paths))
            made.append(_decided(decision, subject, told, flips, roots))
    return tuple(made)


def option_title(decision: Decision) -> str:
    """What was decided, in the words of the table."""
    outcomes = _outcomes(decision)
    return _title([decision.table.options[value] for value in outcomes if value in decision.table.options], outcomes)


def options_of(decision: Decision) -> tuple[str, ...]:
    """The titles of what was decided, one by one; more than one for a set."""
    return tuple(decision.table.titled(value) for value in _outcomes(decision))


def reasons(decision: Decision) -> Iterator[tuple[str, str | Filled]]:
    """Why: for each row that counts its option and its sentence, with slots; where a person chose, their own words."""
    table = decision.table
    if isinstance(decision, Overruled) and decision.against:
        yield option_title(decision), _said(decision)
    else:
        yield from ((table.titled(row.then[table.name]), row.because) for row in decision.rows)
    if isinstance(decision, Overruled) and decision.vetoes:
        yield option_title(decision), _vetoed(decision)


def _decided(decision: Decision, subject: str, speaker: Speaker, flips: tuple[Flip, ...], roots: Roots) -> Decided:
    table, outcomes = decision.table, _outcomes(decision)
    options = [table.options[value] for value in outcomes if value in table.options]
    rows, against = decision.rows, _overruled(decision, speaker)
    return Decided(
        id=table.name,
        subject=subject,
        title=table.title,
        question=speaker.say(table.question) or (table.title,),
        outcome=", ".join(outcomes) or "none",
        option=_title(options, outcomes),
        because=tuple(_because(decision, speaker)),
        costs=_joined(speaker.say(option.costs) for option in options),
        hurts=_joined(speaker.say(option.hurts) for option in options),
        rows=tuple(row.id for row in rows),
        level=_level(decision),
        layer=rows[0].layer if rows else "",
        sources=tuple(dict.fromkeys(source for row in rows for source in row.sources)),
        read={fact.name: _seen(decision, fact.name, speaker.design, subject) for fact in table.inputs},
        losers=tuple(
            Loser(table.titled(loser.row.then[table.outputs[0].name]), loser.row.id, reason(loser, decision))
            for loser in decision.losers
        ),
        flips=flips,
        signals=tuple(_signals(rows, speaker)),
        recorded=_recorded(table, options) or against is not None,
        revisit_when={name: cell.text for row in rows if row.revisit for name, cell in row.revisit.when.items()},
        overruled=against,
        members=tuple(_members(decision, speaker)),
        idle=against is None and _idle(options, outcomes),
        others=tuple(option.title for value, option in table.options.items() if value not in outcomes),
        noun=table.members,
        made_of=tuple(made_of(options, speaker)),
        rivals=tuple(rivals(decision, outcomes, speaker, flips)),
        grounds=tuple(grounds(decision, speaker, subject, roots)),
        leading=_leading(decision, speaker),
        revisit_words=again(rows, speaker),
    )


def _leading(decision: Decision, speaker: Speaker) -> Filled | None:
    """The reason that speaks for the whole: that of the row with the strongest level, the first of those."""
    if isinstance(decision, Overruled):
        return next(_because(decision, speaker), None)
    rows = sorted(decision.rows, key=lambda row: LEVELS.index(row.level))
    return next((filled for row in rows if (filled := speaker.say(row.because))), None)


def _because(decision: Decision, speaker: Speaker) -> Iterator[Filled]:
    """The reasons of the rows; where a person chose otherwise, theirs; and what a veto keeps against such a choice."""
    if not isinstance(decision, Overruled):
        yield from (filled for row in decision.rows if (filled := speaker.say(row.because)))
        return
    yield from (_said(decision),) if decision.against else _because(decision.recommendation, speaker)
    if decision.vetoes:
        yield _vetoed(decision)


def _vetoed(decision: Overruled) -> Filled:
    chosen = decision.choice if isinstance(decision.choice, tuple) else (decision.choice,)
    kept, left = (", ".join(decision.table.titled(value) for value in values) for values in (decision.vetoes, chosen))
    return (f"A veto keeps {kept}, although {left or 'none'} was chosen: ", *_said(decision))


def _said(decision: Overruled) -> Filled:
    return (decision.reason, " (", decision.by, ")") if decision.by else (decision.reason,)


def _idle(options: Sequence[Any], outcomes: tuple[str, ...]) -> bool:
    """Whether an outcome adds nothing and costs nothing; a bare number is no such outcome."""
    nothing = all(option.costs == "nothing" and not option.brings for option in options)
    return nothing and bool(options or not outcomes)


def _members(decision: Decision, speaker: Speaker) -> Iterator[Member]:
    """The members of a set, each by the first row that brings it; none where a person chose otherwise."""
    table = decision.table
    if table.hit != "collect" or isinstance(decision, Overruled):
        return
    for value in dict.fromkeys(row.then[table.name] for row in decision.rows):
        option = table.options.get(str(value))
        because = next(row.because for row in decision.rows if row.then[table.name] == value)
        costs, hurts = (option.costs, option.hurts) if option else ("", "")
        yield Member(table.titled(value), speaker.say(because), speaker.say(costs), speaker.say(hurts))


def _overruled(decision: Decision, speaker: Speaker) -> Filled | None:
    """What the table would have said, where a person's choice stands against it."""
    if not isinstance(decision, Overruled) or not decision.against:
        return None
    advice = decision.recommendation
    outcomes = _outcomes(advice)
    options = [advice.table.options[value] for value in outcomes if value in advice.table.options]
    because = [filled for row in advice.rows if (filled := speaker.say(row.because))]
    return (f"the table says {_title(options, outcomes)}.", *(part for filled in because for part in (" ", *filled)))


def _level(decision: Decision) -> str:
    if isinstance(decision, Overruled) and decision.against:
        return "person"
    return decision.rows[0].level if decision.rows else ""


def _outcomes(decision: Decision) -> tuple[str, ...]:
    return tuple(map(spelt, _held(decision.outcome)))


def _title(options: Sequence[Any], outcomes: tuple[str, ...]) -> str:
    return ", ".join(option.title for option in options) or ", ".join(outcomes) or "none"


def _seen(decision: Decision, name: str, design: Design, subject: str) -> str:
    value = design.get(name, subject)
    return print_quantity(value) if isinstance(value, Quantity) else spelt(decision.read[name])


def _joined(parts: Iterator[Filled | None]) -> Filled | None:
    filled = [part for part in parts if part]
    joined: list[Any] = []
    for place, part in enumerate(filled):
        ended = bool(joined) and isinstance(joined[-1], str) and joined[-1].endswith(".")
        joined += [" " if ended else "; ", *part] if place else part
    return tuple(joined) or None


def _signals(rows: Sequence[Any], speaker: Speaker) -> Iterator[Filled]:
    for row in rows:
        if row.revisit and row.revisit.signal:
            signal = row.revisit.signal
            metric = speaker.design[signal.metric[1:]] if signal.metric.startswith("$") else signal.metric
            threshold = speaker.say("{" + signal.threshold + "}")
            if metric and threshold:
                yield (f"`{metric}` {signal.side} ", *threshold, f" for {signal.during}")


def _recorded(table: Table, options: Sequence[Any]) -> bool:
    """A record is owed where there was a choice and the chosen option adds a component, a cost or a duty."""
    return len(table.options) > 1 and any(option.brings for option in options)


def _flips(turns: Sequence[Turn], decision: Decision, speaker: Speaker, paths: Mapping[str, str]) -> Iterator[Flip]:
    table, today = decision.table, _held(decision.outcome)
    for turn in turns:
        then = _held(turn.outcome)
        comes = [value for value in then if value not in today]
        options = [table.options[value] for value in comes if value in table.options]
        yield Flip(
            decision=table.name,
            subject=turn.subject,
            path=paths.get(turn.root, turn.root).replace("[]", f"[{turn.member}]").replace(".*", f".{turn.member}"),
            value=turn.value,
            edge=turn.edge,
            rises=turn.rises,
            outcome=", ".join(map(str, then)),
            title=turned(table, decision.outcome, turn.outcome),
            costs=_joined(speaker.say(option.costs) for option in options),
            month=month_of(speaker.design, turn.root, turn.value) if not turn.member else None,
        )


def _held(outcome: Any) -> tuple[Any, ...]:
    return outcome if isinstance(outcome, tuple) else (outcome,)
