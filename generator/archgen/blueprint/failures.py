"""Failure rows bound to the components and neighbours of this design: the line, the alert, the runbook and the risk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.blueprint import Branch, Failure, Mitigation
from archgen.blueprint.failure_rows import ASKED, DEPENDENCY, STAGES, VERB, Row, by_role
from archgen.blueprint.objectives import PAGED
from archgen.blueprint.parts import Component, Neighbour, Technology
from archgen.blueprint.speech import Speaker
from archgen.quantities import Quantity
from archgen.resolver import Design
from archgen.slo.telemetry import Row as Alert

NAMED = 3
STORE = "primary-store"
POOLER = "pooler"
SMALL = ("prototype", "foundation")
OWN_PAGE = ("api", STORE)
LATER = ("queue", "event-log", "worker", "scheduler")
WITHIN = ("queue", "search", "event-log", "time-series-store")
MACHINES = ("kubernetes", "compose")
TRAITS = frozenset({"http", "process", "public", "node", "exporter"})
_METRIC = re.compile(r"\b[a-z][a-z0-9]*_[a-z0-9_]+\b(?!\s*\()")
_QUOTED = re.compile(r'"[^"]*"')
_LABELS = re.compile(r"\{[^}]*\}|\b(?:by|on|ignoring|without|group_left|group_right)\s*\([^)]*\)")


class Binding(Struct, frozen=True):
    """What rows are bound with: the rows, the component alerts by id, and the data of `knowledge/commands.yaml`."""

    rows: Mapping[str, Row]
    alerts: Mapping[str, Alert]
    commands: Mapping[str, Any]

    @property
    def alike(self) -> Mapping[str, str]:
        """Which technologies are spoken to like another."""
        return self.commands["alike"]  # type: ignore[no-any-return]

    @property
    def behind(self) -> Mapping[str, str]:
        """Whose journeys a role harms that no path names."""
        return self.commands["behind"]  # type: ignore[no-any-return]

    @property
    def variables(self) -> Mapping[str, Mapping[str, str]]:
        """What the names in commands stand for, and who knows it."""
        return self.commands["variables"]  # type: ignore[no-any-return]

    def platform(self, design: Design) -> str:
        """What runs the deployables of a design, by its decision and, where that matters, its cloud."""
        told = self.commands["runs"][design["orchestration"]]
        return str(told) if isinstance(told, str) else str(told.get(design["cloud"], told["none"]))

    def store(self, design: Design) -> Mapping[str, Any]:
        """The steps of procedures in the words of the primary store; empty for an engine that nobody wrote them for."""
        name = design["technology"][STORE]
        return self.commands["stores"].get(self.alike.get(name, name), {})  # type: ignore[no-any-return]

    def verbs(self, design: Design) -> Mapping[str, str]:
        """What is done to a deployable, in the words of what runs it."""
        return self.commands["platforms"][self.platform(design)]  # type: ignore[no-any-return]

    def seen(self, design: Design) -> Mapping[str, Mapping[str, str]]:
        """What a verb shows when all is well and when it is not, by what runs the deployables."""
        return self.commands["seen"][self.platform(design)]  # type: ignore[no-any-return]


class _Part(Struct, frozen=True):
    """What a row is bound to: a component, or a neighbour in the role of a dependency.

    `machines` says whether it stands on machines that the team sees; a cloud shows none of its own. `store` is where
    its data goes first.
    """

    id: str
    role: str
    title: str
    technology: Technology | None
    journeys: tuple[str, ...]
    spoken: tuple[str, ...] = ()
    machines: bool = True
    hard: bool = True
    within_store: bool = False
    store: str = ""


def failures(
    components: Sequence[Component],
    neighbours: Sequence[Neighbour],
    binding: Binding,
    speaker: Speaker,
    *,
    archetypes: Iterable[str],
    slug: str,
) -> tuple[Failure, ...]:
    """Every row bound to every part of its role, those that harm critical journeys first, then the likely ones.

    What its commands ask of Prometheus is asked of the jobs of the system `slug` alone.
    """
    kinds = frozenset(archetypes)
    own = (_of_component(one, components, binding, speaker.design) for one in components)
    parts = [*own, *map(_of_neighbour, neighbours)]
    bound = [
        failure
        for part in parts
        for row in by_role(binding.rows.values(), part.role)
        if _applies(row, part, speaker, kinds)
        and _takes(row, part, parts)
        and (failure := _bound(row, part, binding, speaker, slug))
    ]
    critical = set(speaker.design["critical_journeys"])
    ranks = {"likely": 0, "possible": 1, "rare": 2}
    return tuple(sorted(bound, key=lambda one: (not critical.intersection(one.journeys), ranks[one.likelihood])))


def named_journeys(journeys: Sequence[str], critical: Iterable[str]) -> tuple[str, ...]:
    """The journeys as a sentence names them: up to three, else two, the critical ones first, and 'others'."""
    if len(journeys) <= NAMED:
        return tuple(journeys)
    first = set(critical)
    return (*sorted(journeys, key=lambda journey: journey not in first)[: NAMED - 1], "others")


def _of_component(component: Component, components: Sequence[Component], binding: Binding, design: Design) -> _Part:
    journeys = _harmed(component.id, {one.id: one for one in components}, binding.behind, design)
    spoken = _spoken(component, binding)
    store = tuple(name for other in components if other.id == STORE for name in _spoken(other, binding))
    platform = binding.platform(design)
    if component.kind == "tier":
        spoken += (platform, *(("container",) if platform == "kubernetes" else ()), *store)
    elif component.id == POOLER:
        spoken += store
    return _Part(
        component.id,
        component.id,
        f"the {component.title}",
        component.technology,
        journeys,
        (*(_named(component.offer, binding) if component.offer else ()), *spoken, component.id),
        machines=platform in MACHINES if component.kind == "tier" else not _of_the_cloud(component),
        within_store=component.id in WITHIN and spoken[:1] == store[:1],
        store=_store_behind(component.id, components, design),
    )


def _store_behind(role: str, components: Sequence[Component], design: Design) -> str:
    """What keeps or carries the data of a role: the first that its steps go to, else the primary store."""
    keeping = {one.id: one.title for one in components if one.kind in ("store", "carrier")}
    reached = [
        step.role for step in design["paths"].steps if step.source == role and step.hard and step.role in keeping
    ]
    return f"the {keeping[STORE if STORE in reached or not reached else reached[0]]}"


def _of_the_cloud(component: Component) -> bool:
    return component.offer is not None or (component.technology is not None and component.technology.managed)


def _harmed(
    role: str, components: Mapping[str, Component], behind: Mapping[str, str], design: Design
) -> tuple[str, ...]:
    """The journeys that fail or suffer without a role; of one that no path names, those of the role behind it."""
    found = components.get(role)
    if found and (found.journeys or found.touched):
        return found.journeys or found.touched
    if role in LATER and design["later_journeys"]:
        return tuple(design["later_journeys"])
    return _harmed(behind[role], components, behind, design) if role in behind else ()


def _of_neighbour(neighbour: Neighbour) -> _Part:
    journeys = neighbour.hard or neighbour.soft
    return _Part(neighbour.id, DEPENDENCY, neighbour.id, None, journeys, hard=bool(neighbour.hard))


def _applies(row: Row, part: _Part, speaker: Speaker, archetypes: frozenset[str]) -> bool:
    """Whether the row speaks of this kind of system, at this stage, made of this technology."""
    if row.archetypes and not archetypes.intersection(row.archetypes):
        return False
    if speaker.design["depth"] == "prototype" and not row.early:
        return False
    if (
        (row.hard and not part.hard)
        or (row.machines and not part.machines)
        or (part.within_store and STORE in row.roles)
    ):
        return False
    return not row.on or bool({*row.on} & {*part.spoken})


def _takes(row: Row, part: _Part, parts: Sequence[_Part]) -> bool:
    """Whether the row is bound to this part too, or only to the first of its roles that is there."""
    present = {one.role for one in parts}
    return not row.once or part.role == next(role for role in row.roles if role in present)


def _bound(row: Row, part: _Part, binding: Binding, speaker: Speaker, slug: str) -> Failure | None:
    critical = speaker.design["critical_journeys"]
    told = speaker.about(
        component=part.title,
        role=part.role,
        dependency=part.id,
        journeys=named_journeys(part.journeys, critical) or None,
        technology=part.technology.name if part.technology else part.title,
        store=part.store,
    )
    user_sees = told.say(row.user_sees)
    mitigations = tuple(_mitigations(row, told))
    if not user_sees or not mitigations:
        return None
    expr, threshold = _detection(row, part, binding, told)
    commands = _commands(row, part, binding, speaker.design, slug)
    read = tuple(filter(None, (expr, *_asked(commands))))
    return Failure(
        id=f"{row.id}-{part.id}",
        row=row.id,
        title=row.title,
        component=part.id,
        journeys=part.journeys,
        user_sees=user_sees,
        means=told.say(row.means),
        expr=expr,
        threshold=threshold,
        falls="< $threshold" in expr,
        during=str(row.detect.get("for", "")) if expr else "",
        severity=_severity(row, speaker),
        symptom=told.say(str(row.detect.get("symptom", ""))),
        mitigations=mitigations,
        branches=tuple(_branches(row, told)),
        drill=told.say(row.drill),
        likelihood=row.likelihood,
        commands=commands,
        page=row.runbook or _page(part, speaker.design["depth"]),
        procedure=bool(row.runbook),
        read=read,
        metrics=tuple(dict.fromkeys(name for told in read for name in metrics_of(told))),
    )


def _mitigations(row: Row, told: Speaker) -> Iterator[Mitigation]:
    for step in row.mitigations:
        do, side_effect, undo = (told.say(step[key]) for key in ("do", "side_effect", "undo"))
        if do and side_effect and undo:
            yield Mitigation(do, side_effect, undo, _number(step.get("takes", ""), told), step.get("see", ""))


def _branches(row: Row, told: Speaker) -> Iterator[Branch]:
    for branch in row.branches:
        when, then = told.say(branch["when"]), told.say(branch["then"])
        if when and then:
            yield Branch(when, then)


def _page(part: _Part, depth: str) -> str:
    """A page for each part; in a small set of documents the parts that seldom fail share one."""
    if part.role == DEPENDENCY:
        return "dependencies"
    return part.id if depth not in SMALL or part.id in OWN_PAGE else "other-parts"


def _severity(row: Row, speaker: Speaker) -> str:
    """Nobody is woken for a part where no objective wakes anybody either."""
    woken = {*PAGED} & {*speaker.design["alert_route"].values()}
    return str(row.detect.get("severity", "ticket")) if woken else "ticket"


def _detection(row: Row, part: _Part, binding: Binding, speaker: Speaker) -> tuple[str, Quantity | None]:
    """The expression for this technology and its threshold: the row's own, or that of a component alert."""
    told: Any = row.detect.get("expr", {})
    written = told if isinstance(told, Mapping) else {"any": told}
    expr = next((str(written[name]) for name in (*part.spoken, "any") if name in written), "")
    for alert in (binding.alerts[name] for name in row.alerts):
        traits = TRAITS if part.machines else TRAITS - {"node"}
        if not expr and {*alert.on} & {*part.spoken, *traits}:
            expr = alert.expr
    limit = next((row.thresholds[name] for name in (*part.spoken, "any") if name in row.thresholds), "")
    return expr, _number(_of_part(limit, part, speaker.design), speaker) if expr else None


def metrics_of(expr: str) -> list[str]:
    """The metrics that an expression reads, in its order."""
    return _METRIC.findall(_LABELS.sub("", _QUOTED.sub("", expr)))


def _asked(commands: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """What the commands ask of Prometheus."""
    for command in (command for told in commands.values() for command in told):
        yield from ASKED.findall(command["run"])


def _commands(
    row: Row, part: _Part, binding: Binding, design: Design, slug: str
) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    """The commands for the part's technology or role, the special before the general; without any a to-do."""
    told = [row.commands[name] for name in (*part.spoken, "any") if name in row.commands]
    found = {stage: next((one[stage] for one in told if one[stage]), ()) for stage in STAGES} if told else {}
    of = "worker" if part.role == "worker" else None
    verbs = {verb: _done(run, of) for verb, run in binding.verbs(design).items()}
    seen = binding.seen(design)
    return {
        stage: tuple(
            {
                **seen.get(command["run"].removeprefix("@"), {}),
                **command,
                **{key: _of_part(command[key], part, design) for key in ("below", "above") if key in command},
                "run": _of_job(spelled(command["run"], verbs), part, slug),
            }
            for command in commands
        )
        for stage, commands in found.items()
    }


def spelled(run: str, verbs: Mapping[str, str]) -> str:
    """A command with `@restart` or `@restart worker` written out as it is done here."""
    return VERB.sub(lambda told: _done(verbs[told[1]], told[2]), run)


def _of_job(run: str, part: _Part, slug: str) -> str:
    """A command whose `$job`, `$service` and `$dependency` are those of one part; a shell's own are upper case."""
    told = run.replace("$job", f"{slug}-{part.id}").replace("$service", slug)
    return told.replace("$dependency", part.id)


def _done(command: str, of: str | None) -> str:
    return command.replace("$DEPLOYMENT", "$WORKER") if of else command


def _spoken(component: Component, binding: Binding) -> tuple[str, ...]:
    """The technology's own id, then the one whose commands and metrics it shares."""
    return _named(component.technology, binding) if component.technology else ()


def _named(technology: Technology, binding: Binding) -> tuple[str, ...]:
    name = technology.id
    return (name, binding.alike[name]) if name in binding.alike else (name,)


def _of_part(name: str, part: _Part, design: Design) -> str:
    """The number's id in the ledger: each neighbour has its own of what is told by dependency."""
    own = f"{name}[{part.id}]"
    return own if own in design.ledger else name


def _number(name: str, speaker: Speaker) -> Quantity | None:
    found = speaker.design.ledger.get(name)
    return found if isinstance(found, Quantity) else None
