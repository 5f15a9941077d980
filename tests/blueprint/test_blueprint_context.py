"""The context of a system: what its arrows speak and carry, what limits the choice, and what is released on its own."""

from archgen import library
from archgen.pipeline import described
from archgen.quantities import print_quantity
from make import WORKED, a_blueprint, a_brief, an_example, the_files

TEAMS = """\
  teams:
  - {id: desk, size: 20, owns: [reply]}
  - {id: queue, size: 30, owns: [ticket]}
  - {id: bills, size: 10, owns: [invoice]}
"""
QUEUED = WORKED.replace(
    "{to: mail, from: api,",
    "{to: queue, from: api, does: keeps it}, {to: worker, does: takes it}, {to: mail, from: worker,",
)
LARGE = WORKED.replace("team: {engineers: 5}\n", "team:\n  engineers: 60\n" + TEAMS).replace("12k", "2M")


def arrow(blueprint, source, target):
    return next(flow for flow in blueprint.wires if (flow.source, flow.target) == (source, target))


def constraint(blueprint, name):
    return next(each for each in blueprint.constraints if each.told.id == name)


def test_an_arrow_speaks_what_its_end_is_made_of():
    assert arrow(a_blueprint(), "api", "primary-store").over == "PostgreSQL protocol over TLS"
    mysql = a_blueprint("existing.database=mysql", "existing.style=monolith")
    assert arrow(mysql, "api", "primary-store").over == "MySQL protocol over TLS"


def test_a_queue_is_asked_by_whoever_takes_from_it():
    told = WORKED.replace(
        "{to: mail, from: api,", "{to: queue, from: api, does: keeps it}, {to: worker, does: takes it}, {to: mail,"
    )
    assert arrow(a_blueprint(text=told), "queue", "worker").over == "PostgreSQL protocol over TLS"


def test_what_a_neighbour_speaks_is_assumed_until_somebody_says_it():
    (assumed,) = a_blueprint().neighbours
    assert (assumed.protocol.raw, assumed.protocol_assumed) == ("HTTPS", True)
    blueprint = a_blueprint("dependencies[mail].protocol=SMTP over TLS")
    (said,) = blueprint.neighbours
    assert (said.protocol.raw, said.protocol_assumed) == ("SMTP over TLS", False)
    assert arrow(blueprint, "api", "mail").over.raw == "SMTP over TLS"
    assert "technology 'SMTP over TLS'" in the_files(blueprint)["artifacts/model.c4"]


def test_an_arrow_carries_the_entities_of_its_journeys_and_to_a_neighbour_what_that_sees():
    told = WORKED.replace("criticality: critical,", "criticality: critical, entities: [reply, ticket],")
    told = told.replace("for: outgoing mail,", "for: outgoing mail, shares: [reply],")
    told += "data: {entities: [{id: reply}, {id: ticket}]}\n"
    blueprint = a_blueprint(text=told)
    assert next(flow.carries for flow in blueprint.wires if flow.source == "user") == ("reply", "ticket")
    assert arrow(blueprint, "api", "mail").carries == ("reply",)
    (user,) = blueprint.actors
    assert (user.title, user.over, user.carries) == ("user", ("HTTPS",), ("reply", "ticket"))


def test_files_go_to_the_object_store_and_no_records():
    blueprint = a_blueprint(text=an_example("help-desk"))
    assert arrow(blueprint, "api", "object-store").carries == ("attachment",)


def test_a_budget_that_even_the_low_end_breaks_is_said_to_be_broken():
    told = constraint(a_blueprint(text=an_example("help-desk")), "budget.beyond").told
    assert str(told.cells[1][0]).startswith("not kept")


def test_a_neighbour_that_no_step_names_has_an_arrow_that_may_fail_and_a_to_do():
    blueprint = a_blueprint(text=WORKED.replace("dependencies: [", "dependencies: [{id: spam-check, for: tells junk},"))
    assert not arrow(blueprint, "api", "spam-check").hard
    assert "todo-journey-of-spam-check" in {todo.id for todo in blueprint.todos}


def test_a_constraint_forces_the_decisions_that_turn_without_it():
    blueprint = a_blueprint("constraints.cloud=aws")
    forced = {shift.decision: shift.outcome for shift in constraint(blueprint, "cloud.aws").forces}
    without = {each.id: each.outcome for each in a_blueprint().decisions}
    given = {each.id: each.outcome for each in blueprint.decisions}
    assert forced == {name: without[name] for name in forced}
    assert forced
    assert all(given[name] != without[name] for name in forced)


def test_what_nobody_said_limits_nothing():
    assert [each.told.id for each in a_blueprint().constraints] == ["double_capacity"]
    assert constraint(a_blueprint("constraints.budget=EUR 500/month"), "budget.foreign").forces == ()


def test_a_constraint_of_the_house_about_no_answer_forces_nothing(tmp_path):
    rows = tmp_path / "passages" / "ours.yaml"
    rows.parent.mkdir()
    told = '{id: works-council, cells: ["the works council agrees", "{system_name} was shown to it"]}'
    rows.write_text(f"sections:\n- section: constraints\n  rows:\n  - {told}\n", encoding="utf-8")
    known, brief = library.load(tmp_path), a_brief()
    blueprint = described(brief, known.resolve(brief), known, slug="parley")
    assert constraint(blueprint, "works-council").forces == ()


def test_teams_are_cut_into_services_where_nobody_named_candidates_and_the_largest_keeps_the_core():
    blueprint = a_blueprint(text=LARGE)
    assert [(each.id, each.teams) for each in blueprint.deployables] == [
        ("", ("queue",)),
        ("desk", ("desk",)),
        ("bills", ("bills",)),
    ]
    assert print_quantity(blueprint.design["deployables"]) == "3 services"


def test_candidates_go_before_teams_and_who_owns_none_shares_the_core():
    told = (
        LARGE + "candidates: [{id: bills, what: sends invoices, own_team: true, own_data: true, own_scaling: true}]\n"
    )
    core, bills = a_blueprint(text=told).deployables
    assert (core.id, core.teams) == ("", ("desk", "queue"))
    assert (bills.id, bills.teams, [what.raw for what in bills.what]) == ("bills", ("bills",), ["sends invoices"])


def test_a_system_of_one_codebase_is_released_as_one_whoever_owns_what():
    assert a_blueprint().deployables == ()
    assert a_blueprint(text=LARGE.replace("engineers: 60", "engineers: 8")).deployables == ()


def test_what_is_forbidden_gives_way_to_the_nearest_option():
    larger = ("constraints.cloud=aws", "team.skills.messaging=production", "load.users.monthly=20M")
    blueprint = a_blueprint(*larger, "constraints.forbidden=[Kafka]", text=QUEUED)
    assert blueprint.decision("broker").outcome == "managed-log"
    (found,) = [each for each in blueprint.challenges if each.id == "forbidden-chosen"]
    assert found.ways[0].patch["decided[broker].choose"] == "own-queue"
