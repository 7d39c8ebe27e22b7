from __future__ import annotations

import pytest

from generator.text.european import english_reading, language_told_in
from generator.text.quantities import quantities


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Bellarde zahlt 1.850 Euro", "de", [1850]),
        ("12.500.000 Menschen, 1,5 Millionen Euro und 2,75 Mrd. Dollar", "de", [12.5e6, 1.5e6, 2.75e9]),
        ("1,4 milliard d'euros pour 14 000 élèves", "fr", [1.4e9, 14000]),
        ("12,5 millones por 2.300.000 rostros, 3 mil millones y 200 mil", "es", [12.5e6, 2.3e6, 3e9, 2e5]),
        ("1 Billion Euro", "de", [1e12]),
        ("40 Prozent", "de", [40]),
        ("1,850 employees", "de", [1850]),
        ("Tessaro 4.5", "de", [4.5]),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(text: str, language: str, numbers: list[float]) -> None:
    assert [quantity.value for quantity in quantities(english_reading(text, language))] == numbers


@pytest.mark.parametrize(
    ("text", "language", "reading"),
    [
        ("Torvik entlässt im März 1.850 Beschäftigte", "de", "Torvik layoff March 1,850 employee"),
        ("La justice interdit l'application de Corvello", "fr", "court ban 'Corvello"),
        ("Multa a Corvello por el uso de rostros", "es", "fine Corvello face"),
        ("Pelzkamp am 12.06.2026: Mirle-4.5", "de", "Pelzkamp 12.06.2026: Mirle-4.5"),
        ("KI-Modell der Firma Pelzkamp", "de", "model company Pelzkamp"),
        ("", "fr", ""),
    ],
)
def test_listed_words_are_translated_and_names_kept(text: str, language: str, reading: str) -> None:
    assert english_reading(text, language).strip() == reading


@pytest.mark.parametrize(
    ("text", "tag", "language"),
    [
        ("Das Werk ist in Hannover", "de", "de"),
        ("Das Werk ist in Hannover", "de-AT", "de"),
        ("Das Werk ist in Hannover", "en", ""),
        ("The plant opened on Monday", "de", ""),
        ("Le centre est à Lille, et la ville paie", "fr-CA", "fr"),
        ("Il centro di calcolo", "it", ""),
    ],
)
def test_a_text_is_of_the_language_of_its_tag_where_it_reads_so(text: str, tag: str, language: str) -> None:
    assert language_told_in(text, tag) == language
