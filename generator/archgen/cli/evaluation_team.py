"""What a brief says of those who choose a technology: skills, cloud, what is in use (`archgen evaluate --design`)."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from archgen import library
from archgen.brief import Brief, read_brief
from archgen.configuration import FILE, read_configuration
from archgen.evaluation import SKILLS, Skill
from archgen.problems import Problem, Stop, Where
from archgen.repository import Repository

_NAMED = ("kubernetes",)  # skills that the schema names itself stand beside the free keys
_SPELT = {"sqlserver": "mssqlserver", "oracle": "oracle-database", "dynamodb": "aws-dynamodb"}


class Known(Struct, frozen=True):
    """Skills by technology, the cloud, and the technologies in use, as far as somebody gave them."""

    skills: dict[str, Skill]
    cloud: str = ""
    in_use: tuple[str, ...] = ()


def known_of(root: Path, slug: str) -> Known:
    """What the brief of a design says, of the only one where none is named; of several unnamed ones nothing.

    Stops if there is no such brief, or it cannot be read.
    """
    repository = Repository(root)
    docs = read_configuration(repository.read_text(FILE) or "").docs
    briefs = repository.files(f"{docs}/*/brief.yaml")
    if not slug and len(briefs) != 1:
        return Known({})
    slug = slug or briefs[0].split("/")[-2]
    path = f"{docs}/{slug}/brief.yaml"
    text = repository.read_text(path)
    if text is None:
        what = f"there is no brief of a design '{slug}'."
        raise Stop(
            [Problem("evaluate-design", Where(path), what, f"Name a folder below {docs} that holds a brief.yaml.")]
        )
    found = library.load()
    return known(read_brief(text, file=path, schema=found.schema, archetypes=found.archetypes))


def known(brief: Brief) -> Known:
    """Only what was given or detected counts: an assumed skill is nobody's skill."""
    names = (*_NAMED, *brief.ids("team.skills"))
    skills = {name: value for name in names if (value := _given(brief, f"team.skills.{name}")) in SKILLS}
    cloud, database = _given(brief, "constraints.cloud"), _given(brief, "existing.database")
    in_use = (_SPELT.get(database, database),) if database not in ("", "none", "other") else ()
    return Known(skills, "" if cloud == "none" else cloud, in_use)  # type: ignore[arg-type]


def _given(brief: Brief, path: str) -> str:
    given = brief.get(path)
    return "" if given is None or given.assumed else str(given.value)
