"""What an agent may ask about the designs of a repository. Each answer is made of the brief as it is now; none writes.

The docstrings are what the agent reads, and the annotations are the schema of each tool.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from msgspec import Struct
from msgspec.structs import asdict
from pydantic import Field

from archgen import library
from archgen.artifacts.words import words
from archgen.cli.named import named
from archgen.cli.shelf import Shelf
from archgen.comparison import compare, told
from archgen.pipeline import Designed
from archgen.problems import Problem, Stop, Where
from archgen.quantities import print_quantity

Data = dict[str, Any]
MOST = 100  # numbers in one answer; an agent that wants all of them asks for the export
Slug = Annotated[str, Field(description="The name of a design's folder; empty where there is one design only.")]


class Enquiries(Struct, frozen=True, dict=True):
    """Questions to the designs below `root`."""

    root: Path

    def all(self) -> tuple[Callable[..., Any], ...]:
        """Every question, in the order in which an agent needs them."""
        return (
            *(self.designs, self.decisions, self.explain, self.numbers),
            *(self.runbooks, self.pages, self.read_page, self.what_if),
        )

    def designs(self) -> list[Data]:
        """The designs of this repository: name, purpose, and how many contradictions and to-dos are open in each."""
        shelf = self._shelf()
        return [_overview(shelf.designed(slug, shelf.brief(slug))) for slug in shelf.slugs()]

    def decisions(self, design: Slug = "") -> list[Data]:
        """Every decision of a design in a line: what was chosen, and whether it has a record of its own."""
        return [
            {
                "decision": each.id,
                "subject": each.subject,
                "title": each.title,
                "option": each.option,
                "recorded": each.recorded,
            }
            for each in self._made(design).blueprint.decisions
        ]

    def explain(
        self,
        name: Annotated[
            str,
            Field(description="A decision (connection_pooler) or the id of a number (connections_peak, units[api])."),
        ],
        design: Slug = "",
    ) -> list[Data]:
        """Why a decision was taken: reasons, losers, where it flips. Or a number down to the answers."""
        return named(name, self._made(design)).data()

    def numbers(
        self,
        containing: Annotated[str, Field(description="A part of the ids wanted, such as 'rps'.")] = "",
        design: Slug = "",
    ) -> Data:
        """Numbers of a design by id, as they are printed: loads, capacities, limits, targets, costs."""
        ledger = self._made(design).design.ledger
        wanted = [name for name in ledger if containing in name]
        return {
            "numbers": {name: print_quantity(ledger[name]) for name in wanted[:MOST]},
            "left_out": max(len(wanted) - MOST, 0),
        }

    def runbooks(self, design: Slug = "") -> list[Data]:
        """The runbooks of a design with the alerts that lead to each; `read_page` has the steps."""
        made = self._made(design)
        alerts: dict[str, list[str]] = {}
        for failure in made.blueprint.failures:
            alerts.setdefault(f"runbooks/{failure.page}.md", []).append(made.blueprint.alert_name(failure))
        return [
            {"path": page.path, "title": page.title, "alerts": alerts.get(page.path, [])}
            for page in made.pages
            if page.path.startswith("runbooks/")
        ]

    def pages(self, design: Slug = "") -> list[str]:
        """Every file that lies in a design's folder, by its path from there."""
        shelf = self._shelf()
        return list(_inside(shelf, shelf.chosen(design)))

    def read_page(
        self,
        path: Annotated[str, Field(description="A path that `pages` or `runbooks` gave, such as runbooks/api.md.")],
        design: Slug = "",
    ) -> str:
        """The text of one file of a design, with what people wrote into it. Nothing outside its folder is read."""
        shelf = self._shelf()
        slug = shelf.chosen(design)
        files = _inside(shelf, slug)
        text = shelf.repository.read_text(files[path]) if path in files else None
        if text is None:
            where, what = Where(f"{shelf.docs}/{slug}"), f"there is no readable file '{path}' in this design's folder."
            raise Stop([Problem("page-unknown", where, what, "`pages` lists those that are there.")])
        return text

    def what_if(
        self,
        answers: Annotated[list[str], Field(description="Other answers, each as path=value: load.users.monthly=40k.")],
        design: Slug = "",
    ) -> Data:
        """Which decisions, numbers and contradictions other answers would change. Nothing is written."""
        shelf = self._shelf()
        slug = shelf.chosen(design)
        now = shelf.designed(slug, shelf.brief(slug))
        then = shelf.designed(slug, shelf.brief(slug, shelf.edited(slug, tuple(answers))))
        return {kind: [asdict(each) for each in found] for kind, found in compare(told(now), told(then)).groups()}

    def _shelf(self) -> Shelf:
        """The repository as it lies there now: people edit briefs and house rules while an agent asks."""
        shelf = Shelf(self.root)
        if shelf.house:
            library.load.cache_clear()
        return shelf

    def _made(self, design: str) -> Designed:
        shelf = self._shelf()
        slug = shelf.chosen(design)
        return shelf.designed(slug, shelf.brief(slug))


def _overview(made: Designed) -> Data:
    blueprint = made.blueprint
    return {
        "design": made.slug,
        "name": words(blueprint.name),
        "purpose": words(blueprint.purpose),
        "contradictions": [each.title for each in blueprint.challenges],
        "todos": len(blueprint.todos),
    }


def _inside(shelf: Shelf, slug: str) -> dict[str, str]:
    """The files of a design by their path from its folder; a link that leads out of the folder is none of them."""
    folder = f"{shelf.docs}/{slug}"
    within = (shelf.root / folder).resolve()
    paths = shelf.repository.files(f"{folder}/**/*")
    kept = (path for path in paths if (shelf.root / path).resolve().is_relative_to(within))
    return {path.removeprefix(f"{folder}/"): path for path in kept}
