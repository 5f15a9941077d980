"""The first page of the project's site and the README quote the showcase; `make golden` takes the quotations anew."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "index.md", ROOT / "README.md")
_QUOTED = re.compile(r"(<!-- quoted: (\S+)#(\S+?)(, with its first command)? -->\n).*?(<!-- end -->)", re.DOTALL)
_LINK = re.compile(r"\]\(([^)]+)\)")


def quoted(page: Path) -> str:
    """The text of a page with each quotation as the showcase has it now."""

    def taken(found: re.Match[str]) -> str:
        return f"{found[1]}\n{_quotation(page.parent, found[2], found[3], bool(found[4]))}\n{found[5]}"

    return _QUOTED.sub(taken, page.read_text(encoding="utf-8"))


def _quotation(folder: Path, page: str, anchor: str, command: bool) -> str:
    lines = (folder / page).read_text(encoding="utf-8").splitlines()
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
    """Links lead from there to where they led."""
    folder = posixpath.dirname(page)
    return _LINK.sub(lambda found: f"]({posixpath.normpath(posixpath.join(folder, found[1]))})", text)


if __name__ == "__main__":
    for each in PAGES:
        each.write_text(quoted(each), encoding="utf-8")
