"""Golden trees through the real command line: every example's documents, byte for byte."""

import pytest

from golden.regenerate import kept, names, tree, written


@pytest.mark.parametrize("name", names())
def test_the_command_line_writes_the_golden_tree_of_each_example(name, tmp_path):
    made, golden = written(name, tmp_path), tree(kept(name))
    assert sorted(made) == sorted(golden), "make golden, and read the diff"
    assert {path: text for path, text in made.items() if golden[path] != text} == {}


@pytest.mark.parametrize("name", names()[:1])
def test_a_second_run_writes_the_same_bytes_and_the_third_nothing(name, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for root in (first, second):
        root.mkdir()
    assert written(name, first) == written(name, second)
    times = {file: file.stat().st_mtime_ns for file in first.rglob("*.md")}
    written(name, first)
    assert times == {file: file.stat().st_mtime_ns for file in first.rglob("*.md")}
