"""What reports nothing, whatever it is about. Pure."""

from __future__ import annotations

import re

from generator.collect.feeds import Entry
from generator.text.advertising import is_advertised, is_brochure
from generator.text.invitations import is_invitation
from generator.text.labelled import is_paid_or_made_up
from generator.text.papers import is_revision
from generator.text.sentences import split_sentences

_OF_COMMENT = re.compile(r"#comments?[-_]?\d+$")
"""Where the address of one comment on an article ends, as feeds of comments link to it."""


def nothing_reported(entry: Entry) -> str:
    """Why an entry reports nothing, whatever it is about; empty where it may."""
    text = entry.text or entry.summary
    if is_revision(entry.summary or text):
        return "it announces a new version of a paper that was published before"
    if _OF_COMMENT.search(entry.url):
        return "it is a reader's comment"
    if is_advertised(entry.title):
        return "its title says that it is an advertisement"
    return _asked_or_labelled(entry.title, text)


def _asked_or_labelled(title: str, text: str) -> str:
    """Why a text is none that reports: it wants something of its readers, or says that nothing is reported."""
    if is_brochure(title, text):
        return "it offers a product and has no news of it"
    if is_invitation(title, text):
        return "it asks readers to come, listen, apply or subscribe, and reports nothing"
    if _is_labelled(title, text):
        return "it says that it is paid for or made up"
    return ""


def _is_labelled(title: str, text: str) -> bool:
    """Whether a text says where it begins or ends, as texts do that are labelled, that it is no news."""
    first, *others = filter(None, map(str.strip, text.split("\n"))) if text.strip() else ("",)
    sentences = [sentence for line in (first, *others[-1:]) for sentence in split_sentences(line)]
    return is_paid_or_made_up(title, first, sentences)
