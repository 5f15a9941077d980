"""What the team knows: its skill in the technology, or in the one that it was forked from."""

from __future__ import annotations

from archgen.evaluation.scoring.score import Score
from archgen.evaluation.setting import Setting
from archgen.evaluation.technology import Technology

_WORDS = {"none": "nobody has worked with it", "some": "some experience", "production": "run in production"}


def team(technology: Technology, setting: Setting) -> Score:
    """The better of the own skill and the inherited one; open where nothing was said of either."""
    inherited = _inherited(technology, setting)
    skill = setting.skill(technology)
    if skill is None:
        missing = Score("team", None, f"What the team knows of {technology.name} was not said.")
        return inherited or missing
    own = Score("team", setting.rules.steps["team"][skill], f"The team's skill in {technology.name}: {_WORDS[skill]}.")
    return inherited if inherited and (inherited.value or 0) > (own.value or 0) else own


def _inherited(technology: Technology, setting: Setting) -> Score | None:
    """Skill in what it was forked from counts a step less, and never less than none."""
    steps, lineage = setting.rules.steps["team"], setting.lineage(technology)
    skill = setting.skill(lineage) if lineage else None
    if lineage is None or skill is None:
        return None
    points = max(steps["none"], steps[skill] + steps["lineage"])
    reason = f"{technology.name} was forked from {lineage.name}, where the team's skill is: {_WORDS[skill]}."
    return Score("team", points, reason)
