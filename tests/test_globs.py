from __future__ import annotations

import pytest

from archgen.globs import Globs, pattern


@pytest.mark.parametrize(
    ("glob", "fits", "fails"),
    [
        ("*.md", "a.md", "a/b.md"),
        ("**/*.md", "a/b/c.md", "a/b/c.txt"),
        ("**/*.md", "c.md", "cmd"),
        ("a/**/z", "a/z", "a/bz"),
        ("a/**/z", "a/b/c/z", "b/a/z"),
        ("a/**", "a/b/c", "ab"),
        ("?[0-9]", "x7", "xx"),
        ("a.b+c", "a.b+c", "axb+c"),
    ],
)
def test_a_glob_fits_whole_paths_only(glob, fits, fails):
    assert pattern(glob).fullmatch(fits)
    assert not pattern(glob).fullmatch(fails)


def test_many_globs_answer_what_each_alone_would():
    globs = [("**/Dockerfile", "image"), ("**/*.yml", "yaml"), ("ci/*.yml", "ci"), ("ci/**", "ci"), ("*", "top")]
    paths = ["Dockerfile", "a/Dockerfile", "ci/x.yml", "ci/a/x.yml", "x.yml", "a/none", "ci/none"]
    together = Globs(globs)
    for path in paths:
        alone = {meaning for glob, meaning in globs if pattern(glob).fullmatch(path)}
        assert together.meanings(path) == tuple(sorted(alone))
