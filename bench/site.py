"""What `archgen site build` adds to a build by the engine alone, at a number of pages: `python bench/site.py 300`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from archgen.site import Page, Section, configuration

BIN = Path(sys.executable).parent
PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 300
ROUNDS = 4
OURS = ("site", "build", "--quiet")
A_FOLDER = 25
DIAGRAM = "```mermaid\nflowchart LR\n  a[API] --> b[(PostgreSQL)]\n```\n"
PARAGRAPH = "Each call of the journey passes the API and the primary store, which holds what was promised.\n\n"


def main() -> None:
    with TemporaryDirectory(prefix="archgen-bench-") as folder:
        root = a_site(Path(folder))
        alone, whole = best(root, [str(BIN / "mkdocs"), "build", "--strict", "--quiet"], [str(BIN / "archgen"), *OURS])
    print(f"{PAGES} pages: mkdocs alone {alone:.1f} s, archgen site build {whole:.1f} s, ours {whole / alone - 1:+.1%}")


def a_site(root: Path) -> Path:
    """Pages of about 150 lines and a diagram each, in folders."""
    pages = [Page(f"Page {number}", f"part{number // A_FOLDER}/page{number}.md") for number in range(PAGES)]
    for page in pages:
        file = root / "docs" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {page.title}\n\n{DIAGRAM}\n" + PARAGRAPH * 72)
    parts = [pages[first : first + A_FOLDER] for first in range(0, PAGES, A_FOLDER)]
    nav = tuple(Section(f"Part {number}", tuple(part)) for number, part in enumerate(parts))
    (root / "mkdocs.yml").write_text(configuration("Bench", nav))
    return root


def best(root: Path, *calls: list[str]) -> list[float]:
    """The least of a few times of each call, in seconds; they take turns, so that a busy machine slows all alike."""
    times = [[timed(root, call) for call in calls] for _ in range(ROUNDS)]
    return [min(each) for each in zip(*times, strict=True)]


def timed(root: Path, call: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(call, cwd=root, check=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"})
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
