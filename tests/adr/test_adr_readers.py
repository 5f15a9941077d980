"""Other tools' rules, read by small readers of their own: what archgen writes is what they show."""

from __future__ import annotations

import pytest
from adr_logs import SLOW, a_record
from adr_readers import READERS, structurizr_madr
from adr_samples import STATUSES, TITLES, TODAY, texts_of, the_log
from hypothesis import given
from test_adr_convert import contents

from archgen.adr import Status
from archgen.adr.writing.content import Content
from archgen.adr.writing.formats import writer


@pytest.mark.parametrize("reader", READERS)
def test_the_universal_layout_is_read_right_by_every_reader(reader: str) -> None:
    seen = [*READERS[reader](texts_of(the_log("universal"))).values()]
    numbered = [f"{number}. {title}" for number, title in enumerate(TITLES, 1)]
    assert [one.title for one in seen] in ([*TITLES], numbered)
    words = {"proposed": ("proposed", "pending"), "accepted": ("accepted", "amended")}
    for one, status in zip(seen, STATUSES, strict=True):
        known = (*words.get(status, (status,)), *(("unknown",) if reader == "adr-viewer" else ()))
        assert one.status is None or one.status.lower().split(" ")[0] in known
        assert one.date in (None, TODAY)
    links = [one.links for one in seen]
    if links[0] is not None:
        assert links[0] == (("Superseded by", "0002-use-valkey-as-cache.md"), ("Superseded by", "0007-split-in-two.md"))
        assert links[1] == (("Supersedes", "0001-use-redis-as-cache.md"),)
        assert links[5] == (("Amended by", "0007-split-in-two.md"),)


@pytest.mark.parametrize("reader", ["adr-log", "backstage"])
def test_madr_4_is_read_right_by_those_who_read_it(reader: str) -> None:
    seen = [*READERS[reader](texts_of(the_log("madr4"))).values()]
    assert [one.title for one in seen] == [*TITLES]
    for one, status in zip(seen, STATUSES, strict=True):
        assert one.status is None or one.status.split(" ")[0] == status
        assert one.date in (None, TODAY)


def test_madr_4_is_read_right_by_structurizr() -> None:
    seen = [*structurizr_madr(texts_of(the_log("madr4"))).values()]
    assert [one.title for one in seen] == [*TITLES]
    assert [one.status.split(" ")[0] for one in seen if one.status] == [*STATUSES]
    assert {one.date for one in seen} == {TODAY}
    assert seen[0].links == (("Links to", "0002-use-valkey-as-cache.md"), ("Links to", "0007-split-in-two.md"))


@SLOW
@given(contents())
def test_whatever_a_record_holds_title_status_and_date_are_read_right(content: Content) -> None:
    # These readers know no code, so a status in a block of code above ours would be theirs.
    text = writer("universal")(content._replace(preamble=()), "0007-a-title.md")
    targets = {relation.target: a_record(1, "Other") for relation in content.relations}
    for name, reader in READERS.items():
        seen = reader({"0007-a-title.md": text, **targets})["0007-a-title.md"]
        assert seen.title in (content.title, f"7. {content.title}"), name
        if seen.status is not None and name != "adr-viewer":
            assert seen.status.split(" ")[0].lower() == content.status, name
        if seen.date is not None:
            assert seen.date == content.date, name
    assert content.status is not Status.UNKNOWN
