"""What a record of a derived decision says, read as somebody would who was not there."""

from archgen import library
from archgen.adr import RecordDraft
from archgen.documents import Renderer
from archgen.documents.records import drafts
from archgen.outline import outline
from make import WORKED, a_blueprint


def records(*changes: str, text: str = WORKED) -> dict[str, RecordDraft]:
    blueprint = a_blueprint(*changes, text=text)
    renderer = Renderer(library.templates_folder())
    made = drafts(blueprint, outline(blueprint, ()).records, renderer, date="2030-01-31", cited=library.source_texts())
    return {draft.decision_id.partition("/")[2]: draft for draft in made}


def test_every_option_is_told_by_the_same_criteria():
    for record in records("constraints.cloud=aws").values():
        for option in record.options:
            assert option.says["Verdict"], f"{record.title}: {option.title}"
            assert option.says["Cost"], f"{record.title}: {option.title}"
            assert option.says["What hurts"], f"{record.title}: {option.title}"


def test_an_option_that_a_number_would_bring_says_at_which_it_comes():
    topology = records("constraints.cloud=aws", "load.users.monthly=200k")["database-topology"]
    verdicts = {option.title: option.says["Verdict"] for option in topology.options}
    assert verdicts["One writer and a standby"] == "comes below 100,000 users (`load.users.monthly`)"


def test_a_large_set_has_a_title_that_counts_it_and_a_decision_that_lists_it():
    caching = records()["cache-layers"]
    assert caching.title.endswith(": 3 layers")
    assert caching.decision.count("\n- **") == 3


def test_a_title_names_what_the_chosen_option_is_made_of():
    assert records("existing.database=mysql")["database-engine"].title.endswith("The engine that is there (MySQL)")
    assert records()["database-engine"].title.endswith(": PostgreSQL")


def test_the_engine_that_is_chosen_is_no_option_of_itself_under_another_name():
    assert [option.title for option in records()["database-engine"].options] == ["PostgreSQL"]


def test_what_a_decision_read_says_whether_somebody_answered_it():
    context = records("load.users.monthly=200k")["database-topology"].context
    assert "| partitioned | no | assumed, nobody answered `existing.partitioned` |" in context
    assert "| phase | Scaling | decided: Scale phase |" in context


def test_a_decision_that_brings_a_part_says_what_runs_and_what_fails_without_it():
    (runs,) = [each for each in records()["database-engine"].consequences if each.startswith("To be run")]
    assert runs.startswith("To be run: the primary store on PostgreSQL, ")
    assert "Without it `" in runs


def test_every_record_says_when_to_look_again():
    assert [record.title for record in records().values() if not record.revisit] == []


def test_a_source_is_told_in_words():
    (sources,) = [text for title, text in records()["database-engine"].sections if title == "Sources"]
    assert "- `boring.database`: PostgreSQL serves 90% of use cases" in sources
