"""The table of states: what happens to a file, from what archgen wrote, what people made of it, what it writes now."""

from __future__ import annotations

import pytest

PAGE = "docs/backend/parley/page.md"
OTHER = "docs/backend/parley/other.md"
MOVED = "docs/backend/parley/notes/page.md"
ONE = "# Page\n\n## Load\n\nFour instances.\n\n## Notes\n\nNone.\n"
TWO = ONE.replace("Four", "Six")
EDITED = ONE.replace("None.", "Ann was here.")
BOTH = TWO.replace("None.", "Ann was here.")


def test_a_first_run_creates_and_a_second_one_writes_nothing(desk):
    assert desk.does(desk.run({PAGE: ONE})) == {PAGE: "create"}
    assert desk.files[f".archgen/base/{PAGE}"] == ONE
    again = desk.plan({PAGE: ONE})
    assert desk.does(again) == {PAGE: "unchanged"}
    assert again.changes() == {}


def test_what_people_left_alone_is_updated(desk):
    desk.run({PAGE: ONE})
    assert desk.does(desk.run({PAGE: TWO})) == {PAGE: "update"}
    assert desk.people() == {PAGE: TWO}
    assert desk.files[f".archgen/base/{PAGE}"] == TWO


def test_what_people_edited_is_kept_where_nothing_new_is_to_be_said(desk):
    desk.run({PAGE: ONE})
    desk.files[PAGE] = EDITED
    plan = desk.run({PAGE: ONE})
    assert desk.does(plan) == {PAGE: "keep"}
    assert plan.changes() == {}
    assert desk.people() == {PAGE: EDITED}


def test_what_both_changed_apart_is_merged(desk):
    desk.run({PAGE: ONE})
    desk.files[PAGE] = EDITED
    assert desk.does(desk.run({PAGE: TWO})) == {PAGE: "merge"}
    assert desk.people() == {PAGE: BOTH}
    assert desk.plan({PAGE: TWO}).changes() == {}


def test_what_both_changed_alike_is_no_news_but_the_base_follows(desk):
    desk.run({PAGE: ONE})
    desk.files[PAGE] = TWO
    plan = desk.run({PAGE: TWO})
    assert desk.does(plan) == {PAGE: "unchanged"}
    assert desk.files[f".archgen/base/{PAGE}"] == TWO


@pytest.fixture
def disputed(desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    desk.files[PAGE] = ONE.replace("Four", "Five")
    return desk


def test_a_conflict_blocks_the_whole_run_and_is_shown(disputed):
    plan = disputed.plan({PAGE: TWO, OTHER: "b\n"})
    assert plan.blocked
    assert disputed.does(plan) == {PAGE: "conflict", OTHER: "update"}
    assert "both changed: Page > Load" in plan.as_text()
    (both,) = plan.actions[1].conflicts
    assert (both.base, both.theirs, both.ours) == (("Four instances.",), ("Five instances.",), ("Six instances.",))


def test_markers_stay_until_people_resolve_them_and_only_then_the_base_advances(disputed):
    plan = disputed.run({PAGE: TWO, OTHER: "b\n"}, conflict="markers")
    assert plan.unresolved == (PAGE,)
    assert "<<<<<<< yours\nFive instances.\n" in disputed.files[PAGE]
    assert disputed.files[f".archgen/base/{PAGE}"] == ONE
    waiting = disputed.run({PAGE: TWO, OTHER: "b\n"})
    assert disputed.does(waiting) == {PAGE: "unresolved", OTHER: "unchanged"}
    assert "conflicts stand at line 5" in waiting.as_text()
    assert waiting.changes() == {}
    resolved = ONE.replace("Four", "Five")
    disputed.files[PAGE] = resolved
    assert disputed.does(disputed.run({PAGE: TWO, OTHER: "b\n"}))[PAGE] == "keep"
    assert disputed.files[f".archgen/base/{PAGE}"] == TWO
    assert f".archgen/pending/{PAGE}" not in disputed.files
    disputed.run({PAGE: TWO.replace("## Notes", "## Cost\n\nEUR 600.\n\n## Notes"), OTHER: "b\n"})
    assert disputed.files[PAGE] == resolved.replace("## Notes", "## Cost\n\nEUR 600.\n\n## Notes")


def test_a_page_that_moves_and_conflicts_is_marked_in_its_new_place_and_resolved_there(desk):
    desk.run({PAGE: ONE}, ids={PAGE: "page"})
    desk.files[PAGE] = ONE.replace("Four", "Five")
    plan = desk.run({MOVED: TWO}, ids={MOVED: "page"}, conflict="markers")
    assert plan.unresolved == (MOVED,)
    assert list(desk.people()) == [MOVED]
    assert desk.files[f".archgen/base/{MOVED}"] == ONE
    desk.files[MOVED] = TWO.replace("Six", "Five or six")
    desk.run({MOVED: TWO}, ids={MOVED: "page"})
    assert desk.files[f".archgen/base/{MOVED}"] == TWO
    assert sorted(path for path in desk.files if path.startswith((".archgen/base", ".archgen/pending"))) == [
        f".archgen/base/{MOVED}"
    ]
    assert desk.plan({MOVED: TWO}, ids={MOVED: "page"}).changes() == {}


@pytest.mark.parametrize(("mode", "word"), [("ours", "Six"), ("theirs", "Five")])
def test_a_side_may_be_chosen_for_all_conflicts(disputed, mode, word):
    disputed.run({PAGE: TWO, OTHER: "a\n"}, conflict=mode)
    assert disputed.files[PAGE] == ONE.replace("Four", word)
    assert disputed.plan({PAGE: TWO, OTHER: "a\n"}).changes() == {}


@pytest.mark.parametrize(
    ("answer", "text"),
    [("ours", "Six instances."), ("theirs", "Five instances."), ("both", "Five instances.\nSix instances.")],
)
def test_people_may_be_asked_about_each_conflict(disputed, answer, text):
    asked = []

    def ask(path, conflict):
        asked.append((path, conflict.where))
        return answer

    disputed.run({PAGE: TWO, OTHER: "a\n"}, conflict="ask", ask=ask)
    assert asked == [(PAGE, "Page > Load")]
    assert disputed.files[PAGE] == ONE.replace("Four instances.", text)


def test_a_file_that_people_deleted_stays_deleted(desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    del desk.files[PAGE]
    plan = desk.run({PAGE: TWO, OTHER: "a\n"})
    assert desk.does(plan)[PAGE] == "stays deleted"
    assert "archgen restore docs/backend/parley/page.md brings it back" in plan.as_text()
    assert desk.people() == {OTHER: "a\n"}
    assert desk.plan({PAGE: TWO, OTHER: "a\n"}).changes() == {}


def test_a_design_of_which_nothing_is_left_is_written_anew(desk):
    pages = {PAGE: ONE, OTHER: "a\n", MOVED: "b\n"}
    desk.run(pages)
    for path in pages:
        del desk.files[path]
    desk.run({**pages, PAGE: TWO})
    assert desk.people() == {**pages, PAGE: TWO}
    assert desk.plan({**pages, PAGE: TWO}).changes() == {}


def test_a_design_whose_whole_folder_people_moved_is_followed(desk):
    pages = {PAGE: ONE, OTHER: "other\n", MOVED: "moved\n"}
    desk.run(pages)
    moved = {path.replace("/parley/", "/desk/"): desk.files.pop(path) for path in pages}
    desk.files.update(moved)
    desk.run(pages)
    assert desk.people() == moved


def test_a_deleted_file_that_people_bring_back_is_merged_again(desk):
    desk.run({PAGE: ONE})
    del desk.files[PAGE]
    desk.run({PAGE: TWO})
    desk.files[PAGE] = EDITED
    desk.run({PAGE: TWO})
    assert desk.people() == {PAGE: BOTH}


def test_a_file_that_archgen_did_not_write_is_never_overwritten(desk):
    desk.files[PAGE] = "# Ann's page\n"
    plan = desk.plan({PAGE: ONE})
    assert desk.does(plan) == {PAGE: "not ours"}
    assert plan.blocked
    assert "--adopt" in plan.as_text()


def test_a_file_that_says_the_same_already_is_taken_in_silently(desk):
    desk.files[PAGE] = ONE.replace("\n", "\r\n")
    plan = desk.run({PAGE: ONE})
    assert desk.does(plan) == {PAGE: "adopt"}
    assert desk.files[PAGE] == ONE.replace("\n", "\r\n")


def test_adopting_merges_what_both_have_and_disputes_what_differs(desk):
    desk.files[PAGE] = "# Page\n\n## Load\n\nFour instances.\n\n## Ann's\n\nMine.\n"
    desk.run({PAGE: ONE}, adopt=True)
    assert desk.people()[PAGE] == ("# Page\n\n## Load\n\nFour instances.\n\n## Ann's\n\nMine.\n\n## Notes\n\nNone.\n")
    desk.files[OTHER] = "# Page\n\nFive.\n"
    assert desk.does(desk.plan({PAGE: ONE, OTHER: "# Page\n\nSix.\n"}, adopt=True))[OTHER] == "conflict"


def test_what_is_no_longer_written_goes_with_its_base(desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    assert desk.does(desk.run({OTHER: "a\n"})) == {PAGE: "remove", OTHER: "unchanged"}
    assert desk.people() == {OTHER: "a\n"}
    assert f".archgen/base/{PAGE}" not in desk.files
    assert PAGE not in desk.files[".archgen/manifest.json"]


def test_what_is_no_longer_written_but_was_edited_stays_and_is_peoples(desk):
    desk.run({PAGE: ONE, OTHER: "a\n"})
    desk.files[PAGE] = EDITED
    plan = desk.run({OTHER: "a\n"})
    assert desk.does(plan)[PAGE] == "detach"
    assert "so it stays and is yours" in plan.as_text()
    assert desk.people() == {PAGE: EDITED, OTHER: "a\n"}
    assert desk.plan({OTHER: "a\n"}).changes() == {}
    assert desk.does(desk.run({PAGE: TWO, OTHER: "a\n"}))[PAGE] == "merge"
    assert desk.people()[PAGE] == BOTH


def test_files_of_another_design_are_no_orphans(desk):
    desk.run({PAGE: ONE}, slug="parley")
    desk.run({"docs/backend/lumen/page.md": "a\n"}, slug="lumen")
    assert sorted(desk.people()) == ["docs/backend/lumen/page.md", PAGE]
    assert desk.does(desk.run({}, scope=frozenset({"parley"}))) == {PAGE: "remove"}


def test_records_are_never_removed(desk):
    record = "docs/backend/adr/0001-a.md"
    desk.run({record: "# 1. A\n"}, kind="record")
    desk.run({PAGE: ONE})
    assert record in desk.people()


def test_a_page_that_people_moved_is_merged_where_they_put_it(desk):
    desk.run({PAGE: ONE})
    desk.files[MOVED] = desk.files.pop(PAGE).replace("None.", "Ann was here.")
    desk.run({PAGE: TWO})
    assert desk.people() == {MOVED: BOTH}
    desk.run({PAGE: ONE})
    assert desk.people() == {MOVED: EDITED}
    assert desk.plan({PAGE: ONE}).changes() == {}


def test_a_moved_page_is_known_by_its_id_however_much_it_was_changed(desk):
    mark = f"<!-- archgen-id: parley/{PAGE} -->\n"
    desk.run({PAGE: ONE + mark})
    del desk.files[PAGE]
    desk.files[MOVED] = "# All new\n\nQuite.\n\n## Load\n\nFour instances.\n\n" + mark
    plan = desk.run({PAGE: TWO + mark})
    assert MOVED in desk.does(plan)
    assert PAGE not in desk.people()


def test_a_page_that_archgen_moves_takes_peoples_edits_along(desk):
    desk.run({PAGE: ONE}, ids={PAGE: "page"})
    desk.files[PAGE] = EDITED
    plan = desk.run({MOVED: TWO}, ids={MOVED: "page"})
    assert desk.does(plan) == {MOVED: "move"}
    assert desk.people() == {MOVED: BOTH}
    assert f".archgen/base/{PAGE}" not in desk.files
    assert desk.files[f".archgen/base/{MOVED}"] == TWO
    assert desk.plan({MOVED: TWO}, ids={MOVED: "page"}).changes() == {}


def test_links_to_a_page_that_moves_are_mended_everywhere(desk):
    note = "docs/backend/parley/ann.md"
    first = {PAGE: "See [other](other.md).\n", OTHER: "See [page](page.md#x).\n"}
    desk.run(first, ids={PAGE: "page"})
    desk.files[note] = "Mine: [page](page.md), `[page](page.md)`, [web](https://a.b/page.md).\n"
    desk.files[OTHER] += "\nAnn: [page](page.md#y)\n"
    desk.files[PAGE] += "\nAnn: [mine](ann.md)\n"
    now = {MOVED: "See [other](../other.md).\n", OTHER: "See [page](notes/page.md#x).\n"}
    desk.run(now, ids={MOVED: "page"})
    assert desk.people() == {
        MOVED: "See [other](../other.md).\n\nAnn: [mine](../ann.md)\n",
        OTHER: "See [page](notes/page.md#x).\n\nAnn: [page](notes/page.md#y)\n",
        note: "Mine: [page](notes/page.md), `[page](page.md)`, [web](https://a.b/page.md).\n",
    }
    assert desk.plan(now, ids={MOVED: "page"}).changes() == {}


def test_links_in_new_text_follow_pages_that_people_moved(desk):
    pages = {PAGE: "Top: [other](other.md).\n\nMore of the page.\nAnd more.\n", OTHER: "See [page](page.md).\n"}
    desk.run(pages)
    desk.files[MOVED] = desk.files.pop(PAGE)
    desk.run(pages)
    assert desk.people() == {
        MOVED: "Top: [other](../other.md).\n\nMore of the page.\nAnd more.\n",
        OTHER: "See [page](notes/page.md).\n",
    }
    assert desk.plan(pages).changes() == {}


def test_links_that_people_mended_themselves_after_moving_stay(desk):
    pages = {PAGE: "Top: [other](other.md).\n\nMore of the page.\nAnd more.\n", OTHER: "Text.\n"}
    desk.run(pages)
    del desk.files[PAGE]
    desk.files[MOVED] = "Top: [other](../other.md).\n\nMore of the page.\nAnd more.\n"
    desk.run({**pages, PAGE: pages[PAGE] + "New.\n"})
    assert desk.files[MOVED] == "Top: [other](../other.md).\n\nMore of the page.\nAnd more.\nNew.\n"


def test_a_page_does_not_move_onto_a_file_of_peoples(desk):
    desk.run({PAGE: ONE}, ids={PAGE: "page"})
    desk.files[MOVED] = "Ann's\n"
    plan = desk.plan({MOVED: TWO}, ids={MOVED: "page"})
    assert desk.does(plan) == {MOVED: "not ours"}
    assert plan.blocked


def test_two_pages_may_change_places(desk):
    desk.run({PAGE: "a page\n", OTHER: "other\n"}, ids={PAGE: "a", OTHER: "b"})
    desk.files[PAGE] += "Ann's\n"
    desk.run({PAGE: "other\n", OTHER: "a page\n"}, ids={PAGE: "b", OTHER: "a"})
    assert desk.people() == {PAGE: "other\n", OTHER: "a page\nAnn's\n"}


def test_a_new_page_takes_the_place_of_one_that_goes(desk):
    desk.run({PAGE: "a\n", OTHER: "b\n"}, ids={PAGE: "a", OTHER: "b"})
    desk.run({PAGE: "b\n"}, ids={PAGE: "b"})
    assert desk.people() == {PAGE: "b\n"}
    assert desk.plan({PAGE: "b\n"}, ids={PAGE: "b"}).changes() == {}


def test_a_document_that_gets_another_id_at_its_place_is_the_same_document(desk):
    desk.run({PAGE: ONE}, ids={PAGE: "old"})
    desk.files[PAGE] = EDITED
    desk.run({PAGE: TWO}, ids={PAGE: "new"})
    assert desk.people() == {PAGE: BOTH}
    assert '"id": "old"' not in desk.files[".archgen/manifest.json"]


def test_windows_line_ends_are_no_edit_and_stay(desk):
    desk.run({PAGE: ONE})
    desk.files[PAGE] = ONE.replace("\n", "\r\n")
    assert desk.plan({PAGE: ONE}).changes() == {}
    desk.run({PAGE: TWO})
    assert desk.people() == {PAGE: TWO.replace("\n", "\r\n")}


def test_text_that_was_left_out_of_a_removed_section_is_named(desk):
    desk.run({PAGE: ONE})
    desk.files[PAGE] = ONE.replace("## Load\n\nFour instances.\n\n", "")
    plan = desk.run({PAGE: TWO})
    assert "'Page > Load' was left out: people had removed its place." in plan.as_text()


def test_peoples_files_with_a_part_of_ours_are_edited(desk):
    desk.files["mkdocs.yml"] = "nav: []\n"
    plan = desk.run({PAGE: ONE}, edits={"mkdocs.yml": "nav: [a]\n", "AGENTS.md": "text\n"})
    assert desk.does(plan) == {PAGE: "create", "AGENTS.md": "create", "mkdocs.yml": "edit"}
    assert desk.plan({PAGE: ONE}, edits={"mkdocs.yml": "nav: [a]\n"}).changes() == {}


class TestADamagedMemory:
    """Manifest and base that were edited, lost, or merged by git."""

    def test_a_lost_manifest_is_made_again_from_the_bases(self, desk):
        desk.run({PAGE: ONE})
        desk.files[PAGE] = EDITED
        del desk.files[".archgen/manifest.json"]
        desk.run({PAGE: TWO})
        assert desk.people() == {PAGE: BOTH}

    def test_a_lost_base_does_no_harm_to_what_people_left_alone(self, desk):
        desk.run({PAGE: ONE})
        del desk.files[f".archgen/base/{PAGE}"]
        desk.run({PAGE: TWO})
        assert desk.people() == {PAGE: TWO}
        assert desk.files[f".archgen/base/{PAGE}"] == TWO

    @pytest.mark.parametrize("base", [None, "edited\n"])
    def test_without_a_trustworthy_base_nothing_is_merged(self, desk, base):
        desk.run({PAGE: ONE})
        desk.files[PAGE] = EDITED
        if base is None:
            del desk.files[f".archgen/base/{PAGE}"]
        else:
            desk.files[f".archgen/base/{PAGE}"] = base
        plan = desk.plan({PAGE: TWO})
        assert desk.does(plan) == {PAGE: "no base"}
        assert plan.blocked
        assert "restore .archgen from git" in plan.as_text()
        assert desk.does(desk.plan({PAGE: TWO}, adopt=True)) == {PAGE: "conflict"}

    def test_everything_lost_means_files_of_peoples(self, desk):
        desk.run({PAGE: ONE})
        desk.files[PAGE] = EDITED
        desk.files = desk.people()
        assert desk.does(desk.plan({PAGE: TWO})) == {PAGE: "not ours"}

    def test_a_document_with_two_ids_is_named(self, desk):
        desk.run({PAGE: ONE})
        desk.files[PAGE] += f"<!-- archgen-id: parley/{PAGE} -->\n<!-- archgen-id: parley/else -->\n"
        assert "bears several ids" in desk.plan({PAGE: TWO}).as_text()

    def test_two_documents_with_one_id_are_named(self, desk):
        desk.run({PAGE: ONE})
        del desk.files[PAGE]
        for path in (MOVED, OTHER):
            desk.files[path] = f"{ONE}<!-- archgen-id: parley/{PAGE} -->\n"
        assert "as docs/backend/parley/notes/page.md does" in desk.plan({PAGE: TWO}).as_text()

    def test_markers_that_git_left_are_not_taken_for_peoples_text(self, desk):
        desk.run({PAGE: ONE})
        desk.files[PAGE] = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n"
        assert desk.does(desk.plan({PAGE: TWO})) == {PAGE: "unresolved"}


def test_a_copied_page_with_the_same_id_stays_peoples_copy(desk):
    mark = f"<!-- archgen-id: parley/{PAGE} -->\n"
    desk.run({PAGE: ONE + mark})
    desk.files[MOVED] = EDITED + mark
    desk.run({PAGE: TWO + mark})
    assert desk.people() == {PAGE: TWO + mark, MOVED: EDITED + mark}
