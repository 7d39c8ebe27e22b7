"""What asks readers to come, listen, apply, learn or subscribe, and reports nothing. No IO.

English, German and Chinese. A call alone proves nothing: makers end their news with "Sign up", outlets theirs with
"Subscribe". So a title has to say what it is ("Webinar: …"), or name a thing of the sort that a call below it is about.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.text.sentences import split_sentences
from generator.text.words import count_words

#: Titles that are labelled, or begin with the call.
_LABELLED = re.compile(
    r"[\W_]*(?:(?:(?:free|live|upcoming|on-demand|kostenloses) )?(?:webinar|webcast|live ?stream|live session|workshop"
    r"|masterclass)|podcast(?: episode)?|listen|audio|quiz|crossword|save the date|register now|office hours"
    r"|open (?:roles|positions)|vacancy|vacancies|stellenangebot|stellenausschreibung"
    r"|直播预告|直播预约|活动预告|课程预告|活动报名|报名(?:开启|开放|通道|启动|倒计时)|招聘|诚聘|招募令?)"
    r"(?: \([^()]{1,20}\))?\s*[:：|｜丨—–!！]"
    r"|[\W_]*(?:on (?:the|our) podcast\b|we(?:['’]re| are) hiring\b|(?:come )?work with us\b|join our team\b"
    r"|subscribe (?:to|now)\b|[^:]{1,60}\bsave the date\W*$|(?:interview|talk) \(audio\)"
    r"|(?:the )?(?:weekly )?(?:quiz|crossword)\W*$|[^，。:：]{1,20}招聘\s*[:：]|[^，。]{1,30}(?:正在|火热)招聘)",
    re.IGNORECASE,
)
#: A title that tells what was done is no invitation, whatever it is about.
_NEWS = re.compile(
    r"\b(?:launch|announc|introduc|unveil|releas|rais|acquir|cancel|postpon|clos|sign|ban|sue|agree)(?:s|e|es|ed|ing)?\b"
    r"|\bsays?\b|发布|推出|宣布|开源|上线|融资|闭幕|开幕",
    re.IGNORECASE,
)


class _Sort(NamedTuple):
    """One sort of invitation: what its title names, and how its text calls."""

    subject: re.Pattern[str]
    call: re.Pattern[str]


#: Where a call begins: with the sentence, or a clause of it.
_OPENS = r"(?:^|(?<=[.!?:;,] )|(?<=\band )|(?<=\bto ))(?:now )?"


def _sort(subject: str, subject_zh: str, opening: str, anywhere: str, anywhere_zh: str) -> _Sort:
    """subject, subject_zh: in titles; opening: where a clause begins; anywhere: in a sentence. All but _zh: words."""
    subjects = rf"\b(?:{subject})\b|{subject_zh}"
    calls = rf"{_OPENS}(?:{opening})\b|\b(?:{anywhere})\b|{anywhere_zh}"
    return _Sort(re.compile(subjects, re.IGNORECASE), re.compile(calls, re.IGNORECASE))


_SIGN_UP = r"register|rsvp|sign up(?! (?:for|to) (?:our|the) newsletter)|enrol{1,2}"
_SIGN_UP_ZH = r"扫码|点击\S{0,6}链接|(?:立即|马上|免费|欢迎)报名|报名(?:链接|方式|入口)|名额有限|先到先得|早鸟"
_SORTS = (
    _sort(
        r"webinars?|webcast|livestream|live session|workshop|masterclass|bootcamp|tickets?|early[- ]bird"
        r"|(?:dev|developer) ?days?|summit|conference|congress|meetup|hackathon|expo|booth|office hours"
        r"|(?:first|own) agent|kongress|konferenz|messe|seminar|schulung",
        "大会|峰会|论坛|沙龙|公开课|直播|报名",
        rf"{_SIGN_UP}|tune in|drop in|join us|join the list|visit us|meet (?:us|our)|bring your|book (?:a|your)"
        r"|(?:save|reserve|secure|claim|grab) (?:a|your) (?:seat|spot|place|ticket)|get (?:your|the|a) tickets?",
        r"no registration|sign up is free|(?:seats|places|spots) are limited|early[- ]bird (?:tickets|prices?|discount)"
        r"|tickets (?:are|cost|go on sale)|jetzt (?:anmelden|registrieren|platz|plätze|tickets?)|hier anmelden"
        r"|(?:platz|tickets?) sichern|frühbucher|in unserem (?:kostenlosen )?(?:webinar|seminar)",
        rf"{_SIGN_UP_ZH}|预约(?:直播|观看|参会)|做客直播间|抽奖",
    ),
    _sort(
        r"podcast|episode|folge|listen|audio|interview|conversation|talks? (?:to|with)",
        "播客",
        r"press play|listen (?:on|to|in|now|here|below)|subscribe",
        r"podcast app|get your podcasts|in this episode|(?:this week|today) on the show|our hosts"
        r"|listener (?:mail|questions)|transcript below|find the episode|in dieser folge|jetzt (?:rein)?hören",
        "收听|小宇宙",
    ),
    _sort(
        r"roles|positions|vacancies|jobs|careers?|hiring|work with us|join our|stellen|karriere"
        r"|we(?:['’]re| are) growing",
        "招聘|岗位|招募",
        r"apply (?:now|by|at|here|via|before)|see (?:all|our) (?:\w+ )?(?:roles|positions|jobs|vacancies)"
        r"|look at our (?:open|current)|send (?:us )?your cv",
        r"open (?:roles|positions)|we want to hear from you|offene stellen|jetzt bewerben",
        r"简历(?:请)?(?:投递|发送)|(?:正在|现|火热)招聘|投递简历",
    ),
    _sort(
        r"course|certificate|academy|bootcamp|training|learn (?:to|how)|guide|e-?book|white ?paper|checklist|templates?"
        r"|lehrgang|schulung|leitfaden",
        "训练营|课程|实战课|学会|入门",
        rf"{_SIGN_UP}|earn a|fill (?:in|out) the form|(?:download|get) (?:your|the|our) (?:free )?(?:copy|guide|e-?book"
        r"|white ?paper|report|workbook)",
        r"(?:seats|places|spots) are limited|(?:free|our|this) (?:\d+-page )?guide|jetzt (?:anmelden|herunterladen)",
        rf"{_SIGN_UP_ZH}|限时\s*\d+\s*元",
    ),
    _sort(
        r"subscri(?:be|ption|bers?)|newsletter|membership|members|half price|free trial|abo|abonnement",
        "订阅|会员",
        r"subscribe|sign up|start (?:your|a) free trial|become a member",
        r"new subscribers|subscribers save|cancel any ?time|jetzt abonnieren|neue abonnenten",
        "立即订阅|立即开通",
    ),
    _sort(
        r"awards?|nominations?|quiz|crossword|puzzle|letters|inbox|reader survey",
        "评选|有奖",
        r"nominate|solve (?:our|this)|tell us what|take (?:our|the) (?:quiz|survey)|vote (?:now|for)",
        r"win a \w+|most readers|wrote to us|(?:ten|five|seven|\d+) questions",
        "抽奖|投票链接",
    ),
)
#: A text of more words tells more than an invitation does.
_SHORT = 110


def is_invitation(title: str, text: str) -> bool:
    """Whether what stands below a title only asks its readers to come, listen, apply, learn or subscribe."""
    if _LABELLED.match(title):
        return True
    if count_words(text) > _SHORT or _NEWS.search(title):
        return False
    sentences = [sentence for line in text.split("\n") for sentence in split_sentences(line)]
    return any(sort.subject.search(title) and any(map(sort.call.search, sentences)) for sort in _SORTS)
