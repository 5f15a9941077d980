"""Every dialect is read, and named; what is code or comment is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr import Kind, Record, Status, from_text, read


def the_record(text: str, file: str = "0002-use-redis.md") -> Record:
    return read(file, from_text(text).lines).record


DIALECTS = {
    "universal": (
        "# 2. Use Redis\n\n- Status: accepted\n- Date: 2024-01-02\n- Deciders: Ann, Bob\n\n"
        "Date: 2024-01-02\n\n## Status\n\n"
        "Accepted\n\n## Context\n"
    ),
    "nygard": ("# 2. Use Redis\n\nDate: 2024-01-02\n\n## Status\n\nAccepted\n\nDeciders: Ann, Bob\n\n## Context\n"),
    "madr2": (
        "# Use Redis\n\n* Status: accepted\n* Deciders: Ann, Bob <!-- optional -->\n* Date: 2024-01-02\n\n## Context\n"
    ),
    "madr3": "---\nstatus: accepted\ndate: 2024-01-02\ndeciders: [Ann, Bob]\n---\n\n# Use Redis\n",
    "madr4": ('---\nstatus: "accepted"\ndate: 2024-01-02\ndecision-makers:\n  - Ann\n  - Bob\n---\n# Use Redis\n'),
    "front-matter+section": (
        "---\nstatus: accepted\ndate: 2024-01-02\n---\n# Use Redis\n\n## Status\n\nAccepted\n\n## Context\n"
    ),
    "bold": "# ADR-0002: Use Redis\n\n**Status:** Accepted\n**Date**: 2024-01-02\n",
    "table": "# Use Redis\n\n| Status | Accepted |\n|---|---|\n| Date | 2024-01-02 |\n",
    "plain": "# Use Redis\n\nStatus: Accepted\nDate: 2024-01-02\n",
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_is_read_and_named(dialect: str) -> None:
    record = the_record(DIALECTS[dialect])
    assert (record.title, record.status, record.date) == ("Use Redis", Status.ACCEPTED, "2024-01-02")
    assert record.dialect == dialect
    if "Bob" in DIALECTS[dialect] and dialect != "nygard":
        assert record.deciders == ("Ann", "Bob")


def test_a_table_with_a_header_row_is_read_by_column() -> None:
    record = the_record("# X\n\n| Status | Date | Tags |\n|:--|--|--:|\n| Accepted | 2024-01-02 | a, b |\n")
    assert (record.status, record.date, record.tags) == (Status.ACCEPTED, "2024-01-02", ("a", "b"))


def test_asciidoc_is_read() -> None:
    text = (
        "= ADR-002: Use Redis\n:status: accepted\n:date: 2024-01-02\n\n----\n== Status\n"
        "Rejected\n----\n\n== Status\n\nAccepted\n\n"
        "Supersedes xref:0001-none.adoc[1. None]\n"
    )
    record = the_record(text, "0002-use-redis.adoc")
    assert (record.title, record.status, record.date, record.dialect) == (
        "Use Redis",
        Status.ACCEPTED,
        "2024-01-02",
        "asciidoc",
    )
    assert [(relation.kind, relation.target) for relation in record.relations] == [(Kind.SUPERSEDES, "0001-none.adoc")]


def test_restructured_text_is_read() -> None:
    text = (
        "============\n2. Use Redis\n============\n\n:Status: Accepted\n:Date: 2024-01-02\n\nLinks\n-----\n\n"
        "* Supersedes `1. None <0001-none.rst>`_\n"
    )
    record = the_record(text, "0002-use-redis.rst")
    assert (record.title, record.status, record.date, record.dialect) == (
        "Use Redis",
        Status.ACCEPTED,
        "2024-01-02",
        "rst",
    )
    assert [(relation.kind, relation.target) for relation in record.relations] == [(Kind.SUPERSEDES, "0001-none.rst")]


def test_a_second_line_of_adr_tools_supersedes_the_first() -> None:
    record = the_record("# 2. X\n\n## Status\n\nAccepted\n\nSuperceded by [3. Y](0003-y.md)\n\n## Context\n")
    assert record.status is Status.SUPERSEDED
    assert [relation.target for relation in record.successors] == ["0003-y.md"]


def test_places_that_contradict_each_other_make_the_status_unknown() -> None:
    assert the_record("# X\n\n- Status: accepted\n\n## Status\n\nRejected\n").status is Status.UNKNOWN
    assert the_record("---\nstatus: proposed\n---\n# X\n\n## Status\n\nAccepted\n").status is Status.UNKNOWN


def test_a_record_without_a_status_is_unknown() -> None:
    record = the_record("# X\n\n## Context\n\nStatus: accepted, says a sentence in the text.\n")
    assert (record.status, record.status_text, record.dialect) == (Status.UNKNOWN, "", "none")


def test_code_and_comments_say_nothing() -> None:
    text = (
        "# X\n\n<!--\nStatus: accepted\n\n## Status\n\nAccepted\n-->\n\n```md\n"
        "Status: accepted\n## Status\n```\n\n## Context\n"
    )
    assert the_record(text).status is Status.UNKNOWN


def test_the_ticked_box_is_the_status() -> None:
    assert the_record("# X\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected\n").status is Status.ACCEPTED


def test_headings_in_other_languages_are_known() -> None:
    for heading, word in (
        ("Statut", "Accepté"),
        ("Estado", "Aceptado"),
        ("状态", "已接受"),
        ("ステータス", "承認"),
        ("Статус", "Принято"),
    ):
        assert the_record(f"# X\n\n## {heading}\n\n{word}\n").status is Status.ACCEPTED


def test_a_folded_front_matter_value_is_read_by_the_whole_yaml_reader() -> None:
    assert the_record("---\nstatus: >\n  accepted\ntitle: X\n---\n\nText.\n").status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("text", "title"),
    [
        *(
            ("# 2. Use Redis", "Use Redis"),
            ("# ADR-0002: Use Redis", "Use Redis"),
            ("# [ADR 2] Use Redis", "Use Redis"),
        ),
        ("Use Redis\n=========", "Use Redis"),
        ("# Use Redis ##", "Use Redis"),
        ("# 3. Use Redis", "3. Use Redis"),
        *(
            ("# 2 ways to fail", "2 ways to fail"),
            ("## Use Redis\n\n## Status\n\nAccepted", "Use Redis"),
            ("", "Use redis"),
        ),
    ],
)
def test_the_title_is_told_from_its_number(text: str, title: str) -> None:
    assert the_record(text).title == title


def test_relations_are_read_from_every_place() -> None:
    text = (
        "---\nstatus: accepted\nsupersedes: [1, 3]\n---\n# X\n\n## Links\n\n"
        "- Amends [4. D](0004-d.md)\n- Refines [5. E](0005-e.md)\n"
        "\n## More Information\n\n- [6. F](0006-f.md)\n"
    )
    found = [(relation.kind, relation.target) for relation in the_record(text).relations]
    assert found == [
        (Kind.AMENDS, "0004-d.md"),
        (Kind.OTHER, "0005-e.md"),
        (Kind.OTHER, "0006-f.md"),
        (Kind.SUPERSEDES, "1"),
        (Kind.SUPERSEDES, "3"),
    ]


def test_several_links_on_a_line_are_several_relations() -> None:
    record = the_record("# X\n\n## Status\n\nSuperseded by [3. Y](0003-y.md) and [4. Z](0004-z.md)\n")
    assert [relation.target for relation in record.successors] == ["0003-y.md", "0004-z.md"]


def test_a_dated_file_name_gives_the_date_and_no_number() -> None:
    record = the_record("# X\n\n- Status: draft\n", "20240102-use-redis.md")
    assert (record.number, record.date) == (None, "2024-01-02")


@given(
    st.text(alphabet=" \n\r\t#-=*_|:`~<>![](){}.0123abcStausDate\u2028\ufeff\0é", max_size=400),
    st.sampled_from((".md", ".adoc", ".rst")),
)
def test_no_text_breaks_the_reader_of_records(text: str, ending: str) -> None:
    assert the_record(text, f"0001-x{ending}").status in Status


@pytest.mark.parametrize("broken", ["status: [", "status: {a", 'status: "accepted', "status: *it"])
def test_front_matter_that_is_no_yaml_leaves_the_status_unknown(broken: str) -> None:
    assert the_record(f"---\n{broken}\n---\n# G\n").status is Status.UNKNOWN
