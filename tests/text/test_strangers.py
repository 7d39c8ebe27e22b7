from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.strangers import capitalised, full_names, strangers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the chip was late, said Henrike Vold, chief executive of Basalt, on Monday", ["Henrike Vold"]),
        ("a talk with Marit van der Solheim, the Northwind co-founder", ["Marit van der Solheim"]),
        ("he wrote to Joana Veldkamp, a research scientist at Halyard", ["Joana Veldkamp"]),
        ("the plan of Halyard chief executive Tobias O’Ferncastle is bold", ["Tobias O’Ferncastle"]),
        ("its founder and CEO Kaisa Torvald-Lind told investors that", ["Kaisa Torvald-Lind"]),
        ("Chief executive Ada Veldkamp said that limits double", ["Ada Veldkamp"]),
        ("Halyard Chief Executive Ada Veldkamp told them more", ["Ada Veldkamp"]),
        ("A spokesperson for the Commission, Lena Hartog, said no", ["Lena Hartog"]),
        ("Analyst Priya Raval of Northwind warned against favourable tests", ["Priya Raval"]),
        ("Ruth Adeyo, who chaired the board of ethics, resigned", ["Ruth Adeyo"]),
        ("Judge Marian Stook wrote that the harm was great", ["Marian Stook"]),
        ("she told minister Ahn Gyu-tae of it", ["Ahn Gyu-tae"]),
        ("Halyard has named Ada Veldkamp general counsel, its first", ["Ada Veldkamp"]),
        ("Halyard hires former Northwind executive Ada Veldkamp as finance chief", ["Ada Veldkamp"]),
        ("the firm’s chief executive, Ada Veldkamp, called it wrong", ["Ada Veldkamp"]),
        ("it costs billions, said Anton Reeve, who teaches law", ["Anton Reeve"]),
        ("its lead author Ana Veldkamp is late", ["Ana Veldkamp"]),
        ("北风创始人沈立衡表示，限额将翻倍。", ["沈立衡"]),
        ("分析师周怀远认为，行业正在洗牌", ["周怀远"]),
        ("首席执行官 Ada Veldkamp 表示，限额将翻倍", ["Ada Veldkamp"]),
        ("北风联合创始人、CEO 何与舟：限额将翻倍", ["何与舟"]),
        ("北风 CEO 何舟在 GTC 2025 上发布了战略", ["何舟"]),
        ("北风 CEO 何舟在格罗宁根发布了战略", ["何舟"]),
        ("哈利亚德首席执行官托比亚斯·弗恩卡斯尔（Tobias Ferncastle）透露", ["Tobias Ferncastle"]),
        ("It spoke with Rapid Reply, Halyard president and chief executive Ada Veldkamp said", ["Ada Veldkamp"]),
        # no names
        ("the executive director of the Chess Club met head of Europe Public Policy", []),
        ("Halyard chief executive says limits double", []),
        ("she likes the new app, Zest Maps, the founder says", []),
        ("the vice president Operating Officer", []),
        ("Chief Executive Northwind Says Limits Will Double After Quist Leaves", []),
        ("Co-founder Takes On The Rival From Porto As Limits Double", []),
        ("首席运营官于周五宣布离职", []),
        ("创始人认为限额太低", []),
        ("首席执行官马克 · 伦德在会上说", []),
        ("教授们表示反对", []),
    ],
)
def test_people_are_told_by_their_roles(text: str, names: list[str]) -> None:
    assert [name for name, kind in strangers(text) if kind == "person"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a filing of Halyard Systems Inc. shows the price", ["Halyard Systems"]),
        ("it was sold to Kvikk Media, Ltd for little", ["Kvikk Media"]),
        ("the legal-software startup Docketry has raised $40 million", ["Docketry"]),
        ("“灵溪智能”完成亿元级A轮融资", ["灵溪智能"]),
        ("机器人公司「燕鸥智造」近日完成数千万元天使轮融资", ["燕鸥智造"]),
        # no names
        ("owned by Route 14 Investment Partners LLC in Porto", []),
        ("the American startup has raised money", []),
        ("a startup AI lab was founded", []),
        ("公司完成融资后扩张", []),
    ],
)
def test_companies_are_told_by_legal_forms_and_funding(text: str, names: list[str]) -> None:
    assert [name for name, kind in strangers(text) if kind == "company"] == names


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Startup Vantor closes a round", "", ["Vantor"]),
        ("Kestrel lands $30 million", "Kestrel helps insurers.", ["Kestrel"]),
        ("Meet the robots of Porto", "They are many.", ["Porto"]),
        ("Robots Are Sold In Porto", "Shops of Porto have robots.", ["Porto"]),
        ("Robots Are Sold In Porto", "", []),
        ("Hospital startup opens", "Hospital robots are many; a hospital has two.", []),
        ("Introducing Tarn 4, a model", "Call it tarn-4-preview.", ["Tarn"]),
        ("AI firm opens on Monday", "", []),
        ("北风开放", "", []),
    ],
)
def test_names_of_a_title_keep_their_capital(title: str, text: str, names: list[str]) -> None:
    assert list(capitalised(title, text)) == names


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Cellars lost as Vellum Quay goes dark", "Vellum Quay was down for an hour.", {"Vellum Quay"}),
        ("An economist, Lena Hallam, warns of pears", "Pears alike, says Hallam.", {"Lena Hallam"}),
        ("Skerry fined over pears", "A court in Tilbrook fined Skerry on Monday.", {"Skerry"}),
        ("White text opens a hole in Skerry", "The hole in Skerry is closed.", {"Skerry"}),
        ("A faint signal in the orchard", "Nothing else is known.", set()),
    ],
)
def test_names_are_whole_and_no_places(title: str, text: str, names: set[str]) -> None:
    assert full_names(title, text) == names


@given(st.lists(st.sampled_from([*"Ada Lund,CEO .\n创始人沈立衡表示“”", "chief executive", "Inc"]), max_size=60))
def test_a_name_stands_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert all(name in text for name, _ in strangers(text))
