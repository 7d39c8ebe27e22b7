"""The long tests of `make hostile`, kept short; and that each of them finds what it looks for."""

from __future__ import annotations

import random
from typing import Any

import pytest

from generator.model.article import SourceReport
from tests.hostile import faults
from tests.hostile.day import Day, grown, impolite, lived
from tests.hostile.outlets import Outlets, Page, Seen, outlets
from tests.hostile.suite import faults_of, one_by_one, with_addresses

RSS = b"<rss version='2.0'><channel><item><title>T</title><description>&lt;b>x&lt;/b></description></item></channel></rss>"
ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title></entry></feed>"


@pytest.mark.long
def test_three_hours_of_ten_outlets() -> None:
    assert lived(3, 10) == []


def seen(path: str, **fields: Any) -> Seen:
    return Seen("h", path, 304, True, 1, 1)._replace(**fields)


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ([seen("/feed/0.xml"), seen("/feed/1.xml")], ""),
        ([seen("/feed/0.xml", at_once=3), seen("/feed/1.xml")], "3 requests at once to one host"),
        ([seen("/feed/0.xml", at_once_in_all=17), seen("/feed/1.xml")], "17 requests at once"),
        ([seen("/feed/0.xml"), seen("/feed/1.xml"), seen("/closed/1-4")], "/closed/1-4 is closed and was asked"),
        ([seen("/feed/0.xml"), seen("/feed/1.xml"), *2 * [seen("/open/1-1")]], "h/open/1-1 was asked 2 times"),
        ([seen("/feed/0.xml", was_conditional=False), seen("/feed/1.xml")], "/feed/0.xml was asked as if unknown: 304"),
        ([seen("/feed/0.xml", status=200), seen("/feed/1.xml")], "/feed/0.xml was asked by its ETag: 200"),
    ],
)
def test_an_impolite_hour_is_found_out(asked: list[Seen], what: str) -> None:
    day = Day(Outlets({}, 0), 2)
    day.site.bases.append("http://127.0.0.1:1")
    for outlet in range(2):
        day.publish(outlet, 0)
    assert list(impolite(asked, day, set(), hour=1)) == ([what] if what else [])


def test_a_leak_is_found_out() -> None:
    assert grown([80.0, 83.0, 79.0], [4, 4, 4]) == []
    assert grown([80.0, 90.0, 100.0], [4, 4, 5]) == ["memory grew by 20 MB", "descriptors: [4, 4, 5]"]


def test_files_of_a_suite_are_read_or_refused_by_name() -> None:
    pages = {"/tests/a.xml": Page(RSS), "/tests/b.xml": Page(ATOM), "/tests/c.xml": Page(b"no feed")}
    with outlets(pages) as plain, outlets(with_addresses(pages)) as linked:
        reports, wrong = one_by_one(plain.base, pages)
        others, more = one_by_one(linked.base, pages)
    assert wrong == more == []
    told = "no entry can be used", "no entry can be used", "the answer is no feed"
    assert all(it.cause.startswith(cause) for it, cause in zip(reports.values(), told, strict=True))
    assert [(it.status, it.fresh) for it in others.values()] == [("ok", 1), ("ok", 1), ("failed", 0)]


@pytest.mark.parametrize(
    ("status", "cause", "seconds", "what"),
    [
        ("failed", "", 0.1, ["was refused without a cause"]),
        ("failed", "cannot be read by feedparser: KeyError", 0.1, ["cannot be read by feedparser: KeyError"]),
        ("ok", "", 2.5, ["took 2.5 s"]),
        ("failed", "is not XML", 0.1, []),
    ],
)
def test_a_file_that_breaks_a_promise_is_found_out(status: str, cause: str, seconds: float, what: list[str]) -> None:
    assert list(faults_of(SourceReport(source="s", status=status, cause=cause), seconds)) == what


SOUND = faults.Run({"a": ["ok", "", "1", "3"], "b": ["ok", "", "2", "4"]}, 2.0, 80.0)


@pytest.mark.parametrize(
    ("told", "mixture", "is_warm", "what"),
    [
        (SOUND.told, {}, False, []),
        ({**SOUND.told, "b": ["failed", "answered 500", "", "0"]}, {"b": "500"}, False, []),
        ({**SOUND.told, "b": ["failed", "", "", "0"]}, {"b": "500"}, False, ["b (500) is failed: no cause"]),
        ({**SOUND.told, "b": ["ok", "", "9", "0"]}, {"b": "wrong-charset"}, False, ["b (wrong-charset) lost articles: ok "]),
        ({**SOUND.told, "b": ["unchanged", "", "2", "4"]}, {"b": "slowdrip"}, True, []),
        ({**SOUND.told, "b": ["failed", "x", "9", "0"]}, {"b": "500"}, True, ["b (500) lost articles: failed x"]),
    ],
)  # fmt: skip
def test_a_feed_that_suffers_from_others_is_found_out(
    told: dict[str, list[str]], mixture: dict[str, str], is_warm: bool, what: list[str]
) -> None:
    assert list(faults.wrong_with(faults.Run(told, 2.0, 80.0), SOUND, mixture, is_warm=is_warm)) == what


def test_a_run_that_takes_too_much_is_found_out() -> None:
    long = faults.Run(SOUND.told, 9_999.0, 500.0)
    time, memory = faults.wrong_with(long, SOUND, {}, is_warm=False)
    assert time.startswith("took 9999 s, more than")
    assert memory == "took 500 MB"


def test_every_fault_is_tried_alone_first() -> None:
    alone = [set(faults.mixture([str(n) for n in range(43)], random.Random(n), n).values()) for n in range(11)]  # noqa: S311
    assert alone == [{kind} for kind in faults.KINDS]
