"""Bytes as lines and back: what is not edited stays, byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.adr.source import Edit, decode


@given(st.binary(max_size=300))
def test_any_bytes_come_back_as_they_were(data: bytes) -> None:
    assert decode(data).encoded() == data


@given(st.text(alphabet="a\r\n\u2028\x0b\ufeffé", max_size=60), st.sampled_from(("utf-8", "utf-16")))
def test_any_line_ends_and_marks_come_back_as_they_were(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert decode(data).encoded() == data


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_new_lines_get_the_line_ends_of_the_file(end: str) -> None:
    text = decode(f"a{end}b{end}c{end}".encode())
    assert text.edited(Edit(1, 2, ("x", "y"))).encoded() == f"a{end}x{end}y{end}c{end}".encode()


def test_a_line_that_is_not_edited_keeps_its_own_end() -> None:
    text = decode(b"a\r\nb\nc\nd")
    assert text.edited(Edit(3, 3, ("x",))).encoded() == b"a\r\nb\nc\nx\nd"


def test_lines_after_a_last_line_without_an_end_begin_on_their_own() -> None:
    assert decode(b"a").edited(Edit(1, 1, ("b",))).encoded() == b"a\nb"
