"""What lies in the tree, as a plan needs it: manifest, bases, people's texts. Reads only; knows no plan."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from archgen.workspace.manifest import BASE, PENDING, Manifest, read_manifest
from archgen.workspace.manifest import PATH as MANIFEST
from archgen.workspace.store.disk import explained, read

TEXTS = (".md", ".markdown", ".yaml", ".yml", ".json", ".sql", ".tf", ".txt", ".py", ".dsl", ".c4", ".likec4")
MOST_BYTES = 2_000_000


class Seen(Struct, frozen=True):
    """What a plan is made of beside what archgen wants to write."""

    manifest: Manifest
    bases: Mapping[str, str]
    theirs: Mapping[str, str | None]


def look(
    root: Path, produced: Mapping[str, str], *, docs: tuple[str, ...], named: Iterable[str] = (), whole: bool = False
) -> Seen:
    """Read the manifest and people's files. `produced` are the ids that archgen wants to write, by path.

    `named` are further files to be read. The other texts of the folders `docs` are read only where a file left its
    place, since links and names are to be looked for then; with `whole` every file of theirs is read.
    """
    with explained("Nothing was changed."):
        manifest = read_manifest(_text(root, MANIFEST))
        theirs = {path: _text(root, path) for path in {*produced, *manifest.by_path, *named}}
        if whole or _something_moved(manifest, produced, theirs):
            others = {path for folder in docs for path in _files_in(root, folder, every=whole)}
            theirs |= {path: _text(root, path) for path in others.difference(theirs)}
    return Seen(manifest, Bases(root), theirs)


class Bases(Mapping[str, str]):
    """The texts that archgen keeps below `.archgen/`, each read when it is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __getitem__(self, path: str) -> str:
        text = _text(self._root, path) if path.startswith((f"{BASE}/", f"{PENDING}/")) else None
        if text is None:
            raise KeyError(path)
        return text

    def __iter__(self) -> Iterator[str]:
        for top in (BASE, PENDING):
            for place, _, files in os.walk(self._root / top):
                yield from sorted((Path(place) / name).relative_to(self._root).as_posix() for name in files)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _text(root: Path, path: str) -> str | None:
    """The text of a file; bytes that are no UTF-8 come through as they are."""
    data = read(root / path)
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _files_in(root: Path, folder: str, *, every: bool) -> Iterator[str]:
    """The paths of the files in a folder, links aside: texts of usual size that are not hidden, or every file."""
    for place, folders, files in os.walk(root / folder):
        folders[:] = [name for name in folders if every or not name.startswith(".")]
        for name in files:
            file = Path(place) / name
            usual = name.endswith(TEXTS) and not name.startswith(".")
            if not file.is_symlink() and (every or (usual and file.stat().st_size <= MOST_BYTES)):
                yield file.relative_to(root).as_posix()


def _something_moved(manifest: Manifest, produced: Mapping[str, str], theirs: Mapping[str, str | None]) -> bool:
    gone = any(theirs[entry.path] is None and entry.state != "deleted" for entry in manifest.entries)
    known = ((path, manifest.by_id.get(name)) for path, name in produced.items())
    return gone or any(entry and entry.home != path for path, entry in known)
