"""Failure rows as the knowledge base states them: read, and refused with every problem that is found.

A file of `knowledge/failures/` holds a list of rows under `failures`. This file knows rows, not designs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.blueprint.layers import laid
from archgen.decisions import Sheet
from archgen.problems import Problem, Where, stop_if
from archgen.sentences import parse, slots_of, stray_braces

LIKELIHOODS = ("likely", "possible", "rare")
SEVERITIES = ("page", "ticket")
DEPENDENCY = "dependency"
WORDS = frozenset({"component", "role", "journeys", "technology", "dependency", "store"})
STAGES = ("diagnose", "mitigate", "recovered")
CLOUDS = ("aws-", "gcp-", "azure-")

_NEEDED = ("failure", "title", "role", "likelihood", "user_sees", "mitigate", "drill", "sources", "commands")
_KEYS = frozenset(
    {*_NEEDED, "means", "detect", "branches", "archetypes", "on", "early", "hard", "once", "machines", "runbook"}
)
_DETECT = frozenset({"alert", "expr", "threshold", "for", "severity", "symptom"})
_MITIGATE = frozenset({"do", "side_effect", "undo", "takes", "see"})
PROCEDURES = ("rollback", "restore", "failover", "load-shedding", "keys")
_COMMAND = frozenset({"run", "good", "bad", "below", "above", "is", "shows", "does"})
ASKED = re.compile(r"promtool query instant \"\$METRICS\" '([^']+)'")
VERB = re.compile(r"^@(\w+)( worker)?$", re.MULTILINE)
# A metric whose labels, if it is given any, name neither a job nor a container.
_SELECTED = re.compile(r"\b[a-z][a-z0-9]*_[a-z0-9_]+\b(?=\[|\s*[-+*/)]|\s*$|\s+offset|\{(?![^}]*\b(?:job|container)=))")
_EXPR_SLOT = re.compile(r"\$(\w+)")


class Names(Struct, frozen=True):
    """What a row may name: roles, archetypes, technologies, numbers, facts for slots, sources, alerts, verbs.

    `of_dependency` are numbers of which each dependency has its own. `seen` are the verbs of which every platform says
    what they show.
    """

    roles: Collection[str]
    archetypes: Collection[str]
    technologies: Collection[str]
    numbers: Collection[str]
    of_dependency: Collection[str]
    slots: Collection[str]
    sources: Collection[str]
    alerts: Collection[str]
    verbs: Collection[str]
    seen: Collection[str]

    def numbers_of(self, row: Row) -> frozenset[str]:
        """The numbers that a row may compare with."""
        return frozenset({*self.numbers, *(self.of_dependency if DEPENDENCY in row.roles else ())})


class Row(Struct, frozen=True):
    """One way in which a role fails. `on` are the technologies that it is bound to, all if none is named.

    A prototype gets `early` rows only, a neighbour that journeys go on without no `hard` ones; one that says `once` is
    bound to the first of its roles that is there, one of `machines` to parts whose machines the team sees. `runbook`
    names the procedure that answers it.
    """

    id: str
    title: str
    roles: tuple[str, ...]
    likelihood: str
    user_sees: str
    means: str
    detect: Mapping[str, Any]
    mitigations: tuple[Mapping[str, str], ...]
    branches: tuple[Mapping[str, str], ...]
    drill: str
    sources: tuple[str, ...]
    archetypes: tuple[str, ...]
    on: tuple[str, ...]
    commands: Mapping[str, Mapping[str, tuple[Mapping[str, Any], ...]]]
    early: bool
    hard: bool
    once: bool
    machines: bool
    runbook: str

    @property
    def alerts(self) -> tuple[str, ...]:
        """The component alerts that stand for its detection, one a technology."""
        return many(self.detect.get("alert"))

    @property
    def thresholds(self) -> Mapping[str, str]:
        """The quantity that each technology's expression is compared with; `any` where all share one."""
        told = self.detect.get("threshold", {})
        return told if isinstance(told, Mapping) else {"any": told}

    @property
    def sentences(self) -> Iterator[str]:
        """Every sentence of the row that a page prints."""
        yield from (self.user_sees, self.means, self.drill, str(self.detect.get("symptom", "")))
        yield from (text for step in self.mitigations for key, text in step.items() if key not in ("takes", "see"))
        yield from (text for branch in self.branches for text in branch.values())


def failure_rows(sheets: Iterable[Sheet], names: Names) -> dict[str, Row]:
    """The rows of all files by id, in their order; raises `Stop` with every problem."""
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    for row_id, piece in laid((sheet.top for sheet in sheets), "failures", "failure", problems, kind="failure").items():
        shape = list(_misshapen(piece.data, piece.where))
        problems += shape
        if not shape:
            rows[row_id] = _row(piece.data)
            problems += _wrong(rows[row_id], piece.where, names)
    stop_if(problems)
    return rows


def many(value: Any) -> tuple[Any, ...]:
    """The value as a tuple: nothing, one thing, or a list of them."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _row(entry: Mapping[str, Any]) -> Row:
    commands = {
        technology.strip(): {stage: many(told.get(stage)) for stage in STAGES}
        for together, told in entry["commands"].items()
        for technology in together.split(",")
    }
    return Row(
        id=entry["failure"],
        title=entry["title"],
        roles=many(entry["role"]),
        likelihood=entry["likelihood"],
        user_sees=entry["user_sees"],
        means=entry.get("means", ""),
        detect=entry.get("detect", {}),
        mitigations=many(entry["mitigate"]),
        branches=many(entry.get("branches")),
        drill=entry["drill"],
        sources=many(entry["sources"]),
        archetypes=many(entry.get("archetypes")),
        on=many(entry.get("on")),
        commands=commands,
        early=bool(entry.get("early", False)),
        hard=bool(entry.get("hard", False)),
        once=bool(entry.get("once", False)),
        machines=bool(entry.get("machines", False)),
        runbook=entry.get("runbook", ""),
    )


def _misshapen(entry: Mapping[str, Any], where: Where) -> Iterator[Problem]:
    """What keeps a row from being read at all: keys that are unknown or missing."""
    name = entry.get("failure", "a row without a name")
    for key in sorted(set(entry) - _KEYS):
        yield _problem(
            "unknown-key",
            where,
            f"{name}: '{key}' is no key of a failure row.",
            f"It takes: {', '.join(sorted(_KEYS))}.",
        )
    for key in _NEEDED:
        if not entry.get(key):
            yield _problem("missing", where, f"{name}: '{key}' is missing.", "Every row says it.")
    for step in many(entry.get("mitigate")):
        if set(step) - _MITIGATE or not {"do", "side_effect", "undo"} <= set(step):
            yield _problem(
                "mitigation",
                where,
                f"{name}: a mitigation says 'do', 'side_effect' and 'undo'.",
                "It may say 'takes' and 'see'.",
            )
        if step.get("see", "keys") not in PROCEDURES:
            what = f"{name}: '{step['see']}' is no procedure."
            yield _problem("mitigation", where, what, f"One of {', '.join(PROCEDURES)}.")
    for branch in many(entry.get("branches")):
        if set(branch) != {"when", "then"}:
            yield _problem("branch", where, f"{name}: a branch says 'when' and 'then'.", "Nothing else.")


def _wrong(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    """What a well-formed row names that does not exist, or says that no row may."""
    if row.likelihood not in LIKELIHOODS:
        yield _problem(
            "likelihood", where, f"{row.id}: '{row.likelihood}' is no likelihood.", f"One of {', '.join(LIKELIHOODS)}."
        )
    yield from _unknown(row, where, names)
    yield from _detection(row, where, names)
    yield from _spoken(row, where, names)
    yield from _commands(row, where, names)


def _unknown(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    takes = [step["takes"] for step in row.mitigations if "takes" in step]
    for kind, told, among in (
        ("role", row.roles, {*names.roles, DEPENDENCY}),
        ("archetype", row.archetypes, names.archetypes),
        ("technology", (*row.on, *row.commands), {*names.technologies, *names.roles, "any"}),
        ("source", row.sources, names.sources),
        ("number", takes, names.numbers),
        ("component alert", row.alerts, names.alerts),
    ):
        for name in told:
            if name not in among:
                yield _problem(
                    "unknown-name", where, f"{row.id}: '{name}' is no {kind}.", "Check its spelling, or add it first."
                )


def _detection(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    for key in sorted(set(row.detect) - _DETECT):
        yield _problem(
            "unknown-key",
            where,
            f"{row.id}: '{key}' is no key of 'detect'.",
            f"It takes: {', '.join(sorted(_DETECT))}.",
        )
    if not row.detect:
        return
    severity, thresholds = row.detect.get("severity", "ticket"), row.thresholds.values()
    for threshold in (name for name in thresholds if name not in names.numbers_of(row)):
        yield _problem(
            "threshold",
            where,
            f"{row.id}: '{threshold}' is no number of a design.",
            "A threshold is a figure or a fact, so that its source is known.",
        )
    if severity not in SEVERITIES:
        yield _problem("severity", where, f"{row.id}: '{severity}' is no severity.", f"One of {', '.join(SEVERITIES)}.")
    if severity == "page" and not row.detect.get("symptom"):
        yield _problem(
            "page",
            where,
            f"{row.id}: it pages without a symptom.",
            "Say in 'symptom' why no objective tells it in time, or make it a ticket.",
        )
    for expr in expressions(row):
        used = set(_EXPR_SLOT.findall(expr))
        if used - {"job", "service", "threshold", "dependency"} or ("threshold" in used and not thresholds):
            yield _problem(
                "expression",
                where,
                f"{row.id}: '{expr}' has a slot that nothing fills.",
                "Known are $job, $service, $dependency and, with a threshold, $threshold.",
            )


def expressions(row: Row) -> tuple[str, ...]:
    """The expressions that the row itself holds, of all technologies."""
    told = row.detect.get("expr", ())
    return tuple(told.values()) if isinstance(told, Mapping) else many(told)


def _spoken(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    for sentence in filter(None, row.sentences):
        wrong = [slot for slot in slots_of(sentence) if slot.partition("[")[0] not in {*WORDS, *names.slots}]
        if wrong or stray_braces(sentence):
            yield _problem(
                "slot",
                where,
                f"{row.id}: '{sentence}' has a slot that nothing fills: {', '.join(wrong) or 'a brace'}.",
                "Name a fact, or a word such as component and journeys.",
            )
        if any(char.isdigit() for part in parse(sentence).parts if isinstance(part, str) for char in part):
            yield _problem(
                "digits", where, f"{row.id}: '{sentence}' holds a number.", "Numbers come by slots, with their source."
            )
    if not slots_of(row.user_sees):
        yield _problem(
            "general",
            where,
            f"{row.id}: what users see names nothing of the system.",
            "Use a slot, such as {journeys}.",
        )


def _commands(row: Row, where: Where, names: Names) -> Iterator[Problem]:
    for technology, stages in row.commands.items():
        for stage, command in ((stage, command) for stage, commands in stages.items() for command in commands):
            if set(command) - _COMMAND or not command.get("run"):
                yield _problem(
                    "command",
                    where,
                    f"{row.id}, {technology}: a command says 'run' and how to read it.",
                    f"It takes: {', '.join(sorted(_COMMAND))}.",
                )
            if command.get("does", 1) not in range(1, len(row.mitigations) + 1):
                yield _problem(
                    "command",
                    where,
                    f"{row.id}, {technology}: a command does step {command['does']}, which is not there.",
                    "Count the steps under 'mitigate', the first one is 1.",
                )
            told = command.get("good") and command.get("bad")
            if stage == "diagnose" and not told and str(command.get("run")).removeprefix("@") not in names.seen:
                yield _problem(
                    "command",
                    where,
                    f"{row.id}, {technology}: a diagnosis without a sample of a good and a bad output.",
                    "Add 'good' and 'bad'.",
                )
            for bound in (command[key] for key in ("below", "above") if key in command):
                if bound not in names.numbers_of(row):
                    yield _problem(
                        "threshold",
                        where,
                        f"{row.id}, {technology}: '{bound}' is no number of a design.",
                        "Recovery is proved by a figure or a fact.",
                    )
        for query in (asked for told in stages.values() for command in told for asked in ASKED.findall(command["run"])):
            if _SELECTED.search(query):
                yield _problem(
                    "job",
                    where,
                    f"{row.id}, {technology}: '{query}' reads a metric of every job.",
                    'Name the job that exposes it, such as http_requests_total{job="$job"}.',
                )
        for verb in VERB.findall("\n".join(command["run"] for told in stages.values() for command in told)):
            if verb[0] not in names.verbs:
                yield _problem(
                    "verb",
                    where,
                    f"{row.id}, {technology}: '@{verb[0]}' is done on no platform.",
                    "See knowledge/commands.yaml.",
                )
        for stage in () if technology.startswith(CLOUDS) or technology in names.roles else STAGES:
            if not stages[stage]:
                yield _problem(
                    "command",
                    where,
                    f"{row.id}, {technology}: no command to {stage}.",
                    "Each technology says all three; a cloud's offer and a role say what differs.",
                )


def _problem(code: str, where: Where, what: str, hint: str) -> Problem:
    return Problem(f"failure-{code}", where, what, hint)


def by_role(rows: Iterable[Row], role: str) -> Iterator[Row]:
    """The rows of one role."""
    return (row for row in rows if role in row.roles)
