"""`.archgen/config.yaml`: where things lie in a repository, and how its site is published. From text to a value."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from archgen.problems import Problem, stop_if
from archgen.yamltext import Parsed, parse

FILE = ".archgen/config.yaml"
_KEYS = ("docs", "log", "house", "site", "engine", "publish", "name", "compliance", "words")
_ELSEWHERE = ("log", "compliance")  # read by the log and by the checks


class Configuration(Struct, frozen=True):
    """Paths are relative to the repository's root; `site` is the address that alerts link to, "" without one.

    `words` are what the house calls empty, in place of the built-in list.
    """

    docs: str = "docs/backend"
    house: str = ".archgen/house"
    site: str = ""
    engine: str = "mkdocs"
    publish: str = "internal"
    name: str = ""
    words: tuple[str, ...] = ()


def read_configuration(text: str) -> Configuration:
    """The configuration in `text`, defaults where it is silent; stops with every problem."""
    if not text.strip():
        return Configuration()
    parsed = parse(text, file=FILE)
    problems = [*parsed.problems, *_problems(parsed)]
    stop_if(problems)
    said = {key: str(value) for key, value in parsed.data.items() if key not in (*_ELSEWHERE, "words")}
    words = tuple(map(str, parsed.data.get("words") or ()))
    return Configuration(
        **{key: value.rstrip("/") if key != "name" else value for key, value in said.items()}, words=words
    )


def _problems(parsed: Parsed) -> list[Problem]:
    data: Mapping[str, Any] = parsed.data or {}
    found = [_unknown(key, parsed) for key in data if key not in _KEYS]
    for key, allowed in (("engine", ("mkdocs", "zensical")), ("publish", ("internal", "public"))):
        if key in data and data[key] not in allowed:
            what = f"{key} is '{data[key]}', which is none of {' and '.join(allowed)}."
            found.append(Problem("config-unknown-value", parsed.where((key,)), what, "Write one of them."))
    if not isinstance(data.get("words") or [], list):
        what = "words is no list."
        found.append(
            Problem("config-unknown-value", parsed.where(("words",)), what, "Write one word a line, with '- '.")
        )
    for key in ("docs", "house"):
        value = data.get(key)
        if isinstance(value, str) and (value.startswith("/") or ".." in value.split("/")):
            what = f"{key} is '{value}', which leads out of the repository."
            found.append(
                Problem("config-outside", parsed.where((key,)), what, "Name a folder below the repository's root.")
            )
    return found


def _unknown(key: str, parsed: Parsed) -> Problem:
    close = difflib.get_close_matches(str(key), _KEYS, 1)
    hint = f"Did you mean '{close[0]}'?" if close else f"Known are: {', '.join(_KEYS)}."
    return Problem("config-unknown-key", parsed.where((key,)), f"'{key}' is no setting.", hint)
