"""The picture of the records says what the tables say: keys, what points where, and what is assumed."""

from archgen.database import database
from archgen.documents.diagrams.records import entities
from make import WORKED, a_blueprint

KEPT = WORKED + (
    "data: {entities: [{id: customer, fields: {name: text}},"
    " {id: ticket, fields: {state: state}, relations: [{to: customer}], integrity: [a ticket has one number]}]}\n"
)


def drawn(*settings: str) -> str:
    blueprint = a_blueprint(*settings, text=KEPT)
    return entities(blueprint, database(blueprint))


def test_keys_and_references_are_marked_and_what_is_assumed_says_so():
    picture = drawn()
    assert "    id id PK\n" in picture
    assert "    id customer_id FK\n" in picture
    assert '    time created_at "assumed"\n' in picture
    assert picture.endswith("  n_customer ||--o{ n_ticket : has")


def test_a_store_whose_tables_are_not_written_down_shows_what_was_said():
    picture = drawn("existing.database=sqlserver", "existing.style=monolith")
    assert '  n_ticket["ticket"] {\n    id id PK\n    state state\n  }' in picture
