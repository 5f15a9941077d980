"""Knowledge sentences and their slots."""

from archgen.sentences import parse, slots_of, stray_braces


def test_slots_are_found_in_their_order_with_their_subjects():
    text = "{connections_peak} connections do not fit {technology[primary-store]}."
    assert slots_of(text) == ("connections_peak", "technology[primary-store]")


def test_a_sentence_is_filled_whole_or_left_out():
    values = {"users": "12,000 users"}
    assert parse("From {users} on.").fill(lambda slot: values.get(str(slot))) == ("From ", "12,000 users", " on.")
    assert parse("{users} and {nobody}").fill(lambda slot: values.get(str(slot))) is None


def test_a_brace_that_opens_no_slot_is_told():
    assert stray_braces("{Users} come")
    assert not stray_braces("{users} come")


def test_a_slot_that_begins_a_sentence_is_known_and_one_in_half_a_sentence_or_of_a_product_is_not():
    assert parse("{journey} wants {availability}. {entity} is kept.").openings == frozenset({0, 4})
    assert parse("{journey} wants {availability}").openings == frozenset()
    assert parse("{technology[queue]} waits for {journey}.").openings == frozenset()
