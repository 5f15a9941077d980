"""File names: numbers, dates, prefixes, slugs in ASCII whatever the script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr.names import name, relative, resolved, slug, spelled
from archgen.adr.writing.numbering import new_name


@pytest.mark.parametrize(
    ("file", "number", "dated"),
    [
        *(
            ("0003-use-valkey.md", 3, False),
            ("ADR-0003-use.md", 3, False),
            ("adr-3.md", 3, False),
            ("7_x.adoc", 7, False),
        ),
        ("20240111-use-x.md", None, True),
        ("2024-01-11-use.md", None, True),
        ("use-x.md", None, False),
        *(
            ("RFC0012 foo.md", 12, False),
            ("cache/0001-x.md", 1, False),
            ("oauth2.md", None, False),
            ("v2-api.md", None, False),
        ),
        ("s3-as-store.md", None, False),
        ("use-2-databases.md", None, False),
        ("PROJ-12-x.md", 12, False),
    ],
)
def test_a_name_gives_its_number_or_date(file: str, number: int | None, dated: bool) -> None:
    assert (name(file).number, name(file).dated) == (number, dated)


@given(st.text(max_size=60).filter(lambda file: not file.startswith("/")))
def test_a_name_taken_apart_is_spelled_as_it_was(file: str) -> None:
    assert spelled(name(file)) == file


@pytest.mark.parametrize(
    ("title", "text"),
    [
        *(
            ("Use Valkey as cache", "use-valkey-as-cache"),
            ("Größe der Straße", "grosse-der-strasse"),
            ("L'été: don't", "lete-dont"),
        ),
        *(
            ("Использовать кэш", "ispolzovat-kesh"),
            ("使用缓存", "u4f7f-u7528-u7f13-u5b58"),
            ("캐시 사용", "kaesi-sayong"),
        ),
        ("Ελληνικά", "ellinika"),
        ("Bär &amp; Söhne \\| A\\_B", "bar-sohne-a-b"),
        ("!!!", "decision"),
        ("x" * 200, "x" * 70),
    ],
)
def test_a_title_becomes_ascii_and_nothing_is_dropped(title: str, text: str) -> None:
    assert slug(title) == text


@given(st.text(max_size=80))
def test_a_slug_is_always_a_plain_file_name(title: str) -> None:
    made = slug(title)
    assert made
    assert made.isascii()
    assert len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("model", "file"),
    [
        *(
            ("", "0012-use-x.md"),
            ("0003-a.md", "0012-use-x.md"),
            ("adr-003-a.md", "adr-012-use-x.md"),
            ("7-a.md", "12-use-x.md"),
        ),
        ("20240101-a.md", "20260203-use-x.md"),
        ("2024-01-01-a.md", "2026-02-03-use-x.md"),
        ("a.md", "use-x.md"),
        ("00003-a.adoc", "00012-use-x.adoc"),
        ("cache/0003_a.md", "cache/0012_use-x.md"),
    ],
)
def test_a_new_name_is_made_in_the_manner_of_the_log(model: str, file: str) -> None:
    assert new_name("Use X", 12, date="2026-02-03", model=model) == file


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4), st.lists(st.sampled_from("abc"), min_size=1, max_size=4)
)
def test_a_relative_link_leads_back_to_its_target(origin: list[str], target: list[str]) -> None:
    one, other = "/".join(origin) + ".md", "/".join(target) + ".md"
    assert resolved(one, relative(one, other)) == other
