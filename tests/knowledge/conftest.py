"""The knowledge base as data, read as the product reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

import archgen
from archgen.yamltext import parse

FOLDER = Path(archgen.__file__).parent / "knowledge"


def _data(name):
    parsed = parse((FOLDER / name).read_text("utf-8"), file=name, top="any")
    assert parsed.problems == ()
    return parsed.data


@pytest.fixture(scope="session")
def inventory():
    return {item["id"]: item for item in _data("inventory.yaml")}


@pytest.fixture(scope="session")
def sources():
    return _data("sources.yaml")


@pytest.fixture(scope="session")
def figures():
    return _data("figures.yaml")


@pytest.fixture(scope="session")
def prices():
    return _data("prices.yaml")


@pytest.fixture(scope="session")
def technologies():
    return _data("technologies.yaml")


@pytest.fixture(scope="session")
def catalogues():
    return {file.stem: _data(f"catalogues/{file.name}") for file in sorted((FOLDER / "catalogues").glob("*.yaml"))}


@pytest.fixture(scope="session")
def carriers():
    return _data("carriers.yaml")


@pytest.fixture(scope="session")
def brief_fields():
    return _data("brief.yaml")["fields"]


@pytest.fixture(scope="session")
def known(inventory, sources):
    """Every id that may be cited."""
    return {*inventory, *sources}
