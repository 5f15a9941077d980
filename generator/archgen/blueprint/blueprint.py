"""The designed system as a value: components, flows, journeys, data, decisions, failure modes, risks, growth.

Everything that a page or a file for machines says stands here, bound to this system; nothing here knows a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archgen.blueprint.lexicon import Lexicon
from archgen.blueprint.speech import Filled, Speaker
from archgen.quantities import Quantity
from archgen.resolver import Design
from archgen.slo import Hours, Objective, camel
from archgen.slo.telemetry import Contract, Snippet
from archgen.slo.telemetry import Row as Alert
from archgen.texts import Text

_VARIABLE = re.compile(r"\$([A-Z][A-Z_]+)\b")

if TYPE_CHECKING:
    from archgen.blueprint.libraries import Libraries
    from archgen.blueprint.passages import Told
    from archgen.blueprint.people import People
    from archgen.blueprint.safeguards import Safeguards
    from archgen.blueprint.shifts import Shift
    from archgen.blueprint.steps import GrowthStep


@dataclass(frozen=True, slots=True)
class Technology:
    """What fills a role: its name, and the dates that decide how long it may."""

    id: str
    name: str
    cycle: str = ""
    support_ends: str = ""
    managed: bool = False
    licence: str = ""
    first_stable: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A part that runs: its role, what it is made of, how many, and the journeys that fail without it.

    `offer` is what the cloud sells it as, where the cloud runs it.
    """

    id: str
    title: str
    kind: str
    says: str
    technology: Technology | None
    units: Quantity | None
    owner: str
    journeys: tuple[str, ...]
    touched: tuple[str, ...]
    decision: str
    offer: Technology | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A system that others run: what it is for, whether journeys fail without it, what it sees, its fallback."""

    id: str
    purpose: Text
    product: Text
    hard: tuple[str, ...]
    soft: tuple[str, ...]
    availability: Quantity
    promised: Quantity | None
    latency: Quantity
    rate_limit: Quantity | None
    planned: Quantity | None
    shares: tuple[str, ...]
    agreement: bool
    fallback: Text | None
    third_party: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a journey between named parts."""

    source: str
    target: str
    does: Text
    hard: bool
    calls: Quantity


@dataclass(frozen=True, slots=True)
class Journey:
    """What a user wants, how much it matters, its load, its targets, and its way through the parts."""

    id: str
    wants: Text
    by: str
    criticality: str
    writes: bool
    share: Quantity
    peak: Quantity
    per_day: Quantity
    wanted: Quantity
    feasible: Quantity
    used: Quantity
    budget_time: Quantity
    budget_requests: Quantity
    latency: Quantity
    percentile: Quantity
    contested: Text | None
    entities: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def critical(self) -> bool:
        return self.criticality == "critical"


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow between two parts: who calls whom, what for, in which journeys; none where it serves all."""

    source: str
    target: str
    does: tuple[Text | str, ...]
    journeys: tuple[str, ...]
    hard: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """One entity's tie to another; `column` is "" where nobody named the one that holds it."""

    to: str
    kind: str
    optional: bool
    column: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query that matters: its filter and order are what its index must lead with."""

    id: str
    wants: Text
    entity: str
    by: tuple[str, ...]
    order: str
    journey: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of record: keys, fields, growth, the rules that must always hold, how long it is kept and why.

    `assumed` names what nobody gave: `entity` for all of it, `key`, `fields.subject`, `relations[0]`.
    """

    id: str
    what: Text
    key: tuple[str, ...]
    fields: Mapping[str, str]
    relations: tuple[Relation, ...]
    integrity: tuple[Text, ...]
    consistency: str
    sensitivity: str
    owner: Text | None
    rows_now: Quantity
    rows_per_month: Quantity
    bytes_per_row: Quantity
    retention: Quantity
    retention_ground: Text | None
    rows_12m: Quantity
    rows_36m: Quantity
    bytes_12m: Quantity
    bytes_36m: Quantity
    queries: tuple[Query, ...]
    journeys: tuple[str, ...]
    assumed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Objects:
    """A kind of file that is kept."""

    id: str
    what: Text
    per_month: Quantity
    size: Quantity
    retention: Quantity
    sensitivity: str
    bytes_12m: Quantity
    bytes_36m: Quantity


@dataclass(frozen=True, slots=True)
class Loser:
    """An option that did not win, and the first condition that failed."""

    option: str
    row: str
    why: str


@dataclass(frozen=True, slots=True)
class Flip:
    """The answer and the value at which a decision turns out otherwise, and when the declared growth gets there.

    It stays so as the answer goes on, `up` where it `rises`, else `down`. `title` is the new outcome, or of a set what
    comes and what goes; `costs` are those of what comes.
    """

    decision: str
    subject: str
    path: str
    value: Quantity
    rises: bool
    outcome: str
    title: str
    costs: Filled | None
    month: int | None

    @property
    def way(self) -> str:
        return "up" if self.rises else "down"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a decision that is a set, with the reason of its row."""

    option: str
    because: Filled | None
    costs: Filled | None
    hurts: Filled | None


@dataclass(frozen=True, slots=True)
class Stake:
    """One thing that a choice against the tables changes: as chosen, and as it would be."""

    what: str
    chosen: Filled
    recommended: Filled


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as readers see it: the option, why, what it costs, what hurts, who lost, what would turn it.

    `members` are those of a set; `idle` is an outcome that adds nothing and costs nothing, such as no store for search;
    `stakes` are what a choice against the table changes.
    """

    id: str
    subject: str
    title: str
    question: Filled
    outcome: str
    option: str
    because: tuple[Filled, ...]
    costs: Filled | None
    hurts: Filled | None
    rows: tuple[str, ...]
    level: str
    layer: str
    sources: tuple[str, ...]
    read: Mapping[str, str]
    losers: tuple[Loser, ...]
    flips: tuple[Flip, ...]
    signals: tuple[Filled, ...]
    revisit_when: Mapping[str, str]
    recorded: bool
    overruled: Filled | None
    others: tuple[str, ...]
    members: tuple[Member, ...]
    idle: bool
    stakes: tuple[Stake, ...] = ()

    @property
    def full_title(self) -> str:
        """The title, with the subject where each has a decision of its own: `Resilience (payments)`."""
        return f"{self.title} ({self.subject})" if self.subject else self.title

    @property
    def anchor(self) -> str:
        return f"{self.id.replace('_', '-')}{'-' + self.subject if self.subject else ''}"

    @property
    def lost(self) -> tuple[tuple[str, str], ...]:
        """Options that did not win, each with the first reason against it."""
        won = {self.option, *(member.option for member in self.members)}
        first: dict[str, str] = {}
        for loser in self.losers:
            first.setdefault(loser.option, loser.why)
        return tuple((option, why) for option, why in first.items() if option not in won)


@dataclass(frozen=True, slots=True)
class Mitigation:
    """One thing to do about a failure: what it does besides, how to take it back, and how long it takes."""

    do: Filled
    side_effect: Filled
    undo: Filled
    takes: Quantity | None


@dataclass(frozen=True, slots=True)
class Branch:
    """What was found in the first minutes, and what follows from it."""

    when: Filled
    then: Filled


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure row bound to a component or neighbour: what users see, what is measured, what to do, how it ends.

    `commands` are in the words of its technology: `diagnose`, `mitigate` and `recovered`, each a list of commands. It
    is answered on the `page` of runbooks of that name, which may be the page of a procedure.
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
    commands: Mapping[str, tuple[Mapping[str, str], ...]]
    page: str
    procedure: bool
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


@dataclass(frozen=True, slots=True)
class Telemetry:
    """What services owe to monitoring, the load that it makes there, and code in the team's language, if we know it.

    `watch` are the alerts on monitoring itself.
    """

    contract: Contract
    series: Quantity
    samples_a_day: Quantity
    snippet: Snippet | None
    code: str
    watch: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that may go wrong, how likely, how bad, how it shows early, and who answers how."""

    id: str
    family: str
    title: Filled
    likelihood: str
    harm: str
    signal: Filled | None
    owner: str
    answer: Filled
    link: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A contradiction between answers, its arithmetic, at least two ways out, and what the design uses meanwhile."""

    id: str
    title: str
    severity: str
    says: Filled
    arithmetic: tuple[Quantity, ...]
    ways: tuple[Way, ...]
    meanwhile: Filled | None


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a challenge: a patch of the brief, what it means, and whether it is the recommended one."""

    patch: Mapping[str, str]
    says: Filled
    recommended: bool


@dataclass(frozen=True, slots=True)
class Assumed:
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


@dataclass(frozen=True, slots=True)
class Horizon:
    """The design at a later month of the declared growth."""

    title: str
    months: int
    design: Design
    changed: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that only the team can supply; it has an id and an owner and is counted, never invented."""

    id: str
    what: str
    owner: str
    where: str


@dataclass(frozen=True, slots=True)
class Blueprint:
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
    design: Design
    speaker: Speaker
    components: tuple[Component, ...]
    neighbours: tuple[Neighbour, ...]
    journeys: tuple[Journey, ...]
    flows: tuple[Flow, ...]
    wires: tuple[Flow, ...]
    entities: tuple[Entity, ...]
    objects: tuple[Objects, ...]
    decisions: tuple[Decided, ...]
    objectives: tuple[Objective, ...]
    paged_within: Hours | None
    failures: tuple[Failure, ...]
    risks: tuple[Risk, ...]
    safeguards: Safeguards
    people: People
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

    def alert_name(self, failure: Failure) -> str:
        """The name of a failure's alert: `ParleyPoolExhaustedPrimaryStore`."""
        return camel(f"{self.slug}-{failure.id}")

    def component(self, role: str) -> Component | None:
        return next((component for component in self.components if component.id == role), None)

    def decision(self, name: str) -> Decided | None:
        return next((decision for decision in self.decisions if decision.id == name), None)
