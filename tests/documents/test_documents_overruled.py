"""A record against the recommendation: accepted, with the person's reason and what the table says."""

from archgen import library
from archgen.adr import Status
from archgen.documents import Renderer, plain
from archgen.documents.records import drafts
from archgen.outline import outline
from make import WORKED, a_blueprint

CHOSEN = "decided: [{decision: connection_pooler, choose: PgBouncer, because: we run one anyway, by: Ada}]\n"


def test_a_choice_against_the_table_is_a_record_that_is_accepted_and_says_so():
    blueprint = a_blueprint(text=WORKED + CHOSEN)
    owed = outline(blueprint, ()).records
    made = drafts(blueprint, owed, Renderer(library.templates_folder()), date="2030-01-31", cited={})
    (record,) = (draft for draft in made if draft.decision_id == "parley/connection-pooler")
    assert record.status is Status.ACCEPTED
    assert record.decision == "**PgBouncer.** we run one anyway (Ada)"
    assert record.against.startswith("the table says Pool inside the API. 4 units of the API")
    assert "A person decided, against row `fits` of the table `connection_pooler`" in record.context


def test_a_choice_that_brings_nothing_is_recorded_too_since_somebody_answers_for_it():
    chosen = "decided: [{decision: observability, choose: full, because: we like to see}]\n"
    owed = outline(a_blueprint(text=WORKED + chosen), ()).records
    assert "observability" in {decision.id for decision in owed}
    assert "observability" not in {decision.id for decision in outline(a_blueprint(), ()).records}


def test_a_choice_against_the_table_shows_what_it_changes_beside_the_recommendation():
    chosen = "decided: [{decision: database_topology, choose: replicas, because: reports, by: Ada}]\n"
    blueprint = a_blueprint("constraints.cloud=aws", text=WORKED + chosen)
    stakes = {stake.what: (stake.chosen, stake.recommended) for stake in blueprint.decision("database_topology").stakes}
    nodes, fewer = stakes["Nodes of the primary store"]
    assert (plain(nodes), plain(fewer)) == ("3 units", "2 units")
    assert plain(stakes["Bill"][0]) != plain(stakes["Bill"][1])
    recommended = a_blueprint("constraints.cloud=aws").design
    assert fewer[0].base == recommended["store_nodes"].base
    assert stakes["Bill"][1][0].low == recommended["cost_bill"].low


def test_each_choice_is_weighed_alone():
    both = (
        "decided: [{decision: database_topology, choose: replicas, because: reports},"
        " {decision: connection_pooler, choose: PgBouncer, because: we run one}]\n"
    )
    found = {
        decision.id: decision.stakes for decision in a_blueprint(text=WORKED + both).decisions if decision.overruled
    }
    assert "Bill" in {stake.what for stake in found["database_topology"]}
    assert found["connection_pooler"] == ()


def test_the_record_says_what_the_choice_changes():
    chosen = "decided: [{decision: database_topology, choose: replicas, because: reports}]\n"
    blueprint = a_blueprint(text=WORKED + chosen)
    owed = outline(blueprint, ()).records
    made = drafts(blueprint, owed, Renderer(library.templates_folder()), date="2030-01-31", cited={})
    (record,) = (draft for draft in made if draft.decision_id == "parley/database-topology")
    assert "What the choice changes: Bill " in record.against
    assert "Nodes of the primary store 3 units instead of 2 units" in record.against
