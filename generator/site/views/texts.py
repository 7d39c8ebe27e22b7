"""Texts of the archive as pages print them: translated where they are, with their language where it is another."""

from __future__ import annotations

from generator.archive.brief import Line
from generator.archive.stored import StoredItem
from generator.model.edition import Edition
from generator.model.item import Claim, Item
from generator.site.holdings import Head
from generator.site.page import Sentence, Site, Text
from generator.text.words import is_chinese


def name_text(site: Site, name: str) -> Text:
    """A name with its language, as far as its letters tell it."""
    return Text(name, site.foreign("zh") if is_chinese(name) else "")


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
    """The title of an edition, the same wherever it is named: whom the week is about, where it only repeats one of its
    headlines; where those have no names, that headline; empty without an edition."""
    if head is None:
        return Text("")
    if head.names:
        return Text(site.words("week_of_names", names=site.words.listed(head.names)))
    if head.lender:
        return title_of(site, head.lender)
    translated = head.translated.get(site.language)
    return Text(translated) if translated else Text(head.title, site.foreign(site.own_language))


def claim_text(site: Site, item: Item, path: str, claim: Claim) -> Text:
    """A claim's words as pages print them; path: as `Item.claims` gives it."""
    return in_translation(site, item, path, Text(claim.text, language_of(site, item, claim)))


def language_of(site: Site, item: Item, claim: Claim) -> str:
    """The language tag a claim needs on this site's pages."""
    return site.foreign(item.language_of(claim))
