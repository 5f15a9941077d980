"""The programs that make a site of Markdown. Both read the same mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from archgen.site.overlay import INSTALL
from archgen.tools import Result, attach, need, run

LONGEST_BUILD_SECONDS = 3600
# Material prints a banner about the end of mkdocs on each build, unless told not to.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


class Engine(Struct, frozen=True):
    """How a program is called, and how it differs: `appends` to inherited lists, `inside` the repository only."""

    name: str
    install: str
    appends: bool
    inside: bool

    def build(self, configuration: Path, *, strict: bool) -> Result:
        """Build once; what the program said."""
        options = ("--strict",) if strict else ()
        call = (str(self.need()), "build", "--config-file", str(configuration), *options)
        return run(*call, env=_ENVIRONMENT, timeout=LONGEST_BUILD_SECONDS)

    def serve(self, configuration: Path, *, address: str) -> int:
        """Serve in this terminal and rebuild until interrupted; the exit code."""
        call = (str(self.need()), "serve", "--config-file", str(configuration), "--dev-addr", address)
        return attach(*call, env=_ENVIRONMENT)

    def need(self) -> Path:
        """Where the program is; stops if it is not installed."""
        return need(self.name, self.install)


ENGINES = {
    "mkdocs": Engine("mkdocs", INSTALL, appends=False, inside=False),
    "zensical": Engine("zensical", "Install it beside archgen: pip install zensical.", appends=True, inside=True),
}
