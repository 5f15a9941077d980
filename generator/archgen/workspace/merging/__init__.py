"""Three texts become one: base, theirs, ours. Knows no files."""

from archgen.workspace.merging.merge import Merge, merge
from archgen.workspace.merging.pieces import Choose, Conflict, Labels, Lines, marked_lines
from archgen.workspace.merging.shape import digest, normal

__all__ = ["Choose", "Conflict", "Labels", "Lines", "Merge", "digest", "marked_lines", "merge", "normal"]
