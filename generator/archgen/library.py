"""Where knowledge and templates lie, and reading them: YAML compiled to JSON, which loads fifty times faster.

A wheel carries the compiled files; a checkout makes them again whenever a YAML file has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from archgen.brief import Brief, Schema, check_defaults, make_schema
from archgen.decisions import Sheet, Table, load_tables
from archgen.facts import declared
from archgen.house import House, read_house
from archgen.pricing import Price, price_book
from archgen.problems import stop_if
from archgen.resolver import (
    Bounds,
    Design,
    Graph,
    brief_facts,
    build,
    catalogue_facts,
    check_decided,
    check_prices,
    fact_node,
    fact_types,
    figure_facts,
    figure_types,
    mandate_node,
    refusal_node,
    resolve,
    root_bounds,
    root_types,
    serving_node,
    table_node,
    technology_node,
)

if TYPE_CHECKING:
    from archgen.blueprint import Binding, Lexicon, Rows
    from archgen.compliance import Check

PACKAGE = Path(__file__).parent
KNOWLEDGE = PACKAGE / "knowledge"
COMPILED = PACKAGE / "compiled"
_BURN_UNITS = {"m": "min", "h": "h", "d": "days"}


@cache
def templates_folder() -> Path:
    """The templates: beside the package in a wheel, at the top of a checkout."""
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent.parent / "templates"


@cache
def knowledge(part: str) -> Mapping[str, Any]:
    """The data of a part of the built-in knowledge, a file or a folder, by file name without ending."""
    kept = _compiled(part)
    if kept and kept["stamp"] == "packaged":
        return kept["data"]  # type: ignore[no-any-return]
    stamp = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in knowledge_files(part)]
    if kept and kept["stamp"] == stamp:
        return kept["data"]  # type: ignore[no-any-return]
    data = _parsed(part)
    _keep(part, stamp, data)
    return data


def programs() -> dict[str, str]:
    """The files that are the same for every design, by name without ending."""
    return {file.stem: file.read_text("utf-8") for file in sorted((templates_folder() / "programs").glob("*.py"))}


def document_rows() -> list[dict[str, Any]]:
    """The rows of `templates/documents.yaml`, in the order of the navigation."""
    return list(knowledge("documents")["documents"]["documents"])


def knowledge_files(part: str) -> tuple[Path, ...]:
    """The YAML files of a part, sorted by name."""
    single = templates_folder() / "documents.yaml" if part == "documents" else KNOWLEDGE / f"{part}.yaml"
    return (single,) if single.exists() else tuple(sorted((KNOWLEDGE / part).glob("*.yaml")))


def knowledge_parts() -> tuple[str, ...]:
    """Every part there is: a name for each file and for each folder of the knowledge base."""
    found = {entry.stem for entry in KNOWLEDGE.iterdir() if entry.is_dir() or entry.suffix == ".yaml"}
    return tuple(sorted({*found, "documents"}))


def compile_knowledge(target: Path) -> None:
    """Write every part as JSON into `target`, marked as packaged: what the wheel's build calls."""
    target.mkdir(parents=True, exist_ok=True)
    for part in knowledge_parts():
        text = json.dumps({"stamp": "packaged", "data": _parsed(part)}, ensure_ascii=False, separators=(",", ":"))
        (target / f"{part}.json").write_text(text, encoding="utf-8")


def _compiled(part: str) -> Any:
    try:
        return json.loads((COMPILED / f"{part}.json").read_bytes())
    except (OSError, ValueError):
        return None


def _parsed(part: str) -> dict[str, Any]:
    from archgen.yamltext import parse  # deferred: the compiled knowledge needs no YAML

    return {file.stem: parse(file.read_text("utf-8"), file=file.name).data for file in knowledge_files(part)}


def _keep(part: str, stamp: object, data: object) -> None:
    """Keep the compiled part for the next run; a folder that cannot be written only costs time."""
    text = json.dumps({"stamp": stamp, "data": data}, ensure_ascii=False, separators=(",", ":"))
    try:
        COMPILED.mkdir(exist_ok=True)
        draft = COMPILED / f"{part}.{os.getpid()}.tmp"
        draft.write_text(text, encoding="utf-8")
        draft.replace(COMPILED / f"{part}.json")
    except OSError:
        return


class Library(Struct, frozen=True, dict=True):
    """The whole knowledge base, read and proved: what a design is resolved with."""

    schema: Schema
    archetypes: Mapping[str, Any]
    tables: tuple[Table, ...]
    graph: Graph
    figures: Mapping[str, Any]
    house: House = field(default_factory=House)
    own_prices: tuple[Price, ...] = ()

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """The tables by name."""
        return {table.name: table for table in self.tables}

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """What each table calls its outcomes."""
        return {table.name: {value: option.title for value, option in table.options.items()} for table in self.tables}

    @cached_property
    def technologies(self) -> Mapping[str, Any]:
        """The catalogue of technologies by id."""
        return {entry["id"]: entry for entry in knowledge("technologies")["technologies"]["technologies"]}

    @cached_property
    def failures(self) -> Binding:
        """The failure rows, read and proved, with what binds them to parts; raises `Stop` with every problem."""
        # deferred: commands that only read tables need no blueprint
        from archgen.blueprint import Binding, Names, failure_rows
        from archgen.slo.telemetry import rows_from

        commands = knowledge("commands")["commands"]
        alerts = {row.id: row for row in rows_from(self.slo["component_alerts"])}
        names = Names(
            roles=self.schema.roles,
            archetypes=self.archetypes,
            technologies={*self.technologies, *commands["alike"].values(), *commands["platforms"]},
            numbers=self._numbers[""],
            of_dependency=self._numbers["dependency"],
            slots={*self.graph.owner, *self.figures, *root_types(self.schema)},
            sources=source_ids() | frozenset(self.house.sources),
            alerts=alerts,
            verbs=commands["platforms"]["compose"],
            seen=frozenset.intersection(*map(frozenset, commands["seen"].values())),
        )
        rows = failure_rows(self._sheets("failures"), names)
        return Binding(rows, alerts, commands)

    @cached_property
    def rows(self) -> Rows:
        """The rows that pages are made of, read and proved; raises `Stop` with every problem."""
        from archgen.blueprint import knowledge_rows  # deferred: commands that only read tables need no blueprint

        return knowledge_rows(
            integrity=self._sheets("integrity"),
            threats=self._sheets("threats"),
            risks=self._sheets("risks"),
            passages=self._sheets("passages"),
            wiring=knowledge("wiring")["wiring"],
            slots=self.slots,
            sources=source_ids() | frozenset(self.house.sources),
        )

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that addresses, events and examples are made of."""
        from archgen.blueprint import lexicon  # deferred: commands that only read tables need no blueprint

        return lexicon(knowledge("lexicon")["lexicon"])

    @cached_property
    def formats(self) -> Mapping[str, Any]:
        """Fixed parts of files for machines, by format; `programs` are whole files in other languages, by name."""
        return {**knowledge("formats"), "programs": programs()}

    @cached_property
    def _numbers(self) -> Mapping[str, frozenset[str]]:
        """The names of numbers by what each is one of: a dependency, or the design where that is empty."""
        types = {**root_types(self.schema), **fact_types(declared())}
        names = {name: known.per for name, known in types.items() if known.kind == "number"}
        names |= dict.fromkeys(self.figures, "")
        return {per: frozenset(name for name, of in names.items() if of == per) for per in {"", *names.values()}}

    @cached_property
    def checklist(self) -> tuple[Check, ...]:
        """The checks of a design; a house's group stands in place of the built-in one of its name, and is proved."""
        # deferred: commands that only read tables judge nothing
        from archgen.compliance import CheckNames, prove_checks, read_checks

        ours = knowledge("compliance")
        if self.house.compliance:
            looks = frozenset(check.repository for check in read_checks(ours))
            sources = source_ids() | frozenset(self.house.sources)
            prove_checks(self.house.compliance, CheckNames(self.slots, sources, looks))
        return read_checks({**ours, **self.house.compliance})

    @cached_property
    def standing(self) -> Mapping[str, Any]:
        """The topics of the handbook by name; a house's stands in place of the built-in one."""
        return {**knowledge("handbook"), **self.house.handbook}

    @cached_property
    def slots(self) -> frozenset[str]:
        """Every name that a sentence may ask: facts, outcomes of tables, figures, answers."""
        return frozenset({*self.graph.owner, *self.figures, *root_types(self.schema), "technology"})

    @cached_property
    def slo(self) -> Mapping[str, Any]:
        """Burn windows, kinds of indicators and what is measured of components."""
        return knowledge("slo")

    @cached_property
    def resilience(self) -> Mapping[str, Any]:
        """The catalogue of what keeps a failing neighbour from taking its callers along, with libraries by language."""
        return knowledge("catalogues")["resilience"]  # type: ignore[no-any-return]

    @cached_property
    def challenges(self) -> Mapping[str, Any]:
        """The contradictions that are looked for, read and proved, by name; raises `Stop` with every problem."""
        from archgen.challenges import challenge_rows  # deferred: commands that only read tables argue about nothing

        return challenge_rows(
            self._sheets("challenges"),
            schema=self.schema,
            facts={*self.graph.owner, *self.figures, *root_types(self.schema), *self.schema.subjects()},
            sources=source_ids() | frozenset(self.house.sources),
        )

    def _sheets(self, part: str) -> tuple[Sheet, ...]:
        """The files of rows of a part, those of the house last."""
        built_in = (Sheet(data, _path(part, name)) for name, data in knowledge(part).items())
        return (*built_in, *self.house.rows.get(part, ()))

    def resolve(self, brief: Brief) -> Design:
        """The design of a brief: its answers and assumptions, with the figures, through every fact and table.

        Stops where people decided what no table decides, or chose what it does not offer.
        """
        stop_if(check_decided(brief, self.tables))
        prices = replace(self.figures["prices"], own=self.own_prices)
        given = {**self.figures, "prices": prices, **brief_facts(brief, owned=frozenset(self.graph.owner))}
        return resolve(self.graph, given, bounds=self.bounds)

    @cached_property
    def bounds(self) -> Bounds:
        """What a brief takes for each number, in base units."""
        return root_bounds(self.schema)


@cache
def load(house: Path | None = None) -> Library:
    """Read and prove the built-in knowledge with the rules of a `house` folder over it; stops with every problem."""
    rules = read_house(_texts(house)) if house else House()
    schema = make_schema(knowledge("brief")["brief"], knowledge("roles")["roles"])
    stop_if(check_defaults(schema))
    figures = {
        **figure_facts({**knowledge("figures")["figures"], **_burn_figures(), **rules.figures}),
        **_assumed_by_role(),
        **_catalogued(),
    }
    known = {**root_types(schema), **figure_types(figures), **fact_types(declared())}
    sheets = [Sheet(data, f"{name}.yaml") for name, data in knowledge("decisions").items()]
    sources = source_ids() | frozenset(rules.sources)
    slots = {*known, *schema.subjects(), "technology"}
    tables = load_tables([*sheets, *rules.sheets], vocabulary=known, sources=sources, slots=slots)
    families = {name: known_type.per for name, known_type in known.items()}
    families |= {fact.name: fact.per for table in tables for fact in table.outcomes}
    nodes = [*(fact_node(fact, families) for fact in declared()), *map(table_node, tables)]
    tiers = frozenset(role.id for role in schema.roles.values() if role.kind == "tier")
    within = {role.id: role.within for role in schema.roles.values()}
    copies = frozenset(role.id for role in schema.roles.values() if role.copy)
    nodes += [technology_node(tables, tiers, within), serving_node(tables, within, copies)]
    nodes += [refusal_node(tables), mandate_node(tables)]
    graph, problems = build(
        nodes, {*root_types(schema), *figures, "paths", *(f"subjects.{per}" for per in schema.subjects())}
    )
    stop_if(problems)
    stop_if(check_prices(graph, tables))
    return Library(schema, {**knowledge("archetypes"), **rules.archetypes}, tables, graph, figures, rules)


def _path(part: str, name: str) -> str:
    return f"{name}.yaml" if part == name else f"{part}/{name}.yaml"


def _texts(house: Path) -> dict[str, str]:
    """The YAML files of a house folder by their path in it."""
    files = sorted(file for file in house.rglob("*.yaml") if file.is_file())
    return {file.relative_to(house).as_posix(): file.read_text("utf-8") for file in files}


def source_ids() -> frozenset[str]:
    """Every id that a row may cite: the inventory of the persona, the cited texts, the corrections."""
    return frozenset((*(item["id"] for item in knowledge("inventory")["inventory"]), *knowledge("sources")["sources"]))


def source_texts() -> dict[str, str]:
    """What each such id says: the item itself, the title of the cited text, or what a correction carries instead."""
    items = {item["id"]: str(item["says"]) for item in knowledge("inventory")["inventory"]}
    cited = knowledge("sources")["sources"]
    return {**items, **{name: str(entry.get("title") or entry.get("carries") or "") for name, entry in cited.items()}}


def _burn_figures() -> dict[str, Any]:
    """The burn windows of a month as figures: `burn_fast_budget`, `burn_fast_window`, and so for each tier."""
    (period,) = (entry for entry in knowledge("slo")["windows"]["periods"] if entry["days"] == 30)
    figures = {}
    for tier in period["tiers"]:
        window = f"{tier['long'][:-1]} {_BURN_UNITS[tier['long'][-1]]}"
        figures[f"burn_{tier['tier']}_budget"] = {"value": tier["spends"], "source": "ext.sre.burn-windows"}
        figures[f"burn_{tier['tier']}_window"] = {"value": window, "source": "ext.sre.burn-windows"}
    return figures


def _assumed_by_role() -> dict[str, Any]:
    """What is assumed by role: capacity by language, availability, service time; and the bundled prices."""
    capacities = {(entry["role"], entry["language"]): _valued(entry) for entry in knowledge("capacities")["capacities"]}
    availabilities = {
        (entry["role"], entry.get("nodes", ""), entry.get("run", "")): _valued(entry)
        for entry in knowledge("availabilities")["availabilities"]
    }
    times = {entry["role"]: _valued(entry) for entry in knowledge("service_times")["service_times"]}
    prices = price_book(knowledge("prices")["prices"], knowledge("bill")["bill"])
    return {"capacities": capacities, "role_availabilities": availabilities, "service_times": times, "prices": prices}


def _catalogued() -> dict[str, Any]:
    return catalogue_facts(knowledge("catalogues"), lambda: knowledge("technologies")["technologies"])


def _valued(entry: Mapping[str, Any]) -> tuple[Fraction, str]:
    return Fraction(str(entry["value"])), entry["ground"]
