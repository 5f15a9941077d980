"""The parts as a C4 model: the same elements as the design, in two languages, read back; LikeC4 itself validates."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archgen.artifacts.c4 import likec4, model, structurizr
from make import a_blueprint, an_example, the_files

NAMES = ("courses", "habits", "help-desk", "hostile", "scooters")
TOKEN = re.compile(r'"((?:\\"|[^"])*)"|(\S+)')


@dataclass
class Workspace:
    """What a reader of Structurizr's DSL sees: identifiers with their kind and texts, and relationships."""

    elements: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arrows: list[tuple[str, ...]] = field(default_factory=list)
    depth: int = 0


def read_structurizr(text: str) -> Workspace:
    """Line by line, as the language is tokenised: words, and texts in quotes; a brace at the end opens a block."""
    found = Workspace()
    for line in text.splitlines():
        tokens = [word or quoted.replace('\\"', '"') for quoted, word in TOKEN.findall(line)]
        assert "${" not in line
        assert "\\" not in line.replace('\\"', "")
        if tokens == ["}"]:
            found.depth -= 1
            continue
        opens = tokens[-1] == "{" and line.rstrip().endswith("{")
        found.depth += opens
        if len(tokens) > 2 and tokens[1] == "=":
            assert tokens[0] not in found.elements
            found.elements[tokens[0]] = tuple(tokens[2 : -1 if opens else None])
        elif len(tokens) > 2 and tokens[1] == "->":
            assert {tokens[0], tokens[2]} <= found.elements.keys()
            found.arrows.append(tuple(tokens))
    assert found.depth == 0
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_workspace_of_structurizr_holds_every_part_neighbour_and_arrow(name):
    blueprint = a_blueprint(text=an_example(name))
    found = read_structurizr(structurizr(model(blueprint)))
    kinds = [element[0] for element in found.elements.values()]
    assert kinds.count("container") == len(blueprint.components)
    assert kinds.count("softwareSystem") == 1 + len(blueprint.neighbours)
    assert len(found.arrows) == len(blueprint.wires)
    assert len({(arrow[0], arrow[2], arrow[3]) for arrow in found.arrows}) == len(found.arrows)
    titles = [element[1] for element in found.elements.values() if element[0] == "container"]
    assert len(set(titles)) == len(titles)


def test_people_s_words_stay_texts_whatever_they_hold():
    nasty = 'end "}\\" { ${HOME} // x'
    blueprint = a_blueprint(f"system.purpose={nasty}")
    found = read_structurizr(structurizr(model(blueprint)))
    assert found.elements["system"][2] == 'end "}/" { $ {HOME} // x'
    assert r"description 'end " + '"}\\\\" { ${HOME} // x' + "'" in likec4(model(blueprint))


def test_the_model_is_owed_from_the_day_on_that_people_rely_on_it():
    assert "artifacts/model.c4" in the_files(a_blueprint(text=an_example("help-desk")))
    assert "artifacts/model.c4" not in the_files(a_blueprint(text=an_example("habits")))


@pytest.mark.conformance
def test_likec4_accepts_the_model_of_every_example(tmp_path):
    for name in NAMES:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "likec4.config.json").write_text(json.dumps({"name": name}))
        (folder / "model.c4").write_text(likec4(model(a_blueprint(text=an_example(name)))), encoding="utf-8")
    said = run("validate", "--no-layout", "--json", str(tmp_path))
    assert json.loads(said)["errors"] == []
    assert json.loads(said)["stats"]["totalFiles"] == len(NAMES)


@pytest.mark.conformance
def test_likec4_reads_the_elements_of_the_design_and_computes_its_views(tmp_path):
    blueprint = a_blueprint(text=an_example("hostile"))
    (tmp_path / "model.c4").write_text(likec4(model(blueprint)), encoding="utf-8")
    run("export", "json", "--skip-layout", "-o", str(tmp_path / "model.json"), str(tmp_path))
    found = json.loads((tmp_path / "model.json").read_text("utf-8"))
    read = {element["metadata"]["id"]: element for element in found["elements"].values() if element.get("metadata")}
    parts = {part.id: part for part in blueprint.components}
    assert set(read) == {*parts, *(other.id for other in blueprint.neighbours), *(one.by for one in blueprint.journeys)}
    assert {name: read[name]["technology"] for name in parts} == {
        name: part.technology.name for name, part in parts.items()
    }
    assert len(found["relations"]) == len(blueprint.wires)
    assert found["elements"]["system"]["title"] == blueprint.name.raw
    walks = {f"journey_{one.id}".replace("-", "_") for one in blueprint.journeys}
    assert set(found["views"]) == {"index", "parts", *walks}


def run(*words: str) -> str:
    program = Path(os.environ["ARCHGEN_VALIDATORS"]) / "npm-model" / "node_modules" / ".bin" / "likec4"
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
