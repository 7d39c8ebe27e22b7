"""Where research is published, by the address of a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Preprint servers (not peer reviewed), by host and path.
_PREPRINTS = r"arxiv\.org/(?:abs|pdf|html)/|(?:bio|med)rxiv\.org/content/|ssrn\.com/|openreview\.net/"
#: The news pages of a journal are reports.
_REVIEWED = (
    r"aclanthology\.org/\w|nature\.com/articles/s\d|science\.org/doi/|pnas\.org/doi/|cell\.com/.+/fulltext"
    r"|doi\.org/10\.|proceedings\.mlr\.press/|(?:proceedings|papers)\.(?:neurips|nips)\.cc/|dl\.acm\.org/doi/"
    r"|ieeexplore\.ieee\.org/|openaccess\.thecvf\.com/|journals\.plos\.org/|sciencedirect\.com/science/article/"
    r"|link\.springer\.com/article/"
)
_PREPRINT = re.compile(rf"^(?:[\w-]+\.)*(?:{_PREPRINTS})")
_PAPER = re.compile(rf"^(?:[\w-]+\.)*(?:{_PREPRINTS}|{_REVIEWED})")
#: arxiv.org/abs/2606.01234v2
_NUMBER = re.compile(r"^(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5})")
_REVISION = re.compile(r"\s*arXiv:\S{1,30} Announce Type: replace", re.IGNORECASE)


def is_revision(text: str) -> bool:
    """Whether the text of a feed's entry says that the paper stood there before, in an earlier version."""
    return _REVISION.match(text) is not None


def preprint(page: str) -> str | None:
    """The number of a paper on arXiv, whatever version and form of it a page is; the page without its scheme."""
    match = _NUMBER.match(page)
    return match[1] if match else None


def is_preprint(url: str) -> bool:
    """Whether a page is that of a paper on a server of preprints."""
    return _PREPRINT.match(_place(url)) is not None


def is_paper(url: str) -> bool:
    """Whether a page is that of a paper, reviewed or not."""
    return _PAPER.match(_place(url)) is not None


def _place(url: str) -> str:
    parts = urlsplit(url)
    return (parts.hostname or "") + parts.path
