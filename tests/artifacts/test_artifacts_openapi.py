"""The interface of a system as OpenAPI: addresses from journeys and entities, and what the tables decided about it."""

from __future__ import annotations

from functools import cache

import pytest

from archgen.artifacts.openapi import openapi
from make import a_blueprint, an_example, the_files

NAMED = """\
system: {{name: Shop}}
team: {{engineers: 5}}
load: {{users: {{monthly: 12k}}}}
journeys:
{journeys}
data:
  entities:
{entities}
dependencies: [{{id: mail, for: outgoing mail}}]
"""
ENTITIES = """\
  - {id: order, key: id, fields: {note: text, state: state, ordered_at: time, due_at: time}, relations: [{to: buyer}]}
  - {id: order-line, key: "order_id, position", fields: {position: integer}, relations: [{to: order}]}
  - {id: buyer, key: id, fields: {email: text}}
  - {id: rating, key: "order_id, buyer_id", fields: {stars: integer}, relations: [{to: order}, {to: buyer}]}
  - {id: progress, key: "buyer_id, day", fields: {day: date}, relations: [{to: buyer}]}
"""


@cache
def document(text):
    return openapi(a_blueprint(text=text))


def example(name):
    return document(an_example(name))


def operations(found):
    """Every operation by `METHOD path`."""
    methods = ("get", "put", "post", "patch", "delete")
    return {
        f"{method.upper()} {path}": item[method]
        for path, item in found["paths"].items()
        for method in methods
        if method in item
    }


def a_shop(*journeys, entities=ENTITIES):
    return document(NAMED.format(journeys="\n".join(f"- {{{journey}}}" for journey in journeys), entities=entities))


@pytest.mark.parametrize(
    ("journey", "address"),
    [
        ("id: place-order, kind: write, entities: [order]", "POST /orders"),
        ("id: cancel-order, kind: write, entities: [order]", "POST /orders/{order_id}/cancel"),
        ("id: change-order, kind: write, entities: [order]", "PATCH /orders/{order_id}"),
        ("id: delete-order, kind: write, entities: [order]", "DELETE /orders/{order_id}"),
        ("id: see-order, entities: [order]", "GET /orders"),
        ("id: open-order, entities: [order]", "GET /orders/{order_id}"),
        ("id: find-order, entities: [order]", "GET /search/orders"),
        ("id: attach-file, kind: write, entities: [order]", "POST /orders/{order_id}/files"),
        ("id: add-order-line, kind: write, entities: [order, order-line]", "POST /orders/{order_id}/order-lines"),
        ("id: buy, kind: write, entities: [buyer, order]", "POST /buyers/{buyer_id}/orders"),
        ("id: rate-order, kind: write, entities: [rating, order]", "PUT /orders/{order_id}/ratings/{buyer_id}"),
        ("id: save-progress, kind: write, entities: [progress]", "PUT /buyers/{buyer_id}/progress/{progress_day}"),
        ("id: export-orders, answer: later, entities: [order]", "POST /order-exports"),
        ("id: sign-in, kind: write, entities: [buyer]", "POST /sessions"),
        ("id: hear, by: partner, kind: write, entities: [order]", "POST /orders/{order_id}/hear"),
        ("id: receive-mail, by: partner, kind: write, entities: [order]", "POST /callbacks/mail"),
        ("id: shine, kind: write", "POST /shine-requests"),
        ("id: shine", "GET /views/shine"),
    ],
)
def test_a_journey_gets_the_address_of_what_it_is_about(journey, address):
    found = operations(a_shop(journey))
    assert found[address]["x-journey"] == journey.split(",")[0].removeprefix("id: ")


def test_a_schedule_calls_nobody():
    found = a_shop("id: send-order, by: clock, kind: write, entities: [order]", "id: see-order, entities: [order]")
    assert {one["x-journey"] for one in operations(found).values()} == {"see-order"}
    assert found["x-without-operation"] == {"send-order": "begins by itself: nobody calls it"}


def test_two_journeys_with_the_same_address_get_one_each():
    found = operations(
        a_shop(
            "id: see-order, entities: [order]",
            "id: walk-queue, entities: [order]",
            "id: edit-order, kind: write, entities: [order]",
            "id: change-order, kind: write, entities: [order]",
        )
    )
    assert found["GET /orders"]["x-journey"] == "see-order"
    assert found["GET /views/walk-queue"]["x-journey"] == "walk-queue"
    assert found["PATCH /orders/{order_id}"]["x-journey"] == "edit-order"
    assert found["POST /orders/{order_id}/change-order"]["x-journey"] == "change-order"


def test_entities_whose_names_become_alike_keep_addresses_apart():
    entities = "  - {id: order}\n  - {id: orders}\n  - {id: orders-2}\n  - {id: search}\n  - {id: problem}\n"
    found = a_shop(
        "id: see-order, entities: [order]",
        "id: list-orders, entities: [orders]",
        "id: find-orders-2, entities: [orders-2]",
        "id: show-problem, entities: [problem]",
        entities=entities,
    )
    assert {"GET /orders", "GET /orders-2", "GET /search/orders-2-2", "GET /problems/{problem_id}"} <= set(
        operations(found)
    )
    assert found["components"]["schemas"]["Problem2"]["description"] == "problem"


def test_keys_that_lead_in_a_circle_end_somewhere():
    entities = (
        '  - {id: a, key: "b_id, x", relations: [{to: b}]}\n'
        '  - {id: b, key: "a_id, y", relations: [{to: a}]}\n'
        '  - {id: c, key: "c_id, z", relations: [{to: c}]}\n'
    )
    found = operations(
        a_shop("id: open-a, entities: [a]", "id: open-b, entities: [b]", "id: open-c, entities: [c]", entities=entities)
    )
    assert {one["x-journey"] for one in found.values()} == {"open-a", "open-b", "open-c"}


@pytest.mark.parametrize("name", ["help-desk", "scooters", "courses", "habits", "hostile"])
def test_every_operation_has_its_journey_and_objectives_and_the_other_way_round(name):
    blueprint, found = a_blueprint(text=an_example(name)), example(name)
    told = found["x-journeys"]
    for one in operations(found).values():
        assert set(one["x-slo"]) <= {objective["name"] for objective in told[one["x-journey"]]["objectives"]}
        assert one["x-slo"]
    called = {one["x-journey"] for one in operations(found).values()}
    assert called | set(found.get("x-without-operation", {})) == {journey.id for journey in blueprint.journeys}
    promised = {objective.name: objective.target for objective in blueprint.objectives if objective.journey in called}
    stated = {one["name"]: one["target"] for journey in told.values() for one in journey["objectives"]}
    assert stated == promised


def test_a_contested_change_names_the_version_that_was_read():
    found = operations(example("help-desk"))
    reply = found["POST /tickets/{ticket_id}/replies"]
    assert {"$ref": "#/components/parameters/IfMatch"} in reply["parameters"]
    assert {"412", "428"} <= set(reply["responses"])
    assert "ETag" in found["GET /tickets/{ticket_id}/replies"]["responses"]["200"]["headers"]


def test_where_a_lock_decides_the_second_hears_of_a_conflict_and_names_no_version():
    ride = operations(example("scooters"))["POST /rides/{ride_id}/end"]
    assert "412" not in ride["responses"]
    assert "somebody else was first" in ride["responses"]["409"]["description"]


def test_rules_of_the_records_say_what_may_be_in_the_way():
    reply = operations(example("help-desk"))["POST /tickets/{ticket_id}/replies"]
    assert "a mail with the same message id is stored once" in reply["responses"]["409"]["description"]
    assert "never changes" not in str(reply["responses"])


def test_the_customer_is_known_from_the_sign_in_and_never_asked_for():
    assert "company_id" not in str(example("help-desk"))


def test_clients_that_run_already_keep_their_errors_and_get_a_cursor_beside_their_pages():
    found = example("scooters")
    assert "Problem" not in found["components"]["schemas"]
    assert found["components"]["schemas"]["Error"]["additionalProperties"] is True
    assert found["servers"] == [{"url": "/"}]
    assert "Clients of Rollo run already" in found["info"]["description"]
    assert "Cursor" in found["components"]["parameters"]


def test_a_short_list_is_given_whole():
    text = NAMED.format(
        journeys="- {id: see-tag, entities: [tag]}", entities="  - {id: tag, rows_per_month: 5, retention: 12 months}"
    )
    found = document(text)
    assert "parameters" not in found["paths"]["/tags"]["get"] or "Cursor" not in str(found["paths"]["/tags"]["get"])
    assert "next_cursor" not in found["components"]["schemas"]["TagList"]["properties"]


def test_a_public_interface_picks_its_behaviour_by_a_header_and_tells_the_end():
    found = openapi(a_blueprint("interfaces.audience=public", text=an_example("habits")))
    assert found["servers"] == [{"url": "/v1"}]
    assert found["components"]["parameters"]["Version"]["name"] == "API-Version"
    assert "It ends 18 months later" in found["components"]["headers"]["Deprecation"]["description"]


def test_an_identity_provider_that_was_bought_gives_tokens():
    text = (
        an_example("habits")
        .replace("stage: prototype", "stage: live")
        .replace("budget: EUR 40/month", "cloud: aws, budget: EUR 40/month")
    )
    assert document(text)["security"] == [{"identityToken": []}]


def test_a_graph_at_the_edge_is_not_described_in_openapi():
    graph = a_blueprint("interfaces.style=graphql", "team.engineers=9", text=an_example("help-desk"))
    assert "artifacts/openapi.yaml" not in the_files(graph)
    assert "artifacts/openapi.yaml" in the_files(a_blueprint(text=an_example("help-desk")))


def test_what_people_typed_marks_nothing_up():
    found = example("hostile")
    assert "<script>" not in found["info"]["description"]
    assert "&lt;script&gt;" in found["info"]["description"]
    assert found["info"]["title"].startswith("{{ 7*7 }} <script>")
