from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.collect.encoding import to_text

TEXT = "<?xml version='1.0'{}?><a>“Über” 中文</a>"


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "", ""),
        ("utf-8", "", "text/xml; charset=iso-8859-1"),
        ("utf-8", "iso-8859-1", "text/xml; charset=us-ascii"),
        ("utf-8-sig", "gbk", ""),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-16-be", "", ""),
        ("utf-32", "", "text/xml; charset=utf-8"),
        ("gb18030", "gb2312", ""),
        ("gb18030", "", "text/xml; charset=GBK"),
        ("gb18030", "gbk", "text/xml; charset=iso-8859-1"),
        ("gb18030", "utf-8", "text/xml; charset=gb18030"),
    ],
)
def test_the_text_comes_out_right(encoding: str, declared: str, header: str) -> None:
    text = TEXT.format(f" encoding='{declared}'" if declared else "")
    assert to_text(text.encode(encoding), header) == text


def test_latin_1_is_read_as_browsers_do() -> None:
    assert to_text("“Über”".encode("cp1252"), "text/xml; charset=ISO-8859-1") == "“Über”"
    assert to_text("“Über”".encode("cp1252")) == "“Über”"


@pytest.mark.parametrize("header", ["", "text/xml", "text/xml; charset=ISO-8859-1"])
@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb18030", "北风租用哈利亚德位于格罗宁根的 AI 集群"),
        ("big5", "北風租用哈利亞德位於格羅寧根的 AI 集群"),
        ("cp932", "北風がハリヤードの計算機を借りる"),
        ("euc_jp", "北風がハリヤードの計算機を借りる"),
        ("cp949", "노스윈드가 핼야드의 클러스터를 빌린다"),
        ("cp1251", "Северный ветер арендует кластер Халярда в Гронингене"),
        ("koi8_r", "Северный ветер арендует кластер Халярда в Гронингене"),
        ("iso8859_5", "Северный ветер арендует кластер Халярда в Гронингене"),
        ("cp1251", "Київ відкрив лабораторію штучного інтелекту на триста людей"),
        ("cp1253", "Ο Βόρειος Άνεμος νοικιάζει υπολογιστές στο Γκρόνινγκεν"),
        ("cp1255", "רוח צפונית שוכרת את המחשבים של הליארד בחרונינגן"),
        ("cp1256", "افتتحت القاهرة مختبرا للذكاء الاصطناعي لثلاثمائة شخص"),
        ("cp1252", "Größe, “naïve” à Noël, smørrebrød"),
    ],
)
def test_what_nobody_declared_is_recognised(encoding: str, title: str, header: str) -> None:
    text = f"<rss><channel><item><title>{title}</title></item></channel></rss>"
    assert to_text(text.encode(encoding), header) == text


@pytest.mark.parametrize("header", ["", "text/xml", "text/xml; charset=ISO-8859-1", "text/xml; charset=utf-8"])
@pytest.mark.parametrize(
    ("language", "encoding", "title"),
    [
        ("pl", "cp1250", "Źródło: spółka żąda więcej"),
        ("pl", "iso8859_2", "Źródło: spółka żąda więcej"),
        ("cs", "cp1250", "Největší síť počítačů"),
        ("cs", "iso8859_2", "Největší síť počítačů"),
        ("hu", "iso8859_2", "Több mint hatezer gyorsító működő fürtben őszig"),
        ("ru", "cp1251", "Ставка на ИИ"),
        ("ru", "koi8_r", "Ставка на ИИ"),
        ("uk", "koi8_u", "Київ відкрив лабораторію"),
        ("tr", "cp1254", "Şirket ışık hızında öğreniyor"),
        ("lt", "cp1257", "Šiaurės vėjas"),
        ("he", "cp1255", "רוח צפונית שוכרת"),
        ("th", "cp874", "ลมเหนือเช่าคลัสเตอร์"),
        ("zh", "gb18030", "北风租用集群"),
        ("zh-CN", "gb18030", "北风租用集群"),
        ("zh-TW", "big5", "北風租用集群"),
        ("ja", "cp932", "生成AIの新モデル"),
        ("ja", "euc_jp", "生成AIの新モデル"),
        ("ko-KR", "cp949", "새 AI 모델 공개"),
        ("fr", "cp1252", "Le Vent du Nord à Orléans"),
    ],
)
def test_what_nobody_declared_is_in_an_encoding_of_its_language(
    language: str, encoding: str, title: str, header: str
) -> None:
    text = f"<rss><channel><item><title>{title}</title></item></channel></rss>"
    assert to_text(text.encode(encoding), header, language=language) == text


def test_seven_bit_encodings_are_believed() -> None:
    assert to_text("日本".encode("iso-2022-jp"), "text/xml; charset=iso-2022-jp") == "日本"


def test_one_broken_letter_spoils_nothing() -> None:
    body = ("中文" * 100).encode() + b"\xe7\xae"
    assert to_text(body) == "中文" * 100 + "\ufffd"


def test_a_broken_letter_in_utf_8_is_told_from_one_letter_in_latin_1() -> None:
    assert to_text("Über Größe “naïve”".encode() + b"\xe7") == "Über Größe “naïve”\ufffd"
    assert to_text(("Müller " + "says so " * 30).encode("cp1252")).startswith("Müller")


@pytest.mark.parametrize(
    ("language", "broken", "text"),
    [
        ("fr", b"Orl\xe9ans", "Orléans"),
        ("", b"caf\xe9, don\x92t", "café, don’t"),
        ("pl", b"ksi\xb9\xbfka", "ksi\ufffdka"),
        ("tr", b"\xddstanbul", "İstanbul"),
        ("zh", b"Orl\xe9ans", "Orl\ufffdans"),
        ("", b"Gr\xc3", "Gr\ufffd"),
    ],
)
def test_a_stray_byte_amid_utf_8_is_a_letter_or_seen(language: str, broken: bytes, text: str) -> None:
    around = "Über Größe “naïve” à Noël, 中文 " * 3
    body = f"<a>{around}".encode() + broken + b"</a>"
    assert to_text(body, language=language) == f"<a>{around}{text}</a>"


def test_a_page_says_it_in_meta() -> None:
    body = "<html><head><meta charset='gbk'><title>中文".encode("gbk")
    assert to_text(body, html=True).endswith("中文")


@pytest.mark.parametrize("name", ["rot13", "base64", "zip", "unicode_escape", "idna", "no-such", "\x00", "é"])
def test_nonsense_is_passed_over(name: str) -> None:
    assert to_text("Über".encode(), f"text/xml; charset={name}") == "Über"


def test_browsers_names_are_known() -> None:
    assert to_text("<?xml version='1.0' encoding='windows-31j'?><a>北風</a>".encode("cp932")).endswith("<a>北風</a>")


@given(st.binary(max_size=80), st.text(max_size=40))
def test_anything_gives_a_text(body: bytes, header: str) -> None:
    assert isinstance(to_text(body, header), str)
    assert isinstance(to_text(body, header, html=True), str)
