from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.linebreaks import lines_of
from generator.collect.plaintext import html_to_text
from generator.collect.titles import clean_title
from tests.collect.test_fulltext import text_with

RAISED = [
    ("with 10<sup>25</sup> operations", "with 10²⁵ operations"),
    ("needs 5×10<sup>-3</sup> watts, 3x10<sup>8</sup> metres", "needs 5×10⁻³ watts, 3x10⁸ metres"),
    ("E=mc<sup>2</sup> over 40 km<sup>2</sup> and 2<sup>n</sup>", "E=mc² over 40 km² and 2ⁿ"),
    ("as 3<sup>2</sup> = 9", "as 3² = 9"),
    ("the 2<sup>nd</sup> of Orbix<sup>TM</sup>", "the 2nd of Orbix™"),
    ("raised $5<sup>1</sup> billion", "raised $5 billion"),
    ("for $10<sup>3</sup> million", "for $10 million"),
    ("fell 10<sup>2</sup> percent", "fell 10 percent"),
    ("costs $3<sup>[2]</sup> and $4<sup>(3)</sup>", "costs $3 and $4"),
    ("is safe<sup>*</sup>, says Oslo<sup>2</sup>.<sup>3</sup>", "is safe, says Oslo."),
    ('by 2026<sup><a href="#fn1">10</a></sup> or 5<a href="#fn2"><sup>2</sup></a>', "by 2026 or 5"),
    ("grew<sup>1,2</sup> fast", "grew fast"),
    ("Orbix<sup>beta</sup> grew", "Orbix beta grew"),
    ("H<sub>2</sub>O and CO<sub>2</sub>", "H2O and CO2"),
    ("for $9<sub>00</sub> or x<sub>1</sub>2", "for $9₀₀ or x₁2"),
    ("all 5<sup>[1]</sup><sup>[2]</sup>6", "all 5 6"),
    ("all 5<s>7</s>6", "all 5 6"),
]
FORMULAS = [
    ("<math><mn>12</mn></math>", "12"),
    ("<math><mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 1/2"),
    ("1<img alt='图 2'>", "1"),
    ("<math><msup><mn>10</mn><mn>25</mn></msup></math>", "10²⁵"),
    ("<math><mfrac><mn>1</mn><mrow><mi>x</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>", "1/(x+1)"),
    ("<math><semantics><mn>12</mn><annotation encoding='x'>12\\,</annotation></semantics></math>", "12"),
    ("<math><semantics><annotation encoding='x'>12</annotation></semantics></math>", "12"),
    ("<math><mtable><mtr><mtd>1</mtd></mtr></mtable></math>", "[…]"),
    (
        "<span class='katex'><span class='katex-mathml'><math><mn>12</mn></math></span>"
        "<span class='katex-html' aria-hidden='true'>12</span></span>",
        "12",
    ),
    ('<script type="math/tex">12</script>', "\\(12\\)"),
    ("<img class='latex' alt='12'>", "12"),
    ("<img class='wp-smiley' alt='🚀'>", "🚀"),
    ("<svg><text>not</text></svg>", "[…]"),
    ("<svg><title>icon</title><path d='x'/></svg>12", "12"),
]


@pytest.mark.parametrize(("html", "text"), RAISED)
def test_powers_are_told_and_footnotes_left_out(html: str, text: str) -> None:
    assert html_to_text(f"<p>{html}</p>").text == text


@pytest.mark.parametrize(
    ("title", "clean"),
    [(html, text) for html, text in RAISED if "<a" not in html]
    + [("It is &lt;q&gt;10&lt;sup&gt;6&lt;/sup&gt;&lt;/q&gt;", "It is “10⁶”")],
)
def test_titles_are_read_alike(title: str, clean: str) -> None:
    assert clean_title(title) == clean


@pytest.mark.parametrize(("html", "text"), FORMULAS)
def test_no_formula_leaves_a_hole(html: str, text: str) -> None:
    assert html_to_text(f"<p>It fell by {html} points.</p>").text == f"It fell by {text} points."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>They say <q>we will. We must</q>.</p>", "They say “we will. We must”."),
        ("<p><q>“One”</q> and <q>a <q>b</q> c</q></p>", "“One” and “a ‘b’ c”"),
        (
            '<p>A critic wrote:</p><blockquote><p>It leaks. It "lies".</p><p>“It did.”</p><p>— Jan Vell</p></blockquote>',
            "A critic wrote:\n“It leaks. It 'lies'.”\n“It did.”\n— Jan Vell",
        ),
        ("<blockquote><p>All of it.</p><p>Is here.</p></blockquote>", "All of it.\nIs here."),
        ("<p>One.</p><blockquote>two that<br>Three</blockquote>", "One.\n“two that Three”"),
    ],
)
def test_quotations_keep_their_marks(html: str, text: str) -> None:
    assert html_to_text(html).text == text


def test_pages_are_read_alike() -> None:
    html = (
        "<p>Zephyr used 10<sup>25</sup> operations and raised $5<sup>1</sup> billion in the spring of that year.</p>"
        "<p>It is not the case that<br>Draken stole 40 patterns from the weavers of a small town.</p>"
        "<p>The rate fell by <math><mn>12</mn></math> points and <s>never</s> rose again in the months behind.</p>"
        "<blockquote><p>Lumen has leaked the records of all patients in three countries.</p></blockquote>"
    )
    text = text_with(html)
    assert "Zephyr used 10²⁵ operations and raised $5 billion" in text
    assert "It is not the case that Draken stole 40 patterns" in text
    assert re.search(r"fell by 12 points and +rose again", text)
    assert "\n“Lumen has leaked the records of all patients in three countries.”" in text


_ELEMENTS = ["sup", "sub", "q", "svg", "button", "del", "nav", "blockquote", "pre", "p", "math"]
_WORDS = st.sampled_from(["10", "7", "42", "word ", "Oslo", "$", "x", " ", "[1]", "percent", "“", "=", ""])
_TREES = st.recursive(
    _WORDS,
    lambda inner: st.tuples(st.sampled_from(_ELEMENTS), st.tuples(_WORDS, inner, _WORDS)).map(
        lambda element: f"{element[1][0]}<{element[0]}>{'|'.join(element[1][1:])}</{element[0]}>"
    ),
)


@given(st.lists(st.tuples(_TREES, st.sampled_from(["|", "<br>", "<img alt='3' class='latex'>", "<sup>10</sup>"]))))
def test_digits_never_join_across_an_element(parts: list[tuple[str, str]]) -> None:
    html = "".join(f"{tree}{behind}" for tree, behind in parts)
    numbers = {"10", "7", "42", "1", "3"}
    assert set(re.findall(r"[0-9]+", html_to_text(html).text)) <= numbers
    assert set(re.findall(r"[0-9]+", clean_title(html))) <= numbers


@given(st.lists(st.sampled_from(["sup", "sub", "q", "blockquote", "br", "b", "p"]), max_size=8))
def test_order_is_kept(names: list[str]) -> None:
    html = "".join(f"<{name}>word{chr(97 + number)} and </{name}>" for number, name in enumerate(names))
    found = re.findall(r"word([a-z])", html_to_text(html).text)
    assert found == sorted(found)
    assert len(found) == len(names)


@given(st.text("\U00010600\U00010604\U00010605\U00010606\U00010607\U00010608 a1.\n", max_size=40))
def test_foreign_marks_do_no_harm(text: str) -> None:
    assert not re.search("[\U00010600-\U00010608]", "\n".join(lines_of(text)))
    assert not re.search("[\U00010600-\U00010608]", html_to_text(f"<p>{text}</p>").text)
    assert not re.search("[\U00010600-\U00010608]", clean_title(text))


def test_a_formula_that_is_only_drawn_is_told_to_be_missing() -> None:
    drawn = "<span class='katex'><span class='katex-html' aria-hidden='true'><b>12</b>3</span></span>"
    assert html_to_text(f"<p>It fell by {drawn} points.</p>").text == "It fell by […] points."


_GLYPHS = (
    "<mjx-math class='MJX-TEX' aria-hidden='true'><mjx-mi class='mjx-i'><mjx-c class='c1'>1</mjx-c></mjx-mi></mjx-math>"
)
_MATHML = "<math><msup><mn>10</mn><mn>3</mn></msup></math>"
_NOBR = "<nobr aria-hidden='true'><span class='math'><span>10</span><span>3</span></span></nobr>"


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (f"<mjx-container class='MathJax' jax='CHTML'>{_GLYPHS}</mjx-container>", "[…]"),
        (_GLYPHS, "[…]"),
        ("<mjx-container jax='SVG'><svg aria-hidden='true'><g><path d='M0'/></g></svg></mjx-container>", "[…]"),
        (f"<mjx-container jax='SVG'>{_GLYPHS}<mjx-assistive-mml>{_MATHML}</mjx-assistive-mml></mjx-container>", "10³"),
        (f"<span class='MathJax'>{_NOBR}</span>", "[…]"),
        (f"<span class='MathJax'>{_NOBR.replace(' aria-hidden', ' x')}</span>", "[…]"),
        (_NOBR, "[…]"),
        (f"<span class='MathJax'>{_NOBR}<span class='MJX_Assistive_MathML'>{_MATHML}</span></span>", "10³"),
        ("<span class='MathJax_SVG'><svg><path d='M0'/></svg></span>", "[…]"),
        (f"<span class='MathJax'>{_NOBR}</span><script type='math/tex'>10^3</script>", "\\(10^3\\)"),
        ("<svg style='vertical-align: -0.566ex; width: 3ex' role='img'><path d='M0'/></svg>", "[…]"),
        ("<svg class='tex-svg' aria-hidden='true'><use href='#g'/></svg>", "[…]"),
        ("<svg class='icon' style='vertical-align: -0.125em'><path d='M0'/></svg>10", "10"),
        ("<nobr>10 000</nobr>", "10 000"),
    ],
)
def test_a_formula_that_mathjax_drew_is_told_by_its_source_or_missing(drawn: str, said: str) -> None:
    assert html_to_text(f"<p>It fell by {drawn} points.</p><p>And {drawn}</p><p>Done.</p>").text == (
        f"It fell by {said} points.\nAnd {said}\nDone."
    )
