"""The wheel, built and installed where the checkout is out of reach: it finds what it needs, and renders."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "examples" / "help-desk" / "brief.yaml"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The bin folder of a clean environment that holds the wheel, and beside it only what the wheel depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("archgen-*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    python = folder / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    # A path in a .pth file shows the dependencies of this environment, but not what is installed there as editable.
    (site_packages,) = (folder / "venv").glob("lib/python*/site-packages")
    (site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def said(installed: Path, *command: str, cwd: Path | None = None) -> str:
    done = subprocess.run([str(installed / command[0]), *command[1:]], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_what_runs(installed):
    where = Path(said(installed, "python", "-c", "import archgen; print(archgen.__file__)").strip())
    assert where.is_relative_to(installed.parent)
    assert said(installed, "archgen", "--version").startswith("archgen ")


def test_templates_and_compiled_knowledge_lie_in_the_package(installed):
    asked = (
        "from archgen.library import PACKAGE, COMPILED, knowledge_parts, templates_folder\n"
        "print(templates_folder() == PACKAGE / 'templates')\n"
        "print(sorted(file.stem for file in COMPILED.iterdir() if file.suffix == '.json') == list(knowledge_parts()))\n"
    )
    assert said(installed, "python", "-c", asked) == "True\nTrue\n"


def test_the_site_room_brings_its_own_files(installed):
    asked = (
        "from pathlib import Path\n"
        "import archgen.site\n"
        "folder = Path(archgen.site.__file__).parent\n"
        "print(*sorted(file.name for file in folder.iterdir() if file.suffix in ('.css', '.js')))\n"
    )
    assert said(installed, "python", "-c", asked) == "archgen.css archgen.js diagrams.js what-if.js\n"


def test_the_wheel_designs_what_the_checkout_designs_byte_for_byte(installed, tmp_path):
    trees = {}
    for name, archgen in (("wheel", installed / "archgen"), ("checkout", Path(sys.executable).with_name("archgen"))):
        root = tmp_path / name / "repository"
        root.mkdir(parents=True)
        command = [archgen, "new-design", "--brief", BRIEF, "--output", root, "--no-input", "--quiet"]
        subprocess.run(
            list(map(str, command)), check=True, capture_output=True, env={"SOURCE_DATE_EPOCH": "1780000000"}
        )
        trees[name] = {str(file.relative_to(root)): file.read_bytes() for file in (root / "docs").rglob("*.*")}
    assert len(trees["wheel"]) > 20
    assert trees["wheel"] == trees["checkout"]
