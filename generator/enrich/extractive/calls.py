"""What a reader can do next: a sentence that offers something, and the article's link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from generator.enrich.extractive.passages import Passage
from generator.model.article import Article
from generator.model.vocabulary import Call
from generator.text.keywords import Keywords

#: Without a link, the sentence itself must say that something can or should be done now.
_OFFER = re.compile(
    r"\b(?:can|should|must|may now"
    r"|(?:is|are) (?:(?:now|already|freely|publicly|generally|also) )*(?:available|open|free))\b"
    r"|可以|可在|可通过|现已|已开放|建议",
    re.IGNORECASE,
)
#: Nobody is sent where a report warns of.
_WARNS = re.compile(
    r"\b(?:steal\w*|stolen|malware|malicious|phish\w*|cracked|pirated|leaked|scam\w*|fake|counterfeit|fraud\w*|virus\w*|trojan\w*"
    r"|backdoor\w*|infect\w*|poisoned|police|warn\w*|avoid|never|vulnerab\w*|compromised|removed|taken down)\b"
    r"|窃取|恶意|钓鱼|盗版|破解|泄露|诈骗|病毒|木马|后门|警告|警方|切勿|请勿|漏洞|下架",
    re.IGNORECASE,
)


class CallFinder:
    """Applies the `calls` of topics.yml."""

    def __init__(self, calls: Iterable[Call]) -> None:
        self._calls = [(call, Keywords(call.terms)) for call in calls]

    def find(self, passage: Passage, articles: Sequence[Article]) -> tuple[str, str | None] | None:
        """The id of the call that a passage makes and the link it leads to, if there is one; None without a call.

        A link counts where the sentence holds its text, or where the sentence has the call's words and the link
        leads to one of its hosts. A sentence that warns makes none.
        """
        if _WARNS.search(passage.sentence):
            return None
        links = articles[passage.article].links
        for call, words in self._calls:
            has_words = words.first_in(passage.sentence) is not None
            for link in links:
                if _leads_to(link.url, call.hosts) and (has_words or link.text in passage.sentence):
                    return call.id, link.url
                if has_words and link.text in passage.sentence:
                    return call.id, link.url
        if not _OFFER.search(passage.quote):
            return None
        return next(((call.id, None) for call, words in self._calls if words.first_in(passage.quote)), None)


def _leads_to(url: str, hosts: Iterable[str]) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == wanted or host.endswith(f".{wanted}") for wanted in hosts)
