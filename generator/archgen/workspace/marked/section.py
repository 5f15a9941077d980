"""A section between two marker lines in a file that people own. What stands outside is returned byte for byte."""

from __future__ import annotations

from archgen.problems import Problem, Stop, Where
from archgen.workspace.merging.shape import normal, shape_of

BEGIN = "<!-- archgen:begin (written by archgen: changes between these lines are lost) -->"
END = "<!-- archgen:end -->"
_BEGINS, _ENDS = "<!-- archgen:begin", "<!-- archgen:end"


def put_section(text: str | None, body: str, *, file: str) -> str:
    """The text with `body` between the markers; they are added at the end where there are none yet.

    Stops where the markers do not make one pair: it cannot be told what is archgen's.
    """
    text = text or ""
    wanted = normal(body).strip("\n").split("\n")
    lines = text.split("\n")
    begins = [at for at, line in enumerate(lines) if line.lstrip().startswith(_BEGINS)]
    ends = [at for at, line in enumerate(lines) if line.lstrip().startswith(_ENDS)]
    if not begins and not ends:
        newline = shape_of(text).newline
        gap = "" if not text or text.endswith(newline * 2) else newline if text.endswith(newline) else newline * 2
        return f"{text}{gap}{newline.join((BEGIN, *wanted, END))}{newline}"
    if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
        raise Stop([_unpaired(file, min((*begins, *ends)) + 1)])
    end = "\r" if lines[begins[0]].endswith("\r") else ""
    return "\n".join([*lines[: begins[0] + 1], *(f"{line}{end}" for line in wanted), *lines[ends[0] :]])


def _unpaired(file: str, line: int) -> Problem:
    what = "the marker lines of archgen's section do not make one pair, a beginning before an end."
    hint = "Remove them; the section is then added again at the end."
    return Problem("workspace-markers", Where(file, line), what, hint)
