"""Pieces that several copies are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.item import Review
from generator.site import markdown as md
from generator.site.markdown import Md
from generator.site.page import Link, Sentence, Site, Text
from generator.site.views.citations import News
from generator.site.views.corrections import CorrectionLine
from generator.site.views.entry import Entry, Rectified


def page(site: Site, link: Link) -> Md:
    """A link to a page of the site, whole, since a copy is read anywhere."""
    return md.link(link.label, site.absolute(link.address))


def title(site: Site, it: Entry) -> Md:
    """The title of an item, which leads to its page."""
    return page(site, Link(it.title.text, it.address))


def entry(site: Site, it: Entry) -> Md:
    """An item in a list: its title and the line below it."""
    said = md.joined(": ", [title(site, it), line(site, it.dek) if it.dek else Md("")])
    return md.line(said, rectified(site, it.rectified)) if it.rectified else said


def rectified(site: Site, it: Rectified) -> Md:
    """That a title is no longer so, and what says it."""
    return md.line(md.strong(site.words(f"verdict_{it.verdict}")), page(site, it.by))


def line(site: Site, it: Sentence, address: str = "") -> Md:
    """A line with whose words it is; address: of the page it leads to."""
    said = page(site, Link(it.marked, address)) if address else md.text(it.marked)
    return md.line(said, md.text(f"({it.outlet})")) if it.outlet else said


def words(site: Site, said: Text, quoted: bool, inference: bool) -> Md:
    """What is said, marked as a quotation or an inference where it is one."""
    mark = md.strong(f"{site.words('inference')}:") if inference else Md("")
    return md.line(mark, md.text(f"“{said.text}”" if quoted and not said.has_marks else said.text))


def news(site: Site, it: News) -> Md:
    """A claim with the outlets that carry it, each a link to the sentence."""
    bases = md.joined(", ", [md.link(basis.outlet.text, basis.href) for basis in it.bases])
    said = words(site, it.text, it.quoted, it.inference)
    return md.line(said, Md(f"({bases})") if bases else bases)


def section(heading: str, blocks: Iterable[Md]) -> Iterator[Md]:
    """Blocks below their heading; nothing where they hold nothing."""
    filled = [block for block in blocks if block]
    if filled:
        yield md.heading(2, heading)
        yield from filled


def review(site: Site, it: Review | None) -> Md:
    """Who answers for the text."""
    return md.text(site.words("reviewed_by", name=it.by, day=site.words.day(it.at))) if it else Md("")


def correction(site: Site, it: CorrectionLine) -> Md:
    """What was, what is and why."""
    words = site.words
    return md.line(
        md.text(f"{words.day(it.date)}, {it.field}."),
        *(md.strong(words("correction_was")), md.text(it.was)),
        md.strong(words("correction_now" if it.now else "correction_withdrawn")),
        md.text(it.now),
        *(md.strong(words("correction_why")), md.text(it.why)),
    )
