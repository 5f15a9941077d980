"""One door to all manifest formats; a manifest that cannot be read asks for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from archgen.detection.manifests import braces, lines, tables, tags
from archgen.detection.manifests.package import Package

MOST_PACKAGES = 2_000

_Reader = Callable[[str, str], Iterator[Package]]
_READERS: dict[str, _Reader] = {
    "npm": braces.npm,
    "composer": braces.composer,
    "pypi": tables.pypi,
    "cargo": tables.cargo,
    "go": lines.go,
    "gradle": lines.gradle,
    "gem": lines.gem,
    "hex": lines.mix,
    "maven": tags.maven,
    "nuget": tags.nuget,
}


def packages(kind: str, path: str, text: str) -> tuple[Package, ...]:
    """What the manifest at `path` asks for, in its order; nothing if it is no manifest."""
    reader = _READERS.get(kind, _none)
    try:
        return tuple(islice(reader(path, text), MOST_PACKAGES))
    except (ValueError, RecursionError, TypeError, AttributeError):  # not what its name says
        return ()


def _none(_path: str, _text: str) -> Iterator[Package]:
    return iter(())
