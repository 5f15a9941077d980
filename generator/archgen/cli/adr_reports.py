"""Findings as JSON, as SARIF 2.1.0, or as GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal

from archgen import __version__
from archgen.adr.findings import CODES, level
from archgen.problems import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def report(found: Sequence[Problem], form: Literal["json", "sarif", "github"]) -> str:
    """The findings as text in one of these forms."""
    if form == "github":
        return "".join(f"{_annotation(problem)}\n" for problem in found)
    data = _sarif(found) if form == "sarif" else {"version": 1, "findings": [_data(problem) for problem in found]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _data(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "level": level(problem.code),
        "file": problem.where.file,
        "line": problem.where.line,
        "what": problem.what,
        "hint": problem.hint,
    }


def _annotation(problem: Problem) -> str:
    place = f"file={_property(problem.where.file)},line={max(problem.where.line, 1)},title={_property(problem.code)}"
    text = f"{problem.what} {problem.hint}".strip()
    return f"::{_COMMANDS[level(problem.code)]} {place}::{_escaped(text)}"


def _sarif(found: Sequence[Problem]) -> dict[str, Any]:
    rules = [{"id": code, "shortDescription": {"text": about.title}} for code, about in CODES.items()]
    driver = {"name": "archgen adr check", "version": __version__, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [*map(_result, found)]}],
    }


def _result(problem: Problem) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(problem.where.file)}, "region": {"startLine": max(problem.where.line, 1)}}
    return {
        "ruleId": problem.code,
        "level": level(problem.code),
        "message": {"text": f"{problem.what} {problem.hint}".strip()},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote  # deferred: only SARIF needs it

    return quote(path)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
