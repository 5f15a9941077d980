"""A record against the recommendation: accepted, with the person's reason and what the table says."""

from archgen import library
from archgen.adr import Status
from archgen.documents import Renderer
from archgen.documents.records import drafts
from archgen.outline import outline
from make import WORKED, a_blueprint

CHOSEN = "decided: [{decision: connection_pooler, choose: PgBouncer, because: we run one anyway, by: Ada}]\n"


def test_a_choice_against_the_table_is_a_record_that_is_accepted_and_says_so():
    blueprint = a_blueprint(text=WORKED + CHOSEN)
    owed = outline(blueprint, ()).records
    made = drafts(blueprint, owed, Renderer(library.templates_folder()), date="2030-01-31")
    (record,) = (draft for draft in made if draft.decision_id == "parley/connection-pooler")
    assert record.status is Status.ACCEPTED
    assert record.decision == "**PgBouncer.** we run one anyway (Ada)"
    assert record.against.startswith("the table says Pool inside the API. 4 units of the API")
    assert "Decided by a person against row `fits` of the table `connection_pooler`" in record.context


def test_a_choice_that_brings_nothing_is_recorded_too_since_somebody_answers_for_it():
    chosen = "decided: [{decision: observability, choose: full, because: we like to see}]\n"
    owed = outline(a_blueprint(text=WORKED + chosen), ()).records
    assert "observability" in {decision.id for decision in owed}
    assert "observability" not in {decision.id for decision in outline(a_blueprint(), ()).records}
