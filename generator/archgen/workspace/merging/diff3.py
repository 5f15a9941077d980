"""Three-way merge of lines. Knows nothing of what the lines say.

Lines that occur once on both sides are matched first: a shared blank line or bracket never ties unlike parts together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import takewhile

from archgen.workspace.merging.pieces import Conflict, Lines, Piece


def diff3(base: Lines, theirs: Lines, ours: Lines) -> Iterator[Piece]:
    """The merged lines in order; a change of both sides at the same or an adjoining place is a `Conflict`."""
    in_theirs, in_ours = dict(pairs(base, theirs)), dict(pairs(base, ours))
    stable = [(line, in_theirs[line], in_ours[line]) for line in sorted(in_theirs.keys() & in_ours.keys())]
    b = t = o = 0
    for b_next, t_next, o_next in (*stable, (len(base), len(theirs), len(ours))):
        yield from _settle(base[b:b_next], theirs[t:t_next], ours[o:o_next])
        yield theirs[t_next : t_next + 1]
        b, t, o = b_next + 1, t_next + 1, o_next + 1


def pairs(left: Lines, right: Lines) -> Iterator[tuple[int, int]]:
    """Positions of equal lines in both, rising on both sides."""
    todo = [(0, len(left), 0, len(right))]
    while todo:
        i, i_end, j, j_end = todo.pop()
        while i < i_end and j < j_end and left[i] == right[j]:
            yield i, j
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and left[i_end - 1] == right[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            yield i_end, j_end
        if i == i_end or j == j_end:
            continue
        anchors = _anchors(left, right, (i, i_end, j, j_end))
        if not anchors:
            yield from _blocks(left[i:i_end], right[j:j_end], i, j)
            continue
        for i_next, j_next in (*anchors, (i_end, j_end)):
            todo.append((i, i_next, j, j_next))
            i, j = i_next, j_next


def _settle(base: Lines, theirs: Lines, ours: Lines) -> Iterator[Piece]:
    if theirs in (base, ours):
        yield ours
    elif ours == base:
        yield theirs
    else:
        head = _shared(theirs, ours)
        tail = _shared(theirs[head:][::-1], ours[head:][::-1])
        yield theirs[:head]
        yield Conflict(base, theirs[head : len(theirs) - tail], ours[head : len(ours) - tail])
        yield theirs[len(theirs) - tail :]


def _shared(left: Lines, right: Lines) -> int:
    """How many lines at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _anchors(left: Lines, right: Lines, window: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """The longest rising run of lines that stand once in both windows."""
    i, i_end, j, j_end = window
    ours, others = Counter(left[i:i_end]), Counter(right[j:j_end])
    place = {line: at for at, line in enumerate(right[j:j_end], j) if others[line] == 1}
    once = [(at, place[line]) for at, line in enumerate(left[i:i_end], i) if ours[line] == 1 and line in place]
    return _rising(once)


def _rising(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose second number rises, by patience sorting."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, height) in enumerate(points):
        pile = bisect_left(tops, height)
        before.append(last[pile - 1] if pile else -1)
        tops[pile : pile + 1], last[pile : pile + 1] = [height], [index]
    found: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(points[index])
        index = before[index]
    return found[::-1]


def _blocks(left: Lines, right: Lines, i: int, j: int) -> Iterator[tuple[int, int]]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield i + block.a + step, j + block.b + step
