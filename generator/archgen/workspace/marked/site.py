"""archgen's part of people's mkdocs.yml: a marked block in the navigation, and the extensions that its pages need.

Inserted as text at the lines of the keys; every edit is read back, and one that would touch anything else is not made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from archgen.problems import Problem, Where
from archgen.workspace.marked.outline import Part, outline
from archgen.yamltext import parse

BEGIN = "# archgen:begin (written by archgen: changes between these lines are lost)"
END = "# archgen:end"
_EXTENSIONS = "markdown_extensions"


@dataclass(frozen=True, slots=True)
class Extension:
    """A Markdown extension that the pages need: its name, and its options as lines of YAML."""

    name: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text, the same as before where nothing is to do; `problems` say what people must add themselves."""

    text: str
    problems: tuple[Problem, ...] = ()


def put_nav(text: str, entries: str, *, file: str) -> Edited:
    """The text with `entries` (items of YAML at the left margin) as archgen's block in the list below `nav:`.

    A file without `nav:` needs none: mkdocs lists all pages by itself.
    """
    lines, data = text.split("\n"), _data(text, file)
    if "nav" not in data:
        return Edited(text)
    nav = outline(lines).child("nav")
    wanted = entries.strip("\n").split("\n")
    marks = [at for at, line in enumerate(lines) if line.strip().startswith(("# archgen:begin", END))]
    if nav is None or not nav.children or not isinstance(data["nav"], list) or len(marks) not in (0, 2):
        return Edited(text, (_by_hand(file, "nav", wanted),))
    if marks:
        old = _data("\n".join(["nav:", *lines[marks[0] + 1 : marks[1]]]), file).get("nav") or []
        lines[marks[0] + 1 : marks[1]] = _laid(wanted, _margin(lines[marks[0]]), text)
    else:
        old = []
        lines[nav.end : nav.end] = _laid((BEGIN, *wanted, END), _margin(lines[nav.children[-1].at]), text)
    new = _data("\n".join(["nav:", *wanted]), file)["nav"]
    rest = [item for item in data["nav"] if item not in old]
    return _proved(text, lines, file, "nav", wanted, lambda now: [i for i in now["nav"] if i not in new] == rest)


def put_extensions(text: str, extensions: Iterable[Extension], *, file: str) -> Edited:
    """The text with those extensions, and those options of them, that `markdown_extensions:` lacks."""
    problems: list[Problem] = []
    for extension in extensions:
        edited = _put_extension(text, extension, file)
        text = edited.text
        problems += edited.problems
    return Edited(text, tuple(problems))


def _put_extension(text: str, extension: Extension, file: str) -> Edited:
    data = _data(text, file)
    present = _options(data.get(_EXTENSIONS))
    wanted = _data("\n".join(extension.options), file)
    lines = text.split("\n")
    block = outline(lines).child(_EXTENSIONS)
    hint = _item(extension)
    if block is None and "INHERIT" not in data:
        tail = [] if lines[-1] else [lines.pop()]
        lines += [*_laid((f"{_EXTENSIONS}:", *(f"  {line}" for line in hint)), "", text), *tail]
    elif block is None or not block.children:
        return Edited(text, (_by_hand(file, _EXTENSIONS, hint),))
    elif extension.name not in present:
        listed = lines[block.children[-1].at].lstrip().startswith("-")
        entry = hint if listed else _entry(extension)
        lines[block.end : block.end] = _laid(entry, _margin(lines[block.children[-1].at]), text)
    elif _lacks(present[extension.name], wanted):
        _add_options(lines, block, extension, present[extension.name], text)
    else:
        return Edited(text)
    others = {name: options for name, options in present.items() if name != extension.name}

    def right(now: Mapping[str, Any]) -> bool:
        then = _options(now.get(_EXTENSIONS))
        mine = then.pop(extension.name, None)
        return then == others and not _lacks(mine, wanted) and _holds(mine, present.get(extension.name))

    return _proved(text, lines, file, _EXTENSIONS, hint, right)


def _add_options(lines: list[str], block: Part, extension: Extension, present: Any, text: str) -> None:
    """Add what an extension that is there lacks: its options, some of them, or an item of one."""
    item = next((part for part in block.children if extension.name in lines[part.at]), None)
    if item is None:
        return
    margin = _margin(lines[item.at]) + "    "
    inner = outline(lines[item.at + 1 : item.end], offset=item.at + 1)
    if not isinstance(present, Mapping) or not inner.children:
        name, mark, rest = lines[item.at].partition(extension.name)
        colon = "" if rest.lstrip().startswith(":") else ":"
        lines[item.at : item.at + 1] = [f"{name}{mark}{colon}{rest}", *_laid(extension.options, margin, text)]
        return
    for option in outline(extension.options).children:
        key = extension.options[option.at].partition(":")[0]
        there = inner.child(key)
        added = extension.options[option.at : option.end]
        if there is None:
            lines[inner.end : inner.end] = _laid(added, _margin(lines[inner.children[0].at]), text)
        elif there.children:
            items = [line.removeprefix("  ") for line in added[1:]]
            lines[there.end : there.end] = _laid(items, _margin(lines[there.children[0].at]), text)


def _item(extension: Extension) -> tuple[str, ...]:
    """The extension as an item of a list."""
    first, *rest = _entry(extension)
    return (f"- {first.removesuffix(':') if not rest else first}", *(f"  {line}" for line in rest))


def _entry(extension: Extension) -> tuple[str, ...]:
    """The extension as a key of a mapping."""
    return (f"{extension.name}:", *(f"  {line}" for line in extension.options))


def _options(extensions: Any) -> dict[str, Any]:
    """Each extension with its options, from either of the two spellings."""
    if isinstance(extensions, Mapping):
        return dict(extensions)
    items = extensions if isinstance(extensions, list) else []
    pairs = (item.items() if isinstance(item, Mapping) else [(item, None)] for item in items)
    return {name: options for pair in pairs for name, options in pair}


def _lacks(present: Any, wanted: Mapping[str, Any]) -> bool:
    """Is an option missing that the pages need? Options that people set otherwise are theirs."""
    have = present if isinstance(present, Mapping) else {}
    named = {key: {_name(item) for item in value} for key, value in have.items() if isinstance(value, list)}
    return any(
        key not in have
        or (isinstance(value, list) and key in named and not {_name(item) for item in value} <= named[key])
        for key, value in wanted.items()
    )


def _holds(now: Any, before: Any) -> bool:
    """Is everything that people had set still set?"""
    if not isinstance(before, Mapping):
        return True
    return isinstance(now, Mapping) and all(
        now.get(key) == value or (isinstance(value, list) and now[key][: len(value)] == value)
        for key, value in before.items()
    )


def _name(item: Any) -> str:
    return str(item.get("name") if isinstance(item, Mapping) else item)


def _proved(text: str, lines: list[str], file: str, key: str, wanted: Iterable[str], right: Any) -> Edited:
    """The edited text, if it reads as it did but for the one key, which reads as it should."""
    edited = "\n".join(lines)
    before, after = _data(text, file), _data(edited, file)
    same = {name: deepcopy(value) for name, value in before.items() if name != key}
    if same == {name: value for name, value in after.items() if name != key} and key in after and right(after):
        return Edited(edited)
    return Edited(text, (_by_hand(file, key, wanted),))


def _by_hand(file: str, key: str, wanted: Iterable[str]) -> Problem:
    what = f"'{key}' is written in a way that archgen cannot add to without touching what is yours."
    hint = f"Add this below '{key}:' yourself: {'; '.join(line.strip() for line in wanted)}"
    return Problem("workspace-by-hand", Where(file), what, hint)


def _data(text: str, file: str) -> dict[str, Any]:
    data = parse(text, file=file, foreign=True).data
    return data if isinstance(data, dict) else {}


def _laid(lines: Iterable[str], margin: str, text: str) -> list[str]:
    """Lines as they stand in the text: indented, with its line ends."""
    end = "\r" if "\r\n" in text else ""
    return [f"{margin}{line}{end}" for line in lines]


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]
