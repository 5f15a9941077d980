"""Coverage: who carries which item, and why a citation alone is not enough for a number."""

from fractions import Fraction
from pathlib import Path

import pytest

import archgen
from archgen.coverage import Citation, Item, citations, corrections, coverage, numbers_in, of_knowledge, read_items
from archgen.library import knowledge, knowledge_parts, load, templates_folder

LIMIT = Item("api.deprecation.public", "threshold", "A public API is deprecated over at least 18 months.", ("adr",))
RULE = Item("boring.database", "decision-rule", "PostgreSQL serves 90% of use cases.", ("decision-table",))
LATER = Item("sdd.title", "template-section", "The document has a title.", ("design-section",))


def _covered(*cited, items=(LIMIT, RULE, LATER), corrected=None, exempt=None):
    return coverage(items, cited, corrected=corrected or {}, exempt=exempt or {})


def test_an_item_that_nothing_cites_is_missing_or_owed_later_by_its_use():
    found = _covered()
    assert [gap.item.id for gap in found.missing] == ["api.deprecation.public", "boring.database"]
    assert [gap.item.id for gap in found.later] == ["sdd.title"]


def test_a_citation_carries_a_rule_and_not_a_number():
    found = _covered(Citation("boring.database", "tables a"), Citation("api.deprecation.public", "tables a"))
    assert found.places["boring.database"] == ("tables a",)
    assert [(gap.item.id, gap.why) for gap in found.missing] == [
        ("api.deprecation.public", "cited, but its number stands nowhere")
    ]


def test_a_number_is_carried_where_it_stands():
    assert _covered(Citation("api.deprecation.public", "figures", frozenset({Fraction(18)}))).places[LIMIT.id]


def test_a_correction_that_is_cited_carries_what_it_corrects():
    sources = {"correction.versioning": {"corrects": ["api.deprecation.public"]}, "ext.x": {"title": "X"}}
    corrected = corrections(sources)
    assert corrected == {"api.deprecation.public": ("correction.versioning",)}
    cited = Citation("correction.versioning", "catalogues versioning")
    assert _covered(cited, corrected=corrected).places[LIMIT.id] == ("catalogues versioning",)
    assert _covered(corrected=corrected).places[LIMIT.id] == ()


def test_what_is_left_out_with_a_reason_is_not_missing():
    found = _covered(exempt={LIMIT.id: "a policy", RULE.id: "a stance"})
    assert found.missing == ()


def test_citations_are_found_in_rows_entries_and_figures_with_the_numbers_beside_them():
    table = {
        "table": "band",
        "rules": [{"id": "few", "when": {"engineers": "4..8"}, "sources": ["team.4-8"]}],
        "cases": [{"given": {"engineers": 9}, "expect": "few"}],
    }
    figure = {"headroom": {"value": "70 %", "source": "quality.resource-efficiency"}}
    (row,) = citations("decisions/band", table)
    (constant,) = citations("figures", figure)
    assert (row.id, row.place, row.numbers) == ("team.4-8", "decisions/band rules few", {4, 8, 9})
    assert (constant.id, constant.place, constant.numbers) == (
        "quality.resource-efficiency",
        "figures headroom",
        {70},
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0-100K users", {100_000}),
        ("1M-10M users", {1_000_000, 10_000_000}),
        ("99.95% over 30 days", {Fraction("99.95"), 30}),
        ("1,600 columns", {1_600}),
        ("nothing", set()),
    ],
)
def test_numbers_are_read_as_people_write_them(text, numbers):
    assert numbers_in(text) == numbers


def test_the_bundled_catalogues_and_figures_carry_every_catalogue_fact(
    inventory, sources, figures, catalogues, carriers
):
    parts = {f"catalogues/{name}": data for name, data in catalogues.items()} | {"figures": figures}
    cited = [citation for part, data in parts.items() for citation in citations(part, data)]
    items = [item for item in read_items(inventory.values()) if "catalog-fact" in item.use]
    found = coverage(items, cited, corrected=corrections(sources), exempt=carriers["exempt"])
    assert [gap.item.id for gap in found.missing] == []


def test_carriers_and_exemptions_name_known_items_and_give_a_reason(inventory, known, carriers):
    assert set(carriers["brief"]) <= known
    assert {*carriers["done"], *carriers["exempt"]} <= set(inventory)
    assert all(len(reason) > 20 for reason in carriers["exempt"].values())


def test_what_the_program_does_names_the_file_that_does_it(carriers):
    for text in carriers["done"].values():
        path = text.partition(":")[0]
        folder = templates_folder().parent if path.startswith("templates/") else Path(archgen.__file__).parent
        assert (folder / path).is_file(), text


def test_a_question_is_carried_by_a_path_that_the_brief_has(carriers, brief_fields):
    for target in carriers["brief"].values():
        path, _, choice = target.partition("=")
        assert path in brief_fields, target
        assert not choice or choice in brief_fields[path]["choices"], target


def test_a_figure_that_is_named_in_a_sentence_says_its_number():
    rule = {"id": "notice", "rule": "We give {deprecation_public}.", "sources": ["api.deprecation.public"]}
    (cited,) = citations("handbook/api", {"rules": [rule]}, {"deprecation_public": "18 months"})
    assert cited.numbers == {18}


def test_a_figure_that_nothing_reads_carries_nothing():
    parts = {
        "carriers": {"carriers": {"brief": {}, "done": {}, "exempt": {}}},
        "sources": {"sources": {}},
        "figures": {"figures": {"notice": {"value": "18 months", "source": "api.deprecation.public"}}},
        "inventory": {"inventory": [{"id": LIMIT.id, "kind": LIMIT.kind, "says": LIMIT.says, "use": list(LIMIT.use)}]},
    }
    assert of_knowledge(parts, read=()).places[LIMIT.id] == ()
    assert of_knowledge(parts, read=("notice",)).places[LIMIT.id] == ("figures notice",)


def test_every_item_is_carried_but_the_few_that_are_named_with_a_reason(carriers):
    found = of_knowledge({part: knowledge(part) for part in knowledge_parts()}, read=load().graph.readers)
    assert [(gap.item.id, gap.why) for gap in (*found.missing, *found.later)] == []
    assert len(carriers["exempt"]) <= 5
