from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.detection import answers, choose, detect, read_signs
from archgen.detection.choice import MOST_READ
from archgen.library import knowledge

SIGNS = read_signs(knowledge("detection")["detection"])
PATHS = (
    "package.json", "pyproject.toml", "requirements.txt", "Pipfile", "setup.cfg", "go.mod", "pom.xml", "build.gradle",
    "libs.versions.toml", "composer.json", "Gemfile", "a.csproj", "Cargo.toml", "mix.exs", "compose.yml", "Chart.yaml",
    "values.yaml", "k8s/a.yaml", "main.tf", "Procfile", ".gitlab-ci.yml", ".env.example", "schema.prisma",
    "openapi.yaml", "a.proto", "Dockerfile", "tsconfig.json", "docs/adr/0001-a.md", ".mcp.json",
)  # fmt: skip


def found(files: dict[str, str]) -> tuple[object, ...]:
    choice = choose(files, SIGNS)
    findings = detect(choice, {path: files[path] for path in choice.formats}, SIGNS, contributors=1)
    return (*findings, *answers(findings, SIGNS))


SIZE = 8_000
HOSTILE = {
    "deep braces": '{"dependencies":' * SIZE,
    "deep brackets": "[" * SIZE,
    "open tags": "<dependency><groupId>" * SIZE,
    "blank lines": "\n" * SIZE,
    "one long line": "a: " * SIZE,
    "dashes": "- " * 900 + "\n" + ("- " * 900 + "\n") * 200,
    "ever deeper": "\n".join(" " * depth + "services:" for depth in range(1500)),
    "anchors": "a: &a [x]\n" + "".join(f"b{number}: &b{number} [*a, *a]\n" for number in range(2000)),
    "nul and controls": "\x00\x01\x1b[31m\u2028\x0c" * SIZE,
    "many packages": '{"dependencies": {' + ",".join(f'"p{number}": "1"' for number in range(SIZE)) + "}}",
    "wrong types": '{"dependencies": [1, null], "require": 3}',
    "wrong tables": "dependencies = 3\nproject = 1\n[tool]\npoetry = 2\n",
    "quotes": "\"'`" * SIZE,
    "references": '<PackageReference Include="' * SIZE,
    "group without end": "group :test do\n" * SIZE,
    "resources": 'resource "aws_db_instance" "x" {\n engine = "postgres"\n' * 5_000,
    "addresses": "postgres://" * SIZE,
    "no words": "{}",
    "null": "null",
    "a number": "3",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_read_to_its_end_whatever_it_calls_itself(text):
    found(dict.fromkeys(PATHS, text))


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(PATHS), st.text(max_size=400)))
def test_any_text_in_any_file_is_no_crash(files):
    found(files)


def test_the_order_of_the_listing_changes_nothing():
    text = 'services:\n  a:\n    image: postgres\n    build: .\n"dependencies"\nresource "aws_sqs_queue" "q" {\n'
    files = [(f"{folder}/{path}", text) for folder in ("a", "b", "c") for path in PATHS]
    expected = found(dict(files))
    for seed in range(5):
        random.Random(seed).shuffle(files)
        assert found(dict(files)) == expected


def test_a_monorepo_is_read_up_to_a_bound_nearest_to_the_root_first():
    listing = [f"services/s{number:04}/go.mod" for number in range(MOST_READ + 50)] + ["z/go.mod", "go.mod"]
    choice = choose(listing, SIGNS)
    assert len(choice.formats) == MOST_READ
    assert list(choice.formats)[:2] == ["go.mod", "z/go.mod"]
    assert choice.left == 52


def test_what_was_not_read_says_nothing():
    choice = choose(["go.mod", "compose.yml"], SIGNS)
    assert {each.value for each in detect(choice, {}, SIGNS)} == {"docker-compose"}
