"""What is shipped by itself. The first kind of file that says something is believed: images, workloads, a Procfile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath

from archgen.detection.choice import Choice
from archgen.detection.finding import Finding
from archgen.detection.formats import known_image, settings
from archgen.detection.signs import Signs

_SHIPPED = frozenset({"Deployment", "StatefulSet"})
_PRODUCTS = frozenset({"database", "cache", "search", "objects", "broker", "monitoring", "login", "gateway"})
_WITHOUT_A_NAME = "app"


def deployables(choice: Choice, texts: Mapping[str, str], signs: Signs) -> tuple[Finding, ...]:
    """One value for each image built here; without any, for each own workload of Kubernetes; else for the Procfile."""
    built = _images(choice, texts, signs) or _workloads(choice, texts, signs) or _processes(choice, texts)
    return tuple(Finding("deployable", name, *built[name]) for name in sorted(built))


def _images(choice: Choice, texts: Mapping[str, str], signs: Signs) -> dict[str, tuple[str, int, str]]:
    """Images by name: a Dockerfile, called as the compose service that builds it where there is one."""
    services: dict[str, list[tuple[str, str, int]]] = {}
    for path in _of("compose", choice):
        for name, dockerfile, line in _builds(path, texts.get(path, "")):
            services.setdefault(dockerfile, []).append((name, path, line))
    found: dict[str, tuple[str, int, str]] = {}
    dockerfiles = [
        path for path in choice.paths if "dockerfile" in signs.places.meanings(path) and _is_shipped(path, signs)
    ]
    for dockerfile in dockerfiles:
        users = sorted({name for name, _, _ in services.get(dockerfile, ())})
        name = users[0] if users else _called(dockerfile, signs)
        also = ", ".join(users[1:])
        found.setdefault(
            _free(name, dockerfile, found), (dockerfile, 0, f"its image also runs as {also}" if also else "")
        )
    return found


def _builds(path: str, text: str) -> Iterator[tuple[str, str, int]]:
    """Services of a compose file that are built from source: name, Dockerfile, line."""
    contexts: dict[str, tuple[str, int]] = {}
    files: dict[str, str] = {}
    for line in settings(text):
        if len(line.keys) < 3 or line.keys[0] != "services" or line.keys[2] != "build":
            continue
        name, rest = line.keys[1], line.keys[3:]
        if rest in ((), ("context",)) and line.value:
            contexts[name] = (line.value, line.number)
        if rest == ("dockerfile",):
            files[name] = line.value
            contexts.setdefault(name, (".", line.number))
    for name, (context, number) in contexts.items():
        yield name, normpath(join(dirname(path), context, files.get(name, "Dockerfile"))), number


def _workloads(choice: Choice, texts: Mapping[str, str], signs: Signs) -> dict[str, tuple[str, int, str]]:
    """Deployments whose images are not those of known products, by name."""
    found: dict[str, tuple[str, int, str]] = {}
    for path in _of("kubernetes", choice):
        kinds: dict[int, str] = {}
        names: dict[int, tuple[str, int]] = {}
        bought: set[int] = set()
        for line in settings(texts.get(path, "")):
            if line.keys == ("kind",):
                kinds[line.document] = line.value
            elif line.keys == ("metadata", "name"):
                names[line.document] = (line.value, line.number)
            elif line.ends("image") and known_image(line.value, signs):
                bought.add(line.document)
        for document, kind in kinds.items():
            if kind in _SHIPPED and document in names and document not in bought:
                name, number = names[document]
                found.setdefault(_chart_of(path) if "{{" in name else name[:80], (path, number, f"a {kind}"))
    return found


def _processes(choice: Choice, texts: Mapping[str, str]) -> dict[str, tuple[str, int, str]]:
    """A Procfile ships one thing, however many processes it starts."""
    for path in _of("procfile", choice):
        names = [line.partition(":")[0].strip() for line in texts.get(path, "").splitlines() if ":" in line]
        shipped = [name for name in names if name.isidentifier() and name != "release"][:20]
        if shipped:
            return {shipped[0]: (path, 1, f"processes: {', '.join(shipped)}")}
    return {}


def _of(kind: str, choice: Choice) -> list[str]:
    return [path for path, format in choice.formats.items() if format == kind]


def _is_shipped(path: str, signs: Signs) -> bool:
    """Neither for developers only, nor a product of others with settings of ours."""
    words = [_word(path), *path.lower().split("/")[:-1]]
    nearest = next((word for word in (words[0], *words[:0:-1]) if word), "")
    known = signs.technologies.get(nearest)
    product = known_image(nearest, signs) or (known is not None and known.kind in _PRODUCTS)
    return not product and not signs.words["not_shipped"].intersection(words)


def _called(path: str, signs: Signs) -> str:
    """A Dockerfile's own word (`worker.Dockerfile`), else the nearest folder whose name says something."""
    folders = [folder for folder in path.split("/")[:-1] if folder.lower() not in signs.words["plumbing"]]
    return _word(path) or (folders[-1] if folders else _WITHOUT_A_NAME)


def _word(path: str) -> str:
    name = basename(path).lower()
    return name.replace("dockerfile", "").replace("containerfile", "").strip(".-_")


def _free(name: str, path: str, taken: Mapping[str, object]) -> str:
    return name if name not in taken else path


def _chart_of(path: str) -> str:
    """The chart that a template belongs to: its names are made when it is installed."""
    folder = path.partition("/templates/")[0]
    return basename(folder) or _WITHOUT_A_NAME
