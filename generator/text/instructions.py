"""Sentences that give orders to a language model reading them, and texts without such. Pure.

An article is data: what in it is meant for a program, not for its readers, is no news, and is never quoted or shown to
a model. The words are those of instructions.yml.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, lru_cache

from generator.model import yamltext
from generator.model.base import Value
from generator.text.quotations import quoted_spans
from generator.text.sentences import split_sentences
from generator.text.words import count_words

_WINDOW = 2000
"""Characters that are looked at together; a longer sentence is taken for several."""
_OVERLAP = 400
"""More than the longest order of instructions.yml."""
#: Letters that are read as Latin ones, as used to write a word that no filter knows: of other scripts, small capitals,
#: with accents (so instructions.yml writes none), and white on squares, on circles and of flags.
_LOOK_ALIKE: dict[int, str | int] = {
    **{code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)},
    **str.maketrans("аеорсухіѕјӏԁһοαεικνρτυօոսꓲıɑɡꬽ", "aeopcyxisjidhoaeiknptuonuiiago"),
    **str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz"),
    **{first + n: chr(ord("a") + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)},
    0x2800: " ",  # Braille without a dot
    0x640: "",  # lengthens a line of Arabic
}
_LOOKING_ALIKE = frozenset(map(chr, _LOOK_ALIKE))
_EMPHASIS_SIGNS = frozenset("*`~\\_")
_EMPHASIS = re.compile(r"[*`~\\]+|(?<!\w)_+|_+(?!\w)")
#: Where a sentence begins, or a line of signs that is not told from the sentence before it.
_BEGINNING = r"(?:^|(?<=[.!?…。！？;；]))[\W_]{0,16}?"
#: Behind what an order may begin: nothing, the end of a sentence, a bracket, a quotation mark, a list's mark.
_HARD = r"(?:^|[.:;!?…。！？：；–—|>\])）》』」»\"'“”‘’「『«(（\[]|\s[-•])\s?"
#: Between any two words, for sentences that have no marks: there an order counts only where nothing is reported.
_SOFT = r"[\s,，、]\s?"
_ENDS = (".", "!", "?", "。", "！", "？", "…")
#: What may be bytes written in letters, as Base64 or in hexadecimal digits; parts of addresses are none.
_BLOB = re.compile(
    r"(?<![A-Za-z0-9_/.:?=&%#@+-])(?:[A-Za-z0-9+/]{20,}={0,2}|(?:[0-9a-fA-F]{2} ?){12,})(?![A-Za-z0-9_/])"
)
#: The same in a whole text, where the end of a sentence may stand right before it.
_BLOB_IN_TEXT = re.compile(_BLOB.pattern.replace(":?=", ":=", 1))
#: A phrase that a title opens with, up to its colon.
_QUOTED_PHRASE = re.compile(r"[^.!?。！？:：]+(?::\s|：)")
#: What a title says besides an order has no fewer words.
_LEAST_WORDS = 3
_LONGEST_WORD = 100
"""Characters of a run of letters and digits from which on it is no word, whatever it stands for."""
#: What an expression asks of the end of a sentence, where the whole text goes on.
_NOT_BEHIND = re.compile(r"\(\?![^()]*\)|(?<!\\)\$")


class InstructionFile(Value):
    """Form of instructions.yml: patterns by where they are looked for; `@name` in them is a group."""

    groups: dict[str, str]
    fillers: tuple[str, ...]
    reports: tuple[str, ...]
    orders: tuple[str, ...]
    openings: tuple[str, ...]
    marks: tuple[str, ...]
    followups: tuple[str, ...]


class _Signs:
    """The patterns, compiled when they are first asked for."""

    def __init__(self, file: InstructionFile) -> None:
        names = "|".join(sorted(file.groups, key=len, reverse=True))
        self._group = re.compile(f"@({names})")
        self._file = file
        self._fillers = f"(?:(?:{self._joined(file.fillers)})[\\s,，、:：!！]*){{0,5}}"
        self._orders = self._joined(file.orders)
        self._openings = self._joined(file.openings)
        #: One by one, since each begins with letters that the engine looks for at once.
        self.marks = [re.compile(self._whole(mark)) for mark in file.marks]
        self.suspect_marks = [re.compile(_NOT_BEHIND.sub("", mark.pattern)) for mark in self.marks]

    @cached_property
    def suspect(self) -> re.Pattern[str]:
        """What any text with an order or an opening has behind a sign or a space, and few others have."""
        return re.compile(_NOT_BEHIND.sub("", rf"[\W_]{self._fillers}(?:{self._orders}|{self._openings})"))

    @cached_property
    def hard_order(self) -> re.Pattern[str]:
        return re.compile(f"{_HARD}{self._fillers}(?:{self._orders})")

    @cached_property
    def soft_order(self) -> re.Pattern[str]:
        return re.compile(f"(?:{_SOFT}){self._fillers}(?:{self._orders})")

    @cached_property
    def opening(self) -> re.Pattern[str]:
        return re.compile(f"{_BEGINNING}{self._fillers}(?:{self._openings})")

    @cached_property
    def report(self) -> re.Pattern[str]:
        return re.compile(self._joined(self._file.reports))

    @cached_property
    def followup(self) -> re.Pattern[str]:
        return re.compile(f"{self._fillers}(?:{self._joined(self._file.followups)})")

    def _joined(self, patterns: Iterable[str]) -> str:
        return "|".join(f"(?:{self._whole(pattern)})" for pattern in patterns)

    def _whole(self, pattern: str) -> str:
        while self._group.search(pattern):
            pattern = self._group.sub(lambda match: self._file.groups[match[1]], pattern)
        return pattern


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    return _Signs(yamltext.packaged(InstructionFile, __package__, "instructions.yml"))


def addresses_a_model(sentence: str) -> bool:
    """Whether a sentence gives an order to a language model that reads it, or poses as one of its messages.

    Reports on such orders pass, unless they quote one word for word.
    """
    if not _is_suspect(sentence):
        return False
    if any(map(_is_encoded, _BLOB.findall(sentence))):
        return True
    starts = range(0, max(1, len(sentence) - _OVERLAP), _WINDOW - _OVERLAP)
    return any(_orders(_plain(sentence[start : start + _WINDOW])) for start in starts)


def only_quotes_an_order(title: str) -> bool:
    """Whether a title that addresses a model quotes the order and tells of it: "Ignore previous instructions: how a
    phrase became a standard". What is quoted stands before a colon or in quotation marks.

    Such a title may be shown to readers; it is no less an order to a model that is given it.
    """
    signs, plain = _signs(), _plain(title)
    if any(map(_is_encoded, _BLOB.findall(title))) or any(way.search(plain) for way in (signs.opening, *signs.marks)):
        return False
    return any(map(_tells, _besides_quotations(title)))


def _besides_quotations(title: str) -> Iterator[str]:
    """What a title says behind the sentence before its colon, and what it says outside quotation marks."""
    if match := _QUOTED_PHRASE.match(title):
        yield title[match.end() :]
    if quoted := quoted_spans(title):
        starts, ends = zip(*quoted, strict=True)
        yield " ".join(title[end:start] for end, start in zip((0, *ends), (*starts, len(title)), strict=True))


def _tells(words: str) -> bool:
    """Whether words of a title are a statement, and no order."""
    is_order = addresses_a_model(words) or _signs().followup.match(_plain(words)) is not None
    return count_words(words) >= _LEAST_WORDS and not is_order


def _is_suspect(text: str) -> bool:
    """Whether a text may hold an order. Fast pre-filter over the whole text: may over-report, never under-reports,
    because sentence ends are dropped from the patterns and every line longer than the window counts as suspect.
    """
    if max(map(len, text.split("\n"))) > _WINDOW or _BLOB_IN_TEXT.search(text):
        return True
    plain = f" {_plain(text)}"
    signs = _signs()
    return any(mark.search(plain) for mark in signs.suspect_marks) or signs.suspect.search(plain) is not None


def _is_encoded(blob: str) -> bool:
    """Whether it is text in Base64 or hexadecimal, or too long for anything a reader would read."""
    return len(blob) > _LONGEST_WORD or any(map(_is_text, _decoded(blob)))


def _decoded(blob: str) -> Iterator[bytes]:
    with suppress(ValueError):
        yield bytes.fromhex(blob)
    with suppress(ValueError):
        yield b64decode(blob.rstrip("=")[: len(blob.rstrip("=")) // 4 * 4], validate=True)


def _is_text(data: bytes) -> bool:
    text = data.decode("utf-8", "replace").rstrip("\ufffd")
    return len(text) > 3 and all((char.isprintable() and char != "\ufffd") or char == "\n" for char in text)


def _orders(plain: str) -> bool:
    signs = _signs()
    if any(way.search(plain) for way in (signs.hard_order, signs.opening, *signs.marks)):
        return True
    soft = signs.soft_order.search(plain)
    return soft is not None and not signs.report.search(plain, 0, soft.start())


def _plain(text: str) -> str:
    """Lower case, compatibility forms resolved, nothing invisible, no emphasis, spaces folded.

    The cheap `in` tests skip the regexes for most texts.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if unseen := [char for char in set(text) if unicodedata.category(char) in ("Cf", "Mn", "Me", "Cn", "Co")]:
            text = text.translate(dict.fromkeys(map(ord, unseen)))
    text = text.lower()
    signs = set(text)
    if not signs.isdisjoint(_EMPHASIS_SIGNS):
        text = _EMPHASIS.sub("", text)
    if not signs.isdisjoint(_LOOKING_ALIKE):
        text = text.translate(_LOOK_ALIKE)
    return " ".join(text.replace("’", "'").split())


def without_instructions(text: str) -> str:
    """A text without the sentences that address a model and without what follows them in the same paragraph.

    text: paragraphs split by a newline. Where the order ends like a heading, without a full stop, the next paragraph
    goes too; and in a text with one such sentence the paragraphs that begin with a bare imperative go, since an order
    is seldom given in one line only. A text without any comes back as it is.
    """
    if not _is_suspect(text):
        return text
    paragraphs = text.split("\n")
    whole = [_before_order(paragraph) for paragraph in paragraphs]
    if whole == paragraphs:
        return text
    kept = []
    is_below_heading = False
    for paragraph, rest in zip(paragraphs, whole, strict=True):
        is_cut = rest != paragraph
        if rest and not is_below_heading and not _signs().followup.match(_plain(rest[:_WINDOW])):
            kept.append(rest)
        is_below_heading = is_cut and not paragraph.endswith(_ENDS)
    return "\n".join(kept)


def _before_order(paragraph: str) -> str:
    """The paragraph up to its first sentence that addresses a model; all of it where none does."""
    position = 0
    for sentence in split_sentences(paragraph):
        position = paragraph.index(sentence, position)
        if addresses_a_model(sentence):
            return paragraph[:position].rstrip()
        position += len(sentence)
    return paragraph
