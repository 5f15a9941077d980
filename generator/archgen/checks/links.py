"""Links of the documents: every page and every anchor that one of them names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from archgen.checks.pages import without_code
from archgen.checks.registry import check
from archgen.checks.subject import Subject
from archgen.problems import Problem, Where

_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)")
_ANCHOR = re.compile(r"<a id=\"([^\"]+)\">|^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


@check("check-link", "error", "A link leads nowhere")
def links(subject: Subject) -> Iterator[Problem]:
    """A relative link of a page names a file that is not there, or an anchor that the file does not have."""
    for path, text in subject.files.items():
        if path.endswith(".md"):
            yield from _of(path, text, subject)


def _of(path: str, text: str, subject: Subject) -> Iterator[Problem]:
    for number, line in enumerate(without_code(text).split("\n"), start=1):
        for target in _LINK.findall(_SPAN.sub("", line)):
            if problem := _wrong(path, target, subject):
                yield Problem("check-link", Where(path, number), problem, "Mend the link, or bring the page back.")


def _wrong(path: str, target: str, subject: Subject) -> str:
    target = target.removeprefix("<").removesuffix(">")
    if re.match(r"[a-z][a-z0-9+.-]*:|//|/", target):
        return ""
    file, _, anchor = target.partition("#")
    full = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if full not in subject.files:
        return f"the link to '{target}' leads to no file."
    if anchor and anchor not in anchors(subject.files[full]):
        return f"'{full}' has no anchor '{anchor}'."
    return ""


@lru_cache(maxsize=4096)
def anchors(text: str) -> frozenset[str]:
    """Every anchor of a page: those that it names, and those of its headings."""
    found = set()
    for explicit, heading in _ANCHOR.findall(text):
        found.add(explicit or re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-"))
    return frozenset(found)
