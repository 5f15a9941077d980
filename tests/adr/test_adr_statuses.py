"""What a status, a date or a list of people says; certain, or unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr.reading.phrases import date_like, date_of, is_only_a_date, kind_of, people, status_of
from archgen.adr.record import Kind, Status
from archgen.adr.words import STATUSES, status_word

CERTAIN = {
    Status.ACCEPTED: (
        "Accepted",
        "accepted.",
        "**Accepted**",
        "✅ Accepted",
        "`accepted`",
        "ACCEPTED",
        "Accepted (2024-01-01)",
        *(
            "Accepted on 2024-01-01 by Ann",
            "accepted, supersedes 3",
            "Active",
            "Implemented",
            "Approved",
            "Accepted 2024-01-01",
        ),
        *(
            "Accepté",
            "Angenommen am 3.4.2024",
            "已接受",
            "承認済み",
            "Принято",
            "Aceptado",
            "Aceito",
            "Accettato",
            "Geaccepteerd",
        ),
    ),
    Status.SUPERSEDED: (
        "superseded by [ADR-3](0003-x.md)",
        "Superseded by ADR-0003",
        "Superceded by 3",
        "Replaced",
        "Replaced by X",
        "Ersetzt durch [3](x.md)",
        "Remplacé par 3",
        "被取代",
        "~~Accepted~~ Superseded by [3](x.md)",
    ),
    Status.PROPOSED: (
        "Proposed",
        "Pending",
        "In review (until 3)",
        "Proposed, not yet accepted",
        "Vorgeschlagen",
        "提议中",
    ),
    Status.DRAFT: ("WIP", "Draft", "Work in progress", "Entwurf", "下書き"),
    Status.REJECTED: ("Rejected", "Rejected because it is slow", "Abgelehnt", "Refusé", "却下"),
    Status.DEPRECATED: ("Deprecated", "Obsolete", "Veraltet", "已废弃"),
}
UNCERTAIN = (
    "",
    "Accepted?",
    "Not accepted",
    "Accepted if the test passes",
    "{proposed | accepted}",
    "proposed | accepted",
    *(
        "Accepted, pending approval",
        "accepted / rejected",
        "acceptedish",
        "status accepted",
        "Done",
        "Accepted...",
        "TBD",
    ),
    *(
        "Accepted unless Bob objects",
        "never accepted",
        "<!-- accepted -->",
        "~~Accepted~~",
        "Accepted, superseded soon",
    ),
)


@pytest.mark.parametrize(("status", "text"), [(status, text) for status, texts in CERTAIN.items() for text in texts])
def test_a_certain_status_is_read(status: Status, text: str) -> None:
    assert status_of(text) is status


@pytest.mark.parametrize("text", UNCERTAIN)
def test_what_is_not_certain_is_unknown_and_never_accepted(text: str) -> None:
    assert status_of(text) is Status.UNKNOWN


@pytest.mark.parametrize("language", STATUSES)
def test_the_word_that_is_written_in_a_language_is_read_as_its_status(language: str) -> None:
    for status in STATUSES[language]:
        assert status_of(status_word(status, language)) is status


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert status_of(text) in Status
    assert kind_of(text) in Kind
    date_of(text)
    people(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(
            ("2024-1-3", "2024-01-03"),
            ("3.4.2024", "2024-04-03"),
            ("13/04/2024", "2024-04-13"),
            ("04/13/2024", "2024-04-13"),
        ),
        ("3 January 2026", "2026-01-03"),
        ("January 3rd, 2026", "2026-01-03"),
        ("2024年1月3日", "2024-01-03"),
        ("2024-01-01T10:00Z", "2024-01-01"),
        ("03/04/2024", ""),
        ("2024-13-01", ""),
        ("soon", ""),
    ],
)
def test_a_date_is_read_where_day_and_month_are_certain(text: str, date: str) -> None:
    assert date_of(text) == date


def test_a_date_is_written_as_others_in_the_log_are() -> None:
    samples = ("3.4.2024", "2024/04/03", "2024-04-03", "3 April 2024")
    assert [date_like("2026-02-01", sample) for sample in samples] == [
        "01.02.2026",
        "2026/02/01",
        "2026-02-01",
        "2026-02-01",
    ]


def test_a_date_with_more_words_is_not_only_a_date() -> None:
    assert is_only_a_date("2024-01-03")
    assert not is_only_a_date("2024-01-03 (revised)")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann, Bob", ("Ann", "Bob")),
        ("[Ann, Bob]", ("Ann", "Bob")),
        ("@a; @b", ("@a", "@b")),
        ("Ann", ("Ann",)),
        ("[list everyone involved in the decision] <!-- optional -->", ()),
        ("{list everyone}", ()),
        ("", ()),
    ],
)
def test_people_are_read_and_placeholders_are_not(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names
