"""Our records before the tools that read records: log4brains, adr-log, adr-viewer, adr-tools, Backstage."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from pathlib import Path
from shutil import rmtree

import pytest
from adr_samples import STATUSES, TITLES, TODAY, the_log

from archgen import tools
from archgen.adr import Log, Status, check, decode

pytestmark = pytest.mark.conformance

NODE = "npm install log4brains@1.1.0 adr-log@2.2.0 @backstage/plugin-adr-common@0.2.22 marked@12.0.2"
DEBIAN = "Debian: apt-get install --no-install-recommends adr-tools"
PYTHON = "pip install adr-viewer==1.4.0"
FOLDER = "docs/backend/adr"
BACKSTAGE = """
const { parseMadrWithFrontmatter, madrFilePathFilter } = require('@backstage/plugin-adr-common');
const { marked } = require('marked');
const fs = require('fs');
const found = {};
for (const file of fs.readdirSync(process.argv[1]).filter(file => madrFilePathFilter(file)).sort()) {
  const { content, status, date } = parseMadrWithFrontmatter(fs.readFileSync(process.argv[1] + '/' + file, 'utf8'));
  const tokens = marked.lexer(content);
  const items = (tokens.find(token => token.type === 'list') || { items: [] }).items.map(item => item.text);
  const said = key => (items.find(text => text.toLowerCase().startsWith(key + ':')) || '').slice(key.length + 1).trim();
  const title = tokens.find(token => token.type === 'heading' && token.depth === 1).text;
  found[file] = [title, status || said('status').toLowerCase(), date || said('date')];
}
console.log(JSON.stringify(found));
"""


@pytest.fixture
def universal(tmp_path: Path) -> Path:
    return lay(tmp_path, the_log("universal"))


@pytest.fixture
def madr4(tmp_path: Path) -> Path:
    return lay(tmp_path, the_log("madr4"))


def lay(root: Path, log: Log) -> Path:
    """The log on the disk, in a repository with one commit, which log4brains asks for."""
    (root / FOLDER).mkdir(parents=True)
    for file, source in log.files.items():
        (root / FOLDER / file).write_bytes(source.encoded())
    (root / ".log4brains.yml").write_text(f"project:\n  name: x\n  tz: Etc/UTC\n  adrFolder: ./{FOLDER}\n")
    (root / ".adr-dir").write_text(f"{FOLDER}\n")
    who = ("-c", "user.name=n", "-c", "user.email=e@x.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-q", "-m", "x")):
        assert tools.run("git", *words, cwd=root).code == 0
    return root


def ran(
    root: Path, program: str, *words: str, hint: str, env: dict[str, str] | None = None, timeout: float = 120
) -> str:
    done = tools.run(str(tools.need(program, hint)), *words, cwd=root, env=env, timeout=timeout)
    assert done.code == 0, done.out + done.err
    return done.out


def test_log4brains_lists_every_record_with_its_status(universal: Path) -> None:
    rows = [line.split(",", 3) for line in ran(universal, "log4brains", "adr", "list", "--raw", hint=NODE).splitlines()]
    assert sorted((row[0][:4], row[1], row[3]) for row in rows) == [
        (f"{number:04}", status.upper(), f"{number}. {title}")
        for number, (title, status) in enumerate(zip(TITLES, STATUSES, strict=True), 1)
    ]


def test_log4brains_builds_its_site_and_finds_the_successor(universal: Path) -> None:
    # Its web part keeps compiled pages beside itself, and with them the folder of an earlier build.
    modules = tools.need("log4brains", NODE).resolve().parents[2]
    rmtree(modules / "@log4brains/web/nextjs/.next", ignore_errors=True)
    ran(universal, "log4brains", "build", "--out", "site", hint=NODE, timeout=580)
    assert len([*(universal / "site/adr").iterdir()]) == len(TITLES)
    page = (universal / "site/adr/0001-use-redis-as-cache/index.html").read_text(encoding="utf-8")
    assert "0002-use-valkey-as-cache" in page


@pytest.mark.parametrize("form", ["universal", "madr4"])
def test_adr_log_shows_number_and_title(form: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(form)
    ran(root, "adr-log", "-d", FOLDER, "-i", "log.md", hint=NODE)
    rows = re.findall(r"^\* \[ADR-(\d+)]\(\S+\) - (.*)$", (root / "log.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(f"{number:04}", title) for number, title in enumerate(TITLES, 1)]


def test_adr_viewer_shows_title_and_status(universal: Path) -> None:
    ran(universal, "adr-viewer", "--adr-path", f"{FOLDER}/", "--output", "page.html", hint=PYTHON)
    page = (universal / "page.html").read_text(encoding="utf-8")
    titles = re.findall(r'data-toggle="collapse"[^>]*>\s*(.*?)\s*</a>', page)
    assert [unescape(title) for title in titles] == [f"{number}. {title}" for number, title in enumerate(TITLES, 1)]
    # It has no word for rejected and deprecated, and one of its own for amended.
    assert re.findall(r"panel-heading adr-(\w+)", page) == [
        *("superseded", "accepted", "pending", "unknown", "unknown", "amended", "accepted")
    ]


def test_adr_tools_lists_titles_and_links(universal: Path) -> None:
    toc = ran(universal, "adr", "generate", "toc", hint=DEBIAN)
    assert re.findall(r"^\* \[(.*)]\(\d{4}-.*\.md\)$", toc, re.MULTILINE) == [
        f"{number}. {title}" for number, title in enumerate(TITLES, 1)
    ]
    graph = ran(universal, "adr", "generate", "graph", hint=DEBIAN)
    assert re.findall(r'_(\d+) -> _(\d+) \[label="(.*?)"', graph) == [
        *(("2", "1", "Supersedes"), ("7", "1", "Supersedes"), ("7", "6", "Amends"))
    ]


def test_what_adr_tools_writes_into_our_log_is_read_right(universal: Path) -> None:
    quiet = {"VISUAL": "true", "EDITOR": "true"}
    ran(universal, "adr", "new", "-s", "2", "Use", "neither", hint=DEBIAN, env=quiet)
    files = {file.name: decode(file.read_bytes()) for file in (universal / FOLDER).iterdir()}
    log = Log(FOLDER, files)
    assert log.record("0002-use-valkey-as-cache.md").status is Status.SUPERSEDED
    assert log.record("0008-use-neither.md").status is Status.ACCEPTED
    assert "adr-one-sided" not in {problem.code for problem in check(log)}


@pytest.mark.parametrize("form", ["universal", "madr4"])
def test_backstage_shows_title_status_and_date(form: str, request: pytest.FixtureRequest) -> None:
    root = request.getfixturevalue(form)
    modules = Path(os.environ.get("ARCHGEN_VALIDATORS", ".conformance")).resolve() / "npm/node_modules"
    assert (modules / "@backstage/plugin-adr-common").is_dir(), NODE
    said = ran(root, "node", "-e", BACKSTAGE, FOLDER, hint=NODE, env={"NODE_PATH": str(modules)})
    numbered = form == "universal"
    for number, (title, status, date) in enumerate(json.loads(said).values(), 1):
        assert title == (f"{number}. {TITLES[number - 1]}" if numbered else TITLES[number - 1])
        assert status.split(" ")[0] == STATUSES[number - 1]
        assert date == TODAY
