"""`archgen check` on runbooks and objectives that people edited: what no longer fits together is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from make import archgen

ROOT = Path(__file__).resolve().parents[2]
CODES = ("runbook", "command", "undo", "drill", "objective", "metric")


class Desk:
    """A written design, its pages to be edited, and what a check finds then."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "docs/backend/parley"

    def edit(self, path: str, old: str, new: str) -> int:
        """Replace the first `old`; returns the line where it stood."""
        page = self.folder / path
        text = page.read_text("utf-8")
        assert old in text
        page.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def line(self, path: str, words: str) -> int:
        """The line on which the words stand first."""
        text = (self.folder / path).read_text("utf-8")
        return text[: text.index(words)].count("\n") + 1

    def findings(self) -> list[str]:
        said = archgen(self.root, "check").out
        codes = "|".join(CODES)
        found = re.findall(rf"^\w+: docs/backend/parley/(.+ \[check-(?:{codes})\])$", said, re.MULTILINE)
        return [line.rpartition(" [")[0] for line in found]


@pytest.fixture
def desk(tmp_path):
    done = archgen(tmp_path, "new-design", "--brief", str(ROOT / "examples/help-desk/brief.yaml"), "--no-input")
    assert done.code == 0, done.err
    return Desk(tmp_path)


def test_a_fresh_design_fits_together_and_has_drills_to_do(desk):
    assert desk.findings() == []
    assert "13 of 13 drills were never done." in archgen(desk.root, "check").out


def test_what_people_broke_is_told_with_its_line(desk):
    alert = desk.edit("slo/rules.yaml", "- alert: ParleyDeadlocksPrimaryStore", "- alert: ParleyTangled")
    desk.edit("runbooks/primary-store.md", '<a id="deadlocks-primary-store"></a>', "")
    desk.edit("runbooks/primary-store.md", "- Well: `idle | 21, active | 4`\n", "")
    undo = desk.edit("runbooks/primary-store.md", "To undo it: run the report or the job again", "Run it again")
    metric = desk.edit("slo/rules.yaml", "expr: 'sum(rate(pg_stat_database_deadlocks", "expr: 'sum(rate(pg_deadlocks")
    desk.edit("slo/dashboard.json", 'slo=\\"send-reply-latency\\"', 'slo=\\"other\\"')
    dashboard = desk.folder / "slo/dashboard.json"
    dashboard.write_text(dashboard.read_text("utf-8").replace("send-reply-latency", "other"), encoding="utf-8")
    command = desk.line("runbooks/primary-store.md", "SELECT state, count(*) FROM pg_stat_activity") - 1
    alerts = desk.line("runbooks/primary-store.md", "| Alert | `ParleyDeadlocksPrimaryStore`")
    found = desk.findings()
    rules, page = "docs/backend/parley/slo/rules.yaml", "runbooks/primary-store.md"
    assert sorted(found) == sorted(
        [
            f"{page}:{command}: a command of the first five minutes does not say what is well and what is not. "
            "Add '- Well: ...' and '- Not well: ...'.",
            f"{page}:{undo}: a step does not say how to undo it. Add 'To undo it: ...', or 'nothing to undo'.",
            f"{page}:{alerts}: the runbook answers the alert ParleyDeadlocksPrimaryStore, which {rules} "
            "does not have. Bring the alert back, or drop its name.",
            f"slo/rules.yaml:{alert}: the alert ParleyTangled opens docs/backend/parley/{page} at "
            "'deadlocks-primary-store', which the page does not have. "
            "Run `archgen update`, or `archgen restore` the page.",
            f"slo/rules.yaml:{metric}: reads the metric pg_deadlocks, which neither docs/backend/parley/slo/metrics.md "
            "nor a pinned exporter has. Add it to the contract, or mend the name.",
            "slo/dashboard.json: the objective send-reply-latency is not in it. "
            "Run `archgen update`, or `archgen restore` it.",
        ]
    )


def test_a_drill_is_overdue_after_half_a_year_and_a_day_must_be_one(desk):
    old = desk.edit("runbooks/restore.md", "Last tested: never.", "Last tested: 2026-07-04.")
    odd = desk.edit("runbooks/deploy.md", "Last tested: never.", "Last tested: last summer.")
    desk.edit("runbooks/keys.md", "Last tested: never.", "Last tested: 2026-07-05.")  # 180 days
    assert desk.findings() == [
        f"runbooks/deploy.md:{odd}: 'last summer' is no day such as 2026-03-01. Do the drill and write down the day.",
        f"runbooks/restore.md:{old}: was last tested on 2026-07-04, 181 days ago; the limit is 180. "
        "Do the drill and write down the day.",
    ]


def test_a_system_whose_name_begins_with_a_digit_has_runbooks_for_its_alerts(tmp_path):
    assert archgen(tmp_path, "new-design", "360 Lessons", "--defaults", "--quiet").code == 0
    assert "check-runbook" not in archgen(tmp_path, "check").out
