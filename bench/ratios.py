"""How long commands take as whole processes, as ratios to a floor measured in the same run, side by side with the aim.

Rounds alternate between all programs, so that a busy machine slows each alike; the median counts. It judges nothing.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
BRIEF = HERE.parent / "examples" / "help-desk" / "brief.yaml"
ARCHGEN = str(Path(sys.executable).with_name("archgen"))
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
EDITED = 10


@dataclass
class Program:
    """Something that is run and timed; `prepare` is run before each time and not timed."""

    name: str
    call: Callable[[Path], list[str]]
    prepare: Callable[[Path], None] = lambda _: None
    floor: str = ""
    aim: float = 0
    times: list[float] = field(default_factory=list)
    failed: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def main() -> None:
    with TemporaryDirectory(prefix="archgen-bench-") as folder:
        programs = the_programs()
        for program in programs:  # once unmeasured: bytecode, compiled knowledge and templates are warm
            run(program, Path(folder))
            program.times.clear()
        for _ in range(ROUNDS):
            for program in programs:
                if not program.failed:
                    run(program, Path(folder))
    show({program.name: program for program in programs})


def the_programs() -> list[Program]:
    python = sys.executable
    return [
        Program("python -c pass", lambda _: [python, "-c", "pass"]),
        Program("bare typer command", lambda _: [python, str(HERE / "bare.py"), "nothing"]),
        Program("bare typer --help", lambda _: [python, str(HERE / "bare.py"), "--help"]),
        Program("floor", lambda folder: [python, str(HERE / "floor.py"), str(folder)], emptied),
        Program("archgen --version", lambda _: [ARCHGEN, "--version"], floor="python -c pass", aim=2),
        Program("archgen --help", lambda _: [ARCHGEN, "--help"], floor="bare typer --help", aim=1.3),
        Program("archgen adr list", lambda folder: adr(folder, "list"), a_log, "bare typer command", 1.5),
        Program("archgen adr new", lambda folder: adr(folder, "new", "Use it"), a_log, "bare typer command", 1.5),
        Program("a full set of a design", designed, emptied, "floor", 2),
        Program("nothing to do", updated, a_design, "floor", 1.5),
        Program("an update with ten edited documents", updated, an_edited_design, "floor", 2.5),
    ]


def run(program: Program, folder: Path) -> None:
    own = folder / program.name.replace(" ", "-")
    own.mkdir(exist_ok=True)
    program.prepare(own)
    begun = time.perf_counter()
    done = subprocess.run(program.call(own), cwd=own, capture_output=True, text=True)
    program.times.append((time.perf_counter() - begun) * 1000)
    if done.returncode:
        program.failed = (done.stderr or done.stdout).strip().splitlines()[-1][:60]


def show(programs: dict[str, Program]) -> None:
    print(f"{ROUNDS} rounds, whole processes, milliseconds: median [least]\n")
    print(f"{'program':38} {'ms':>14} {'ratio':>7} {'aim':>6}  floor")
    for program in programs.values():
        if program.failed:
            print(f"{program.name:38} {'-':>14} {'-':>7} {'-':>6}  failed: {program.failed}")
            continue
        spent = f"{program.median:.0f} [{min(program.times):.0f}]"
        floor = programs.get(program.floor)
        ratio = f"{program.median / floor.median:.2f}" if floor else ""
        aim = f"{program.aim:g}" if floor else ""
        over = "  over" if floor and program.median / floor.median > program.aim else ""
        print(f"{program.name:38} {spent:>14} {ratio:>7} {aim:>6}  {program.floor}{over}")


def adr(folder: Path, *words: str) -> list[str]:
    return [ARCHGEN, "adr", *words, "--output", str(folder)]


def designed(folder: Path) -> list[str]:
    return [ARCHGEN, "new-design", "--brief", str(BRIEF), "--output", str(folder), "--no-input", "--quiet"]


def updated(folder: Path) -> list[str]:
    return [ARCHGEN, "update", "--output", str(folder), "--no-input", "--quiet"]


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def a_log(folder: Path) -> None:
    emptied(folder)
    subprocess.run(adr(folder, "new", "Use what there is"), capture_output=True)


def a_design(folder: Path) -> None:
    if not (folder / "docs").exists():
        subprocess.run(designed(folder), capture_output=True)


def an_edited_design(folder: Path) -> None:
    emptied(folder)
    a_design(folder)
    brief = next(iter(folder.glob("docs/backend/*/brief.yaml")), None)
    if brief is None:
        return
    for page in sorted(brief.parent.rglob("*.md"))[:EDITED]:
        page.write_text(page.read_text(encoding="utf-8") + "\nA line of ours.\n", encoding="utf-8")
    brief.write_text(brief.read_text(encoding="utf-8").replace("monthly: 12k", "monthly: 13k"), encoding="utf-8")


if __name__ == "__main__":
    main()
