"""The design at later months of the declared growth, and which decisions turn out otherwise there."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.blueprint.blueprint import Horizon
from archgen.blueprint.decided import decisions
from archgen.blueprint.speech import Speaker
from archgen.decisions import Table
from archgen.quantities import count
from archgen.resolver import Design
from archgen.resolver.analysis import at_month, grown
from archgen.resolver.flips import outcomes

MONTHS = (6, 12, 24, 36)
FACTORS = (10, 100)


def horizons(design: Design, tables: Sequence[Table], speaker: Speaker) -> tuple[Horizon, ...]:
    """Each later month, then ten and a hundred times today's load: tables of what breaks, not of what is provided."""
    later = [(f"{months}m", months, at_month(design, months)) for months in MONTHS]
    larger = [(f"x{factor}", 0, grown(design, count(factor, "x"), f"x{factor}")) for factor in FACTORS]
    return tuple(_horizon(title, months, there, design, tables, speaker) for title, months, there in (*later, *larger))


def _horizon(
    title: str, months: int, there: Design, design: Design, tables: Sequence[Table], speaker: Speaker
) -> Horizon:
    now, then = outcomes(design), outcomes(there)
    moved = {name for (name, _), outcome in then.items() if now.get((name, _)) != outcome}
    told = Speaker(there, speaker.titles, speaker.names)
    changed = decisions(there, [table for table in tables if table.name in moved], told, (), {})
    return Horizon(title, months, there, changed)
