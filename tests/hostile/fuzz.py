"""Random input for what reads strangers' words: `python -m tests.hostile.fuzz [--engine atheris] [--minutes 10] [TARGET …]`.

Each target is a function of bytes that fails where a promise is broken. Hypothesis makes inputs of pieces that matter to
it; atheris (libFuzzer) grows them by the lines of the package that they reach. Atheris is no part of the lock file:
`.venv/bin/pip install atheris`. An input that failed is kept, made small, in tests/data/fuzz/TARGET, and tried in
`make test` from then on.
"""

from __future__ import annotations

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import click
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from generator.archive import addresses, frontmatter
from generator.collect.cache import remember
from generator.collect.feeds import parse_feed
from generator.collect.selection import Filters, Span, select
from generator.grounding.support import Grounds, Sentence
from generator.model.base import Address, is_web_address, one_line
from generator.model.errors import BadFeed, InvalidContent
from generator.model.item import Item
from generator.model.source import Source
from generator.model.vocabulary import Name
from generator.model.week import Week
from generator.site.addresses import to_sentence
from generator.text.figures import figures
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from tests.conftest import ROOT
from tests.make import item

FOUND = ROOT / "tests" / "data" / "fuzz"
NOW = datetime(2026, 6, 21, 20, tzinfo=UTC)
_EVER = Span(datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC), NOW)
_SOURCE = Source(
    name="s", title="S", homepage="https://s.example/", url="https://s.example/f", language="en", include=()
)
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
_NAMES = NameFinder([Name(name="Northwind", kind="company", aliases=("北风",)), Name(name="Zephyr", kind="model")])


@dataclass(frozen=True)
class Target:
    """What is tried, and what inputs for it are made of beside anything."""

    check: Callable[[bytes], None]
    pieces: tuple[str, ...]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def feed(data: bytes) -> None:
    """A feed is refused by name or gives articles; whatever stands in them is one that the other rooms take."""
    try:
        parsed = parse_feed(data, "", _SOURCE.url, NOW)
    except BadFeed as error:
        assert str(error)
        return
    found = select(_SOURCE, remember(None, parsed, _SOURCE.url, "", NOW), _EVER, Filters())
    for article in found.articles.values():
        assert is_web_address(article.url)
        assert one_line(article.title) == article.title != ""


def sentences(data: bytes) -> None:
    """No letter of an article is lost between its sentences."""
    found = split_sentences(_text(data))
    assert all(sentence == sentence.strip() != "" for sentence in found)
    assert "".join("".join(found).split()) == "".join(_text(data).split())


def numbers(data: bytes) -> None:
    """Every number is one, and stands where it says."""
    text, end = _text(data), 0
    for figure in figures(text):
        assert not math.isnan(figure.value)
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end if figure.unit != "clock" else end


def front_matter_in(data: bytes) -> None:
    """What is read of a file is written so that the same is read again."""
    try:
        value, body = frontmatter.parse(Item, _text(data), "item.md")
    except InvalidContent as error:
        assert all(fault.file == "item.md" for fault in error.faults)
        return
    assert frontmatter.parse(Item, frontmatter.render(value, body), "item.md") == (value, body)


def front_matter_out(data: bytes) -> None:
    """Any line and any body come back as they were."""
    line, _, body = _text(data).partition("\n")
    title = one_line(line)[:200].strip()
    if title:
        value = item(title=title, hook=title, topics=(), made=None)
        assert frontmatter.parse(Item, frontmatter.render(value, body), "item.md") == (value, body)


def grounding(data: bytes) -> None:
    """The first line as a claim on the others: judged, and never carried with a number that none of them has."""
    claim, *others = _text(data).split("\n")
    grounds = Grounds([Sentence(text, date(2026, 6, 20)) for text in others[:20]], _NAMES)
    verdict = grounds.judge(claim[:1000], range(len(others[:20])))
    assert set(verdict.cites) <= set(range(len(others[:20])))
    assert 0 <= verdict.doubt <= 1
    if verdict.outcome in ("carried", "recited"):
        assert verdict.cites


def links(data: bytes) -> None:
    """A link to a sentence stays one address, and says the sentence's own words."""
    quotation = one_line(_text(data))
    url = to_sentence("https://s.example/page", quotation)
    assert url.startswith("https://s.example/page")
    assert not set(url) & set(" \"'<>`\\\n")
    for edge in url.partition(":~:text=")[2].split(","):
        assert unquote(edge) in quotation


def slug(data: bytes) -> None:
    """Every title has an address that an item may have."""
    _ADDRESS.validate_python(addresses.free_address(Week.parse("2026-W25"), _text(data), set()))


TARGETS = {
    "feed": Target(feed, (
        "<rss>", "</rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>https://s.example/1</link>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<link href='https://s.example/2'/>",
        "<content type='xhtml'>", "<content type='html'>", "</content>", "<description>", "</description>", "<![CDATA[",
        "]]>", "<?xml version='1.0' encoding='gbk'?>", "&lt;", "&amp;", "&nbsp;", "&#0;", "<!--", "-->", "<!DOCTYPE a [",
        "<!ENTITY b 'c'>", "<media:group>", "<dc:date>", "xml:base='//h/'", "<pubDate>Wed, 17 Jun 2026 09:00:00 GMT</pubDate>",
        "<guid isPermaLink='true'>", "<script>", "<p style='display:none'>", "<rdf:RDF>", '{"items":[{"url":"https://s.example/3",',
        '"content_html":"<p>x"', '"title":"T"', "}]}", "北风", "\ufeff", "javascript:",
    )),
    "sentences": Target(sentences, (". ", "U.S. ", "Dr. ", "e.g. ", "。", "！", "”", "\"", ") ", "…", "A", "b", "3.5", "\n", "北", "\u3000")),
    "numbers": Target(numbers, (
        "1,312", "0.5", "-", "–", " billion", "亿", "万", "第", "百分之", "三", "十", "千", "个", "成", "%", "$", "€", " yuan", " GW", "bn",
        "half", "twice", "one", "hundred", " million ", "12:30", " p.m.", "2nd", "third", "一倍", "百分点", "９", "/", "²", "１２",
    )),
    "front_matter_in": Target(front_matter_in, (
        "---\n", "title: T\n", "edition: 2026-W25\n", "date: 2026-06-17T09:00:00Z\n", "updated: 2026-06-17T09:00:00Z\n",
        "language: en\n", "articles:\n- source: s\n", "  name: S\n", "  title: T\n", "  url: https://s.example/1\n", "  language: en\n",
        "  published: 2026-06-17T09:00:00Z\n", "  collected: 2026-06-17T09:00:00Z\n", "  role: primary\n", "tldr:\n  what_changed: {text: X, cites: [e1]}\n",
        "evidence: {e1: {article: 0, quote: X}}\n", "&a ", "*a", "!!python/object:os.system ", "<<: ", "? ", "|\n", "{", "}", "[", "]", "\t", "\u2028", "1e999", "0x", "~",
    )),
    "front_matter_out": Target(front_matter_out, ("---", "\n", ": ", "#", "'", '"', "\\", "\u2028", "\x85", "\ufeff", "yes", "1e3", "12:30:45", "{", "- ", "| ", "é", "\U0001f600", "\t", "\r")),
    "grounding": Target(grounding, (
        "\n", "Northwind", " rents ", "北风", "Zephyr 5", " 40 %", " 40 percent", "600亿元", " on 17 June 2026", "周二", " not ", " will ", " may ",
        "“quoted”", ", said Ada Lund", "一" * 40, "9" * 40, " more than ", " before ", "，", "。", ". ",
    )),
    "links": Target(links, ("word ", "-", ",", "&", "%", "#", "北风租用", "，", "。", "“", "]", "é", " ", "(", "\U0001f600")),
    "slug": Target(slug, ("con", "nul", "index", "北风", "é", "'", "..", "/", "\\", "com1", "-", "ﬁ", "İ", " ", "w" * 80, "&amp;", "&#x2f;", "\U0001f600")),
}  # fmt: skip


def inputs(pieces: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Pieces of a target and anything else in any order; and plain bytes."""
    anything = st.text(max_size=6)
    made = st.lists(st.sampled_from(pieces) | anything, max_size=40).map("".join)
    return made.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=60)


def by_hypothesis(target: Target, examples: int, start: int = 0) -> None:
    """Tries so many inputs; raises what the smallest that fails does. start: another number gives other inputs."""

    @seed(start)
    @settings(
        max_examples=examples, database=None, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip
    @given(inputs(target.pieces))
    def tried(data: bytes) -> None:
        target.check(data)

    tried()


def kept(name: str) -> list[bytes]:
    """Inputs on which a target failed once."""
    return [path.read_bytes() for path in sorted((FOUND / name).glob("*")) if path.is_file()]


# the long run: a process for each target, since libFuzzer ends its own

_ATHERIS = """
import sys, atheris
with atheris.instrument_imports(include=["generator"]):
    from tests.hostile.fuzz import TARGETS
atheris.Setup(sys.argv[:1] + sys.argv[2:], TARGETS[sys.argv[1]].check)
atheris.Fuzz()
"""
_HYPOTHESIS = """
import sys, time
from tests.hostile.fuzz import TARGETS, by_hypothesis
until, rounds = time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < until:
    by_hypothesis(TARGETS[sys.argv[1]], 500, rounds)
    rounds += 1
print(f"{rounds * 500} inputs")
"""


def _command(engine: str, name: str, seconds: float, folder: Path) -> list[str]:
    if engine == "hypothesis":
        return [sys.executable, "-c", _HYPOTHESIS, name, str(seconds)]
    seeds, grown = folder / "seeds", folder / "grown"
    seeds.mkdir()
    grown.mkdir()
    for number, data in enumerate([*kept(name), *(piece.encode("utf-8", "replace") for piece in TARGETS[name].pieces)]):
        (seeds / str(number)).write_bytes(data)
    limits = [
        f"-max_total_time={seconds:.0f}",
        "-max_len=4000",
        "-timeout=10",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
    ]
    return [sys.executable, "-c", _ATHERIS, name, *limits, f"-artifact_prefix={folder}/", str(grown), str(seeds)]


def _fuzzed(engine: str, name: str, seconds: float) -> bool:
    """Whether nothing was found; tells what was."""
    with tempfile.TemporaryDirectory() as folder:
        command = _command(engine, name, seconds, Path(folder))
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        tried = [
            line for line in (done.stdout + done.stderr).splitlines() if "inputs" in line or "executed_units" in line
        ]
        print(f"{name}: {tried[-1].split(':')[-1].strip() if tried else 'ended'}", flush=True)
        if done.returncode:
            print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
            for left in Path(folder).glob("*-*"):
                print(f"{left.name}: {left.read_bytes()!r}")
    return done.returncode == 0


@click.command(help=__doc__)
@click.option("--engine", type=click.Choice(["hypothesis", "atheris"]), default="hypothesis", show_default=True)
@click.option("--minutes", default=1.0, show_default=True, help="For each target.")
@click.argument("targets", nargs=-1, type=click.Choice(list(TARGETS)))
def main(engine: str, minutes: float, targets: Iterable[str]) -> None:
    if engine == "atheris" and not find_spec("atheris"):
        print("atheris is not there, nothing was tried; install it with: .venv/bin/pip install atheris")
        return
    sound = [_fuzzed(engine, name, 60 * minutes) for name in targets or TARGETS]
    sys.exit(not all(sound))


if __name__ == "__main__":
    main()
