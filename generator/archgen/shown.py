"""What the pages of a design show: who answers for each, its topic, and which number of the ledger stands where.

Kept beside the base of a run, so that a site links its numbers without designing again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from archgen.adr.names import slug
from archgen.outline import Owed, anchor_of
from archgen.pipeline import Designed
from archgen.quantities import Ledger
from archgen.texts import Text

OVERVIEW = "Overview"


class Leaf(Struct, frozen=True):
    """A page: its title, topic and owners, and where its numbers are explained, by their text, in reading order.

    That is an anchor of the ledger, or a page with an anchor. A text that means one number all over has one of them.
    """

    title: str
    topic: str
    owners: tuple[str, ...]
    numbers: Mapping[str, tuple[str, ...]]


class Shown(Struct, frozen=True):
    """The pages of one design by path, and what each owner answers for."""

    name: str
    pages: Mapping[str, Leaf]
    owned: Mapping[str, tuple[str, ...]]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its pages, in the order of the navigation."""
        return tuple(dict.fromkeys(leaf.topic for leaf in self.pages.values()))

    def at(self, topic: str) -> dict[str, Leaf]:
        """The pages of a topic by path."""
        return {path: leaf for path, leaf in self.pages.items() if leaf.topic == topic}

    def of(self, owner: str) -> dict[str, Leaf]:
        """The pages of an owner by path."""
        return {path: leaf for path, leaf in self.pages.items() if owner in leaf.owners}


class Tag(Struct, frozen=True):
    """An owner or a topic: its anchor on the page of all pages, and the systems with pages of it, by slug."""

    name: str
    anchor: str
    systems: Mapping[str, Shown]


def owners_of(systems: Mapping[str, Shown]) -> tuple[Tag, ...]:
    """Everybody who answers for something, by name; what a system is called tells two teams of a name apart."""
    names = sorted({owner for each in systems.values() for owner in each.owned}, key=str.casefold)
    found = {name: {slug: each for slug, each in systems.items() if name in each.owned} for name in names}
    return tuple(Tag(name, owner_anchor(name), holding) for name, holding in found.items())


def topics_of(systems: Mapping[str, Shown]) -> tuple[Tag, ...]:
    """The topics of all pages, in the order of a navigation; the overviews are the systems themselves."""
    names = dict.fromkeys(topic for each in systems.values() for topic in each.topics if topic != OVERVIEW)
    found = {name: {slug: each for slug, each in systems.items() if name in each.topics} for name in names}
    return tuple(Tag(name, topic_anchor(name), holding) for name, holding in found.items())


def owner_anchor(name: str) -> str:
    return f"owner-{slug(name)}"


def topic_anchor(name: str) -> str:
    return f"topic-{slug(name)}"


def shown(designed: Designed) -> Shown:
    """What the pages of a design show."""
    numbers = _numbers(designed)
    owed = designed.outline.owed
    pages = {
        page.path: Leaf(each.title, each.section or OVERVIEW, _owners(each, designed), numbers.get(page.path, {}))
        for each, page in zip(owed, designed.pages, strict=True)
    }
    return Shown(designed.blueprint.name.raw, pages, dict(_owned(designed)))


def write_shown(what: Shown) -> str:
    """As JSON, a page a line, which git merges well; `tags` are anchors on the page of all pages."""
    pages = (f"{json.dumps(path)}: {_compact(asdict(leaf))}" for path, leaf in what.pages.items())
    tags = {owner: owner_anchor(owner) for owner in what.owned} | {topic: topic_anchor(topic) for topic in what.topics}
    head = f'"name": {_compact(what.name)},\n"owned": {_compact(dict(what.owned))},\n"tags": {_compact(tags)}'
    return f'{{{head},\n"pages": {{\n' + ",\n".join(pages) + "\n}}\n"


def read_shown(text: str | None) -> Shown | None:
    """What the pages showed; None where nobody wrote it down or it cannot be read any more."""
    try:
        data = json.loads(text or "")
        pages = {path: _leaf(leaf) for path, leaf in data["pages"].items()}
        return Shown(data["name"], pages, {owner: tuple(parts) for owner, parts in data["owned"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _leaf(data: Mapping[str, Any]) -> Leaf:
    numbers = {text: tuple(anchors) for text, anchors in data["numbers"].items()}
    return Leaf(data["title"], data["topic"], tuple(data["owners"]), numbers)


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _numbers(designed: Designed) -> dict[str, dict[str, tuple[str, ...]]]:
    """By page and text where each number is explained."""
    turns = {
        flip.value.id: designed.outline.reference(f"decision:{decision.id}")
        for decision in designed.blueprint.decisions
        for flip in decision.flips
    }
    ledger = designed.ledger
    found: dict[str, dict[str, list[str]]] = {}
    for entry in designed.printed:
        where = turns.get(entry.quantity) or anchor_of(_today(entry.quantity, ledger))
        found.setdefault(entry.page, {}).setdefault(entry.text, []).append(where)
    return {
        page: {text: tuple(anchors[:1] if len(set(anchors)) == 1 else anchors) for text, anchors in texts.items()}
        for page, texts in found.items()
    }


def _today(quantity: str, ledger: Ledger) -> str:
    """The quantity that a number of another month is made like, where the ledger has no line for that month."""
    return quantity if quantity in ledger else quantity.partition("@")[0]


def _owners(owed: Owed, designed: Designed) -> tuple[str, ...]:
    """The teams that answer for the part a page is about; of any other page, everybody who builds the system."""
    blueprint = designed.blueprint
    titles = {component.title for component in blueprint.components if component.id == owed.about}
    teams = [owner for one in blueprint.people.owned if one.what in titles for owner in one.owners]
    return tuple(dict.fromkeys(teams)) or (_everybody(blueprint.name),)


def _owned(designed: Designed) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each owner answers for; where no teams are told apart, everybody answers for every part."""
    blueprint = designed.blueprint
    everybody = _everybody(blueprint.name)
    crews = blueprint.people.crews
    if not crews:
        yield everybody, tuple(component.title for component in blueprint.components)
        return
    for crew in crews:
        own = (one.what.replace("`", "") for one in blueprint.people.owned if one.owners == (crew.id,))
        yield crew.id, tuple(dict.fromkeys((*own, *(each.raw for each in crew.owns))))
    shared = (one.what.replace("`", "") for one in blueprint.people.owned if len(one.owners) != 1)
    yield everybody, tuple(shared)


def _everybody(name: Text) -> str:
    return f"The people of {name.raw}"
