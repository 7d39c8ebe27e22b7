"""What is shown of an archive under a maintainer's decisions, and that nothing is lost by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.archive.decisions import Shown
from generator.archive.decisions import decide as decide_on
from generator.archive.homes import Homes
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.model.decisions import Decisions
from generator.model.edition import Continuation, Corrected, Edition, IntroLine, TopicGroup
from generator.model.errors import ArchiveError, InvalidContent
from generator.model.item import (
    Claim,
    Correction,
    Evidence,
    Implication,
    Item,
    Related,
    Settlement,
    Telling,
    TimelineEntry,
)
from generator.model.week import Week
from tests.archive.decided import archive_of, decide, files, index_of, later, link, outlets, reports_of, told
from tests.make import NOON

ONE, TWO, THREE = "2026/W25/one", "2026/W25/two", "2026/W25/three"
MERGE = f"merge:\n- {{events: [{TWO}, {ONE}], why: One contract, date: 2026-06-18}}\n"
SPLIT = f"split:\n- {{item: {ONE}, articles: ['{link('board')}'], why: Another cluster}}\n"
SUPPRESS = f"suppress:\n- {{item: {ONE}, why: A court order, date: 2026-06-19}}\n"
SUPPRESS_BOARD = f"suppress:\n- {{article: '{link('board')}', why: Withdrawn, date: 2026-06-19}}\n"
BOARD = "2026/W25/the-board-has-the-story"


def two_items() -> dict[str, Item]:
    return {ONE: told("ledger", "board"), TWO: told("quay", **later(1))}


def test_without_decisions_everything_is_as_its_file_says(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items())
    assert archive.items == archive.files
    assert archive.moved == {}


def test_the_item_published_first_lists_the_reports_of_both(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), MERGE)
    assert outlets(archive) == {ONE: ["ledger", "board", "quay"]}
    assert archive.moved == {TWO: ONE}
    quay = reports_of(archive, ONE)["quay"]
    assert (quay.why, quay.joined) == ("as the maintainer decided: One contract", datetime(2026, 6, 18, tzinfo=UTC))
    assert archive.items[ONE].body == f"Note of {ONE}.\n"


def test_a_merge_leaves_what_reports_in_another_language_tell(tmp_path: Path) -> None:
    plain = told("ledger", "board")
    telling = Telling(title="另一份", tldr=plain.tldr, of=plain.told_hash)
    items = {ONE: plain.model_copy(update={"tellings": {"zh": telling}}), TWO: told("quay", **later(1))}
    assert archive_of(tmp_path, items, MERGE).items[ONE].item.tellings == {"zh": telling}
    assert decide(tmp_path, SUPPRESS_BOARD).items[ONE].item.tellings == {}


def test_a_report_of_a_merged_item_joined_when_that_was_last_changed_where_no_date_is_given(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), MERGE.replace(", date: 2026-06-18", ""))
    assert reports_of(archive, ONE)["quay"].joined == two_items()[TWO].updated


def test_a_link_stands_for_the_item_that_lists_it(tmp_path: Path) -> None:
    merge = f"merge:\n- {{events: ['{link('board')}', '{link('quay')}'], why: x}}\n"
    assert outlets(archive_of(tmp_path, two_items(), merge)) == {ONE: ["ledger", "board", "quay"]}


def test_merges_chain(tmp_path: Path) -> None:
    items = {**two_items(), THREE: told("harbour", **later(2))}
    chain = f"merge:\n- {{events: [{THREE}, {TWO}], why: x}}\n- {{events: [{ONE}, {TWO}], why: y}}\n"
    archive = archive_of(tmp_path, items, chain)
    assert outlets(archive) == {ONE: ["ledger", "board", "quay", "harbour"]}
    assert archive.moved == {TWO: ONE, THREE: ONE}


def test_an_article_that_leaves_makes_an_item_of_its_own(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), SPLIT)
    assert outlets(archive) == {BOARD: ["board"], ONE: ["ledger"], TWO: ["quay"]}
    left, own = archive.items[ONE].item, archive.items[BOARD].item
    assert [claim.text for claim in left.takeaways] == ["Said by the ledger."]
    assert (own.title, own.tldr, own.evidence["e2"].article) == ("The board has the story", None, 0)
    assert [claim.text for claim in own.takeaways] == ["Said by the board."]
    assert archive.moved == {}


def test_what_leaves_an_item_may_be_merged_with_another(tmp_path: Path) -> None:
    both = SPLIT + f"merge:\n- {{events: ['{link('board')}', {TWO}], why: x}}\n"
    archive = archive_of(tmp_path, two_items(), both)
    assert outlets(archive) == {ONE: ["ledger"], TWO: ["quay", "board"]}


def test_what_leaves_an_item_is_written_before_the_item_is(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), SPLIT)
    archive.write_item(archive.items[ONE])
    assert outlets(decide(tmp_path, SPLIT)) == {BOARD: ["board"], ONE: ["ledger"], TWO: ["quay"]}
    assert outlets(decide(tmp_path, "")) == {BOARD: ["board"], ONE: ["ledger"], TWO: ["quay"]}, "it is published now"


def test_an_item_that_holds_two_that_may_not_be_in_one_loses_the_second(tmp_path: Path) -> None:
    never = f"never_merge:\n- {{events: ['{link('board')}', '{link('ledger')}'], why: x}}\n"
    assert outlets(archive_of(tmp_path, two_items(), never)) == {BOARD: ["board"], ONE: ["ledger"], TWO: ["quay"]}


def test_an_article_that_may_not_be_in_its_item_leaves_it(tmp_path: Path) -> None:
    never = f"never_merge:\n- {{events: [{ONE}, '{link('board')}'], why: x}}\n"
    assert outlets(archive_of(tmp_path, two_items(), never))[BOARD] == ["board"]


def test_a_merge_never_brings_together_what_may_not_be(tmp_path: Path) -> None:
    never = f"never_merge:\n- {{events: ['{link('board')}', '{link('quay')}'], why: x}}\n"
    archive = archive_of(tmp_path, two_items(), MERGE + never)
    assert outlets(archive) == {ONE: ["ledger", "board"], "2026/W25/the-quay-has-the-story": ["quay"]}


def test_a_takedown_leaves_no_word(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), SUPPRESS)
    assert outlets(archive) == {TWO: ["quay"]}
    assert (archive.moved, archive.removed) == ({ONE: None}, {ONE: "2026-06-19"})
    assert archive.rulings.suppressed == {"ledger.example/story", "board.example/story"}
    assert list(archive.rulings.taken_down) == [ONE]


def test_a_takedown_holds_for_what_it_is_merged_with(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), MERGE + SUPPRESS)
    assert (outlets(archive), archive.moved) == ({}, {ONE: None, TWO: None})


def test_an_article_that_is_taken_down_takes_with_it_what_rests_on_it_alone(tmp_path: Path) -> None:
    both = Claim(text="Said by both.", cites=("e1", "e2"))
    items = two_items()
    items[ONE] = items[ONE].model_copy(
        update={
            "takeaways": (*items[ONE].takeaways, both),
            "hook": "Said by the board.", "hook_cites": ("e2",),
            "corrections": (Correction(date=NOON, field="takeaways.1", was="x", now="Said by the board.", why="y"),),
        }
    )  # fmt: skip
    archive = archive_of(tmp_path, items, SUPPRESS_BOARD)
    shown = archive.items[ONE].item
    assert [(claim.text, claim.cites) for claim in shown.takeaways] == [
        ("Said by the ledger.", ("e1",)), ("Said by both.", ("e1",)),
    ]  # fmt: skip
    assert (shown.hook, shown.corrections, list(shown.evidence)) == (None, (), ["e1"])


def test_a_title_that_is_taken_down_gives_way_to_that_of_the_first_report_left(tmp_path: Path) -> None:
    items = {ONE: told("board", "ledger")}
    assert archive_of(tmp_path, items, SUPPRESS_BOARD).items[ONE].item.title == "The ledger has the story"
    pinned = {ONE: told("board", "ledger", title="By hand", pinned=("title",))}
    assert archive_of(tmp_path / "pinned", pinned, SUPPRESS_BOARD).items[ONE].item.title == "By hand"


def test_an_item_of_which_nothing_is_left_is_taken_down(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {ONE: told("board"), TWO: told("quay")}, SUPPRESS_BOARD)
    assert (outlets(archive), archive.moved) == ({TWO: ["quay"]}, {ONE: None})
    assert archive.removed == {ONE: "2026-06-19"}


def mentioning() -> Item:
    """An item that mentions ONE in every way there is."""
    return told(
        "quay",
        takeaways=(Claim(text="It is as the board said.", cites=("e9",)),),
        evidence={
            "e1": Evidence(article=0, quote="Said by the quay."),
            "e9": Evidence(article=1, quote="Said by the board.", item=ONE),
        },
        related=(Related(item=ONE, relation="earlier", why="x", score=0.5),),
        timeline=(TimelineEntry(date="2026-06-17", item=ONE),),
        storyline=ONE,
        implications=(
            Implication(
                id="p1", text="Limits rise.", due="2026-06-20", test="x", cites=("e1",), status="came-true",
                settled=Settlement(date="2026-06-20", item=ONE, quote="Said by the ledger.", why="So it says."),
            ),
        ),
        **later(1),
    )  # fmt: skip


def test_a_takedown_is_mentioned_nowhere(tmp_path: Path) -> None:
    shown = archive_of(tmp_path, {ONE: told("ledger", "board"), TWO: mentioning()}, SUPPRESS).items[TWO].item
    assert (shown.takeaways, shown.related, shown.timeline, shown.storyline) == ((), (), (), None)
    (prediction,) = shown.implications
    assert prediction.status == "came-true", "what was found out stays"
    assert prediction.settled and prediction.settled.quote is None, "in other words than those taken down"


def test_mentions_of_a_merged_item_lead_to_where_it_is_told(tmp_path: Path) -> None:
    items = {ONE: told("ledger", "board", **later(2)), TWO: mentioning(), THREE: told("harbour")}
    merge = f"merge:\n- {{events: [{ONE}, {THREE}], why: x}}\n"
    shown = archive_of(tmp_path, items, merge).items[TWO].item
    assert [entry.item for entry in shown.related] == [entry.item for entry in shown.timeline] == [THREE]
    assert shown.storyline == THREE
    assert (shown.evidence["e9"].item, shown.evidence["e9"].article) == (THREE, 2)


def test_an_item_that_is_merged_with_one_it_mentions_mentions_itself_no_more(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {ONE: told("ledger", "board", **later(2)), TWO: mentioning()}, MERGE)
    shown = archive.items[TWO].item
    assert (shown.related, shown.timeline) == ((), ())
    assert (shown.evidence["e9"].item, shown.evidence["e9"].article) == (None, 2)


EDITION = Edition(
    title="The ledger has the story", edition="2026-W25", date=NOON, updated=NOON, top=(ONE, TWO),
    intro=(IntroLine(text="Said by the ledger.", item=ONE), IntroLine(text="Said by the quay.", item=TWO)),
    groups=(TopicGroup(topic="chips", items=(THREE,)),), grown=(ONE,),
    continues=(Continuation(item=TWO, earlier=ONE, why="x"), Continuation(item=THREE, earlier=TWO, why="x")),
    corrections=(Corrected(item=ONE, field="title", date=NOON),),
)  # fmt: skip


def edition_under(root: Path, decisions: str) -> Edition:
    archive_of(root, {**two_items(), THREE: told("harbour", **later(2))}).write_edition(EDITION)
    return decide(root, decisions).editions[Week(2026, 25)].edition


def test_an_edition_lists_what_is_shown(tmp_path: Path) -> None:
    shown = edition_under(tmp_path, SUPPRESS)
    assert (shown.top, shown.grown, shown.corrections) == ((TWO,), (), ())
    assert [line.item for line in shown.intro] == [TWO]
    assert [one.item for one in shown.continues] == [THREE]
    assert shown.title == "The quay has the story", "the other was that of the item taken down"


def test_an_edition_lists_a_merged_item_once(tmp_path: Path) -> None:
    shown = edition_under(tmp_path, MERGE)
    assert shown.top == (ONE,)
    assert [(one.item, one.earlier) for one in shown.continues] == [(THREE, ONE)]
    assert shown.title == EDITION.title


@pytest.mark.parametrize("decisions", [MERGE, SPLIT, SUPPRESS, SUPPRESS_BOARD, MERGE + SUPPRESS])
def test_a_decision_that_is_taken_back_leaves_no_trace(tmp_path: Path, decisions: str) -> None:
    before = archive_of(tmp_path, two_items())
    bytes_before = files(tmp_path)
    assert outlets(decide(tmp_path, decisions)) != outlets(before)
    assert files(tmp_path) == bytes_before
    assert decide(tmp_path, "").items == before.items


def test_a_merge_that_is_taken_back_after_it_was_written_gives_each_its_own(tmp_path: Path) -> None:
    merged = archive_of(tmp_path, two_items(), MERGE)
    merged.write_item(merged.items[ONE])
    assert outlets(decide(tmp_path, MERGE)) == {ONE: ["ledger", "board", "quay"]}
    assert outlets(decide(tmp_path, "")) == {ONE: ["ledger", "board"], TWO: ["quay"]}


@pytest.mark.parametrize(
    ("second", "doubled"),
    [
        (told("ledger", "board", **later(1)), {TWO: ONE}),
        (told("board", "quay", **later(1)), {TWO: ONE}),
        (told("ledger", "board"), {TWO: ONE}),
        (told("quay"), {}),
    ],
)
def test_files_that_list_the_same_are_known_unless_a_decision_says_so(
    tmp_path: Path, second: Item, doubled: dict[str, str]
) -> None:
    assert archive_of(tmp_path, {**two_items(), TWO: second}).doubled == doubled
    assert decide(tmp_path, MERGE).doubled == {}
    assert decide(tmp_path, f"suppress:\n- {{item: {TWO}, why: A copy}}\n").doubled == {}


def test_a_merge_that_is_taken_back_leaves_no_copies(tmp_path: Path) -> None:
    merged = archive_of(tmp_path, two_items(), MERGE)
    merged.write_item(merged.items[ONE])
    assert decide(tmp_path, MERGE).doubled == decide(tmp_path, "").doubled == {}


@pytest.mark.parametrize("decisions", [MERGE, SPLIT, SUPPRESS_BOARD, MERGE + SPLIT])
def test_what_is_shown_is_shown_again_once_it_is_written(tmp_path: Path, decisions: str) -> None:
    archive = archive_of(tmp_path, two_items(), decisions)
    shown = {address: stored.item for address, stored in archive.items.items()}
    for address in shown:
        archive.write_item(archive.items[address])
    again = decide(tmp_path, decisions)
    assert {address: stored.item for address, stored in again.items.items()} == shown


def test_nothing_is_written_where_nothing_is_shown(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), SUPPRESS)
    before = files(tmp_path)
    with pytest.raises(ArchiveError, match=r"is not shown any more by decisions\.yml"):
        archive.write_item(StoredItem(ONE, two_items()[ONE]))
    assert files(tmp_path) == before


def test_the_index_keeps_no_byte_of_what_was_taken_down(tmp_path: Path) -> None:
    content, cache = tmp_path / "content", tmp_path / "cache"
    archive_of(content, two_items()).write_edition(EDITION)
    Archive.open(content, cache)
    (index,) = cache.glob("*.sqlite")
    assert b"Said by the ledger." in index.read_bytes()
    (content / "decisions.yml").write_text(SUPPRESS)
    assert ONE not in Archive.open(content, cache).items
    for gone in (b"ledger has the story", b"Said by the ledger.", b"Said by the board."):
        assert gone not in index.read_bytes()
    assert b"Said by the quay." in index.read_bytes()
    assert Archive.open(content, cache).removed == {ONE: "2026-06-19"}, "nothing of it is cached"


@pytest.mark.parametrize(
    ("decisions", "problem"),
    [
        ("suppress:\n- {item: 2026/W25/onne, why: x}", f"decisions.yml:2: suppress.0.item: 2026/W25/onne is not in the archive (did you mean {ONE}?)"),
        ("split:\n- {item: 2024/W01/q, articles: [https://a.example/b], why: x}", "name an item of the archive, or its articles by their links"),
        (f"suppress:\n- {{article: 'https://recap.example/{ONE}/', why: x}}", f"is a page of this site, not an article (write {ONE})"),
        (MERGE + f"never_merge:\n- {{events: [{ONE}, {TWO}], why: x}}\n", "decisions.yml:4: never_merge.0.events:"),
        (f"merge:\n- {{events: ['{link('board')}', {TWO}], why: x}}\nnever_merge:\n- {{events: [{ONE}, {TWO}], why: x}}\n", "are merged (take one of the two decisions back)"),
        (f"never_merge:\n- {{events: ['{link('board')}', 'https://board.example/story'], why: x}}\n", "never_merge.0.events: board.example/story stands there twice"),
        (SPLIT + f"merge:\n- {{events: ['{link('board')}', {ONE}], why: x}}\n", f"split.0: {ONE} and board.example/story are merged"),
        ("merge:\n- {events: [2026/W25/a], why: x}", "decisions.yml:2: merge.0.events: must have at least 2 items"),
    ],
)  # fmt: skip
def test_decisions_that_cannot_hold_are_told_with_line_and_remedy(tmp_path: Path, decisions: str, problem: str) -> None:
    with pytest.raises(InvalidContent) as raised:
        archive_of(tmp_path, two_items(), decisions)
    assert problem in str(raised.value)


def test_a_link_that_is_nearly_one_of_the_archive_is_doubted(tmp_path: Path) -> None:
    near = "suppress:\n- {article: https://board.example/storry, why: x}\n- {article: https://a.example/b, why: x}\n"
    (doubt,) = archive_of(tmp_path, two_items(), near).doubts()
    assert (doubt.line, doubt.key) == (2, "suppress.0.article")
    assert doubt.remedy == "did you mean board.example/story?"


def test_a_split_of_a_link_that_no_item_lists_is_doubted(tmp_path: Path) -> None:
    none = f"split:\n- {{item: {ONE}, articles: ['{link('board')}', https://nowhere.example/x], why: x}}\n"
    (doubt,) = archive_of(tmp_path, two_items(), none).doubts()
    assert (doubt.line, doubt.key, doubt.problem) == (2, "split.0.articles.1", "is listed by no item")
    assert doubt.remedy == f"take the link from `articles` of {ONE}; until an item lists it nothing is split off"


def test_a_merge_of_an_event_with_itself_is_doubted(tmp_path: Path) -> None:
    (doubt,) = archive_of(tmp_path, two_items(), f"merge:\n- {{events: [{ONE}, {ONE}], why: x}}\n").doubts()
    assert (doubt.line, doubt.key, doubt.problem) == (2, "merge.0.events", "name one event only")


def test_a_split_that_leaves_an_item_nothing_is_doubted(tmp_path: Path) -> None:
    links = [report.url for report in two_items()[ONE].articles]
    split = "split:\n- {{item: {}, articles: {}, why: x}}\n"
    assert archive_of(tmp_path / "some", two_items(), split.format(ONE, links[1:])).doubts() == []
    (doubt,) = archive_of(tmp_path / "all", two_items(), split.format(ONE, links)).doubts()
    assert (doubt.line, doubt.key, doubt.problem) == (2, "split.0", f"takes the last report out of {ONE}")
    two = split.format(ONE, links[1:]) + split.format(ONE, links[:1]).removeprefix("split:\n")
    (doubt,) = archive_of(tmp_path / "two", two_items(), two).doubts()
    assert (doubt.line, doubt.key, doubt.problem) == (3, "split.1", f"takes the last report out of {ONE}")


def test_decisions_are_read_once_to_refuse_and_to_doubt(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, two_items(), f"merge:\n- {{events: [{ONE}, {ONE}], why: x}}\n")
    (tmp_path / "decisions.yml").write_text("merge: [", "utf-8")
    assert [doubt.line for doubt in archive.doubts()] == [2]


def test_a_folder_without_decisions_has_none(tmp_path: Path) -> None:
    Archive(tmp_path).write_item(StoredItem(ONE, told("ledger")))
    (tmp_path / "decisions.yml").write_text("# nothing yet\n")
    assert list(Archive.open(tmp_path).items) == [ONE]


NAMES = ["ledger", "board", "quay", "harbour", "crate", "desk"]
REFERENCES = st.one_of(st.sampled_from([ONE, TWO, THREE]), st.sampled_from(NAMES).map(link))


@st.composite
def some_decisions(draw: st.DrawFn) -> Decisions:
    several = st.lists(REFERENCES, min_size=2, max_size=3, unique=True)
    some = st.lists(several, max_size=2)
    return Decisions.model_validate(
        {
            "merge": [{"events": events, "why": "x"} for events in draw(some)],
            "never_merge": [{"events": events, "why": "x"} for events in draw(some)],
            "split": [
                {"item": draw(st.sampled_from([ONE, TWO])), "articles": [link(name)], "why": "x"}
                for name in draw(st.lists(st.sampled_from(NAMES), max_size=2))
            ],
            "suppress": [
                {"item" if reference in ITEMS else "article": reference, "why": "x"}
                for reference in draw(st.lists(REFERENCES, max_size=2))
            ],
        }
    )


ITEMS = {
    ONE: told("ledger", "board"),
    TWO: mentioning().model_copy(update=later(1)),
    THREE: told("crate", "harbour", **later(2)),
}


INDEX = index_of(ITEMS)


def decided(editions: dict[Week, Edition], decisions: Decisions) -> Shown:
    """What is shown of ITEMS, those that are as their files say included."""
    shown = decide_on(ITEMS, editions, decisions, INDEX)
    same = {address: item for address, item in ITEMS.items() if address not in shown.moved}
    return replace(shown, items=same | shown.items)


def homes(decisions: Decisions) -> Homes:
    return Homes(ITEMS, decisions, ITEMS)


@given(some_decisions())
def test_every_report_is_shown_once_but_those_taken_down(decisions: Decisions) -> None:
    shown = decided({Week(2026, 25): EDITION}, decisions)
    listed = [report.key for item in shown.items.values() for report in item.articles]
    wanted = {report.key for item in ITEMS.values() for report in item.articles} - shown.rulings.suppressed
    assert sorted(listed) == sorted(wanted)
    assert shown.items.keys() | shown.moved.keys() >= ITEMS.keys()
    assert all(target is None or target in shown.items for target in shown.moved.values())
    if not decisions.suppress:
        assert None not in shown.moved.values()


@given(some_decisions())
def test_what_is_shown_holds_together(decisions: Decisions) -> None:
    shown = decided({Week(2026, 25): EDITION}, decisions)
    for address, item in shown.items.items():
        assert Item.model_validate(item.model_dump()) == item
        mentioned = {entry.item for entry in item.related} | {entry.item for entry in item.timeline}
        assert mentioned <= shown.items.keys() - {address}
        quoted = [entry for entry in item.evidence.values() if entry.item]
        assert all(entry.article < len(shown.items[entry.item or ""].articles) for entry in quoted)
    assert {*shown.editions[Week(2026, 25)].addresses()} <= shown.items.keys()


@given(some_decisions())
def test_no_item_holds_what_may_not_be_in_one(decisions: Decisions) -> None:
    assume(not homes(decisions).contradictions)
    shown = decided({}, decisions)
    for item in shown.items.values():
        assert not shown.rulings.forbids(report.key for report in item.articles)


@given(some_decisions(), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions: Decisions, random: Random) -> None:
    assume(not homes(decisions).contradictions)
    shuffled = {
        kind: tuple(random.sample(getattr(decisions, kind), len(getattr(decisions, kind))))
        for kind in ("merge", "split", "suppress")
    }
    shown, again = (decided({}, one) for one in (decisions, decisions.model_copy(update=shuffled)))
    assert [*shown.items] == [*again.items]
    assert {a: {r.key for r in i.articles} for a, i in shown.items.items()} == {
        a: {r.key for r in i.articles} for a, i in again.items.items()
    }
    assert shown.moved == again.moved
