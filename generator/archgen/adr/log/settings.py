"""Where a repository keeps its log, and how: `.archgen/config.yaml`, `.adr-dir`, `.log4brains.yml`. Text in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from archgen.adr.reading.front import Entry, entries
from archgen.problems import Problem, Where

CONFIG = ".archgen/config.yaml"
ADR_DIR = ".adr-dir"
LOG4BRAINS = ".log4brains.yml"
DEFAULT = "docs/backend/adr"
FORMATS = ("universal", "madr4")  # as in writing/formats.py
NUMBERS = ("next", "at-merge")
# Folders in which people keep logs; the first that holds a record is the log where no file names one.
COMMON = (
    DEFAULT,
    *(f"{docs}/{name}" for docs in ("docs", "doc") for name in ("adr", "adrs", "ADR", "decisions", "decision-records")),
    *(f"{docs}/architecture/{name}" for docs in ("docs", "doc") for name in ("decisions", "adr", "adrs")),
    *(
        "docs/architecture-decisions",
        "docs/architectural-decisions",
        "docs/architecture_decisions",
        "docs/decision-log",
    ),
    *("doc/architecture-decisions", "doc/arch", "docs/arch", "docs/dev/adr", "docs/development/adr", "docs/design/adr"),
    *(
        "architecture/decisions",
        "architecture/adr",
        "architecture-decisions",
        "documentation/adr",
        "documentation/decisions",
    ),
    *("adr", "adrs", "ADR", "decisions", ".adr"),
)


class Settings(NamedTuple):
    """`folder` is empty where nothing names the log, which begins in `default`; without `format` it keeps its own."""

    folder: str = ""
    default: str = DEFAULT
    named_by: str = ""
    format: str = ""
    numbers: Literal["next", "at-merge"] = "next"
    template: str = ""
    page: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()


def settings(config: str = "", adr_dir: str = "", log4brains: str = "") -> Settings:
    """What these three files say, the first that names a folder wins; each may be empty."""
    lines = _lines(config)
    said = _log(lines)
    problems = tuple(_wrong(said))
    folder, named_by = said.get("folder", ("", 0))[0], CONFIG
    if not folder and adr_dir.strip():
        folder, named_by = adr_dir.strip().splitlines()[0], ADR_DIR
    if not folder and log4brains:
        folder, named_by = _nested(_lines(log4brains), "project").get("adrFolder", ("", 0))[0], LOG4BRAINS
    return Settings(
        folder=tidy(folder),
        default=_default(lines),
        named_by=named_by if folder else "",
        format=said.get("format", ("", 0))[0],
        numbers="at-merge" if said.get("numbers", ("", 0))[0] == "at-merge" else "next",
        template=said.get("template", ("", 0))[0],
        page=tidy(said.get("page", ("", 0))[0]),
        language=said.get("language", ("", 0))[0],
        problems=problems,
    )


def tidy(path: str) -> str:
    """A path relative to the root, with `/`, without `./` and a `/` at its end."""
    parts = [part for part in path.strip().replace("\\", "/").split("/") if part not in ("", ".")]
    return ("/" if path.startswith("/") else "") + "/".join(parts) or ("." if path.strip() else "")


def _default(lines: Sequence[str]) -> str:
    """Beside the designs, wherever these lie."""
    docs = next((entry.value for entry in entries(lines, 0, len(lines)) if entry.key == "docs"), "")
    return f"{tidy(docs)}/adr" if docs else DEFAULT


def _log(lines: Sequence[str]) -> dict[str, tuple[str, int]]:
    """`log: docs/adr`, or a map of settings below `log:`."""
    for entry in entries(lines, 0, len(lines)):
        if entry.key == "log" and entry.value:
            return {"folder": (entry.value, entry.start + 1)}
    return _nested(lines, "log")


def _nested(lines: Sequence[str], key: str) -> dict[str, tuple[str, int]]:
    entry = next((entry for entry in entries(lines, 0, len(lines)) if entry.key == key), None)
    return {} if entry is None else {below.key: (below.value or "", below.start + 1) for below in _below(lines, entry)}


def _below(lines: Sequence[str], entry: Entry) -> Iterator[Entry]:
    """The entries of a map one level down."""
    inner = [line for line in lines[entry.start + 1 : entry.end] if line.strip() and not line.lstrip().startswith("#")]
    width = min((len(line) - len(line.lstrip()) for line in inner), default=0)
    dedented = [line[width:] if line[:width].isspace() or not width else "" for line in lines]
    yield from entries(dedented, entry.start + 1, entry.end)


def _wrong(said: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    for key, allowed in (("format", FORMATS), ("numbers", NUMBERS)):
        value, line = said.get(key, ("", 0))
        if value and value not in allowed:
            what = f"log.{key} is '{value}', which is none of {', '.join(allowed)}."
            yield Problem("adr-config", Where(CONFIG, line), what, f"Write one of them, or leave `{key}` out.")
    known = ("folder", "format", "numbers", "template", "page", "language")
    for key, (_, line) in said.items():
        if key not in known:
            what = f"log.{key} is not known; the log's settings are {', '.join(known)}."
            yield Problem("adr-config", Where(CONFIG, line), what)


def _lines(text: str) -> list[str]:
    return re.split(r"\r?\n", text.removeprefix("\ufeff"))
