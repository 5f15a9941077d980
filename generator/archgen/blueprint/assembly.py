"""The one file that joins the others: a resolved design and its brief become a blueprint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from archgen.blueprint import (
    actors,
    alternatives,
    assumptions,
    candidates,
    components,
    constraints,
    data,
    decided,
    deployables,
    failures,
    growth,
    journeys,
    libraries,
    objectives,
    passages,
    people,
    risks,
    safeguards,
    stakes,
    telemetry,
    todos,
    wiring,
)
from archgen.blueprint.blueprint import Blueprint, Challenge
from archgen.blueprint.lexicon import Lexicon
from archgen.blueprint.parts import Component
from archgen.blueprint.rows import Rows
from archgen.blueprint.shifts import Turning
from archgen.blueprint.speech import Speaker
from archgen.blueprint.steps import Stepping
from archgen.brief import Brief
from archgen.decisions import Table
from archgen.resolver import Design
from archgen.resolver.analysis import Influence
from archgen.resolver.flips import Turn, outcomes
from archgen.texts import Text


def assemble(
    design: Design,
    brief: Brief,
    *,
    slug: str,
    tables: Sequence[Table],
    catalogue: Mapping[str, Any],
    binding: failures.Binding,
    rows: Rows,
    lexicon: Lexicon,
    formats: Mapping[str, Any],
    slo: Mapping[str, Any],
    resilience: Mapping[str, Any],
    site: str,
    turns: Sequence[Turn],
    influences: Sequence[Influence],
    challenges: Callable[[Speaker], tuple[Challenge, ...]],
    compared: tuple[str, ...],
) -> Blueprint:
    """The blueprint of one system.

    `binding` holds the failure rows of the knowledge base, `resilience` is its catalogue of that name, `turns` where
    decisions flip; `challenges` argues once it can speak.
    """
    titles = {table.name: {value: option.title for value, option in table.options.items()} for table in tables}
    names = {name: entry["name"] for name, entry in catalogue.items()}
    full = tuple(brief.schema.roles[role].title for role in design["first_to_saturate"])
    speaker = Speaker(design, titles, names, {"first_to_saturate": full})
    turning = Turning({table.name: table for table in tables}, outcomes(design))
    parts = components.components(design, brief.schema.roles, catalogue)
    places = {root.fact: root.field.path for root in brief.schema.roots()}
    supposed = assumptions.assumptions(design, brief, influences, turning)
    roots = alternatives.Roots(places, frozenset(each.path for each in supposed))
    taken = stakes.weighed(decided.decisions(design, tables, speaker, turns, roots), design, turning)
    tiers = [role.id for role in brief.schema.roles.values() if role.kind == "tier"]
    ways = journeys.journeys(design, tiers)
    others = components.neighbours(design, brief)
    kinds = [archetype.id for archetype, _ in brief.archetypes]
    ways_between = components.flows(design)
    kept, files = data.entities(design, brief), data.objects(design)
    wires = wiring.wiring(ways_between, wiring.Ends(parts, others, ways, files, _product(design)), rows.wiring)
    modes = failures.failures(parts, others, binding, speaker, archetypes=kinds, slug=slug)
    guarded = safeguards.safeguards(
        rows,
        speaker,
        roles=brief.schema.roles,
        components=parts,
        neighbours=others,
        flows=ways_between,
        entities=kept,
        objects=files,
    )
    promises = objectives.objectives(design, ways, slo, slug=slug, site=site, door=_door(parts))
    crews = people.people(design, parts, others, kept, ways)
    told = passages.passages(rows, speaker, [part.id for part in parts])
    owned = libraries.libraries(speaker, resilience, neighbours=others, components=parts, alike=binding.alike)
    return Blueprint(
        slug=slug,
        site=site,
        name=design["system_name"],
        purpose=design["purpose"],
        audience=design["audience"],
        why_now=design["why_now"],
        goals=design["goals"] or (),
        non_goals=_non_goals(brief),
        constraints=constraints.constraints(told["constraints"], design, brief.schema, turning),
        design=design,
        speaker=speaker,
        actors=actors.actors(ways, wires, brief.schema.roles),
        components=parts,
        neighbours=others,
        journeys=ways,
        flows=ways_between,
        wires=wires,
        entities=kept,
        objects=files,
        decisions=taken,
        contests=candidates.contests(design, parts, ways, taken),
        objectives=promises,
        paged_within=objectives.paged_within(design),
        failures=modes,
        risks=risks.risks(modes, rows, speaker, {part.id: part.title for part in parts}, _untried(crews)),
        safeguards=guarded,
        people=crews,
        deployables=deployables.deployables(design, crews.crews),
        passages=told,
        challenges=challenges(speaker),
        libraries=owned,
        compared=compared,
        assumptions=supposed,
        horizons=growth.horizons(design, turning),
        next_phase=growth.next_phase(design, turning),
        near_phases=growth.near_phases(design, turning),
        nines=growth.next_nines(design, turning),
        steps=Stepping(design, turning.tables, brief.schema.roles, names).path(taken),
        todos=todos.todos(modes, parts, others, owned, guarded.processing, site=site, errors=_errors(design)),
        driver=assumptions.driver(design, influences, turning),
        variables=binding.variables,
        runs=binding.verbs(design),
        store_runs=binding.store(design),
        telemetry=telemetry.telemetry(
            design,
            telemetry.Seen(promises, modes, parts, ways, kept),
            slo,
            slug=slug,
            alike=binding.alike,
            platform=binding.platform(design),
        ),
        lexicon=lexicon,
        formats=formats,
    )


def _untried(crews: people.People) -> tuple[str, ...]:
    return tuple(known.technology for known in crews.gaps)


def _product(design: Design) -> Callable[[str], str]:
    """What a part is made of, by the name that it has everywhere: `kafka` for the service that a cloud runs of it."""
    return lambda part: candidates.stands_for(design["technology"].get(part) or "", design)


def _door(parts: Sequence[Component]) -> str:
    """The part that is asked from outside whether anything answers: what stands in front, else the API."""
    return next((part.id for part in parts if part.id == "gateway"), "api")


def _non_goals(brief: Brief) -> tuple[tuple[Text, Text | None], ...]:
    found = []
    for place in brief.ids("system.non_goals"):
        what, because = (brief.get(f"system.non_goals[{place}].{name}") for name in ("what", "because"))
        if what and isinstance(what.value, Text):
            found.append((what.value, because.value if because and isinstance(because.value, Text) else None))
    return tuple(found)


def _errors(design: Design) -> str:
    """The form of errors that the interface's file describes; none where nobody calls over HTTP in REST."""
    described = design["called_journeys"] and design["api_style"] in ("existing", "rest", "rest-and-grpc")
    return str(design["error_body"]) if described else ""
