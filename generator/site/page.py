"""A page before it is rendered, and the site it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from functools import cached_property

from generator.model.base import same_language
from generator.site.addresses import contact_link
from generator.site.cards import Card
from generator.site.feeds.formats import FORMATS, Format
from generator.site.words import Words

_MARKS = re.compile('["“”„«»「」『』]')


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
        return self.absolute(meta.known_as)

    def indexes(self, meta: Meta) -> bool:
        """Whether search engines are asked to show a page in this language: not where only the frame is in it."""
        return meta.listed and self._tells(self.tongue, meta)

    def _tells(self, tongue: Tongue, meta: Meta) -> bool:
        return tongue.listed if meta.languages is None else tongue.language in meta.languages

    def alternates(self, meta: Meta) -> tuple[tuple[str, str], ...]:
        """(language, full address) of a page in each language for search engines; none where it is but one."""
        found = [it for it in self.tongues if self._tells(it, meta)]
        return tuple((it.language, self.url + it.prefix + meta.known_as) for it in found) if len(found) > 1 else ()

    def foreign(self, language: str) -> str:
        """The language tag a text needs on this site's pages; empty where it is the site's own."""
        return "" if same_language(language, self.language) else language


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
class Channel:
    """A feed in all its formats, before anything is read for it."""

    group: str
    """items, editions, predictions, corrections, topics, storylines, or one of PLURALS."""
    key: str
    """What it is of inside its group."""
    page: Link
    """The page it is the feed of, in whose folder its files are; addresses are below those of the site's language."""
    title: str
    former: tuple[str, ...] = ()
    """Folders in which its files may have been before; they answer for good."""

    @property
    def files(self) -> tuple[tuple[Format, str], ...]:
        """Each format with the address of its file."""
        return tuple((format, self.page.address + format.file) for format in FORMATS)


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

    @property
    def known_as(self) -> str:
        """The address that search engines are to know the page by."""
        return self.address if self.canonical is None else self.canonical


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
