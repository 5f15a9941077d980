"""The designed system as a value: components, flows, journeys, data, decisions, failure modes, risks, growth.

Everything that a page or a file for machines says stands here, bound to this system; nothing here knows a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.blueprint.actors import Actor
from archgen.blueprint.candidates import Contests
from archgen.blueprint.constraints import Constraint
from archgen.blueprint.decision import Decided
from archgen.blueprint.deployables import Deployable
from archgen.blueprint.lexicon import Lexicon
from archgen.blueprint.libraries import Libraries
from archgen.blueprint.parts import Component, Entity, Flow, Journey, Neighbour, Objects
from archgen.blueprint.passages import Told
from archgen.blueprint.people import People
from archgen.blueprint.safeguards import Safeguards
from archgen.blueprint.shifts import Shift
from archgen.blueprint.speech import Filled, Speaker
from archgen.blueprint.steps import GrowthStep
from archgen.quantities import Quantity
from archgen.resolver import Design
from archgen.slo import Hours, Objective, camel
from archgen.slo.telemetry import Contract, Snippet
from archgen.slo.telemetry import Row as Alert
from archgen.texts import Text

_VARIABLE = re.compile(r"\$([A-Z][A-Z_]+)\b")


class Mitigation(Struct, frozen=True):
    """One thing to do about a failure: what it does besides, how to take it back, and how long it takes.

    `see` is the procedure that tells it step by step.
    """

    do: Filled
    side_effect: Filled
    undo: Filled
    takes: Quantity | None
    see: str = ""


class Branch(Struct, frozen=True):
    """What was found in the first minutes, and what follows from it."""

    when: Filled
    then: Filled


class Failure(Struct, frozen=True):
    """A failure row bound to a component or neighbour: what users see, what is measured, what to do, how it ends.

    `commands` are in the words of its technology: `diagnose`, `mitigate` and `recovered`, each a list of commands. It
    is answered on the `page` of runbooks of that name, which may be the page of a procedure. `read` are the expressions
    that its alert and its commands ask of Prometheus, `metrics` what these read.
    """

    id: str
    row: str
    title: str
    component: str
    journeys: tuple[str, ...]
    user_sees: Filled
    means: Filled | None
    expr: str
    threshold: Quantity | None
    falls: bool
    during: str
    severity: str
    symptom: Filled | None
    mitigations: tuple[Mitigation, ...]
    branches: tuple[Branch, ...]
    drill: Filled | None
    likelihood: str
    commands: Mapping[str, tuple[Mapping[str, Any], ...]]
    page: str
    procedure: bool
    read: tuple[str, ...]
    metrics: tuple[str, ...]

    @property
    def mitigation(self) -> Filled:
        """The first thing to do, the safest."""
        return self.mitigations[0].do

    @property
    def side_effect(self) -> Filled:
        return self.mitigations[0].side_effect

    @property
    def undo(self) -> Filled:
        return self.mitigations[0].undo

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that its commands name, sorted."""
        runs = "\n".join(command["run"] for commands in self.commands.values() for command in commands)
        return tuple(sorted({*_VARIABLE.findall(runs)}))


class Job(Struct, frozen=True):
    """One job of Prometheus that alerts and runbooks ask: the part that it is of, and who exposes its metrics."""

    name: str
    component: str
    exposed_by: tuple[str, ...]


class Telemetry(Struct, frozen=True):
    """What services owe to monitoring, the load that it makes there, and code in the team's language, if we know it.

    `watch` are the alerts on monitoring itself, `jobs` all that is asked by name, `contained` whether containers are.
    """

    contract: Contract
    series: Quantity
    samples_a_day: Quantity
    snippet: Snippet | None
    code: str
    watch: tuple[Alert, ...] = ()
    jobs: tuple[Job, ...] = ()
    contained: bool = False


class Risk(Struct, frozen=True):
    """Something that may go wrong, how likely, how bad, how it shows early, and who answers how.

    `part` is the one that fails; none where a person, a vendor, money or time is the risk.
    """

    id: str
    family: str
    title: Filled
    likelihood: str
    harm: str
    signal: Filled | None
    owner: str
    answer: Filled
    link: str
    part: str = ""


class Challenge(Struct, frozen=True):
    """A contradiction between answers, its arithmetic, at least two ways out, and what the design uses meanwhile."""

    id: str
    title: str
    severity: str
    says: Filled
    arithmetic: tuple[Quantity, ...]
    ways: tuple[Way, ...]
    meanwhile: Filled | None


class Way(Struct, frozen=True):
    """A way out of a challenge: a patch of the brief, what it means, and whether it is the recommended one."""

    patch: Mapping[str, str]
    says: Filled
    recommended: bool


class Assumed(Struct, frozen=True):
    """A value that nobody gave: why this value, and what changes if it is off by two."""

    id: str
    path: str
    value: Quantity | Text | str
    ground: str
    where: str
    halved: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def influence(self) -> int:
        return len(self.halved) + len(self.doubled)


class Horizon(Struct, frozen=True):
    """The design at a later month of the declared growth."""

    title: str
    months: int
    design: Design
    changed: tuple[Shift, ...]

    @property
    def named(self) -> tuple[Shift, ...]:
        """The decisions that turn and whose outcomes have titles."""
        return tuple(shift for shift in self.changed if shift.named)


class ToDo(Struct, frozen=True):
    """Something that only the team can supply; it has an id and an owner and is counted, never invented."""

    id: str
    what: str
    owner: str
    where: str


class Blueprint(Struct, frozen=True):
    """One designed system; `speaker` speaks of it in the sentences of the knowledge base.

    `formats` are fixed parts of files for machines by the name of the format, whose descriptions are such sentences.
    """

    slug: str
    site: str
    name: Text
    purpose: Text | None
    audience: Text | None
    why_now: Text | None
    goals: tuple[Text, ...]
    non_goals: tuple[tuple[Text, Text | None], ...]
    constraints: tuple[Constraint, ...]
    design: Design
    speaker: Speaker
    actors: tuple[Actor, ...]
    components: tuple[Component, ...]
    neighbours: tuple[Neighbour, ...]
    journeys: tuple[Journey, ...]
    flows: tuple[Flow, ...]
    wires: tuple[Flow, ...]
    entities: tuple[Entity, ...]
    objects: tuple[Objects, ...]
    decisions: tuple[Decided, ...]
    contests: Contests
    objectives: tuple[Objective, ...]
    paged_within: Hours | None
    failures: tuple[Failure, ...]
    risks: tuple[Risk, ...]
    safeguards: Safeguards
    people: People
    deployables: tuple[Deployable, ...]
    passages: Mapping[str, Told]
    libraries: Libraries
    challenges: tuple[Challenge, ...]
    compared: tuple[str, ...]
    assumptions: tuple[Assumed, ...]
    horizons: tuple[Horizon, ...]
    next_phase: Horizon | None
    near_phases: tuple[Horizon, ...]
    nines: tuple[Horizon, ...]
    steps: tuple[GrowthStep, ...]
    todos: tuple[ToDo, ...]
    driver: Assumed | None
    variables: Mapping[str, Mapping[str, str]]
    runs: Mapping[str, str]
    store_runs: Mapping[str, Any]
    telemetry: Telemetry
    lexicon: Lexicon
    formats: Mapping[str, Any]

    @property
    def has_broker(self) -> bool:
        """Whether a broker carries its messages; a table of jobs is none."""
        return self.design["broker"] in ("managed-queue", "own-queue", "managed-log", "own-log")

    @property
    def later(self) -> tuple[Horizon, ...]:
        """Every horizon that is told: months, factors, phases that are next or near, and a nine more that turns."""
        following = (self.next_phase,) if self.next_phase else ()
        return (*self.horizons, *following, *self.near_phases, *(nine for nine in self.nines if nine.changed))

    def turning_until(self, months: int) -> tuple[tuple[Horizon, tuple[Shift, ...]], ...]:
        """The later months up to then at which something turns that has not before, with what does."""
        near = [horizon for horizon in self.horizons if 0 < horizon.months <= months]
        return tuple((horizon, fresh) for horizon, fresh in _fresh(near) if fresh)

    @property
    def turning_beyond(self) -> tuple[tuple[Horizon, tuple[Shift, ...]], ...]:
        """The next phase and the larger loads, each with what turns there and not before."""
        following = [self.next_phase] if self.next_phase else []
        return tuple(_fresh([*following, *(horizon for horizon in self.horizons if not horizon.months)]))

    def alert_name(self, failure: Failure) -> str:
        """The name of a failure's alert: `ParleyPoolExhaustedPrimaryStore`."""
        return camel(f"{self.slug}-{failure.id}")

    def component(self, role: str) -> Component | None:
        return next((component for component in self.components if component.id == role), None)

    def decision(self, name: str) -> Decided | None:
        return next((decision for decision in self.decisions if decision.id == name), None)

    def decision_of(self, shift: Shift) -> Decided:
        """The decision that turns, as it is today; for several subjects that turn alike, that of the first."""
        subject = shift.subjects[0] if shift.subjects else ""
        return next(each for each in self.decisions if (each.id, each.subject) == (shift.decision, subject))

    def kept_in(self, part: str) -> tuple[str, ...]:
        """The entities or kinds of files that rest in a part, as far as somebody said so."""
        if part == "primary-store":
            return tuple(entity.id for entity in self.entities)
        if part == "object-store":
            return tuple(files.id for files in self.objects)
        if part != "cache":
            return ()
        return tuple(dict.fromkeys(kept for flow in self.wires if flow.target == part for kept in flow.carries))


def _fresh(horizons: Iterable[Horizon]) -> Iterator[tuple[Horizon, tuple[Shift, ...]]]:
    """Each horizon with what turns there and at none before it."""
    seen: set[Shift] = set()
    for horizon in horizons:
        yield horizon, tuple(shift for shift in horizon.named if shift not in seen)
        seen.update(horizon.named)
