"""No page says of one system what it says of another: sentences are specific, or they are not there."""

from __future__ import annotations

from itertools import combinations

import pytest
from documents_read import ORDINARY, mask, sentences


@pytest.mark.parametrize("pair", list(combinations(ORDINARY, 2)), ids="-".join)
def test_two_designs_share_at_most_a_fifth_of_their_sentences(pair):
    one, other = map(sentences, pair)
    shared = one & other
    assert len(shared) / min(len(one), len(other)) <= 0.20, "\n".join(sorted(shared))


def test_numbers_are_masked_and_names_are_kept():
    assert mask("**`send-reply`** takes [7.68 req/s](ledger.md#x) of 1,000.") == "send-reply takes # req/s of #"
