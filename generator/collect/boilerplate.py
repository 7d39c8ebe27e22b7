"""Paragraphs that no article is about: calls to read on, share, subscribe; credits. One list, whole paragraphs. Pure.

A pattern must match the whole paragraph, and only short ones are asked, so that a sentence that merely begins with
"Read more" stays. A new kind of boilerplate is a new line here and in tests/data/collect/boilerplate.txt.
"""

from __future__ import annotations

import re

from generator.text.calendar import SHORT_MONTHS

_LONGEST = 240
"""Characters; what is longer tells something."""

#: To the whole article.
_ONWARD = (
    r"(?:read|see|view|get) (?:the )?(?:more|full|whole|entire|complete|original|rest)\b.{0,80}",
    r"(?:continue|keep) reading\b.{0,120}",
    r"(?:learn|find out|discover|show|load) more(?: (?:here|at|on) .{0,60}| about .{0,60})?\s*[.…→»>]*",
    r"(?:click|tap) here(?: (?:to|for) .{0,80})?[.!]?",
    r"\[?(?:…|\.\.\.)\]?",
    r"(?:点击|长按|扫码|戳)?(?:查看|阅读)(?:全文|原文|更多|详情|原文链接)[\s.…>»→:：]*(?:https?://\S+)?",
    r"(?:点击|戳).{0,12}(?:查看|阅读|链接|原文|关注|进入|下载).{0,20}",
    r"(?:原文|文章|原始|参考)(?:链接|地址|来源)\s*[:：]?\s*(?:https?://\S+)?",
    r"本文(?:来自|来源于|转载自|首发于|源自).{0,60}(?:公众号|原创|授权|出品|发布|编辑|作者).{0,80}",
    r"The post .{1,200} (?:appeared first on|first appeared on) .{1,80}",
    r"This (?:article|story|post) (?:was )?(?:originally |first )(?:appeared|published|posted)\b.{0,120}",
    r"this (?:article|story|post) continues (?:at|on|in) .{1,80}",
)
_PATTERNS = (
    *_ONWARD,
    # to other articles
    r"(?:related|see also|also read|read also|read next|up next)"
    r"(?: (?:reading|articles?|stories|posts?|topics?|coverage|links?))*\s*[:：].{0,160}",
    r"(?:more|further|recommended|most popular|trending)"
    r"(?: (?:reading|articles?|stories|posts?|topics?|coverage|links?|on this))+\s*[:：].{0,160}",
    r"related|[(（](?:完|全文完)[)）]",
    r"(?:related|recommended|more|popular|trending|latest) (?:reading|articles?|stories|posts?|topics?|coverage|news)",
    r"(?:相关|推荐|延伸|扩展|热门|更多)(?:阅读|文章|报道|推荐|内容|资讯|新闻)\s*(?:[:：].{0,160})?",
    r"(?:上一篇|下一篇)\s*[:：]?.{0,80}",
    # to mailing lists, accounts and shops
    r"(?:subscribe|sign up|sign-up|signup|join)(?: (?:now|today|here|free|us))?"
    r"(?: (?:to|for|our) .{0,120})?(?:newsletter|mailing list|podcast|channel|updates|inbox|daily|weekly)?"
    r"(?:here|now|today)?\s*[.!→»>]*",
    r"(?:get|receive) .{0,80}(?:in your inbox|newsletter|by e-?mail)\b.{0,60}",
    r"follow (?:us|me|our|@\w+)\b.{0,120}",
    r"(?:like|love) (?:this|what you).{0,60}(?:subscribe|share|follow|support).{0,60}",
    r"(?:share|tweet|pin|print|e-?mail|save)(?: (?:this|on|to|via|with)\b.{0,60})?\s*[:：]?",
    r"(?:(?:facebook|twitter|x|linkedin|reddit|whatsapp|telegram|e-?mail|copy link|print|share|pocket|weibo|微博|微信)"
    r"[\s|·•,/]*){2,}",
    r"(?:关注|扫码关注|欢迎关注|订阅|扫描).{0,30}(?:公众号|微信|微博|二维码|我们|账号|频道|头条号).{0,40}",
    r"分享(?:到|至)?\s*(?:[:：].{0,30})?",
    r"(?:(?:leave a|post a|add a|view|show|no|\d+) (?:comments?|reply|replies)\b.{0,30}|comments)",
    r"\d+ (?:posts?|replies|comments) ?[-–—·,] ?\d+ (?:participants?|points?|likes?|views?)",
    r"you must be (?:logged|signed) in to .{1,60}",
    r"(?:view|read|open) (?:it|(?:this|the) (?:e-?mail|newsletter|message|issue|post)|online)?"
    r" ?(?:(?:in|on) (?:your|a|the)? ?(?:web ?)?(?:browser|site|web)|online)[.!]?",
    r"(?:want to change how |you are receiving this |you can (?:also )?(?:update your|change your|unsubscribe))"
    r".{0,120}(?:e-?mails?|preferences|unsubscribe|list|website)\b.{0,60}",
    r"unsubscribe",
    r"like this:?|like loading[.…]*|loading[.…]+|powered by \S+",
    r"[“\"]?forwarded from:? .{1,60}",
    r"(?:no spam\.? ?)?unsubscribe (?:at )?any ?time\.?",
    r"(?:发表评论|查看评论|举报|收藏|点赞|评论|责任编辑|(?:责编|编辑|审核|校对|排版)\s*[:：].{0,30})",
    r"advertisement|sponsored(?: content| by .{0,60})?|广告(?:声明)?|广告声明\s*[:：].{0,200}",
    r"(?:秒追|点赞|转发|在看|星标|一键三连).{0,20}(?:点赞|转发|在看|星标|三连|关注).{0,40}",
    r"this (?:story|article) (?:is|was|comes) (?:part of|from)\b.{0,160}(?:sign up|subscribe|inbox|read more)\b.{0,80}",
    # bylines, datelines and page furniture
    r"(?-i:By [A-Z]\S*(?: [A-Z]\S*){0,3}(?: (?:and|&|\||·|•|-|–|—) .{0,60})?)",
    r"(?:作者|编辑|责任编辑|编译|撰文|采写|记者|整理|文|责编|审核|校对|来源)\s*[|｜丨:：/]\s*.{1,30}",
    rf"(?:[a-z]{{3,20}} ?)?(?:{SHORT_MONTHS})[a-z]{{0,6}}\.?"
    r" \d{1,2}, \d{4}(?: (?:at )?\d.{0,16})?",
    r"\d{1,2} min(?:ute)?s? (?:read|to read)|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?",
    r"[\W\d_]{1,12}",
    r"https?://\S+(?: https?://\S+)*",
    r"(?:views|likes|bookmarks|quotes|replies|posts|reposts|retweets|shares)\s*[:：]\s*[\d,.]+ ?[km]?",
    r"(?:table of )?contents|footnotes?|references|back to (?:blog|news|top|all posts)|skip to (?:main )?content",
    r"(?:目录|参考资料|参考内容|相关链接|文章原文|视频版|延伸链接)\s*[:：]?(?:\s*(?:哔哩哔哩|youtube|bilibili|[|｜])){0,6}",
    r"\S{2,8}\s*(?:报道|出品)",
    r"提示\s*[:：]\s*内容由\s*AI.{0,60}|.{0,30}(?:不构成|仅供参考).{0,60}",
    # credits of pictures
    r"(?:photo|image|picture|illustration|graphic|video|screenshot|cover|header image|featured image)s?"
    r"(?: (?:credits?|source|courtesy(?: of)?|by|via|from))?\s*[:：]\s*.{1,120}",
    r"(?:photo|image|picture|illustration|graphic|video|screenshot)s? (?:credit|courtesy of|by|via) .{1,100}",
    r"(?:credit|credits|source)s?\s*[:：]\s*(?:getty|reuters|ap|afp|bloomberg|shutterstock|unsplash|istock|alamy)\b.{0,80}",
    r"(?:图片?|封面图?|头图|题图|视频|图表|配图|图片)?(?:来源|来自|源|摄影)\s*[:：丨|].{1,40}",
    r"[(（]?(?:图|图片|图源)\s*[/|:：丨]\s*.{1,60}|(?:官方)?(?:图片|示意图|截图|配图|资料图)",
    # the plumbing of feeds
    r"no (?:content|description|summary|excerpt)(?: (?:provided|available|given))?\.?",
    r"arXiv:\S{1,30} Announce Type: (?:new|cross)",
    r"comments url\s*[:：].{0,200}|article url\s*[:：].{0,200}|points\s*[:：]\s*\d+|# comments\s*[:：]\s*\d+",
    r"submitted by\s+/?u/.{0,80}|\[link\](?:\s*\[comments\])?|\[comments\]",
    r"all rights reserved\.?|(?:copyright (?:©|\(c\)|\d{4})|©|\(c\)).{0,120}",
    r"版权(?:所有|声明).{0,120}|(?:未经|禁止).{0,20}转载.{0,60}|转载(?:本文)?请(?:联系|注明).{0,60}",
)
_CALL, _BOILERPLATE = (
    re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) for patterns in (_ONWARD, _PATTERNS)
)
_ELLIPSIS = re.compile(r"(?:…|\.{3})[\])]?")
_SENTENCE = re.compile(r"(?<![.…])[.!?]$")


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph only sends the reader elsewhere or credits a picture."""
    return len(paragraph) <= _LONGEST and _BOILERPLATE.fullmatch(paragraph) is not None


def without_boilerplate(text: str) -> str:
    """Text whose paragraphs are split by a newline, without those of boilerplate."""
    return "\n".join(_cut_short(paragraph) for paragraph in text.split("\n") if not is_boilerplate(paragraph))


def _cut_short(paragraph: str) -> str:
    """A paragraph without the call to read on behind the dots where it was cut: "the first of its kind… Read more"."""
    before_last = len(paragraph.rstrip(" .…"))  # "… Read more..."
    *_, end = [0, *(match.end() for match in _ELLIPSIS.finditer(paragraph, 0, before_last))]
    call = paragraph[end:].strip()
    is_call = end and len(call) <= _LONGEST and not _SENTENCE.search(call) and _CALL.fullmatch(call)
    return paragraph[:end] if is_call else paragraph
