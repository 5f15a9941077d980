"""What the parts of a design must expose: its metrics contract, and code in the team's language that fulfils it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archgen.blueprint.blueprint import Failure, Job, Telemetry
from archgen.blueprint.components import RUNTIMES
from archgen.blueprint.parts import Component, Entity, Journey
from archgen.quantities import count
from archgen.resolver import Design
from archgen.slo import Objective
from archgen.slo.telemetry import (
    Exporter,
    Label,
    Metric,
    Snippet,
    contract,
    exporters_from,
    instrument,
    metric_names,
    rows_from,
    snippets_from,
    terms_from,
)

API = "api"
MONITORING = "prometheus"
OWN = "application"
ALWAYS = ("http", "process", "public", MONITORING)
_RUNS_ON = {"kubernetes": "container", "compose": "node"}
_READ_OF = re.compile(r'\b([a-z][a-z0-9_]*)\{[^}]*\bjob="([^"]+)"')
_KIND_OF_JOB = re.compile(r"-(?:probe|node)$")
_SUFFIXES = ("_bucket", "_sum", "_count")


class Seen(Struct, frozen=True):
    """What monitoring watches: the objectives, failures, components, journeys and entities of one design."""

    objectives: Sequence[Objective]
    failures: Sequence[Failure]
    components: Sequence[Component]
    journeys: Sequence[Journey]
    entities: Sequence[Entity]


def telemetry(
    design: Design, seen: Seen, knowledge: Mapping[str, Any], *, slug: str, alike: Mapping[str, str], platform: str
) -> Telemetry:
    """The contract of the service `slug`; `knowledge` is that of `knowledge/slo/`."""
    exporters = exporters_from(knowledge["exporters"])
    kinds = (*_kinds(seen.components, alike, platform), *_asked(seen.failures, exporters))
    made = contract(
        slug,
        seen.objectives,
        terms=terms_from(knowledge["contract"]),
        instances=int(design["units"][API].base),
        exporters=exporters,
        kinds=kinds,
        expected={"journey": len(seen.journeys)},
        domain=(*_counted(seen, slug), *_read(seen, knowledge["application"])),
    )
    snippet = _snippet(design["language"], knowledge["instrumentation"])
    code = instrument(snippet, made, journeys=[journey.id for journey in seen.journeys]) if snippet else ""
    alerts = rows_from(knowledge["component_alerts"]) if design["stage"] == "live" else ()
    watch = tuple(alert for alert in alerts if MONITORING in alert.on)
    return Telemetry(
        made,
        count(made.series, "series"),
        count(made.samples_a_day, "sample"),
        snippet,
        code,
        watch,
        jobs=tuple(_jobs(seen, made.exporters, slug)),
        contained=any("container=" in read for failure in seen.failures for read in failure.read),
    )


def _jobs(seen: Seen, exporters: Iterable[Exporter], slug: str) -> Iterator[Job]:
    """Every job that an objective, an alert or a runbook names, with who exposes what is read of it."""
    exposing = {metric: each.name for each in exporters if each.name != OWN for metric in metric_names((each,))}
    measured = {journey.measured_at for journey in seen.journeys}
    found: dict[str, tuple[str, dict[str, None]]] = {f"{slug}-{part}": (part, {OWN: None}) for part in measured}
    asked = [told.replace("$job", f"{slug}-{failure.component}") for failure in seen.failures for told in failure.read]
    asked += [str(objective.probe.selector) for objective in seen.objectives if objective.probe]
    for metric, job in (read for told in asked for read in _READ_OF.findall(told)):
        _, by = found.setdefault(job, (_KIND_OF_JOB.sub("", job.removeprefix(f"{slug}-")), {}))
        by[exposing.get(metric, OWN)] = None
    return (Job(name, component, tuple(by)) for name, (component, by) in sorted(found.items()))


def _kinds(components: Iterable[Component], alike: Mapping[str, str], platform: str) -> Iterator[str]:
    yield from ALWAYS
    yield from (_RUNS_ON[platform],) if platform in _RUNS_ON else ()
    for component in components:
        if component.technology:
            yield component.technology.id
            yield alike.get(component.technology.id, "")
        if component.offer:
            yield component.offer.id


def _asked(failures: Iterable[Failure], exporters: Iterable[Exporter]) -> Iterator[str]:
    """A kind of each exporter that alone exposes what an alert reads, such as the disks of a machine."""
    read = {name for failure in failures for name in failure.metrics}
    for exporter in exporters:
        if read & set(exporter.metrics) and not set(exporter.on) & {"http", "public"}:
            yield exporter.on[0]


def _counted(seen: Seen, slug: str) -> Iterator[Metric]:
    """A counter for each kind of record that a critical journey writes: what the business does, by the minute."""
    written = {
        entity for journey in seen.journeys if journey.critical and journey.writes for entity in journey.entities
    }
    for entity in seen.entities:
        if entity.id in written:
            name = f"{slug}_{entity.id}_stored_total".replace("-", "_")
            yield Metric(name, "counter", unit="records", says=f"records of '{entity.id}' stored")


def _read(seen: Seen, knowledge: Mapping[str, Any]) -> Iterator[Metric]:
    """The metrics of the application that alerts of this design read."""
    asked = {name for failure in seen.failures for name in failure.metrics}
    values = knowledge["label_values"]
    for entry in knowledge["metrics"]:
        if asked & {entry["name"], *(entry["name"] + suffix for suffix in _SUFFIXES)}:
            labels = tuple(Label(name, (), values[name]) for name in entry["labels"])
            yield Metric(entry["name"], entry["type"], labels, entry["unit"], entry["says"])


def _snippet(language: str, knowledge: Mapping[str, Any]) -> Snippet | None:
    return snippets_from(knowledge).get(RUNTIMES.get(language, language))
