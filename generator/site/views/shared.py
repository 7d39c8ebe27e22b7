"""Values that all pages share: the site, links, texts with their language, and an item as lists show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from generator.archive.brief import Brief, Line
from generator.archive.store import StoredItem
from generator.model.edition import Edition
from generator.model.facts import Facts
from generator.model.item import Claim, Item
from generator.model.vocabulary import Audience, Topic, in_language
from generator.model.week import Week
from generator.site.cards import Card
from generator.site.library import FOLDERS, Head, Library, names_in
from generator.site.links import contact_link, slug_of
from generator.site.structured import breadcrumbs
from generator.site.words import Words, primary_tag
from generator.text.words import cut_at_word, is_chinese, same_words

if TYPE_CHECKING:
    from generator.site.feeds.channels import Channel

#: Longest description search engines show.
DESCRIPTION_CHARS = 200
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 230, 400
#: From here on characters take the place of two letters: CJK radicals and all that follows.
FIRST_WIDE = "\u2e80"
_MARKS = re.compile('["“”„«»「」『』]')
_NARROW_WORD = re.compile(rf"[^\W_{FIRST_WIDE}-\U0010ffff]\S*")


@dataclass(frozen=True)
class Tongue:
    """A language the site is published in."""

    language: str
    prefix: str = ""
    """Before the address of each of its pages: zh/; empty for the site's own language."""
    listed: bool = True
    """Whether search engines are to know its pages: not where only the frame around the same texts differs."""


@dataclass(frozen=True)
class Site:
    """What every page knows about the site it belongs to, in one of its languages.

    Addresses are the same in all languages: pages stand below the prefix of theirs.
    """

    name: str
    description: str
    url: str
    """Where the site is published, with a slash at the end."""
    words: Words
    sample: bool = False
    """Whether outlets and events are invented."""
    contact: str = ""
    hub: str = ""
    """Address of the WebSub hub that feeds name; empty for none."""
    preview: bool = False
    """Whether `mkdocs serve` shows it, which reloads pages by an inline script."""
    tongues: tuple[Tongue, ...] = ()
    """Every language it is published in, its own first; empty where there is but one."""

    @property
    def language(self) -> str:
        return self.words.language

    @property
    def contact_link(self) -> str:
        return contact_link(self.contact)

    @cached_property
    def tongue(self) -> Tongue:
        """The language of these pages among those of the site."""
        return next((it for it in self.tongues if it.language == self.language), Tongue(self.language))

    @property
    def prefix(self) -> str:
        return self.tongue.prefix

    @property
    def own_language(self) -> str:
        """That of its pages without a prefix."""
        return self.tongues[0].language if self.tongues else self.language

    @property
    def other_tongues(self) -> tuple[Tongue, ...]:
        return tuple(it for it in self.tongues if it != self.tongue)

    def absolute(self, address: str) -> str:
        """The full address of a page in this language."""
        return self.url + self.prefix + address

    def canonical(self, meta: Meta) -> str:
        """The full address that search engines are to know for a page: its own."""
        return self.absolute(meta.address if meta.canonical is None else meta.canonical)

    def indexes(self, meta: Meta) -> bool:
        """Whether search engines are asked to show a page in this language: not where only the frame is in it."""
        return meta.listed and self._tells(self.tongue, meta)

    def _tells(self, tongue: Tongue, meta: Meta) -> bool:
        return tongue.listed if meta.languages is None else tongue.language in meta.languages

    def alternates(self, meta: Meta) -> tuple[tuple[str, str], ...]:
        """(language, full address) of a page in each language for search engines; none where it is but one."""
        found = [it for it in self.tongues if self._tells(it, meta)]
        return tuple((it.language, self.url + it.prefix + meta.address) for it in found) if len(found) > 1 else ()

    def foreign(self, language: str) -> str:
        """The language tag a text needs on this site's pages; empty where it is the site's own."""
        return "" if primary_tag(language) == primary_tag(self.language) else language


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the site."""

    label: str
    address: str
    lang: str = ""


@dataclass(frozen=True)
class Text:
    """A text and its language, where that is not the site's."""

    text: str
    lang: str = ""

    @property
    def has_marks(self) -> bool:
        """Whether the words bring quotation marks of their own, beside which ours would only confuse."""
        return bool(_MARKS.search(self.text))


@dataclass(frozen=True)
class Sentence(Text):
    """A line that may be the very words of a source."""

    quoted: bool = False
    outlet: str = ""
    """Whose words they are; empty where they are nobody's, or nobody knows it any more."""

    @property
    def marked(self) -> str:
        """As plain text prints it: a quotation between quotation marks."""
        return f"“{self.text}”" if self.quoted and not self.has_marks else self.text


@dataclass(frozen=True)
class Meta:
    """What a page says about itself to browsers, search engines and feed readers."""

    title: str
    address: str
    """Where what it shows is at home, below the site's."""
    _: KW_ONLY
    canonical: str | None = None
    """The page's own address, where that is another: the front page shows what is at home elsewhere."""
    description: str = ""
    section: str = ""
    """Which entry of the menu the page belongs to."""
    kind: str = "website"
    previous: str | None = None
    next: str | None = None
    feed: Channel | None = None
    """A feed of its own, besides the site's."""
    data: tuple[Mapping[str, object], ...] = ()
    """JSON-LD."""
    listed: bool = True
    """Whether search engines are asked to show it."""
    image: str = ""
    """Address of its preview image; empty where it has none."""
    is_copied: bool = False
    """Whether a copy in Markdown stands beside it."""
    languages: frozenset[str] | None = None
    """Those in which the page is there, as far as its own words go; None: in all of the site."""


@dataclass(frozen=True)
class Page:
    """A page before it is rendered: everything its bytes depend on besides the theme."""

    address: str
    template: str
    meta: Meta
    view: object
    modified: datetime | None = None
    """When its content last changed; None where only a person can know."""
    card: Card | None = None
    """What its preview image says."""


def section_meta(
    site: Site, section: str, address: str, title: str, *, crumbs: Sequence[Link] = (), listed: bool = True
) -> Meta:  # fmt: skip
    """What the page of an entry of the menu says about itself: it is described by that entry's own words.

    crumbs: the way to it, where that is more than itself; listed: for search engines, which get no page of samples.
    """
    return Meta(
        title=title,
        address=address,
        description=site.words(f"{section}_lead"),
        section=section,
        data=(breadcrumbs(site, *(crumbs or [Link(title, address)])),),
        listed=listed and not site.sample,
    )


@dataclass(frozen=True)
class Entry:
    """An item as lists show it."""

    address: str
    title: Text
    dek: Sentence | None
    date: datetime
    week: Week
    outlets: int
    """Independent voices."""
    primary: bool
    languages: tuple[str, ...]
    """Of its reports, besides the site's."""
    is_also_own: bool
    """Whether some are in the site's too."""
    topics: tuple[Link, ...]
    audience: tuple[Link, ...]
    keys: tuple[str, ...]
    """Addresses of what it is about, by whom it is told and for whom it is, without the last slash: what a reader can
    follow or mute."""


def week_address(week: Week) -> str:
    return f"{week.folder}/"


def item_address(address: str) -> str:
    return f"{address}/"


def topic_link(site: Site, library: Library, topic: str) -> Link:
    return _labelled(site, library.topics, topic, "topics")


def source_link(site: Site, library: Library, name: str) -> Link:
    """An outlet, with the way to its page where it has one."""
    source = library.sources.get(name)
    address = list_address("sources", name) if name in library.source_names else ""
    label = library.source_names.get(name, name)
    return Link(label, address, site.foreign(source.language) if source else name_text(site, label).lang)


def audience_link(site: Site, library: Library, audience: str) -> Link:
    return _labelled(site, library.audiences, audience, "audience")


def audience_links(site: Site, library: Library) -> tuple[Link, ...]:
    """Every audience of the vocabulary."""
    return tuple(audience_link(site, library, audience.id) for audience in library.vocabulary.rules.audiences)


def list_address(folder: str, key: str) -> str:
    """Of the list of what a topic, an audience, a source or a name has in common; key: its identifier or slug."""
    return f"{folder}/{key}/"


def name_link(site: Site, name: str, folder: str) -> Link:
    """A company, model, product or person with its page; folder: of FOLDERS."""
    return Link(name, list_address(folder, slug_of(name)), name_text(site, name).lang)


def name_text(site: Site, name: str) -> Text:
    """A name with its language, as far as its letters tell it."""
    return Text(name, site.foreign("zh") if is_chinese(name) else "")


def all_name_links(site: Site, item: Item) -> tuple[Link, ...]:
    """Every name an item is about, with its page."""
    return tuple(
        name_link(site, name, folder) for folder in FOLDERS.values() for name in names_in(item.entities, folder)
    )


def week_link(site: Site, week: Week) -> Link:
    """A week as pages name it beside others of its year."""
    return Link(site.words("week", number=week.number), week_address(week))


def full_week_link(site: Site, week: Week) -> Link:
    """The same with its year."""
    return Link(site.words("week_of_year", number=week.number, year=week.year), week_address(week))


def _labelled(site: Site, known: Mapping[str, Topic | Audience], id: str, folder: str) -> Link:
    """A topic or audience that was taken from the vocabulary keeps its page, under its identifier."""
    label = in_language(known[id].label, site.language) if id in known else id
    return Link(label, list_address(folder, id))


def entry_of(site: Site, library: Library, stored: StoredItem, told: Iterable[str] = ()) -> Entry:
    """An item as lists show it; told: texts that stand on the page already and are not to be its second line too."""
    key = entry_of, site.language, stored.address
    entry: Entry = library.reads.once(key, lambda: _entry_of(site, library, stored))
    if entry.dek and entry.dek.text in (texts := frozenset(told)):
        return replace(entry, dek=_dek(site, stored.brief, texts))
    return entry


def _entry_of(site: Site, library: Library, stored: StoredItem) -> Entry:
    brief, facts = stored.brief, stored.facts
    return Entry(
        address=item_address(stored.address),
        title=shown(site, brief.title),
        dek=_dek(site, brief, frozenset()),
        date=stored.date,
        week=stored.week,
        outlets=brief.outlets,
        primary=brief.primary,
        languages=foreign_languages(site, brief),
        is_also_own=is_also_own(site, brief),
        topics=tuple(topic_link(site, library, topic) for topic in facts.topics),
        audience=tuple(audience_link(site, library, audience) for audience in facts.audience),
        keys=_keys(facts),
    )


def _keys(facts: Facts) -> tuple[str, ...]:
    names = (f"{folder}/{slug_of(name)}" for folder in FOLDERS.values() for name in names_in(facts, folder))
    sources = (f"sources/{name}" for name, *_ in facts.sources)
    topics, audience = (f"topics/{it}" for it in facts.topics), (f"audience/{it}" for it in facts.audience)
    return tuple(dict.fromkeys([*topics, *audience, *names, *sources]))


def in_translation(site: Site, told: Item | Edition, path: str, text: Text) -> Text:
    """What stands at a path of an item or edition: translated where the site's language has these very words, else
    `text`."""
    translation = told.translations.get(site.language)
    line = translation.lines.get(path) if translation else None
    return Text(line.text) if line and line.of == text.text else text


def shown(site: Site, line: Line) -> Text:
    """A line as pages of the site's language print it."""
    translated = line.translated.get(site.language)
    return Text(translated) if translated else Text(line.text, site.foreign(line.language))


def sentence_of(site: Site, line: Line) -> Sentence:
    """The same with whose words it is; a translation is nobody's."""
    text = shown(site, line)
    is_own = text.text == line.text
    return Sentence(text.text, text.lang, line.quoted and is_own, line.outlet if is_own else "")


def title_of(site: Site, stored: StoredItem) -> Text:
    return shown(site, stored.brief.title)


def title_of_edition(site: Site, head: Head | None) -> Text:
    """The title of an edition as pages print it: where an item lends it, as that item's; empty without an edition."""
    if head is None:
        return Text("")
    if head.lender:
        return title_of(site, head.lender)
    translated = head.translated.get(site.language)
    return Text(translated) if translated else Text(head.title, site.foreign(site.own_language))


def item_link(site: Site, stored: StoredItem, fragment: str = "") -> Link:
    """An item by its title."""
    title = title_of(site, stored)
    return Link(title.text, f"{item_address(stored.address)}{fragment}", title.lang)


def claim_text(site: Site, item: Item, path: str, claim: Claim) -> Text:
    """A claim's words as pages print them; path: as `Item.claims` gives it."""
    return in_translation(site, item, path, Text(claim.text, language_of(site, item, claim)))


def foreign_languages(site: Site, brief: Brief) -> tuple[str, ...]:
    """Those of its reports, besides the site's."""
    return tuple(filter(site.foreign, brief.languages))


def is_also_own(site: Site, brief: Brief) -> bool:
    """Whether some of its reports are in the site's language."""
    return len(foreign_languages(site, brief)) < len(brief.languages)


def language_of(site: Site, item: Item, claim: Claim) -> str:
    """The language tag a claim needs on this site's pages."""
    return site.foreign(item.language_of(claim))


def _dek(site: Site, brief: Brief, told: frozenset[str]) -> Sentence | None:
    """The line below a title: the hook, or the first claim that does not say what stands there already."""
    title, lines = shown(site, brief.title).text, (sentence_of(site, line) for line in brief.lines_in(site.language))
    return next((it for it in lines if it.text not in told and not same_words(it.text, title)), None)


def wide_characters(text: str) -> int:
    """How many of a text's characters take the place of two letters."""
    return 0 if text.isascii() else sum(char >= FIRST_WIDE for char in text)


def reading_minutes(texts: Iterable[str]) -> int:
    """Whole minutes it takes to read texts, at least one: 230 words or 400 Chinese characters a minute.

    English: M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019): 238.
    Chinese: about 260 words of 1.5 characters, S. Trauzettel-Klosinski and K. Dietz (2012).
    """
    text = " ".join(texts)
    wide = wide_characters(text)
    words = len(_NARROW_WORD.findall(text))
    return max(1, round(words / WORDS_A_MINUTE + wide / CHARACTERS_A_MINUTE))


def description_of(text: str) -> str:
    """A text cut to what search engines show, at a word where it has any."""
    return cut_at_word(text, DESCRIPTION_CHARS)
