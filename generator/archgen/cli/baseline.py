"""Findings that were there when checking began: kept in a file, so that only new ones fail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from archgen.cli.reports import Finding
from archgen.repository import Repository
from archgen.workspace.store import apply

FILE = ".archgen/check-baseline.json"


def known(repository: Repository) -> frozenset[str]:
    """The keys of accepted findings; none where there is no file or it cannot be read."""
    try:
        return frozenset(json.loads(repository.read_text(FILE) or "[]"))
    except ValueError:
        return frozenset()


def remembered(root: Path, found: Sequence[Finding], *, now: datetime) -> None:
    """Write the keys of today's findings."""
    keys = sorted({finding.key for finding in found})
    apply(root, {FILE: json.dumps(keys, indent=1, ensure_ascii=False) + "\n"}, message="check baseline", now=now)
