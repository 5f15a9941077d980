"""Three texts of one file become one. Chooses how by the file's kind; knows no disk and no documents.

Laws: merge(b, b, t) is t, merge(b, o, b) is o, merge(b, x, x) is x. Theirs is people's text, ours the new one.
"""

from __future__ import annotations

from msgspec import Struct

from archgen.workspace.merging.alignment import line_likeness
from archgen.workspace.merging.diff3 import diff3, pairs
from archgen.workspace.merging.keyed import merge_json
from archgen.workspace.merging.markdown import front_matter, sections
from archgen.workspace.merging.pieces import Choose, Conflict, Labels, Lines, Piece, conflicts_in, markers, settled
from archgen.workspace.merging.prose import Prose
from archgen.workspace.merging.shape import lines_of, normal, text_of
from archgen.workspace.merging.tree import Merged, merge_trees
from archgen.workspace.merging.yamlblocks import documents


class Merge(Struct, frozen=True):
    """A merge before its conflicts are decided; `notes` are sentences on new text that was left out."""

    base: str
    theirs: str
    ours: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places that both sides changed."""
        return conflicts_in(self.pieces)

    def text(self, choose: Choose) -> str:
        """The merged text in the shape of people's, each conflict decided by `choose`."""
        return text_of(settled(self.pieces, choose), like=self.theirs, base=self.base, ours=self.ours)

    def marked(self, labels: Labels) -> str:
        """The merged text with each conflict between markers."""
        return self.text(markers(labels, longer_than=(self.base, self.theirs, self.ours)))


def merge(base: str, theirs: str, ours: str, *, path: str) -> Merge:
    """Merge what people and archgen made of `base`; the end of `path` tells the kind of the text."""
    b, t, o = normal(base), normal(theirs), normal(ours)
    if b == t or t == o:
        return Merge(base, theirs, ours, (lines_of(ours),))
    if b == o:
        return Merge(base, theirs, ours, (lines_of(theirs),))
    merged = _by_kind(path.rpartition(".")[2].lower(), b, t, o)
    return Merge(base, theirs, ours, tuple(piece for piece in merged.pieces if piece), merged.notes)


def shared(theirs: str, ours: str, *, path: str) -> str:
    """What two texts without a common base share: merged on that base, each keeps what it has and the other lacks."""
    if path.endswith(".json"):
        return "{}\n"
    left, right = lines_of(theirs), lines_of(ours)
    return "".join(f"{left[at]}\n" for at, _ in sorted(pairs(left, right)))


def _by_kind(kind: str, base: str, theirs: str, ours: str) -> Merged:
    if kind == "json" and (pieces := merge_json(base, theirs, ours)) is not None:
        return Merged(pieces)
    lines = (lines_of(base), lines_of(theirs), lines_of(ours))
    if kind in ("md", "markdown"):
        return _markdown(*lines)
    if kind in ("yaml", "yml"):
        return _yaml(*lines)
    return Merged(tuple(diff3(*lines)))


def _markdown(base: Lines, theirs: Lines, ours: Lines) -> Merged:
    """Front matter by key, the rest by section, table, row and line."""
    cuts = [front_matter(lines) for lines in (base, theirs, ours)]
    heads = [lines[:cut] for lines, cut in zip((base, theirs, ours), cuts, strict=True)]
    roots = [sections(lines[cut:]) for lines, cut in zip((base, theirs, ours), cuts, strict=True)]
    front = _front_matter(heads[0], heads[1], heads[2])
    prose = Prose()
    body = merge_trees(*roots, leaf=prose.merge, likeness=line_likeness)
    if body is None:
        return Merged((*front.pieces, *diff3(*(root.all_lines() for root in roots))), front.notes)
    return Merged((*front.pieces, *body.pieces), (*front.notes, *body.notes, *prose.notes))


def _front_matter(base: Lines, theirs: Lines, ours: Lines) -> Merged:
    if not (base and theirs and ours):
        return Merged(tuple(diff3(base, theirs, ours)))
    inside = _yaml(base[1:-1], theirs[1:-1], ours[1:-1])
    return Merged((theirs[:1], *inside.pieces, theirs[-1:]), inside.notes)


def _yaml(base: Lines, theirs: Lines, ours: Lines) -> Merged:
    """By key and named item; a text that both sides nested differently line by line."""
    roots = [documents(lines) for lines in (base, theirs, ours)]
    return merge_trees(*roots, leaf=diff3, likeness=None) or Merged(tuple(diff3(base, theirs, ours)))
