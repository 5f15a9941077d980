"""Base, theirs, ours become a plan; only `store` touches the disk. Knows no documents."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archgen.workspace.manifest import Entry, Manifest, read_manifest
    from archgen.workspace.plan import Action, Does, Plan
    from archgen.workspace.planning import make_plan
    from archgen.workspace.scene import Produced
    from archgen.workspace.settling import Options

__all__ = ["Action", "Does", "Entry", "Manifest", "Options", "Plan", "Produced", "make_plan", "read_manifest"]

_FILES = {"Entry": "manifest", "Manifest": "manifest", "read_manifest": "manifest", "make_plan": "planning"}
_FILES |= {"Action": "plan", "Does": "plan", "Plan": "plan", "Produced": "scene", "Options": "settling"}


def __getattr__(name: str) -> Any:
    """Hand on a name when it is asked for: who only writes a record must not pay for the merge."""
    if name not in _FILES:
        raise AttributeError(name)
    return getattr(import_module(f"archgen.workspace.{_FILES[name]}"), name)
