"""Lines with their numbers as an editor shows them; one too long to be a person's is passed over."""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_LINE = 2_000
MOST_LINES = 50_000


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines from 1 on, without their ends; only line feeds count."""
    for number, line in enumerate(text.split("\n", MOST_LINES)[:MOST_LINES], 1):
        if len(line) <= LONGEST_LINE:
            yield number, line.removesuffix("\r")
