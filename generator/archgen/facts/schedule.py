"""The schedule: what a first release takes, what the team can do until its day, and what would fit.

Days come from the answers alone: the day on which they were given, and the day that was named.
"""

from __future__ import annotations

from datetime import date

from archgen.brief import CRITICALITIES
from archgen.facts.registry import fact
from archgen.quantities import ceil, count


@fact("day", high=10**5, optional=True)
def time_left(deadline, created):
    """From the day of the answers to the deadline; nothing without both."""
    if deadline is None or created is None:
        return None
    return count((date.fromisoformat(deadline) - date.fromisoformat(created)).days, "day")


@fact("workday/day", high=10**5, optional=True)
def team_pace(time_left, reach_days, engineers, effort_focus):
    """Working days that all engineers together put into it in a day of the calendar; of no use without a deadline."""
    if time_left is None:
        return None
    return reach_days * engineers * count(1, "workday/engineer/day") * effort_focus


@fact("workday", high=10**9, optional=True)
def team_time(time_left, team_pace):
    """Working days that they have for it until the deadline."""
    return None if time_left is None else time_left * team_pace


@fact("names")
def journeys_first(first_release, journey_criticality):
    """The journeys that the deadline is about."""
    return tuple(first_release or journey_criticality)


@fact("workday", high=10**7, optional=True)
def groundwork(time_left, existing_style, technology, dependency_availability, effort_part, effort_dependency):
    """What must be there before any journey works: parts and dependencies; unknown for a system that runs."""
    if time_left is None or existing_style != "none":
        return None
    return count(len(technology)) * effort_part + count(len(dependency_availability)) * effort_dependency


@fact("workday", high=10**7, optional=True)
def scope_effort(groundwork, journeys_first, effort_journey):
    """Working days of one engineer for the groundwork and the journeys of the first release."""
    return None if groundwork is None else groundwork + count(len(journeys_first)) * effort_journey


@fact("flag")
def deadline_beyond_team(scope_effort, team_time, stage):
    """Whether the first release takes more than the team can do until its day."""
    return stage == "live" and scope_effort is not None and scope_effort > team_time


@fact("day", high=10**9, optional=True)
def time_needed(scope_effort, team_pace):
    """From the day of the answers until this team has done it."""
    return None if scope_effort is None else ceil(scope_effort / team_pace, "day")


@fact("text")
def deadline_possible(created, time_needed):
    """The day on which that is."""
    if time_needed is None:
        return None
    day = date.fromisoformat(created).toordinal() + int(time_needed.value_in("day"))
    return date.fromordinal(min(day, date.max.toordinal())).isoformat()


@fact("engineer", high=5000, optional=True)
def engineers_for_deadline(scope_effort, team_time, engineers):
    """Engineers who would do it in time; nothing where that were more than twice as many, who only learn until then."""
    if scope_effort is None or not team_time > count(0, "workday"):
        return None
    needed = ceil(scope_effort / team_time * engineers, "engineers")
    return needed if needed <= engineers + engineers else None


@fact("text")
def first_release_that_fits(groundwork, team_time, effort_journey, journeys_first, journey_criticality, journey_share):
    """The journeys that this team can bring in time, the most critical and the most used first; nothing if none."""
    if groundwork is None:
        return None
    by_use = sorted(journeys_first, key=lambda name: journey_share[name], reverse=True)
    ranked = sorted(by_use, key=lambda name: CRITICALITIES.index(journey_criticality[name]))
    takes = [groundwork + count(place) * effort_journey for place, _ in enumerate(ranked, start=1)]
    return ", ".join(name for name, work in zip(ranked, takes, strict=True) if work <= team_time) or None
