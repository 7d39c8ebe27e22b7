"""The whole way with a model: feeds and a scripted model on real servers, archive, site and receipt on disk."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from generator.model.item import Item
from generator.model.report import RunReport
from generator.model.week import Week
from tests import scribe
from tests.feedserver import CHAOSHENG, HARBOUR, LEDGER, FeedServer, archive_of, make_project, recap, rss, snapshot
from tests.injections import AttackedOutlets, traces, unpublished
from tests.modelserver import Asked, ModelServer, Reply, fault, model_server, say

WEEK = Week(2026, 25)
WHEN = ["--week", str(WEEK), "--now", "2026-06-21T20:00:00Z"]
MODEL = "openai/any"


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@pytest.fixture
def model(running: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-a-test-that-must-not-be-seen")
    running.reset()
    running.answer = scribe.honest
    return running


@pytest.fixture
def feeds(httpserver: HTTPServer) -> FeedServer:
    return FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR), "chaosheng": rss(CHAOSHENG)})


@pytest.fixture
def folder(tmp_path: Path, feeds: FeedServer, model: ModelServer) -> Path:
    return project(tmp_path / "site-folder", feeds.sources(), model)


def project(folder: Path, sources: str, model: ModelServer, **options: object) -> Path:
    set_ = {"model": MODEL, "api_base": model.base, "prices": {MODEL: {"input": 1, "output": 4}}, **options}
    make_project(folder, sources, recap=set_)
    return folder


def build(folder: Path, *arguments: str) -> RunReport:
    result = recap(folder, "build", *WHEN, *arguments)
    assert result.exit_code == 0, result.output
    return RunReport.model_validate_json((folder / ".cache" / "report.json").read_text("utf-8"))


def items_of(folder: Path) -> list[Item]:
    return [stored.item for stored in archive_of(folder).items.values()]


def site_text(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((folder / "site").rglob("*.html")))


def test_what_a_model_says_is_published_with_its_receipt(folder: Path, model: ModelServer) -> None:
    report = build(folder)
    items = items_of(folder)
    assert report.models.asked == report.models.written == len(items) > 1
    assert len(model.asked) == len(items) + 1  # one a piece, and one for the head of the edition
    for item in items:
        assert item.made and (item.made.engine, item.made.model, item.made.calls) == ("model", MODEL, 1)
        assert item.tldr and item.tldr.why_it_matters and item.tldr.why_it_matters.inference
        assert item.language == "en"
    edition = archive_of(folder).editions[WEEK].edition
    assert edition.receipt and edition.made and edition.made.engine == "model"
    assert edition.receipt.calls == len(model.asked)
    assert edition.receipt.cost == pytest.approx(sum(map(cost, model.asked)), rel=1e-6)
    page = (folder / "site" / WEEK.folder / "index.html").read_text("utf-8")
    assert "What this edition cost" in page and MODEL in page
    assert "written by a model and checked by rule" in page and "Title and lines are written by a model" in page
    assert "sk-of-a-test" not in site_text(folder) + "".join(map(str, snapshot(folder / "content").values()))
    shown = recap(folder, "receipt", str(WEEK))
    assert shown.exit_code == 0
    assert MODEL in shown.output and "struck" in shown.output
    assert recap(folder, "receipt", "2026-W01").exit_code == 1


def cost(asked: Asked) -> float:
    read, written = scribe.usage(asked)
    return (read + 4 * written) / 1_000_000


def test_nothing_is_paid_twice(folder: Path, model: ModelServer) -> None:
    build(folder)
    paid, before = len(model.asked), snapshot(folder / "content")
    site = snapshot(folder / "site")
    build(folder)
    assert len(model.asked) == paid
    assert snapshot(folder / "content") == before
    assert snapshot(folder / "site") == site
    for cache in sorted((folder / ".cache").glob("answers/*")):
        cache.unlink()
    assert recap(folder, "build", "--week", str(WEEK), "--now", "2026-06-22T08:00:00Z").exit_code == 0
    assert len(model.asked) == paid, "a new day on a new machine has the archive only"


@pytest.mark.long
def test_only_an_item_whose_reports_changed_is_asked_again(folder: Path, model: ModelServer, feeds: FeedServer) -> None:
    build(folder)
    paid = len(model.asked)
    extended = [*HARBOUR, ("An AI from Porto sorts mail", "https://harbour.example/mail", "Wed, 17 Jun 2026 11:00:00 +0000",
                           "The post of Porto has an artificial intelligence sort a million letters a day since Monday.")]  # fmt: skip
    feeds.feeds["harbour"] = rss(extended)
    build(folder)
    asked = model.asked[paid:]
    assert [request.schema["properties"].keys() >= {"what_changed"} for request in asked].count(True) == 1


@pytest.mark.long
def test_refresh_asks_and_pays_again(folder: Path, model: ModelServer) -> None:
    build(folder)
    paid = len(model.asked)
    build(folder, "--refresh")
    assert len(model.asked) >= 2 * paid - 1


def test_what_is_made_up_is_struck_and_told(folder: Path, model: ModelServer) -> None:
    model.answer = scribe.liar
    report = build(folder)
    text = site_text(folder) + "".join(map(str, snapshot(folder / "content").values()))
    for lie in ("77 billion", "Gravel", "February 2019", "2019-02", "never share", "evil.example", "does not rent"):
        assert lie not in text, lie
    assert report.models.struck and all(line.count(" | ") >= 2 for line in report.models.struck)
    assert any("77 billion" in line for line in report.models.struck)
    for item in items_of(folder):
        assert item.made and item.made.claims.struck >= 5
    edition = archive_of(folder).editions[WEEK].edition
    assert edition.receipt and edition.receipt.claims.struck >= 10


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        pytest.param(say("{", finish="length"), "truncated", marks=pytest.mark.long),
        pytest.param(say(None, refusal="I cannot help with that."), "refused", marks=pytest.mark.long),
        pytest.param(say("", finish="content_filter"), "filtered", marks=pytest.mark.long),
        (say("no JSON at all"), "invalid"),
        (fault(401, "bad key"), "unauthorised"),
    ],
)
def test_a_model_that_fails_leaves_quotations(folder: Path, model: ModelServer, reply: Reply, cause: str) -> None:
    model.answer = lambda _: reply
    report = build(folder)
    assert report.models.fallbacks == {cause: len(items_of(folder))}
    for item in items_of(folder):
        assert item.made and (item.made.engine, item.made.fallback) == ("extractive", cause)
        assert item.tldr
    paid, before = len(model.asked), snapshot(folder / "content")
    build(folder)
    assert snapshot(folder / "content").keys() == before.keys()
    if cause != "unauthorised":  # the answers are on record and would be the same again
        assert len(model.asked) == paid
        return
    model.answer = scribe.honest
    build(folder)
    assert {item.made.engine for item in items_of(folder) if item.made} == {"model"}


def test_the_next_model_of_the_chain_steps_in(tmp_path: Path, feeds: FeedServer, model: ModelServer) -> None:
    folder = project(tmp_path / "p", feeds.sources(), model, fallback_models=["openai/second"], budget=None, prices={})
    model.answer = lambda asked: fault(404, "no such model") if asked.model == "any" else scribe.honest(asked)
    build(folder)
    assert {item.made.model for item in items_of(folder) if item.made} == {"openai/second"}


def test_a_budget_that_is_used_up_is_said_on_the_page(tmp_path: Path, feeds: FeedServer, model: ModelServer) -> None:
    prices = {MODEL: {"input": 100, "output": 400}}
    budget = {"per_run": 1.9, "currency": "USD"}
    folder = project(tmp_path / "p", feeds.sources(), model, prices=prices, budget=budget, concurrency=1)
    report = build(folder)
    assert report.models.fallbacks["over-budget"] >= 1
    assert report.models.cost <= 1.9
    edition = archive_of(folder).editions[WEEK].edition
    assert edition.receipt and edition.receipt.fallbacks["over-budget"] >= 1
    assert "The budget was used up" in (folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.long
def test_an_unknown_price_under_a_budget_refuses_to_start(
    tmp_path: Path, feeds: FeedServer, model: ModelServer
) -> None:
    budget = {"per_run": 2.00, "currency": "USD"}
    folder = project(tmp_path / "p", feeds.sources(), model, prices={}, budget=budget)
    result = recap(folder, "build", *WHEN)
    assert result.exit_code == 1
    assert "prices" in result.output and MODEL in result.output
    assert not model.asked
    unlimited = project(tmp_path / "q", feeds.sources(), model, prices={})
    assert build(unlimited).models.written == len(items_of(unlimited))


def test_engine_model_publishes_nothing_where_no_model_answers(
    tmp_path: Path, feeds: FeedServer, model: ModelServer
) -> None:
    folder = project(tmp_path / "p", feeds.sources(), model, engine="model")
    model.answer = lambda _: fault(401, "bad key")
    result = recap(folder, "build", *WHEN)
    assert result.exit_code == 1
    assert "recap doctor" in result.output
    assert not list((folder / "content").glob("2026/**/*.md"))


@pytest.mark.long
def test_what_a_model_wrote_stays_when_none_answers_any_more(
    folder: Path, model: ModelServer, feeds: FeedServer
) -> None:
    build(folder)
    before = {item.title: item for item in items_of(folder)}
    feeds.feeds["chaosheng"] = rss([*CHAOSHENG, ("北风开源语音识别模型", "https://chaosheng.example/p/2", "Tue, 16 Jun 2026 13:00:00 +0800",
                                                 CHAOSHENG[0][3])])  # fmt: skip
    model.answer = lambda _: fault(503)
    build(folder)
    for item in items_of(folder):
        if item.title in before:
            assert item.made and item.made.engine == "model"
            assert item.tldr == before[item.title].tldr


@pytest.mark.long
def test_facts_of_earlier_weeks_are_offered_and_cited(folder: Path, model: ModelServer, feeds: FeedServer) -> None:
    earlier = [(f"Earlier: {title}", link.replace("2026/06/16", "2026/06/09") + "-0", day.replace("16 Jun", "9 Jun"), body)
               for title, link, day, body in LEDGER[:1]]  # fmt: skip
    feeds.feeds["ledger"] = rss(earlier)
    assert recap(folder, "build", "--week", "2026-W24", "--now", "2026-06-14T20:00:00Z").exit_code == 0
    feeds.feeds["ledger"] = rss(LEDGER)
    build(folder)
    offered = [request for request in model.asked if scribe.facts(request)]
    assert offered
    lent = [entry for item in items_of(folder) for entry in item.evidence.values() if entry.item]
    assert lent and all(entry.item and entry.item.startswith("2026/W24/") for entry in lent)
    items = archive_of(folder).items
    page = next(address for address, stored in items.items() if any(e.item for e in stored.item.evidence.values()))
    assert "2026/06/09" in (folder / "site" / page / "index.html").read_text("utf-8")


@pytest.mark.long
def test_orders_in_articles_leave_no_trace_when_the_model_obeys(
    tmp_path: Path, httpserver: HTTPServer, model: ModelServer
) -> None:
    """The model repeats all it reads, obeys what it finds there, and so shows what reached it."""
    folder = project(tmp_path / "p", AttackedOutlets(httpserver).sources(), model)
    build(folder)
    assert len(model.asked) > len(items_of(folder))  # each event, and the edition's head
    assert traces(folder / "content") == traces(folder / "site") == []
    assert unpublished(folder / "content") == []
    prompts = folder / "prompts"
    prompts.mkdir()
    (prompts / "all.txt").write_text("\n".join(asked.user for asked in model.asked), "utf-8")
    assert traces(prompts) == []


@pytest.mark.long
def test_a_maintainers_prompt_replaces_ours(folder: Path, model: ModelServer) -> None:
    prompts = folder / "content" / "prompts"
    prompts.mkdir()
    (prompts / "edition.jinja").write_text(
        "{% block system %}Write the head.{% endblock %}"
        "{% block user %}{% for told in statements %}\n[{{ told.number }}] {{ told.text }}{% endfor %}{% endblock %}"
    )
    build(folder)
    assert "Write the head." in [asked.system for asked in model.asked]
    (prompts / "item.jinja").write_text("{% block system %}{{ nothing_of_the_kind }}{% endblock %}")
    result = recap(folder, "build", "--refresh", *WHEN)
    assert result.exit_code == 1
    assert "item.jinja" in result.output


def test_the_report_is_valid_json_without_secrets(folder: Path, model: ModelServer) -> None:
    model.answer = lambda asked: fault(401, f"Incorrect API key provided: {asked.key}")
    build(folder)
    text = (folder / ".cache" / "report.json").read_text("utf-8")
    assert json.loads(text)["models"]["words"]
    assert "sk-of-a-test" not in text


@pytest.mark.long
def test_a_model_proposes_how_predictions_came_out_and_a_maintainer_confirms(
    folder: Path, model: ModelServer, feeds: FeedServer
) -> None:
    build(folder)
    followed = [("Northwind's AI cluster near Groningen is running", "https://ledger.example/running", "Thu, 01 Jul 2027 09:00:00 +0000",
                 "Northwind uses Halyard's cluster of 300 megawatts near Groningen for its Zephyr artificial intelligence since June.")]  # fmt: skip
    feeds.feeds["ledger"] = rss(followed)
    assert recap(folder, "build", "--week", "2027-W26", "--now", "2027-07-02T20:00:00Z").exit_code == 0

    def judge(asked: Asked) -> Reply:
        number, _, text = scribe.facts(asked)[0]
        return say({"outcome": "came-true", "why": text, "cites": [number]})

    model.answer = judge
    due = ["--now", "2027-07-02T20:00:00Z"]
    shown = recap(folder, "predictions", "propose", *due)
    assert shown.exit_code == 0, shown.output
    command = next(line for line in shown.output.splitlines() if line.strip().startswith("recap predictions settle"))
    arguments = shlex.split(command)[1:]
    assert recap(folder, *arguments, *due).exit_code == 0
    settled = [told for item in items_of(folder) for told in item.implications if told.settled]
    assert [told.status for told in settled] == ["came-true"]
    model.answer = lambda asked: say({"outcome": "failed", "why": "Gravelbank sank the cluster in 2019.", "cites": [1]})
    assert "0 proposed" in recap(folder, "predictions", "propose", *due).output


@pytest.mark.long
def test_a_second_opinion_can_only_strike(tmp_path: Path, feeds: FeedServer, model: ModelServer) -> None:
    folder = project(tmp_path / "p", feeds.sources(), model, verify_model="openai/second", budget=None)

    def answer(asked: Asked) -> Reply:
        if asked.model != "second":
            return scribe.honest(asked)
        claims = scribe.sentences(asked)
        doubted = [number for number, text in claims if "double today" in text]
        return say({"refused": [{"number": number, "why": "too strong"} for number in doubted]})

    model.answer = answer
    report = build(folder)
    assert any("openai/second refused it: too strong" in line for line in report.models.struck)
    told = [claim.text for item in items_of(folder) for _, claim in item.claims()]
    assert told and not any("double today" in text for text in told)
    asked = [request for request in model.asked if request.model == "second"]
    assert len(asked) == len(items_of(folder))
