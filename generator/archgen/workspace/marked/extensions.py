"""The Markdown extensions that archgen's pages need, put into people's mkdocs.yml. What people set stays so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from archgen.problems import Problem
from archgen.workspace.marked.edited import Data, Edited, by_hand, data_of, laid, margin, proved
from archgen.workspace.marked.outline import Part, outline

KEY = "markdown_extensions"


class Extension(Protocol):
    """A Markdown extension: its name, and its options as lines of YAML."""

    @property
    def name(self) -> str: ...
    @property
    def options(self) -> tuple[str, ...]: ...


def put_extensions(text: str, extensions: Iterable[Extension], *, file: str) -> Edited:
    """The text with those extensions, and those options of them, that `markdown_extensions:` lacks."""
    problems: list[Problem] = []
    for extension in extensions:
        edited = _put(text, extension, file)
        text = edited.text
        problems += edited.problems
    return Edited(text, tuple(problems))


def _put(text: str, extension: Extension, file: str) -> Edited:
    data = data_of(text, file)
    present, wanted = _options(data.get(KEY)), data_of("\n".join(extension.options), file)
    others = {name: options for name, options in present.items() if name != extension.name}
    if extension.name in present and not _lacks(present[extension.name], wanted):
        return Edited(text)
    lines = text.split("\n")
    if not _add(lines, extension, present, inherits="INHERIT" in data, like=text):
        return by_hand(text, file=file, key=KEY, wanted=_item(extension))

    def right(now: Data) -> bool:
        then = _options(now.get(KEY))
        mine = then.pop(extension.name, None)
        return then == others and not _lacks(mine, wanted) and _holds(mine, present.get(extension.name))

    return proved(text, lines, file=file, key=KEY, wanted=_item(extension), right=right)


def _add(lines: list[str], extension: Extension, present: Data, *, inherits: bool, like: str) -> bool:
    """Add what is missing to the lines; False where the place cannot be found."""
    block = outline(lines).child(KEY)
    if block is None and not inherits:  # a list of its own would hide the one that a file inherits
        tail = [] if lines[-1] else [lines.pop()]
        lines += [*laid((f"{KEY}:", *(f"  {line}" for line in _item(extension))), "", like=like), *tail]
    elif block is None or not block.children:
        return False
    elif extension.name in present:
        _add_options(lines, block, extension, present[extension.name], like=like)
    else:
        last = lines[block.children[-1].at]
        entry = _item(extension) if last.lstrip().startswith("-") else _entry(extension)
        lines[block.end : block.end] = laid(entry, margin(last), like=like)
    return True


def _add_options(lines: list[str], block: Part, extension: Extension, present: Any, *, like: str) -> None:
    """Add what an extension that is there lacks: its options, some of them, or an item of one."""
    item = next((part for part in block.children if extension.name in lines[part.at]), block)
    inner = outline(lines[item.at + 1 : item.end], offset=item.at + 1)
    if not isinstance(present, Mapping) or not inner.children:
        name, mark, rest = lines[item.at].partition(extension.name)
        colon = "" if rest.lstrip().startswith(":") else ":"
        added = laid(extension.options, f"{margin(lines[item.at])}    ", like=like)
        lines[item.at : item.at + 1] = [f"{name}{mark}{colon}{rest}", *added]
        return
    for option in outline(extension.options).children:
        there = inner.child(option.title)
        if there is None:
            added = laid(extension.options[option.at : option.end], margin(lines[inner.children[0].at]), like=like)
            lines[inner.end : inner.end] = added
        elif there.children:
            items = [line.removeprefix("  ") for line in extension.options[option.at + 1 : option.end]]
            lines[there.end : there.end] = laid(items, margin(lines[there.children[0].at]), like=like)


def _item(extension: Extension) -> tuple[str, ...]:
    """The extension as an item of a list."""
    first, *rest = _entry(extension)
    return (f"- {first if rest else first.removesuffix(':')}", *(f"  {line}" for line in rest))


def _entry(extension: Extension) -> tuple[str, ...]:
    """The extension as a key of a mapping."""
    return (f"{extension.name}:", *(f"  {line}" for line in extension.options))


def _options(extensions: Any) -> dict[str, Any]:
    """Each extension with its options, from either of the two spellings."""
    if isinstance(extensions, Mapping):
        return dict(extensions)
    items = extensions if isinstance(extensions, list) else []
    pairs = (item.items() if isinstance(item, Mapping) else [(item, None)] for item in items)
    return {str(name): options for pair in pairs for name, options in pair}


def _lacks(present: Any, wanted: Data) -> bool:
    """Is an option missing that the pages need? Options that people set otherwise are theirs."""
    have = present if isinstance(present, Mapping) else {}
    return any(key not in have or _lacks_item(have[key], value) for key, value in wanted.items())


def _lacks_item(present: Any, wanted: Any) -> bool:
    both = isinstance(present, list) and isinstance(wanted, list)
    return both and not {_name(item) for item in wanted} <= {_name(item) for item in present}


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
