"""A file's bytes as lines and back, each byte that is not edited as it was. Knows no format of records."""

from __future__ import annotations

from typing import NamedTuple

BOM = "\ufeff"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Edit(NamedTuple):
    """`lines` take the place of the lines from `start` up to, not including, `end`; both count from 0."""

    start: int
    end: int
    lines: tuple[str, ...]


class Source(NamedTuple):
    """The lines of a file, their ends set apart: `ends[i]` closes `lines[i]`, the last one may be empty."""

    lines: tuple[str, ...]
    ends: tuple[str, ...]
    bom: str = ""
    encoding: str = "utf-8"

    @property
    def newline(self) -> str:
        """The line end that the file uses most."""
        return max(("\n", "\r\n", "\r"), key=self.ends.count)

    @property
    def text(self) -> str:
        """The text with line feeds only, without a byte order mark."""
        return "\n".join(self.lines)

    def edited(self, *edits: Edit) -> Source:
        """The file with the lines of each edit replaced; edits must not overlap."""
        lines, ends = list(self.lines), list(self.ends)
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            new_ends = [self.newline] * len(edit.lines)
            if new_ends and edit.end > edit.start:
                new_ends[-1] = ends[edit.end - 1]
            lines[edit.start : edit.end] = edit.lines
            ends[edit.start : edit.end] = new_ends
        closed = [end or self.newline for end in ends[:-1]]
        return self._replace(lines=tuple(lines), ends=(*closed, *("" for _ in ends[-1:])))

    def encoded(self) -> bytes:
        """The bytes of the file; a new character that its encoding does not have becomes a question mark."""
        text = self.bom + "".join(line + end for line, end in zip(self.lines, self.ends, strict=True))
        return text.encode(self.encoding, "replace")


def from_text(text: str) -> Source:
    """Text as lines, whatever its line ends."""
    bom = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    if "\r" not in text:
        lines = tuple(text.split("\n"))
        return Source(lines, ("\n",) * (len(lines) - 1) + ("",), bom)
    kept = _split(text)
    return Source(tuple(line for line, _ in kept), tuple(end for _, end in kept), bom)


def decode(data: bytes) -> Source:
    """Bytes as lines: UTF-8, UTF-16 with its mark, else one character a byte, which loses nothing."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return from_text(data.decode(encoding))._replace(encoding=encoding)
            except UnicodeDecodeError:
                break
    try:
        return from_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        return from_text(data.decode("latin-1"))._replace(encoding="latin-1")


def _split(text: str) -> list[tuple[str, str]]:
    """Lines with their ends; a lone carriage return ends a line only where a file has no line feed at all."""
    if "\n" not in text:
        parts = text.split("\r")
        return [(part, "\r") for part in parts[:-1]] + [(parts[-1], "")]
    parts = text.split("\n")
    ended = [(part[:-1], "\r\n") if part.endswith("\r") else (part, "\n") for part in parts[:-1]]
    return [*ended, (parts[-1], "")]
