"""Our own YAML and edits of people's: what is written reads back, and what was not edited stays byte for byte."""

from __future__ import annotations

from decimal import Decimal
from difflib import unified_diff

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from archgen.problems import Stop
from archgen.yamltext import dump, insert_item, parse, set_value

BRIEF = """\
# what Parley is
system: {name: Parley}  # the name
team:
  engineers: 5   # us
  # on_call_people: 1

load:
  users:
    monthly: 12k
journeys:
- id: a
  share: '10 %'
  steps:
  - {to: api}
- {id: b, share: 90 %}
# the end
existing:
wishes: []
"""


def changed(path, value, text: str = BRIEF) -> str:
    """What the edit changes: lines that go with '-', lines that come with '+'."""
    edited = set_value(text, path, value, file="brief.yaml")
    lines = unified_diff(text.splitlines(), edited.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


EDITS = [
    (("team", "engineers"), 9, "-  engineers: 5   # us\n+  engineers: 9   # us"),
    (("system", "slug"), "par", "-system: {name: Parley}  # the name\n+system: {name: Parley, slug: par}  # the name"),
    (("system", "name"), "A, B", "-system: {name: Parley}  # the name\n+system: {name: 'A, B'}  # the name"),
    (("team", "platform_people"), 2, "+  platform_people: 2"),
    (("load", "users", "daily"), "3k", "+    daily: 3k"),
    (("load", "growth", "factor"), "1.5", "+  growth:\n+    factor: 1.5"),
    (("journeys", 0, "share"), "20 %", "-  share: '10 %'\n+  share: 20 %"),
    (("journeys", 0, "wants"), "what: it?", "+  wants: 'what: it?'"),
    (("journeys", 1, "wants"), "it?", "-- {id: b, share: 90 %}\n+- {id: b, share: 90 %, wants: 'it?'}"),
    (("existing", "tuned"), True, "+  tuned: true"),
    (("existing", "fixed"), ["a", "b"], "+  fixed: [a, b]"),
    (("wishes",), ["Kubernetes"], "-wishes: []\n+wishes: [Kubernetes]"),
    (("business", "revenue_per_hour"), "EUR 5k/h", "+business:\n+  revenue_per_hour: EUR 5k/h"),
    (("journeys", 0, "steps"), ["api", "cache"], "-  steps:\n-  - {to: api}\n+  steps: [api, cache]"),
    (("load",), {"burst": 3}, "-  users:\n-    monthly: 12k\n+  burst: 3"),
    (("team", "skills"), {"go": "some"}, "+  skills:\n+    go: some"),
]


@pytest.mark.parametrize(("path", "value", "difference"), EDITS)
def test_an_edit_changes_only_its_place(path, value, difference):
    assert changed(path, value) == difference


def test_line_ends_and_a_mark_at_the_start_survive():
    text = "\ufeff" + BRIEF.replace("\n", "\r\n")
    edited = set_value(text, ("team", "platform_people"), 2, file="f")
    assert edited == text.replace("  engineers: 5   # us\r\n", "  engineers: 5   # us\r\n  platform_people: 2\r\n")


def test_a_last_line_without_an_end_is_edited_too():
    assert set_value("a:\n  b: 1", ("a", "c"), 2, file="f") == "a:\n  b: 1\n  c: 2"
    assert set_value("a: 1", ("b",), 2, file="f") == "a: 1\nb: 2"
    assert set_value("# only a comment", ("b",), 2, file="f") == "# only a comment\nb: 2\n"


def test_a_comment_behind_an_empty_key_stays_there():
    assert set_value("a: # us\r\nb: 1\r\n", ("a", "c"), 2, file="f") == "a: # us\r\n  c: 2\r\nb: 1\r\n"
    assert set_value("a: # us\n", ("a",), 2, file="f") == "a: 2 # us\n"
    assert set_value("a: # us", ("a",), ["x", "y"], file="f") == "a: [x, y] # us"


def test_a_block_of_text_is_replaced_whole():
    text = "a: |\n  one\n  two\n\n# note\nb: 2\n"
    assert set_value(text, ("a",), "three", file="f") == "a: three\n\n# note\nb: 2\n"
    assert set_value(text, ("c",), 3, file="f") == text + "c: 3\n"


def test_an_item_is_added_at_the_end_or_in_front_of_another():
    nav = "nav:\n  - Home: index.md\n  # ours\n  - Guide:\n    - a.md\nplugins: [search]\n"
    entry = {"Backend": "backend/index.md"}
    assert insert_item(nav, ("nav",), entry, file="f") == nav.replace(
        "plugins", "  - Backend: backend/index.md\nplugins"
    )
    assert insert_item(nav, ("nav",), entry, file="f", before=0) == nav.replace(
        "nav:\n", "nav:\n  - Backend: backend/index.md\n"
    )
    assert insert_item(nav, ("plugins",), "tags", file="f") == nav.replace("[search]", "[search, tags]")
    assert insert_item(nav, ("extra_css",), "a.css", file="f") == nav + "extra_css: [a.css]\n"


def test_files_of_other_tools_keep_their_tags():
    text = "extensions:\n- emoji:\n    index: !!python/name:material.extensions.emoji.twemoji\nnav:\n- a.md\n"
    assert insert_item(text, ("nav",), "b.md", file="f") == f"{text}- b.md\n"


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("a: &x {b: 1}\nc: *x\n", ("a", "b"), "cannot be edited as text without touching something else"),
        ("a: 1\n", ("a", "b"), "has no place for 'b'"),
        ("a: [1]\n", ("a", 3), "has no place for '3'"),
    ],
)
def test_an_edit_that_would_touch_more_is_refused(text, path, why):
    with pytest.raises(Stop) as stopped:
        set_value(text, path, 2, file="f.yaml")
    assert why in str(stopped.value)


def test_text_that_cannot_be_read_is_not_edited():
    with pytest.raises(Stop, match="yaml-unreadable"):
        set_value("a: [1\n", ("a",), 2, file="f.yaml")


WORDS = st.text(alphabet="ab:-,[]{}'\"#&*!|>?%@ \n0.1é~\\\t", max_size=12)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    WORDS,
    st.sampled_from(["yes", "5k", "99.9 %", "1e5", "null", "=", "<<"]),
)
KEYS = st.one_of(
    st.sampled_from(["a", "b", "c-d", "e_f", "yes", "1", "x y"]), st.text(alphabet="ab:#-", min_size=1, max_size=5)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)
MAPS = st.dictionaries(KEYS.filter(lambda key: key != "<<"), DATA, min_size=1, max_size=4)


@given(MAPS)
def test_what_is_dumped_reads_back(data):
    text = dump(data)
    assert parse(text, file="f").data == data
    assert all(yaml.load(text, loader) == data for loader in (yaml.SafeLoader, yaml.CSafeLoader))


def test_a_dump_is_what_a_person_would_write():
    rule = {"alert": "X", "expr": 'sum(a{b="c"}) > 1', "for": "10m"}
    data = {"groups": [{"name": "parley", "rules": [rule]}], "target": Decimal("0.999"), "note": "one\ntwo\n"}
    data |= {"nothing": [], "empty": {}, "word": "no", "colon": "x: y"}
    assert (
        dump(data)
        == """\
groups:
  - name: parley
    rules:
      - alert: X
        expr: 'sum(a{b="c"}) > 1'
        for: '10m'
target: 0.999
note: |
  one
  two
nothing: []
empty: {}
word: 'no'
colon: 'x: y'
"""
    )


def _leaves(data, path=()):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _leaves(value, (*path, place))
    yield path


@given(MAPS, st.data())
def test_any_edit_of_any_data_gives_that_change_and_no_other(data, draw):
    path = draw.draw(st.sampled_from([path for path in _leaves(data) if path]))
    value = draw.draw(DATA)
    text = f"# head\n{dump(data)}# tail\n"
    edited = set_value(text, path, value, file="f")
    assert edited.startswith("# head\n")
    assert edited.endswith("# tail\n")
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert parse(edited, file="f", foreign=True).data == data


@given(MAPS, KEYS, DATA)
def test_a_new_key_leaves_every_byte_that_was_there(data, key, value):
    assume(key not in data and key != "<<")
    text = dump(data)
    assert set_value(text, (key,), value, file="f").startswith(text)
