"""Where knowledge and templates lie, and reading them: YAML compiled to JSON, which loads fifty times faster.

A wheel carries the compiled files; a checkout makes them again whenever a YAML file has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
KNOWLEDGE = PACKAGE / "knowledge"
COMPILED = PACKAGE / "compiled"


@cache
def templates_folder() -> Path:
    """The templates: beside the package in a wheel, at the top of a checkout."""
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent.parent / "templates"


@cache
def knowledge(part: str) -> Mapping[str, Any]:
    """The data of a part of the built-in knowledge, a file or a folder, by file name without ending: `knowledge("decisions")`."""
    kept = _compiled(part)
    if kept and kept["stamp"] == "packaged":
        return kept["data"]  # type: ignore[no-any-return]
    stamp = [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in knowledge_files(part)]
    if kept and kept["stamp"] == stamp:
        return kept["data"]  # type: ignore[no-any-return]
    data = _parsed(part)
    _keep(part, stamp, data)
    return data


def knowledge_files(part: str) -> tuple[Path, ...]:
    """The YAML files of a part, sorted by name."""
    single = KNOWLEDGE / f"{part}.yaml"
    return (single,) if single.exists() else tuple(sorted((KNOWLEDGE / part).glob("*.yaml")))


def knowledge_parts() -> tuple[str, ...]:
    """Every part there is: a name for each file and for each folder of the knowledge base."""
    return tuple(sorted(entry.stem for entry in KNOWLEDGE.iterdir() if entry.is_dir() or entry.suffix == ".yaml"))


def compile_knowledge(target: Path) -> None:
    """Write every part as JSON into `target`, marked as packaged: what the wheel's build calls."""
    target.mkdir(parents=True, exist_ok=True)
    for part in knowledge_parts():
        text = json.dumps({"stamp": "packaged", "data": _parsed(part)}, ensure_ascii=False, separators=(",", ":"))
        (target / f"{part}.json").write_text(text, encoding="utf-8")


def _compiled(part: str) -> Any:
    try:
        return json.loads((COMPILED / f"{part}.json").read_bytes())
    except (OSError, ValueError):
        return None


def _parsed(part: str) -> dict[str, Any]:
    from archgen.yamltext import parse  # deferred: the compiled knowledge needs no YAML

    return {file.stem: parse(file.read_text("utf-8"), file=file.name).data for file in knowledge_files(part)}


def _keep(part: str, stamp: object, data: object) -> None:
    """Keep the compiled part for the next run; a folder that cannot be written only costs time."""
    text = json.dumps({"stamp": stamp, "data": data}, ensure_ascii=False, separators=(",", ":"))
    try:
        COMPILED.mkdir(exist_ok=True)
        draft = COMPILED / f"{part}.{os.getpid()}.tmp"
        draft.write_text(text, encoding="utf-8")
        draft.replace(COMPILED / f"{part}.json")
    except OSError:
        return
