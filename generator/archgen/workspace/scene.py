"""Who is who and who is where: each text that archgen wants to write, what it wrote last, and what lies there now.

Knows paths, ids and links; what happens to a file is decided in `settling`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping

from msgspec import Struct

from archgen.problems import Problem, Where
from archgen.workspace.following import follow_moves
from archgen.workspace.ids import ids_in
from archgen.workspace.links import mend_links
from archgen.workspace.manifest import Entry, Manifest, base_path, pending_path
from archgen.workspace.merging import digest, marked_lines, sides_of
from archgen.workspace.settling import File

OWN = ".archgen/"
FEW = 3  # pages; fewer may all have been deleted one by one


class Produced(Struct, frozen=True):
    """One text that archgen wants to stand at a path. A `record` is never removed for not being produced."""

    id: str
    text: str
    slug: str = ""
    kind: str = "page"


class Scene:
    """The texts of one run: where each was written (`before`), lies now and will lie. All by the path produced."""

    def __init__(
        self,
        produced: Mapping[str, Produced],
        manifest: Manifest,
        bases: Mapping[str, str],
        theirs: Mapping[str, str | None],
        *,
        trusting: bool,
    ) -> None:
        self.produced, self.manifest, self.bases, self.theirs = produced, manifest, bases, theirs
        self.trusting = trusting
        self.before = self._before()
        followed, self.problems = self._followed()
        self.lies = {path: followed.get(path) or self._in_its_place(path) for path in produced}
        self.vanished = self._vanished()
        self.target = {path: self._target(path) for path in produced}
        self.moves = self._moves()
        self.leads_to = self._leads_to()

    def file(self, path: str) -> File:
        """All that is known of one text that archgen wants to write."""
        item, before, lies, target = self.produced[path], self.before[path], self.lies[path], self.target[path]
        ours = item.text
        if path.endswith(".md") and (self.leads_to or target != path):
            ours = mend_links(ours, at=target, was=path, follow=lambda link: self.leads_to.get(link, link))
        after = Entry(path=target, id=item.id, home=path, hash=digest(ours), slug=item.slug, kind=item.kind)
        raw = self.theirs.get(lies) if lies else None
        if before is None or raw is None:
            return File(after, ours, None if item.slug in self.vanished else before, lies or path, raw, raw)
        theirs = self._mended(raw, at=target, was=before.path, by_people=lies != before.path)
        return File(after, ours, before, lies or path, raw, theirs, _Base(self, before, target))

    def occupied(self, path: str, leaving: Container[str]) -> bool:
        """Does a file that stays lie where this one is to go? `leaving` are paths that are removed."""
        target = self.target[path]
        free = self.theirs.get(target) is None or target in self.moves or target in leaving
        return not free and self.lies[path] != target

    def others(self) -> Iterator[tuple[str, str, str]]:
        """The other pages whose links lead to a file that moves: path, text, mended text."""
        ours = {*self.target.values(), *self.lies.values()}
        for path, text in sorted(self.theirs.items()) if self.moves else ():
            if text is not None and path not in ours and not path.startswith(OWN):
                mended = self._mended(text, at=path, was=path, by_people=False)
                if mended != text:
                    yield path, text, mended

    def renamed(self) -> Iterator[str]:
        """Ids under which documents were known that bear another one now."""
        ids = {item.id for item in self.produced.values()}
        return (entry.id for entry in self.before.values() if entry and entry.id not in ids)

    def base(self, before: Entry, target: str) -> str | None:
        """What archgen wrote last, with links mended; None if that is lost or was changed."""
        waiting = self.bases.get(pending_path(before.home)) if before.state == "conflict" else None
        text = waiting if waiting is not None else self.bases.get(base_path(before.home))
        if text is None or (waiting is None and not self.trusting and digest(text) != before.hash):
            return None
        return self._mended(text, at=target, was=before.path, by_people=False)

    def mends(self, before: Entry, target: str) -> bool:
        """Can the base differ from what its hash says?"""
        return bool(self.moves) or target != before.path or before.state == "conflict" or self.trusting

    def _before(self) -> dict[str, Entry | None]:
        ids = {item.id for item in self.produced.values()}
        homes = {entry.home for entry in self.manifest.entries}
        return {path: self._entry(path, item.id, ids, homes) for path, item in self.produced.items()}

    def _entry(self, path: str, name: str, ids: set[str], homes: set[str]) -> Entry | None:
        """The entry of a document: by its id, else by its path, else as its base tells where the manifest lost it."""
        known = self.manifest.by_id.get(name)
        there = self.manifest.by_path.get(path)
        if known or (there and there.id not in ids):
            return known or there
        base = self.bases.get(base_path(path)) if path not in homes and self.theirs.get(path) is not None else None
        return None if base is None else Entry(path=path, id=name, home=path, hash=digest(base))

    def _vanished(self) -> frozenset[str]:
        """Designs of which no page is left: who runs archgen for one wants it anew, and did not delete page by page."""
        count = Counter(item.slug for item in self.produced.values())
        there = {item.slug for path, item in self.produced.items() if self.lies[path]}
        return frozenset(slug for slug, pages in count.items() if slug and pages >= FEW and slug not in there)

    def _followed(self) -> tuple[dict[str, str], tuple[Problem, ...]]:
        """Where files lie that left their place, and documents that are not clear."""
        absent: dict[str, Entry] = {}
        strangers: set[str] = set()
        problems: list[Problem] = []
        for path, entry in self.before.items():
            ids = ids_in(self.theirs.get(entry.path) or "") if entry else ()
            if entry and len(ids) > 1:
                what = f"bears several ids ({', '.join(ids)}); it was taken for '{entry.id}'."
                problems.append(Problem("workspace-two-ids", Where(entry.path), what, "Keep one of them."))
            if entry and ids and entry.id not in ids:
                strangers.add(entry.path)
            if entry and entry.state != "deleted" and (self.theirs.get(entry.path) is None or entry.path in strangers):
                absent[path] = entry
        if not absent:
            return {}, tuple(problems)
        known = (self.manifest.by_path.keys() | self.produced.keys()) - strangers
        unknown = {path: text for path, text in self.theirs.items() if text is not None and path not in known}
        unknown = {path: text for path, text in unknown.items() if not path.startswith(OWN)}
        bases = {entry.id: self.bases.get(base_path(entry.home)) for entry in absent.values()}
        found, odd = follow_moves(absent.values(), unknown, bases)
        return {path: found[e.id] for path, e in absent.items() if e.id in found}, (*problems, *odd)

    def _in_its_place(self, path: str) -> str | None:
        """Where the file lies that did not leave its place; None if there is none."""
        entry = self.before[path]
        place = entry.path if entry else path
        anothers = not entry and place in self.manifest.by_path
        return place if self.theirs.get(place) is not None and not anothers else None

    def _target(self, path: str) -> str:
        """People's place if they moved the file, else the one where archgen wants it."""
        entry, lies = self.before[path], self.lies[path]
        stays = entry and lies and (lies != entry.path or entry.path != entry.home)
        return lies if stays and lies else path

    def _moves(self) -> dict[str, str]:
        """For links in what exists: where files lay when these were written, and where they will lie."""
        pairs = ((entry.path, self.target[path]) for path, entry in self.before.items() if entry and self.lies[path])
        return {old: new for old, new in pairs if old != new}

    def _leads_to(self) -> dict[str, str]:
        """For links in what archgen writes: where it thinks that files lie, and where people have put them."""
        here = {entry.id for entry in self.before.values() if entry}
        rest = (entry for entry in self.manifest.entries if entry.id not in here and entry.state != "deleted")
        others = {entry.home: entry.path for entry in rest}
        return {home: path for home, path in {**others, **self.target}.items() if home != path}

    def _mended(self, text: str, *, at: str, was: str, by_people: bool) -> str:
        if not at.endswith(".md") or not (self.moves or at != was):
            return text
        exists = self._exists if by_people else None
        return mend_links(text, at=at, was=was, follow=lambda link: self.moves.get(link, link), exists=exists)

    def _exists(self, path: str) -> bool:
        return self.theirs.get(path) is not None or path in self.target.values()


class _Base(Struct, frozen=True):
    """The base of one file, read when it is asked for: most files need its hash only."""

    scene: Scene
    before: Entry
    target: str

    def text(self) -> str | None:
        return self.scene.base(self.before, self.target)

    def hash(self) -> str:
        if not self.scene.mends(self.before, self.target):
            return self.before.hash
        text = self.text() or ""
        return digest(sides_of(text)[0] if marked_lines(text) else text)
