"""Single forms of dates; how feeds carry them is in tests/data/collect/feeds/dates.xml."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.dates import AHEAD, EARLIEST, date_in_path, parse_date

NOW = datetime(2026, 6, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Sun, 21 Jun 2026 17:56:27 GMT", "2026-06-21 17:56:27"),
        ("Sun, 21 Jun 2026 17:56:27 -0000", "2026-06-21 17:56:27"),
        ("21 Jun 2026 17:56 EST", "2026-06-21 22:56:00"),
        ("2026-06-21T10:00:00.123456789+08:00", "2026-06-21 02:00:00"),
        ("2026-06-21 17:56:27  +0800", "2026-06-21 09:56:27"),
        ("2026年6月21日 星期日 17:56", "2026-06-21 17:56:00"),
        ("2026/06/21 08:00", "2026-06-21 08:00:00"),
        ("June 21, 2026", "2026-06-21 00:00:00"),
        ("Sun Jun 21 17:56:27 2026", "2026-06-21 17:56:27"),
        ("1782000000", "2026-06-21 00:00:00"),
        ("1782000000000", "2026-06-21 00:00:00"),
        ("June 10, 2026 11:30 PM EST", "2026-06-11 04:30:00"),
        ("Jun 10, 2026 12:30 AM", "2026-06-10 00:30:00"),
        ("Mon, 15 Jun 2026 02:00:00 GMT+0800", "2026-06-14 18:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 UTC+8", "2026-06-14 18:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 UTC-05:30", "2026-06-15 07:30:00"),
        ("Mon, 15 Jun 2026 02:00:00 +08:00", "2026-06-14 18:00:00"),
        ("Mon Jun 15 2026 02:00:00 GMT+0800 (China Standard Time)", "2026-06-14 18:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 JST", "2026-06-14 17:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 BST", "2026-06-15 01:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 CET", "2026-06-15 01:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 MSK", "2026-06-14 23:00:00"),
        ("Mon, 15 Jun 2026 02:00:00 IST", "2026-06-14 20:30:00"),
        ("Monday, 15-Jun-26 02:00:00 GMT", "2026-06-15 02:00:00"),
        ("05.06.2026", "2026-06-05 00:00:00"),
        ("5. 6. 2026 10:00", "2026-06-05 10:00:00"),
        ("05.06.2026 10:00 Uhr", "2026-06-05 10:00:00"),
        ("06/05/2026", "2026-06-05 00:00:00"),
        ("14/06/2026 10:00", "2026-06-14 10:00:00"),
        ("10. Juni 2026", "2026-06-10 00:00:00"),
        ("Mi, 10 Jun 2026 10:00:00 +0200", "2026-06-10 08:00:00"),
        ("Mittwoch, 10. März 2026, 10:00 Uhr", "2026-03-10 10:00:00"),
        ("mer., 10 juin 2026 10:00:00 +0200", "2026-06-10 08:00:00"),
        ("10 de junio de 2026", "2026-06-10 00:00:00"),
        ("Ср, 10 июня 2026 10:00:00 +0300", "2026-06-10 07:00:00"),
        ("2026-06-10T23:59:60Z", "2026-06-10 23:59:59"),
        ("2026-06-10T24:00:00Z", "2026-06-11 00:00:00"),
        ("2026年6月10日 下午3:00", "2026-06-10 15:00:00"),
        ("2026年6月10日 上午12:05", "2026-06-10 00:05:00"),
        ("2026年6月10日 15时30分", "2026-06-10 15:30:00"),
        ("2026年6月10日 下午3点", "2026-06-10 15:00:00"),
        ("2026년 6월 10일 오후 3:00", "2026-06-10 15:00:00"),
        ("令和八年六月十日", "2026-06-10 00:00:00"),
        ("二〇二六年六月二十日 十五時三十分", "2026-06-20 15:30:00"),
        ("二零二六年六月一日 星期一", "2026-06-01 00:00:00"),
        ("２０２６-０６-１０Ｔ０９：００：００Ｚ", "2026-06-10 09:00:00"),
        ("２０２６／０６／１０", "2026-06-10 00:00:00"),
        ("2026-06-10T09:00:00+02:00[Europe/Berlin]", "2026-06-10 07:00:00"),
        ("2026-03-29T02:30:00 America/Argentina/Salta", "2026-03-29 02:30:00"),
        ("Mar 10, 2026 10:00", "2026-03-10 10:00:00"),
        ("1st March 2026", "2026-03-01 00:00:00"),
        ("10 июня 2026 г., 10:00", "2026-06-10 10:00:00"),
        ("Середа, 10 червня 2026 р.", "2026-06-10 00:00:00"),
        ("Τετάρτη, 10 Ιουνίου 2026 3:00 μ.μ.", "2026-06-10 15:00:00"),
        ("2026. június 10., szerda 10:00", "2026-06-10 10:00:00"),
        ("बुधवार, १० जून २०२६", "2026-06-10 00:00:00"),
        ("Thứ Tư, ngày 10 tháng 06 năm 2026 10:00", "2026-06-10 10:00:00"),
        ("10 tháng 12, 2025", "2025-12-10 00:00:00"),
        ("الأربعاء، ١٠ يونيو ٢٠٢٦", "2026-06-10 00:00:00"),
        ("10 حزيران 2026", "2026-06-10 00:00:00"),
        ("۱۰ ژوئن ۲۰۲۶", "2026-06-10 00:00:00"),
        ("۲۰ خرداد ۱۴۰۵", None),
        ("1404/01/01", None),
        ("令和8年6月10日(水) 10:00", "2026-06-10 10:00:00"),
        ("令和元年5月1日", "2019-05-01 00:00:00"),
        ("10 มิ.ย. 2569", None),
        ("2569-06-10T10:00:00+07:00", None),
        ("10 iunie 2026", "2026-06-10 00:00:00"),
        ("10 de junho de 2026, em breve", None),
        ("2026-06", None),
        ("21 June", None),
        ("17:56", None),
        ("soon", None),
        ("", None),
        ("Fri, 31 Feb 2026 10:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("1994-12-31", None),
        ("2026-06-23T12:00:01Z", None),
    ],
)
def test_parse_date(text: str, result: str | None) -> None:
    moment = parse_date(text, NOW)
    assert (moment and moment.strftime("%Y-%m-%d %H:%M:%S")) == result


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[0-9TZ:+ ./-]{1,30}|[A-Z][a-z]{2} \d{1,9},? \d{1,9}")))
def test_any_text_is_a_date_that_can_be_true_or_none(text: str) -> None:
    moment = parse_date(text, NOW)
    assert moment is None or (moment.utcoffset() == timedelta(0) and EARLIEST <= moment <= NOW + AHEAD)


@given(st.datetimes(NOW.replace(year=1996, tzinfo=None), NOW.replace(tzinfo=None)))
def test_what_is_written_in_iso_is_read(moment: datetime) -> None:
    assert parse_date(moment.isoformat(), NOW) == moment.replace(microsecond=0, tzinfo=UTC)


def test_the_result_does_not_depend_on_today() -> None:
    assert parse_date("Jun 21 2026", NOW) == parse_date("Jun 21 2026", NOW + timedelta(days=400))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2026/06/18/story", "2026-06-18"),
        ("https://x.example/blog/2026-6-8-story.html", "2026-06-08"),
        ("https://x.example/2026/06/31/story", None),
        ("https://x.example/2026/06/story", None),
        ("https://x.example/2027/06/01/story", None),
        ("https://x.example/120260618", None),
        ("https://x.example/?d=/2026/06/18/", None),
    ],
)
def test_date_in_path(url: str, day: str | None) -> None:
    moment = date_in_path(url, NOW)
    assert (moment and moment.strftime("%Y-%m-%d")) == day
