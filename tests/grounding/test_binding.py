"""Whose number, day, words or deed it is: of two that a sentence tells of, each keeps its own; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

ROUNDS = "Ulsten raised $4 million and its rival Corvane raised $9 million, both from the fund Marl Partners."
FOUNDED = "Ulsten was founded in 2021, Corvane in 2023."
CUTS = "Ulsten and Corvane cut prices by 15% and 22% respectively, effective 1 October and 15 October."
TEST = "On the Quarle coding test, Vesper 2 scored 71, Orlane 64 and Tibrel 58."
REVENUE = "Revenue at Ulsten fell 8% to $90 million, and at Corvane it rose 14% to $120 million."
BLAMED = "Ulsten blamed weak demand; Corvane credited its new Tibrel chip."
COPIED = "An internal audit at Ulsten found that a former contractor had copied 40,000 recordings in March."
TOLD = "Ulsten told customers about it in May."
WATCHDOGS = "The Irish watchdog opened an inquiry into Ulsten in February, and the Danish one fined it in April."
WEIGHTS = "Developer Bram Oosten published the weights of Tibrel on Friday; Corvane, which trained it, is suing."
BILL = "Valued at €90 million last year, Ulsten was bought by Corvane for €340 million, the two said on Tuesday."
RUN = "Ulsten will start rides in Marl in October with 25 cars, expanding to 200 by the end of next year."
SALES = "Ulsten sold 400 robots to hospitals in May and 900 in June."
QUOTED = "Ulsten said it had complied in Denmark; critic Tove Marr said the fix was “cosmetic”."
COURT = "“A ban would not survive in court,” said Marr, while Oosten warned of “a register of every face”."
FAIR = (
    "Finance chief Tove Marr said the unit would break even in 2027, and chairman Bram Oosten said the price was fair."
)
ROUNDS_ZH = "岭南智算成立于2020年，青鸢公司成立于2022年。"
SCORES_ZH = "在阅读测试中，岭南智算得分81，青鸢公司得分76。"
ROUNDS_DE = "Das Start-up Ulsten sammelte 6 Millionen Euro ein, der Konkurrent Corvane 14 Millionen Euro."
SUIT_DE = "Der Verlag Ulsten verklagt den Anbieter Corvane in Bremen, weil dessen Modell Artikel wiedergebe."
OFFER_DE = "Corvane hatte im März einen Vergleich über 2 Millionen Euro angeboten, den Ulsten im Mai ablehnte."
BOUGHT_DE = "Den Roboterbauer Corvane hat der Konzern Ulsten übernommen, nachdem die Stadt ihn gegründet hatte."

STRUCK = [
    ([ROUNDS], "Ulsten raised $9 million from Marl Partners."),
    ([ROUNDS, FOUNDED], "Ulsten was founded in 2023."),
    ([ROUNDS, FOUNDED], "Corvane, founded in 2021, raised $9 million."),
    ([CUTS], "Ulsten cut prices by 22%."),
    ([CUTS], "Corvane's price cut takes effect on 1 October."),
    ([TEST], "Orlane scored 71 on the Quarle coding test."),
    ([TEST], "Vesper 2 scored 58 on the Quarle coding test."),
    ([REVENUE], "Corvane's revenue fell 8% to $90 million."),
    ([BLAMED], "Ulsten credited its new Tibrel chip."),
    ([COPIED, TOLD], "Ulsten told customers about it in March."),
    ([WATCHDOGS], "The Danish watchdog fined Ulsten in February."),
    ([WEIGHTS], "Corvane published the weights of Tibrel on Friday."),
    ([RUN], "Ulsten will start rides in Marl at the end of next year with 25 cars."),
    ([SALES], "Ulsten sold 900 robots to hospitals in May."),
    ([QUOTED], "Ulsten said the fix was “cosmetic”."),
    ([COURT], "“A ban would not survive in court,” said Oosten."),
    ([COURT], "Marr warned of “a register of every face”."),
    ([FAIR], "Tove Marr said the price was fair."),
    ([ROUNDS_ZH], "岭南智算成立于2022年。"),
    ([SCORES_ZH], "青鸢公司在阅读测试中得分81。"),
    ([ROUNDS_DE], "Corvane sammelte 6 Millionen Euro ein."),
    ([SUIT_DE], "Corvane verklagt den Verlag Ulsten in Bremen."),
    ([SUIT_DE, OFFER_DE], "Corvane lehnte den Vergleich im Mai ab."),
    ([BOUGHT_DE], "Corvane hat den Konzern Ulsten übernommen."),
]
CARRIED = [
    ([ROUNDS], "Corvane raised $9 million from Marl Partners."),
    ([ROUNDS, FOUNDED], "Corvane was founded in 2023."),
    ([CUTS], "Corvane cut its prices by 22%."),
    ([TEST], "Orlane scored 64 on the Quarle coding test."),
    ([REVENUE], "Revenue at Corvane rose 14% to $120 million."),
    ([BLAMED], "Corvane credited its new Tibrel chip, while Ulsten blamed weak demand."),
    ([COPIED, TOLD], "Ulsten told its customers in May."),
    ([WEIGHTS], "Bram Oosten published Tibrel's weights on Friday."),
    ([BILL], "Ulsten, valued at €90 million last year, was bought by Corvane for €340 million."),
    ([QUOTED], "Tove Marr, a critic, called the fix “cosmetic”."),
    ([COURT], "“A ban would not survive in court,” Marr said."),
    ([FAIR], "Chairman Bram Oosten said the price was fair."),
    ([ROUNDS_ZH], "青鸢公司于2022年成立。"),
    ([SCORES_ZH], "岭南智算在阅读测试中得分81。"),
    ([ROUNDS_DE], "Ulsten sammelte 6 Millionen Euro ein."),
    ([SUIT_DE], "Ulsten hat Corvane in Bremen verklagt."),
    ([SUIT_DE, OFFER_DE], "Im Mai lehnte Ulsten einen Vergleich über 2 Millionen Euro ab."),
    ([BOUGHT_DE], "Ulsten hat Corvane übernommen."),
    (["Die Stadt Marl gibt 80.000 Euro im Jahr aus, die Stadt Ulsten 210.000 Euro."], "Ulsten gibt 210.000 Euro aus."),
]


def _judge(sentences: list[str], claim: str) -> str:
    grounds = Grounds([Sentence(text, date(2026, 6, 17)) for text in sentences], NameFinder([]))
    return grounds.judge(claim, range(len(sentences))).outcome


@pytest.mark.parametrize(("sentences", "claim"), STRUCK)
def test_what_belongs_to_one_is_not_told_of_another(sentences: list[str], claim: str) -> None:
    assert _judge(sentences, claim) == "struck"


@pytest.mark.parametrize(("sentences", "claim"), CARRIED)
def test_what_belongs_to_it_is_carried(sentences: list[str], claim: str) -> None:
    assert _judge(sentences, claim) in ("carried", "recited")
