"""Proofs and decisions of thousands of small random tables against brute force over every combination of inputs."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations, product
from random import Random

from decisions_make import logic
from hypothesis import given
from hypothesis import strategies as st

from archgen.decisions import FactType, decide, load_table, verify
from archgen.problems import Stop

SEEDS = st.integers(min_value=0, max_value=2**32)
HALF = Fraction(1, 2)


class Sample:
    """A random table and, told apart from how the engine reads cells, the values that each of its rows takes."""

    def __init__(self, random):
        self.facts = [random_fact(f"f{place}", random) for place in range(random.randint(1, 3))]
        self.domain = {fact.name: values_of(fact) for fact in self.facts}
        self.hit = random.choice(["unique", "first", "any", "collect"])
        self.rows = [self.box(random) for _ in range(random.randint(1, 5))]
        self.impossible = [self.box(random, least=1) for _ in range(random.choice([0, 0, 1]))]
        self.given = [random.choice("ab") for _ in self.rows]

    def box(self, random, least=0):
        """The values that each restricted input may have."""
        names = random.sample(list(self.domain), random.randint(min(least, len(self.domain)), len(self.domain)))
        return {name: random_values(self.domain[name], random) for name in names}

    def table(self):
        said = {"level": "team", "because": "So.", "sources": ["s"]}
        rules = [
            {"id": f"r{place}", "when": self.cells(box), "then": {"t": value}, **said}
            for place, (box, value) in enumerate(zip(self.rows, self.given, strict=True))
        ]
        data = {
            "table": "t", "question": "Which?", "hit": self.hit, "lasting": True, "inputs": list(self.domain),
            "outputs": {"t": {"type": "enum", "values": sorted(set(self.given))}}, "rules": rules, "cases": [],
            "impossible": [self.cells(box) for box in self.impossible],
            "options": {value: {"title": value} for value in set(self.given)},
        }  # fmt: skip
        vocabulary = {fact.name: fact for fact in self.facts}
        return load_table(data, file="t.yaml", vocabulary=vocabulary, sources=["s"], slots=[])

    def cells(self, box):
        return {name: spelt(values, self.domain[name]) for name, values in box.items()}

    def points(self):
        """Every possible combination of inputs."""
        for values in product(*self.domain.values()):
            point = dict(zip(self.domain, values, strict=True))
            if not any(takes(box, point) for box in self.impossible):
                yield point

    def matching(self, point):
        return [place for place, box in enumerate(self.rows) if takes(box, point)]


def random_fact(name, random):
    kind = random.choice(["enum", "bool", "number", "halves"])
    if kind == "enum":
        return FactType(name, "enum", values=tuple("uvwx"[: random.randint(2, 4)]))
    if kind == "bool":
        return FactType(name, "bool")
    low = Fraction(random.randint(-2, 2))
    step = HALF if kind == "halves" else Fraction(1)
    return FactType(name, "number", low=low, high=low + random.randint(2, 7) * step, step=step)


def values_of(fact):
    if fact.kind == "enum":
        return fact.values
    if fact.kind == "bool":
        return (False, True)
    return tuple(fact.low + place * fact.step for place in range(int((fact.high - fact.low) / fact.step) + 1))


def random_values(values, random):
    """Some values; of numbers one or two ranges."""
    if not isinstance(values[0], Fraction):
        return frozenset(random.sample(values, random.randint(1, len(values))))
    found = set()
    for _ in range(random.choice([1, 1, 2])):
        low, high = sorted(random.choices(range(len(values)), k=2))
        found |= set(values[low : high + 1])
    return frozenset(found)


def spelt(values, domain):
    """A cell in the grammar of tables, in one of the ways to write it."""
    if not isinstance(domain[0], Fraction):
        chosen = [value for value in domain if value in values]
        return chosen[0] if len(chosen) == 1 else chosen
    runs, run = [], []
    for value in [*domain, None]:
        if value is not None and value in values:
            run.append(value)
        elif run:
            runs.append(run)
            run = []
    cells = [bounds(run[0], run[-1], domain) for run in runs]
    return cells[0] if len(cells) == 1 else cells


def bounds(low, high, domain):
    if low == high:
        return int(low) if low.denominator == 1 else str(float(low))
    first = "" if low == domain[0] and high != domain[-1] else f"{float(low):g}"
    return f"{first}..{'' if high == domain[-1] else f'{float(high):g}'}"


def takes(box, point):
    return all(point[name] in values for name, values in box.items())


def box_in(problem, domain):
    """The points of a box as a problem prints it."""
    text = re.search(r"(?:matches|match|where) (?:'(.*?)'|every combination)", problem).group(1)
    box = {}
    for limit in text.split(", ") if text else []:
        name, words = limit.split(" ")
        box[name] = {value for word in words.split("|") for value in domain[name] if means(word, value)}
    return box


def means(word, value):
    if isinstance(value, bool):
        return word == str(value).lower()
    if isinstance(value, str):
        return word == value
    low, dots, high = word.partition("..")
    return (
        value == Fraction(low)
        if not dots
        else (not low or value >= Fraction(low)) and (not high or value <= Fraction(high))
    )


def covered(problems, sample):
    """The combinations in the boxes of some problems; no two boxes may share one."""
    found = []
    for problem in problems:
        box = box_in(problem, sample.domain)
        found += [tuple(point.values()) for point in sample.points() if takes(box, point)]
    assert len(found) == len(set(found))
    return set(found)


def of_kind(problems, code):
    return [problem for problem in problems if f"[table-{code}]" in problem]


def samples(seed, count):
    random = Random(seed)
    return [Sample(random) for _ in range(count)]


@given(SEEDS)
def test_a_proof_finds_what_brute_force_finds(seed):
    for sample in samples(seed, 20):
        problems = logic([str(problem) for problem in verify(sample.table())])
        matched = {tuple(point.values()): sample.matching(point) for point in sample.points()}
        gaps = of_kind(problems, "gap")
        if sample.hit == "collect":
            assert not gaps
        elif not any("more is left open" in problem for problem in gaps):
            assert covered(gaps, sample) == {point for point, rows in matched.items() if not rows}
        met = {pair for rows in matched.values() for pair in combinations(rows, 2)}
        if sample.hit == "any":
            met = {(one, two) for one, two in met if sample.given[one] != sample.given[two]}
        clashes = of_kind(problems, "overlap" if sample.hit == "unique" else "conflict")
        assert {pair_in(problem) for problem in clashes} == (met if sample.hit in ("unique", "any") else set())
        idle = {
            int(found) for found in re.findall(r"row r(\d+) (?:is never reached|matches only)", "\n".join(problems))
        }
        assert idle == brute_idle(sample, matched)


@given(SEEDS)
def test_a_decision_is_what_brute_force_decides(seed):
    for sample in samples(seed, 5):
        table = sample.table()
        for point in sample.points():
            rows = sample.matching(point)
            if sample.hit != "collect" and (len(rows) != 1 if sample.hit == "unique" else not rows):
                assert stops(table, point)
                continue
            decision = decide(table, point)
            assert [row.id for row in decision.matched] == [f"r{place}" for place in rows]
            for loser in decision.losers:
                box = sample.rows[int(loser.row.id[1:])]
                assert {miss.input.name for miss in loser.misses} == {
                    name for name, values in box.items() if point[name] not in values
                }


@given(SEEDS)
def test_a_table_cut_from_the_whole_is_sound_and_a_row_dropped_leaves_its_box(seed):
    random = Random(seed)
    for _ in range(4):
        sample = Sample(random)
        sample.hit, sample.impossible = "unique", []
        sample.rows = cut({name: frozenset(values) for name, values in sample.domain.items()}, sample.domain, random)
        sample.given = [random.choice("ab") for _ in sample.rows]
        assert logic([str(problem) for problem in verify(sample.table())]) == []
        if len(sample.rows) > 1:
            dropped = sample.rows.pop(random.randrange(len(sample.rows)))
            sample.given.pop()
            (gap,) = logic([str(problem) for problem in verify(sample.table())])
            assert covered([gap], sample) == {
                tuple(point.values()) for point in sample.points() if takes(dropped, point)
            }


def pair_in(problem):
    one, two = re.search(r"rows r(\d+) and r(\d+) both", problem).groups()
    return int(one), int(two)


def brute_idle(sample, matched):
    """Rows that win nothing: under `first` what comes first wins, else a row wins wherever it matches."""
    if sample.hit == "first":
        winners = {rows[0] for rows in matched.values() if rows}
    else:
        winners = {row for rows in matched.values() for row in rows}
    return set(range(len(sample.rows))) - winners


def stops(table, point):
    try:
        decide(table, point)
    except Stop:
        return True
    return False


def cut(box, domain, random):
    """Boxes that share nothing and make up `box`: it is cut in two, at a number or between values, a few times over."""
    name = random.choice(list(box))
    if len(box[name]) < 2 or random.random() < 0.25:
        return [{name: values for name, values in box.items() if len(values) < len(domain[name])}]
    values = [value for value in domain[name] if value in box[name]]
    place = random.randrange(1, len(values))
    halves = ({**box, name: frozenset(half)} for half in (values[:place], values[place:]))
    return [part for half in halves for part in cut(half, domain, random)]
