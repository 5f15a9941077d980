"""What archgen wrote, file by file: `.archgen/manifest.json`. Reads it even when edited or half merged; knows no disk.

One line a file, sorted, so that git merges it well.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from archgen.problems import Exit, Problem, Stop, Where

PATH = ".archgen/manifest.json"
BASE = ".archgen/base"
PENDING = ".archgen/pending"
FORMAT = 1

State = Literal["kept", "detached", "deleted", "conflict"]


class Entry(Struct, frozen=True, order=True):
    """One file of archgen's: `path` is where it lies, `home` where archgen put it, `hash` that of its base.

    A detached file is people's: they edited it, and archgen no longer writes it.
    """

    path: str
    id: str
    home: str
    hash: str
    state: State = "kept"
    slug: str = ""
    kind: str = "page"


class Manifest(Struct, frozen=True, dict=True):
    """All files that archgen looks after, and the version that wrote them; `problems` say what was wrong in `text`."""

    entries: tuple[Entry, ...] = ()
    archgen: str = ""
    problems: tuple[Problem, ...] = ()
    text: str | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by document id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_path(self) -> Mapping[str, Entry]:
        """The entries by the path at which the file lies."""
        return {entry.path: entry for entry in self.entries}

    def with_entries(self, entries: Iterable[Entry]) -> Manifest:
        """The same manifest with other entries, sorted."""
        return replace(self, entries=tuple(sorted(entries)))


def base_path(home: str) -> str:
    """Where the base of the file with this home lies."""
    return f"{BASE}/{home}"


def shown_path(design: str) -> str:
    """Where is kept what the pages of the design in this folder show."""
    return base_path(f"{design}/shown.json")


def pending_path(home: str) -> str:
    """Where the text lies that becomes the base as soon as a conflict is resolved."""
    return f"{PENDING}/{home}"


def write_manifest(manifest: Manifest) -> str:
    """The text of the manifest."""
    lines = [json.dumps(_plain(entry), ensure_ascii=False) for entry in sorted(manifest.entries)]
    files = ",\n".join(f"  {line}" for line in lines)
    head = f'{{\n "format": {FORMAT},\n "archgen": {json.dumps(manifest.archgen)},\n'
    return f'{head} "files": [\n{files}\n ]\n}}\n' if files else f'{head} "files": []\n}}\n'


def read_manifest(text: str | None) -> Manifest:
    """The manifest of this text; nothing where there is none. Stops only where a newer archgen wrote it."""
    if text is None or not text.strip():
        return Manifest(text=text)
    data, problems = _data(text)
    _stop_if_newer(data)
    entries, odd = _entries(data.get("files"))
    return Manifest(tuple(sorted(entries)), str(data.get("archgen", "")), (*problems, *odd), text)


def _plain(entry: Entry) -> dict[str, str]:
    """What differs from the usual, keys in a fixed order."""
    usual = {"home": entry.path, "state": "kept", "slug": "", "kind": "page"}
    values = {name: getattr(entry, name) for name in ("path", "id", "home", "hash", "state", "slug", "kind")}
    return {name: value for name, value in values.items() if value != usual.get(name)}


def _data(text: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The data of a manifest; of one that is no JSON any more, the lines that still are."""
    try:
        data = json.loads(text)
        if isinstance(data, dict):
            return data, ()
    except ValueError:
        pass
    files = [item for line in text.splitlines() if (item := _line_of(line))]
    merged = "<<<<<<<" in text
    why = "was left half merged by git" if merged else "is no JSON any more"
    hint = "Run archgen update --rebase, which merges both sides again." if merged else "Restore it from git."
    what = f"{why}; {len(files)} of its files could still be read."
    return {"files": files}, (Problem("workspace-manifest-broken", Where(PATH), what, hint),)


def _line_of(line: str) -> dict[str, Any] | None:
    try:
        item = json.loads(line.strip().removesuffix(","))
    except ValueError:
        return None
    return item if isinstance(item, dict) and "path" in item else None


def _stop_if_newer(data: dict[str, Any]) -> None:
    found = data.get("format", FORMAT)
    if not isinstance(found, int) or found > FORMAT:
        what = f"has format {found}, written by archgen {data.get('archgen', 'unknown')}; this archgen knows {FORMAT}."
        raise Stop([Problem("workspace-manifest-newer", Where(PATH), what, "Upgrade archgen.")], Exit.BAD_INPUT)


def _entries(files: Any) -> tuple[list[Entry], list[Problem]]:
    items = files if isinstance(files, list) else []
    entries = [entry for item in items if (entry := _entry(item))]
    problems = []
    if len(entries) < len(items):
        what = f"holds {len(items) - len(entries)} entries that cannot be read; they were left out."
        problems.append(Problem("workspace-manifest-entry", Where(PATH), what, "Restore it from git."))
    first: dict[str, Entry] = {}
    for entry in entries:
        first.setdefault(entry.id, entry)
    twice = sorted(name for name, count in Counter(entry.id for entry in entries).items() if count > 1)
    for name in twice:
        what = f"holds '{name}' twice; the first one counts."
        problems.append(Problem("workspace-manifest-twice", Where(PATH), what, "Run archgen update --rebase."))
    return list(first.values()), problems


def _entry(item: Any) -> Entry | None:
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in ("path", "id", "hash")):
        return None
    known = {name: item[name] for name in Entry.__struct_fields__ if isinstance(item.get(name), str)}
    entry = Entry(**{"home": item["path"], **known})
    return entry if entry.state in get_args(State) else replace(entry, state="kept")
