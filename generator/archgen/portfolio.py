"""All designs of a repository side by side: teams, decisions alike and otherwise, what they run on, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from archgen.blueprint import anchor_of_decision, options_of, technology
from archgen.challenges import held_by, named
from archgen.library import Library
from archgen.outline import anchor_of
from archgen.quantities import Quantity
from archgen.resolver import Design, Family
from archgen.texts import Text


class Entry(Struct, frozen=True):
    """A design as the portfolio lists it; of one whose brief cannot be read, its name is all that is known."""

    slug: str
    name: Text
    purpose: Text
    phase: str = ""
    engineers: Quantity | None = None
    users: Quantity | None = None
    decisions: int = 0
    open: tuple[Open, ...] = ()


class Open(Struct, frozen=True):
    """A contradiction that holds in a design: its title, how grave it is, and where its page speaks of it."""

    title: str
    severity: str
    anchor: str


class Choice(Struct, frozen=True):
    """One question, and the designs by what was decided for them; alike where all designs have the same."""

    title: str
    anchor: str
    outcomes: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def alike(self) -> bool:
        return len(self.outcomes) == 1


class InUse(Struct, frozen=True):
    """A technology that designs run on, the newest release line that the catalogue knows, the end of its support."""

    name: str
    cycle: str
    support_ends: str
    designs: tuple[str, ...]


class Portfolio(Struct, frozen=True):
    """What the portfolio page is made of."""

    entries: tuple[Entry, ...]
    choices: tuple[Choice, ...]
    technologies: tuple[InUse, ...]

    @property
    def names(self) -> Mapping[str, Text]:
        """What each design is called, by slug."""
        return {entry.slug: entry.name for entry in self.entries}


def portfolio(library: Library, designs: Mapping[str, Design], unread: Mapping[str, str]) -> Portfolio:
    """The portfolio of designs by slug; `unread` are the names of those whose brief cannot be read."""
    entries = [_entry(slug, design, library) for slug, design in designs.items()]
    entries += [Entry(slug, Text(name), Text("")) for slug, name in unread.items()]
    return Portfolio(
        tuple(sorted(entries, key=lambda entry: entry.slug)),
        tuple(_choices(library, designs)) if len(designs) > 1 else (),
        tuple(sorted(_in_use(library, designs), key=lambda one: (one.support_ends or "9", one.name))),
    )


def _entry(slug: str, design: Design, library: Library) -> Entry:
    return Entry(
        slug=slug,
        name=design["system_name"],
        purpose=design["purpose"] or Text(""),
        phase=library.titles["phase"].get(design["phase"], design["phase"]),
        engineers=design["engineers"],
        users=design["users"],
        decisions=sum(len(trace) if isinstance(trace, Family) else 1 for trace in design.decisions.values()),
        open=tuple(_open(design, library)),
    )


def _open(design: Design, library: Library) -> Iterator[Open]:
    for name, row in library.challenges.items():
        for subject in held_by(row, design):
            own, title = named(name, row, subject)
            yield Open(title, row["severity"], anchor_of(own))


def _choices(library: Library, designs: Mapping[str, Design]) -> Iterator[Choice]:
    """The questions that are asked once of each design and whose answer adds a part somewhere."""
    for table in library.tables:
        if table.per or len(table.options) < 2 or not any(option.brings for option in table.options.values()):
            continue
        found: dict[tuple[str, ...], list[str]] = {}
        for slug, design in sorted(designs.items()):
            found.setdefault(options_of(design.decisions[table.name]), []).append(slug)
        by_count = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
        most = by_count[0][0]
        outcomes = tuple((_against(most, options), tuple(slugs)) for options, slugs in by_count)
        yield Choice(table.title, anchor_of_decision(table.name), outcomes)


def _against(most: tuple[str, ...], options: tuple[str, ...]) -> str:
    """What was decided; of a set, what others have besides or do without."""
    if options == most or (len(most) < 2 and len(options) < 2):
        return ", ".join(options) or "none"
    more = [option for option in options if option not in most]
    less = [option for option in most if option not in options]
    words = (f"{word} {', '.join(some)}" for word, some in (("with", more), ("without", less)) if some)
    return ", ".join(words)


def _in_use(library: Library, designs: Mapping[str, Design]) -> Iterator[InUse]:
    users: dict[str, list[str]] = {}
    for slug, design in sorted(designs.items()):
        for name in dict.fromkeys(name for name in design["technology"].values() if name in library.technologies):
            users.setdefault(name, []).append(slug)
    for name, slugs in users.items():
        if made := technology(name, library.technologies):
            yield InUse(made.name, made.cycle, made.support_ends, tuple(slugs))
