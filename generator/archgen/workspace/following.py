"""Where people's files lie now: a file that left its place is known again by its id, its text, or its likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from archgen.problems import Problem, Where
from archgen.workspace.ids import ids_in
from archgen.workspace.manifest import Entry
from archgen.workspace.merging import digest, normal

LIKE_ENOUGH = 0.6
MOST_COMPARED = 10_000  # missing files x unknown files; beyond that only ids and equal texts are looked at


def follow_moves(
    missing: Iterable[Entry], unknown: Mapping[str, str], bases: Mapping[str, str | None]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """For missing files, by document id, where among the unknown files they lie now; and what is ambiguous.

    `bases` holds the last generated text by document id.
    """
    lost = {entry.id: entry for entry in missing}
    found, problems = _by_id(lost, unknown)
    rest = {path: text for path, text in unknown.items() if path not in found.values()}
    found |= _by_text({name: entry for name, entry in lost.items() if name not in found}, rest)
    lost = {name: entry for name, entry in lost.items() if name not in found}
    rest = {path: text for path, text in rest.items() if path not in found.values()}
    found |= _by_likeness({name: text for name in lost if (text := bases.get(name))}, rest)
    return found, problems


def _by_id(lost: Mapping[str, Entry], unknown: Mapping[str, str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    found: dict[str, str] = {}
    problems = []
    for path, text in sorted(unknown.items()):
        for name in ids_in(text):
            if name in found:
                what = f"bears the id '{name}', as {found[name]} does; the latter was taken for the document."
                problems.append(Problem("workspace-id-twice", Where(path), what, "Remove the id from one of them."))
            elif name in lost:
                found[name] = path
    return found, tuple(problems)


def _by_text(lost: Mapping[str, Entry], unknown: Mapping[str, str]) -> dict[str, str]:
    """Files that moved unchanged, where their text is like no other's."""
    if not lost:
        return {}
    hashes = Counter(entry.hash for entry in lost.values())
    wanted = {entry.hash: entry for entry in lost.values() if hashes[entry.hash] == 1}
    found: dict[str, list[str]] = {}
    for path, text in unknown.items():
        if entry := wanted.get(digest(text)):
            found.setdefault(entry.id, []).append(path)
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}


def _by_likeness(lost: Mapping[str, str], unknown: Mapping[str, str]) -> dict[str, str]:
    """Files that moved and were edited: the likest pairs first."""
    if len(lost) * len(unknown) > MOST_COMPARED:
        return {}
    old, new = ({name: _lines(text) for name, text in side.items()} for side in (lost, unknown))
    scored = sorted((-_likeness(lines, new[path]), name, path) for name, lines in old.items() for path in new)
    found: dict[str, str] = {}
    for score, name, path in scored:
        if -score >= LIKE_ENOUGH and name not in found and path not in found.values():
            found[name] = path
    return found


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in normal(text).split("\n") if line.strip())


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    longer = max(left.total(), right.total())
    return (left & right).total() / longer if longer else 0.0
