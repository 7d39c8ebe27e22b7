"""Bytes of a document to text, whatever its headers claim. Pure.

Order of belief:

1. the byte order mark;
2. UTF-8, where the bytes are valid: other encodings practically never are by chance;
3. the document's own declaration;
4. the header: RFC 7303 puts it first, but servers send a default that nobody chose;
5. what documents of its language were written in, or what script other than Latin it looks like;
6. windows-1252: browsers read it for latin-1, the commonest default.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from email.message import Message

from generator.model.base import primary_tag

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: How `<?xm` and `<fe` look without a byte order mark (XML 1.0, appendix F).
_WIDE_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_XML_DECLARATION = re.compile(rb"""\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_HTML_DECLARATION = re.compile(rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
#: Encodings whose bytes are all ASCII, so that valid UTF-8 proves nothing.
_SEVEN_BIT = ("iso2022", "hz", "utf7")
#: The superset that browsers read for the subset people declare (WHATWG Encoding Standard).
_READ_AS = {
    "gb2312": "gb18030", "gbk": "gb18030", "iso88591": "cp1252", "latin1": "cp1252", "ascii": "cp1252",
    "usascii": "cp1252", "shiftjis": "cp932", "euckr": "cp949", "ksc5601": "cp949", "iso88599": "cp1254",
    "windows31j": "cp932", "xsjis": "cp932", "xgbk": "gb18030", "dos874": "cp874",
}  # fmt: skip
#: Python knows them as encodings of text; no document is written in them. (It refuses base64 and the like itself.)
_NOT_TEXT = frozenset(["unicodeescape", "rawunicodeescape", "idna", "punycode", "undefined"])
_OTHER_SCRIPT = re.compile("[\u0370-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}")
"""Letters in a row that are not Latin, as they hardly come of western letters in another encoding."""
#: What pages and feeds in these scripts were written in before UTF-8 (WHATWG Encoding Standard).
_OTHER_ENCODINGS = ["gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp1253",
                    "cp1255", "cp1256", "cp1252"]  # fmt: skip
_CENTRAL = ("cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5")
#: What documents in a language were written in before UTF-8, the commonest first: the encodings by locale that browsers
#: fall back on (WHATWG HTML, "determining the character encoding"), with their rivals in the same language.
_OF_LANGUAGE = {
    "ar": ("cp1256", "iso8859_6"), "fa": ("cp1256",), "ku": ("cp1254",), "az": ("cp1254",), "tr": ("cp1254",),
    "cs": _CENTRAL, "hr": _CENTRAL, "hu": _CENTRAL, "pl": _CENTRAL, "ro": _CENTRAL, "sk": _CENTRAL, "sl": _CENTRAL,
    "ru": _CYRILLIC, "bg": _CYRILLIC, "be": _CYRILLIC, "uk": ("cp1251", "koi8_u", "iso8859_5"),
    **dict.fromkeys(["ba", "kk", "ky", "mk", "sah", "sr", "tg", "tt"], ("cp1251", "iso8859_5")),
    "el": ("cp1253",), "he": ("cp1255",), "et": ("cp1257",), "lt": ("cp1257",), "lv": ("cp1257",),
    "th": ("cp874",), "vi": ("cp1258",), "ja": ("cp932", "euc_jp"), "ko": ("cp949",), "zh": ("gb18030", "big5"),
    **dict.fromkeys(["zh-hant", "zh-tw", "zh-hk"], ("big5", "gb18030")),
}  # fmt: skip
_C1 = re.compile(rb"[\x80-\x9f]")
"""Letters and quotation marks of Windows, and nothing in ISO 8859."""
_MANY_BYTES = frozenset(["gb18030", "big5", "cp932", "euc_jp", "cp949"])
#: A byte amid Latin letters that is no UTF-8, as `decode` escapes it. One that leads a letter of Latin, with none
#: behind it, is a letter that was cut.
_STRAY = re.compile(
    "(?<=[A-Za-z])[\udc80-\udcc1\udcc6-\udcff](?![\udc80-\udcff])|(?<![\udc80-\udcff])[\udc80-\udcff](?=[A-Za-z])"
)
_BROKEN = re.compile("[\udcc2-\udcf4]?[\udc80-\udcbf]{1,3}|[\udc80-\udcff]")
_LONGEST_PAGE = 3_000_000
_LONGEST_SAMPLE = 20_000
"""Bytes from which an encoding is guessed."""
_FEW = 0.2
"""Share of broken bytes among those beyond ASCII up to which a text is still taken for UTF-8: a title cut within a
letter spoils no feed, and in latin-1 nearly all are broken."""
_ASCII = bytes(range(128))


def to_text(body: bytes, content_type: str = "", html: bool = False, language: str = "") -> str:
    """The text of a document; never raises.

    content_type: the header as sent; html: look for <meta charset> in place of the XML declaration; language: what it
    is most likely written in (BCP 47), empty where nobody knows.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _WIDE_STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    declared = _HTML_DECLARATION.search(body[:4096]) if html else _XML_DECLARATION.match(body[:400])
    named = [_codec(declared[1].decode("ascii")) if declared else None, _codec(_charset_of(content_type))]
    seven_bit = next((codec for codec in named if codec and _is_seven_bit(codec)), None)
    if seven_bit is None and (text := _strictly(body, "utf-8")) is not None:
        return text
    for codec in filter(None, [seven_bit, *named]):
        if codec not in ("utf-8", "cp1252") and (text := _strictly(body, codec)) is not None:
            return text
    usual = _OF_LANGUAGE.get(language.lower()) or _OF_LANGUAGE.get(primary_tag(language.lower()), ())
    broken = body.decode("utf-8", "replace").count("\ufffd")
    if "cp1252" not in named and broken <= _FEW * len(body.translate(None, _ASCII)):
        return _mended(body, usual[0] if usual else "cp1252")
    return body.decode(_likeliest(body, usual), "replace")


def to_html(body: bytes, content_type: str, language: str = "") -> str:
    """The HTML of a web page, of its first megabytes; arguments as of `to_text`."""
    return to_text(body[:_LONGEST_PAGE], content_type, html=True, language=language)


def _mended(body: bytes, stray: str) -> str:
    """UTF-8 with some bytes that are none: amid Latin letters they are letters in the encoding `stray`."""
    text = body.decode("utf-8", "surrogateescape")
    if stray not in _MANY_BYTES:
        text = _STRAY.sub(lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode(stray, "replace"), text)
    return _BROKEN.sub("\ufffd", text)


def _likeliest(body: bytes, usual: Sequence[str]) -> str:
    """The encoding that a document looks like which names none.

    usual: what its language is written in; where that is nothing, any in another script than Latin.
    """
    if usual == _CENTRAL:
        return _CENTRAL[not _C1.search(body)]
    if len(usual) == 1:
        return usual[0]
    from charset_normalizer import from_bytes  # noqa: PLC0415 (few feeds need it)

    sample = body[:_LONGEST_SAMPLE]
    whole = sample[: sample.rfind(b"<")] or sample  # a tag's begin is no half of a letter
    guess = from_bytes(whole, cp_isolation=list(usual or _OTHER_ENCODINGS)).best()
    is_told = guess is not None and bool(usual or _OTHER_SCRIPT.search(str(guess)))
    return guess.encoding if guess and is_told else (*usual, "cp1252")[0]


def _charset_of(content_type: str) -> str:
    message = Message()
    message["content-type"] = content_type.replace("\n", " ").replace("\r", " ")
    return str(message.get_param("charset") or "")


def _codec(name: str) -> str | None:
    """Python's name of an encoding; None where there is none or it is no encoding of text."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if not plain or plain in _NOT_TEXT:
        return None
    try:
        return codecs.lookup(_READ_AS.get(plain, name)).name
    except (LookupError, ValueError):
        return None


def _is_seven_bit(codec: str) -> bool:
    return re.sub(r"[^a-z0-9]", "", codec.lower()).startswith(_SEVEN_BIT)


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (LookupError, ValueError):
        return None
