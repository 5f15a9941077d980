"""The design at later months of the declared growth, and which decisions turn out otherwise there."""

from __future__ import annotations

from archgen.blueprint.blueprint import Horizon
from archgen.blueprint.shifts import Turning
from archgen.quantities import count
from archgen.resolver import Design, Family
from archgen.resolver.analysis import at_month, grown
from archgen.resolver.flips import outcomes

MONTHS = (6, 12, 24, 36)
FACTORS = (10, 100)
PHASES = ("scaling", "complexity", "platform")


def horizons(design: Design, turning: Turning) -> tuple[Horizon, ...]:
    """Each later month, then ten and a hundred times today's load: tables of what breaks, not of what is provided."""
    later = [(f"{months}m", months, at_month(design, months)) for months in MONTHS]
    larger = [(f"x{factor}", 0, grown(design, count(factor, "x"), f"x{factor}")) for factor in FACTORS]
    return tuple(_horizon(title, months, there, turning) for title, months, there in (*later, *larger))


def next_phase(design: Design, turning: Turning) -> Horizon | None:
    """The design with just as many users as begin the next phase; None in the last one, and without users."""
    users = design["users"]
    later = [name for name in PHASES if users < design[f"phase_{name}_from"]]
    if not later or not users.low:
        return None
    there = grown(design, design[f"phase_{later[0]}_from"] / users, "next-phase")
    return _horizon(f"{later[0]} phase", 0, there, turning)


def near_phases(design: Design, turning: Turning) -> tuple[Horizon, ...]:
    """The design just beyond each boundary between phases that its users are close to: both sides are worth a look."""
    return tuple(_beyond(name, design, turning) for name in design["near_phases"])


def _beyond(name: str, design: Design, turning: Turning) -> Horizon:
    """The design with the nearest number of users at which it would be in a phase: its first, or its last."""
    users = design["users"]
    bounds = {phase: design[f"phase_{phase}_from"] for phase in PHASES}
    if name in bounds and users < bounds[name]:
        there = bounds[name]
    else:
        passed = [bound for bound in bounds.values() if not users < bound]
        there = passed[-1] - count(1, "user")
    return _horizon(name, 0, grown(design, there / users, f"{name}-phase"), turning)


def next_nines(design: Design, turning: Turning) -> tuple[Horizon, ...]:
    """The design with one nine more wanted of each critical journey, one at a time; its title is the journey."""
    found = []
    for journey in design["critical_journeys"] if design["stage"] == "live" else ():
        wanted = Family("journey", {journey: design.get("next_nine", journey)})
        there = design.changed({"journey_availability_wanted": wanted}, horizon=f"{journey}-nine")
        found.append(_horizon(journey, 0, there, turning))
    return tuple(found)


def _horizon(title: str, months: int, there: Design, turning: Turning) -> Horizon:
    then = outcomes(there)
    moved = [(*key, outcome) for key, outcome in then.items() if turning.now.get(key) != outcome]
    return Horizon(title, months, there, turning.told(moved))
