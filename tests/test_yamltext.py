"""YAML as data with lines: the same from both of PyYAML's parsers, and bad text as problems."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archgen.problems import Stop
from archgen.yamltext import decode, parse

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if hasattr(yaml, "CSafeLoader") else [])]


def read(text: str, **more):
    """The text as every parser reads it; they must agree."""
    readings = [parse(text, file="f.yaml", loader=loader, **more) for loader in LOADERS]
    assert all(reading == readings[0] for reading in readings)
    return readings[0]


def wrong(text: str, **more) -> list[str]:
    return [str(problem).removeprefix("f.yaml:") for problem in read(text, **more).problems]


def test_numbers_stay_as_people_wrote_them():
    text = "a: 12\nb: 99.95\nc: 1_000\nd: 1e5\ne: 007\nf: '12'\ng: -3\nh: 123456789012345678901\n"
    data = {
        "a": 12,
        "b": "99.95",
        "c": "1_000",
        "d": "1e5",
        "e": "007",
        "f": "12",
        "g": -3,
        "h": "123456789012345678901",
    }
    assert read(text).data == data


def test_only_true_false_and_null_are_more_than_text():
    text = "a: true\nb: yes\nc: NO\nd: null\ne: ~\nf:\ng: 2030-01-31\nh: off\nyes: on\n"
    data = {
        "a": True,
        "b": "yes",
        "c": "NO",
        "d": None,
        "e": None,
        "f": None,
        "g": "2030-01-31",
        "h": "off",
        "yes": "on",
    }
    assert read(text).data == data


def test_each_value_knows_its_line():
    parsed = read("# brief\nteam:\n  engineers: 5\njourneys:\n- {id: a,\n   share: 5 %}\n- id: b\n")
    assert parsed.line(("team", "engineers")) == 3
    assert parsed.line(("journeys", 0, "share")) == 6
    assert parsed.line(("journeys", 1)) == 7
    assert parsed.line(("journeys", 1, "nothing", "there")) == 7
    assert str(parsed.where(("team",))) == "f.yaml:2"


def test_windows_line_ends_and_a_mark_at_the_start_change_nothing():
    parsed = read("\ufeffa: 1\r\nb: [x,\r\n  y]\r\n")
    assert parsed.data == {"a": 1, "b": ["x", "y"]}
    assert parsed.line(("b", 1)) == 3


def test_text_in_quotes_and_blocks_is_text():
    assert read("a: \"x\\ty\"\nb: 'it''s'\nc: |\n  one\n\n  two\nd: >-\n  one\n  two\n").data == {
        "a": "x\ty",
        "b": "it's",
        "c": "one\n\ntwo\n",
        "d": "one two",
    }


def test_an_alias_repeats_and_a_merge_takes_in():
    text = "base: &b {x: 1, y: 2}\nsame: *b\nmore: {<<: *b, y: 3}\nmost: {<<: [{y: 4}, *b]}\n"
    assert read(text).data == {
        "base": {"x": 1, "y": 2},
        "same": {"x": 1, "y": 2},
        "more": {"y": 3, "x": 1},
        "most": {"x": 1, "y": 4},
    }


def test_an_empty_text_is_an_empty_mapping_where_one_is_wanted():
    assert read("").data is None
    assert read("# nothing\n", top="mapping").data == {}


MISTAKES = {
    "a: [b:]\n": ["1: not YAML: a space is missing behind a colon. Put one there. [yaml-unreadable]"],
    "a: 1\nb: {c: 1, c: 2}\na: 2\n": [
        "2: 'c' stands here a second time; it is given on line 2 already. Keep one of the two. [yaml-duplicate-key]",
        "3: 'a' stands here a second time; it is given on line 1 already. Keep one of the two. [yaml-duplicate-key]",
    ],
    "a:\n\tb: 1\n": ["2: a tab stands where YAML wants spaces. Replace it by spaces. [yaml-tab]"],
    "a: x\ty\n": ["1: a tab stands where YAML wants spaces. Replace it by spaces. [yaml-tab]"],
    "a:\tx # but here\ta tab may stand\n": [
        "1: a tab stands where YAML wants spaces. Replace it by spaces. [yaml-tab]"
    ],
    "a: {b: what?}\n": [
        "1: a question mark inside { } or [ ] is read in two ways. Put the text into quotes. [yaml-question-mark]"
    ],
    "a: b: c\n": [
        "1: not YAML: a second ': ' stands in what reads as one text; text with a colon needs quotes."
        " Mend the line or the one above it. [yaml-unreadable]"
    ],
    "a: 'x\n": [
        "2: not YAML: a quotation mark is opened here or above and not closed, or holds a wrong escape."
        " Mend the line or the one above it. [yaml-unreadable]"
    ],
    "a: [1\nb: 2\n": [
        "2: not YAML: a comma, a closing bracket or a closing brace is missing."
        " Mend the line or the one above it. [yaml-unreadable]"
    ],
    "a: @x\n": [
        "1: not YAML: text that begins with '@' needs quotes. Mend the line or the one above it. [yaml-unreadable]"
    ],
    "a: - b\n": [
        "1: not YAML: a list begins behind its key; its '-' stands on a line of its own."
        " Mend the line or the one above it. [yaml-unreadable]"
    ],
    "- a\nb: c\n": [
        "2: not YAML: the indentation does not fit the lines above."
        " Mend the line or the one above it. [yaml-unreadable]"
    ],
    "a: *b\n": ["1: '*b' repeats '&b', which is not there. Write the value out. [yaml-alias]"],
    "a: &x [*x]\n": ["1: '*x' stands inside what it repeats. Write the value out. [yaml-alias]"],
    "a: !!python/object:os.system x\n": [
        "1: 'tag:yaml.org,2002:python/object:os.system' is a tag, and tags are not read."
        " Write the value without it. [yaml-tag]"
    ],
    "%YAML 1.1\n---\na: 1\n": ["1: a line with '%' is a directive. Remove it. [yaml-directive]"],
    "a: 1\n---\nb: 2\n": ["2: a second document begins here. Leave one document, without '---'. [yaml-documents]"],
    "{a: 1}: 2\n": [
        "1: a key must be a word, not a list or a mapping. Quote it, if it is text. [yaml-key]",
    ],
    "a: 1\nb: \x00\n": [
        "2: the character U+0000 is not allowed in YAML; this may be a binary file."
        " Remove it, or give a text file. [yaml-not-text]"
    ],
    "- 1\n": ["1: the file holds a list where 'key: value' lines are expected. Begin with a key. [yaml-not-a-mapping]"],
    "x" * 1_000_001: [
        " the file is longer than 1,000,000 characters. Keep what is not an answer in another file. [yaml-too-large]"
    ],
    "a: " + "[" * 60: ["1: values are nested more than 40 levels deep. Nest them less. [yaml-too-deep]"],
}


@pytest.mark.parametrize("text", MISTAKES, ids=lambda text: text[:20])
def test_bad_text_is_a_problem_with_its_line(text):
    assert wrong(text, top="mapping") == MISTAKES[text]


def test_anchors_that_explode_are_refused_before_they_do():
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    assert [problem.code for problem in read("\n".join(lines)).problems] == ["yaml-too-large"]


def test_anchors_that_nest_without_end_are_refused():
    lines = ["a0: &a0 [1]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 3_000))]
    assert [problem.code for problem in read("\n".join(lines)).problems] == ["yaml-too-deep"]


def test_files_of_other_tools_may_hold_tags_and_documents():
    text = "a: !!python/name:os.path\nb: !ENV [X, y]\n---\nc: 1\n"
    parsed = parse(text, file="mkdocs.yml", foreign=True)
    assert (parsed.data, parsed.problems) == ({"a": None, "b": ["X", "y"]}, ())


def test_bytes_that_are_no_text_are_refused_with_the_line():
    assert decode("é\r\n".encode(), file="f") == "é\r\n"
    with pytest.raises(Stop) as stopped:
        decode(b"a: 1\nb: \xff\n", file="f")
    assert [str(problem.where) for problem in stopped.value.problems] == ["f:2"]


@given(st.text(alphabet="ab:-,[]{}'\"# \n0.1", max_size=40))
def test_any_text_is_data_or_problems_and_both_parsers_agree(text):
    readings = [parse(text, file="f.yaml", loader=loader) for loader in LOADERS]
    assert all(bool(reading.problems) == bool(readings[0].problems) for reading in readings)
    if not readings[0].problems:
        assert all(reading == readings[0] for reading in readings)
