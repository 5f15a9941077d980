"""Numbers through the command line: the ledger, its assumptions, prices of one's own, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from make import WORKED, an_example

PRICES = """\
prices:
- {sku: vm, unit: unit*h, unit_price: 0.06, currency: EUR, as_of: 2026-10-01, source: invoice}
- {sku: database-standby, unit: unit*h, unit_price: 0.2, currency: EUR, as_of: 2026-10-01, source: invoice}
"""
BAD = """\
- {sku: vm, unit: unit*h, unit_price: 0.05, currency: EUR, source: invoice}
- {sku: vn, unit: unit*h, unit_price: -1, currency: EUR, as_of: 2026-10-01, source: invoice}
"""
TOLD_OF_BAD = """\
docs/backend/prices.yaml:1: the price 'vm' has no as_of. A price without its day cannot be judged later: write as_of: \
YYYY-MM-DD. [price-without-as-of]
docs/backend/prices.yaml:2: the price 'vn': unit_price is -1, which is negative. Write what is paid. \
[price-bad-unit-price]
docs/backend/prices.yaml:2: the price 'vn': nobody knows what 'vn' pays for. Write `prices: vm` or another kind of \
`archgen prices kinds`. [price-unknown-kind]
"""
INFRACOST = {
    "currency": "USD",
    "timeGenerated": "2026-11-01T10:00:00Z",
    "projects": [
        {
            "breakdown": {
                "resources": [
                    {
                        "name": "aws_instance.api",
                        "costComponents": [
                            {"name": "Instance usage (t3.medium)", "unit": "hours", "price": "0.0416"},
                            {"name": "CPU credits", "unit": "vCPU-hours", "price": "0.05"},
                        ],
                    }
                ]
            }
        }
    ],
}


def archgen(*words: str, code: int = 0):
    command = [sys.executable, "-m", "archgen", *words]
    done = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def a_repository(root: Path, brief: str = WORKED, **files: str) -> str:
    folder = root / "docs/backend/parley"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(brief, encoding="utf-8")
    for name, text in files.items():
        (root / f"docs/backend/{name}.yaml").write_text(text, encoding="utf-8")
    return str(root)


def test_the_ledger_is_data_for_machines_and_a_sheet_for_people(tmp_path):
    root = a_repository(tmp_path)
    rows = json.loads(archgen("ledger", "--format", "json", "--output", root).stdout)
    held = next(row for row in rows if row["id"] == "connections_peak")
    assert held == {
        "id": "connections_peak",
        "value": "75",
        "to": "",
        "unit": "connection",
        "printed": "75 connections",
        "source": "(units[api] + surge_units) x pool_size",
        "formula": "(units[api] + surge_units) x pool_size",
        "worked": "(4 units + 1 unit) x 15 connections/unit",
    }
    sheet = list(csv.DictReader(io.StringIO(archgen("ledger", "--format", "csv", "--output", root).stdout)))
    assert sheet == rows


def test_assumptions_that_flip_a_decision_come_first(tmp_path):
    rows = json.loads(archgen("assumptions", "--format", "json", "--output", a_repository(tmp_path)).stdout)
    weights = [len(row["halved"]) + len(row["doubled"]) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0
    assert weights[-1] == 0
    assert {row["path"] for row in rows} >= {"capacity.api", "load.burst", "durations.api"}


def test_own_prices_stand_in_the_bill_with_their_day(tmp_path):
    root = a_repository(tmp_path, an_example("help-desk"), prices=PRICES)
    chain = archgen("explain", "cost_compute", "--output", root).stdout
    assert chain.startswith("cost_compute = 175 EUR/month")
    assert "list_price_unit = 0.06 EUR/unit/h   figure invoice: vm, no region named, 2026-10-01" in chain


def test_a_price_without_a_day_and_one_that_is_negative_are_refused_together(tmp_path):
    done = archgen("ledger", "--output", a_repository(tmp_path, prices=BAD), code=2)
    assert done.stderr == TOLD_OF_BAD


def test_an_infracost_breakdown_becomes_the_own_list_once(tmp_path):
    file = tmp_path / "infracost.json"
    file.write_text(json.dumps(INFRACOST), encoding="utf-8")
    root = tmp_path / "repository"
    a_repository(root, an_example("help-desk"))
    told = archgen("prices", "import", str(file), "--output", str(root)).stdout
    assert told == "left out: aws_instance.api: CPU credits\nWrote docs/backend/prices.yaml with 1 prices.\n"
    assert "as_of: 2026-11-01" in (root / "docs/backend/prices.yaml").read_text("utf-8").replace("'", "")
    again = archgen("prices", "import", str(file), "--output", str(root), code=2)
    assert "the list exists already. Take rows over from --dry-run by hand. [prices-exist]" in again.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "it cannot be read as JSON"), ("{}", "it holds no `projects`"), ('{"projects": []}', "no component in it")],
)
def test_a_file_that_is_no_breakdown_is_refused(tmp_path, text, said):
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    assert said in archgen("prices", "import", str(tmp_path / "other.json"), "--output", str(tmp_path), code=2).stderr


def test_a_breakdown_that_is_not_there_is_refused(tmp_path):
    missing = tmp_path / "infracost.json"
    done = archgen("prices", "import", str(missing), "--output", str(tmp_path), code=2)
    why = "cannot be read: No such file or directory. Name a file that is there. [prices-unreadable]"
    assert done.stderr == f"{missing}: {why}\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            ("availability: 99.9 %", "availability: 110 %"),
            "dependencies[mail].availability: 110 % is above the most that is read, 100 %.",
        ),
        (("monthly: 12k", "monthly: -5"), "load.users.monthly: -5 users is below the least that is read, 0 users."),
        (("monthly: 12k", "monthly: 10e40"), "load.users.monthly: 1e41 users is above the most that is read"),
        (("monthly: 12k", "monthly: .inf"), "load.users.monthly"),
        (("engineers: 5", "engineers: 0"), "team.engineers: 0 engineers is below the least that is read, 1 engineer."),
        (("share: 90 %", "share: 140 %"), "journeys[work-queue].share: 140 % is above the most that is read, 100 %."),
        (("factor: 1.5, months: 12", "factor: 1.5, months: 0"), "load.growth.months: 0 months is below the least"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_place_and_its_bound(tmp_path, change, told):
    assert change[0] in WORKED
    done = archgen("ledger", "--output", a_repository(tmp_path, WORKED.replace(*change)), code=2)
    assert told in done.stderr


def test_nobody_at_all_is_a_design_without_load(tmp_path):
    root = a_repository(tmp_path, WORKED.replace("monthly: 12k", "monthly: 0"))
    rows = json.loads(archgen("ledger", "--format", "json", "--output", root).stdout)
    assert next(row for row in rows if row["id"] == "rps_total")["printed"] == "0 req/s"
