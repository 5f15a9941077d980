"""Conversion between the two formats, and from every other one into them, loses nothing."""

from __future__ import annotations

import pytest
from adr_logs import SLOW, a_log, a_record, after, the_text
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr import convert
from archgen.adr.reading.contents import content_of, trimmed
from archgen.adr.reading.document import read
from archgen.adr.record import Kind, Relation, Status
from archgen.adr.source import from_text
from archgen.adr.words import WRITTEN
from archgen.adr.writing.content import Content
from archgen.adr.writing.formats import FORMATS, writer
from archgen.problems import Stop

WORDS = st.text(alphabet="abcdefghij ,.'\"*_`#-:[]()<>|{}é中🙂", min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
TITLES = st.text(alphabet="ABCabc defé中-'", min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "T")
PARAGRAPHS = st.lists(
    st.sampled_from(
        (
            "Some words.",
            "- a\n- b: c",
            "| a | b |\n|---|---|\n| 1 | 2 |",
            "```\n## Status\n\nAccepted\n```",
            "> quoted",
            "***",
            "<b>x</b>",
        )
    ),
    max_size=4,
)
SECTIONS = st.lists(
    st.tuples(st.sampled_from(("Context", "Decision", "Kontext", "Links", "Notes")), PARAGRAPHS), max_size=4
)
RELATIONS = st.lists(
    st.builds(
        lambda kind, number: Relation(kind, WRITTEN[kind], f"{number:04}-other.md", f"{number}. Other"),
        st.sampled_from([*WRITTEN]),
        st.integers(1, 9000),
    ),
    max_size=3,
    unique_by=lambda relation: (relation.kind, relation.target),
).map(lambda found: tuple(sorted(found, key=lambda relation: relation.kind is not Kind.SUPERSEDED_BY)))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "deciders": st.sampled_from(("Ann, Bob", "Ann")),
        "tags": st.just("cache, data"),
        "Ticket": st.sampled_from(("ABC-1", '"3"', "[x](http://y)", "a: b", "it's", "- x", "#4", "yes")),
        "Owner": st.just("Team A"),
    },
).map(lambda found: tuple(found.items()))


@st.composite
def contents(draw) -> Content:
    relations = draw(RELATIONS)
    succeeded = any(relation.kind is Kind.SUPERSEDED_BY for relation in relations)
    status = Status.SUPERSEDED if succeeded else draw(st.sampled_from([s for s in Status if s is not Status.UNKNOWN]))
    body = [
        line for title, texts in draw(SECTIONS) for line in (f"## {title}", "", *"\n\n".join(texts).split("\n"), "")
    ]
    while body and not body[-1].strip():
        body.pop()
    return Content(
        title=draw(TITLES),
        status=status,
        date=draw(st.sampled_from(("", "2026-01-03"))),
        fields=draw(FIELDS),
        relations=relations,
        preamble=trimmed("\n\n".join(draw(PARAGRAPHS)).split("\n")),
        body=tuple(body),
    )


def _comparable(content: Content) -> tuple:
    blank = tuple(line for line in content.preamble if line.strip())
    return (content.title, content.status, content.date, sorted(content.fields), content.relations, blank, content.body)


@SLOW
@given(contents(), st.sampled_from(FORMATS))
def test_what_is_written_is_read_again(content: Content, form: str) -> None:
    text = writer(form)(content, "0007-a-title.md")
    again = content_of(read("0007-a-title.md", from_text(text).lines))
    assert _comparable(again) == _comparable(content)


@SLOW
@given(contents())
def test_there_and_back_gives_the_same_bytes(content: Content) -> None:
    first = a_log({"0007-a-title.md": writer("universal")(content, "0007-a-title.md")})
    there = after(first, convert(first, first.records, to="madr4"))
    back = after(there, convert(there, there.records, to="universal"))
    assert back.files["0007-a-title.md"].encoded() == first.files["0007-a-title.md"].encoded()


@given(st.text(alphabet="#-|*`:\n Stausprecdby[](0)1.md<>!", max_size=200), st.sampled_from(FORMATS))
def test_any_text_is_kept_word_for_word_or_refused(text: str, form: str) -> None:
    log = a_log({"0001-x.md": f"# 1. X\n\n{text}\n"})
    try:
        change = convert(log, log.records, to=form)
    except Stop:
        return
    if change.files:
        new = the_text(log, change, "0001-x.md")
        lost = [word for word in text.replace("#", " ").split() if word not in new and word.isalnum()]
        assert not [word for word in lost if word.casefold() not in ("status", "superseded", "s")]


def test_a_nygard_record_becomes_universal() -> None:
    text = (
        "# 2. Use Redis\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\n"
        "Amends [1. Log](0001-log.md)\n\n## Context\n\nWhy.\n"
    )
    log = a_log({"0002-use-redis.md": text, "0001-log.md": a_record(1, "Log")})
    change = convert(log, [log.record("0002-use-redis.md")], to="universal")
    assert the_text(log, change, "0002-use-redis.md") == (
        "# 2. Use Redis\n\n- Status: accepted\n- Date: 2024-01-02\n\nDate: 2024-01-02\n\n"
        "## Status\n\nAccepted\n\n"
        "Amends [1. Log](0001-log.md)\n\n## Context\n\nWhy.\n"
    )


def test_a_madr_record_keeps_unknown_front_matter_in_the_universal_layout_and_back() -> None:
    text = (
        '---\nstatus: "accepted"\ndate: 2024-01-02\ndecision-makers: Ann\nindex: "3"\nlinks:\n'
        "  - {a: b}\n# a comment\n---\n"
        "# Use Redis\n\n## Context and Problem Statement\n\nWhy.\n"
    )
    log = a_log({"0002-use-redis.md": text})
    there = after(log, convert(log, log.records, to="universal"))
    universal = there.files["0002-use-redis.md"].text
    assert '- index: "3"' in universal
    assert "<!-- front matter\nlinks:\n  - {a: b}\n# a comment\n-->" in universal
    back = after(there, convert(there, there.records, to="madr4"))
    assert back.files["0002-use-redis.md"].text == text.replace('"accepted"', "accepted")


def test_words_of_another_language_are_kept_beside_the_status() -> None:
    log = a_log({"0001-x.md": "# 1. X\n\n## Status\n\nAngenommen (2024-01-02)\n\n## Kontext\n\nWarum.\n"})
    text = the_text(log, convert(log, log.records, to="universal"), "0001-x.md")
    assert "- Status: accepted\n- Status as written: Angenommen (2024-01-02)\n" in text


def test_a_number_that_names_a_record_becomes_a_link() -> None:
    log = a_log({"0001-x.md": "# 1. X\n\n**Status:** Superseded by ADR-0002\n", "0002-y.md": a_record(2, "Y")})
    text = the_text(log, convert(log, [log.record("0001-x.md")], to="universal"), "0001-x.md")
    assert "- Status: superseded by [0002-y](0002-y.md)\n" in text
    assert "\nSuperseded by [2. Y](0002-y.md)\n" in text


def test_the_front_matter_of_a_site_is_kept_there_and_back() -> None:
    text = "---\nstatus: accepted\nparent: Decisions\nnav_order: 3\n---\n# X\n\n## Context\n\nWhy.\n"
    log = a_log({"0001-x.md": text})
    there = after(log, convert(log, log.records, to="universal"))
    assert "- parent: Decisions\n- nav_order: 3\n" in there.files["0001-x.md"].text
    assert after(there, convert(there, there.records, to="madr4")).files["0001-x.md"].text == text


def test_an_unknown_status_is_not_made_up() -> None:
    log = a_log({"0001-x.md": "# 1. X\n\n- Status: on the shelf\n\n## Context\n\nWhy.\n"})
    there = after(log, convert(log, log.records, to="madr4"))
    assert there.files["0001-x.md"].text.startswith("---\nstatus: on the shelf\n---\n# X\n")
    assert there.records[0].status is Status.UNKNOWN


def test_a_record_that_contradicts_itself_is_refused_and_nothing_is_converted() -> None:
    log = a_log(
        {
            "0001-x.md": "# 1. X\n\n- Status: accepted\n\n## Status\n\nRejected\n",
            "0002-y.md": "# 2. Y\n\n## Status\n\nAccepted\n",
        }
    )
    with pytest.raises(Stop) as stop:
        convert(log, log.records, to="universal")
    assert [(problem.where.file, problem.where.line) for problem in stop.value.problems] == [
        ("docs/backend/adr/0001-x.md", 7)
    ]
    change = convert(log, log.records, to="universal", skip=True)
    assert [*change.files] == ["docs/backend/adr/0002-y.md"]


def test_a_table_of_fields_is_taken_apart() -> None:
    log = a_log(
        {
            "0001-x.md": (
                "# ADR-001: X\n\n| Status | Accepted |\n|---|---|\n| Owner | Ann |\n\nWords.\n\n## Context\n\nWhy.\n"
            )
        }
    )
    text = the_text(log, convert(log, log.records, to="universal"), "0001-x.md")
    assert text == (
        "# 1. X\n\n- Status: accepted\n- Owner: Ann\n\nWords.\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n"
    )


def test_line_ends_stay() -> None:
    log = a_log({"0001-x.md": "# 1. X\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n"})
    change = convert(log, log.records, to="universal")
    data = change.files[log.path("0001-x.md")]
    assert data is not None
    assert data.count(b"\n") == data.count(b"\r\n")


def test_converting_does_not_break_a_seal() -> None:
    from archgen.adr import accept, check

    log = a_log({"0001-x.md": a_record(1, "X", "proposed")})
    sealed = after(log, accept(log, log.records, today="2026-02-01"))
    there = after(sealed, convert(sealed, sealed.records, to="madr4"))
    assert there.records[0].dialect == "madr4"
    assert check(there) == ()


def test_asciidoc_is_refused_with_a_word_why() -> None:
    log = a_log({"0001-x.adoc": "= 1. X\n\n== Status\n\nAccepted\n"})
    with pytest.raises(Stop, match="asciidoc is read, but not converted"):
        convert(log, log.records, to="universal")
