"""Restore a file, retire a design or rename it: each as a plan. Functions of texts, like every plan.

`theirs` holds the texts of the whole docs folder and of people's files that name its pages, such as mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from archgen.problems import Problem, Stop, Where
from archgen.workspace.links import links_in, mend_links
from archgen.workspace.manifest import Entry, Manifest, base_path, pending_path, write_manifest
from archgen.workspace.merging import digest
from archgen.workspace.plan import Action, Does, Plan
from archgen.workspace.planning import orphan

Texts = Mapping[str, str]
DECISIONS = ".archgen/adr.json"  # says which record is of which decision; records themselves are not rewritten


def restore(path: str, *, manifest: Manifest, bases: Texts, theirs: Mapping[str, str | None]) -> Plan:
    """Bring back a file that people deleted, as archgen last wrote it."""
    entry = _entry(path, manifest)
    if theirs.get(path) is not None:
        raise _refused("workspace-nothing-to-restore", path, "is there, and only what was deleted can be restored.")
    base = bases.get(base_path(entry.home))
    if base is None:
        hint = "Restore .archgen from git; archgen update then writes the file anew."
        raise _refused("workspace-no-base", path, "cannot be restored: what archgen wrote last is lost.", hint)
    return _plan(manifest, [Action(Does.RESTORE, path, base, entry=replace(entry, state="kept"))])


def retire(slug: str, *, docs: str, manifest: Manifest, theirs: Mapping[str, str | None]) -> Plan:
    """End a design: what nobody edited goes, what people wrote stays, the brief steps aside. Records are history."""
    mine = [entry for entry in manifest.entries if entry.slug == slug and entry.kind != "record"]
    brief = f"{docs}/{slug}/brief.yaml"
    if not mine and theirs.get(brief) is None:
        raise _unknown(slug, manifest, docs)
    actions = [action for entry in mine for action in orphan(entry, theirs.get(entry.path))]
    if (text := theirs.get(brief)) is not None:
        note = "to bring the design back, give the brief its old name and run archgen update."
        aside = f"{docs}/{slug}/brief.retired.yaml"
        actions.append(Action(Does.MOVE, aside, text, was=brief, theirs=text, notes=(note,)))
    gone = {action.path for action in actions if action.does is Does.REMOVE}
    return replace(_plan(manifest, actions), problems=tuple(_dangling(theirs, gone)))


def rename(
    old: str,
    new: str,
    *,
    docs: str,
    manifest: Manifest,
    bases: Texts,
    theirs: Mapping[str, str | None],
    edits: Texts | None = None,
) -> Plan:
    """Give a design another folder: all files in it move, people's own, too, and every link to them is mended.

    `edits` are texts that take the place of moved ones, by their new path: the brief, with its new name.
    """
    move = _Move(f"{docs}/{old}/", f"{docs}/{new}/", old, new)
    inside = [path for path, text in theirs.items() if path.startswith(move.old) and text is not None]
    if not inside:
        raise _unknown(old, manifest, docs)
    if taken := [path for path, text in theirs.items() if path.startswith(move.new) and text is not None]:
        raise _refused(
            "workspace-name-taken", min(taken), f"is there already; '{new}' is in use.", "Choose another name."
        )
    entries = {entry.path: entry for entry in manifest.entries}
    texts = {path: text for path, text in theirs.items() if text is not None}
    actions = [
        action
        for path in sorted({*texts, *entries})
        for action in _renamed(path, texts.get(path), entries.get(path), move, bases, edits or {})
    ]
    return _plan(manifest, [*actions, *_unlisted(manifest, bases, move)])


class _Move(Struct, frozen=True):
    """A folder that gets another name, and the design with it."""

    old: str
    new: str
    slug: str
    to: str

    def path(self, path: str) -> str:
        folder = f"{path}/" == self.old
        return (
            self.new.rstrip("/")
            if folder
            else f"{self.new}{path.removeprefix(self.old)}"
            if path.startswith(self.old)
            else path
        )

    def text(self, text: str, path: str) -> str:
        """The text of the file at `path` with its links, ids and paths right again."""
        text = text.replace(f"archgen-id: {self.slug}/", f"archgen-id: {self.to}/")
        if path.endswith(".md"):
            return mend_links(text, at=self.path(path), was=path, follow=self.path)
        if path == DECISIONS:
            return text.replace(f'"decision": "{self.slug}/', f'"decision": "{self.to}/')
        if path in ("mkdocs.yml", "mkdocs.yaml"):
            return _mend_paths(text, self.old, self.new)
        return text

    def entry(self, entry: Entry, hash_: str) -> Entry:
        mine = entry.slug == self.slug
        name = f"{self.to}/{entry.id.removeprefix(f'{self.slug}/')}" if mine and "/" in entry.id else entry.id
        slug = self.to if mine else entry.slug
        return replace(entry, id=name, slug=slug, path=self.path(entry.path), home=self.path(entry.home), hash=hash_)


def _renamed(
    path: str, text: str | None, entry: Entry | None, move: _Move, bases: Texts, edits: Texts
) -> Iterator[Action]:
    """What becomes of one file, and of what archgen remembers of it, when a folder gets another name."""
    after = move.path(path)
    mended = None if text is None else edits.get(after, move.text(text, path))
    does = Does.MOVE if after != path else Does.MEND
    action = Action(does, after, mended, was=path if after != path else "", theirs=text)
    if text is None:
        action = Action(Does.KEEP, after)
    if entry:
        action = _remembered(action, entry, move, bases)
    if mended != text or after != path or action.entry != entry:
        yield replace(action, text=None if mended == text and after == path else action.text)


def _unlisted(manifest: Manifest, bases: Texts, move: _Move) -> Iterator[Action]:
    """What archgen remembers of files that the manifest does not list, such as the answers of the last run."""
    homes = {base_path(entry.home) for entry in manifest.entries}
    before, after = base_path(move.old), base_path(move.new)
    for path in sorted(bases):
        if path.startswith(before) and path not in homes:
            yield Action(Does.MOVE, f"{after}{path.removeprefix(before)}", bases[path], was=path, theirs=bases[path])


def _remembered(action: Action, entry: Entry, move: _Move, bases: Texts) -> Action:
    base, pending = bases.get(base_path(entry.home)), bases.get(pending_path(entry.home))
    new_base = None if base is None else move.text(base, entry.path)
    trusted = base is not None and new_base is not None and digest(base) == entry.hash
    after = move.entry(entry, digest(new_base) if trusted and new_base is not None else entry.hash)
    return replace(
        action,
        entry=after,
        base=new_base,
        pending=None if pending is None else move.text(pending, entry.path),
        forget=(entry.home,) if after.home != entry.home else (),
        drops=entry.id if after.id != entry.id else "",
    )


def _mend_paths(text: str, old: str, new: str) -> str:
    """A text in which paths stand relative to some outer folder, such as a navigation."""
    for outer in ("", f"{old.partition('/')[0]}/"):
        text = re.sub(rf"(?<![\w./-]){re.escape(old.removeprefix(outer))}", new.removeprefix(outer), text)
    return text


def _dangling(theirs: Mapping[str, str | None], gone: set[str]) -> Iterator[Problem]:
    """Links to pages that go, in pages that stay."""
    for path, text in sorted(theirs.items()):
        if path.endswith(".md") and path not in gone and text is not None:
            for link in sorted(gone.intersection(links_in(text, at=path))):
                what = f"links to {link}, which goes."
                yield Problem("workspace-dangling-link", Where(path), what, "archgen update mends its own pages.")


def _plan(manifest: Manifest, actions: Iterable[Action]) -> Plan:
    actions = tuple(actions)
    entries = {**manifest.by_id, **{action.entry.id: action.entry for action in actions if action.entry}}
    dropped = {action.drops for action in actions}
    after = manifest.with_entries(entry for name, entry in entries.items() if name not in dropped)
    return Plan(actions, write_manifest(after), manifest.text, blocked_by=manifest.problems)


def _entry(path: str, manifest: Manifest) -> Entry:
    entry = manifest.by_path.get(path)
    if entry:
        return entry
    near = get_close_matches(path, manifest.by_path, 1)
    hint = f"Did you mean {near[0]}?" if near else ""
    raise _refused("workspace-unknown-file", path, "is no file that archgen wrote.", hint)


def _unknown(slug: str, manifest: Manifest, docs: str) -> Stop:
    known = sorted({entry.slug for entry in manifest.entries if entry.slug})
    hint = f"Known are: {', '.join(known)}." if known else ""
    return _refused("workspace-unknown-design", f"{docs}/{slug}", "there is no such design.", hint)


def _refused(code: str, path: str, what: str, hint: str = "") -> Stop:
    return Stop([Problem(code, Where(path), what, hint)])
