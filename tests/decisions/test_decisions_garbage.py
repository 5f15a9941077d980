"""Whatever stands in a file, loading it ends with a table or with problems, never with an error of our own."""

from __future__ import annotations

from copy import deepcopy
from random import Random

from decisions_make import POOLER, SLOTS, SOURCES, VOCABULARY, sheet
from hypothesis import given
from hypothesis import strategies as st

from archgen.decisions import Sheet, load_table, load_tables
from archgen.problems import Stop

TABLE = sheet(POOLER).data
RULE = TABLE["rules"][0]
HOUSE = {
    "extends": "connection_pooler",
    "replace": {"many": {**RULE, "when": {"connections_peak": "201.."}}},
    "add": [{**RULE, "id": "mine", "before": "grown", "when": {"phase": "platform"}}],
    "remove": ["grown"],
    "options": {"in-app": {"title": "Here", "costs": "nothing", "hurts": "little"}},
    "cases": [{"given": {"phase": "foundation"}, "expect": "in-app"}],
}
JUNK = (
    *(None, True, 0, -7, 1.5, float("inf"), "", "x", "..", "5..3", "users > 5", "{users", "{nobody}", "{units[x]}"),
    *([], ["many"], [[]], [{"id": "many"}], {}, {"a": 1}, {"when": {}}, {1: 2}, {True: {}}),
    *({"type": "enum", "values": []}, {"type": "enum", "values": 5}, {"type": ["enum"]}, {"type": "int"}),
)


def places(data, path=()):
    """Every place in plain data, the top included."""
    yield path
    if isinstance(data, dict | list):
        for key, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(part, (*path, key))


def spoilt(data, random):
    """The data with some places replaced by junk, removed, or given another name."""
    data = deepcopy(data)
    for _ in range(random.randint(1, 3)):
        path = random.choice(list(places(data)))
        if not path:
            continue
        holder = data
        for key in path[:-1]:
            holder = holder[key]
        match random.choice(["junk", "junk", "remove", "rename"]):
            case "junk":
                holder[path[-1]] = deepcopy(random.choice(JUNK))
            case "remove":
                del holder[path[-1]]
            case "rename" if isinstance(holder, dict):
                holder[random.choice(["many", "phase", "users", 5, True])] = holder.pop(path[-1])
    return data


def outcome(run):
    try:
        return run()
    except Stop as stop:
        return [str(problem) for problem in stop.problems]


@given(st.integers(min_value=0, max_value=2**32))
def test_a_spoilt_table_is_refused_in_words(seed):
    random = Random(seed)
    names = {"vocabulary": VOCABULARY, "sources": SOURCES, "slots": SLOTS}
    for _ in range(5):
        data = spoilt(TABLE, random)
        assert outcome(lambda data=data: load_table(data, file="t", **names))
        rules = Sheet(spoilt(HOUSE, random), "house", layer="house")
        assert outcome(lambda rules=rules: load_tables([Sheet(TABLE, "t"), rules], **names))


def test_an_outcome_that_yaml_read_as_true_is_refused_in_words():
    data = deepcopy(TABLE)
    data["outputs"] = {True: data["outputs"]["connection_pooler"]}
    data["table"] = "true"
    found = outcome(lambda: load_table(data, file="t", vocabulary=VOCABULARY, sources=SOURCES, slots=SLOTS))
    assert any("connection_pooler" in problem for problem in found)


def test_junk_alone_is_refused():
    for junk in JUNK:
        assert outcome(
            lambda junk=junk: load_table(junk, file="t", vocabulary=VOCABULARY, sources=SOURCES, slots=SLOTS)
        )
