"""Small readers of records after the documented rules of other tools, written apart from archgen's own reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """What a tool shows of a record; None where it has no such thing."""

    title: str
    status: str | None = None
    date: str | None = None
    links: tuple[tuple[str, str], ...] | None = None


def adr_tools(texts: Texts) -> dict[str, Seen]:
    """npryce/adr-tools: title from the first line, status and links from the lines below '## Status'."""
    found = {}
    for file, text in texts.items():
        if not re.match(r"[0-9]+-[^/]*\.md$", file):
            continue
        lines = text.split("\n")
        status = _below(lines, "## Status")
        links = tuple(
            (match[1], match[2]) for line in status if (match := re.match(r"(.+) \[.*\]\((0*[1-9][0-9]*.*)\)", line))
        )
        found[file] = Seen(lines[0][2:], status[0] if status else None, None, links)
    return found


def structurizr_adr_tools(texts: Texts) -> dict[str, Seen]:
    """Structurizr's importer for adr-tools; any other Markdown file in the folder stops it."""
    found = {}
    for file, text in texts.items():
        int(file[:4])
        lines = text.replace("\r", "").split("\n")
        date = next((line[6:] for line in lines if line.startswith("Date: ")), None)
        start = next(at for at, line in enumerate(lines) if line.startswith("## Status"))
        status = next(line for line in lines[start + 1 :] if line)
        links = []
        for line in lines[start + 1 :]:
            if line.startswith("## Context"):
                break
            match = re.search(r"(.*) \[.*]\((.*)\)", line)
            if match and match[2] in texts:
                links.append((match[1], match[2]))
        found[file] = Seen(lines[0][lines[0].index(".") + 2 :], status.split(" ")[0], date, tuple(links))
    return found


def structurizr_madr(texts: Texts) -> dict[str, Seen]:
    """Structurizr's importer for MADR: front matter line by line, links from the text without it."""
    found = {}
    for file, text in texts.items():
        if not re.match(r"\d{4}-.+?.md", file):
            continue
        body = re.sub(r"(?m)^---\n(^.*\n)*?---\n", "", text, count=1)
        title = next(line[2:] for line in body.split("\n") if line.startswith("# "))
        status, date = "accepted", None
        lines = text.split("\n")
        for line in lines[1:] if lines[0].startswith("---") else []:
            if line.startswith("---"):
                break
            status = line[8:] if line.startswith("status: ") else status
            date = line[6:] if line.startswith("date: ") else date
        links = [match[1] for line in body.split("\n") for match in re.finditer(r"\[.*]\((.*)\)", line)]
        found[file] = Seen(title, status, date, tuple(("Links to", link) for link in links if link in texts))
    return found


def backstage(texts: Texts) -> dict[str, Seen]:
    """Backstage's ADR plugin: front matter, else the first list of the text."""
    found = {}
    for file, text in texts.items():
        if not re.match(r"^(?:.*/)?\d{4}-.+\.md$", file):
            continue
        front = re.match(r"^---\r?\n((?:.*\r?\n)*?)---\r?\n?([\s\S]*)$", text)
        said = dict(line.split(": ", 1) for line in front[1].splitlines() if ": " in line) if front else {}
        body = front[2] if front else text
        items = re.search(r"(?:^[-*] .*\n?)+", body, re.MULTILINE)
        listed = [line[2:] for line in items[0].splitlines()] if items and not front else []
        status = next((item[7:].strip().lower() for item in listed if item.lower().startswith("status:")), None)
        date = next((item[5:].strip() for item in listed if item.lower().startswith("date:")), None)
        title = re.search(r"^# (.*)$", body, re.MULTILINE)
        found[file] = Seen(title[1] if title else "", said.get("status", status), said.get("date", date))
    return found


def adr_log(texts: Texts) -> dict[str, Seen]:
    """adr-log: the first line after front matter, without its first two characters and the number."""
    found = {}
    for file, text in texts.items():
        body = re.sub(r"\A---\n(?:.*\n)*?---\n", "", text)
        found[file] = Seen(re.sub(r"^\d+\. ", "", body.split("\n")[0][2:]))
    return found


def log4brains(texts: Texts) -> dict[str, Seen]:
    """log4brains: the first list before any second heading; a successor is looked up by the slug in the link's text."""
    slugs = {file.removesuffix(".md") for file in texts}
    found = {}
    for file, text in texts.items():
        head = re.split(r"(?m)^## ", text)[0]
        items = re.search(r"(?:^- .*\n?)+", head, re.MULTILINE)
        said = dict(item[2:].split(": ", 1) for item in items[0].splitlines() if ": " in item) if items else {}
        status = re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", said.get("Status", "accepted"))
        if status.startswith("superseded by "):
            assert status.removeprefix("superseded by ") in slugs, "log4brains would fail outright"
            status = "superseded"
        title = re.search(r"^# (.*)$", text, re.MULTILINE)
        found[file] = Seen(title[1] if title else "", status, said.get("Date"))
    return found


def adr_viewer(texts: Texts) -> dict[str, Seen]:
    """adr-viewer: the words that the paragraphs of the status section begin with."""
    found = {}
    for file, text in texts.items():
        status = _below(text.split("\n"), "## Status")
        words = {"Amended by": "amended", "Accepted": "accepted", "Superseded by": "superseded", "Proposed": "pending"}
        seen = next((name for word, name in words.items() if any(line.startswith(word) for line in status)), "unknown")
        found[file] = Seen(text.split("\n")[0][2:], seen)
    return found


READERS: dict[str, Callable[[Texts], dict[str, Seen]]] = {
    "adr-tools": adr_tools,
    "structurizr": structurizr_adr_tools,
    "backstage": backstage,
    "adr-log": adr_log,
    "log4brains": log4brains,
    "adr-viewer": adr_viewer,
}


def _below(lines: list[str], heading: str) -> list[str]:
    """The lines of a section that are not blank."""
    if heading not in lines:
        return []
    found = []
    for line in lines[lines.index(heading) + 1 :]:
        if line.startswith("#"):
            break
        if line.strip():
            found.append(line)
    return found
