"""Which languages the backend is written in: manifests and many sources say so, a client's files do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from posixpath import dirname, splitext

from archgen.detection.choice import Choice
from archgen.detection.finding import LIES_THERE, Evidence
from archgen.detection.signs import Signs

FEWEST_SOURCES = 10  # so few files of a language are a script beside the program
LEAST_PART = 5  # a fifth of all sources
IN_BROWSERS = frozenset({"javascript", "typescript"})


def source_counts(choice: Choice, clients: frozenset[str], signs: Signs) -> Counter[str]:
    """Source files by language, without those below the folders of client programs."""
    language_of = {ending: each.id for each in signs.technologies.values() for ending in each.sources}
    packages = package_folders(choice)
    counts: Counter[str] = Counter()
    for path in choice.paths:
        language = language_of.get(splitext(path)[1])
        if language and not (language in IN_BROWSERS and is_for_browsers(path, packages, clients, signs)):
            counts[language] += 1
    return counts


def is_for_browsers(path: str, packages: Set[str], clients: frozenset[str], signs: Signs) -> bool:
    """Whether a file lies below a client program, or below a folder that is given to browsers as it is."""
    return bool(signs.words["browser"].intersection(path.split("/")[:-1])) or _package_of(path, packages) in clients


def package_folders(choice: Choice) -> frozenset[str]:
    """The folders that have a package.json."""
    return frozenset(dirname(path) for path, kind in choice.formats.items() if kind == "npm")


def unmanifested(choice: Choice, shown: Iterable[str], counts: Counter[str], signs: Signs) -> Iterator[Evidence]:
    """Languages that no manifest shows, where their sources are many."""
    without = sorted(set(counts) - set(shown))
    for language in without:
        count = counts[language]
        if count >= FEWEST_SOURCES and count * LEAST_PART >= counts.total():
            endings = signs.technologies[language].sources
            first = next(path for path in choice.paths if path.endswith(endings))
            yield Evidence(language, LIES_THERE, first, 0, f"{count:,} source files, no manifest")


def _package_of(path: str, packages: Set[str]) -> str | None:
    """The nearest folder above `path` that has a package.json."""
    folder = dirname(path)
    while folder not in packages:
        if not folder:
            return None
        folder = dirname(folder)
    return folder
