"""Bytes of a document to text, whatever its headers claim. Pure.

Order of belief: byte order mark, then the bytes themselves where they are valid UTF-8 (other encodings practically
never are by chance), then the document's own declaration, then the header (RFC 7303 puts the header first, but servers
send a default nobody chose), then what script other than Latin it looks like, then windows-1252, which is what browsers
read for latin-1, the commonest default.
"""

from __future__ import annotations

import codecs
import re
from email.message import Message

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
_LONGEST_SAMPLE = 20_000
"""Bytes from which an encoding is guessed."""
_FEW = 0.2
"""Share of broken bytes among those beyond ASCII up to which a text is still taken for UTF-8: a title cut within a
letter spoils no feed, and in latin-1 nearly all are broken."""
_ASCII = bytes(range(128))


def to_text(body: bytes, content_type: str = "", html: bool = False) -> str:
    """The text of a document; never raises.

    content_type: the header as sent; html: look for <meta charset> in place of the XML declaration.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for start, encoding in _WIDE_STARTS:
        if body.startswith(start):
            return body.decode(encoding, "replace")
    declared = (_HTML_DECLARATION.search(body[:4096]) if html else _XML_DECLARATION.match(body[:400])) or None
    named = [_codec(declared[1].decode("ascii")) if declared else None, _codec(_charset_of(content_type))]
    seven_bit = next((codec for codec in named if codec and _is_seven_bit(codec)), None)
    if seven_bit is None and (text := _strictly(body, "utf-8")) is not None:
        return text
    for codec in filter(None, [seven_bit, *named]):
        if codec not in ("utf-8", "cp1252") and (text := _strictly(body, codec)) is not None:
            return text
    text = body.decode("utf-8", "replace")
    if "cp1252" not in named and text.count("\ufffd") <= _FEW * len(body.translate(None, _ASCII)):
        return text
    return body.decode(_other_script(body) or "cp1252", "replace")


def _other_script(body: bytes) -> str | None:
    """The encoding of a document in another script than Latin that does not name it; None where it is none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (few feeds need it)

    sample = body[:_LONGEST_SAMPLE]
    whole = sample[: sample.rfind(b"<")] or sample  # a tag's begin is no half of a letter
    guess = from_bytes(whole, cp_isolation=_OTHER_ENCODINGS).best()
    return guess.encoding if guess and _OTHER_SCRIPT.search(str(guess)) else None


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
    except (UnicodeError, LookupError, ValueError):
        return None
