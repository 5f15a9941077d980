"""Looking at a repository: what to read, what it says, and what a brief takes from it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from archgen.brief import Found
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
    shown,
)
from archgen.library import knowledge
from archgen.repository import Repository


class Survey(Struct, frozen=True):
    """What was looked at, what was found, and what a brief takes from it."""

    signs: Signs
    choice: Choice
    findings: tuple[Finding, ...]
    detected: tuple[Detected, ...]

    @property
    def shown(self) -> tuple[Found, ...]:
        """All that the repository says of the brief's paths that hold one word."""
        return tuple(Found(each.path, each.value, each.file) for each in shown(self.findings, self.signs))

    @property
    def technologies(self) -> dict[str, str]:
        """The technologies that are there, by id and by title in small letters, each with a file that says so."""
        known = self.signs.technologies
        found = [(known[str(each.value)], each.file) for each in self.findings if str(each.value) in known]
        return {name.casefold(): file for technology, file in found for name in (technology.id, technology.title)}


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
