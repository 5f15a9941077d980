"""On the built site each number leads to its line in the ledger, and each page says whose it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archgen.cli.new_design import app as new_design_app
from archgen.cli.site import app as site_app
from archgen.site import reading

BRIEF = Path(__file__).parents[2] / "examples" / "help-desk" / "brief.yaml"

PLACES = {
    "users": ("../ledger/#users", "users"),
    "peak-a": ("../ledger/#peak-a", "peak[a]"),
    "peak-b": ("#b", "peak[b]"),
}


def linked(html: str, **numbers: list[str]) -> list[str]:
    """The addresses that the numbers of a page lead to, in their order."""
    spelled = {"users": "12,000 users", "peak": "7 req/s", "bare": "12,000"}
    found = reading.linked(html, {spelled[name]: places for name, places in numbers.items()}, PLACES.get)
    return re.findall(r'<a class="archgen-why" href="([^"]+)"', found)


def test_a_number_in_prose_and_in_a_table_leads_to_its_line_and_names_it():
    html = "<p>For 12,000 users.</p><table><tr><td>12,000 users</td></tr></table>"
    assert linked(html, users=["users"]) == ["../ledger/#users"] * 2
    one = reading.linked("<p>12,000 users</p>", {"12,000 users": ["users"]}, PLACES.get)
    assert one == '<p><a class="archgen-why" href="../ledger/#users" title="Why: users">12,000 users</a></p>'


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="x">12,000 users</a></p>',
        "<pre><code>12,000 users</code></pre>",
        "<h2>12,000 users</h2>",
        "<p>112,000 users, 12,000 users/day and 12,000 usersland</p>",
    ],
)
def test_a_link_code_a_heading_and_a_piece_of_another_number_stay_as_they_are(html):
    assert reading.linked(html, {"12,000 users": ["users"]}, PLACES.get) == html


def test_numbers_that_read_alike_are_told_apart_by_their_place():
    html = "<p>7 req/s</p><pre>7 req/s</pre><p>7 req/s</p>"
    assert linked(html, peak=["peak-a", "peak-b", "peak-b"]) == ["../ledger/#peak-a", "#b"]


def test_where_people_have_added_a_number_that_reads_alike_none_of_them_is_guessed_at():
    assert linked("<p>7 req/s, 7 req/s, and 7 req/s</p>", peak=["peak-a", "peak-b"]) == []


def test_a_number_without_a_unit_is_linked_only_where_it_fills_a_cell():
    assert linked("<p>12,000</p><table><tr><td>12,000</td></tr></table>", bare=["users"]) == ["../ledger/#users"]


def test_a_line_that_the_ledger_has_not_is_not_linked_to():
    assert linked("<p>12,000 users</p>", users=["gone"]) == []


def test_the_ledger_links_the_names_that_a_number_is_made_of():
    html = "<tr><td><code>total</code></td><td>9</td><td>peak[a] x unknown</td></tr>"
    assert reading.named(html, {"peak[a]": "#peak-a", "total": "#total"}) == html.replace(
        "peak[a]", '<a class="archgen-why" href="#peak-a">peak[a]</a>'
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("reading")
    run(new_design_app, "--brief", str(BRIEF), "--output", str(root), "--no-input", "--quiet")
    run(site_app, "build", "--output", str(root), "--quiet")
    return root / "site"


def run(app, *arguments):
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_nearly_every_number_of_the_first_page_leads_to_a_place_that_is_there(built):
    page = (built / "backend/parley/index.html").read_text()
    why = re.findall(r'class="archgen-why" href="([\w/.]*)#([\w-]+)"', page)
    assert len(why) > 30
    for address, anchor in why:
        target = (built / "backend/parley" / address / "index.html").read_text()
        assert f'id="{anchor}"' in target, (address, anchor)


def test_each_page_bears_its_owner_and_topic_which_lead_to_all_pages_of_theirs(built):
    page = (built / "backend/parley/runbooks/api/index.html").read_text()
    tags = re.findall(r'<a href="([^"]+)" class="md-tag">([^<]+)</a>', page)
    assert tags == [
        ("../../../pages/#owner-the-people-of-parley", "The people of Parley"),
        ("../../../pages/#topic-runbooks", "Runbooks"),
    ]
    listed = (built / "backend/pages/index.html").read_text()
    assert 'id="owner-the-people-of-parley"' in listed
    assert 'id="topic-runbooks"' in listed


def test_search_knows_the_tags(built):
    assert '"tags":["The people of Parley","Runbooks"]' in (built / "search/search_index.json").read_text()


def test_a_search_finds_a_runbook_before_pages_that_only_speak_of_it(built):
    index = json.loads((built / "search/search_index.json").read_text())["docs"]
    boost = {page["location"]: page.get("boost", 1) for page in index if "#" not in page["location"]}
    assert boost["backend/parley/runbooks/restore/"] > boost["backend/parley/capacity/"] == 1
