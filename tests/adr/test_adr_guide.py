"""The guide says what is so: codes, settings and examples are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from adr_logs import a_log

from archgen.adr import Status, check, convert
from archgen.adr.findings import CODES
from archgen.adr.log.settings import settings
from archgen.cli.adr import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
FORMATS = (DOCS / "reference/adr-formats.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "how-to/decision-log.md").read_text(encoding="utf-8")


def test_every_code_is_listed_with_its_level() -> None:
    listed = re.findall(r"^\| `(adr-[a-z-]+)` \| (\w+) \|", FORMATS, re.MULTILINE)
    assert dict(listed) == {code: about.level for code, about in CODES.items()}


def test_the_example_of_the_settings_is_accepted() -> None:
    example = re.findall(r"```yaml\n(log:\n.*?)```", GUIDE, re.DOTALL)[0]
    said = settings(example)
    assert said.problems == ()
    assert (said.folder, said.format, said.numbers, said.language) == ("docs/backend/adr", "universal", "next", "de")


def test_the_example_of_the_universal_layout_is_read_and_written_as_it_stands() -> None:
    example = re.findall(r"```markdown\n(# 3\. .*?)```", FORMATS, re.DOTALL)[0]
    log = a_log({"0003-use-valkey-as-cache.md": example, "0002-use-redis-as-cache.md": "# 2. Use Redis as cache\n"})
    assert log.record("0003-use-valkey-as-cache.md").dialect == "universal"
    assert convert(log, [log.record("0003-use-valkey-as-cache.md")], to="universal").files == {}


def test_the_example_of_madr_is_read_and_written_as_it_stands() -> None:
    example = re.findall(r"```markdown\n(---\nstatus: .*?)```", FORMATS, re.DOTALL)[0]
    log = a_log({"0002-a.md": example, "0003-use-valkey-as-cache.md": "# 3. Use Valkey as cache\n"})
    record = log.record("0002-a.md")
    assert (record.dialect, record.status) == ("madr4", Status.SUPERSEDED)
    assert convert(log, [record], to="madr4").files == {}
    assert "adr-dangling-link" not in {problem.code for problem in check(log)}


def test_the_guide_names_only_commands_that_there_are_and_all_of_them() -> None:
    named = set(re.findall(r"archgen adr ([a-z]+)", GUIDE + FORMATS)) | set(re.findall(r"`([a-z]+)`", GUIDE))
    assert set(re.findall(r"archgen adr ([a-z]+)", GUIDE)) <= COMMANDS.keys()
    assert COMMANDS.keys() <= named
