from __future__ import annotations

import random
from datetime import timedelta

import pytest

from generator.model.item import Item
from tests.group.stories import addressed, related, related_in, told
from tests.make import report

SUES = told(
    "Meridian sues Northwind over stolen wafer designs",
    "Meridian filed a lawsuit that accuses Northwind of copying its wafer designs with the help of a former engineer.",
)
ANSWERS = told(
    "Northwind asks the court to dismiss Meridian's lawsuit over wafer designs",
    "Northwind calls the lawsuit over wafer designs baseless; the former engineer of Meridian copied nothing, it says.",
    days=9, outlet="courier",
)  # fmt: skip
RULES = told(
    "Court lets Meridian's lawsuit against Northwind over wafer designs go to trial",
    "A judge refused to dismiss the lawsuit: Meridian may show that the former engineer copied its wafer designs.",
    days=30, outlet="herald",
)  # fmt: skip


def stories(*items: Item) -> list[int | None]:
    """For each item the number of the one whose storyline it is in."""
    archive = addressed(items)
    numbers = {address: number for number, address in enumerate(archive)}
    found = related(archive)
    return [numbers[one.storyline] if one.storyline else None for one in found.values()]


def test_items_of_several_weeks_are_one_storyline_known_by_its_first() -> None:
    assert stories(SUES, ANSWERS, RULES) == [None, 0, 0]


NEXT = ANSWERS.title, ANSWERS.hook or ""
TEXT_OF_PAPER = "A router picks experts of Basalt networks by Meridian maps; it lowers the traffic of memory."
PAPER, LATER_PAPER = (
    {"articles": (report("arxiv", url=f"https://arxiv.org/abs/2606.0{number}"),)} for number in (1234, 2345)
)


@pytest.mark.parametrize(
    ("case", "first", "second"),
    [
        ("merely the same company", SUES, told("Northwind opens an office in a harbour town", "It hires forty people.", 9)),
        (
            "another version",
            told("Northwind releases Zephyr-4 with longer memory", "Zephyr-4 of Northwind remembers a whole library."),
            told("Northwind releases Zephyr-5 with longer memory", "Zephyr-5 of Northwind remembers a whole library.", 30),
        ),
        (
            "a monthly report",
            told("Basalt delivered 41,200 robot carts in May", "Basalt delivered 41,200 robot carts in the month, it says."),
            told("Basalt delivered 43,900 robot carts in June", "Basalt delivered 43,900 robot carts in the month, it says.", 30),
        ),
        (
            "a monthly report of two outlets",
            told("Basalt delivered 41,200 robot carts in May", "Basalt delivered 41,200 robot carts in the month, it says."),
            told("Basalt delivered 43,900 robot carts in June", "Basalt delivered 43,900 robot carts in the month, it says.", 30, "courier"),
        ),
        (
            "two papers of one field",
            told("Sparse Routing of Basalt and Meridian Experts", TEXT_OF_PAPER).model_copy(update=PAPER),
            told("How Basalt Experts Forget: Routing, Meridian Maps and Long Memory", TEXT_OF_PAPER, 7).model_copy(update=LATER_PAPER),
        ),
        (
            "a column of one outlet",
            told("At the frontier: Halyard trusts Zephyr with its ledgers", "How Halyard built its ledgers on Zephyr of Northwind."),
            told("At the frontier: Basalt trusts Zephyr with its ledgers", "How Basalt built its ledgers on Zephyr of Northwind.", 5),
        ),
        (
            "the same words again",
            told("Meridian sues Northwind over stolen wafer designs", SUES.hook or ""),
            told("Meridian sues Northwind over stolen wafer designs!", SUES.hook or "", 9, outlet="courier"),
        ),
        (
            "money of two chipmakers",
            told("Chipmaker Basalt seeks to raise over $25B in first bond deal since 2021", "Chipmaker Basalt seeks to raise over $25 billion in its first bond deal since 2021."),
            told("AI chipmaker Meridian confirms $650M raise after Basalt's $20B licence deal", "AI chipmaker Meridian confirms to raise $650 million after the $20 billion licence deal of Basalt.", 7, "courier"),
        ),
        ("eleven weeks later", SUES, told(*NEXT, days=78, outlet="courier")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_no_storyline(case: str, first: Item, second: Item) -> None:
    assert stories(first, second) == [None, None], case


def test_weeks_take_nothing_from_what_a_name_and_two_rare_words_say() -> None:
    assert stories(SUES, told(*NEXT, days=56, outlet="courier")) == [None, 0]


STRIKE = told(
    "Data labellers at Farrowgate walk out over pay",
    "About 900 data labellers at Farrowgate stopped work over what they are paid for each task in Nairobi.",
)


@pytest.mark.parametrize(
    ("title", "text", "goes_on"),
    [
        (
            "Farrowgate strike ends as data labellers win hourly pay",
            "The 900 data labellers at Farrowgate who stopped work over what they are paid get an hourly rate in Nairobi.",
            True,
        ),
        ("Farrowgate opens a second office for labellers in Porto", "The office in Porto has room for sixty people.", False),
    ],
)  # fmt: skip
def test_a_name_that_no_list_has_says_whom_where_much_else_is_alike(title: str, text: str, goes_on: bool) -> None:
    assert stories(STRIKE, told(title, text, 16, outlet="courier")) == [None, 0 if goes_on else None]


def test_a_listed_name_and_one_that_no_list_has_need_no_word_beside_them() -> None:
    opens = told("Northwind tries Quoril, a tool that builds apps", "Quoril of Northwind builds apps from a sketch.")
    grows = told("Quoril by Northwind works offline", "Quoril builds apps from a sketch offline.", 4, "courier")
    assert stories(opens, grows) == [None, 0]


def test_who_sued_is_known_by_other_words_too() -> None:
    sue = told("Six novelists sue Northwind over Zephyr", "Six novelists say that Zephyr was trained on their books.")
    pays = told(
        "Northwind pays six authors", "The authors had said that Zephyr was trained on their books.", 9, "courier"
    )
    assert stories(sue, pays) == [None, 0]


def test_a_version_of_a_product_says_what_goes_on() -> None:
    text = "Zephyr 5.6 remembers a whole library and writes code"
    first = told("Zephyr 5.6: open intelligence", f"{text}, its makers say.")
    assert stories(first, told("The Zephyr 5.6 moment", f"{text}, as testers found.", 6, outlet="courier")) == [
        None,
        0,
    ]
    assert (
        stories(first, told("The Zephyr 5.7 moment", f"{text}, as testers found.", 6, outlet="courier")) == [None] * 2
    )


def test_a_storyline_is_inherited_and_never_changed() -> None:
    archive = addressed([SUES, ANSWERS, RULES])
    _, second, third = archive
    archive[second] = ANSWERS.model_copy(update={"storyline": "2026/W20/long-before"})
    assert related_in({third: RULES}, archive)[third].storyline == "2026/W20/long-before"
    assert related_in({second: archive[second]}, archive)[second].storyline == "2026/W20/long-before"


def test_the_first_item_stays_the_first_when_it_is_made_again() -> None:
    archive = addressed([SUES, ANSWERS])
    first, second = archive
    archive[second] = ANSWERS.model_copy(update={"storyline": first})
    assert related_in({first: SUES}, archive)[first].storyline is None


def test_a_pinned_storyline_stays() -> None:
    archive = addressed([SUES, ANSWERS.model_copy(update={"pinned": ("storyline",)})])
    assert related(archive)["2026/W26/item-01"].storyline is None


def test_a_story_does_not_drift_from_step_to_step() -> None:
    """The last step shares its words with the step before, and nothing with the story."""
    drift = told(
        "Ada Quill tells Northwind's court hearing how she trains orchids with Zephyr",
        "Ada Quill, a witness of Northwind, grows orchids; Zephyr waters them, she told the hearing of the court.", 12, "gazette",
    )  # fmt: skip
    orchids = told(
        "Ada Quill shows how she trains orchids with Zephyr",
        "Ada Quill grows orchids; Zephyr waters them, and she shows how in a film.", 20, "almanac",
    )  # fmt: skip
    archive = addressed([SUES, ANSWERS, drift, orchids])
    names = list(archive)
    archive[names[1]] = ANSWERS.model_copy(update={"storyline": names[0]})
    archive[names[2]] = drift.model_copy(update={"storyline": names[0]})
    assert related_in({names[3]: orchids}, archive)[names[3]].storyline is None


def test_the_order_of_the_items_does_not_matter() -> None:
    others = [
        told(f"Basalt plants {number} trees", "Trees near a factory.", number, f"outlet{number}") for number in range(8)
    ]
    archive = addressed([SUES, ANSWERS, RULES, *others])
    expected = related(archive)
    for seed in range(5):
        shuffled = list(archive.items())
        random.Random(seed).shuffle(shuffled)  # noqa: S311 (no secret)
        assert related(dict(shuffled)) == expected


def test_weeks_one_by_one_give_the_storyline_of_all_at_once() -> None:
    archive: dict[str, Item] = {}
    for address, one in addressed([SUES, ANSWERS, RULES]).items():
        archive[address] = one
        archive |= related_in({address: one}, archive)
    assert [one.storyline for one in archive.values()] == [None, "2026/W25/item-00", "2026/W25/item-00"]


def test_items_of_one_week_can_be_one_storyline() -> None:
    same_week = told(*NEXT, days=1, outlet="courier")
    assert stories(SUES, same_week) == [None, 0]


def test_a_second_report_of_the_day_by_the_same_outlet_is_no_series() -> None:
    later = told(*NEXT).model_copy(
        update={"date": SUES.date + timedelta(hours=3), "articles": (report(title=NEXT[0]),)},
    )
    assert stories(SUES, later) == [None, 0]


VERDICT = (
    told(
        "Ada Quill and Halyard go to court over Northwind's charter",
        "Ada Quill accuses Halyard before a court of breaking the charter of Northwind.",
    ),
    told(
        "Ada Quill loses in court against Halyard over Northwind's charter",
        "The court finds that Halyard broke no charter of Northwind; Ada Quill came too late.", 20,
    ),
)  # fmt: skip


def by_outlets(one: Item, *outlets: str) -> Item:
    return one.model_copy(update={"articles": tuple(report(name, title=one.title) for name in outlets)})


def test_what_several_outlets_tell_in_like_words_is_no_column_of_one() -> None:
    assert stories(*VERDICT) == [None, None]
    assert stories(*(by_outlets(one, "ledger", "harbour") for one in VERDICT)) == [None, 0]


BUYS = told(
    "Halyard to buy Basalt for $6 billion",
    "Halyard buys the yard that Basalt built beside a canal; Northwind, a rival, lends Basalt its cranes for the price.",
)
ASKS = told(
    "Can Basalt stay a yard for all inside Halyard?",
    "Halyard buys the yard that Basalt built beside a canal; who pays for the cranes of Northwind is open.", 21, "courier",
)  # fmt: skip
DELAYS = told(
    "Northwind will delay Zephyr-5 at a ministry's request",
    "Northwind delays its Zephyr-5 model after a ministry asked to test the safety of the model before its release.",
)
LAUNCHES = told(
    "Northwind launches Zephyr-5 for everyone in its harbour",
    "Northwind releases its Zephyr-5 model that a ministry had asked to test; it costs half and sings twice as long.",
    21, "courier",
)  # fmt: skip


def test_three_names_of_which_two_are_in_both_titles_are_who_and_about_what() -> None:
    assert stories(BUYS, ASKS) == [None, 0]


def test_a_company_and_its_own_model_are_one_name() -> None:
    text = "Northwind trained its Zephyr model on books of the harbour library, as Halyard had done with a ship's log."
    first = told("Novelists sue Northwind over books that taught Zephyr", text)
    assert stories(first, told("Northwind lets Zephyr plan for hours on its own", text, 9, "courier")) == [None, None]
    other = told("Novelists sue Northwind over books that Basalt printed", text)
    assert stories(other, told("Northwind lets Basalt plan for hours on its own", text, 9, "courier")) == [None, 0]


def test_where_who_and_whom_are_in_both_titles_the_texts_share_less() -> None:
    first = told(
        "Halyard and Ada Quill go to court over Northwind",
        "Ada Quill accuses Halyard before a court of breaking a charter that she wrote by candle light, as chief of a"
        " harbour that had neither cranes nor bread.",
    )
    text = (
        "Jurors heard of a boat, three dinners, a loan and a horse; the tired clerk read letters of Northwind aloud for"
        " days, nobody in the hall slept, an old yard was sold twice, and rain came in."
    )
    assert stories(first, told("Halyard and Ada Quill trade blows in week three", text, 14, "courier")) == [None, 0]
    assert stories(first, told("Halyard trades blows with the clerk in week three", text, 14, "courier")) == [
        None,
        None,
    ]


def test_a_version_goes_on_where_several_outlets_tell_of_it() -> None:
    assert stories(DELAYS, LAUNCHES) == [None, None]
    assert stories(by_outlets(DELAYS, "ledger", "harbour"), LAUNCHES) == [None, 0]


@pytest.mark.parametrize("aside", ["guide", "betas", "partnership"])
def test_what_a_desk_puts_aside_is_no_step(aside: str) -> None:
    def named(word: str) -> Item:
        title = f"Northwind tells Meridian of wafer designs in a {word}"
        return ANSWERS.model_copy(update={"title": title})

    first = told("Meridian asks Northwind for wafer designs", SUES.hook or "")
    assert stories(first, named("letter")) == [None, 0]
    assert stories(first, named(aside)) == [None, None]
