"""The signs by which a technology is known, read from `knowledge/detection.yaml`: names and globs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from archgen.globs import Globs
from archgen.problems import Problem, Where, stop_if

REGISTRIES = ("npm", "pypi", "go", "maven", "composer", "gem", "nuget", "cargo", "hex")
_LISTS = ("images", "charts", "resources", "engines", "schemes", "kinds")
_OTHER = ("is", "title", "files", "packages", "manifests", "configurations", "sources", "weak", "covers")


class Names:
    """Names to technologies; a name that ends in `*` stands for all that begin so. Letters' case does not matter."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        pairs = sorted((name.casefold(), technology) for name, technology in names)
        self._begun = [(name[:-1], technology) for name, technology in pairs if name.endswith("*")]
        self._whole: dict[str, list[str]] = {}
        for name, technology in pairs:
            self._whole.setdefault(name, []).append(technology)

    def get(self, name: str) -> tuple[str, ...]:
        """The technologies that the name stands for, sorted."""
        name = name.casefold()
        begun = (technology for start, technology in self._begun if name.startswith(start))
        return tuple(sorted({*self._whole.get(name, ()), *begun}))


class Technology(Struct, frozen=True):
    """What is said of one technology apart from its names."""

    id: str
    kind: str
    title: str
    weak: bool
    covers: tuple[str, ...]
    sources: tuple[str, ...]


class Signs(Struct, frozen=True):
    """All signs, ready to be asked."""

    kinds: Mapping[str, str]
    answers: Mapping[str, Mapping[str, Any]]
    technologies: Mapping[str, Technology]
    packages: Mapping[str, Names]
    names: Mapping[str, Names]
    formats: Mapping[str, tuple[str, ...]]
    files: Globs
    readable: Globs
    places: Globs
    words: Mapping[str, frozenset[str]]


def read_signs(data: Mapping[str, Any], file: str = "detection.yaml") -> Signs:
    """The signs in `data`; stops with every problem if a technology is described in words that nothing reads."""
    stop_if(_problems(data, file))
    technologies = data["technologies"]
    return Signs(
        kinds=data["kinds"],
        answers=data["answers"],
        technologies={name: _technology(name, said) for name, said in technologies.items()},
        packages={registry: Names(_pairs(technologies, "packages", registry)) for registry in REGISTRIES},
        names={key: Names(_pairs(technologies, key)) for key in _LISTS},
        formats=_formats(technologies),
        files=Globs(_pairs(technologies, "files")),
        readable=Globs(_globs(data["manifests"]) + _globs(data["configurations"])),
        places=Globs(_globs(data["names"])),
        words={
            key: frozenset(data[key])
            for key in ("passed_over", "aside", "browser", "not_shipped", "plumbing", "clients")
        },
    )


def _technology(name: str, said: Mapping[str, Any]) -> Technology:
    weak, covers, sources = said.get("weak", False), said.get("covers", ()), said.get("sources", ())
    return Technology(name, said["is"], said.get("title", name), weak, tuple(covers), tuple(sources))


def _pairs(technologies: Mapping[str, Any], key: str, registry: str = "") -> Iterator[tuple[str, str]]:
    for technology, said in technologies.items():
        listed = said.get(key, {}).get(registry, ()) if registry else said.get(key, ())
        yield from ((name, technology) for name in listed)


def _formats(technologies: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The technologies that the mere format of a file shows: a `go.mod` shows Go."""
    shown: dict[str, tuple[str, ...]] = {}
    for name, said in technologies.items():
        for each in (*said.get("manifests", ()), *said.get("configurations", ())):
            shown[each] = (*shown.get(each, ()), name)
    return shown


def _globs(groups: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(glob, meaning) for meaning, globs in groups.items() for glob in globs]


def _problems(data: Mapping[str, Any], file: str) -> Iterator[Problem]:
    where = Where(file)
    for name, said in data["technologies"].items():
        for key in sorted(set(said) - {*_LISTS, *_OTHER}):
            yield Problem("detection-unknown-key", where, f"'{name}' has '{key}', which nothing reads.")
        if said.get("is") not in data["kinds"]:
            yield Problem(
                "detection-unknown-kind", where, f"'{name}' is '{said.get('is')}', which is not one of 'kinds'."
            )
        for registry in sorted(set(said.get("packages", ())) - set(REGISTRIES)):
            yield Problem("detection-unknown-registry", where, f"'{name}' has packages of '{registry}', no registry.")
