"""Candidates for services: eight answers in their order, a team as the veto, the ceiling last."""

from archgen.quantities import print_quantity
from make import a_design

TEXT = """\
system: {name: Parley}
team: {engineers: 10}
load: {users: {monthly: 300k}}
existing: {split_reason: release-contention}
candidates:
- {id: mails, own_team: yes, capability: yes, own_scaling: yes, own_release: yes, own_failure: yes, tables: 6}
- {id: ledger, own_team: yes, own_data: yes, tables: 8, shared_tables: 1}
- {id: search, own_team: yes, own_data: yes, tables: 8, shared_tables: 0}
- {id: login, own_team: no, own_data: yes, capability: yes, own_security: yes, tables: 9}
- {id: tags, own_team: yes, own_data: yes, tables: 2, endpoints: 3}
"""


def test_an_earlier_answer_outranks_all_later_ones_shared_tables_break_ties_and_tiny_ones_come_last():
    assert a_design(text=TEXT)["candidate_order"] == ("search", "ledger", "mails", "login", "tags")


def test_without_a_team_nothing_else_counts():
    design = a_design(text=TEXT)
    assert design["decomposition"]["login"] == "module-now"
    assert design.decisions["decomposition"]["login"].row.level == "veto"


def test_no_more_are_split_off_than_the_ceiling_and_the_tiny_one_is_joined():
    design = a_design("team.engineers=9", text=TEXT)
    assert print_quantity(design["split_offs"]) == "2 services"
    assert {name for name, admitted in design["candidate_admitted"].items() if admitted} == {"ledger", "search"}
    assert dict(design["decomposition"]) == {
        "mails": "module-now",
        "ledger": "extract-now",
        "search": "extract-now",
        "login": "module-now",
        "tags": "merge",
    }


def test_what_shares_its_tables_and_owns_no_data_stays():
    text = TEXT.replace("own_failure: yes, tables: 6", "own_failure: yes, tables: 6, shared_tables: 5")
    assert a_design(text=text)["decomposition"]["mails"] == "keep"


def test_sizes_beyond_the_usual_are_warned_of_and_decide_nothing():
    text = TEXT.replace("shared_tables: 1}", "shared_tables: 1, endpoints: 31, lines: 60k}")
    design = a_design(text=text)
    assert design["service_size"]["ledger"] == ("many-endpoints", "much-code")
    assert design["decomposition"]["ledger"] == "extract-now"


def test_a_tiny_one_with_a_need_of_its_own_may_leave():
    text = TEXT.replace("tables: 2, endpoints: 3}", "own_scaling: yes, tables: 2, endpoints: 3}")
    design = a_design("team.engineers=9", text=text)
    assert design["candidate_order"][0] == "tags"
    assert design["decomposition"]["tags"] == "extract-now"


def test_a_measured_reason_stands_for_a_candidate_that_is_not_ripe_yet():
    text = "system: {name: Parley}\nteam: {engineers: 9}\nexisting: {split_reason: isolation}\n"
    text += "candidates: [{id: keys, own_team: yes, own_security: yes, tables: 6}]\n"
    design = a_design(text=text)
    assert print_quantity(design["split_offs"]) == "1 service"
    assert design["decomposition"]["keys"] == "module-now"
