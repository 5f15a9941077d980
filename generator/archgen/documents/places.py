"""One filter for each place in which a person's words may stand, so that they can change nothing around them."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$^=])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+>:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BREAKS = re.compile(r"\s+")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]"
)


def one_line(raw: str) -> str:
    """The words on one line, without control and direction characters, which reorder what surrounds them."""
    return _BREAKS.sub(" ", _INVISIBLE.sub("", raw)).strip()


def prose(raw: str) -> str:
    """Inside a Markdown paragraph, heading, list item or link text."""
    text = _MARKDOWN.sub(r"\\\1", _ENTITY.sub("&amp;", one_line(raw))).replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", text)


def cell(raw: str) -> str:
    """Inside a cell of a Markdown table: as prose, whose pipes are escaped already."""
    return prose(raw)


def mermaid(raw: str, *, width: int = 60) -> str:
    """Inside a quoted label of a Mermaid diagram: entities for all that Mermaid or HTML reads, cut at `width`."""
    text = shortened(one_line(raw), width)
    return "".join(char if char.isalnum() or char in " -.,/_%+" else f"#{ord(char)};" for char in text)


def plain(raw: str) -> str:
    """Where only plain words may stand, such as a YAML or JSON value that its writer quotes."""
    return one_line(raw)


def shortened(text: str, width: int) -> str:
    """The words cut at `width` with an ellipsis."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def anchor(name: str) -> str:
    """An explicit anchor: GitHub and mkdocs slug headings differently, an `id` means the same to both."""
    return f'<a id="{name}"></a>'


def tidied(text: str) -> str:
    """One blank line at most between blocks, none at the end of a line, one newline at the end."""
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
