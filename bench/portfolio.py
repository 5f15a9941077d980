"""A portfolio of many designs: time and memory for each, and a run with nothing to do: `python bench/portfolio.py 100`.

Linear means that the time for each design does not grow with their number; flat, that the memory does not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
BRIEF = (HERE.parent / "examples" / "help-desk" / "brief.yaml").read_text(encoding="utf-8")
ARCHGEN = str(Path(sys.executable).with_name("archgen"))
MOST = int(sys.argv[1]) if len(sys.argv) > 1 else 40


@dataclass(frozen=True)
class Spent:
    """What one process took: seconds of a processor, and the most memory in MB."""

    seconds: float
    memory: float


def main() -> None:
    print(f"{'designs':>8} {'s a design':>11} {'MB':>7} {'again, s':>9} {'of the full run':>16}")
    for count in (max(1, MOST // 4), max(2, MOST // 2), MOST):
        with TemporaryDirectory(prefix="archgen-bench-") as folder:
            a_repository(Path(folder), count)
            full, again = (run(Path(folder)) for _ in range(2))
        share = again.seconds / full.seconds
        print(f"{count:8} {full.seconds / count:11.2f} {full.memory:7.0f} {again.seconds:9.2f} {share:16.1%}")


def a_repository(root: Path, count: int) -> None:
    """Designs that differ in name and size, as briefs alone."""
    for number in range(count):
        brief = root / "docs" / "backend" / f"desk-{number}" / "brief.yaml"
        brief.parent.mkdir(parents=True)
        text = BRIEF.replace("name: Parley", f"name: Desk {number}").replace("monthly: 12k", f"monthly: {12 + number}k")
        brief.write_text(text, encoding="utf-8")


def run(root: Path) -> Spent:
    """One update of all designs."""
    begun = time.perf_counter()
    call = [ARCHGEN, "update", "--all", "--output", str(root), "--no-input", "--quiet"]
    process = subprocess.Popen(call, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(call)} failed after {time.perf_counter() - begun:.0f} s")
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
