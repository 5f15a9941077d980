"""What a status, a date, a list of people or a number says, however it is decorated. Certain, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from archgen.adr.record import Kind, Status
from archgen.adr.words import KIND_OF, STATUS_OF

_STRUCK = re.compile(r"~~.*?~~|<!--.*?-->|<(?:del|s)>.*?</(?:del|s)>", re.IGNORECASE)
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)|\b(?:xref|link):\S*?\[([^\]]*)\]|`([^`<]*)<[^`>]*>`_+")
_EDGE = re.compile(r"^[\W_]+|[\s*_`~.!;,:|]+$")
_DATED = r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
# After the word itself: nothing, a bracket, a date, or a word that says by whom, when or since when.
_TAIL = re.compile(
    rf"\s*(?:$|[(\[（【,;.:：—–-]|{_DATED}"
    r"|(?:by|on|in|at|since|as of|with|because|due|durch|am|seit|par|le|depuis|por|el|desde|da|il|door|op|av|den)\b"
    r"|(?:przez|od|на|от)\b)"
)
_BREAK = re.compile(r"[(\[（【,;.:：]")
_TIED = (" by", " par", " por", " da", " durch", " door", " av", " przez", " на")
_UNDECIDED = re.compile(r"[?|{}…]|\.\.\.|\s/\s")
# 'Accepted, pending approval' is no acceptance.
_CONDITION = re.compile(
    r"\b(?:pending|if|unless|subject to|once|when|until|provided|tbd|conditional\w*|draft|proposed|rejected|deprecated"
    r"|superseded|superceded|replaced|withdrawn|revoked|no longer|sobald|falls|wenn|sofern|ersetzt)\b"
)
_ISO = r"\b((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"
# Dates that few logs hold: as text, compiled when first met.
_GERMAN = r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b"
_SLASHED = r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b"
_EAST = r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]"
_NAMED = (
    r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?|([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?)\s+"
    r"((?:19|20)\d\d)\b"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLACEHOLDER = re.compile(r"^[{\[<](?!https?:).*[}\]>]$")
_LONGEST = 200


def status_of(written: str) -> Status:
    """The status that `written` certainly means; `unknown` for anything else."""
    return _status(written)[0]


def language_of(written: str) -> str:
    """The language of a status; English where it is not known."""
    return _status(written)[1]


def plain(written: str) -> str:
    """The words without emphasis, links (their text stays), struck or commented text."""
    text = written[:_LONGEST]
    if "~" in text or "<" in text:
        text = _STRUCK.sub("", text)
    if "[" in text or "`" in text:
        text = _LINK.sub(lambda match: match[1] or match[2] or match[3] or "", text)
    return " ".join(text.replace("**", "").replace("__", "").split())


def kind_of(words: str) -> Kind:
    """How a relation's words are meant; `other` if they are not among the known ones."""
    key = _EDGE.sub("", plain(words)).casefold()
    return KIND_OF.get(key, Kind.OTHER)


def date_of(written: str) -> str:
    """The first date in `written` as YYYY-MM-DD; nothing where day and month cannot be told apart."""
    text = written[:_LONGEST]
    if not any(map(str.isdigit, text)):
        return ""
    for pattern, order in ((_ISO, (1, 3, 4)), (_EAST, (1, 2, 3)), (_GERMAN, (3, 2, 1))):
        if match := re.search(pattern, text):
            return _date(*(match[group] for group in order))
    if match := re.search(_SLASHED, text):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            return _date(match[3], match[2], match[1])
        return _date(match[3], match[1], match[2]) if second > 12 else ""
    if match := re.search(_NAMED, text):
        month = (match[2] or match[3])[:3].lower()
        return _date(match[5], str(_MONTHS.index(month) + 1), match[1] or match[4]) if month in _MONTHS else ""
    return ""


def date_like(date: str, written: str) -> str:
    """A date, YYYY-MM-DD, in the way in which `written` says one: with points, day first, or with other marks."""
    if date and re.fullmatch(_GERMAN, written.strip()):
        return ".".join(reversed(date.split("-")))
    if date and re.fullmatch(_ISO, written.strip()):
        return date.replace("-", written.strip()[4])
    return date


def is_only_a_date(written: str) -> bool:
    """Does the text say a readable date and nothing else?"""
    text = written.strip().strip("\"'").rstrip(".")
    patterns = (_ISO, _EAST, _GERMAN, _SLASHED, _NAMED)
    return bool(date_of(text)) and any(re.fullmatch(pattern, text) for pattern in patterns)


def people(written: str) -> tuple[str, ...]:
    """Names or tags from a list in one line; a template's placeholder is none."""
    text = (_STRUCK.sub("", written) if "<" in written or "~" in written else written).strip()
    if not text:
        return ()
    if _PLACEHOLDER.match(text) and not text.startswith("[["):
        inner = text[1:-1]
        if text[0] != "[" or " " in inner.partition(",")[0].strip():
            return ()
        text = inner
    parts = (part.strip().strip("\"'").strip() for part in re.split(r"[,;、，]", text))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=4096)  # a log says the same few words over and over
def _status(written: str) -> tuple[Status, str]:
    said = plain(written)
    undecided = bool(_UNDECIDED.search(said))
    text = _EDGE.sub("", said)
    text = _EDGE.sub("", text) if text[:1] in "([（【" else text
    key = text.casefold()
    if not undecided:
        if found := STATUS_OF.get(key):
            return found
        for size in range(min(4, key.count(" ") + 1), 0, -1):
            if (found := _leading(key, size)) is not None:
                return found
    return Status.UNKNOWN, "en"


def _leading(key: str, size: int) -> tuple[Status, str] | None:
    """The status named by the first `size` words, if what follows only says when, by whom or where."""
    words = _BREAK.split(key, maxsplit=1)[0].split()
    said = " ".join(words[:size])
    found = STATUS_OF.get(said.rstrip("—–- "))
    rest = key[len(said) :]
    if found is None or not (said.endswith(_TIED) or _TAIL.match(rest)):
        return None
    return (Status.UNKNOWN, found[1]) if found[0] is Status.ACCEPTED and _CONDITION.search(rest) else found


def _date(year: str, month: str, day: str) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{year}-{int(month):02}-{int(day):02}"
