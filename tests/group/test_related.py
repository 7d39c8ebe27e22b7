from __future__ import annotations

from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.group.related import MAX_OF_WEEK, MAX_RELATED, MAX_STEPS, earlier_items, listed, relate
from generator.group.retrieval.index import Index, load, save
from generator.group.retrieval.matter import neighbours
from generator.group.retrieval.ranking import Ranking
from generator.model.item import Entities, Evidence, Implication, Item, Related
from tests.group.stories import MAKER, addressed, related, related_in, steps_in, told
from tests.make import report, stored

LEASE = told(
    "Northwind leases a cluster of Halyard for Zephyr",
    "Northwind rents 300 megawatts of Halyard for 30 billion dollars, so that Zephyr answers faster.", -7,
)  # fmt: skip
LIMITS = told(
    "Northwind lifts Zephyr's limits with the cluster of Halyard",
    "With the 300 megawatts it rents of Halyard for 30 billion dollars, Northwind lifts the limits of Zephyr.", 0, "courier",
)  # fmt: skip
BY_HAND = (Related(item="2026/W20/by-hand", relation="earlier", why="by hand", score=1),)


def of_last(*items: Item) -> tuple[Related, ...]:
    """What the last item is related to."""
    return list(related(addressed(items)).values())[-1].related


@pytest.mark.parametrize(
    ("relation", "why", "other", "item"),
    [
        ("storyline", "same story: both about Halyard, Northwind and Zephyr, same number (30 billion)", LEASE, LIMITS),
        (
            "model", "same model: Zephyr",
            told("Zephyr learns to read sheet music", "A choir sang what it read.", -7), told("Zephyr gets a voice", "It sings."),
        ),
        (
            "model", "same model: Zephyr 2",
            told("Zephyr-2 learns to read sheet music", "A choir sang what it read.", -7),
            told("A choir rehearses with Zephyr-2", "It reads sheet music."),
        ),
        (
            "company", "same company: Halyard",
            told("Halyard builds a plant beside a canal", "The plant cools with water.", -7),
            told("Halyard hires a captain", "She sails the canal."),
        ),
        (
            "background", "both about Ada Quill",
            told("A prize for the book of Ada Quill on tides", "Her book is about tides.", -28),
            told("Ada Quill plants a garden beside the sea and gives a prize to Halyard", "Roses and thyme."),
        ),
    ],
)  # fmt: skip
def test_each_relation_with_its_reason(relation: str, why: str, other: Item, item: Item) -> None:
    (found,) = of_last(other, item)
    assert (found.item, found.relation, found.why) == (next(iter(addressed([other]))), relation, why)


def test_a_person_alone_is_no_background() -> None:
    """Who leads many companies is in many matters."""
    other = told("A prize for the book of Ada Quill on tides", "Her book is about tides.", -28)
    assert not of_last(other, told("Ada Quill plants a garden beside the sea", "Roses and thyme."))


def test_an_earlier_step_that_is_no_storyline_is_earlier() -> None:
    """Without a name that both share the program does not dare to call it a story."""
    other = told("Orchard robots of a valley stop over a software fault", "The robots stood still in the orchard.", -7)
    found = told(
        "Software fault that stopped orchard robots is mended", "The robots pick again in the orchard.", 0, "courier"
    )
    assert [(one.relation, one.why) for one in of_last(other, found)] == [("earlier", "both about Software fault")]


def test_latin_words_of_two_chinese_titles_make_no_earlier_step() -> None:
    """Two talks of one fair: the name of the fair is no name of their matter."""
    text = "机器人在果园里采梨，大会在港口举行，三天里有很多人来听。"
    other = told("果园里的机器人怎样采梨不伤树枝 | Vellum Skerry 大会", text, -3)
    found = told("船闸值班员谈运河节水十年 | Vellum Skerry 大会", text, 0, "courier")
    assert not {one.relation for one in of_last(other, found)} & {"earlier", "storyline"}


VAULT = told("Customers locked out as Vellum Quay goes dark", "Vellum Quay was out of reach for nine hours.", -7)


@pytest.mark.parametrize(
    ("other", "item", "why"),
    [
        # a post-mortem by the company itself, and what only one word of a name tells
        (VAULT, told("What happened on Tuesday", "Vellum Quay was down. We said that no pear was lost: wrong."), "Vellum Quay"),
        (
            told("Watchdog opens inquiry into pear tutor Skerry", "It asks whether the chats of pupils are sold.", -7),
            told("Skerry fined over chats of pupils", "The watchdog fined Skerry over the chats of pupils."), "Skerry",
        ),
        # other names that share a word, a common word, and a place
        (VAULT, told("Vellum Orchards grows pears", "Vellum Orchards thins its blossoms."), ""),
        (VAULT, told("Ships made fast at a quay of vellum", "A quay of vellum is a work of art."), ""),
        (
            told("Judge Piet Castellan limits evidence", "Pictures prove nothing, says Castellan.", -7),
            told("Singer Vera Castellan trains on her songs", "The songs cost nothing, says Castellan."), "",
        ),
        (
            told("Court in Tilbrook hears a pear case", "A court in Tilbrook hears of pears.", -7),
            told("Tilbrook tries boats", "A canal in Tilbrook has boats."), "",
        ),
    ],
)  # fmt: skip
def test_what_two_items_call_by_one_name_belongs_together_though_no_list_has_it(
    other: Item, item: Item, why: str
) -> None:
    assert [(one.relation, one.why) for one in of_last(other, item)] == (
        [("background", f"both name {why}")] if why else []
    )


def test_what_many_items_name_and_no_list_has_is_a_word() -> None:
    item = told("What happened on Tuesday", "Vellum Quay was down. We said that no pear was lost: wrong.")
    crowd = [told(f"Pear {number} falls", "It falls far from Vellum Quay.", -21) for number in range(12)]
    assert of_last(*crowd[:1], VAULT, item)
    assert not of_last(*crowd, VAULT, item)


def test_german_words_are_no_pairs_of_characters() -> None:
    """Nor are others beside them the names of machines, that set two titles apart."""
    other = told("Kläger verklagen Quellwerk wegen Birnenprüfung", "Kläger verklagen die Auskunftei Quellwerk.", -7)
    item = told("Gericht stoppt Birnenprüfung von Quellwerk für Gärten", "Das Gericht stoppt Quellwerk.", 0, "courier")
    items = addressed([other, item])
    (first, second), documents = items, [MAKER.of_item(address, one) for address, one in items.items()]
    (kin,) = neighbours(Ranking(Index("").updated(stored(items), MAKER)), documents[1], 2)
    assert kin.near.address == first and not kin.apart and kin.beyond > 1.5, second


@pytest.mark.parametrize(("title", "company"), [("Vellum hires a captain", "Vellum"), ("Vellums hire a captain", "")])
def test_a_company_that_no_list_has_is_named_as_shared_where_both_titles_have_it(title: str, company: str) -> None:
    about = {"entities": Entities(companies=("Vellum",))}
    other = told("Vellum paints a fence beside a canal", "The fence is green like the canal.", -7)
    item = told(title, "She sails the canal beside a green fence.", 0, "courier")
    found = of_last(other.model_copy(update=about), item.model_copy(update=about))
    assert [one.why for one in found] == ([f"same company: {company}"] if company else [])


def test_one_of_two_items_may_say_what_their_name_is() -> None:
    other = told("Vellum paints a fence beside a canal", "The fence is green like the canal.", -7)
    item = told("Vellum hires a captain", "For Vellum she sails the canal beside a green fence.", 0, "courier")
    assert not [one for one in of_last(other, item) if one.relation == "company"]
    about = other.model_copy(update={"entities": Entities(companies=("Vellum",))})
    assert [(one.relation, one.why) for one in of_last(about, item)] == [("company", "same company: Vellum")]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Tarn 4 invents fewer pears", "same model: Tarn 4"),
        ("Tarn 5 invents fewer pears", ""),
        ("Tarn Sheds 4 Units Of Its Pears", ""),
    ],
)
def test_a_name_with_its_version_may_begin_a_title(title: str, why: str) -> None:
    other = told("Vellum launches Tarn 4", "Vellum sells Tarn 4.", -7)
    item = told(title, "Its pears are green.", 0, "courier")
    found = of_last(other.model_copy(update={"entities": Entities(models=("Tarn 4",))}), item)
    assert [one.why for one in found] == ([why] if why else [])


def test_names_that_no_list_has_make_an_earlier_step() -> None:
    """Written as names in both titles, with texts alike."""
    other = told(
        "Vellum in talks to buy the orchard robots of Skerry",
        "Vellum talks about buying Skerry, whose robots pick pears in the dark, for 210 crowns a robot.", -3,
    )  # fmt: skip
    found = told(
        "Skerry joins Vellum Group", "Vellum signs for Skerry, whose robots pick pears in the dark.", 0, "courier"
    )
    assert [one.relation for one in of_last(other, found)] == ["earlier"]


@pytest.mark.parametrize(
    ("due", "relation"),
    [("2026-06-16", "earlier"), ("2026-06-18", "model"), ("2026-06-14", "model"), ("2026-06", "model")],
)
def test_what_was_announced_for_the_day_is_an_earlier_step(due: str, relation: str) -> None:
    """Of one model, however little the words have in common; it is told on the day or soon after."""
    announced = {"id": "p1", "text": "It comes.", "due": due, "test": "It is there.", "cites": ("e1",)}
    other = told(
        "Zephyr moves to another day", "A choir has to wait.", -7,
        implications=(Implication.model_validate(announced),), evidence={"e1": Evidence(article=0, quote="It comes.")},
    )  # fmt: skip
    assert [one.relation for one in of_last(other, told("Zephyr sings at last", "Its voice is open."))] == [relation]


HIRES = told(
    "Halyard borrows 17 billion for its canal",
    "Halyard borrows from banks for the canal, its largest loan in years, after a sale of bonds.", -7,
)  # fmt: skip
STARS = told(
    "Halyard plans games with bonds and a canal star",
    "Halyard makes games of a famous spy and a singer, who sails a canal and laughs.", 0, "courier",
)  # fmt: skip
FAULT = "Orchard robots of a valley stop over a software fault"
MENDED = "Software fault that stopped orchard robots is mended"
STILL, PICK = "The robots stood still in the orchard.", "The robots pick again in the orchard."


def preprint(title: str, text: str, days: int = 0) -> Item:
    page = report(f"arxiv{days}", url=f"https://arxiv.org/abs/2606.{abs(days)}1", title=title)
    return told(title, text, days).model_copy(update={"articles": (page,)})


def customers(outlet: str) -> list[Item]:
    """What two firms save with a product, told by one outlet."""
    text = "With Zephyr its engineers find faults in 90 percent less time, and write tests in the same hour."
    saved = told("How Halyard cut the costs of canals by 90% (twice!) with Zephyr", text, -7)
    items = saved, told("A bakery reduces time from sketch to oven by 90% with Zephyr", text)
    page = report("zephyr", url="https://zephyr.example/blog/").model_copy(update={"name": outlet})
    return [item.model_copy(update={"articles": (page,)}) for item in items]


@pytest.mark.parametrize(("outlet", "is_step"), [("The Ledger", True), ("Zephyr Blog", False)])
def test_the_customers_of_whoever_tells_of_them_are_no_steps_of_one_matter(outlet: str, is_step: bool) -> None:
    relations = {one.relation for one in of_last(*customers(outlet))}
    assert bool(relations & {"earlier", "storyline"}) == is_step


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (HIRES, STARS),
        (told(FAULT, STILL, -7), told("Why a software fault stopped orchard robots", PICK, 0, "courier")),
        (preprint(FAULT, STILL, -7), preprint("Robots of an orchard heal a fault", PICK)),
    ],
    ids=["one company", "a comment", "preprints"],
)
def test_what_is_not_surely_the_same_matter_is_no_earlier_step(other: Item, found: Item) -> None:
    assert "earlier" not in {one.relation for one in of_last(other, found)}


def test_what_two_chinese_titles_share_is_quoted() -> None:
    other = told("果园采摘机器人因软件故障停工", "果园里的采摘机器人全部停工，工人改用手摘。", -7)
    found = told("软件故障排除，果园采摘机器人复工", "果园里的采摘机器人全部复工，工人不再手摘。", 0, "courier")
    assert [(one.relation, one.why) for one in of_last(other, found)] == [("earlier", "both about 果园采摘机器人")]


RAISES = "raises $250 million in Series B round to build software robots for"


def test_rounds_of_two_companies_are_not_related_by_the_words_of_rounds() -> None:
    other = told(f"Quillwort {RAISES} insurers", "A round of $250 million was led by a fund.", -7)
    found = told(f"Partrell {RAISES} accountants", "A round of $250 million was led by a fund.", 0, "courier")
    assert of_last(other, found) == ()


def test_two_rounds_of_a_company_that_no_list_has_are_related() -> None:
    other = told(f"Quillwort {RAISES} insurers", "A round of $250 million was led by a fund.", -28)
    found = told("Quillwort files for an IPO to build software robots for insurers", "Quillwort lists.", 0, "courier")
    assert [one.item for one in of_last(other, found)] == ["2026/W21/item-00"]


def test_what_shares_a_common_word_only_is_not_related() -> None:
    assert of_last(told("Basalt opens a bakery", "Bread.", -7), told("Meridian opens a museum", "Paintings.")) == ()


def test_earlier_steps_stand_in_the_timeline() -> None:
    new = list(related(addressed([LEASE, LIMITS])).values())[-1]
    assert [(entry.date, entry.item) for entry in new.timeline] == [("2026-06-10", "2026/W24/item-00")]


def test_nothing_is_stored_in_the_older_item() -> None:
    old = next(iter(related(addressed([LEASE, LIMITS])).values()))
    assert (old.timeline, [one.relation for one in old.related]) == ((), ["storyline"])


def test_what_a_maintainer_pinned_stays() -> None:
    pinned = LIMITS.model_copy(update={"related": BY_HAND, "pinned": ("related", "timeline")})
    kept = list(related(addressed([LEASE, pinned])).values())[-1]
    assert (kept.related, kept.timeline, kept.storyline) == (BY_HAND, (), "2026/W24/item-00")


def test_of_one_thing_told_twice_one_is_shown() -> None:
    again = told(LEASE.title + " again", LEASE.hook or "", -20, "gazette")
    found = of_last(LEASE, again, LIMITS)
    assert [one.item for one in found] == ["2026/W24/item-00"]


def test_a_second_telling_of_the_event_itself_is_not_shown() -> None:
    assert of_last(told(LIMITS.title, LIMITS.hook or "", -1, "gazette"), LIMITS) == ()


STEPS = (
    "Northwind and Halyard dig foundations before winter",
    "Halyard pours concrete for the hall of Northwind",
    "Northwind pays Halyard a second instalment",
    "Turbines of Halyard for Northwind arrive by barge",
    "Neighbours of Halyard and Northwind fear noise",
)
WEEK = (
    "Northwind and Halyard train apprentices",
    "A museum thanks Northwind and Halyard",
    "Halyard sponsors a regatta, Northwind a choir",
    "Northwind borrows a ferry of Halyard",
    "Cyclists of Northwind race those of Halyard",
)


def test_neither_a_storyline_nor_a_week_takes_all_places() -> None:
    steps = [
        told(title, "A hall.", 14 * n - 70, f"outlet{n}", storyline="2026/W01/hall") for n, title in enumerate(STEPS)
    ]
    week = [told(title, "A day out.", -9, f"paper{n}") for n, title in enumerate(WEEK)]
    found = of_last(
        *week, *steps, told("Northwind opens the hall that Halyard built", "A hall.", storyline="2026/W01/hall")
    )
    assert len(found) == MAX_RELATED
    assert Counter(one.relation for one in found)["storyline"] == MAX_STEPS
    assert max(Counter(one.item[:8] for one in found).values()) == MAX_OF_WEEK


TITLES = st.lists(
    st.sampled_from("Northwind Halyard Zephyr Ada_Quill cluster limits court water lifts rents builds".split()), min_size=2, max_size=6
).map(lambda words: " ".join(words).replace("_", " "))  # fmt: skip
ITEMS = st.lists(st.builds(told, TITLES, TITLES, st.integers(-40, 0)), min_size=1, max_size=14).map(addressed)


@settings(max_examples=40)
@given(ITEMS, st.randoms())
def test_always_at_most_six_others_each_with_a_reason_in_any_order(items: dict[str, Item], chance: object) -> None:
    found = related(items)
    for address, item in found.items():
        others = [one.item for one in item.related]
        assert address not in others
        assert len(others) == len(set(others)) <= MAX_RELATED
        assert all(one.item in items and one.why and one.relation != "later" for one in item.related)
    assert related(dict(reversed(items.items()))) == found


@settings(max_examples=15)
@given(ITEMS)
def test_an_unrelated_item_changes_no_relation_but_its_own(items: dict[str, Item]) -> None:
    stranger = told("Basalt bakes sourdough", "Flour and salt.", -3)
    with_stranger = related({**items, "2026/W24/stranger": stranger})
    assert all("stranger" not in one.item for item in with_stranger.values() for one in item.related)


def test_the_index_on_disk_and_other_processes_give_the_same(tmp_path: Path) -> None:
    items = addressed(
        [told(f"Northwind lifts limit {n} of Zephyr", "With a cluster.", -n, f"outlet{n}") for n in range(40)]
    )
    expected = related(items)
    index = save(Index("").updated(stored(items), MAKER), tmp_path)
    assert relate(items, items, steps_in(items), MAKER, load(tmp_path, "")) == expected
    with ProcessPoolExecutor(2) as processes, ThreadPoolExecutor(2) as threads:
        assert relate(items, items, steps_in(items), MAKER, index, processes.map) == expected
        assert relate(items, items, steps_in(items), MAKER, index, threads.map) == expected


def test_published_items_of_earlier_weeks_lend_facts() -> None:
    archive = addressed(
        [LEASE, told("Basalt bakes bread", "Flour.", -7), told("Northwind lifts Zephyr's limits", "More.", -1)]
    )
    index = Index("").updated(stored(archive), MAKER)
    assert earlier_items({"2026/W25/new": LIMITS}, archive, MAKER, index, 3) == {"2026/W25/new": ["2026/W24/item-00"]}


def test_no_items_are_related_to_nothing() -> None:
    assert related_in({}, addressed([LEASE])) == {}


@pytest.mark.parametrize(
    ("names", "words"),
    [(["Basalt"], "Basalt"), (["Basalt", "Halyard"], "Basalt and Halyard"), (list("ABCD"), "A, B and C")],
)
def test_names_in_words(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_items_of_the_same_days_are_told_by_the_younger_one() -> None:
    older = told(LEASE.title, LEASE.hook or "", 0)
    younger = LIMITS.model_copy(update={"date": LIMITS.date + timedelta(hours=2)})
    first, second = related(addressed([older, younger])).values()
    assert [one.relation for one in second.related] == ["storyline"]
    assert [one.relation for one in first.related] == ["storyline"]
