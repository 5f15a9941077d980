"""The schema and the archetypes as the knowledge base states them, and a brief read from text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import archgen
from archgen.brief import Brief, Schema, make_schema, read_brief
from archgen.yamltext import parse
from make import WORKED

KNOWLEDGE = Path(archgen.__file__).parent / "knowledge"


def _data(path: Path):
    parsed = parse(path.read_text(encoding="utf-8"), file=path.name)
    assert not parsed.problems
    return parsed.data


@cache
def _schema() -> Schema:
    return make_schema(_data(KNOWLEDGE / "brief.yaml"), _data(KNOWLEDGE / "roles.yaml"))


@cache
def _archetypes():
    return {path.stem: _data(path) for path in sorted((KNOWLEDGE / "archetypes").glob("*.yaml"))}


@pytest.fixture(scope="session")
def schema() -> Schema:
    return _schema()


@pytest.fixture(scope="session")
def archetypes():
    return _archetypes()


@pytest.fixture(scope="session")
def brief():
    """A function that reads a brief from text."""

    def read(text: str, **more) -> Brief:
        return read_brief(
            text, file="brief.yaml", schema=_schema(), archetypes=more.pop("archetypes", _archetypes()), **more
        )

    return read


@pytest.fixture(scope="session")
def parley() -> str:
    """The help desk of the worked example."""
    return WORKED
