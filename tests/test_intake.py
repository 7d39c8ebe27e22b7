"""What counts as a week's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.group.events import Event
from generator.intake import Admitted, Intake
from generator.model.article import Article
from generator.model.decisions import Rulings
from generator.model.edition import Edition
from generator.model.week import Week
from tests.make import NOON, article, item, report, source

WEEK = Week(2026, 25)


def titles(articles: Sequence[Article], archive: Archive) -> list[str]:
    return [told.title for told in Intake(archive, WEEK).considered(articles)]


def test_late_articles_belong_to_this_week_once_last_weeks_edition_is_out(tmp_path: Path) -> None:
    old = article("Last Thursday", published=WEEK.start - timedelta(days=4))
    late = article("Sunday night", published=WEEK.start - timedelta(hours=2))
    now = article("Wednesday")
    archive = Archive.open(tmp_path / "content")
    assert titles([old, late, now], archive) == ["Wednesday"]
    last = WEEK.shift(-1)
    archive.write_edition(Edition(title="Week 24", edition=str(last), date=last.end, updated=last.end))
    assert titles([old, late, now], archive) == ["Sunday night", "Wednesday"]


def test_an_older_article_counts_where_one_of_the_week_leads_to_its_page(tmp_path: Path) -> None:
    """As it does on the next run, when an item lists that page."""
    old = article("As published", published=WEEK.start - timedelta(days=9))
    other = source("finder")
    found = article("As found", source=other, published=WEEK.start + timedelta(days=1)).model_copy(
        update={"url": old.url}
    )
    archive = Archive.open(tmp_path / "content")
    assert titles([old, found, article("Wednesday")], archive) == ["As published", "As found", "Wednesday"]
    assert titles([old, article("Wednesday")], archive) == ["Wednesday"]


def test_what_an_older_item_lists_is_told_already_and_what_a_recent_one_lists_comes_again(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "content")
    redated, read_before = (
        article("An older report, dated anew"),
        article("Last week", published=NOON - timedelta(days=8)),
    )
    old, recent = NOON - timedelta(weeks=6), NOON - timedelta(days=8)
    for week, told, moment in (("2026/W19", redated, old), ("2026/W24", read_before, recent)):
        listed = report(url=told.url, published=moment, collected=moment)
        edition = week.replace("/", "-")
        archive.write_item(StoredItem(f"{week}/told", item(edition=edition, date=moment, articles=(listed,))))
    assert titles([redated, read_before, article("Wednesday")], archive) == ["Last week", "Wednesday"]


def test_what_was_taken_down_is_hidden_and_what_comes_after_the_release_is_late(tmp_path: Path) -> None:
    told, joining, new = article("Told and taken down"), article("A further report"), article("Not told yet")
    gone, shown = item(), item(title="Shown")
    events = [
        Event((told,), "2026/W25/gone"),
        Event((joining,), "2026/W25/shown"),
        Event((new,)),
    ]
    archive = Archive(tmp_path, rulings=Rulings(taken_down={"2026/W25/gone": gone}))
    archive.write_item(StoredItem("2026/W25/shown", shown))
    assert Intake(archive, WEEK).admitted(events) == Admitted(events[1:], frozenset([told.key]), frozenset())
    out = Edition(title="Week 25", edition=str(WEEK), date=WEEK.end, updated=WEEK.end, released=WEEK.end)
    archive.write_edition(out)
    assert Intake(archive, WEEK).admitted(events) == Admitted([events[1]], frozenset([told.key]), frozenset([new.key]))
