"""Where the answers of a new design come from: a brief, an interview, or nothing but a name; and the repository."""

from __future__ import annotations

from pathlib import Path

from archgen.brief.detected import HEAD, detected_block
from archgen.brief.edit import set_values
from archgen.brief.reader import DETECTED
from archgen.cli import options
from archgen.cli.shelf import Shelf
from archgen.problems import Problem, Stop, Where
from archgen.slugs import design_slug
from archgen.yamltext import parse, spell

FIRST_LINE = "# Answers that archgen designs from. Edit them, then run `archgen update`.\n"


def brief_text(
    shelf: Shelf, name: str, *, file: Path | None, archetype: str, settings: tuple[str, ...], quick: bool, ask: bool
) -> str:
    """The text of the brief: of the file or of the design that is there, else asked for, else made of the name.

    `settings` edit it. A file's own text stays byte for byte; what the repository shows is written below it.
    """
    kept = shelf.brief_text(design_slug(name)) if name and file is None else None
    if file is not None:
        text = _with_detected(shelf, _read(file), str(file))
    elif kept is not None:
        text = kept
    else:
        text = _asked(shelf, name, archetype, quick=quick, ask=ask)
    added = ((f"archetype={archetype}",) if archetype and (file is not None or kept) else ()) + settings
    where = str(file or "brief.yaml")
    if added:
        ids = shelf.brief("", text, file=where).ids
        text = set_values(text, added, file="--set", schema=shelf.library.schema, ids=ids)
    return shelf.dated(text, where)


def _read(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as refused:
        what = f"cannot be read: {refused.strerror}."
        raise Stop([Problem("brief-unreadable", Where(str(file)), what, "Name a file that is there.")]) from refused
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = data[: broken.start].count(b"\n") + 1
        what = "is no UTF-8 text."
        raise Stop([Problem("brief-no-text", Where(str(file), line), what, "Save it as UTF-8.")]) from broken


def _asked(shelf: Shelf, name: str, archetype: str, *, quick: bool, ask: bool) -> str:
    if ask:
        from archgen.cli.interviewing import interviewed  # deferred: questions are loaded only where somebody answers

        text = interviewed(shelf, name, archetype, quick=quick)
        if text is not None:
            return text
    if not name:
        hint = "Run `archgen new-design NAME`, or give a brief with --brief FILE."
        raise Stop([Problem("design-no-name", Where("archgen new-design"), "the system has no name.", hint)])
    kind = f"archetype: {archetype}\n" if archetype else ""
    return _with_detected(shelf, f"{FIRST_LINE}{kind}system:\n  name: {spell(name)}\n", "brief.yaml")


def _with_detected(shelf: Shelf, text: str, file: str) -> str:
    """The text with what the repository shows, where it has no `detected:` of its own; a block of before stays."""
    from archgen.cli.survey import for_brief, survey  # deferred: a design that is there is not looked at again

    parsed = parse(text, file=file, top="mapping")
    if parsed.problems or DETECTED in parsed.data:
        return text
    brief = shelf.brief("", text, file=file)
    said = [path for path, given in brief.layer.values.items() if given.layer == "given"]
    kept = shelf.brief_text(shelf.slug_of(text, file=file)) or ""
    today = options.today()
    block = detected_block(for_brief(survey(shelf.repository, today), today), said)
    ended = text if text.endswith("\n") else f"{text}\n"
    return kept if kept.startswith(ended + HEAD) else ended + block if block else text
