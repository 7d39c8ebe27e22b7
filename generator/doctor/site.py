"""What readers and programs are told of a site: its address, and whom to write to. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.finding import Finding
from generator.site.config import SiteConfig


def site(config: SiteConfig, place_of: Mapping[str, str]) -> Iterator[Finding]:
    """What every page lacks; one finding where it lacks nothing. place_of: where keys of mkdocs.yml are or would be."""
    contact = config.settings.contact
    if not config.has_address:
        words = (
            f"{place_of['site_url']}: site_url is missing, or still the one of a new site; feeds, sitemap and previews"
        )
        yield Finding("site", "warn", f"{words} lead there", "write where the site is published: site_url: https://…/")
    if not contact:
        words = f"{place_of['contact']}: no contact is set; no page says where to ask for a correction or removal"
        yield Finding("site", "warn", words, "write a mail or web address below - recap: as contact: …")
    if config.has_address and contact:
        yield Finding("site", "ok", f"{config.url}, {contact}")
