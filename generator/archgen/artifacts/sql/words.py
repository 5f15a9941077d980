"""Words of SQL: names that are quoted where they must be, texts as literals, and people's words in comments."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_RESERVED = frozenset(
    word
    for line in (
        "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate",
        "collation column concurrently constraint create cross current_catalog current_date current_role",
        "current_schema current_time current_timestamp current_user default deferrable desc distinct do else end",
        "except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into",
        "is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on",
        "only or order outer overlaps placing primary references returning right select session_user similar some",
        "symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when",
        "where window with",
    )
    for word in line.split()
)
"""Words that PostgreSQL 15 to 18 keep for themselves (pg_get_keywords, categories R and T)."""


def quoted(name: str) -> str:
    """A name as PostgreSQL reads it: plain, or in quotes where it would be something else."""
    return name if _PLAIN.fullmatch(name) and name not in _RESERVED else '"' + name.replace('"', '""') + '"'


def ticked(name: str) -> str:
    """A name as MySQL and MariaDB read it."""
    return "`" + name.replace("`", "``") + "`"


def told(words: str) -> str:
    """People's words on one line, without what steers a terminal or turns the direction of reading."""
    kept = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in words)
    return " ".join(kept.split())


def literal(words: str) -> str:
    """A text between quotes, in standard strings."""
    return "'" + told(words).replace("'", "''") + "'"


def escaped(words: str) -> str:
    """A text between quotes as MySQL reads it, where a backslash is an escape."""
    return "'" + told(words).replace("\\", "\\\\").replace("'", "''") + "'"


def listed(names: tuple[str, ...]) -> str:
    """Names between commas."""
    return ", ".join(quoted(name) for name in names)
