"""The catalogues: one form, cited entries, sentences without digits, slots that name figures."""

import re

from archgen.sentences import slots_of

FREE = {
    "sources",
    "status",
    "people",
    "weight",
    "id",
    "title",
    "technology",
    "role",
    "aws",
    "gcp",
    "azure",
    "regime",
    "went",
}
EXPECTED = {
    "brokers", "clouds", "dr_tiers", "errors", "evaluation", "evolution", "indexes", "oncall", "opentelemetry",
    "orchestrators", "privacy", "resilience", "search_vector", "secrets", "tenancy", "testing", "versioning",
}  # fmt: skip


def _entries(catalogues):
    for name, catalogue in catalogues.items():
        for entry in [*catalogue["entries"], *catalogue.get("libraries", ())]:
            yield f"{name}/{entry.get('id') or entry['language']}", entry


def test_every_silent_topic_has_its_catalogue_in_one_form(catalogues):
    assert set(catalogues) == EXPECTED
    for name, catalogue in catalogues.items():
        assert catalogue["catalogue"] == name
        assert catalogue["title"]
        assert catalogue["says"].endswith(".")
        for entry in catalogue["entries"]:
            place = f"{name}/{entry['id']}"
            assert set(entry) <= {*catalogue["columns"], "id", "title", "technology", "sources"}, place
            assert set(catalogue["columns"]) <= set(entry), place


def test_every_entry_is_cited_and_every_citation_resolves(catalogues, known):
    for place, entry in _entries(catalogues):
        assert entry["sources"], place
        assert set(entry["sources"]) <= known, place
    evaluation = catalogues["evaluation"]
    further = [*evaluation["phases"], *evaluation["outcomes"], evaluation["wait"], evaluation["pass"]]
    assert {source for part in further for source in part["sources"]} <= known


def test_an_id_stands_in_a_catalogue_once(catalogues):
    for name, catalogue in catalogues.items():
        ids = [entry["id"] for entry in catalogue["entries"]]
        assert len(ids) == len(set(ids)), name


def test_sentences_hold_no_digits_and_their_slots_name_figures(catalogues, figures):
    for place, entry in _entries(catalogues):
        for key, text in entry.items():
            if isinstance(text, str) and key not in FREE:
                assert set(slots_of(text)) <= set(figures), (place, key)
                assert not re.search(r"(?<![\w.])\d", re.sub(r"\{\w+\}", "", text)), (place, key)


def test_a_tier_of_recovery_names_its_two_times_as_figures(catalogues, figures):
    for tier in catalogues["dr_tiers"]["entries"]:
        assert {tier["rpo"], tier["rto"]} <= set(figures)


def test_technologies_and_offers_are_those_of_the_technology_data(catalogues, technologies):
    ids = {entry["id"] for entry in technologies["technologies"]}
    named = {entry["technology"] for _, entry in _entries(catalogues) if entry.get("technology")}
    offered = {
        offer["id"]
        for entry in catalogues["clouds"]["entries"]
        for cloud in ("aws", "gcp", "azure")
        for offer in entry[cloud]
        if "id" in offer
    }
    assert named <= ids
    assert offered <= ids
    assert set(catalogues["evaluation"]["operations"]["takes_people"]) <= ids


def test_the_status_codes_that_were_missing_are_there(catalogues):
    codes = [entry["status"] for entry in catalogues["errors"]["entries"]]
    assert codes == sorted(codes)
    assert {202, 304, 412, 422, 428, 429, 502, 503, 504} <= set(codes)


def test_every_managed_cloud_service_of_the_technology_data_is_offered_somewhere(catalogues, technologies):
    managed = {entry["id"] for entry in technologies["technologies"] if "managed_by" in entry}
    text = str(catalogues["clouds"])
    assert {name for name in managed if f"'{name}'" not in text} == set()


def test_the_weights_of_the_matrix_sum_to_a_hundred(catalogues):
    weights = {entry["id"]: entry["weight"] for entry in catalogues["evaluation"]["entries"]}
    assert weights == {"maturity": 25, "fit": 30, "team": 20, "operations": 15, "ecosystem": 10}
