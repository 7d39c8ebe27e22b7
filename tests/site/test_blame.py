"""Faults of templates, and what is none of theirs."""

from __future__ import annotations

import pytest

from generator.site.blame import fault_of_template
from generator.site.words import UnknownWords, load_words


def test_words_that_the_program_asks_for_in_vain_are_no_fault_of_a_template() -> None:
    with pytest.raises(UnknownWords) as raised:
        load_words("en")("gone")
    assert fault_of_template(raised.value, "mkdocs.yml") is None
