"""File names of records: numbers, widths, prefixes and slugs, read from names and made for new ones."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import NamedTuple

WIDTH = 4
MOST_SLUG = 70
_NAME = re.compile(
    r"(?P<prefix>(?i:adr|madr|rfc|dr|ad|edr|tdr|dec|decision|record)[-_ .]?|[A-Z]{2,12}[-_])?"
    r"(?P<digits>[0-9]{1,12})(?:(?P<gap>[-_. ]+)(?P<slug>.*))?$",
    re.DOTALL,
)
_DATED = re.compile(
    r"(?P<digits>(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01]))(?P<gap>[-_. ]+)(?P<slug>.*)$"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RESERVED = frozenset(
    {"readme", "index", "template", "adr-template", "backlog", "changelog", "contributing", "log", "toc"}
)
# A letter of another script, then its sound.
_SOUNDS = (
    "аa бb вv гg дd еe зz иi йi кk лl мm нn оo пp рr сs тt уu фf ыy эe іi їyi єye ґg ёyo жzh хkh цts чch шsh щshch юyu "
    "яya ъ ь αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo ßss æae œoe øo đd ðd þth łl "
    "ıi ħh ŋng"
)
_LETTERS = {sound[0]: sound[1:] for sound in _SOUNDS.split()}


class Name(NamedTuple):
    """A file's name taken apart; `digits` as written, `dated` if they are a date and no number."""

    folder: str
    prefix: str
    digits: str
    gap: str
    slug: str
    ending: str
    dated: bool = False

    @property
    def number(self) -> int | None:
        return int(self.digits) if self.digits and not self.dated else None

    @property
    def reserved(self) -> bool:
        """A name that stands beside records in many logs and is none: an index, a template."""
        return not self.digits and self.slug.casefold() in _RESERVED


def name(file: str) -> Name:
    """Take a file name apart."""
    folder, _, base = file.rpartition("/")
    stem, dot, ending = base.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (base, "")
    if match := _DATED.match(stem):
        return Name(folder, "", match["digits"], match["gap"], match["slug"], ending, dated=True)
    match = _NAME.match(stem)
    if match is None:
        return Name(folder, "", "", "", stem, ending)
    return Name(folder, match["prefix"] or "", match["digits"], match["gap"] or "", match["slug"] or "", ending)


def spelled(parts: Name) -> str:
    """The file name of its parts."""
    base = f"{parts.prefix}{parts.digits}{parts.gap}{parts.slug}{parts.ending}"
    return f"{parts.folder}/{base}" if parts.folder else base


def spoken(title: str) -> str:
    """A title as plain words: without the backslashes and entities that Markdown needs."""
    return unescape(_ESCAPED.sub(r"\1", title))


def slug(title: str) -> str:
    """The title as ASCII words joined by hyphens; letters of other scripts are transliterated, never dropped."""
    ascii_text = "".join(map(_ascii, unicodedata.normalize("NFC", spoken(title).casefold())))
    words = re.findall(r"[a-z0-9]+", ascii_text.replace("'", "").replace("’", ""))
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > MOST_SLUG:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept or "".join(words)[:MOST_SLUG] or "decision"


def title_from(slug_text: str) -> str:
    """A readable title for a record that has none."""
    words = " ".join(part for part in re.split(r"[-_\s]+", slug_text) if part)
    return words[:1].upper() + words[1:]


def relative(origin: str, target: str) -> str:
    """The path of `target` as a link in `origin` says it; both are relative to the log's folder."""
    here, there = origin.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def resolved(origin: str, target: str) -> str:
    """The path, relative to the log's folder, of a link's target."""
    path = origin.split("/")[:-1]
    for part in target.partition("#")[0].split("/"):
        if part == "..":
            path = path[:-1] if path and path[-1] != ".." else [*path, ".."]
        elif part not in ("", "."):
            path.append(part)
    return "/".join(path)


def _ascii(char: str) -> str:
    """One character in ASCII: itself, its letters without marks, its sound, or its number for an ideograph."""
    if char.isascii():
        return char
    if char in _LETTERS:
        return _LETTERS[char]
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))
    if plain and all(part.isascii() or part in _LETTERS for part in plain):
        return "".join(_LETTERS.get(part, part) for part in plain)
    if not char.isalnum():
        return "" if unicodedata.combining(char) else " "
    words = unicodedata.name(char, "").casefold().split()
    if not words or "-" in words[-1]:
        return f" u{ord(char):04x} "
    return words[-1]
