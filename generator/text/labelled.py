"""What a text says of itself: that it is paid for, satire or fiction. No IO."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.text.advertising import is_advertisement
from generator.text.words import count_words

#: A line of more words is no label.
_LABEL_WORDS = 8
#: A label of advertisements, naming who pays: on a line of its own, or behind "Sponsored".
_PAID_BY = re.compile(
    r"[\W_]*(?:in (?:paid )?partnership with|(?:presented|sponsored|promoted|brought to you|paid for) by) ",
    re.IGNORECASE,
)
_SPONSORED_WITH = re.compile(
    r"[\W_]*(?:sponsored|(?:paid|partner|sponsored|branded) (?:post|content|article|feature))"
    r" (?:by|from|in partnership with) ",
    re.IGNORECASE,
)
#: What a text calls itself.
THIS_TEXT = r"\b(?:this|the above|the foregoing) (?:article|story|post|piece|text|report|content|column|page|essay)"
#: A sentence in which a text says that it is paid for.
_PAID = re.compile(
    rf"{THIS_TEXT} (?:is|was|has been) (?:sponsored|paid for|an advert\w+|produced in partnership)\b"
    r"|\bthis is (?:a |an )?(?:sponsored|paid) (?:article|story|post|content)\b"
    r"|\bwas not written by .{1,60}\beditorial staff\b|本文(?:为|系|是)(?:广告|推广|软文|赞助内容)",
    re.IGNORECASE,
)
#: A sentence in which a text says that nothing of it is so.
_INVENTED = re.compile(
    rf"{THIS_TEXT} (?:is|was|are) (?:\w+ ){{0,3}}(?:satir(?:e|ical)|fiction(?:al)?|fictitious|parody|joke|hoax|spoof"
    r"|invented|made up|april fool\S*)"
    r"|\bthis is (?:\w+ ){0,2}(?:work of fiction|satire|parody|april fool\S*|joke)\b"
    r"|^\W*(?:happy )?april fool['’]?s?\b|^\W*(?:just )?kidding\b"
    r"|^\W*(?:none|nothing|no part) (?:of (?:this|the above|it)|above)"
    r" (?:(?:is|was|has|have|ever|actually|really) ){0,2}(?:true|real|happened|took place)\b"
    r"|(?:以上|本文|上述)(?:内容|故事|情节|文章|报道)?(?:均|皆)?(?:纯属|为|系|是)(?:虚构|杜撰|讽刺|恶搞|愚人节|玩笑)"
    r"|如有雷同，?纯属巧合|^愚人节快乐",
    re.IGNORECASE,
)
#: A text labelled as one of which nothing is so, in its title, first or last words.
_HUMOUR = re.compile(
    r"[\W_]*(?:satire|parody|spoof|humou?r|fiction|short story|satirisch|glosse|讽刺|虚构)\s*(?:[.:：|｜\]】）)—–]|$)"
    r"|[\W_]*from (?:our|the) (?:humou?r|satire|comedy|fiction) (?:pages?|desk|section)\b"
    r"|[^.]{0,60}\bis an? (?:\w+ )?(?:satirical|satire|parody|humou?r) (?:\w+ )?(?:newspaper|paper|site|website|column"
    r"|magazine|publication|blog|newsletter)\b",
    re.IGNORECASE,
)
#: "None of this is true, the company said" is no disclosure of the outlet.
_SAID = re.compile(r"(?!.*\bbut\b).*\b(?:said|says|told|wrote|according to)\b", re.IGNORECASE)


def is_paid_or_made_up(title: str, first_line: str, sentences: Sequence[str]) -> bool:
    """Whether a text is labelled as an advertisement or as one of which nothing is so, or says so in a sentence.

    That a title calls it an advertisement tells `is_advertised`.
    """
    first, last = sentences[:1], sentences[-1:]
    if any(map(_is_label_of_ads, (first_line, *first))) or any(map(_HUMOUR.match, (title, *first, *last))):
        return True
    return any(
        _PAID.search(sentence) or (_INVENTED.search(sentence) and not _SAID.match(sentence)) for sentence in sentences
    )


def _is_label_of_ads(line: str) -> bool:
    if is_advertisement(line) or _SPONSORED_WITH.match(line):
        return True
    return _PAID_BY.match(line) is not None and count_words(line) <= _LABEL_WORDS
