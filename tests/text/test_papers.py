from __future__ import annotations

import pytest

from generator.text.papers import is_paper, is_preprint, preprint


@pytest.mark.parametrize(
    ("url", "paper", "preprint"),
    [
        ("https://arxiv.org/abs/2606.01234", True, True),
        ("https://www.biorxiv.org/content/10.1101/2026.06.01", True, True),
        ("https://openreview.net/forum?id=abc", True, True),
        ("https://www.nature.com/articles/s41586-026-01234-5", True, False),
        ("https://www.nature.com/articles/d41586-026-01234-5", False, False),  # news of the journal
        ("https://doi.org/10.1000/182", True, False),
        ("https://arxiv.org/list/cs.AI/recent", False, False),
        ("https://ledger.example/arxiv.org/abs/2606.01234", False, False),
        ("https://notarxiv.org/abs/2606.01234", False, False),
    ],
)
def test_a_paper_is_known_by_its_address(url: str, paper: bool, preprint: bool) -> None:
    assert (is_paper(url), is_preprint(url)) == (paper, preprint)


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("arxiv.org/abs/2606.01234", "2606.01234"),
        ("arxiv.org/pdf/2606.01234v2", "2606.01234"),
        ("export.arxiv.org/html/2606.01234", "2606.01234"),
        ("arxiv.org/list/cs.AI/recent", None),
        ("ledger.example/arxiv.org/abs/2606.01234", None),
    ],
)
def test_a_preprint_has_one_number_in_all_its_forms(page: str, number: str | None) -> None:
    assert preprint(page) == number
