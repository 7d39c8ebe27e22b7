from __future__ import annotations

from datetime import timedelta

import pytest

from generator.group.rectified import verdict
from generator.model.item import Item
from tests.group.stories import addressed, related, told
from tests.group.test_related import LEASE
from tests.make import NOON, item, report


def by(day: int, *told_by: tuple[str, str]) -> Item:
    """An item with the first of these titles, each told by an outlet."""
    date = NOON + timedelta(days=day)
    reports = tuple(
        report(name, title=title, url=f"https://{name}.example/{number}", published=date + timedelta(hours=number))
        for number, (name, title) in enumerate(told_by)
    )
    return item(title=told_by[0][1], date=date, articles=reports)


@pytest.mark.parametrize(
    ("older", "title", "expected"),
    [
        (
            "Zephyr beats Cobalt on a coding test",
            "Correction: Zephyr does not beat Cobalt on a coding test",
            "corrected",
        ),
        ("Quay raises $120 million for chips", "Correction: Quay raised $12 million for chips", "corrected"),
        ("北风裁员 800 人", "更正：北风裁员 80 人", "corrected"),
        ("Tutors double grades, study finds", "Retraction: Tutors double grades", "corrected"),
        # it corrects something else, or nothing
        ("Northwind opens a lab in Turku", "Correction: the lab of Northwind in Turku is led by Ada Quill", None),
        ("Northwind cuts 40 jobs", "Northwind cuts 60 more jobs", None),
        # denials
        ("Halyard in talks to buy Quay, sources say", "Halyard denies it is in talks to buy Quay", "denied"),
        ("Halyard to buy Quay for $3 billion", "Halyard denies reports of plans to buy Quay", "denied"),
        ("传北风拟收购青禾半导体", "北风否认收购青禾半导体", "denied"),
        # who is sued or accused, a court, and another matter
        ("Halyard sued over patents of Quay", "Halyard denies it copied patents of Quay", None),
        ("Singer says Halyard copied her voice", "Halyard denies copying voice of singer", None),
        ("Halyard asks to stop chips of Quay", "Court denies motion of Halyard to stop chips of Quay", None),
        ("Northwind releases Zephyr", "Northwind denies Zephyr was trained on letters", None),
        ("Northwind denies it is buying Quay's chips", "Northwind denies it is buying chips of Quay", None),
    ],
)
def test_what_a_later_title_says_of_an_older_one(older: str, title: str, expected: str | None) -> None:
    assert verdict(by(2, ("ledger", title)), by(0, ("ledger", older), ("courier", older))) == expected


def test_an_outlet_corrects_itself() -> None:
    older = by(0, ("ledger", "Northwind cuts 800 jobs"))
    correction = "Correction: Northwind cuts 60 jobs"
    assert verdict(by(2, ("courier", "A leak"), ("ledger", correction)), older) == "corrected"
    assert verdict(by(2, ("courier", correction)), older) is None
    assert verdict(by(2, ("ledger", "Northwind cuts 70 jobs"), ("ledger", correction)), older) is None, "that one"


@pytest.mark.parametrize(
    "title",
    [
        "Correction: Northwind does not lease a cluster of Halyard for Zephyr",
        "Correction: Northwind lifts no limits of Zephyr with the cluster of Halyard",
    ],
)
def test_a_relation_to_what_is_corrected_says_so(title: str) -> None:
    text = "With the 300 megawatts it was to rent of Halyard for 30 billion dollars, Northwind was to lift limits of Zephyr."
    items = addressed([LEASE, told(title, text), told("Halyard hires a captain", "She sails the canal.", 1)])
    first, second, third = items
    made = related(items)
    assert [(it.item, it.verdict) for it in made[second].related if it.verdict] == [(first, "corrected")]
    assert not any(it.verdict for address in (first, third) for it in made[address].related)


STUDY = told(
    "Study finds that pear tutor Skerry doubles grades", "Of 640 pupils with Skerry half had better grades.", -7
)
GONE = told("Journal retracts study of pear tutor Skerry", "Half of the 640 pupils with Skerry were counted twice.")


@pytest.mark.parametrize(
    ("older", "title", "text", "expected"),
    [
        (STUDY, GONE.title, GONE.hook, "corrected"),
        # of another study, by its numbers; of the company; of nothing that is gone
        (STUDY, "Journal retracts study of ears and Skerry", "It came from a clinic beside the sea.", None),
        (told("Skerry raises 640 crowns", "Skerry raises 640 crowns for pears.", -7), GONE.title, GONE.hook, None),
        (STUDY, "Journal urged to retract study of pear tutor Skerry", GONE.hook, None),
        (STUDY, "Journal will not retract study of pear tutor Skerry", GONE.hook, None),
    ],
)
def test_who_withdraws_a_study_corrects_what_was_told_of_it(
    older: Item, title: str, text: str, expected: str | None
) -> None:
    made = list(related(addressed([older, told(title, text, 0, "courier")])).values())[-1]
    assert [it.verdict for it in made.related] == [expected]


def test_a_preprint_is_withdrawn_by_its_name() -> None:
    older = told("Tidepool: attention that forgets", "We present Tidepool, which forgets on purpose.", -7)
    paper = report("arxiv", title=older.title, url="https://arxiv.org/abs/2611.01234")
    found = told("Tidepool paper withdrawn after an error", "The authors of Tidepool have withdrawn it.")
    items = addressed([older.model_copy(update={"articles": (paper,)}), found])
    assert [it.verdict for it in list(related(items).values())[-1].related] == ["corrected"]
