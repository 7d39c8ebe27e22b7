from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Kind
from generator.text.introductions import introductions


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Brightquill, the companion chatbot company, denies it", "companion chatbot company"),
        ("We release Tarn 4, a multimodal model with tools.", "multimodal model with tools"),
        ("It bought the AI startup Corvane Labs on Monday", "AI startup"),
        ("Quist, a startup that designs inference chips, has raised money", "startup that designs inference chips"),
        ("They have stopped using an AI triage tool made by Brightquill on Monday", "AI triage tool"),
        ("Die Schnittstelle des KI-Anbieters Brightquill ist ausgefallen.", "KI-Anbieters"),
        ("Das Ergebnis seines Sprachmodells Tarn 4 im Test Halyard von Prozent", "Sprachmodells"),
        ("Tarn released Sable 2 on Thursday, an image model that draws signs.", "image model that draws signs"),
        ("They showed Sable, a pair of glasses with an AI assistant, here", "pair of glasses with an AI assistant"),
        ("Quist, which makes AI-steered software for shops, said so", "AI-steered software for shops"),
        ("It will pay. Quist runs clusters for several AI labs.", "clusters for several AI labs"),
        ("大模型公司青岚科技通过聆讯，拟上市", "大模型公司青岚科技"),
        ("北风推出办公智能体「小杉」", "办公智能体「小杉」"),
        ("北风发布新一代大模型“雪鸮3”", "新一代大模型“雪鸮3”"),
        ("松岭智能发布“雪鸮3”大模型：下调60%", "“雪鸮3”大模型"),
        ("国产AI芯片新势力「磐石半导体」流片成功", "国产AI芯片新势力「磐石半导体」"),
        ("松岭智能开源新一代大模型，价格下调", "大模型"),
        ("Pinecrest Intelligence (松岭智能), a Hangzhou-based AI company, has raised money again", "AI company"),
    ],
)
def test_an_introduction_says_what_has_the_name(text: str, what: str) -> None:
    assert any(it.what.endswith(what) for it in introductions(text))


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(it.name in text and it.what in text for it in introductions(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quist, a startup that designs inference chips, has raised money", {("Quist", "company")}),
        ("A complaint names Brightquill, the companion chatbot company.", {("Brightquill", "company")}),
        ("the developer of games sold Quist, the company behind it", {("Quist", "company")}),
        ("It will buy the chip startup Corvane’s shares from chatbot maker Ottery Monday", {("Corvane", "company"), ("Ottery", "company")}),
        ("Finly, a startup in Lisbon, has raised money", {("Finly", "company")}),
        ("Additionally, a startup in Lisbon has raised money", set()),
        ("Quist runs its shops with software of others", set()),
        ("Developer Stackfell, the company behind it, is sorry", {("Stackfell", "company")}),
        ("Quist, the Porto-based AI company best known for its radio, is sorry", {("Quist", "company")}),
        ("Quist, one of the world's largest translation companies, is sorry", {("Quist", "company")}),
        ("They fined the translation firm Ottery 8.4 million euros", {("Ottery", "company")}),
        ("Quist, the Irish artificial intelligence developer, is sorry", {("Quist", "company")}),
        ("Ada Lund, the artificial intelligence developer, is sorry", set()),
        ("Ottery on Tuesday unveiled two small AI models", {("Ottery", "company")}),
        ("A person said that Ottery releases new language models", {("Ottery", "company")}),
        ("Ottery unveiled a hall for models of ships", set()),
        ("Competitor Ottery charges $3 per million input tokens", {("Ottery", "company")}),
        ("Carmaker Ottery will use it from the next year", {("Ottery", "company")}),
        ("Chip designer Corvane showed it to toymaker Quist", {("Corvane", "company"), ("Quist", "company")}),
        ("Translation giant Corvane cuts jobs", {("Corvane", "company")}),
        ("Illustrators of Porto sue the image generator Curio", {("Curio", "product")}),
        ("They rent a diesel generator Curio had sold", set()),
        ("芯片设计公司 Corvane 周三发布新品", {("Corvane", "company")}),
        ("该公司 CEO 周三发布公开信", set()),
        ("The company is sorry. A union of workers in Ottery said it would sue", set()),
        ("Corvane Labs on Tuesday opened a hall", {("Corvane Labs", "company")}),
        ("Corvane Raises $40 Million For Robots", {("Corvane", "company")}),
        ("Pinecrest Labs (松岭智能), an AI company, has released its newest model", {("Pinecrest Labs", "company"), ("松岭智能", "company")}),
        ("人形机器人公司「灵枢机器人」宣布完成融资", {("灵枢机器人", "company")}),
        ("国产AI芯片新势力「磐石半导体」流片成功", {("磐石半导体", "company")}),
        ("公司「提效计划」宣布结束", set()),
        ("罗岩旗下公司“不鸣则已”？北风去年收入超 5 亿", set()),
        ("松岭智能发布“雪鸮3”大模型：上下文200万", {("松岭智能", "company"), ("雪鸮3", "model")}),
        ("公司推出“会思考”的图像模型", set()),
        ("医疗开源模型Tarn-3B发布：30亿参数", {("Tarn-3B", "model")}),
        ("Rival Corvane raised €40 million last month.", {("Corvane", "company")}),
        ("We release Tarn 4, a multimodal model with tools.", {("Tarn 4", "model")}),
        ("They open Tarn-2, our second family of reasoning models.", {("Tarn-2", "model")}),
        ("It has shown its new language model, Tarn 4, in a hall", {("Tarn 4", "model")}),
        ("A bank uses an app called Quill to read", {("Quill", "product")}),
        ("Users of Tern, an AI coding assistant, lost code", {("Tern", "product")}),
        ("Arbor is an open-source library for tools. They like Arbor", {("Arbor", "product")}),
        ("溪山科技周五发布视频生成模型“晓月2”", {("溪山科技", "company"), ("晓月2", "model")}),
        ("北风推出办公智能体「小杉」", {("小杉", "product")}),
        ("公司发布新旗舰模型 Tarn 4，支持图像", {("Tarn 4", "model")}),
        ("Quist, the customer service outsourcer, is cutting jobs", {("Quist", "company")}),
        ("Norwegian chip designer Quist Semi on Monday showed it", {("Quist Semi", "company")}),
        ("It showed Tern, a data-centre accelerator for AI inference with memory", {("Tern", "product")}),
        ("Eleven novelists sued Quist AI on Monday. Quist said no.", {("Quist AI", "company")}),
        ("Quist AI has a new chief. She says that Quist will grow.", {("Quist AI", "company")}),
        ("A Quist spokesperson denied it, and Corvane’s chief executive left", {("Quist", "company"), ("Corvane", "company")}),
        ("Ada Lund, chief executive of Quist, left", {("Quist", "company")}),
        ("Quist AI, a Chinese developer of language models, denied it", {("Quist AI", "company")}),
        ("Ada Quist, a developer of language models, denied it", set()),
        ("Quist Compute, which rents out AI chips, may sell a hall", {("Quist Compute", "company")}),
        ("The Department of Quist, which operates mines, and 300 Lamps, which makes it the largest", set()),
        ("Shares in Quist, which makes chips, rose", {("Quist", "company")}),
        ("Quist said its robots are safe", {("Quist", "company")}),
        ("Quist said on Friday its robots are safe", {("Quist", "company")}),
        ("Corvane Cloud will invest 1.9 billion euros in halls, it said on Friday.", {("Corvane Cloud", "company")}),
        ("Ada Lund will leave on Friday, it said. Ada Lund will build her own firm, it said.", set()),
        ("Corvane, Europe's largest maker of chips, is sorry", {("Corvane", "company")}),
        ("Corvane, the enterprise software group, is sorry", {("Corvane", "company")}),
        ("The company is late. Quist said it had tightened its filter", {("Quist", "company")}),
        ("Nine clinics stopped using the AI note-taker Quist after it", {("Quist", "product")}),
        ("It grew, said market researcher Quist & Lowe on Monday", {("Quist & Lowe", "company")}),
        # persons, places, days, sentence openers, common nouns
        ("Ada Lund, whose models walked in Porto, and Tom Veld, whose AI lecture was full, met", set()),
        ("Ada Lund, a model from Porto, and Tom Veld, a house agent, met", set()),
        ("Ada Lund, a research assistant for AI models, left", set()),
        ("Ada Lund, a startup founder, and the company’s president met", set()),
        ("Meanwhile, a startup that makes chips has closed", set()),
        ("On Friday, a company in Belgium, the startup Wednesday said, closed", set()),
        ("It is based in Lyon, a startup hub, and from Tarragona, a company said, came more", set()),
        ("Under Lund, the chip company has grown", set()),
        ("According to Lund, the AI firm will grow", set()),
        ("Belgium, a startup of nations", set()),
        ("Privacy is a product for them", set()),
        ("the primary tool Halden used, and the AI model Halden built", set()),
        ("the filmmaker Kit Parrow left the police agent Tom Veld", set()),
        ("the Centre for Marine Life, a non-profit with a boat", set()),
        ("Ada Lund raises $1 billion", set()),
        ("Tilbrook lands $9 billion cluster\nIt will stand near Postwren, Tilbrook.", set()),
        ("The German chief executive and a deputy chief executive met. Lund said it was late", set()),
        ("Lund said it would be late. Lund said it had been late for the company", set()),
        ("Lund said it had tightened the filter", set()),
        ("They want Physical AI, and Physical AI is late. The rules for Olympic AI, and Olympic sport", set()),
        ("Sporty AI has come. Sporty cars were first.", set()),
        ("An app in Tern, a tool town, and the Bank of Quist’s chief executive", set()),
        ("a new AI agent API and an AI tool PCs lack", set()),
        ("We propose Arbor, a framework of agents, and show that Arbor wins", set()),
        ("他说机器人“大脑”还早，要把智能体“管起来”，调用大模型 API", set()),
        ("人工智能将发布", set()),
    ],
)  # fmt: skip
def test_a_name_has_the_kind_that_its_text_says(text: str, found: set[tuple[str, Kind]]) -> None:
    assert {(it.name, it.kind) for it in introductions(text)} == found
