"""Addresses of pages, names and sentences."""

from __future__ import annotations

import pytest

from generator.site.addresses import contact_link, domain, root_of, slug_of, to_sentence, way

#: Quotation, and the text directive that finds it. tests/browser opens each in a real browser.
FRAGMENTS = {
    "That brings capacity to 1.1 gigawatts.": "That%20brings%20capacity%20to%201.1%20gigawatts",
    "R&D spending rose 4.2%, to $1,240 - a record": "R%26D%20spending%20rose%204.2%25%2C%20to%20%241%2C240%20%2D%20a%20record",
    "Starting today, five-hour limits are doubled on all paid plans; weekly limits are unchanged.": (
        "Starting%20today%2C%20five%2Dhour%20limits%20are,plans%3B%20weekly%20limits%20are%20unchanged"
    ),
    "“A line in the footer is not a label,” the reading says.": (
        "A%20line%20in%20the%20footer%20is%20not%20a%20label%2C”%20the%20reading%20says"
    ),
    "“云端是一个选项，不是前提。”": ("云端是一个选项，不是前提"),
    "模型参数量70亿，在一张24GB显卡上生成10秒1080P视频约需4分钟。": (
        "模型参数量70亿,在一张24GB显卡上生成10秒1080P视频约需4分钟"
    ),
    "缓存输入价格下降百分之四十": ("缓存输入价格下降百分之四十"),
}


@pytest.mark.parametrize(("quotation", "directive"), FRAGMENTS.items())
def test_a_sentence_has_an_address(quotation: str, directive: str) -> None:
    assert to_sentence("https://a.example/x?b=1", quotation) == f"https://a.example/x?b=1#:~:text={directive}"


def test_a_fragment_of_the_address_stays() -> None:
    assert to_sentence("https://a.example/#part", "Two words") == "https://a.example/#part:~:text=Two%20words"


def test_a_quotation_of_marks_only_leads_to_the_page() -> None:
    assert to_sentence("https://a.example/", "…") == "https://a.example/"


@pytest.mark.parametrize(
    ("address", "root"), [("", "./"), ("archive/", "../"), ("2026/W25/a-slug/", "../../../"), ("404.html", "./")]
)
def test_the_way_to_the_top(address: str, root: str) -> None:
    assert root_of(address) == root


@pytest.mark.parametrize(
    ("name", "slug"),
    [("R&D Inc", "r-d-inc"), ("澄海", "cheng-hai"), ('"><script>', "script"), ("Zephyr 5.1", "zephyr-5-1")],
)
def test_names_become_slugs(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_name_without_letters_has_a_stable_slug() -> None:
    assert slug_of("★★") == slug_of("★★") != slug_of("★")


def test_a_domain_is_shown_without_www() -> None:
    assert domain("https://www.ledger.example:8080/a") == "ledger.example"


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@recap.example", "mailto:desk@recap.example"),
        ("https://recap.example/desk", "https://recap.example/desk"),
        ("ask the desk", ""),
        ("javascript:alert(1)", ""),
        ("a@b.example?subject=x", ""),
        ("a..b@recap.example", ""),
        ("o'neil@recap.example", "mailto:o'neil@recap.example"),
    ],
)
def test_a_contact_is_a_link_only_where_it_is_an_address(contact: str, link: str) -> None:
    assert contact_link(contact) == link


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.ledger.example/a", "ledger.example"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/", "xn--80ak6aa92e.example"),
        ("https://p\u0430ypal.example/", "xn--pypal-4ve.example"),
        ("https://潮声.example/", "潮声.example"),
        ("https://3-潮声.example/", "3-潮声.example"),
        ("https://ledger.exampleノlogin.evil.example/", "ledger.xn--examplelogin-ki5k.evil.example"),
        ("https://ä" + "a" * 80 + ".example/", "%C3%A4" + "a" * 80 + ".example"),
    ],
)
def test_a_host_that_looks_like_another_is_shown_in_ascii(url: str, shown: str) -> None:
    assert domain(url) == shown


@pytest.mark.parametrize(
    ("here", "address", "shortest"),
    [
        ("2026/W25/one/", "2026/W25/other/", "../other/"),
        ("2026/W25/one/", "2026/W25/", "../"),
        ("2026/W25/one/", "2026/W24/other/", "../../W24/other/"),
        ("2026/W25/", "2026/W25/one/", "one/"),
        ("2026/W25/", "2026/W25/", "./"),
        ("", "2026/W25/one/", "2026/W25/one/"),
        ("storylines/one/", "", "../../"),
    ],
)
def test_the_way_to_another_page_is_the_shortest(here: str, address: str, shortest: str) -> None:
    assert way(here, address) == shortest
