"""The brief: all layers of answers as one value, and how it is read from text. Knows no terminal and no table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from archgen.brief.assumed import Archetype, choose, prune, soften, with_defaults
from archgen.brief.detected import Found, read_detected
from archgen.brief.layers import Given, Layer, by_load, mix, rescale, stack, started_by_devices
from archgen.brief.paths import Paths, make_paths
from archgen.brief.people import check_people, settle_people
from archgen.brief.reader import Reading
from archgen.brief.references import check_references
from archgen.brief.schema import Root, Schema
from archgen.brief.skills import settle_skills
from archgen.brief.spelling import said
from archgen.problems import Problem, Where, stop_if
from archgen.yamltext import Parsed, parse


class Brief(Struct, frozen=True):
    """The answers of one design with what is assumed in their place; `text` is the file as it was read."""

    file: str
    text: str
    schema: Schema
    layer: Layer
    archetypes: tuple[tuple[Archetype, Fraction], ...] = ()
    paths: Paths = field(default_factory=lambda: Paths(()))

    def get(self, path: str) -> Given | None:
        """What stands at `journeys[send-reply].share`; None where nobody says and nothing is assumed."""
        return self.layer.values.get(path)

    def ids(self, path: str) -> tuple[str, ...]:
        """The items of the list at `path` in their order, or the free keys of a group such as `capacity`."""
        if path in self.layer.lists:
            return self.layer.lists[path]
        below = self.schema.below(path)
        names = (name.removeprefix(f"{path}.") for name in self.layer.values if name.startswith(f"{path}."))
        return tuple(name for name in names if name not in below) if "*" in below else ()

    def subjects(self, family: str) -> tuple[str, ...]:
        """The members of a family of facts: the journeys' ids for `journey`."""
        return self.ids(self.schema.subjects()[family])

    def root(self, root: Root, subject: str = "") -> Given | None:
        """The value of a fact that the brief gives; for a member of a list, whether it is listed."""
        given = self.get(root.path(subject))
        if given is None or not root.member:
            return given
        listed = isinstance(given.value, tuple) and root.member in given.value
        return Given(listed, "", given.layer, given.where, given.spelling, given.ground)

    def assumptions(self) -> Iterator[tuple[str, Given]]:
        """Every value that nobody gave, by path."""
        return ((path, given) for path, given in self.layer.values.items() if given.assumed)


def read_brief(
    text: str,
    *,
    file: str,
    schema: Schema,
    archetypes: Mapping[str, Mapping[str, Any]],
    detected: Iterable[Found] = (),
) -> Brief:
    """The brief in `text` over what was detected, its archetypes and the defaults; stops with every problem."""
    parsed = parse(text, file=file, top="mapping")
    reading = Reading(schema, layer="given", where=parsed.where)
    answers = reading.read(parsed.data)
    shown, unread = read_detected(parsed, schema, detected)
    told = stack(shown, answers, schema)
    chosen, unknown = choose(told, archetypes, schema)
    typical = mix(tuple((archetype.layer, weight) for archetype, weight in chosen), schema)
    whole = stack(typical, told, schema)
    clashes = (*check_references(whole, schema), *_shares(whole, parsed), *check_people(whole), *_days(whole))
    problems = [*parsed.problems, *reading.problems, *unread, *unknown, *clashes]
    stop_if(_empty(parsed) or sorted(set(problems), key=lambda problem: (problem.where.line, problem.what)))
    settled = settle_skills(settle_people(whole), schema)
    complete = with_defaults(prune(settled, schema), schema)
    layer = rescale(soften(complete, make_paths(complete, schema)))
    return Brief(file, text, schema, layer, chosen, make_paths(layer, schema))


def assumption_id(path: str) -> str:
    """The slug of an assumption, from its path: `load.daily_share` -> `load.daily-share`."""
    return path.replace("[", ".").replace("]", "").replace("_", "-")


def _empty(parsed: Parsed) -> tuple[Problem, ...]:
    if parsed.data or parsed.problems:
        return ()
    hint = "Begin with 'system: {name: ...}'."
    return (Problem("brief-empty", Where(parsed.file), "the brief holds no answer.", hint),)


def _shares(layer: Layer, parsed: Parsed) -> Iterator[Problem]:
    """Shares that make more than a whole, of what devices send or of what all others ask for."""
    sent, asked = by_load(layer)
    for journeys, whose in ((sent, " that devices start"), (asked, " that others start" if sent else "")):
        shares = (layer.values.get(f"journeys[{journey}].share") for journey in journeys)
        given = [share.value for share in shares if share and not share.assumed and isinstance(share.value, Fraction)]
        if sum(given) > 100:
            what = f"the shares of the journeys{whose} add up to {said(sum(given, Fraction(0)))} %; a whole is 100 %."
            devices = () if sent else started_by_devices(layer)
            hint = f", or count in load.senders the devices that start {' and '.join(devices)}" if devices else ""
            yield Problem("brief-shares-over-100", parsed.where(("journeys",)), what, f"Lower some of them{hint}.")


def _days(layer: Layer) -> Iterator[Problem]:
    """A deadline that was over when the answers were given."""
    deadline, created = (layer.values.get(path) for path in ("constraints.deadline", "system.created"))
    if deadline and created and str(deadline.value) < str(created.value):
        what = f"constraints.deadline {deadline.value} lies before the day of the answers, {created.value}."
        hint = "Name a day to come, or leave it out; system.created is the day from which it counts."
        yield Problem("brief-deadline-over", deadline.where, what, hint)
