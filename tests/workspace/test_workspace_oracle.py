"""The merge of lines against `git merge-file`, and the laws that hold for every kind of text.

A few thousand merges in the default run, many times that by `make soak` or with ARCHGEN_SOAK. git is asked a hundred
at a time, with marker lines between the cases that occur nowhere else.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.workspace.merging import Labels, merge

BATCH = 100
SOAK = bool(os.environ.get("ARCHGEN_SOAK")) or os.environ.get("HYPOTHESIS_PROFILE") == "soak"
BATCHES = 200 if SOAK else 20
Case = tuple[list[str], list[str], list[str]]


def cases(rng: random.Random, words: int) -> Iterator[Case]:
    """Texts of up to 25 lines from so many `words`, and two edits of each."""

    def some(count: int) -> list[str]:
        return [f"w{rng.randrange(words)}" for _ in range(count)]

    def edited(lines: list[str]) -> list[str]:
        lines = list(lines)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(lines) + 1)
            match rng.randrange(4):
                case 0:
                    lines[at:at] = some(rng.randint(1, 3))
                case 1:
                    del lines[at : at + rng.randint(1, 3)]
                case 2:
                    lines[at : at + 1] = some(1)
                case _:
                    lines[at : at + 2], moved = [], lines[at : at + 2]
                    there = rng.randrange(len(lines) + 1)
                    lines[there:there] = moved
        return lines

    for _ in range(BATCH):
        base = some(rng.randint(0, 25))
        yield base, edited(base), edited(base)


def gits_answers(folder: Path, batch: list[Case]) -> list[list[str]]:
    for side, name in enumerate(("base", "theirs", "ours")):
        lines = [
            line
            for number, case in enumerate(batch)
            for line in (f"== {number}", *(f"{number} {line}" for line in case[side]))
        ]
        (folder / name).write_text("\n".join([*lines, "== end"]) + "\n", encoding="utf-8")
    labels = [part for label in ("yours", "archgen before", "archgen now") for part in ("-L", label)]
    command = ["git", "merge-file", "-p", "--zdiff3", *labels, "theirs", "base", "ours"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    parts: list[list[str]] = []
    for line in answer.splitlines():
        if line.startswith("== "):
            parts.append([])
        elif parts:
            number = f"{len(parts) - 1} "
            parts[-1].append(line.removeprefix(number))
    return parts[:-1]


def our_answer(case: Case) -> list[str]:
    base, theirs, ours = ("".join(f"{line}\n" for line in lines) for lines in case)
    return merge(base, theirs, ours, path="a.txt").marked(Labels()).splitlines()


@pytest.mark.parametrize("seed", range(4))
def test_lines_that_occur_once_are_merged_as_git_does_conflicts_included(tmp_path, seed):
    rng = random.Random(seed)
    for _ in range(BATCHES // 4):
        batch = list(cases(rng, words=10**9))
        for case, answer in zip(batch, gits_answers(tmp_path, batch), strict=True):
            assert our_answer(case) == answer


def test_lines_that_recur_are_merged_as_git_does_but_for_a_few_that_can_be_matched_in_several_ways(tmp_path):
    rng = random.Random(1)
    same = 0
    for _ in range(BATCHES):
        batch = list(cases(rng, words=12))
        answers = gits_answers(tmp_path, batch)
        same += sum(
            any("<<<" in line for line in our_answer(case)) == any("<<<" in line for line in answer)
            for case, answer in zip(batch, answers, strict=True)
        )
    assert same > 0.95 * BATCHES * BATCH


markdown_lines = st.sampled_from(
    [
        *(
            "# A",
            "## B",
            "## C",
            "### D",
            "",
            "",
            "text",
            "more text",
            "| a | b |",
            "|---|---|",
            "| 1 | 2 |",
            "| 3 | 4 |",
        ),
        *("```", "- item", "---", "title: x", '<a id="x"></a>'),
    ]
)
yaml_lines = st.sampled_from(
    [
        "a: 1",
        "b:",
        "  c: 2",
        "  d:",
        "- id: x",
        "- id: y",
        "  v: 1",
        "# note",
        "",
        "---",
        "e: |",
        "    text",
        "f: {g: 1}",
    ]
)
json_texts = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["x", "y"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
).map(lambda data: json.dumps(data, indent=1))


def texts(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    newline = st.sampled_from(["\n", "\n", "\r\n"])
    return st.tuples(st.lists(lines, max_size=14), newline, st.booleans()).map(
        lambda made: made[1].join(made[0]) + (made[1] if made[2] and made[0] else "")
    )


KINDS = {
    "a.md": texts(markdown_lines),
    "a.yaml": texts(yaml_lines),
    "a.json": json_texts,
    "a.txt": st.lists(st.sampled_from(["a", "b", "\n", "\r\n", "a\rb", "\x0c", "\u2028"]), max_size=20).map("".join),
}


def plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


@pytest.mark.parametrize("path", KINDS)
@given(data=st.data())
def test_an_unchanged_side_yields_the_other_and_equal_sides_yield_themselves(path, data):
    base, text = data.draw(KINDS[path]), data.draw(KINDS[path])
    for theirs, ours in ((base, text), (text, base), (text, text)):
        result = merge(base, theirs, ours, path=path)
        assert not result.conflicts
        assert plain(result.text(lambda conflict: conflict.base)) == plain(text)


@pytest.mark.parametrize("path", KINDS)
@given(data=st.data())
def test_peoples_text_is_returned_byte_for_byte_where_only_people_changed_something(path, data):
    base, theirs = data.draw(KINDS[path]), data.draw(KINDS[path])
    assert merge(base, theirs, base, path=path).text(lambda conflict: conflict.base) == theirs


@pytest.mark.parametrize("path", KINDS)
@given(data=st.data())
def test_merging_again_what_was_merged_changes_nothing(path, data):
    base, theirs, ours = (data.draw(KINDS[path]) for _ in range(3))
    once = merge(base, theirs, ours, path=path).text(lambda conflict: conflict.theirs)
    assert merge(ours, once, ours, path=path).text(lambda conflict: conflict.theirs) == once


@pytest.mark.parametrize("path", KINDS)
@given(data=st.data())
def test_every_line_that_people_added_is_in_the_result_whatever_is_done_about_conflicts(path, data):
    base, theirs, ours = (data.draw(KINDS[path]) for _ in range(3))
    result = merge(base, theirs, ours, path=path)
    kept = result.marked(Labels())
    if path != "a.json":
        added = set(plain(theirs).split("\n")) - set(plain(base).split("\n"))
        assert added <= set(plain(kept).split("\n"))
