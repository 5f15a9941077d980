"""References to records that get other names: links with their labels, file names, and numbers after 'ADR'."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archgen.adr.log.log import Log, is_draft
from archgen.adr.names import name, relative, resolved
from archgen.adr.reading.relations import links
from archgen.adr.source import Source

_WORD = re.compile(r"(?<![\w/-])(?P<word>(?:ADR|Adr|adr)[-_ #]?)(?P<digits>0*\d{1,6})(?![\w]|-\w*\w|\.\d)")


class References:
    """Replaces references to moved records; keeps a list of those that could mean another one."""

    def __init__(self, log: Log, names: Mapping[str, str]) -> None:
        self.log, self.names = log, names
        self.left: list[str] = []
        # A name without a number, or without words, could stand for anything: it is followed in paths and links only.
        self._stems = {_stem(old): _stem(new) for old, new in names.items() if name(old).digits and name(old).slug}
        self._drafts = {old: new for old, new in names.items() if is_draft(old)}
        pattern = "|".join(map(re.escape, sorted(self._stems, key=len, reverse=True)))
        self._named = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") if pattern else None
        moved = {log.record(old).number: name(new).number for old, new in names.items()}
        self._numbers = {old: new for old, new in moved.items() if old is not None and len(log.by_number[old]) == 1}
        self._unclear = {old for old in moved if old is not None} - self._numbers.keys()

    def in_log(self, text: Source, old_file: str, file: str) -> Source:
        """A record's text: links with their labels, then names and numbers in prose."""
        lines = tuple(self._relinked(line, old_file, file) for line in text.lines)
        path = self.log.path(file)
        return _replaced(text, tuple(self._line(line, path, at) for at, line in enumerate(lines)))

    def outside(self, text: Source, path: str) -> Source:
        """Any other file: names, paths of drafts, numbers after 'ADR'."""
        lines = tuple(self._undrafted(line) for line in text.lines)
        return _replaced(text, tuple(self._line(line, path, at) for at, line in enumerate(lines)))

    def _undrafted(self, line: str) -> str:
        """Paths of drafts, however much of the path stands there."""
        for old, new in self._drafts.items():
            if old in line:
                line = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", lambda _, new=new: new, line)  # type: ignore[misc]
        return line

    def _relinked(self, line: str, old_file: str, file: str) -> str:
        """Links between records: targets that moved, and targets that look different from where this record is now."""
        markup = "markdown" if "](" in line else "asciidoc" if "xref:" in line or "link:" in line else "rst"
        for link in reversed(links(line, markup)):
            path, mark, anchor = link.target.partition("#")
            target = resolved(old_file, path)
            if target not in self.log.files or (target not in self.names and old_file == file):
                continue
            new = relative(file, self.names.get(target, target)) + mark + anchor
            piece = line[link.start : link.end].replace(link.target, new)
            if target in self.names:
                piece = piece.replace(link.label, self._label(link.label, target), 1)
            line = line[: link.start] + piece + line[link.end :]
        return line

    def _label(self, label: str, target: str) -> str:
        """`3. Use X`, `ADR-0003`, the slug, or other words that stay."""
        old, new = name(target), name(self.names[target])
        if label == _stem(target):
            return _stem(self.names[target])
        match = re.match(r"(?P<lead>(?:ADR[-_ ]?)?#?)(?P<digits>0*\d+)", label, re.IGNORECASE)
        if match is None or old.number is None or int(match["digits"]) != old.number or new.number is None:
            if old.number is None and new.number is not None and label == self.log.record(target).title:
                return f"{new.number}. {label}"
            return label
        return f"{match['lead']}{_same_width(match['digits'], new.number)}{label[match.end() :]}"

    def _line(self, line: str, path: str, at: int) -> str:
        if self._named and self._named.search(line):
            line = self._named.sub(lambda match: self._stems[match[0]], line)
        if "ADR" not in line and "adr" not in line and "Adr" not in line:
            return line

        def value(match: re.Match[str]) -> str:
            number = int(match["digits"])
            if number in self._unclear:
                self.left.append(f"{path}:{at + 1}: '{match[0]}' could mean two records.")
            new = self._numbers.get(number)
            return match[0] if new is None else f"{match['word']}{_same_width(match['digits'], new)}"

        return _WORD.sub(value, line)


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _replaced(text: Source, lines: tuple[str, ...]) -> Source:
    return text if lines == text.lines else Source(lines, text.ends, text.bom, text.encoding)


def _same_width(digits: str, number: int) -> str:
    return str(number).zfill(len(digits)) if digits.startswith("0") else str(number)
