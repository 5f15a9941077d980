"""A decision as readers see it: what won and why, what lost, what would turn it, what a person chose against it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from archgen.blueprint.speech import Filled
from archgen.quantities import Quantity


class Loser(Struct, frozen=True):
    """An option that did not win, and the first condition that failed."""

    option: str
    row: str
    why: str


class Flip(Struct, frozen=True):
    """The answer and the value at which a decision turns out otherwise, and when the declared growth gets there.

    It stays so as the answer goes on: from `edge` up where it `rises`, below it where not. `title` is the new outcome,
    or of a set what comes and what goes; `costs` are those of what comes.
    """

    decision: str
    subject: str
    path: str
    value: Quantity
    edge: Quantity
    rises: bool
    outcome: str
    title: str
    costs: Filled | None
    month: int | None

    @property
    def way(self) -> str:
        return "up" if self.rises else "down"

    @property
    def where(self) -> Filled:
        """The values at which it turns: `from 16 engineers up`, `below 16 engineers`."""
        return ("from ", self.edge, " up") if self.rises else ("below ", self.edge)


class Member(Struct, frozen=True):
    """One member of a decision that is a set, with the reason of its row."""

    option: str
    because: Filled | None
    costs: Filled | None
    hurts: Filled | None


class Rival(Struct, frozen=True):
    """An option that was not chosen, told as if it had been: what it would cost, what would hurt.

    `miss` is the first condition that failed of the row that came nearest; "" where the row would hold and another
    goes before it, and `last` if that row holds whatever the facts are. `flips` are the answers at which it is chosen.
    """

    option: str
    costs: Filled | None
    hurts: Filled | None
    miss: str
    last: bool
    flips: tuple[Flip, ...]


class Ground(Struct, frozen=True):
    """One thing that a decision read: its value in words, and whence it is.

    `kind` is answer, assumption, decision or reckoning; `of` the path in the brief, or the decision, else "".
    """

    name: str
    value: str
    kind: str
    of: str


class Stake(Struct, frozen=True):
    """One thing that a choice against the tables changes: as chosen, and as it would be."""

    what: str
    chosen: Filled
    recommended: Filled


class Decided(Struct, frozen=True):
    """One decision as readers see it: the option, why, what it costs, what hurts, who lost, what would turn it.

    `members` are those of a set, `noun` what they are called together; `made_of` are the technologies that it brings
    and that its title does not name; `idle` is an outcome that adds nothing and costs nothing, such as no store for
    search; `revisit_words` are the conditions of its rows under which to look again, in words; `stakes` are what a
    choice against the table changes.
    """

    id: str
    subject: str
    title: str
    question: Filled
    outcome: str
    option: str
    because: tuple[Filled, ...]
    costs: Filled | None
    hurts: Filled | None
    rows: tuple[str, ...]
    level: str
    layer: str
    sources: tuple[str, ...]
    read: Mapping[str, str]
    losers: tuple[Loser, ...]
    flips: tuple[Flip, ...]
    signals: tuple[Filled, ...]
    revisit_when: Mapping[str, str]
    recorded: bool
    overruled: Filled | None
    others: tuple[str, ...]
    members: tuple[Member, ...]
    idle: bool
    noun: str = ""
    made_of: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    grounds: tuple[Ground, ...] = ()
    leading: Filled | None = None
    revisit_words: Mapping[str, str] = field(default_factory=dict)
    stakes: tuple[Stake, ...] = ()

    @property
    def full_title(self) -> str:
        """The title, with the subject where each has a decision of its own: `Resilience (payments)`."""
        return f"{self.title} ({self.subject})" if self.subject else self.title

    @property
    def is_set(self) -> bool:
        """Whether it is told member by member: a set of more than two."""
        return len(self.members) > 2

    @property
    def headline(self) -> str:
        """What was decided in a few words: the option with what it is made of; of a large set how many there are."""
        if self.is_set and self.noun:
            return f"{len(self.members)} {self.noun}"
        return f"{self.option} ({', '.join(self.made_of)})" if self.made_of else self.option

    @property
    def anchor(self) -> str:
        return anchor_of_decision(self.id, self.subject)

    @property
    def lost(self) -> tuple[tuple[str, str], ...]:
        """Options that did not win, each with the first reason against it."""
        won = {self.option, *(member.option for member in self.members)}
        first: dict[str, str] = {}
        for loser in self.losers:
            first.setdefault(loser.option, loser.why)
        return tuple((option, why) for option, why in first.items() if option not in won)


def anchor_of_decision(name: str, subject: str = "") -> str:
    """Where the page of decisions speaks of one: `resilience-payments`."""
    return f"{name.replace('_', '-')}{f'-{subject}' if subject else ''}"
