"""The first page of the project's site quotes the showcase; `make golden` takes the quotations anew."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "index.md"
_QUOTED = re.compile(r"(<!-- quoted: (\S+)#(\S+?)(, with its first command)? -->\n).*?(<!-- end -->)", re.DOTALL)
_LINK = re.compile(r"\]\(([^)]+)\)")


def quoted(text: str) -> str:
    """The page with each quotation as the showcase has it now."""
    return _QUOTED.sub(lambda found: f"{found[1]}\n{_quotation(found[2], found[3], bool(found[4]))}\n{found[5]}", text)


def _quotation(page: str, anchor: str, command: bool) -> str:
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    mark = f'<a id="{anchor}"></a>'
    start = next(place for place, line in enumerate(lines) if mark in line)
    opening = lines[start].replace(mark, "")
    if opening.startswith("|"):
        opening = " = ".join(cell.strip() for cell in opening.strip("|").split("|"))
        return _led(f"> {opening}\n", page)
    section = list(_section(lines[start + 1 :], of_all=command))
    told = [line for line in section if line.startswith("- **")]
    if command:
        fence = section.index("```sh")
        told = section[fence : section.index("```", fence) + 1]
    return _led("".join(f"> {line}".rstrip() + "\n" for line in (opening, "", *told)), page)


def _section(lines: list[str], *, of_all: bool) -> Iterator[str]:
    """Up to the next heading; `of_all` levels below the second, or any."""
    for line in lines:
        if line.startswith("## " if of_all else "#"):
            return
        yield line


def _led(text: str, page: str) -> str:
    """Links lead from the first page to where they led."""
    folder = posixpath.dirname(page)
    return _LINK.sub(lambda found: f"]({posixpath.normpath(posixpath.join(folder, found[1]))})", text)


if __name__ == "__main__":
    PAGE.write_text(quoted(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
