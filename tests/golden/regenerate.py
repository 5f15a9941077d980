"""The golden trees: what the command line writes for each example, kept so that a review reads the documents' diff.

The help desk's tree is the project's own `docs/backend`; the others lie beside this file. `make golden` makes them
again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
SHOWCASE = "help-desk"
CLOCK = "1798761600"  # 2027-01-01, so that records and the changelog bear a date that never changes


def names() -> list[str]:
    """The examples, each with a brief of its own."""
    return sorted(brief.parent.name for brief in EXAMPLES.glob("*/brief.yaml"))


def kept(name: str) -> Path:
    """Where the golden tree of an example lies."""
    return REPOSITORY / "docs" / "backend" if name == SHOWCASE else REPOSITORY / "tests" / "golden" / name


def written(name: str, root: Path) -> dict[str, str]:
    """What `archgen new-design` writes below `docs/backend` for an example, by path."""
    command = [sys.executable, "-m", "archgen", "new-design", "--no-input", "--quiet"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": CLOCK}
    brief = str(EXAMPLES / name / "brief.yaml")
    subprocess.run([*command, "--brief", brief, "--output", str(root)], check=True, env=environment)
    return tree(root / "docs" / "backend")


def tree(folder: Path) -> dict[str, str]:
    """The texts below a folder by path."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def main() -> None:
    for name in names():
        with TemporaryDirectory() as root:
            made = written(name, Path(root))
            shutil.rmtree(kept(name), ignore_errors=True)
            for path, text in made.items():
                file = kept(name) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        print(f"{name}: {len(made)} files")


if __name__ == "__main__":
    main()
