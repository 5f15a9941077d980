"""archgen's part in people's files: what is put in, and that everything else is returned byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.problems import Stop
from archgen.site.configuration import NEEDED_EXTENSIONS, Extension
from archgen.workspace.marked import put_entry, put_extensions, put_nav, put_section
from archgen.yamltext import parse

ENTRY = "## 2026-03-04 05:06 UTC: parley\n\n- `team.engineers`: 5 to 8\n"


class TestTheChangelog:
    def test_a_first_entry_makes_the_file(self):
        assert put_entry(None, ENTRY, title="Changes", says="What archgen changed.") == (
            f"# Changes\n\nWhat archgen changed.\n\n{ENTRY}"
        )

    def test_a_new_entry_stands_above_the_old_ones_and_below_the_title(self):
        text = "# Changes\n\nOurs.\n\n## Ann, Monday\n\nMoved to Valkey.\n"
        assert put_entry(text, ENTRY) == f"# Changes\n\nOurs.\n\n{ENTRY}\n## Ann, Monday\n\nMoved to Valkey.\n"

    def test_what_people_call_unreleased_stays_on_top(self):
        text = "# Changes\n\n## [Unreleased]\n\n- Ann's\n\n## 1.0\n"
        assert put_entry(text, ENTRY) == f"# Changes\n\n## [Unreleased]\n\n- Ann's\n\n{ENTRY}\n## 1.0\n"

    def test_a_heading_in_a_fence_is_no_entry(self):
        text = "# Changes\n\n```\n## no entry\n```\n"
        assert put_entry(text, ENTRY) == f"{text}\n{ENTRY}"

    def test_windows_line_ends_stay(self):
        text = "# Changes\r\n\r\n## 1.0\r\n"
        new = ENTRY.replace("\n", "\r\n")
        assert put_entry(text, ENTRY) == f"# Changes\r\n\r\n{new}\r\n## 1.0\r\n"

    @given(st.lists(st.sampled_from(["# T", "## A", "## Unreleased", "text", "", "```", "- x"])), st.booleans())
    def test_every_line_of_peoples_is_still_there_in_order(self, lines, ends):
        text = "\n".join(lines) + ("\n" if ends and lines else "")
        rest = put_entry(text, ENTRY).split("\n")
        if text.strip():
            assert put_entry(text, ENTRY).replace(ENTRY.rstrip("\n"), "", 1).replace("\n", "") == text.replace("\n", "")
            assert all(line in rest for line in lines)


class TestASection:
    FILE = "AGENTS.md"

    def put(self, text: str | None, body: str) -> str:
        return put_section(text, body, file=self.FILE)

    def test_it_is_added_at_the_end_and_replaced_where_it_stands(self):
        first = self.put("# Agents\n\nAnn's rules.\n", "one\ntwo\n")
        assert first == (
            "# Agents\n\nAnn's rules.\n\n"
            "<!-- archgen:begin (written by archgen: changes between these lines are lost) -->\n"
            "one\ntwo\n<!-- archgen:end -->\n"
        )
        assert self.put(first + "\nMore of Ann's.", "three") == first.replace("one\ntwo", "three") + "\nMore of Ann's."
        assert self.put(first, "one\ntwo") == first

    def test_a_file_that_is_not_there_is_made_of_the_section(self):
        assert self.put(None, "one").startswith("<!-- archgen:begin")

    @pytest.mark.parametrize(
        "text",
        [
            "<!-- archgen:begin -->\n",
            "x\n<!-- archgen:end -->\n<!-- archgen:begin -->\n",
            "<!-- archgen:begin -->\n<!-- archgen:begin -->\n<!-- archgen:end -->\n",
        ],
    )
    def test_markers_that_make_no_pair_are_refused(self, text):
        with pytest.raises(Stop, match="do not make one pair"):
            self.put(text, "one")

    @given(st.text(alphabet="ab#\n\r <!->"), st.text(alphabet="ab#\n\r <!->"), st.sampled_from(["\n", "\r\n"]))
    def test_all_outside_the_markers_is_returned_byte_for_byte(self, before, after, newline):
        before += newline
        marked = f"{before}<!-- archgen:begin -->{newline}old{newline}<!-- archgen:end -->{newline}{after}"
        now = self.put(marked, "new\nlines")
        assert now.startswith(before)
        assert now.endswith(f"<!-- archgen:end -->{newline}{after}")
        assert self.put(now, "new\nlines") == now


SITE = """\
site_name: Ours  # Ann's
plugins: [search]
extra: !ENV [KEY, {a: 1}]
markdown_extensions:
  - admonition   # notes
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - pymdownx.superfences
nav:
  - Home: index.md
  - Guide:
    - guide/a.md

# the end
"""
NAV = "- Backend:\n    - backend/index.md\n    - Parley: backend/parley/index.md\n"
FENCES = Extension(
    "pymdownx.superfences",
    (
        "custom_fences:",
        "  - name: mermaid",
        "    class: mermaid",
        "    format: !!python/name:pymdownx.superfences.fence_code_format",
    ),
)


def in_order(lines: list[str], text: str) -> bool:
    """Do these lines stand in the text, in this order?"""
    rest = iter(text.split("\n"))
    return all(line in rest for line in lines)


class TestTheSite:
    def nav(self, text: str, entries: str = NAV) -> str:
        edited = put_nav(text, entries, file="mkdocs.yml")
        assert not edited.problems, edited.problems
        return edited.text

    def extended(self, text: str, *extensions: Extension) -> str:
        edited = put_extensions(text, extensions, file="mkdocs.yml")
        assert not edited.problems, edited.problems
        return edited.text

    def test_the_navigation_gets_a_marked_block_at_its_end(self):
        assert self.nav(SITE) == SITE.replace(
            "    - guide/a.md\n",
            "    - guide/a.md\n"
            "  # archgen:begin (written by archgen: changes between these lines are lost)\n"
            "  - Backend:\n      - backend/index.md\n      - Parley: backend/parley/index.md\n"
            "  # archgen:end\n",
        )

    def test_a_later_run_replaces_the_block_where_people_have_put_it(self):
        now = self.nav(SITE)
        block = now[now.index("  # archgen:begin") : now.index("\n# the end")]
        moved = SITE.replace("nav:\n", f"nav:\n{block}")
        assert self.nav(moved) == moved
        assert self.nav(moved, "- Backend: backend/index.md\n") == SITE.replace(
            "nav:\n",
            "nav:\n  # archgen:begin (written by archgen: changes between these lines are lost)\n"
            "  - Backend: backend/index.md\n  # archgen:end\n",
        )

    def test_an_entry_that_people_wrote_themselves_is_theirs(self):
        text = "nav:\n- Ours: index.md\n- Design: backend/index.md\n"
        assert self.nav(text) == text

    def test_all_that_the_pages_need_is_added_once(self):
        now = self.extended(SITE, *NEEDED_EXTENSIONS)
        assert self.extended(now, *NEEDED_EXTENSIONS) == now
        assert "  - admonition   # notes\n" in now

    def test_a_site_without_navigation_needs_none(self):
        assert self.nav("site_name: x\n") == "site_name: x\n"

    @pytest.mark.parametrize("nav", ["nav: [index.md]\n", "nav: !include nav.yml\n", "nav:\n"])
    def test_a_navigation_in_another_style_is_left_to_people_with_the_lines_to_add(self, nav):
        edited = put_nav(nav, NAV, file="mkdocs.yml")
        assert edited.text == nav
        assert "backend/index.md" in str(edited.problems[0])

    def test_a_missing_extension_is_added_to_the_list_and_one_that_is_there_is_not(self):
        assert self.extended(SITE, Extension("admonition"), Extension("attr_list")) == SITE.replace(
            "nav:\n", "  - attr_list\nnav:\n"
        )
        assert self.extended(SITE, Extension("toc", ("permalink: true",))) == SITE.replace(
            "nav:\n", "  - toc:\n      permalink: true\nnav:\n"
        )

    def test_options_are_added_to_an_extension_that_has_none(self):
        added = "".join(f"      {line}\n" for line in FENCES.options)
        assert self.extended(SITE, FENCES) == SITE.replace(
            "  - pymdownx.superfences\n", f"  - pymdownx.superfences:\n{added}"
        )
        assert self.extended(self.extended(SITE, FENCES), FENCES) == self.extended(SITE, FENCES)

    def test_options_are_added_beside_those_that_people_set(self):
        text = "markdown_extensions:\n- pymdownx.superfences:\n    preserve_tabs: true  # Ann\n- tables\n"
        added = "".join(f"    {line}\n" for line in FENCES.options)
        assert self.extended(text, FENCES) == text.replace("- tables", f"{added}- tables")

    def test_a_fence_is_added_beside_those_that_people_have(self):
        text = (
            "markdown_extensions:\n- pymdownx.superfences:\n    custom_fences:\n"
            "    - name: dot\n      class: dot\n- tables\n"
        )
        added = "".join(f"    {line.removeprefix('  ')}\n" for line in FENCES.options[1:])
        assert self.extended(text, FENCES) == text.replace("- tables", f"{added}- tables")

    def test_options_that_people_set_otherwise_are_theirs(self):
        text = "markdown_extensions:\n  - toc:\n      permalink: false\n"
        assert self.extended(text, Extension("toc", ("permalink: true",))) == text

    def test_extensions_may_be_spelt_as_a_mapping(self):
        text = "markdown_extensions:\n  admonition:\n  toc:\n    permalink: true\n"
        assert self.extended(text, Extension("attr_list")) == text + "  attr_list:\n"

    def test_a_site_without_extensions_gets_the_list_unless_it_inherits_one(self):
        assert self.extended("site_name: x\n", Extension("tables")) == (
            "site_name: x\nmarkdown_extensions:\n  - tables\n"
        )
        assert put_extensions("INHERIT: base.yml\n", [Extension("tables")], file="mkdocs.yml").problems

    def test_windows_line_ends_stay(self):
        text = SITE.replace("\n", "\r\n")
        assert self.extended(self.nav(text), FENCES) == self.extended(self.nav(SITE), FENCES).replace("\n", "\r\n")

    @given(st.permutations(range(5)), st.booleans(), st.sampled_from([0, 2, 4]))
    def test_every_line_of_peoples_stays_and_nothing_else_reads_otherwise(self, order, marked, indent):
        margin = " " * indent
        parts = [
            "site_name: x # y\n",
            f"nav:\n{margin}- a.md\n{margin}# note\n{margin}- B:\n{margin}    - b.md\n\n",
            f"markdown_extensions:\n{margin}- toc:\n{margin}    permalink: x\n{margin}- pymdownx.superfences\n",
            "plugins:\n- search\n# comment\n",
            "extra:\n  nav:\n  - not: this\n",
        ]
        text = "".join(parts[at] for at in order)
        now = self.extended(self.nav(text) if marked else text, FENCES, Extension("admonition"))
        kept = [line for line in text.split("\n") if line.strip() != "- pymdownx.superfences"]
        assert in_order(kept, now)
        before, after = (parse(side, file="x", foreign=True).data for side in (text, now))
        assert {key: before[key] for key in ("site_name", "plugins", "extra")} == {
            key: after[key] for key in ("site_name", "plugins", "extra")
        }
