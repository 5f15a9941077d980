"""Experiments as Chaos Toolkit reads them: a failure row that is caused on purpose, and the targets that must hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote
from typing import Any

from archgen.artifacts.words import sentence
from archgen.blueprint import Blueprint, Failure, holds
from archgen.slo import Objective, read_minutes
from archgen.slo.indicators import Counted
from archgen.slo.promql import number

Data = dict[str, Any]

SPAN, STAGING = "5m", "staging"
MOST_TARGETS = 3
_SLOT = re.compile(r"\$(more|hold|name)\b")
_VARIABLE = re.compile(r"\$\{?([A-Z][A-Z_]+)\b")
_PATIENCE = 2  # an alert must hold for its time before it comes, and is looked at once a while


def experiments(blueprint: Blueprint) -> dict[str, Data]:
    """The experiments of the level that was decided, by the failure that each causes; none where none is."""
    known = blueprint.formats["chaos"]
    names = [level["id"] for level in known["levels"]]
    decided = blueprint.design["chaos_level"]
    if decided not in names:
        return {}
    levels = {level["id"]: level for level in known["levels"][: names.index(decided) + 1]}
    automatic = [each for each in levels.values() if each["id"] not in names[:2]]
    found: dict[str, Data] = {}
    for fault in known["faults"]:
        if fault["level"] in levels and holds(fault.get("when", {}), blueprint.design, ""):
            level = automatic[-1] if automatic else levels[fault["level"]]
            for failure in _caused(fault, blueprint):
                found.setdefault(failure.id, _experiment(failure, fault, level, blueprint))
    return found


def listed(made: Mapping[str, Data], blueprint: Blueprint) -> Data:
    """The experiments by file, with what each causes, where it runs, and who starts it."""
    return {
        "service": blueprint.slug,
        "level": blueprint.design["chaos_level"],
        "variables": {name: _meaning(name, blueprint) for name in _asked(made.values())},
        "experiments": [
            {
                "file": f"chaos/{failure}.yaml",
                "fault": experiment["tags"][1],
                "where": experiment["tags"][3],
                **{key: value for key, value in experiment["extensions"][0].items() if key != "name"},
            }
            for failure, experiment in made.items()
        ],
    }


def _asked(made: Iterable[Data]) -> list[str]:
    return sorted({each["key"] for experiment in made for each in experiment["configuration"].values()})


def _meaning(name: str, blueprint: Blueprint) -> str:
    """What a variable stands for."""
    known = blueprint.formats["chaos"]["variables"]
    return str(known.get(name) or blueprint.variables[name]["says"])


def _caused(fault: Mapping[str, Any], blueprint: Blueprint) -> Iterator[Failure]:
    """Of each part the first failure that the fault causes, if its commands speak to the part as the fault does."""
    parts: dict[str, Failure] = {}
    for row in fault["rows"]:
        for failure in blueprint.failures:
            if failure.row == row and _speaks(failure, fault.get("speaks", "")):
                parts.setdefault(failure.component, failure)
    yield from parts.values()


def _speaks(failure: Failure, program: str) -> bool:
    runs = (command["run"] for commands in failure.commands.values() for command in commands)
    return not program or any(run.startswith(f"{program} ") for run in runs)


def _experiment(failure: Failure, fault: Mapping[str, Any], level: Mapping[str, str], blueprint: Blueprint) -> Data:
    cause, undo = (_filled(fault.get(key, ""), failure) for key in ("cause", "undo"))
    variables = sorted({"METRICS", *_VARIABLE.findall(f"{cause} {undo}")})
    return {
        "version": "1.0.0",
        "title": f"{blueprint.slug}, {failure.component}: {failure.title}",
        "description": _says(failure, level["where"]),
        "tags": [failure.id, fault["fault"], fault["level"], level["where"]],
        "extensions": [
            {
                "name": "archgen",
                "failure": failure.id,
                "runbook": f"../../runbooks/{failure.page}.md#{failure.id}",
                "alert": blueprint.alert_name(failure) if failure.expr else "",
                "run_by": level["run_by"],
            }
        ],
        "configuration": {name.lower(): {"type": "env", "key": name} for name in variables},
        "steady-state-hypothesis": {
            "title": f"{', '.join(failure.journeys[:MOST_TARGETS]) or blueprint.slug}: the targets hold",
            "probes": [_probe(objective) for objective in _targets(failure, blueprint)],
        },
        "method": [_action("cause", cause, hold=_hold(failure))],
        "rollbacks": [_action("undo", undo)] if undo else [],
    }


def _says(failure: Failure, where: str) -> str:
    """What is done, in the words of the drill where it runs as a drill; elsewhere what users may see of it."""
    drilled = sentence(failure.drill) if where == STAGING else ""
    return drilled or f"In {where}. {sentence(failure.user_sees)}"


def _targets(failure: Failure, blueprint: Blueprint) -> list[Objective]:
    """Those that count good requests, of the journeys that the failure touches; the critical ones come first."""
    counted = [one for one in blueprint.objectives if isinstance(one.indicator, Counted)]
    touched = [one for one in counted if one.journey in failure.journeys] or counted
    return sorted(touched, key=lambda one: one.criticality != "critical")[:MOST_TARGETS]


def _probe(objective: Objective) -> Data:
    """Whether the share of bad requests is within the target, as `promtool` prints what Prometheus answers."""
    query = f"({objective.bad(SPAN)}) / ({objective.valid(SPAN)} > 0) <= bool {number(objective.allowed)}"
    return {
        "type": "probe",
        "name": objective.name,
        "tolerance": {"type": "regex", "target": "stdout", "pattern": "=> 1 @"},
        "provider": _shell(f'promtool query instant "$METRICS" {quote(query)}'),
    }


def _action(name: str, command: str, *, hold: int = 0) -> Data:
    """A command of a shell; one that holds goes on in the background, and the experiment waits until it has ended."""
    action: Data = {"type": "action", "name": name, "provider": _shell(command)}
    return action | ({"background": True, "pauses": {"after": hold}} if hold else {})


def _shell(command: str) -> Data:
    return {"type": "process", "path": "sh", "arguments": ["-c", command]}


def _filled(command: str, failure: Failure) -> str:
    words = {
        "more": str(int(failure.threshold.base) + 1) if failure.threshold is not None else "1",
        "hold": str(_hold(failure)),
        "name": failure.component,
    }
    return _SLOT.sub(lambda match: words[match[1]], command)


def _hold(failure: Failure) -> int:
    """Seconds until the alert must have come."""
    return _PATIENCE * 60 * read_minutes(failure.during or "1m")
