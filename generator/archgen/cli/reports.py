"""Findings as text, as JSON, as SARIF 2.1.0, or as GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from archgen import __version__
from archgen.cli import options
from archgen.problems import Level, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class Finding(Struct, frozen=True):
    """A problem and how grave it is."""

    problem: Problem
    level: Level

    @property
    def key(self) -> str:
        """What a finding is recognised by; lines move, so they are left out."""
        return f"{self.problem.code} {self.problem.where.file} {self.problem.what}"


def report(found: Sequence[Finding], form: options.Form, *, quiet: bool = False, tool: str = "archgen check") -> str:
    """The findings in one of these forms, each line ended."""
    if form == "text":
        lines = [f"{each.level}: {each.problem}" for each in found]
        sums = f"{len(found)} findings." if found else "Nothing to find."
        return "".join(f"{line}\n" for line in (*lines, *(() if quiet else (sums,))))
    if form == "github":
        return "".join(f"{_annotation(each)}\n" for each in found)
    data = _sarif(found, tool) if form == "sarif" else {"version": 1, "findings": [_data(each) for each in found]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _data(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": problem.code,
        "level": finding.level,
        "file": problem.where.file,
        "line": problem.where.line,
        "what": problem.what,
        "hint": problem.hint,
    }


def _annotation(finding: Finding) -> str:
    problem = finding.problem
    place = f"file={_property(problem.where.file)},line={max(problem.where.line, 1)},title={_property(problem.code)}"
    text = f"{problem.what} {problem.hint}".strip()
    return f"::{_COMMANDS[finding.level]} {place}::{_escaped(text)}"


def _sarif(found: Sequence[Finding], tool: str) -> dict[str, Any]:
    rules = [{"id": code} for code in sorted({each.problem.code for each in found})]
    driver = {"name": tool, "version": __version__, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": [*map(_result, found)]}],
    }


def _result(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    place = {"artifactLocation": {"uri": _uri(problem.where.file)}, "region": {"startLine": max(problem.where.line, 1)}}
    return {
        "ruleId": problem.code,
        "level": finding.level,
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
