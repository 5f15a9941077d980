"""Compliance and the handbook as a user meets them: through the command line, over a repository."""

from pathlib import Path

import pytest

from make import archgen

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """\
compliance:
  answers:
  - {check: quality.lead-time, value: 90 min, evidence: https://ci.example.org/lead, as_of: 2025-11-01}
  - {check: rule05.backup-dr, value: yes, evidence: docs/restore.md, as_of: 2026-11-01}
  waivers:
  - {check: success.operational, because: two people join the rota, until: 2026-12-31, by: Kim}
  - {check: success.security, because: not needed, until: 2027-12-31}
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("written")
    for name in ("help-desk", "habits"):
        done = archgen(root, "new-design", "--brief", str(ROOT / f"examples/{name}/brief.yaml"), "--no-input")
        assert done.code == 0, done.err
    (root / ".archgen" / "config.yaml").write_text(SETTINGS)
    return root


def test_the_handbook_is_about_all_designs_of_the_repository(written):
    book = written / "docs/backend/handbook"
    assert "](../parley/decisions.md#api-style) in Parley; [REST](../tagwerk/" in (book / "api.md").read_text()
    assert "This page is about Parley." in (book / "incidents.md").read_text()


def test_answers_and_waivers_stand_on_the_page_and_what_has_run_out_is_found(written):
    done = archgen(written, "update", "--all")
    assert done.code == 0, done.err
    page = (written / "docs/backend/parley/compliance.md").read_text()
    assert "| 90 min on 2025-11-01, the most is 2 h | [evidence](<https://ci.example.org/lead>), [Handbook]" in page
    assert "| two people join the rota | 2026-12-31 | Kim | `success.operational` |" in page
    found = archgen(written, "check", "--quiet")
    told = [line for line in found.out.splitlines() if " .archgen/config.yaml:" in line]
    assert told == [
        "note: .archgen/config.yaml:3: the answer to `quality.lead-time` is of 2025-11-01. "
        "Look again, and date it anew. [check-answer]",
        "warning: .archgen/config.yaml:4: the evidence for `rule05.backup-dr` is 'docs/restore.md', which is no file "
        "here. Name a file of the repository, or an address. [check-evidence]",
        "warning: .archgen/config.yaml:6: the waiver of `success.operational` ended on 2026-12-31: "
        "two people join the rota. Follow the rule, or argue for it anew. [check-waiver]",
        "warning: .archgen/config.yaml:7: `success.security` is waived in parley, where it needs no waiver. "
        "Take the waiver out. [check-waiver]",
    ]
    assert found.code == 1


def test_what_archgen_wrote_is_not_judged_as_what_the_team_does(written):
    own = sorted(path for path in written.rglob("compose.yaml"))
    assert len(own) == 4, "two designs, and their bases"
    assert "[check-practice]" not in archgen(written, "check", "--quiet").out


def test_a_design_cannot_take_the_folder_of_the_handbook(tmp_path):
    brief = tmp_path / "brief.yaml"
    brief.write_text("system: {name: X, slug: handbook, purpose: x}\n")
    done = archgen(tmp_path, "new-design", "--brief", str(brief), "--no-input")
    assert done.code == 2
    assert "the slug 'handbook' is the name of a folder that all designs share." in done.err
    assert not (tmp_path / "docs").exists()
