"""Text of archgen's inside files that people own; all else in them is returned byte for byte. Knows no disk."""

from archgen.workspace.marked.changelog import put_entry
from archgen.workspace.marked.section import put_section
from archgen.workspace.marked.site import Edited, Extension, put_extensions, put_nav

__all__ = ["Edited", "Extension", "put_entry", "put_extensions", "put_nav", "put_section"]
