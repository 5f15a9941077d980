"""From a choice of files and their texts to what the repository is. The same files give the same findings, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname

from archgen.detection.choice import Choice
from archgen.detection.deployables import deployables
from archgen.detection.finding import ASKED_FOR, LIES_THERE, RUNS, Evidence, Finding
from archgen.detection.formats import adapters, containers, interface, regions, terraform
from archgen.detection.languages import IN_BROWSERS, is_for_browsers, package_folders, source_counts, unmanifested
from archgen.detection.manifests import Package, packages
from archgen.detection.signs import Signs

CONTRIBUTOR_DAYS = 90


def detect(choice: Choice, texts: Mapping[str, str], signs: Signs, *, contributors: int = 0) -> tuple[Finding, ...]:
    """Everything found, by kind and name; each with the file that is nearest to what runs."""
    texts = {path: text.removeprefix("\ufeff") for path, text in texts.items()}
    asked = {path: packages(kind, path, texts[path]) for path, kind in choice.formats.items() if path in texts}
    clients = frozenset(dirname(path) for path in asked if _is_client(choice.formats[path], asked[path], signs))
    evidence = [
        *_read(choice, texts, signs),
        *_manifests(choice, asked, clients, signs),
        *_lying_there(choice, clients, signs),
    ]
    counts = source_counts(choice, clients, signs)
    evidence += unmanifested(choice, {each.technology for each in evidence}, counts, signs)
    found = [
        *_technologies(evidence, counts, signs),
        *deployables(choice, texts, signs),
        *_described(choice, texts),
        *_places(choice, signs),
    ]
    if contributors:
        note = f"people with a commit in the last {CONTRIBUTOR_DAYS} days: a hint, not a count of the team"
        found.append(Finding("engineers", contributors, ".git", 0, note))
    order = list(signs.kinds)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), str(each.value))))


def _read(choice: Choice, texts: Mapping[str, str], signs: Signs) -> Iterator[Evidence]:
    """What configurations say, by their content or by being there."""
    for path, kind in choice.formats.items():
        text = texts.get(path, "")
        if kind in {"compose", "chart", "values", "kubernetes", "workflow"}:
            yield from containers(kind, path, text, signs)
        elif kind == "terraform":
            yield from terraform(path, text, signs)
        elif kind == "settings":
            yield from adapters(path, text, signs)
        if kind in {"compose", "chart", "terraform"}:
            yield from (Evidence(technology, RUNS, path) for technology in signs.formats.get(kind, ()))


def _manifests(
    choice: Choice, asked: Mapping[str, tuple[Package, ...]], clients: frozenset[str], signs: Signs
) -> Iterator[Evidence]:
    """The technologies of all packages, and the language of each manifest unless it belongs to a client."""
    for path, wanted in asked.items():
        for package in wanted:
            for technology in signs.packages[package.registry].get(package.name):
                note = f"package {package.name} {package.version}".strip()[:120]
                yield Evidence(technology, ASKED_FOR, path, package.line, note)
        kind = choice.formats[path]
        if not (kind == "npm" and dirname(path) in clients) and kind not in {"compose", "chart", "terraform"}:
            yield from (Evidence(language, ASKED_FOR, path) for language in signs.formats.get(kind, ()))


def _is_client(kind: str, asked: Iterable[Package], signs: Signs) -> bool:
    """A package.json that asks for nothing that a backend needs: a client program's, or a tool's."""
    known = any(signs.packages[package.registry].get(package.name) for package in asked)
    names = {package.name for package in asked}
    return kind == "npm" and not known and (not names or bool(names & signs.words["clients"]))


def _lying_there(choice: Choice, clients: frozenset[str], signs: Signs) -> Iterator[Evidence]:
    packages = package_folders(choice)
    for path in choice.paths:
        for technology in signs.files.meanings(path):
            if technology not in IN_BROWSERS or not is_for_browsers(path, packages, clients, signs):
                yield Evidence(technology, LIES_THERE, path)


def _technologies(evidence: Iterable[Evidence], counts: Counter[str], signs: Signs) -> Iterator[Finding]:
    """One finding a technology, with the best of its evidence and how many files agree."""
    of: dict[str, list[Evidence]] = {}
    for each in evidence:
        of.setdefault(each.technology, []).append(each)
    known = {name: signs.technologies[name] for name in of}
    covered = {less for name in of for less in known[name].covers if counts[name] >= counts[less]}
    strong = {technology.kind for technology in known.values() if not technology.weak}
    for name, technology in known.items():
        if name in covered or (technology.weak and technology.kind in strong):
            continue
        best = min(of[name], key=lambda each: (each.rank, each.file.count("/"), each.file, each.line))
        files = len({each.file for each in of[name]})
        agree = counts[name] + files if technology.kind == "language" else files
        yield Finding(technology.kind, name, best.file, best.line, best.note, agree, best.rank == RUNS)


def _described(choice: Choice, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Interface descriptions, and each region that Terraform names."""
    named: dict[str | int | bool, Finding] = {}
    for path, kind in choice.formats.items():
        if kind == "interface":
            yield from interface(path, texts.get(path, ""))
        elif kind == "terraform":
            for region in regions(path, texts.get(path, "")):
                named.setdefault(region.value, region)
    yield from named.values()


def _places(choice: Choice, signs: Signs) -> Iterator[Finding]:
    """The folder of the decision log, the builder of the documentation, and whether MCP servers are configured."""
    of: dict[str, list[str]] = {}
    for path in choice.paths:
        for meaning in signs.places.meanings(path):
            of.setdefault(meaning, []).append(path)
    logs = Counter(dirname(path) for path in of.get("records", ()))
    for folder, count in sorted(logs.items(), key=lambda each: (-each[1], each[0]))[:1]:
        yield Finding("records", folder, folder, 0, f"{count} records" if count > 1 else "one record", count)
    for path in of.get("docs", ())[:1]:
        yield Finding("docs", path, path)
    for path in of.get("mcp", ())[:1]:
        yield Finding("mcp", True, path, 0, "its content is not read")
