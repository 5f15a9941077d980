"""A new record in the image of one that the log has: its head, its marks, its headings, in whichever markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archgen.adr.names import Name, name
from archgen.adr.reading.document import Document
from archgen.adr.reading.fields import Field, name_of
from archgen.adr.reading.front import Entry, written
from archgen.adr.reading.outline import Heading
from archgen.adr.reading.parts import role_of
from archgen.adr.reading.phrases import date_like, language_of
from archgen.adr.reading.title import split_title
from archgen.adr.words import LINK_SECTIONS, heading, status_word
from archgen.adr.writing.body import further, parts_by_role
from archgen.adr.writing.draft import RecordDraft
from archgen.adr.writing.edits import heading_lines
from archgen.markdown import is_rule


def like(model: Document, draft: RecordDraft, file: str, body: Sequence[str] = ()) -> str:
    """The draft as text, laid out as `model` is; with `body`, that stands below the head instead of its headings."""
    image = _Image(model, draft, name(file))
    blocks = [*image.top(), *image.status_section(), *([tuple(body)] if body else image.sections())]
    return "\n\n".join("\n".join(block) for block in blocks if any(line.strip() for line in block)) + "\n"


class _Image:
    """The parts of the new record, each made after the model's."""

    def __init__(self, model: Document, draft: RecordDraft, file: Name) -> None:
        self.model, self.draft, self.file = model, draft, file
        self.parts = model.parts
        people = {"deciders": draft.deciders, "tags": draft.tags}
        self.values = {key: ", ".join(texts) for key, texts in people.items()}

    def top(self) -> Iterator[Sequence[str]]:
        """Front matter, title and fields; a blank line stands where the model has one."""
        lines: list[str] = []
        if self.parts.front:
            tied = [f"decision-id: {written(self.draft.decision_id)}"] if self.draft.decision_id else []
            lines += ["---", *(line for entry in self.parts.entries for line in self._entry(entry)), *tied, "---"]
        start, end = self.parts.head
        fields = {field.line: field for field in self.parts.fields}
        for at in range(start, end):
            lines.extend(self._head_line(at, fields))
        yield _squeezed(lines)
        if self.draft.decision_id and not self.parts.front:
            yield (f"Decision-Id: {self.draft.decision_id}",)

    def status_section(self) -> Iterator[Sequence[str]]:
        if self.parts.status is not None:
            yield self._heading(self.parts.status)
            yield (self._said(next((place.text for place in self.model.statuses if place.form == "section"), "A")),)

    def sections(self) -> Iterator[Sequence[str]]:
        """The model's headings, each with the text for its role; sub-headings only where they have a role."""
        texts = parts_by_role(self.draft)
        for old in self.parts.headings:
            role = role_of(old.text)
            if old in (self.parts.title, self.parts.status) or old.text.casefold() in LINK_SECTIONS:
                continue
            if old.level > 2 and not role:
                continue
            yield self._heading(old)
            if text := texts.pop(role, ""):
                yield text.split("\n")
        language = language_of(self.model.record.status_text)
        given = {heading(role, language): text for role, text in texts.items()} | further(self.draft)
        for title, text in given.items():
            if text:
                yield heading_lines(title, self.parts.markup)
                yield text.split("\n")

    def _head_line(self, at: int, fields: Mapping[int, Field]) -> Iterator[str]:
        line, title = self.parts.lines[at], self.parts.title
        if title and at == title.line:
            yield from self._title(title)
        elif title and title.line < at < title.after:
            return
        elif at in fields:
            yield from self._field(fields[at], line)
        elif (
            not line.strip()
            or is_rule(line)
            or (line.startswith("|") and not fields.keys().isdisjoint((at + 1, at + 2)))
        ):
            yield line

    def _title(self, title: Heading) -> Iterator[str]:
        old, record = self.parts.lines[title.line], self.model.record
        prefix = split_title(title.text, record.number)[0]
        text = self._renumbered(prefix) + self.draft.title
        new = old.replace(title.text, text) if title.text and title.text in old else f"# {text}"
        yield new
        yield from (self.parts.lines[at][:1] * max(len(new), 4) for at in range(title.line + 1, title.after))

    def _entry(self, entry: Entry) -> Iterator[str]:
        key = self.parts.lines[entry.start].partition(":")[0]
        named = name_of(entry.key)
        if named == "decision-id" or entry.key.casefold().startswith(("supersede", "amend", "replace")):
            return
        if named == "status":
            old = self.parts.lines[entry.start].partition(":")[2].strip()
            value = self._said(entry.value or "a")
            yield f'{key}: "{value}"' if old[:1] in "\"'" and old else f"{key}: {value}"
        else:
            value = self._value(named, entry.value or "")
            yield f"{key}: {written(value)}" if value else f"{key}:"

    def _field(self, field: Field, line: str) -> Iterator[str]:
        if field.name == "decision-id" or (not field.name and field.key.casefold().startswith(("supersede", "amend"))):
            return
        if field.name == "status":
            value = self._said(field.value)
        else:
            value = self._value(field.name, field.value)
        new = line[: field.start] + value + line[field.end :]
        yield new if value else new.rstrip()

    def _value(self, name: str, old: str) -> str:
        """The value of a field: the draft's, a date in the model's manner, or the model's with another number."""
        if name == "date":
            return date_like(self.draft.date, old)
        return self.values[name] if name in self.values else self._renumbered(old, only=True)

    def _heading(self, heading: Heading) -> Sequence[str]:
        return self.parts.lines[heading.line : heading.after]

    def _said(self, like_text: str) -> str:
        word = status_word(self.draft.status, language_of(like_text))
        letters = like_text.lstrip(" *_`\"'")
        if letters[:2].isupper() and len(letters) > 1:
            return word.upper()
        return word[:1].upper() + word[1:] if letters[:1].isupper() else word

    def _renumbered(self, text: str, *, only: bool = False) -> str:
        """The text with the model's number replaced; with `only`, nothing where it does not hold that number."""
        old, new = self.model.record.number, self.file.number
        if new is None:
            return ""
        for digits in (self.parts.named.digits, str(old)):
            if old is not None and digits and digits in text:
                return text.replace(digits, str(new).zfill(len(digits) if digits != str(old) else 1))
        return "" if only else text


def _squeezed(lines: Sequence[str]) -> list[str]:
    """Without blank lines at the ends or two in a row."""
    kept: list[str] = []
    for line in lines:
        if line.strip() or (kept and kept[-1].strip()):
            kept.append(line)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
