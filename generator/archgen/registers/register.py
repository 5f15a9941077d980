"""The register over all incidents, written anew from their pages between two marker lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archgen.markdown import row_of
from archgen.registers.reading import Incident
from archgen.registers.tables import cell, head
from archgen.registers.times import lasted


def register(incidents: Iterable[tuple[str, Incident]]) -> str:
    """The table of all incidents, each with the file that tells it; the newest first."""
    found = sorted(incidents, key=lambda pair: pair[0], reverse=True)
    lines = [_sum([incident for _, incident in found]), ""]
    lines += head(("Began", "Incident", "Severity", "Journeys", "Recovered in", "State", "Still to do"))
    lines += [row_of(_cells(file, incident)) for file, incident in found]
    return "\n".join(lines)


def _sum(incidents: Sequence[Incident]) -> str:
    still = sum(1 for incident in incidents if incident.state != "closed")
    times = [incident.recovery for incident in incidents if incident.recovery is not None]
    mean = f"; recovered in {lasted(round(sum(times) / len(times)))} on the mean" if times else ""
    return f"**{len(incidents)} incident{'s' if len(incidents) != 1 else ''}, {still} of them open{mean}.**"


def _cells(file: str, incident: Incident) -> tuple[str, ...]:
    recovery = incident.recovery
    open_ones = ((len(incident.open_actions), "action"), (incident.open_whys, "why"))
    to_do = [f"{count} {what}{'s' if count > 1 else ''}" for count, what in open_ones if count]
    if incident.state == "closed" and not incident.reviewed:
        to_do.append("review")
    title = incident.title.replace("[", "\\[").replace("]", "\\]")
    return (
        incident.facts.get("Began", ""),
        f"[{cell(title)}]({file})",
        incident.severity,
        incident.facts.get("Journeys", ""),
        lasted(recovery) if recovery is not None else "",
        incident.state,
        ", ".join(to_do),
    )
