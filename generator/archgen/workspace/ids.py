"""The id that a document bears in its own text, so that it is known again wherever people move it."""

from __future__ import annotations

import re

_MARK = re.compile(r"(?:<!--|#|--|//)[ \t]*archgen-id:[ \t]*([\w./:@-]+)")
_COMMENTS = {"md": "<!-- {} -->", "html": "<!-- {} -->", "sql": "-- {}", "yaml": "# {}", "yml": "# {}", "tf": "# {}"}


def id_line(path: str, document: str) -> str | None:
    """The line that marks a text of this kind; None where the kind has no comments."""
    comment = _COMMENTS.get(path.rpartition(".")[2].lower())
    return comment and comment.format(f"archgen-id: {document}")


def ids_in(text: str) -> tuple[str, ...]:
    """The ids that a text bears, each once, in order."""
    return tuple(dict.fromkeys(_MARK.findall(text))) if "archgen-id:" in text else ()
