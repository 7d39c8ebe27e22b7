"""What a reader can do next: a sentence that offers something, and the article's link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from generator.enrich.extractive.passages import Passage
from generator.model.article import Article
from generator.model.vocabulary import Call
from generator.text.keywords import Keywords

_DO = (
    r"(?:download|try|use|test|access|apply|sign up|sign in|register|request|read|find|see|join|update|upgrade|install"
    r"|patch|submit|comment|buy|order|pre-?order|subscribe|integrate|enable|turn|get|build|run|verify|choose|switch|start|watch"
    r"|explore|experiment|call|deploy|contribute|send|check|learn|view|browse)"
)
_AVAILABLE = r"(?:available|open|free|live|out|released|published|hosted|online|on (?:github|hugging face|arxiv))"
#: Up to the offer: it holds on a condition, one day, or not at all.
_NOT_OFFERED = re.compile(
    r"\b(?:if|unless|not|cannot|no longer|once|would|could|might|when|soon|later this)\b|n['’]t\b"
    r"|\bwill (?:also )?be\b|如果|若|尚未|暂未|未|即将|将于|预计|没有|不能|无法",
    re.IGNORECASE,
)
#: A sentence that tells its reader what to do, and nothing of the event: "Find all the plugins", "To build, open this".
#: Not "Access to it is limited", "Set up in 2019, the laboratory …".
_INSTRUCTS = re.compile(
    rf"(?:(?:To|For|If) [^,]{{3,80}}, )?(?:(?:{_DO}|open|consider|assume|note|think|set|make|keep|ask|go)"
    r" (?:an?|the|all|any|this|that|these|how|what|where|which|more|our|out|it)"
    r"|(?:apply|get|go|join|sign up|watch) (?:to|in|as))\b",
    re.IGNORECASE,
)
#: A sentence must say that something can or should be done now, by anyone.
_OFFER = re.compile(
    r"\b(?:(?:can|should(?! (?:\w+ )?see\b)|must|may)(?: (?:now|also|already|still|then|\w+ly))*"
    rf" (?:be (?:downloaded|tried|used|read|found|accessed|viewed)|{_DO})"
    rf"|(?:is|are)(?: (?:now|already|freely|publicly|generally|also|here|being))* {_AVAILABLE}"
    r"|(?:customers|users|consumers|owners|developers|administrators|parents) should"
    r"(?! (?:not|never|be able|expect|have|see|notice|feel|benefit|soon|eventually)\b)"
    r"|(?:now|already|publicly|freely) available|open[- ]sourc(?:ed|es)"
    r"|(?:in|more|further|full|additional) details?|(?:invit|urg|encourag|advis)(?:e|es|ed|ing))\b"
    r"|可(?:以|在|通过|前往|到|于)?[^，。；]{0,16}(?:下载|体验|使用|试用|申请|获取|访问|查看|升级|更新|报名|调用|领取|订阅|参与)"
    r"|(?:现已|已|正式|同步|全面)(?:\w{0,4})(?:开放|开源|上线|发布|推送|公开)|建议(?:用户|尽快|立即|开发者|受影响)|公开征求|即日起",
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
        leads to one of its hosts. A link of the call's words ("full report") is a call by itself; every other sentence
        must offer something. One that warns makes none.
        """
        if _WARNS.search(passage.sentence):
            return None
        links, offers = articles[passage.article].links, _offers(passage.quote)
        for call, words in self._calls:
            has_words = words.first_in(passage.sentence) is not None
            for link in links:
                is_linked = bool(link.text) and link.text in passage.sentence
                is_hosted = offers and _leads_to(link.url, call.hosts) and (has_words or is_linked)
                if is_hosted or (is_linked and has_words and (offers or words.first_in(link.text))):
                    return call.id, link.url
        if not offers:
            return None
        return next(((call.id, None) for call, words in self._calls if words.first_in(passage.quote)), None)


def instructs(sentence: str) -> bool:
    """Whether a sentence only tells its reader what to do."""
    return _INSTRUCTS.match(sentence) is not None


def _offers(sentence: str) -> bool:
    """Whether a sentence says that something can be done now, and not only on a condition or one day."""
    offer = _OFFER.search(sentence)
    return offer is not None and not _NOT_OFFERED.search(sentence[: offer.end()])


def _leads_to(url: str, hosts: Iterable[str]) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == wanted or host.endswith(f".{wanted}") for wanted in hosts)
