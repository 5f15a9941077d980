"""Three texts become one: base, theirs, ours. Knows no files."""

from archgen.workspace.merging.merge import Merge, merge, shared
from archgen.workspace.merging.pieces import Choose, Conflict, Labels, Lines, marked_lines, markers, sides_of
from archgen.workspace.merging.shape import digest, normal

__all__ = [
    "Choose",
    "Conflict",
    "Labels",
    "Lines",
    "Merge",
    "digest",
    "marked_lines",
    "markers",
    "merge",
    "normal",
    "shared",
    "sides_of",
]
