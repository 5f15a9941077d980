"""Interfaces of any names: addresses and ids stay apart, references lead somewhere, files read back as written."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from archgen.artifacts.openapi import openapi
from archgen.blueprint import Relation
from archgen.interface import METHODS, interface
from archgen.texts import Text
from archgen.yamltext import dump, parse
from make import a_blueprint, an_example

NAMES = ("order", "orders", "order-line", "table", "select", "null", "yes", "problem", "session", "search", "9", "y-2")
VERBS = ("place", "end", "change", "delete", "find", "open", "see", "sign-in", "attach", "export", "class", "mark", "2")
WORDS = ("id", "name", "a b", "c++", "user", "at")
KINDS = ("id", "text", "state", "integer", "time", "date", "money", "geo", "secret", "json")
NEEDED = (
    *("status_codes", "error_body", "list_paging", "api_versioning", "api_deprecation", "deprecation_notice"),
    *("identity_provider", "tenant_isolation", "push_channel", "existing_consumers"),
    *("mobile_clients", "device_clients", "web_clients", "page_rows", "page_rows_max"),
)


@cache
def base():
    return a_blueprint(text=an_example("help-desk"))


@st.composite
def blueprints(draw):
    """The help desk's blueprint with other entities and journeys, whatever they are called and however they relate."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    entities = tuple(draw(an_entity(name, names)) for name in names)
    ids = draw(st.lists(journey_ids(names), min_size=1, max_size=5, unique=True))
    journeys = tuple(draw(a_journey(name, names)) for name in ids)
    later = tuple(name for name in ids if draw(st.booleans()))
    design = {name: base().design[name] for name in NEEDED} | {"called_journeys": tuple(ids), "later_journeys": later}
    return replace(base(), entities=entities, journeys=journeys, design=design, objectives=())


@st.composite
def an_entity(draw, name, names):
    """An entity with any key, fields and relations; relations may lead in circles."""
    model = next(entity for entity in base().entities if entity.id == "ticket")
    kinds = st.sampled_from(("many-to-one", "one-to-one", "many-to-many"))
    others = draw(st.lists(st.sampled_from(names), max_size=2))
    parts = ("id", "name", "number", *(f"{other.replace('-', '_')}_id" for other in others))
    return replace(
        model,
        id=name,
        what=Text(name),
        key=tuple(draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3, unique=True))),
        fields=draw(st.dictionaries(st.sampled_from(WORDS), st.sampled_from(KINDS), max_size=4)),
        relations=tuple(Relation(other, draw(kinds), draw(st.booleans()), "") for other in others),
        queries=(),
        assumed=frozenset(),
    )


def journey_ids(names):
    parts = st.tuples(st.sampled_from(VERBS), st.sampled_from(("", *names, "thing")))
    return parts.map(lambda found: "-".join(part for part in found if part))


@st.composite
def a_journey(draw, name, names):
    touched = tuple(draw(st.lists(st.sampled_from(names), max_size=3, unique=True)))
    by = draw(st.sampled_from(("user", "partner", "device", "staff")))
    return replace(base().journeys[0], id=name, writes=draw(st.booleans()), by=by, entities=touched)


def references(node):
    """Every component that something refers to."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else ())
        node = list(node.values())
    for part in node if isinstance(node, list) else ():
        yield from references(part)


@given(blueprints())
def test_addresses_and_ids_stay_apart_and_every_journey_has_one(blueprint):
    offered = interface(blueprint).operations
    assert len({one.address for one in offered}) == len(offered) == len({one.id for one in offered})
    assert {one.journey for one in offered} == {journey.id for journey in blueprint.journeys}


def test_a_journey_whose_own_address_is_taken_as_well_gets_a_number():
    order = next(entity for entity in base().entities if entity.id == "ticket")
    entities = (replace(order, id="order", what=Text("order"), relations=(), queries=()),)
    ids = ("end-order", "end")
    model = base().journeys[0]
    journeys = tuple(replace(model, id=name, writes=True, by="user", entities=("order",)) for name in ids)
    design = {name: base().design[name] for name in NEEDED} | {"called_journeys": ids, "later_journeys": ()}
    blueprint = replace(base(), entities=entities, journeys=journeys, design=design, objectives=())
    assert {one.journey for one in interface(blueprint).operations} == set(ids)


@given(blueprints())
def test_what_stands_in_the_braces_of_a_path_is_declared_once(blueprint):
    for path, item in openapi(blueprint)["paths"].items():
        declared = [one["name"] for one in item.get("parameters", ())]
        assert re.findall(r"{(\w+)}", path) == declared
        assert len(set(declared)) == len(declared)
        assert set(item) - {"parameters"} <= set(METHODS)


@given(blueprints())
def test_every_reference_leads_to_a_component_and_no_component_is_left_over(blueprint):
    document = openapi(blueprint)
    parts = [(kind, nodes) for kind, nodes in document["components"].items() if kind != "securitySchemes"]
    assert set(references(document)) == {f"#/components/{kind}/{name}" for kind, nodes in parts for name in nodes}


@given(blueprints())
def test_the_file_reads_back_as_it_was_written(blueprint):
    document = openapi(blueprint)
    read = parse(dump(document), file="openapi.yaml")
    assert read.problems == ()
    assert list(read.data["paths"]) == list(document["paths"])
    assert read.data["components"]["schemas"].keys() == document["components"]["schemas"].keys()
