"""What of an HTML page its reader does not see: by tag, attribute, style and class. Pure; never raises.

Text that is hidden from readers is not what the outlet said to them, and a usual way of giving orders to programs that
read pages. Only what an element says of itself counts: no stylesheet is applied and no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

import nh3

#: Elements whose content browsers do not show as text of the page.
UNSEEN = frozenset([
    "script", "style", "iframe", "object", "embed", "select", "option", "optgroup", "datalist", "textarea", "template",
    "noscript", "noembed", "noframes", "svg", "math", "audio", "video", "canvas", "head", "title", "meter", "progress",
    "dialog", "applet", "frameset", "rp", "desc",
])  # fmt: skip
VOID = frozenset([
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source",
    "track", "wbr",
])  # fmt: skip
#: Attributes that decide here, and two that tell what an element is.
_LOOKS = {"hidden", "aria-hidden", "style", "color", "bgcolor", "class", "id"}

_TOKEN = re.compile(r"<(/?)([a-z][^\s/<>]*)((?:\s+[a-z-]+=\"[^\"]*\")*)\s*/?>")
_ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)=\"([^\"]*)\"")
_ANY_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_WITH_ATTRIBUTES = re.compile(r"<([a-z][^\s/<>]*)[\s/]", re.IGNORECASE)

#: Classes by which the usual style sheets (Bootstrap, WordPress, Tailwind, HTML5 Boilerplate) hide text from eyes.
_HIDING_CLASSES = frozenset([
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "hidden", "d-none",
    "is-hidden", "u-hidden", "invisible", "offscreen",
])  # fmt: skip
#: Classes of the same style sheets that show it again on wide screens: "hidden md:block", "d-none d-md-flex".
_SHOWN_AGAIN = re.compile(r"(?:^|[\s:-])(?:block|flex|grid|inline|table(?:-cell|-row)?|visible)\b")

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|em|rem|pt|%|vw|vh|ch|in|cm|mm)?")
#: Pixels of a unit, on a page of a thousand in letters of sixteen: enough to tell far from near.
_PIXELS = {"em": 16, "rem": 16, "%": 10, "vw": 10, "vh": 10, "ch": 8, "in": 96, "cm": 38, "mm": 3.8, "pt": 1.3}
_FAR = 300
"""Pixels from which on a box or a first line stands beside the page."""
_CUT_AWAY = re.compile(r"rect\((?:0|1px)[^1-9()]*\)|rect\(1px[, ]+1px[, ]+1px|inset\((?:50|100)%|circle\(0")
_MOVED_AWAY = re.compile(r"scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]|translate[^)]{0,100}-\d*[3-9]\d\d")
_SMALLEST = 2.0
"""Pixels of a font or a box below which nobody reads."""
_NAMED = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0", "whitesmoke": "f5f5f5"}
_CHANNELS = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)%?)?")
_LIGHTNESS = re.compile(r"hsla?\([^\s,()]+[\s,]+[\d.]+%?[\s,]+(\d+)%?")
_ALIKE = 24
"""Steps of 255 in each channel within which two colours are one to the eye."""
Colour = tuple[int, int, int]


class Token(NamedTuple):
    """A piece of text, and the tag behind it; `name` is empty behind the last piece."""

    text: str
    """As it stands in HTML, escaped."""
    name: str = ""
    closing: bool = False
    attributes: Mapping[str, str] = {}


#: Whether an element of this name and with these attributes, escaped as in HTML, is left out with its content.
Unwanted = Callable[[str, Mapping[str, str]], bool]


def seen(
    html: str, kept: Collection[str], attributes: Mapping[str, set[str]], dropped: Collection[str], unwanted: Unwanted
) -> Iterator[Token]:
    """HTML as browsers parse it, without what they do not show; an element that hides its content stays, empty.

    kept: tags wanted in the result, others may be in it; attributes: those wanted, by tag; dropped: elements left out
    with their content, beside those of UNSEEN that are not kept; unwanted: asked of every element. The parser is
    ammonia's (html5ever), which agrees with browsers: what they hide is not hidden from it.
    """
    gone = UNSEEN.difference(kept).union(dropped)
    tags = ({*kept} | {name.lower() for name in _WITH_ATTRIBUTES.findall(html)}) - gone
    clean = nh3.clean(
        html, tags=tags, clean_content_tags=gone, attributes={**attributes, "*": _LOOKS | attributes.get("*", set())},
        link_rel=None, url_schemes={"http", "https"}, strip_comments=True,
    )  # fmt: skip
    return _wanted(clean, unwanted)


def _wanted(clean: str, unwanted: Unwanted) -> Iterator[Token]:
    position, skipped, still_open = 0, "", 0
    for match in _TOKEN.finditer(clean):
        text, name, is_end = clean[position : match.start()], match[2], bool(match[1])
        position = match.end()
        if still_open:
            still_open += (-1 if is_end else 1) * (name == skipped)
            if not still_open:
                yield Token("", name, True)
            continue
        attributes = dict(_ATTRIBUTE.findall(match[3])) if match[3] else {}
        yield Token(text, name, is_end, attributes)
        if not is_end and name not in VOID and unwanted(name, attributes):
            skipped, still_open = name, 1
    yield Token("" if still_open else clean[position:])


def html_of(tokens: Iterable[Token]) -> str:
    """The HTML that tokens came from."""
    return "".join(token.text + _tag(token) for token in tokens)


def _tag(token: Token) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in token.attributes.items())
    return f"<{'/' * token.closing}{token.name}{attributes}>" if token.name else ""


def attributes_in(written: str) -> dict[str, str]:
    """The attributes of a tag as someone wrote them, quoted or not, in lower-case names."""
    found = _ANY_ATTRIBUTE.findall(written)
    return {name.lower(): double or single or bare for name, double, single, bare in reversed(found)}


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element with these attributes (values escaped as in HTML) is not seen by readers."""
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if "class" in attributes and _has_hiding_class(attributes["class"]):
        return True
    style = _declarations(unescape(attributes["style"])) if "style" in attributes else {}
    return any(hides(style) for hides in _WAYS if style) or _is_blank(style, attributes)


def _has_hiding_class(classes: str) -> bool:
    return not _HIDING_CLASSES.isdisjoint(classes.lower().split()) and not _SHOWN_AGAIN.search(classes.lower())


def _declarations(style: str) -> dict[str, str]:
    """Properties of a style attribute, the last of each, lower case, comments and escapes resolved."""
    plain = _ESCAPE.sub(lambda match: _escaped(*match.groups()), _COMMENT.sub("", style)).lower()
    pairs = (declaration.partition(":") for declaration in plain.split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def _escaped(code: str | None, char: str | None) -> str:
    return char or (chr(int(code, 16)) if code and 0 < int(code, 16) <= 0x10FFFF else "")


def _is_below(value: str | None, limit: float) -> bool:
    """Whether the first number of a value is less, whatever its unit; False where there is none."""
    match = _LENGTH.search(value or "")
    return match is not None and float(match[1]) < limit


def _is_off(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or _is_below(style.get("opacity"), 0.05)
        or _is_below(style.get("zoom"), 0.05)
        or "opacity(0" in style.get("filter", "")
    )


def _is_tiny(style: Mapping[str, str]) -> bool:
    """A font nobody can read, or a box without room that lets nothing out."""
    font = style.get("font-size") or next((word for word in style.get("font", "").split() if _LENGTH.match(word)), None)
    if font and _is_below(font.partition("/")[0], _SMALLEST if "px" in font or "pt" in font else 0.05):
        return True
    overflow = {style.get(name, "").partition(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")}
    is_closed = not overflow.isdisjoint(("hidden", "clip")) or _is_placed(style)
    sizes = (style.get(name) for name in ("width", "height", "max-width", "max-height"))
    return is_closed and any(_is_below(size, _SMALLEST) for size in sizes)


def _is_placed(style: Mapping[str, str]) -> bool:
    return style.get("position") in ("absolute", "fixed")


def _is_away(style: Mapping[str, str]) -> bool:
    """Beside the page, or cut to nothing. A margin in percent is not asked: columns are laid out with them."""
    places = [_pixels(style.get(name)) for name in ("left", "top", "right", "bottom") if "position" in style]
    margins = [style.get(name, "") for name in ("margin-left", "margin-top", "text-indent")]
    clip = style.get("clip", "") + style.get("clip-path", "")
    return (
        any(place < -_FAR for place in places)
        or (_is_placed(style) and any(place > 10 * _FAR for place in places))
        or any(_pixels(margin) < -_FAR for margin in margins if "%" not in margin)
        or _CUT_AWAY.search(clip) is not None
        or _MOVED_AWAY.search(style.get("transform", "")) is not None
    )


def _pixels(value: str | None) -> float:
    match = _LENGTH.search(value or "")
    return float(match[1]) * _PIXELS.get(match[2], 1) if match else 0


_WAYS = (_is_off, _is_tiny, _is_away)


def _is_blank(style: Mapping[str, str], attributes: Mapping[str, str]) -> bool:
    """Whether a text has the colour of its ground; where nobody names the ground, it is taken for white.

    A transparent text over a background clipped to it is a gradient that readers see.
    """
    text = style.get("color") or style.get("-webkit-text-fill-color") or attributes.get("color", "")
    if not text or "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
        return False
    ground = style.get("background-color") or style.get("background") or attributes.get("bgcolor") or "white"
    return _is_transparent(text) or _are_alike(_colour(text), _colour(ground))


def _are_alike(one: Colour | None, other: Colour | None) -> bool:
    return one is not None and other is not None and all(abs(a - b) < _ALIKE for a, b in zip(one, other, strict=True))


def _is_transparent(colour: str) -> bool:
    channels = _CHANNELS.match(colour)
    return colour == "transparent" or bool(channels and channels[4] and float(channels[4]) < 0.05)


def _colour(value: str) -> Colour | None:
    """Red, green and blue of a colour as CSS writes it; None for names that are not near white or black."""
    if channels := _CHANNELS.search(value):
        return int(channels[1]), int(channels[2]), int(channels[3])
    if lightness := _LIGHTNESS.search(value):
        grey = round(int(lightness[1]) * 2.55)
        return (grey, grey, grey) if grey < _ALIKE or grey > 255 - _ALIKE else None
    word = value.strip().split(" ", 1)[0].lower()
    digits = _NAMED.get(word, word.removeprefix("#"))
    if len(digits) in (3, 4):
        digits = "".join(2 * digit for digit in digits[:3])
    if not re.fullmatch(r"[0-9a-f]{6}(?:[0-9a-f]{2})?", digits):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
