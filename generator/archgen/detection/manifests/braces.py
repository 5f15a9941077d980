"""Manifests in JSON: package.json and composer.json."""

from __future__ import annotations

import json
from collections.abc import Iterator

from archgen.detection.manifests.package import Package, lines_of_words


def npm(_path: str, text: str) -> Iterator[Package]:
    """Run-time dependencies; those for development are left out."""
    data = json.loads(text.removeprefix("\ufeff"))
    lines = lines_of_words(text, after='"dependencies"')
    for section in ("dependencies", "optionalDependencies"):
        for name, version in data.get(section, {}).items():
            yield Package("npm", name, str(version), lines.get(name.casefold(), 0))


def composer(_path: str, text: str) -> Iterator[Package]:
    """What `require` names, PHP itself included."""
    lines = lines_of_words(text, after='"require"')
    for name, version in json.loads(text.removeprefix("\ufeff")).get("require", {}).items():
        yield Package("composer", name, str(version), lines.get(name.casefold(), 0))
