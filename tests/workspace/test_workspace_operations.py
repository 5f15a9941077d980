"""Rename, retire, restore: plans of their own, on files as a dict and through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from archgen.problems import Exit, Stop
from archgen.workspace import read_manifest
from archgen.workspace.operations import rename, restore, retire

DOCS = "docs/backend"
PAGE, OTHER, SHARED = f"{DOCS}/parley/page.md", f"{DOCS}/parley/run/other.md", f"{DOCS}/handbook/api.md"
BRIEF = f"{DOCS}/parley/brief.yaml"
PAGES = {
    PAGE: "# Page\n\n[other](run/other.md), [api](../handbook/api.md)\n\n<!-- archgen-id: parley/page -->\n",
    OTHER: "# Other\n\n[page](../page.md)\n",
}
IDS = {PAGE: "parley/page", OTHER: "parley/other"}


def people_of(desk) -> dict[str, str | None]:
    return {path: text for path, text in desk.files.items() if not path.startswith(".archgen/")}


def known(desk) -> dict:
    return {"manifest": read_manifest(desk.files[".archgen/manifest.json"]), "theirs": people_of(desk)}


def bases(desk) -> dict[str, str]:
    return {path: text for path, text in desk.files.items() if path.startswith(".archgen/")}


@pytest.fixture
def parley(desk):
    desk.run(PAGES, ids=IDS)
    desk.run({SHARED: "# API\n\n[Parley](../parley/page.md)\n"}, slug="", ids={SHARED: "handbook/api"})
    desk.files[BRIEF] = "system: {name: Parley}\n"
    return desk


class TestRename:
    def renamed(self, desk, **options):
        return desk.apply(rename("parley", "desk", docs=DOCS, bases=bases(desk), **known(desk), **options))

    def test_files_move_and_all_links_follow_in_pages_and_navigation(self, parley):
        parley.files[f"{DOCS}/parley/ann.md"] = "Mine: [page](page.md)\n"
        parley.files[f"{DOCS}/notes.md"] = "See [page](parley/page.md#x) and [all](parley/).\n"
        parley.files["mkdocs.yml"] = "nav:\n- A: backend/parley/page.md  # Ann's\n- B: backend/parley2/page.md\n"
        self.renamed(parley)
        assert parley.people() == {
            f"{DOCS}/desk/ann.md": "Mine: [page](page.md)\n",
            f"{DOCS}/desk/brief.yaml": "system: {name: Parley}\n",
            f"{DOCS}/desk/page.md": PAGES[PAGE].replace("parley/page", "desk/page"),
            f"{DOCS}/desk/run/other.md": PAGES[OTHER],
            SHARED: "# API\n\n[Parley](../desk/page.md)\n",
            f"{DOCS}/notes.md": "See [page](desk/page.md#x) and [all](desk/).\n",
            "mkdocs.yml": "nav:\n- A: backend/desk/page.md  # Ann's\n- B: backend/parley2/page.md\n",
        }

    def test_the_answers_of_the_last_run_move_along(self, parley):
        parley.files[f".archgen/base/{BRIEF}"] = "system: {name: Before}\n"
        self.renamed(parley)
        assert parley.files[f".archgen/base/{DOCS}/desk/brief.yaml"] == "system: {name: Before}\n"
        assert not any("/parley/" in path for path in parley.files)

    def test_the_log_knows_the_decisions_under_their_new_name(self, parley):
        state = '{"derived": {"a.md": {"decision": "parley/cache", "title": "parley/x"}}}'
        theirs = {**people_of(parley), ".archgen/adr.json": state}
        manifest = read_manifest(parley.files[".archgen/manifest.json"])
        plan = rename("parley", "desk", docs=DOCS, manifest=manifest, bases=bases(parley), theirs=theirs)
        assert plan.changes()[".archgen/adr.json"] == state.replace("parley/cache", "desk/cache")

    def test_the_next_update_finds_everything_and_merges_as_before(self, parley):
        parley.files[PAGE] += "\nAnn's words.\n"
        self.renamed(parley)
        pages = {path.replace("parley", "desk"): text.replace("parley/", "desk/") for path, text in PAGES.items()}
        ids = {path: f"desk/{path.rpartition('/')[2][:-3]}" for path in pages}
        again = parley.plan(pages, slug="desk", ids=ids)
        assert {str(action.does) for action in again.actions} == {"keep", "unchanged"}
        new = {path: text.replace("# Page", "# New page") for path, text in pages.items()}
        parley.run(new, slug="desk", ids=ids)
        assert parley.files[f"{DOCS}/desk/page.md"] == new[f"{DOCS}/desk/page.md"] + "\nAnn's words.\n"
        shared = {SHARED: "# API\n\n[Parley](../desk/page.md)\n"}
        assert parley.plan(shared, slug="", ids={SHARED: "handbook/api"}).changes() == {}

    def test_a_deleted_page_stays_deleted_and_a_moved_one_stays_where_it_is(self, parley):
        del parley.files[OTHER]
        parley.files[f"{DOCS}/elsewhere.md"] = parley.files.pop(PAGE)
        parley.run(PAGES, ids=IDS)
        self.renamed(parley)
        pages = {path.replace("parley", "desk"): text for path, text in PAGES.items()}
        ids = {path: f"desk/{path.rpartition('/')[2][:-3]}" for path in pages}
        parley.run(pages, slug="desk", ids=ids)
        assert sorted(parley.people()) == [f"{DOCS}/desk/brief.yaml", f"{DOCS}/elsewhere.md", SHARED]

    def test_the_brief_gets_its_new_name(self, parley):
        self.renamed(parley, edits={f"{DOCS}/desk/brief.yaml": "system: {name: Parley, slug: desk}\n"})
        assert parley.files[f"{DOCS}/desk/brief.yaml"] == "system: {name: Parley, slug: desk}\n"

    def test_a_name_in_use_and_an_unknown_design_are_refused(self, parley):
        parley.files[f"{DOCS}/desk/x.png"] = "\x89PNG"
        with pytest.raises(Stop, match="'desk' is in use"):
            self.renamed(parley)
        with pytest.raises(Stop, match="Known are: parley"):
            rename("parly", "x", docs=DOCS, bases={}, **known(parley))


class TestRetire:
    def test_what_nobody_edited_goes_and_what_people_wrote_stays(self, parley):
        parley.files[OTHER] += "Ann's words.\n"
        plan = parley.apply(retire("parley", docs=DOCS, **known(parley)))
        assert parley.people() == {
            OTHER: PAGES[OTHER] + "Ann's words.\n",
            f"{DOCS}/parley/brief.retired.yaml": "system: {name: Parley}\n",
            SHARED: "# API\n\n[Parley](../parley/page.md)\n",
        }
        assert f"{SHARED}: links to {PAGE}, which goes." in plan.as_text()

    def test_records_and_other_designs_remain(self, parley):
        parley.run({f"{DOCS}/adr/0001-a.md": "# 1. A\n"}, kind="record", scope=frozenset())
        parley.apply(retire("parley", docs=DOCS, **known(parley)))
        assert f"{DOCS}/adr/0001-a.md" in parley.people()

    def test_an_unknown_design_is_refused(self, parley):
        with pytest.raises(Stop, match="there is no such design"):
            retire("parly", docs=DOCS, **known(parley))


class TestRestore:
    def test_a_deleted_page_comes_back_and_is_updated_again(self, parley):
        del parley.files[PAGE]
        parley.run(PAGES, ids=IDS)
        parley.apply(restore(PAGE, bases=bases(parley), **known(parley)))
        assert parley.files[PAGE] == PAGES[PAGE]
        parley.run({**PAGES, PAGE: PAGES[PAGE] + "New.\n"}, ids=IDS)
        assert parley.files[PAGE].endswith("New.\n")

    def test_what_is_there_or_unknown_is_refused_with_the_nearest_name(self, parley):
        with pytest.raises(Stop, match="is there, and only what was deleted can be restored"):
            restore(PAGE, bases=bases(parley), **known(parley))
        with pytest.raises(Stop, match=f"Did you mean {PAGE}"):
            restore(f"{DOCS}/parley/pages.md", bases=bases(parley), **known(parley))

    def test_without_a_base_nothing_can_be_restored(self, parley):
        del parley.files[PAGE]
        with pytest.raises(Stop, match="what archgen wrote last is lost"):
            restore(PAGE, bases={}, **known(parley))


class TestTheCommands:
    """The doors: what they print, and what lies on the disk afterwards."""

    @pytest.fixture
    def repository(self, parley, tmp_path) -> Path:
        (tmp_path / ".git").mkdir()
        for path, text in parley.files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return tmp_path

    def run(self, command: str, *words: str):
        from importlib import import_module

        return CliRunner().invoke(import_module(f"archgen.cli.{command}").app, [*words])

    def test_restore_brings_a_page_back_and_undo_takes_that_back(self, repository):
        (repository / PAGE).unlink()
        said = self.run("restore", PAGE, "--output", str(repository))
        assert said.exit_code == 0
        assert f"restore       {PAGE}" in said.output
        assert (repository / PAGE).read_text() == PAGES[PAGE]
        said = self.run("undo", "--output", str(repository))
        assert f"Took back 'restore {PAGE}'" in said.output
        assert not (repository / PAGE).exists()

    def test_restore_understands_a_path_from_the_folder_one_is_in(self, repository, monkeypatch):
        (repository / PAGE).unlink()
        monkeypatch.chdir(repository / "docs/backend/parley")
        assert self.run("restore", "page.md").exit_code == 0
        assert (repository / PAGE).exists()

    def test_a_dry_run_writes_nothing(self, repository):
        (repository / PAGE).unlink()
        assert "restore" in self.run("restore", PAGE, "--output", str(repository), "--dry-run").output
        assert not (repository / PAGE).exists()

    def test_retire_removes_pages_and_says_what_comes_next(self, repository):
        said = self.run("retire", "parley", "--output", str(repository))
        assert said.exit_code == 0
        assert "archgen update --all" in said.output
        assert not (repository / PAGE).exists()
        assert (repository / DOCS / "parley/brief.retired.yaml").exists()

    def test_rename_moves_the_folder_with_pictures_and_names_the_brief(self, repository):
        (repository / DOCS / "parley/picture.png").write_bytes(b"\x89PNG\xff\x00")
        said = self.run("rename", "parley", "front-desk", "--output", str(repository))
        assert said.exit_code == 0, said.output
        assert "archgen update front-desk" in said.output
        assert not (repository / DOCS / "parley").exists()
        assert (repository / DOCS / "front-desk/picture.png").read_bytes() == b"\x89PNG\xff\x00"
        assert "slug: front-desk" in (repository / DOCS / "front-desk/brief.yaml").read_text()

    def test_a_name_that_is_no_folder_name_is_refused_with_one_that_is(self, repository):
        said = self.run("rename", "parley", "Front Desk", "--output", str(repository))
        assert isinstance(said.exception, Stop)
        assert "Use 'front-desk'" in str(said.exception)

    def test_a_broken_manifest_is_named_with_what_to_do(self, repository):
        manifest = repository / ".archgen/manifest.json"
        manifest.write_text("<<<<<<< HEAD\n" + manifest.read_text())
        said = self.run("restore", PAGE, "--output", str(repository))
        assert isinstance(said.exception, Stop)
        assert said.exception.code in (Exit.FINDINGS, Exit.BAD_INPUT)
