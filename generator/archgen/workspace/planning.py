"""Base, theirs, ours of every file become a plan. A function of texts; knows no disk and no documents.

Theirs is what lies in the tree, ours what archgen would write now, the base what it wrote last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from msgspec.structs import replace

from archgen.workspace.manifest import Entry, Manifest, write_manifest
from archgen.workspace.merging import digest
from archgen.workspace.plan import Action, Does, Plan
from archgen.workspace.scene import Produced, Scene
from archgen.workspace.settling import Options, settle

_USUAL = Options()


def make_plan(
    *,
    produced: Mapping[str, Produced],
    manifest: Manifest,
    bases: Mapping[str, str],
    theirs: Mapping[str, str | None],
    edits: Mapping[str, str] | None = None,
    archgen: str = "",
    options: Options = _USUAL,
) -> Plan:
    """Decide what happens to every file.

    `bases` are the texts below `.archgen/`, by path. `theirs` holds every produced and every known path and, where
    files left their place, the other texts of the docs. `edits` are people's files with our part of them changed.
    """
    scene = Scene(produced, manifest, bases, theirs, trusting=options.rebase)
    orphans = tuple(_orphans(scene, options))
    leaving = {action.path for action in orphans if action.does is Does.REMOVE}
    actions = (
        *(_settled(scene, path, leaving, options) for path in produced),
        *orphans,
        *(Action(Does.MEND, path, new, theirs=old) for path, old, new in scene.others()),
        *_edited(edits or {}, theirs),
    )
    return Plan(
        actions=tuple(sorted(actions, key=lambda action: (_ORDER[action.does], action.path))),
        manifest=write_manifest(replace(_after(scene, actions), archgen=archgen)),
        manifest_before=manifest.text,
        problems=scene.problems,
        blocked_by=() if options.rebase else manifest.problems,
    )


def _settled(scene: Scene, path: str, leaving: Set[str], options: Options) -> Action:
    file = scene.file(path)
    if scene.occupied(path, leaving):
        note = "another file lies where this one is to go; move that one away first."
        return Action(Does.FOREIGN, file.path, theirs=scene.theirs.get(file.path), notes=(note,))
    return settle(file, options)


def _orphans(scene: Scene, options: Options) -> Iterator[Action]:
    """Files that archgen no longer writes, of the designs that this run is about."""
    ids = {item.id for item in scene.produced.values()}.union(scene.renamed())
    scope = options.scope if options.scope is not None else {item.slug for item in scene.produced.values()}
    for entry in scene.manifest.entries:
        if entry.id not in ids and entry.slug in scope and entry.kind != "record":
            yield from orphan(entry, scene.theirs.get(entry.path))


def orphan(entry: Entry, theirs: str | None) -> Iterator[Action]:
    """Removed if it is as archgen wrote it; kept, and archgen's no longer, if people made it theirs."""
    if theirs is None:
        yield Action(Does.GONE, entry.path, forget=(entry.home,), drops=entry.id)
    elif digest(theirs) == entry.hash and entry.state != "detached":
        yield Action(Does.REMOVE, entry.path, theirs=theirs, forget=(entry.home,), drops=entry.id)
    elif entry.state != "detached":
        note = "archgen no longer writes this file; you edited it, so it stays and is yours."
        detached = replace(entry, state="detached")
        yield Action(Does.DETACH, entry.path, theirs=theirs, entry=detached, notes=(note,))


def _edited(edits: Mapping[str, str], theirs: Mapping[str, str | None]) -> Iterator[Action]:
    """People's files in which a part is archgen's."""
    for path, text in edits.items():
        before = theirs.get(path)
        if before is None:
            yield Action(Does.CREATE, path, text)
        elif text != before:
            yield Action(Does.EDIT, path, text, theirs=before)


def _after(scene: Scene, actions: tuple[Action, ...]) -> Manifest:
    entries = {**scene.manifest.by_id, **{action.entry.id: action.entry for action in actions if action.entry}}
    dropped = {*scene.renamed(), *(action.drops for action in actions)}
    return scene.manifest.with_entries(entry for name, entry in entries.items() if name not in dropped)


_ORDER = {does: at for at, does in enumerate(Does)}
