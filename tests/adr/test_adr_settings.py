"""Where a log lies and how it is kept, from the files that say so."""

from __future__ import annotations

import pytest
from adr_logs import SLOW
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr import settings
from archgen.adr.log.state import Derived, Seal, State, dump, parse
from archgen.problems import Stop


def test_the_configuration_names_the_log_in_a_word_or_a_map() -> None:
    assert settings("docs: docs/x\nlog: docs/adr/ # ours\n").folder == "docs/adr"
    said = settings(
        "# c\nlog:\n  # c\n  folder: ./docs/adr\n  format: madr4\n  numbers: at-merge\n  page: 'docs/d.md'\nname: x\n"
    )
    assert (said.folder, said.format, said.numbers, said.page) == ("docs/adr", "madr4", "at-merge", "docs/d.md")


def test_other_tools_files_name_the_log_where_the_configuration_does_not() -> None:
    log4brains = "project:\n  name: x\n  tz: Europe/Berlin\n  adrFolder: ./docs/decisions\n"
    assert settings("", "doc/adr\n", log4brains).folder == "doc/adr"
    assert settings("", "", log4brains).folder == "docs/decisions"
    assert settings("log: a\n", "b\n", log4brains).folder == "a"
    assert settings("log: a\n", "b\n").named_by == ".archgen/config.yaml"


def test_without_a_word_the_log_begins_beside_the_designs() -> None:
    assert settings().default == "docs/backend/adr"
    assert settings("docs: docs/platform/\n").default == "docs/platform/adr"


def test_what_is_not_known_is_told_with_its_line() -> None:
    found = settings("log:\n  folder: a\n  format: nygard\n  colour: red\n").problems
    assert [(problem.where.line, problem.code) for problem in found] == [(3, "adr-config"), (4, "adr-config")]


@given(st.text(max_size=200), st.text(max_size=50), st.text(max_size=200))
def test_no_text_breaks_the_settings(config: str, adr_dir: str, log4brains: str) -> None:
    settings(config, adr_dir, log4brains)


STATES = st.builds(
    State,
    st.dictionaries(
        st.text(max_size=9), st.builds(Seal, st.dictionaries(st.text(max_size=5), st.text(max_size=5)), st.just(("a",)))
    ),
    st.dictionaries(
        st.text(max_size=9), st.builds(Derived, st.text(), st.text(), st.text(), st.just(("b",)), st.just({"x": "9.."}))
    ),
)


@SLOW
@given(STATES)
def test_what_is_remembered_is_read_as_it_was_written(state: State) -> None:
    assert parse(dump(state)) == state


@given(st.text(alphabet='{}[]":,\n <>=1abversionsealed', max_size=80))
def test_a_memory_that_cannot_be_read_stops_and_never_becomes_empty(text: str) -> None:
    try:
        state = parse(text)
    except Stop:
        return
    assert state == State() or text.strip()


@pytest.mark.parametrize(
    "text",
    ["<<<<<<< HEAD\n{}", "[]", "{}", '{"version": 1, "sealed": [], "derived": {}}', '{"version": 2}', "9" * 9000],
)
def test_a_broken_memory_is_told_with_what_to_do(text: str) -> None:
    with pytest.raises(Stop, match=r"adr\.json"):
        parse(text)
