"""The looks at the repository: what each finds, and what it leaves alone."""

from types import SimpleNamespace

import pytest

from archgen.checks.practice import LOOKS

GOOD = "FROM python:3.13 AS build\nRUN pip install .\nFROM python:3.13-slim\nCOPY --from=build /app /app\nUSER app\n"
ROOT = "Dockerfile:1 the container runs as root."
COMPOSE = "services:\n  api: {image: x, ports: ['8080:80'], mem_limit: 1g}\n"


def found(look, sources=(), tree=()):
    sources = dict(sources)
    subject = SimpleNamespace(sources=sources, tree=frozenset({*sources, *tree}), docs="docs/backend", files={})
    return [f"{path}:{line} {what}" if line else f"{path} {what}" for path, line, what in LOOKS[look](subject)]


@pytest.mark.parametrize("look", ["image-stages", "image-user", "image-pins"])
def test_an_image_as_it_should_be_is_left_alone(look):
    assert found(look, {"docker/backend/Dockerfile": GOOD}) == []


@pytest.mark.parametrize(
    ("look", "sources", "told"),
    [
        (
            "image-stages",
            {"Dockerfile": "FROM x:1\nUSER app\n"},
            ["Dockerfile:1 the image is built in one stage, with what built it inside."],
        ),
        (
            "image-user",
            {"Dockerfile": "FROM a:1 AS b\nUSER app\nFROM a:1\n"},
            ["Dockerfile:1 the container runs as root."],
        ),
        (
            "image-user",
            {"Dockerfile": "FROM a:1\nUSER app\nUSER root:root\n"},
            ["Dockerfile:1 the container runs as root."],
        ),
        (
            "image-pins",
            {"Dockerfile": "FROM a:1 AS b\nFROM b\nFROM c:latest\nFROM d\nFROM e@sha256:00\n"},
            ["Dockerfile:3 the base image 'c:latest' is not pinned.", "Dockerfile:4 the base image 'd' is not pinned."],
        ),
        (
            "container-limits",
            {"compose.yaml": "services:\n  db: {image: y}\n  api: {deploy: {resources: {limits: {memory: 1g}}}}\n"},
            ["compose.yaml the container 'db' has no limit."],
        ),
        (
            "ports",
            {"compose.yaml": COMPOSE, "docker-compose.dev.yml": "services:\n  web: {ports: ['127.0.0.1:8080:80']}\n"},
            ["docker-compose.dev.yml 'web' and 'api' of compose.yaml both claim port 8080."],
        ),
        (
            "one-pipeline",
            {".gitlab-ci.yml": "x", ".github/workflows/a.yml": "x"},
            [".github/workflows there are several pipelines: GitHub Actions, GitLab CI."],
        ),
        ("checked-in-pipeline", {".gitlab-ci.yml": "x"}, [".gitlab-ci.yml the pipeline does not run `archgen check`."]),
        ("checked-in-pipeline", {".gitlab-ci.yml": "script: archgen check"}, []),
        ("env-files", {".env": "PORT=1\nDB_PASSWORD=x\n"}, [".env:2 a secret lies in the tree."]),
        ("env-files", {".env": "DB_PASSWORD=\n"}, []),
        (
            "pinned-dependencies",
            {"requirements.txt": "a==1\nb>=2\n# c\n-r other.txt\n"},
            ["requirements.txt not pinned: b>=2."],
        ),
        ("changelog", {}, ["docs/backend/CHANGELOG.md the log of changes is gone."]),
    ],
)
def test_each_look_finds_its_own(look, sources, told):
    assert found(look, sources) == told


def test_scripts_and_locks_are_looked_for_in_the_tree():
    assert found("scripts", tree=["scripts/x.sh", "scripts/backend/testing/y.sh"]) == [
        "scripts 1 scripts lie beside `scripts/backend/`: scripts/x.sh."
    ]
    assert found("pinned-dependencies", tree=["web/package.json", "go.mod", "go.sum"]) == [
        "web/package.json there is no lock file beside it "
        "(package-lock.json, yarn.lock, pnpm-lock.yaml, bun.lockb, bun.lock)."
    ]
    assert found("deploy-script", tree=["a/deploy.sh", "b/deploy.sh"]) == [
        "a/deploy.sh there are several scripts that deploy: a/deploy.sh, b/deploy.sh."
    ]


def test_a_compose_file_that_is_no_yaml_is_left_to_its_own_tools():
    assert found("container-limits", {"compose.yaml": "services: [\n"}) == []
