"""`archgen scan`: what this repository already is, and what a brief would take from it. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Literal

import typer

from archgen.brief import Found
from archgen.cli import options
from archgen.detection import (
    CONTRIBUTOR_DAYS,
    MOST_BYTES,
    Choice,
    Detected,
    Finding,
    Signs,
    answers,
    choose,
    detect,
    read_signs,
)
from archgen.library import knowledge
from archgen.repository import Repository

app = typer.Typer()

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or as data.")]


@dataclass(frozen=True, slots=True)
class Survey:
    """What was looked at, what was found, and what a brief takes from it."""

    signs: Signs
    choice: Choice
    findings: tuple[Finding, ...]
    detected: tuple[Detected, ...]


@app.command()
def scan(output: options.Output = None, format: Format = "text", quiet: options.Quiet = False) -> None:
    """Show the stack, stores, deployables, interfaces and records that are here, each with the file that says so."""
    seen = survey(Repository(options.root(output)), options.today())
    if format == "json":
        typer.echo(json.dumps(_data(seen), indent=2, ensure_ascii=False))
        return
    for line in (*_found(seen), *(() if quiet else _about(seen))):
        typer.echo(_harmless(line))


def survey(repository: Repository, today: date) -> Survey:
    """Read what says something of the repository, and say it; contributors are counted up to `today`."""
    signs = read_signs(knowledge("detection")["detection"])
    choice = choose(repository.files(), signs)
    read = ((path, repository.read_bytes(path, limit=MOST_BYTES)) for path in choice.formats)
    texts = {path: data.decode("utf-8", "replace") for path, data in read if data is not None}
    people = repository.contributors(CONTRIBUTOR_DAYS, today)
    findings = detect(choice, texts, signs, contributors=people)
    return Survey(signs, choice, findings, answers(findings, signs))


def for_brief(seen: Survey, today: date) -> tuple[Found, ...]:
    """What was detected, as the layer of a brief below what people say."""
    return tuple(
        Found(
            each.path, list(each.value) if isinstance(each.value, tuple) else each.value, each.file, today.isoformat()
        )
        for each in seen.detected
    )


def _data(seen: Survey) -> dict[str, object]:
    looked = {"files": len(seen.choice.paths), "read": len(seen.choice.formats), "not_read": seen.choice.left}
    findings, detected = [asdict(each) for each in seen.findings], [asdict(each) for each in seen.detected]
    return {**looked, "findings": findings, "detected": detected}


def _found(seen: Survey) -> Iterator[str]:
    for kind, title in seen.signs.kinds.items():
        found = [each for each in seen.findings if each.kind == kind]
        if found:
            yield from (title, *_rows(found), "")


def _about(seen: Survey) -> Iterator[str]:
    """What a brief takes from it, and how much was looked at."""
    if seen.detected:
        yield from ("A brief takes from it, until somebody says otherwise", *_rows_of_brief(seen.detected), "")
    if not seen.findings:
        yield "Nothing here says what this repository is: a design starts from answers alone."
    read, left = len(seen.choice.formats), seen.choice.left
    more = f"; {left:,} more would say something and were not read" if left else ""
    yield f"Looked at the names of {len(seen.choice.paths):,} files and read {read:,} of them{more}."


def _rows_of_brief(detected: tuple[Detected, ...]) -> Iterator[str]:
    width = max(len(each.path) for each in detected)
    yield from (f"  {each.path:<{width}}  {_spelled(each.value)}" for each in detected)


def _rows(found: Iterable[Finding]) -> Iterator[str]:
    rows = [(str(each.value), _place(each), _note(each)) for each in found]
    widths = [min(max(len(row[column]) for row in rows), 44) for column in (0, 1)]
    for value, place, note in rows:
        yield f"  {value:<{widths[0]}}  {place:<{widths[1]}}  {note}".rstrip()


def _place(each: Finding) -> str:
    if str(each.value) == each.file:
        return f"line {each.line}" if each.line else ""
    return f"{each.file}:{each.line}" if each.line else each.file


def _note(each: Finding) -> str:
    agree = f"{each.files:,} files in all" if each.files > 1 and each.kind != "records" else ""
    return "; ".join(filter(None, (each.note, agree)))


def _spelled(value: object) -> str:
    return (
        ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower() if value is True else str(value)
    )


def _harmless(line: str) -> str:
    """A file's name may hold what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in line)
