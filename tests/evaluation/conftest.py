"""The bundled technologies and rules, and a maker of candidates."""

from __future__ import annotations

from pathlib import Path

import pytest

import archgen
from archgen.evaluation import Candidate, Setting, Team, evaluate, read_catalogue, read_rules
from archgen.yamltext import parse

FOLDER = Path(archgen.__file__).parent / "knowledge"


def _data(name):
    return parse((FOLDER / name).read_text("utf-8"), file=name).data


@pytest.fixture(scope="session")
def catalogue():
    return read_catalogue(_data("technologies.yaml"), _data("catalogues/clouds.yaml"))


@pytest.fixture(scope="session")
def rules():
    return read_rules(_data("catalogues/evaluation.yaml"))


@pytest.fixture(scope="session")
def matrix_of(catalogue, rules):
    """Evaluate candidates by id; `fit`, `scores`, `skills` and `in_use` by id."""

    def make(*ids, fit=None, scores=None, skills=None, in_use=(), cloud="aws", critical=False):
        given = {name: {"fit": (value, "It fits.")} for name, value in (fit or {}).items()}
        for name, values in (scores or {}).items():
            given.setdefault(name, {}).update({key: (value, "As we saw.") for key, value in values.items()})
        candidates = [Candidate(catalogue.technologies[name], name in in_use, given.get(name, {})) for name in ids]
        team = Team(tuple((skills or {}).items()), cloud)
        return evaluate("a need", candidates, Setting(catalogue, rules, team, critical))

    return make
