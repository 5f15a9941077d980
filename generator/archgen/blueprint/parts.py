"""The parts of a designed system, the ways through them, and the data that they keep. Nothing here was decided."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from archgen.quantities import Quantity
from archgen.texts import Text


class Technology(Struct, frozen=True):
    """What fills a role: its name, and the dates that decide how long it may."""

    id: str
    name: str
    cycle: str = ""
    support_ends: str = ""
    managed: bool = False
    licence: str = ""
    first_stable: str = ""


class Component(Struct, frozen=True):
    """A part that runs: its role, what it is made of, how many, and the journeys that fail without it.

    `offer` is what the cloud sells it as, where the cloud runs it; `keeps` is the state that it holds, none where any
    unit can stand in for another.
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
    keeps: str = ""


class Neighbour(Struct, frozen=True):
    """A system that others run: what it is for, whether journeys fail without it, what it sees, its fallback.

    `protocol` is what it speaks, which may be assumed.
    """

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
    protocol: Text
    protocol_assumed: bool


class Step(Struct, frozen=True):
    """One step of a journey between named parts."""

    source: str
    target: str
    does: Text
    hard: bool
    calls: Quantity


class Journey(Struct, frozen=True):
    """What a user wants, how much it matters, its load, its targets, and its way through the parts.

    `measured_at` is the part whose code first takes it up: there its requests are counted.
    """

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
    latency: Quantity | None
    percentile: Quantity
    contested: Text | None
    entities: tuple[str, ...]
    steps: tuple[Step, ...]
    measured_at: str

    @property
    def critical(self) -> bool:
        return self.criticality == "critical"


class Flow(Struct, frozen=True):
    """An arrow between two parts: who calls whom, what for, in which journeys; none where it serves all.

    `over` is what it speaks; `carries` are the entities and objects that go over it, `data` tells of it where no
    journey does.
    """

    source: str
    target: str
    does: tuple[Text | str, ...]
    journeys: tuple[str, ...]
    hard: bool
    over: Text | str = ""
    carries: tuple[str, ...] = ()
    data: str = ""


class Relation(Struct, frozen=True):
    """One entity's tie to another; `column` is "" where nobody named the one that holds it."""

    to: str
    kind: str
    optional: bool
    column: str


class Query(Struct, frozen=True):
    """A query that matters: its filter and order are what its index must lead with."""

    id: str
    wants: Text
    entity: str
    by: tuple[str, ...]
    order: str
    journey: str


class Entity(Struct, frozen=True):
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


class Objects(Struct, frozen=True):
    """A kind of file that is kept, and the journeys that read or change it."""

    id: str
    what: Text
    journeys: tuple[str, ...]
    per_month: Quantity
    size: Quantity
    retention: Quantity
    sensitivity: str
    bytes_12m: Quantity
    bytes_36m: Quantity
