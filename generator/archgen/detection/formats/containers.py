"""What runs beside the program: images, charts and adapters named in settings that are written by indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archgen.detection.finding import CONFIGURED, RUNS, TESTED_WITH, Evidence
from archgen.detection.formats.indented import Line, settings
from archgen.detection.numbered import numbered
from archgen.detection.signs import Signs

_VARIABLE = re.compile(r"\$\{[^}]{0,200}\}|\$\w{1,80}|\{\{[^}]{0,200}\}\}")
_SCHEME = re.compile(r"\b((?:jdbc:)?[a-z][a-z0-9+]{1,20})://")
_JDBC = re.compile(r"\b(jdbc:[a-z]{2,20}):")
_ADAPTER = re.compile(
    r"(?i)[\"']?\b(?:adapter|provider|engine|db_connection|driver)[\"']?\s*(?:[:=]|=>)\s*[\"']?([\w.+-]{2,60})"
)


def containers(kind: str, path: str, text: str, signs: Signs) -> Iterator[Evidence]:
    """Known images and charts, and the platform that a Kubernetes workload shows."""
    rank = TESTED_WITH if kind == "workflow" else RUNS
    for line in settings(text):
        image = _image_of(kind, line)
        for technology in known_image(image, signs):
            yield Evidence(technology, rank, path, line.number, f"image {_told(image)}")
        if kind == "chart" and line.ends("dependencies", "-", "name"):
            for technology in signs.names["charts"].get(line.value):
                yield Evidence(technology, rank, path, line.number, f"chart {line.value}")
        if kind == "kubernetes" and line.keys == ("kind",):
            for technology in signs.names["kinds"].get(line.value):
                yield Evidence(technology, rank, path, line.number, f"a {line.value}")


def adapters(path: str, text: str, signs: Signs) -> Iterator[Evidence]:
    """Stores that a connection address or an adapter names; the address may hold a password and is never told."""
    for number, line in numbered(text):
        for expression in (_SCHEME, _JDBC, _ADAPTER):
            for name in expression.findall(line):
                for technology in signs.names["schemes"].get(name):
                    yield Evidence(technology, CONFIGURED, path, number, f"configured as {name}")


def known_image(image: str, signs: Signs) -> tuple[str, ...]:
    """The technologies of an image, whichever registry or mirror it comes from."""
    parts = [part for part in _VARIABLE.sub("", image).partition("@")[0].split("/") if part]
    if not parts:
        return ()
    parts[-1] = parts[-1].partition(":")[0]
    tails = ("/".join(parts[-length:]) for length in range(min(len(parts), 3), 0, -1))
    return next((known for tail in tails if (known := signs.names["images"].get(tail))), ())


def _image_of(kind: str, line: Line) -> str:
    """The image that a line names, if it does: a chart's values write it in two."""
    if line.ends("image") or (kind == "workflow" and line.ends("services", "-")):
        return line.value
    return line.value if kind == "values" and line.ends("image", "repository") else ""


def _told(image: str) -> str:
    """An image for print: without its digest, and a hostile one is cut."""
    return image.partition("@")[0][:120]
