"""A step of the wheel's build: the knowledge base is compiled to JSON, which loads fifty times faster than YAML."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledKnowledge(BuildHookInterface[Any]):
    """Puts `archgen/compiled` into the wheel; an editable install compiles for itself when it first runs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "generator")))
        from archgen.library import compile_knowledge  # deferred: only now is it on the path

        self._folder = Path(mkdtemp(prefix="archgen-compiled-"))
        compile_knowledge(self._folder)
        build_data["force_include"][str(self._folder)] = "archgen/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self._folder)
