"""Pages as readers and tools meet them: one heading, whole tables, links that lead somewhere, nothing unsaid."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from documents_read import ALL, design_of, designed, fences, pages

from archgen import library
from archgen.checks import Subject, links
from archgen.pipeline import produced
from make import an_example
from random_briefs import RandomBrief

# Digits that template text may hold: what is no figure of a system.
_ALLOWED = re.compile(r'markdown="1"|model\.c4')
_UNSAID = r"Undefined|\bnan\b|\bText\(|Fraction\(|Quantity\(|(?<![|*:;] )(?<!\*\*)\bNone\b(?!\.\*\*|[;,]| \|)"
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@pytest.mark.parametrize("name", ALL)
def test_every_page_has_one_first_heading(name):
    for path, text in pages(name).items():
        assert len(re.findall(r"^# ", _outside(text), re.MULTILINE)) == 1, path


@pytest.mark.parametrize("name", ALL)
def test_no_table_is_ragged(name):
    for path, text in pages(name).items():
        for table in re.findall(r"(?:^\|.*\|[ ]*\n)+", text, re.MULTILINE):
            widths = {len(re.split(r"(?<!\\)\|", row.strip())) for row in table.strip().split("\n")}
            assert len(widths) == 1, f"{path}: {table[:300]}"


@pytest.mark.parametrize("name", ALL)
def test_headings_and_tables_stand_apart_from_the_text_before_them(name):
    for path, text in pages(name).items():
        glued = re.findall(r"^(?![#|]|```).+\n(?:#+ |\| ).*", _outside(text), re.MULTILINE)
        assert glued == [], path


@pytest.mark.parametrize("name", ALL)
def test_every_row_of_a_table_stands_below_a_head(name):
    for path, text in pages(name).items():
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if line.startswith("|") and not lines[number - 1].startswith("|"):
                assert re.fullmatch(r"\|( --- \|)+", lines[number + 1]), f"{path}:{number + 1}: {line[:200]}"


@pytest.mark.parametrize("name", ALL)
def test_nothing_unknown_is_printed_as_none(name):
    for path, text in pages(name).items():
        assert not re.search(_UNSAID, _outside(text)), path


@pytest.mark.parametrize("name", ALL)
def test_no_page_holds_a_list_of_tasks(name):
    assert [path for path, text in pages(name).items() if re.search(r"^\s*[-*] \[[ x]\] ", text, re.MULTILINE)] == []


@pytest.mark.parametrize("name", ALL)
def test_every_link_and_anchor_leads_somewhere(name):
    files = {path: made.text for path, made in produced(designed(name), "docs").items()}
    files["docs/index.md"] = "# Backend\n"  # the overview is above the design
    subject = Subject((designed(name),), SimpleNamespace(), files, "docs", date(2026, 1, 1))
    found = [str(problem) for problem in links.links(subject)]
    assert [problem for problem in found if "'../handbook/" not in problem] == []  # the handbook is beside the design


@pytest.mark.parametrize(
    "template", sorted(library.templates_folder().glob("design/**/*.md")), ids=lambda file: file.stem
)
def test_the_text_of_a_template_holds_no_figure(template: Path):
    said = _ALLOWED.sub("", _CODE.sub("", template.read_text(encoding="utf-8")))
    assert re.findall(r".*\d.*", said) == []


def test_a_prototype_has_its_design_on_one_page_and_says_what_is_not_owed():
    made = pages("habits")
    own = [path for path in made if not path.startswith("runbooks/")]
    assert "technical-design.md" not in made
    assert len(own) <= 7
    assert "## Security" in made["system-design.md"]
    assert "## Risks" in made["system-design.md"]
    assert "[technical design](system-design.md#technical-design)" in made["index.md"]


def test_from_the_foundation_on_the_parts_are_pages_of_their_own():
    parts = {"data-model.md", "technical-design.md", "operational-design.md", "risk-assessment.md"}
    assert parts <= pages("help-desk").keys()
    assert "## Security" not in pages("help-desk")["system-design.md"]
    assert '<a id="system-context"></a>' in pages("help-desk")["system-design.md"]
    assert {*parts, "system-context.md", "quality.md", "assumptions.md"} <= pages("scooters").keys()


@pytest.mark.parametrize(("name", "most"), [("habits", 11), ("help-desk", 30), ("courses", 45), ("scooters", 70)])
def test_a_design_has_no_more_pages_than_its_phase_bears(name, most):
    assert len(pages(name)) <= most


def test_the_page_of_decisions_is_read_and_not_searched():
    page = pages("help-desk")["decisions.md"]
    shown = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert len(shown.split()) <= 5_600
    assert page.count("<details") == 1
    for decision in designed("help-desk").blueprint.decisions:
        if decision.because:
            assert f'<a id="{decision.anchor}"></a>' in page, decision.anchor


@pytest.mark.parametrize("name", ALL)
def test_a_design_shows_its_context_its_parts_and_its_journeys(name):
    kinds = [fence.split("\n")[0] for text in pages(name).values() for fence in fences(text)]
    assert {"flowchart LR", "sequenceDiagram", "erDiagram", "quadrantChart"} <= set(kinds)


def _outside(text: str) -> str:
    """The page without what stands in fences."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


BARE = "system: {name: Bare}\njourneys: [{id: place-order, kind: write, criticality: critical}]\n"


def test_a_journey_that_nobody_described_is_called_by_its_id():
    pages = {page.path: page.text for page in design_of("bare", BARE).pages}
    assert "place order" in pages["index.md"]


@pytest.mark.parametrize("engine", ["sqlserver", "oracle", "mongodb", "dynamodb", "sqlite", "other"])
def test_a_store_without_commands_still_has_all_its_pages(engine):
    text = BARE + (
        f"team: {{engineers: 25}}\nexisting: {{database: {engine}}}\ntargets: {{rto: 5 min, availability: 99.95 %}}\n"
        f"constraints: {{cloud: on-premises, mandated: [{engine}]}}\nload: {{users: {{monthly: 900k}}}}\n"
    )
    assert any(page.path == "runbooks/restore.md" for page in design_of("bare", text).pages)


def test_growth_names_what_breaks_first_of_a_store_that_nobody_named():
    text = BARE + (
        "team: {engineers: 25}\nexisting: {database: other, style: monolith}\n"
        "constraints: {cloud: aws}\nload: {users: {monthly: 9M}}\n"
    )
    (growth,) = [page.text for page in design_of("bare", text).pages if page.path == "growth.md"]
    assert "the node of the primary store that writes: " in growth


@pytest.mark.parametrize("seed", range(6))
def test_any_brief_that_is_read_has_pages(seed):
    made = RandomBrief(seed, library.load().schema).text.replace('"2026-01-31"', '"2060-01-31"')
    assert design_of("parley", made).pages


def test_a_team_without_a_size_is_told_without_one():
    text = BARE + "team: {engineers: 12, teams: [{id: till, owns: [order]}, {id: yard, size: 5}]}\n"
    pages = {page.path: page.text for page in design_of("bare", text).pages}
    assert "| `till` | nobody said |" in pages["team.md"]


def test_errors_of_an_interface_that_is_not_described_in_a_file_are_nobodys_to_do():
    text = BARE.replace("kind: write", "kind: write, by: clock") + "interfaces: {existing_consumers: true}\n"
    pages = {page.path: page.text for page in design_of("bare", text).pages}
    assert "todo-error-form" not in pages["open-questions.md"]


def test_a_technology_whose_first_release_is_still_to_come_is_scored():
    text = BARE + "technologies: [{id: tidelift-db, for: orders, first_release: 2040-01-01}]\n"
    assert design_of("bare", text).pages


def test_a_domain_that_takes_events_cannot_break_their_table():
    name = '"# yard\\n\\n```\\n| x"'
    news = f"{{id: course-sold, from: learning, to: {name}, kind: fan-out, consistency: eventual, debugging: false}}"
    text = an_example("courses").replace("interactions:\n", f"interactions:\n- {news}\n")
    pages = {page.path: page.text for page in design_of("courses", text).pages}
    told = [page for page in pages.values() if "Taken by" in page]
    assert told
    assert not any("\n# yard" in page or "\n```\n| x" in page for page in told)


def test_words_in_code_are_no_link():
    page = "| `[a](http://x.example) ![i](x)` | [gone](y.md) |"
    files = {"docs/backend/index.md": page}
    found = [problem.what for problem in links.links(SimpleNamespace(files=files))]
    assert len(found) == 1
    assert "y.md" in found[0]


def test_a_decision_without_a_sentence_is_still_found_by_its_links():
    text = BARE + "constraints: {compliance: [gdpr], residency: country}\ndata: {entities: [{id: order}]}\n"
    made = design_of("bare", text)
    page = next(page.text for page in made.pages if page.path == "decisions.md")
    for decision in made.blueprint.decisions:
        assert f'<a id="{decision.anchor}"></a>' in page, decision.anchor
