"""What is owed beside the design itself: the way from today, the first page by occasion, people, abuse, ownership."""

from __future__ import annotations

import re

import pytest
from documents_read import OWN, design_of, designed, pages

from make import EXAMPLES

FIRST = {
    "split": "## What leaves the core",
    "api": "## The interface",
    "database": "## The data and its store",
    "bottleneck": "## What is full first",
    "growth": "## What ",
    "integration": "## Whom it depends on",
    "legacy": "## From today to Rollo",
    "incident": "## What fails, and who acts",
}


def test_a_system_that_runs_gets_the_way_from_today():
    page = pages("bazaar")["migration.md"]
    assert "**Piece by piece behind a front: What runs today is one monolith, and 1 service should leave it" in page
    kept = page.partition("## What stays as it is")[2].partition("## Steps")[0]
    assert "MySQL holds records of Trödelhof that people rely on" in kept
    assert "addresses of listings that search engines know" in kept
    assert "| front | a front takes every path of Trödelhof and sends each to the monolith |" in page
    assert "| the old code of a path is deleted |" in page
    assert "**no return** for this path of Trödelhof" in page


def test_the_critical_journeys_move_last():
    compared = re.findall(r"^\| `([a-z-]+)` \| (?:old and new|rows of)", pages("bazaar")["migration.md"], re.MULTILINE)
    assert set(compared[-2:]) == {"buy", "pay-out"}
    assert compared[0] not in ("buy", "pay-out")


def test_a_change_of_the_engine_is_run_twice_and_turned_back_until_the_old_one_stops():
    text = (EXAMPLES / "help-desk" / "brief.yaml").read_text(encoding="utf-8")
    moved = text.replace("  style: none\n", "  style: monolith\n  database: mongodb\n  database_size: 120 GB\n")
    page = next(page.text for page in design_of("moved", moved).pages if page.path == "migration.md")
    assert "120 GB of mongodb are copied to PostgreSQL, about 1.2 h at 100 GB/h" in page
    assert "30 days pass without a difference in Parley that nobody can explain" in page
    assert "what Parley writes from then on is in PostgreSQL alone" in page


def test_a_new_system_says_in_one_line_that_nothing_is_to_be_taken_over():
    assert "migration.md" not in pages("clinic")
    assert (
        "- Migration: not applicable, since nothing runs today that it would take over." in pages("clinic")["index.md"]
    )


@pytest.mark.parametrize("occasion", FIRST)
def test_the_occasion_chooses_what_the_first_page_begins_with(occasion):
    text = (EXAMPLES / "scooters" / "brief.yaml").read_text(encoding="utf-8")
    asked = text.replace("occasion: new\n", f"occasion: {occasion}\n")
    page = design_of("asked", asked).pages[0].text
    headings = re.findall(r"^## .*", page, re.MULTILINE)
    assert headings[0].startswith(FIRST[occasion])


def test_debt_comes_ranked_with_its_reason():
    page = pages("bazaar")["index.md"]
    assert "## The debt, ranked" not in page
    text = (OWN / "bazaar.yaml").read_text(encoding="utf-8")
    page = design_of("debt", text.replace("occasion: split", "occasion: debt")).pages[0].text
    assert "| SQL that is put together by hand in 120 places | critical | Now |" in page


def test_the_record_of_processing_names_every_kind_of_personal_data_and_who_gets_it_without_an_agreement():
    page = pages("clinic")["data-model.md"].partition("### Record of processing")[2].partition("### Where")[0]
    for kind in designed("clinic").design["personal_kinds"]:
        assert f"| `{kind}` |" in page
    assert "**without an agreement with `messages`**" in page
    assert "(open-questions.md#todo-legal-ground)" in page
    assert "Name the legal ground of `patient`" in pages("clinic")["open-questions.md"]


def test_where_no_law_asks_there_is_no_record_of_processing():
    text = (OWN / "clinic.yaml").read_text(encoding="utf-8").replace("compliance: [gdpr]", "compliance: [soc2]")
    page = next(page.text for page in design_of("unasked", text).pages if page.path == "data-model.md")
    assert "Record of processing" not in page
    assert "### Where data of people rests" in page


def test_an_abuse_is_told_once_and_by_the_journey_that_it_harms():
    page = pages("clinic")["technical-design.md"].partition("### Against its purpose")[2]
    assert page.count("copies ") == 1
    assert "takes many in `book-slot` (one slot that two patients choose)" in page


def test_what_nobody_answers_for_is_said_once():
    page = pages("scooters")["team.md"]
    assert "| `ride` | `rides` |" in page
    assert "**Nobody is named for `zone`" not in page
    assert re.search(r"\*\*Nobody is named for .*worker.*\*\*: `team.teams\[\].owns`", page)
    assert "One team answers for all" in pages("help-desk")["team.md"]


def test_the_picture_of_the_regions_says_what_the_table_says():
    page = pages("scooters")["operational-design.md"]
    picture = page.partition("## Where it runs")[2].partition("```mermaid\n")[2].partition("```")[0]
    table = re.findall(r"^\| \S+ \| ([a-z ]+) \| (.+) \|$", page.partition("```\n")[2].partition("## Rel")[0], re.M)
    boxes = len(re.findall(r"_n_\w+\[", picture))
    assert boxes == sum(len(parts.split(", ")) for _, parts in table)
