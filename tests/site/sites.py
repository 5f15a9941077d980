"""Repositories for the tests of the site: written from `{path: text}`, served on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread

from archgen.site import Page, Section, configuration

PAGES = Path(__file__).parent / "pages"
NAV = (
    Section(
        "Backend",
        (
            Page("Overview", "backend/index.md"),
            Page("Decisions", "backend/decisions.md"),
            Section(
                "Parley",
                (
                    Page("Overview", "backend/parley/index.md"),
                    Page("Pictures", "backend/parley/pictures.md"),
                    Page("Cost", "backend/parley/cost.md"),
                    Page("Pool exhausted", "backend/parley/runbooks/pool-exhausted.md"),
                ),
            ),
        ),
    ),
)


def a_repository(root: Path, files: Mapping[str, str]) -> Path:
    """A folder that holds `files`."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def the_example(root: Path) -> Path:
    """The pages of tests/site/pages with the mkdocs.yml that archgen creates."""
    shutil.copytree(PAGES, root / "docs")
    return a_repository(root, {"mkdocs.yml": configuration("Example", NAV)})


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address under which a built site is served while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def a_free_port() -> int:
    """A port that nobody listens on."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test prints nothing."""
