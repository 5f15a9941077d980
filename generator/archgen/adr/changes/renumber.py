"""Other numbers for records: drafts get theirs, doubles are parted; every reference in the repository follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archgen.adr.changes.desk import Change, Desk
from archgen.adr.log.log import DRAFTS, Log, is_draft
from archgen.adr.names import Name, name, relative, spelled
from archgen.adr.reading.relations import links
from archgen.adr.record import Record, Status
from archgen.adr.source import Source
from archgen.adr.writing.edits import with_status
from archgen.adr.writing.numbering import new_name, with_number
from archgen.problems import Problem, Stop, Where

_WORD = re.compile(r"(?<![\w/-])(?P<word>(?:ADR|Adr|adr)[-_ #]?)(?P<digits>0*\d{1,6})(?![\w]|-\w*\w|\.\d)")


@dataclass(frozen=True, slots=True)
class Move:
    """One record's way from one file name to another, in the log's folder."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done: the moves, the change, and references that could mean two records and are left."""

    moves: tuple[Move, ...]
    change: Change
    left: tuple[str, ...] = ()


def moves_to(log: Log, record: Record, number: int) -> tuple[Move, ...]:
    """One record to a number of choice; stops if that is taken."""
    taken = log.by_number.get(number, ()) + tuple(_elsewhere(log, number, besides=record.file))
    if taken and record.number != number:
        first = taken[0].file if isinstance(taken[0], Record) else taken[0]
        what = f"number {number} is taken by {first}."
        raise Stop(
            [Problem("adr-number-taken", Where(log.path(record.file)), what, f"The next free is {log.next_number()}.")]
        )
    new = _with_digits(log, record.file, number)
    return (Move(record.file, new),) if new != record.file else ()


def due_moves(log: Log) -> tuple[Move, ...]:
    """Drafts to the next free numbers, and of records with one number all but the one that others know longest."""
    number, moves = log.next_number(), []
    for record in [*_doubles(log), *(record for record in log.records if is_draft(record.file))]:
        moves.append(Move(record.file, _with_digits(log, record.file, number)))
        number += 1
    return tuple(moves)


def renumber(log: Log, moves: Sequence[Move], texts: Mapping[str, Source]) -> Plan:
    """Carry out moves; `texts` are files outside the log, by path, that may refer to the records."""
    desk = Desk(log)
    names = {move.old: move.new for move in moves}
    for move in moves:
        desk.move(move.old, move.new)
        text = with_number(desk.text(move.new), move.old, move.new)
        if is_draft(move.old) and log.record(move.old).status is Status.DRAFT:
            text = with_status(text, move.new, Status.PROPOSED)
        desk.put(move.new, text)
        desk.say(f"{log.path(move.old)} -> {log.path(move.new)}")
    rewrite = _Rewrite(log, names)
    for file in [file for file in log.files if file not in names] + list(names.values()):
        old_file = next((old for old, new in names.items() if new == file), file)
        text = desk.text(file)
        edited = rewrite.in_log(text, old_file, file)
        if edited != text:
            desk.put(file, edited)
    outside = {path: edited for path, text in texts.items() if (edited := rewrite.outside(text, path)) != text}
    for path in sorted(outside):
        desk.say(f"{path}: references follow")
    change = desk.change()
    files = {**change.files, **{path: text.encoded() for path, text in outside.items()}}
    seen = {**change.seen, **{path: texts[path].encoded() for path in outside}}
    return Plan(tuple(moves), Change(files, seen, change.says), tuple(rewrite.left))


def stems(moves: Sequence[Move], log: Log) -> tuple[str, ...]:
    """Texts that a file must hold to be worth reading for references."""
    numbers = [str(log.record(move.old).number) for move in moves if log.record(move.old).number is not None]
    return tuple(log.record(move.old).stem for move in moves) + tuple(numbers)


class _Rewrite:
    """Replaces references to moved records; keeps a list of those that could mean another one."""

    def __init__(self, log: Log, names: Mapping[str, str]) -> None:
        self.log, self.names = log, names
        self.left: list[str] = []
        self._stems = {log.record(old).stem: name_stem(new) for old, new in names.items()}
        pattern = "|".join(map(re.escape, sorted(self._stems, key=len, reverse=True)))
        self._stem = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])") if pattern else None
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
        lines = tuple(self._drafts(line) for line in text.lines)
        return _replaced(text, tuple(self._line(line, path, at) for at, line in enumerate(lines)))

    def _drafts(self, line: str) -> str:
        for old, new in self.names.items():
            if is_draft(old) and self.log.path(old) in line:
                line = line.replace(self.log.path(old), self.log.path(new))
            elif is_draft(old) and old in line:
                line = line.replace(old, new)
        return line

    def _relinked(self, line: str, old_file: str, file: str) -> str:
        """Links between records: targets that moved, and targets that look different from where this record is now."""
        from archgen.adr.names import resolved  # beside its use: the only one in this file

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
        if label == self.log.record(target).stem:
            return name_stem(self.names[target])
        match = re.match(r"(?P<lead>(?:ADR[-_ ]?)?#?)(?P<digits>0*\d+)", label, re.IGNORECASE)
        if match is None or old.number is None or int(match["digits"]) != old.number or new.number is None:
            if old.number is None and new.number is not None and label == self.log.record(target).title:
                return f"{new.number}. {label}"
            return label
        return f"{match['lead']}{_same_width(match['digits'], new.number)}{label[match.end() :]}"

    def _line(self, line: str, path: str, at: int) -> str:
        if self._stem and self._stem.search(line):
            line = self._stem.sub(lambda match: self._stems[match[0]], line)
        if "ADR" not in line and "adr" not in line and "Adr" not in line:
            return line

        def value(match: re.Match[str]) -> str:
            number = int(match["digits"])
            if number in self._unclear:
                self.left.append(f"{path}:{at + 1}: '{match[0]}' could mean two records.")
            new = self._numbers.get(number)
            return match[0] if new is None else f"{match['word']}{_same_width(match['digits'], new)}"

        return _WORD.sub(value, line)


def name_stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]


def _replaced(text: Source, lines: tuple[str, ...]) -> Source:
    return text if lines == text.lines else Source(lines, text.ends, text.bom, text.encoding)


def _same_width(digits: str, number: int) -> str:
    return str(number).zfill(len(digits)) if digits.startswith("0") else str(number)


def _doubles(log: Log) -> Iterator[Record]:
    """Records that must give way: their number is another one's on a branch, or an older record's here."""
    for number in sorted(log.by_number):
        records = log.by_number[number]
        known = {file.rpartition("/")[2] for files in log.elsewhere.values() for file in files}
        foreign = [file for file in _elsewhere(log, number) if file not in {record.file for record in records}]
        stays = [record for record in records if record.file in known] or ([] if foreign else [*records[:1]])
        keeper = min(stays, key=lambda record: (record.date or "9999", record.file), default=None)
        yield from (record for record in records if record is not keeper)


def _elsewhere(log: Log, number: int, *, besides: str = "") -> Iterator[str]:
    """Files on other branches that bear the number."""
    files = {file for listed in log.elsewhere.values() for file in listed}
    yield from (file for file in sorted(files) if name(file).number == number and file != besides)


def _with_digits(log: Log, file: str, number: int) -> str:
    """The file's name with another number; a draft leaves its folder."""
    if is_draft(file):
        models = [record.file for record in log.records if not is_draft(record.file)]
        named = name(file)
        made = name(new_name("x", number, date="", model=models[-1] if models else ""))
        return spelled(Name(made.folder, made.prefix, made.digits, made.gap, named.slug, named.ending))
    old = name(file)
    return spelled(old._replace(digits=str(number).zfill(len(old.digits) if old.digits.startswith("0") else 1)))


def drafts_folder(log: Log) -> str:
    return log.path(DRAFTS)
