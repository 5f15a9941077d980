"""A journey may name files beside records: they are told where the records are, and made no table of."""

from documents_read import design_of

from archgen.database import database
from make import a_blueprint

CHOIR = """\
system: {name: Einsingen, purpose: choirs hand out scores}
team: {engineers: 2}
load: {users: {monthly: 300}}
journeys:
- {id: open-score, wants: a singer opens a score, kind: read, share: 100 %, entities: [singer, score],
   steps: [{to: api}, {to: object-store, from: api}]}
data:
  entities: [{id: singer, key: id, class: personal}]
  objects: [{id: score, what: a scan with notes, count_per_month: 90, size: 4 MB, class: personal}]
constraints: {compliance: [gdpr]}
"""


def test_files_of_a_journey_are_told_beside_its_records():
    text = "\n".join(page.text for page in design_of("einsingen", CHOIR).pages)
    assert "| who may see singer and score | at will | the file of score |" in text
    assert "| `score` | a scan with notes | `open-score` |" in text


def test_files_of_a_journey_are_no_records():
    blueprint = a_blueprint(text=CHOIR)
    assert blueprint.journeys[0].entities == ("singer",)
    assert "score" not in {table.name for table in database(blueprint).tables}


def test_a_journey_that_names_files_only_has_its_operation():
    text = CHOIR.replace("entities: [singer, score]", "entities: [score]")
    assert "| who may see score | at will | the file of score |" in "\n".join(
        page.text for page in design_of("einsingen", text).pages
    )
