"""Text of archgen's inside files that people own; all else in them is returned byte for byte. Knows no disk."""

from archgen.workspace.marked.changelog import put_entry
from archgen.workspace.marked.edited import Edited
from archgen.workspace.marked.exclusions import put_exclusions
from archgen.workspace.marked.extensions import put_extensions
from archgen.workspace.marked.navigation import put_nav
from archgen.workspace.marked.section import put_section

__all__ = ["Edited", "put_entry", "put_exclusions", "put_extensions", "put_nav", "put_section"]
