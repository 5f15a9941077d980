"""The project's own site: every page is in its navigation, and it differs from what archgen creates by little."""

from __future__ import annotations

import re

import our_first_page
import our_navigation
import our_reference
import pytest

from archgen.site import draws_mermaid, notes, read_settings


def test_every_page_stands_in_the_navigation():
    settings = our_navigation.SETTINGS.read_text(encoding="utf-8")
    assert settings == our_navigation.replaced(settings), "make golden writes it anew"


@pytest.mark.parametrize("page", our_first_page.PAGES, ids=lambda page: page.name)
def test_the_first_pages_quote_the_showcase_as_it_is(page):
    assert page.read_text(encoding="utf-8") == our_first_page.quoted(page), "make golden writes it anew"


def test_the_page_of_our_own_decisions_lists_every_record():
    listed = (our_navigation.DOCS / "decisions.md").read_text(encoding="utf-8")
    records = [record.name for record in (our_navigation.DOCS / "adr").glob("*.md")]
    missing = [name for name in records if f"(adr/{name})" not in listed]
    assert missing == [], "archgen adr index --log docs/adr --pictures writes it"


def test_our_own_configuration_is_one_that_archgen_would_accept():
    settings = read_settings(our_navigation.ROOT)
    assert draws_mermaid(settings.data)
    assert notes(settings) == ()


def test_every_correction_is_explained():
    listed, explained = (
        re.findall(form, (our_navigation.DOCS / page).read_text(encoding="utf-8"))
        for page, form in (
            ("reference/sources.md", r'id="(correction-[a-z0-9-]+)"'),
            ("explanation/corrections.md", r"#(correction-[a-z0-9-]+)"),
        )
    )
    assert sorted(explained) == sorted(listed)


def test_the_reference_is_what_the_knowledge_base_and_the_command_line_say():
    assert our_reference.written() == our_reference.reference(), "make reference writes it anew"
