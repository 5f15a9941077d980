"""Whether `archgen update` would find nothing to do, known without reading the knowledge base."""

from __future__ import annotations

from pathlib import Path

import archgen
from archgen.configuration import FILE, read_configuration
from archgen.repository import Repository
from archgen.workspace.store.settled import is_settled, of_folders

_PACKAGE = Path(archgen.__file__).parent
_TEMPLATES = _PACKAGE.parent.parent / "templates"  # in a checkout; a wheel has them in the package
_MADE_BY_RUNS = ("compiled",)


def at_rest(root: Path, *, slug: str, every: bool) -> bool:
    """Whether nothing has changed, in the tree or in archgen, since a run over these designs left nothing open."""
    return is_settled(root, ours(root), slug=slug, every=every)


def ours(root: Path) -> str:
    """What stands for everything that a run reads outside the tree: archgen, its templates, the house rules."""
    house = read_configuration(Repository(root).read_text(FILE) or "").house
    return of_folders(_PACKAGE, _TEMPLATES, root / house, without=_MADE_BY_RUNS)
