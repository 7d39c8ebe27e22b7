"""What pages of the menu say about themselves."""

from __future__ import annotations

from collections.abc import Sequence

from generator.site.page import Link, Meta, Site
from generator.site.structured import breadcrumbs


def section_meta(
    site: Site, section: str, address: str, title: str, *, crumbs: Sequence[Link] = (), listed: bool = True
) -> Meta:
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
