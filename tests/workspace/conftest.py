"""A desk for the tests: files as a dict, archgen's side and people's, without a disk; and a disk that is quick."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archgen.workspace import Options, Plan, Produced, make_plan, read_manifest

FOLDER = "docs/backend/parley"


@dataclass
class Desk:
    """The tree of a repository; `run` plans for some pages and applies what may be applied."""

    files: dict[str, str] = field(default_factory=dict)

    def plan(
        self, pages: dict[str, str], *, slug: str = "parley", edits=None, ids=None, kind="page", **options
    ) -> Plan:
        produced = {
            path: Produced((ids or {}).get(path, f"{slug}/{path}"), text, slug, kind) for path, text in pages.items()
        }
        return make_plan(
            produced=produced,
            manifest=read_manifest(self.files.get(".archgen/manifest.json")),
            bases={path: text for path, text in self.files.items() if path.startswith(".archgen/")},
            theirs={path: text for path, text in self.files.items() if not path.startswith(".archgen/")},
            edits=edits,
            archgen="1.0",
            options=Options(**options),
        )

    def apply(self, plan: Plan) -> Plan:
        assert not plan.blocked, plan.as_text()
        for path, text in plan.seen().items():
            assert self.files.get(path) == text
        for path, text in plan.changes().items():
            if text is None:
                self.files.pop(path, None)
            else:
                self.files[path] = text
        return plan

    def run(self, pages: dict[str, str], **options) -> Plan:
        return self.apply(self.plan(pages, **options))

    def people(self) -> dict[str, str]:
        """The files outside `.archgen/`."""
        return {path: text for path, text in sorted(self.files.items()) if not path.startswith(".archgen/")}

    def does(self, plan: Plan) -> dict[str, str]:
        return {action.path: str(action.does) for action in plan.actions}


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory, where there is such a thing: these tests wait for the disk thousands of times."""
    memory = "/dev/shm"
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)
