"""The words of pages: what two designs share, what is of no system at all, what says nothing, what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from archgen.checks.pages import pages, prose_of, sections, sentences, without_code
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.pipeline import Designed
from archgen.problems import Problem, Where

MOST_SHARED = Fraction(1, 5)
LEEWAY = Fraction(6, 5)  # the numbers of pages are about so many
ABSENT = "Not applicable yet"  # says what is not there
FEW = 25  # words; a section below that is a heading with a link
PAGES = {"prototype": 10, "foundation": 25, "scaling": 45, "complexity": 70, "platform": 100}

_OPEN = re.compile(r"\b(?:TODO|TBD|FIXME|XXX|lorem ipsum)\b")
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>")
_DIGIT = re.compile(r"\d")


@check("check-shared", "warning", "Two designs say the same")
def shared(subject: Subject) -> Iterator[Problem]:
    """More than a fifth of the sentences of seven words and more in a design stand in another one as well, numbers
    masked and names kept. What is true of both belongs into the handbook, or says nothing.
    """
    for one, other, kept, _ in _likeness(subject):
        if kept > MOST_SHARED:
            where = Where(f"{subject.folder(one)}/index.md")
            what = f"{_percent(kept)} of its sentences stand in {other.slug} as well, numbers masked."
            yield Problem("check-shared", where, what, "Name what is this system's own, or leave the sentence out.")


@check("check-likeness", "note", "How alike two designs read")
def likeness(subject: Subject) -> Iterator[Problem]:
    """The share of sentences that are the same once the names of the systems, their journeys, records and neighbours
    are masked like the numbers: no mistake, but a trend to watch from one run to the next.
    """
    for one, other, kept, bare in _likeness(subject):
        where = Where(f"{subject.folder(one)}/index.md")
        what = f"{_percent(bare)} of its sentences stand in {other.slug} as well with names masked"
        yield Problem("check-likeness", where, f"{what}, {_percent(kept)} without.", "Watch which way it goes.")


@check("check-section", "note", "A section that could stand in any design")
def section(subject: Subject) -> Iterator[Problem]:
    """A section of a design's prose names no number, part, journey, record, neighbour or team of that design."""
    for design in subject.designs:
        own = _pattern(_names(design))
        for path, text in prose_of(subject.files, subject.folder(design)):
            for each in sections(text):
                words = len(each.text.split())
                if (
                    words >= FEW
                    and each.heading.title != ABSENT
                    and not own.search(each.text)
                    and not _DIGIT.search(each.text)
                ):
                    what = f"'{each.heading.title}' names nothing of {design.slug}, in {words} words."
                    where = Where(path, each.heading.line)
                    yield Problem("check-section", where, what, "Bind it to the system, or move it into the handbook.")


@check("check-words", "note", "A word that says nothing")
def empty_words(subject: Subject) -> Iterator[Problem]:
    """A page uses a word of the list of empty ones; `words:` in `.archgen/config.yaml` is a list of your own."""
    if not subject.words:
        return
    listed = _pattern(subject.words)
    for path, text in pages(subject):
        for number, line in enumerate(without_code(text).split("\n"), start=1):
            for match in listed.finditer(_CODE.sub("", line)):
                what = f"'{match[0]}' says nothing."
                yield Problem("check-words", Where(path, number), what, "Strike it, or say what is meant.")


@check("check-placeholder", "note", "A page is not finished")
def placeholder(subject: Subject) -> Iterator[Problem]:
    """Somebody left a mark such as TODO on a page; the finding counts them."""
    for path, text in pages(subject):
        lines = without_code(text).split("\n")
        found = [number for number, line in enumerate(lines, start=1) if _OPEN.search(_CODE.sub("", line))]
        if found:
            what = f"{len(found)} marks of something unfinished."
            yield Problem("check-placeholder", Where(path, found[0]), what, "Finish it, or make it an open question.")


@check("check-length", "note", "A design has more pages than its phase bears")
def length(subject: Subject) -> Iterator[Problem]:
    """Prototype about 10 pages, foundation 25, scaling 45, complexity 70, platform 100, runbooks counted and files for
    machines not: what nobody reads to the end nobody keeps true.
    """
    for design in subject.designs:
        folder, depth = subject.folder(design), design.blueprint.design["depth"]
        found = [path for path in subject.files if path.startswith(f"{folder}/") and path.endswith(".md")]
        count = len([path for path in found if not path.startswith(f"{folder}/artifacts/")])
        if count > PAGES[depth] * LEEWAY:
            what = f"{count} pages, and about {PAGES[depth]} are what the phase '{depth}' bears."
            hint = "Join pages, or move into the handbook what stands on several."
            yield Problem("check-length", Where(f"{folder}/index.md"), what, hint)


def _likeness(subject: Subject) -> Iterator[tuple[Designed, Designed, Fraction, Fraction]]:
    """Every pair of designs with the shares of like sentences: with their names, and with names masked."""
    kept = {each.slug: _sentences(subject, each) for each in subject.designs}
    bare = {each.slug: _masked(kept[each.slug], each) for each in subject.designs}
    for one, other in combinations(subject.designs, 2):
        yield one, other, _share(kept[one.slug], kept[other.slug]), _share(bare[one.slug], bare[other.slug])


def _sentences(subject: Subject, design: Designed) -> frozenset[str]:
    return frozenset().union(*(sentences(text) for _, text in prose_of(subject.files, subject.folder(design))))


def _masked(found: frozenset[str], design: Designed) -> frozenset[str]:
    names = _pattern(_names(design))
    return frozenset(names.sub("@", sentence) for sentence in found)


def _share(one: frozenset[str], other: frozenset[str]) -> Fraction:
    return Fraction(len(one & other), max(min(len(one), len(other)), 1))


def _names(design: Designed) -> list[str]:
    """What is this system's own: its name, parts, technologies, journeys, records, neighbours, teams."""
    blueprint = design.blueprint
    technologies = [part.technology.name for part in blueprint.components if part.technology]
    people = [crew.id for crew in blueprint.people.crews]
    return [
        design.plain(blueprint.name),
        *(part.title for part in blueprint.components),
        *technologies,
        *(journey.id for journey in blueprint.journeys),
        *(entity.id for entity in blueprint.entities),
        *(neighbour.id for neighbour in blueprint.neighbours),
        *people,
    ]


def _pattern(names: Mapping[str, object] | list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """Any of the names as a whole word, the longest first."""
    spelt = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name.strip())
    return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)", re.IGNORECASE)


def _percent(share: Fraction) -> str:
    return f"{round(share * 100)} %"
