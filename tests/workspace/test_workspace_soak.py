"""Random people's edits against random new texts, round after round: every edit is there afterwards or reported.

Hundreds of rounds in the default run, thousands by `make soak` or with ARCHGEN_SOAK. It prints how many edits it tried.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from posixpath import dirname, relpath

import pytest

from archgen.workspace.manifest import PATH as MANIFEST
from archgen.workspace.manifest import Entry, base_path, pending_path, read_manifest
from archgen.workspace.merging import marked_lines

ROUNDS = 6
SOAK = bool(os.environ.get("ARCHGEN_SOAK")) or os.environ.get("HYPOTHESIS_PROFILE") == "soak"
WORLDS = 1_500 if SOAK else 60
FOLDER = "docs/backend/parley"
TOKEN = re.compile(r"ann\d+")
SENTENCE = re.compile(r"( *- )?(Sentence \d+\.)$")
NEWS = re.compile(r"(?:Sentence|Section|row|peak) \d+")


@dataclass
class Section:
    title: str
    sentences: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        table = ["| Name | Peak | Owner |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in self.rows), ""]
        return "\n".join([f"## {self.title}", "", *self.sentences, "", *(table if self.rows else [])])

    def rules(self) -> str:
        """The section as a group of rules."""
        rules = "".join(f"      - alert: {row[0]}\n        expr: x > {row[1]}\n        for: 5m\n" for row in self.rows)
        says = "".join(f"      - {sentence}\n" for sentence in self.sentences)
        return f"  - name: {self.title}\n    says:\n{says}" + (f"    rules:\n{rules}" if rules else "")


class Generator:
    """What archgen would write: pages of sections, sentences and tables, which change from run to run."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.count = rng, 0
        self.pages = {f"page{number}": [self.section() for _ in range(rng.randint(1, 5))] for number in range(4)}
        self.pages["rules"] = [self.section() for _ in range(4)]
        self.place = {name: f"{FOLDER}/{name}.{self.ending(name)}" for name in self.pages}

    def ending(self, name: str) -> str:
        return "yaml" if name == "rules" else "md"

    def fresh(self, word: str) -> str:
        self.count += 1
        return f"{word} {self.count}"

    def section(self) -> Section:
        rows = [self.row() for _ in range(self.rng.choice((0, 0, 2, 4)))]
        sentences = [f"{self.fresh('Sentence')}." for _ in range(self.rng.randint(1, 5))]
        return Section(self.fresh("Section"), sentences, rows)

    def row(self) -> list[str]:
        return [self.fresh("row"), self.fresh("peak"), self.rng.choice(["Bob", "Cleo", "Dan"])]

    def change(self) -> None:
        """One change of the next run's text."""
        name = self.rng.choice(sorted(self.pages))
        page = self.pages[name]
        section = self.rng.choice(page) if page else None
        match self.rng.randrange(9):
            case 0 | 1 if section:
                section.sentences[self.rng.randrange(len(section.sentences))] = f"{self.fresh('Sentence')}."
            case 2 if section:
                section.sentences.insert(self.rng.randint(0, len(section.sentences)), f"{self.fresh('Sentence')}.")
            case 3 if section and len(section.sentences) > 1:
                section.sentences.pop(self.rng.randrange(len(section.sentences)))
            case 4:
                page.insert(self.rng.randint(0, len(page)), self.section())
            case 5 if len(page) > 1:
                page.pop(self.rng.randrange(len(page)))
            case 6 if section and section.rows:
                self.rng.choice(section.rows)[1] = self.fresh("peak")
            case 7 if section and section.rows:
                section.rows.insert(self.rng.randint(0, len(section.rows)), self.row())
            case 8:
                folder = self.rng.choice((FOLDER, f"{FOLDER}/part"))
                self.place[name] = f"{folder}/{name}.{self.ending(name)}"

    def texts(self) -> dict[str, str]:
        return {self.place[name]: self.text(name) for name in self.pages}

    def ids(self) -> dict[str, str]:
        return {self.place[name]: name for name in self.pages}

    def text(self, name: str) -> str:
        if name == "rules":
            return "groups:\n" + "".join(section.rules() for section in self.pages[name])
        parts = "\n".join(section.text() for section in self.pages[name])
        first = relpath(self.place["page0"], dirname(self.place[name]))
        return f"# {name}\n\nSee [first]({first}).\n\n{parts}"


class People:
    """Edits of the files as they lie, each leaving a word by which it is known again."""

    def __init__(self, rng: random.Random, files: dict[str, str]) -> None:
        self.rng, self.files, self.count = rng, files, 0
        self.tried: Counter[str] = Counter()
        self.removed: set[str] = set()

    def token(self) -> str:
        self.count += 1
        return f"ann{self.count}"

    def edit(self) -> None:
        paths = sorted(path for path in self.files if not path.startswith(".archgen/"))
        path = self.rng.choice(paths)
        act = self.rng.choice(
            [self.insert, self.insert, self.change, self.delete, self.section, self.move, self.rename]
        )
        if self.rng.random() < 0.15:
            act = self.rng.choice([self.windows, self.align, self.remove, self.relocate, self.new_page])
        lines = self.files[path].replace("\r\n", "\n").split("\n")
        windows = "\r\n" in self.files[path]
        act(path, lines)
        self.tried[act.__name__] += 1
        if path in self.files and act not in (self.windows, self.relocate, self.remove):
            self.files[path] = ("\r\n" if windows else "\n").join(lines)

    def insert(self, _path: str, lines: list[str]) -> None:
        at = self.rng.randrange(len(lines)) if lines else 0
        lines.insert(at, f"Inserted by {self.token()}.")

    def change(self, _path: str, lines: list[str]) -> None:
        spots = [at for at, line in enumerate(lines) if SENTENCE.match(line)]
        if spots:
            at = self.rng.choice(spots)
            lines[at] = SENTENCE.sub(rf"\1Reworded by {self.token()}.", lines[at])
        rows = [at for at, line in enumerate(lines) if re.match(r"\| row", line)]
        if rows and self.rng.random() < 0.5:
            at = self.rng.choice(rows)
            lines[at] = re.sub(r"(Bob|Cleo|Dan)( *\|)$", rf"{self.token()}\2", lines[at])

    def delete(self, _path: str, lines: list[str]) -> None:
        spots = [at for at, line in enumerate(lines) if SENTENCE.match(line)]
        if spots:
            self.removed.add(lines.pop(self.rng.choice(spots)).strip(" -"))

    def section(self, _path: str, lines: list[str]) -> None:
        heads = [at for at, line in enumerate(lines) if line.startswith("## ")] + [len(lines)]
        at = self.rng.choice(heads)
        lines[at:at] = [f"## Own {self.token()}", "", f"Words of {self.token()}.", ""]

    def move(self, _path: str, lines: list[str]) -> None:
        heads = [at for at, line in enumerate(lines) if line.startswith("## ")] + [len(lines)]
        if len(heads) > 3:
            first, second, third = sorted(self.rng.sample(heads, 3))
            lines[first:third] = [*lines[second:third], *lines[first:second]]

    def rename(self, _path: str, lines: list[str]) -> None:
        heads = [at for at, line in enumerate(lines) if line.startswith("## ")]
        if heads:
            lines[self.rng.choice(heads)] = f"## Renamed {self.token()}"

    def windows(self, path: str, lines: list[str]) -> None:
        self.files[path] = ("\n" if "\r\n" in self.files[path] else "\r\n").join(lines)

    def align(self, _path: str, lines: list[str]) -> None:
        """Put the bars of all tables below each other, as editors do."""
        start = 0
        while start < len(lines):
            end = start
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:end]]
            if len({len(row) for row in rows}) == 1:
                widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
                lines[start:end] = [
                    "| "
                    + " | ".join(c.ljust(w, "-" if set(c) == {"-"} else " ") for c, w in zip(r, widths, strict=True))
                    + " |"
                    for r in rows
                ]
            start = max(end, start) + 1

    def remove(self, path: str, _lines: list[str]) -> None:
        del self.files[path]

    def relocate(self, path: str, _lines: list[str]) -> None:
        self.files[f"{FOLDER}/moved/{path.rpartition('/')[2]}"] = self.files.pop(path)

    def new_page(self, _path: str, _lines: list[str]) -> None:
        self.files[f"{FOLDER}/own-{self.token()}.md"] = f"# Own\n\nBy {self.token()}.\n"


def tokens(files: dict[str, str]) -> set[str]:
    return {found for path, text in files.items() if not path.startswith(".archgen/") for found in TOKEN.findall(text)}


def one_world(desk, seed: int) -> tuple[Counter[str], Counter[str]]:
    rng = random.Random(seed)
    archgen, people = Generator(rng), People(rng, desk.files)
    outcome: Counter[str] = Counter()
    desk.run(archgen.texts(), ids=archgen.ids())
    for _ in range(ROUNDS):
        for _ in range(rng.randint(0, 4)):
            if any(not path.startswith(".archgen/") for path in desk.files):
                people.edit()
        for _ in range(rng.randint(0, 4)):
            archgen.change()
        wanted = {"pages": archgen.texts(), "ids": archgen.ids()}
        before, said = tokens(desk.files), desk.plan(**wanted)
        mode = rng.choice(["markers", "markers", "theirs", "ours"]) if said.blocked else "report"
        done = desk.plan(**wanted, conflict=mode)
        if done.blocked:  # a file lies where another is to go: people must decide, and nothing is touched
            assert {action.does for action in done.actions} & {"not ours", "no base"}
            outcome["blocked"] += 1
            continue
        old = {entry.id: known_text(desk, entry) for entry in read_manifest(desk.files[MANIFEST]).entries}
        desk.apply(done)
        reported = {
            token for a in said.actions for c in a.conflicts for line in c.theirs for token in TOKEN.findall(line)
        }
        lost = before - tokens(desk.files)
        assert lost <= (reported if mode == "ours" else set()), (seed, mode, lost)
        still = {line.strip(" -\r") for text in desk.people().values() for line in text.split("\n")}
        if not any(action.conflicts for action in said.actions) and not done.unresolved:
            assert not people.removed & still, (seed, people.removed & still)
            assert desk.plan(**wanted).changes() == {}, seed
        people.removed -= still
        for action in done.actions:
            if action.does in ("merge", "update", "move", "keep") and not action.notes and not action.conflicts:
                ours = desk.files[base_path(action.entry.home)]
                news = set(NEWS.findall(ours)) - set(NEWS.findall(old.get(action.entry.id, "")))
                assert news <= set(NEWS.findall(desk.files[action.path])), (seed, action.path, news)
        outcome.update(str(action.does) for action in done.actions)
        outcome["left out"] += sum("left out" in note for action in done.actions for note in action.notes)
        resolve(desk, rng)
    return people.tried, outcome


def known_text(desk, entry: Entry) -> str:
    """What people have seen of archgen's text so far: the base, or the text whose conflicts they were shown."""
    return desk.files.get(pending_path(entry.home)) or desk.files.get(base_path(entry.home), "")


def resolve(desk, rng: random.Random) -> None:
    """People look at the markers and keep their side, ours, or both; or leave it for later."""
    for path, text in list(desk.people().items()):
        if marked_lines(text) and rng.random() < 0.7:
            keep = rng.choice((0, 1, 2))
            sides = re.compile(r"<{7,} .*?\n(.*?)\|{7,} .*?\n.*?={7,}\r?\n(.*?)>{7,} .*?\n", re.DOTALL)
            desk.files[path] = sides.sub((r"\1", r"\2", r"\1\2")[keep], text)


@pytest.mark.parametrize("part", range(4))
def test_every_edit_is_there_after_the_run_or_reported_as_a_conflict(desk, part):
    tried: Counter[str] = Counter()
    outcome: Counter[str] = Counter()
    for seed in range(part, WORLDS, 4):
        desk.files.clear()
        edits, does = one_world(desk, seed)
        tried, outcome = tried + edits, outcome + does
    print(f"{tried.total()} edits in {WORLDS // 4 * ROUNDS} rounds: {dict(tried)}; {dict(outcome)}")
    assert tried.total() > WORLDS
    assert outcome["merge"] > WORLDS // 8
    assert outcome["left out"] < outcome["merge"] / 50  # nobody removes whole sections or rows here
