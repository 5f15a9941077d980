"""What is cited: the inventory, the sources of the field, and the corrections."""

from datetime import date

USES = {
    "adr", "alert", "catalog-fact", "compliance-check", "decision-table", "design-section", "generated-file",
    "question", "repo-habit", "runbook", "slo-spec", "tool-behaviour",
}  # fmt: skip


def test_the_inventory_has_each_of_its_585_items_once(inventory):
    assert len(inventory) == 585
    assert all(set(item["use"]) <= USES and item["says"] for item in inventory.values())


def test_a_source_has_a_title_and_a_date_and_an_address_or_says_that_it_is_our_own(sources):
    for name, source in sources.items():
        if name.startswith("ext."):
            assert source["title"], name
            assert date.fromisoformat(source["as_of"]), name
            assert (source["url"] or "").startswith("http") != (source.get("basis") == "own"), name


def test_every_id_is_of_a_known_family(sources):
    assert {name.partition(".")[0] for name in sources} == {"ext", "correction"}


def test_each_of_the_24_corrections_names_what_it_corrects_and_what_is_carried(sources, known):
    corrections = {name: entry for name, entry in sources.items() if name.startswith("correction.")}
    assert sorted(entry["number"] for entry in corrections.values()) == list(range(1, 25))
    for name, entry in corrections.items():
        assert entry["corrects"], name
        assert entry["carries"].endswith("."), name
        assert {*entry["corrects"], *entry["sources"]} <= known, name


def test_the_share_of_keys_that_modulo_moves_is_as_corrected(sources):
    moved = sum(key % 4 != key % 5 for key in range(20_000)) / 20_000
    assert moved == 0.8
    assert "80 % of the keys" in sources["correction.shard-modulo"]["carries"]


def test_adoption_takes_as_long_as_corrected(sources, catalogues):
    phases = catalogues["evaluation"]["phases"]
    months = [sum(phase.get("months", [0, 0])[pace] for phase in phases) for pace in (0, 1)]
    weeks = [sum(phase.get("weeks", [0, 0])[pace] for phase in phases) for pace in (0, 1)]
    assert [round(month + week * 12 / 52, 1) for month, week in zip(months, weeks, strict=True)] == [10.5, 21.9]
    assert "10.5 to 22 months" in sources["correction.wait-rule"]["carries"]
