"""People's edits in a text that is written again: by paragraphs, against hashes of those written last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from hashlib import sha256

from msgspec import Struct

from archgen.markdown import outside_fences


class Merged(Struct, frozen=True):
    """`lines` of the text; `kept` the first lines of people's paragraphs that stay where ours would change them."""

    lines: tuple[str, ...]
    kept: tuple[str, ...] = ()


def blocks(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Paragraphs, tables, lists: what blank lines part; a fence is one block, whatever is in it."""
    found: list[list[str]] = [[]]
    for line, text in zip(lines, outside_fences(lines), strict=True):
        if text and not line.strip():
            found.append([])
        else:
            found[-1].append(line.rstrip())
    return [tuple(block) for block in found if block]


def marks(lines: Sequence[str]) -> tuple[str, ...]:
    """The hash of each block, to be known again next time."""
    return tuple(map(_mark, blocks(lines)))


def merge(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> Merged:
    """Ours, with what people added, changed or took away since `base`; where both changed a block, people's stays."""
    their_blocks, our_blocks = blocks(theirs), blocks(ours)
    found: list[tuple[str, ...]] = []
    kept: list[str] = []
    for old, their, our in _regions(base, their_blocks, our_blocks):
        chosen, refused = _choose(old, their, our)
        found.extend(chosen)
        if refused:
            kept.append(refused)
    lines = "\n\n".join("\n".join(block) for block in found).split("\n")
    return Merged(tuple(lines), tuple(kept))


Blocks = list[tuple[str, ...]]


def _choose(old: Sequence[str], theirs: Blocks, ours: Blocks) -> tuple[Blocks, str]:
    """One region of the text: what becomes of it, and the first line of what people keep against us."""
    if [*map(_mark, theirs)] == [*old] or theirs == ours:
        return ours, ""
    if [*map(_mark, ours)] == [*old]:
        return theirs, ""
    added = [block for block in theirs if _mark(block) not in old]
    if len(theirs) - len(added) == len(old):
        return [*ours, *added], ""
    return theirs, next((block[0] for block in added), ours[0][0] if ours else "")


def _regions(base: Sequence[str], theirs: Blocks, ours: Blocks) -> Iterator[tuple[Sequence[str], Blocks, Blocks]]:
    """The three texts cut where all of them hold the same block."""
    there, here = _same(base, theirs), _same(base, ours)
    old = their = our = 0
    for at in sorted(there.keys() & here.keys()):
        if there[at] < their or here[at] < our:
            continue
        yield base[old:at], theirs[their : there[at]], ours[our : here[at]]
        yield base[at : at + 1], theirs[there[at] : there[at] + 1], ours[here[at] : here[at] + 1]
        old, their, our = at + 1, there[at] + 1, here[at] + 1
    yield base[old:], theirs[their:], ours[our:]


def _same(base: Sequence[str], found: Blocks) -> dict[int, int]:
    """Which block of the base is which of the others."""
    matcher = SequenceMatcher(None, base, [*map(_mark, found)], autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _mark(block: Sequence[str]) -> str:
    return sha256("\n".join(line.rstrip() for line in block).encode("utf-8", "surrogatepass")).hexdigest()[:12]
