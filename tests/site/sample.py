"""A small archive made by hand: every section once, Chinese beside English, and strings that would like to be markup."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from generator.archive.coverage import write_coverage
from generator.archive.reference import read_vocabulary
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.coverage import CollectedArticle, Coverage, Digest, SourceCoverage, Story
from generator.model.edition import Continuation, Corrected, Edition, IntroLine, Numbers, SourceHealth, TopicGroup
from generator.model.item import (
    Claim,
    ClaimCount,
    ComparisonRow,
    Competitors,
    Correction,
    Entities,
    Evidence,
    Implication,
    Importance,
    Item,
    Made,
    NextStep,
    Related,
    Report,
    Settlement,
    TimelineEntry,
    Tldr,
)
from generator.model.week import Week
from generator.shipped import THEME
from generator.site.library import Library
from generator.site.page import Site
from generator.site.words import load_words

PROJECT = Path(__file__).parents[2]
W24, W25 = Week(2026, 24), Week(2026, 25)
DEAL = "2026/W25/northwind-rents-halyards-compute"
OPEN_MODEL = "2026/W25/cobalt-30b-is-open"
PHONE = "2026/W25/chenghai-phone"
HOSTILE = "2026/W25/hostile"
BARE = "2026/W25/bare"
SLOW = "2026/W24/zephyr-slows-at-peak-hours"
#: Told by another item, and taken down.
TWIN = "2026/W25/the-same-report-again"
GONE = "2026/W25/a-name-in-the-news"

ATTACK = '"><script>alert(1)</script>'
ATTACKS = (
    ATTACK,
    "<img src=x onerror=alert(2)>",
    "[x](javascript:alert(3))",
    "{{ 7*7 }}",
    "{% raw %}",
    "R&D",
    "]]> --> </title></script></style>",
    "' onmouseover='alert(4)",
)

TOPICS = """\
topics:
  - {id: infrastructure, label: {en: Infrastructure, zh: 算力}, lead: {en: Chips and power.}, terms: [chip]}
  - {id: open-models, label: {en: Open models}, lead: {en: Models anyone can run.}, terms: [open weights]}
  - {id: safety, label: {en: Safety & security}, lead: {en: What goes wrong.}, terms: [attack]}
audiences:
  - {id: developers, label: {en: Developers}, terms: [api]}
  - {id: investors, label: {en: Investors}, terms: [shares]}
relevance: {strong: [AI]}
calls:
  - {id: code, label: {en: Read the code}, hosts: [cobalt.example], terms: [code]}
"""
SOURCES = """\
- {name: northwind-news, title: Northwind, homepage: "https://northwind.example/", url: "https://northwind.example/feed.xml",
   language: en, category: lab, tier: 1}
- {name: chaosheng, title: 潮声科技, homepage: "https://chaosheng.example/", url: "https://chaosheng.example/rss", language: zh}
- {name: quiet-desk, title: Quiet Desk, homepage: "https://quiet.example/", url: "https://quiet.example/rss", language: en,
   paywall: true}
"""
NAMES = """\
- {name: Northwind, kind: company, aliases: [北风]}
- {name: Zephyr, kind: model, company: Northwind, aliases: ["Zeph #"]}
- {name: Tern, kind: product, company: Halyard}
"""
DECISIONS = f"""\
merge:
  - {{events: [{BARE}, {TWIN}], why: both tell of one report}}
suppress:
  - {{item: {GONE}, why: its subject asked for it, date: 2026-06}}
"""
PAGES = {
    "ai.md": "# AI disclosure\n\nWhat a model wrote, what was checked, and who answers for it.\n",
    "about.md": "---\ntitle: About\ndescription: What this is.\n---\n\n# About\n\nOne page tells one week, and how it is made is told on another page: [method](method.md).\n",
    "method.md": "---\ntitle: How this is made\n---\n\nNo heading of its own, *but* text & more, so that there is something to read.\n",
}

OUTLETS = {
    "northwind-news": ("Northwind", "https://northwind.example/news/limits?id=7&lang=en", "en"),
    "the-ledger": ("The Ledger", "https://ledger.example/ai/rival", "en"),
    "quiet-desk": ("Quiet Desk", "https://quiet.example/a", "en"),
    "chaosheng": ("潮声科技", "https://chaosheng.example/a/87123.html", "zh"),
}


def report(source: str, title: str, week: Week, day: int, role: str = "report", lag: int = 6, page: str = "") -> Report:
    name, url, language = OUTLETS[source]
    published = week.start + timedelta(days=day, hours=9)
    return Report.model_validate(
        {
            "source": source, "name": name, "title": title, "url": url + page, "language": language, "published": published,
            "collected": published + timedelta(minutes=lag), "role": role, "paywall": source == "the-ledger",
        }
    )  # fmt: skip


def claim(text: str, *cites: str, inference: bool = False) -> Claim:
    return Claim(text=text, cites=cites, inference=inference)


def deal() -> Item:
    """Written by a model, with every section."""
    date = W25.start + timedelta(hours=9)
    return Item(
        title="Northwind rents Halyard's compute and lifts Zephyr's limits",
        hook="A rival's idle cluster becomes the fix for the daily caps.",
        edition="2026-W25", date=date, updated=W25.end + timedelta(days=2), language="en",
        articles=(
            report("northwind-news", "Higher usage limits for Zephyr", W25, 0, "primary"),
            report("the-ledger", "Northwind turns to a rival", W25, 0),
            report("chaosheng", "北风租用哈利亚德算力", W25, 1).model_copy(
                update={
                    "why": "same event: same names (Northwind, Halyard), same number, a day later",
                    "joined": W25.end + timedelta(days=2), "adds": claim("The contract runs for three years.", "e6"),
                }
            ),
        ),
        topics=("infrastructure",), audience=("developers", "investors"),
        entities=Entities(
            companies=("Northwind", "Halyard"), models=("Zephyr",), products=("Tern 2",), people=("Ada Quill",)
        ),
        importance=Importance(score=0.9, why=("3 independent outlets", "primary source")),
        tldr=Tldr(
            what_changed=claim("Northwind will use Halyard's 300 MW cluster and doubles the limits.", "e2", "e1"),
            why_it_matters=claim("Capacity was the reason for the caps.", "e3", inference=True),
            what_to_do_next=NextStep(
                text="Re-test long runs.", cites=("e1",), kind="code", link="https://northwind.example/docs"
            ),
        ),
        takeaways=(claim("Weekly limits stay.", "e1"), claim("Training moves to a newer site.", "e4")),
        competitors=Competitors(
            subjects=("Northwind", "Halyard"),
            rows=(ComparisonRow(aspect="Power", cells=(claim("300 MW", "e2"), None)),),
        ),
        technical=(claim("Long runs are sent out.", "e3"),),
        implications=(
            Implication(
                id="p1", text="Weekly limits rise too.", because="The contract has a second stage.", due="2026-12",
                test="The limits page says so.", confidence=0.6, cites=("e1",), inference=True, status="came-true",
                settled=Settlement(date="2026-06-23", item=OPEN_MODEL, quote="The limits rise.", why="The page says so."),
            ),
            Implication(
                id="p2", text="Training moves to the new site in July.", due="2026-07", test="A source reports it.",
                cites=("e4",),
            ),
            Implication(id="p3", text="More may follow.", cites=("e5",)),
        ),
        timeline=(
            TimelineEntry(date="2026-03", text="Weekly limits begin.", cites=("e5",)),
            TimelineEntry(date="2026-06-10", item=SLOW),
        ),
        evidence={
            "e1": Evidence(article=0, quote="Starting today, five-hour limits are doubled; weekly limits stay."),
            "e2": Evidence(article=0, quote="an initial 300 megawatts from July"),
            "e3": Evidence(article=1, quote="We are compute-constrained, & have been since March."),
            "e4": Evidence(article=2, quote="哈利亚德自己的训练将迁往新园区"),
            "e5": Evidence(article=1, quote="Weekly limits began in March."),
            "e6": Evidence(article=2, quote="合同为期三年"),
        },
        storyline=SLOW,
        related=(Related(item=SLOW, relation="earlier", why="names the cause of the caps", score=0.8),),
        corrections=(
            Correction(date=W25.end, field="takeaways.0", was="from June", now="from July", why="The source says July."),
            Correction(date=W25.end, field="technical.1", was="Short runs too.", why="No source says so."),
        ),
        made=Made(
            engine="model", model="example-1", prompt="3f9a", input="a", at=date, tokens=1850, cost=0.0031,
            currency="USD", claims=ClaimCount(kept=9, struck=2),
        ),
    )  # fmt: skip


def open_model() -> Item:
    """Made without a model: every claim is a quotation, the hook too."""
    date = W25.start + timedelta(days=1, hours=9)
    quotes = [
        "Cobalt-30B reaches 61.4 on the code harness.",
        "Weights and logs are released under a permissive licence.",
    ]
    return Item(
        title="Cobalt-30B is open: weights and code", hook=quotes[1], hook_cites=("e2",), edition="2026-W25", date=date, updated=date,
        language="en",
        articles=(
            report("the-ledger", "Cobalt-30B is open", W25, 1, page="?p=2"),
            report("chaosheng", "钴开源三百亿参数模型", W25, 2, lag=95, page="?p=2"),
        ),
        topics=("open-models",), audience=("developers",),
        entities=Entities(companies=("Cobalt Labs",), models=("Cobalt-30B",)), importance=Importance(score=0.8),
        tldr=Tldr(what_changed=claim(quotes[0], "e1")),
        takeaways=(claim("独立复测得到60.9分", "e3"), claim(f"{quotes[1][:-1]} …", "e2")),
        evidence={
            "e1": Evidence(article=0, quote=quotes[0]), "e2": Evidence(article=0, quote=quotes[1]),
            "e3": Evidence(article=1, quote="独立复测得到60.9分"),
        },
        made=Made(engine="extractive", input="b", at=date, claims=ClaimCount(kept=3)),
    )  # fmt: skip


def phone() -> Item:
    date = W25.start + timedelta(days=2, hours=2)
    text = "澄海今天发布了首款可以离线运行智能体的手机。"
    return Item(
        title="澄海发布可离线运行智能体的手机", edition="2026-W25", date=date, updated=date, language="zh",
        articles=(report("chaosheng", "澄海发布可离线运行智能体的手机", W25, 2, lag=0, page="?p=3"),), topics=("open-models",),
        entities=Entities(companies=("澄海",)), importance=Importance(score=0.7),
        tldr=Tldr(what_changed=claim(text, "e1")), evidence={"e1": Evidence(article=0, quote=text)},
        made=Made(engine="extractive", input="c", at=date, claims=ClaimCount(kept=1)),
    )  # fmt: skip


def hostile() -> Item:
    """A value of every field that would like to be markup, a template or a script."""
    date = W25.start + timedelta(days=3, hours=9)
    text = " ".join(ATTACKS)
    name = f"Outlet {ATTACK}"
    return Item(
        title=text, hook=f"Hook {text}", edition="2026-W25", date=date, updated=date, language="en",
        articles=(
            report("the-ledger", text, W25, 3).model_copy(
                update={
                    "name": name, "owner": ATTACK, "url": "https://ledger.example/a?b=1&c=%22%3E%3Cscript%3E#x",
                    "why": ATTACK, "joined": date, "adds": claim(f"Adds {text}", "e1"),
                }
            ),
        ),
        topics=("safety",), audience=("developers",),
        entities=Entities(companies=(ATTACK, "R&D Inc"), models=("'; drop--",), products=(ATTACK,), people=("<b>N</b>",)),
        importance=Importance(score=0.1, why=(ATTACK,)),
        tldr=Tldr(
            what_changed=claim(f"Claim {text}", "e1"),
            what_to_do_next=NextStep(text=ATTACK, cites=("e1",), kind="unknown", link="https://ledger.example/?a=1&b=2"),
        ),
        takeaways=(claim("</script><svg onload=alert(5)>", "e1"),),
        competitors=Competitors(
            subjects=(ATTACK, "B"), rows=(ComparisonRow(aspect="<i>a</i>", cells=(claim("<u>c</u>", "e1"), None)),)
        ),
        implications=(
            Implication(
                id="p1", text=ATTACK, because=ATTACK, test=ATTACK, cites=("e1",), due="2026-06-20", status="failed",
                settled=Settlement(date="2026-06-21", url="https://ledger.example/?a=1&b=2", quote=ATTACK, why=ATTACK),
            ),
            Implication(id="p2", text=f"Soon, {ATTACK}", test=ATTACK, cites=("e1",), due="2026-06-19", confidence=0.3),
        ),
        timeline=(TimelineEntry(date="2026", text=ATTACK, cites=("e1",)),),
        evidence={"e1": Evidence(article=0, quote=f"Quote {text}, comma - dash & more.")},
        corrections=(Correction(date=date, field=ATTACK, was=ATTACK, now="</style>", why="<!-- "),),
        made=Made(engine="model", model=ATTACK, prompt=ATTACK, input="d", at=date, cost=0.5),
    )  # fmt: skip


def bare() -> Item:
    """Reports that nothing is made from yet."""
    date = W25.start + timedelta(days=4)
    return Item(
        title="A report and nothing else", edition="2026-W25", date=date, updated=date, language="en",
        articles=(report("the-ledger", "A report and nothing else", W25, 4, page="?p=5"),),
    )  # fmt: skip


def slow() -> Item:
    date = W24.start + timedelta(days=2)
    text = "Thousands of timings point to a cache."
    return Item(
        title="Zephyr slows at peak hours", edition="2026-W24", date=date, updated=date, language="en",
        articles=(
            report("the-ledger", "Zephyr slows", W24, 2, page="?p=6"),
            report("northwind-news", "What slowed Zephyr", W24, 2, "copy", page="&p=6"),
            report("chaosheng", "缓存拖慢了Zephyr", W25, 0, page="?p=6").model_copy(
                update={"joined": W25.start + timedelta(hours=10), "adds": claim("缓存已于周一修复", "e2")}
            ),
        ),
        topics=("infrastructure",),
        entities=Entities(companies=("Northwind",), models=("Zephyr",)), importance=Importance(score=0.5),
        tldr=Tldr(what_changed=claim(text, "e1")),
        evidence={"e1": Evidence(article=0, quote=text), "e2": Evidence(article=2, quote="缓存已于周一修复")},
        made=Made(engine="extractive", input="e", at=date, claims=ClaimCount(kept=1)),
    )  # fmt: skip


def twin() -> Item:
    """The event of `bare` once more."""
    date = W25.start + timedelta(days=5)
    return Item(
        title="The same report again", edition="2026-W25", date=date, updated=date, language="en",
        articles=(report("quiet-desk", "The same report again", W25, 5),),
    )  # fmt: skip


def gone() -> Item:
    """Words that nobody may see any more."""
    date = W25.start + timedelta(days=1)
    text = "Somebody did something in private."
    return Item(
        title="Somebody in private", edition="2026-W25", date=date, updated=date, language="en",
        articles=(report("quiet-desk", "Somebody in private", W25, 1, page="/private"),), topics=("safety",),
        entities=Entities(people=("Somebody",)), tldr=Tldr(what_changed=claim(text, "e1")),
        evidence={"e1": Evidence(article=0, quote=text)}, related=(Related(item=DEAL, relation="company", why="x", score=1),),
    )  # fmt: skip


def editions() -> tuple[Edition, Edition]:
    return (
        Edition(
            title="A slow week", edition="2026-W24", date=W24.end, updated=W24.end, top=(SLOW,),
            numbers=Numbers(events=1, usual=4),
        ),
        Edition(
            title="Compute changes hands", edition="2026-W25", date=W25.end, updated=W25.end,
            intro=(
                IntroLine(text="Northwind will use Halyard's 300 MW cluster and doubles the limits.", item=DEAL),
                IntroLine(text="澄海今天发布了首款可以离线运行智能体的手机。", item=PHONE),
            ),
            top=(DEAL, OPEN_MODEL), groups=(TopicGroup(topic="open-models", items=(PHONE,)),), brief=(HOSTILE, GONE),
            continues=(Continuation(item=DEAL, earlier=SLOW, why="both about Zephyr", storyline=SLOW),),
            grown=(SLOW,),
            corrections=(
                Corrected(item=DEAL, field="takeaways.0", date=W25.end),
                Corrected(item="2026/W24/gone", field="title", date=W25.end),
            ),
            numbers=Numbers(events=5, reports=8, sources=3, merged=3, languages={"en": 5, "zh": 3}, claims=20),
            health=SourceHealth(read=2, failed=("chaosheng",)),
        ),
    )  # fmt: skip


def coverage() -> Coverage:
    """Of W25: every fate once, and a digest that tells more than there is."""

    def article(source: str, title: str | None, **fields: object) -> CollectedArticle:
        defaults = {"source": source, "title": title, "language": "en", "published": W25.start + timedelta(hours=9)}
        if title:
            defaults["url"] = f"https://ledger.example/{len(title)}"
        return CollectedArticle.model_validate({**defaults, **fields})

    return Coverage(
        week=str(W25),
        sources=(
            SourceCoverage(source="chaosheng", status="failed", cause="answers 503"),
            SourceCoverage(source="northwind-news", status="read", entries=12),
            SourceCoverage(source="quiet-desk", status="read"),
        ),
        articles=(
            article("northwind-news", "Our office dog turns five", fate="off-topic", score=0.02, why="no word of AI"),
            article("the-ledger", "Northwind turns to a rival (updated)", fate="duplicate", of=OUTLETS["the-ledger"][1]),
            article("the-ledger", "The week in AI", fate="round-up", why="the title announces a round-up"),
            article("the-ledger", " ".join(ATTACKS), fate="failed", why=ATTACK),
            article("the-ledger", None, fate="disarmed"),
            article("the-ledger", "Words nobody may see any more", fate="suppressed", why="asked for by its subject"),
            article("the-ledger", "An empty page", url=None, fate="unusable", why="no link"),
        ),
        digests=(
            Digest(
                source="weekly-digest", title="Issue 25", url="https://digest.example/25",
                stories=(
                    Story(text="Northwind rents compute", url=OUTLETS["the-ledger"][1], item=DEAL),
                    Story(text=ATTACK, url="https://elsewhere.example/?a=1&b=2", why="in no source of ours"),
                ),
            ),
        ),
    )  # fmt: skip


NOTE = "# Heading\n\nSee [the *week before*](../W24/zephyr-slows-at-peak-hours.md#made) & [this week](index.md).\n"


def make_archive(root: Path) -> Archive:
    """The archive with its reference data and pages below `root`."""
    root.mkdir(parents=True, exist_ok=True)
    for name, text in {"topics.yml": TOPICS, "sources.yml": SOURCES, "entities.yml": NAMES}.items():
        (root / name).write_text(text, "utf-8")
    (root / "pages").mkdir(exist_ok=True)
    for name, text in PAGES.items():
        (root / "pages" / name).write_text(text, "utf-8")
    archive = Archive(root)
    archive.write_item(StoredItem(DEAL, deal(), NOTE))
    makers = {OPEN_MODEL: open_model, PHONE: phone, HOSTILE: hostile, BARE: bare, SLOW: slow, TWIN: twin, GONE: gone}
    for address, make in makers.items():
        archive.write_item(StoredItem(address, make()))
    for edition in editions():
        archive.write_edition(edition)
    write_coverage(root, coverage())
    (root / "decisions.yml").write_text(DECISIONS, "utf-8")
    return Archive.open(root)


def make_library(root: Path) -> Library:
    archive = make_archive(root)
    return Library(archive, read_vocabulary(root), {}, {W25: coverage()})


def make_site(language: str = "en") -> Site:
    return Site("Weekly AI Recap", "News.", "https://recap.example/", load_words(language))


MKDOCS = """\
site_name: Weekly AI Recap
site_url: {url}
docs_dir: content/pages
theme: {{name: material, custom_dir: '{theme}', font: false}}
markdown_extensions: [attr_list, toc]
plugins:
  - recap: {{{options}}}
"""


def make_project(root: Path, options: str = "contact: desk@recap.example", url: str = "https://recap.example/") -> Path:
    """A project folder with mkdocs.yml and our theme, without an archive; returns mkdocs.yml."""
    (root / "content" / "pages").mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (root / "content" / "pages" / name).write_text(text, "utf-8")
    (root / "content" / "topics.yml").write_text(TOPICS, "utf-8")
    path = root / "mkdocs.yml"
    path.write_text(MKDOCS.format(theme=PROJECT / "theme", options=options, url=url), "utf-8")
    return path


def own_template(mkdocs_yml: Path, name: str) -> Path:
    """A copy of one of our templates in a theme of the project's own, which it uses from now on."""
    own = mkdocs_yml.parent / "theme"
    path = own / "recap" / name
    path.parent.mkdir(parents=True)
    path.write_bytes((THEME / "recap" / name).read_bytes())
    edit(mkdocs_yml, str(THEME), str(own))
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Put something in the place of a text that is there, once."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
