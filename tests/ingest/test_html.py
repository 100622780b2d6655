"""Pages: the body with its links, the original bytes, and the encodings of the web."""

import hashlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg import ingest
from kg.ingest import Metadata, urls
from kg.ingest.body import rendered
from kg.model import Link, Span
from tests.ingest.pages import PARAGRAPHS, page, read, read_all

LINKED = (
    '<p>The ferry to <a href="/places/marrow?utm_source=x#map"> Marrow\n Point </a> will not run on Sunday, the '
    'harbour office said, because the <a href="https://Weather.Example/wind">wind</a> is still '
    '<a href="#note">rising</a>.</p>'
    '<p>“We have turned back twice already,” said <a href="mailto:a@b.example">Ada Quill</a>, who has steered the boat '
    'for eleven years, <a href="ferry.html"></a>and <a href="javascript:alert(1)">will</a> again.</p>'
)


def test_paragraphs_are_lines() -> None:
    assert read(page()).text == "\n".join(PARAGRAPHS)


def test_the_original_bytes_are_kept() -> None:
    found = read(page()).original
    assert found is not None
    assert (found.body, found.media_type) == (page(), "text/html")
    assert found.sha256 == hashlib.sha256(page()).hexdigest()


def test_links_select_the_anchor_and_lead_to_absolute_addresses() -> None:
    found = read(page(body=LINKED), Metadata(url="https://post.example/news/1"))
    assert [(link.span.of(found.text), link.url) for link in found.links] == [
        ("Marrow Point", "https://post.example/places/marrow"),
        ("wind", "https://weather.example/wind"),
    ]


def test_links_start_from_the_base_of_the_page() -> None:
    found = read(page("<base href='https://cdn.example/x/'>", LINKED.replace("/places/marrow", "marrow")))
    assert found.links[0].url == "https://cdn.example/x/marrow"


def test_relative_links_of_a_page_without_an_address_lead_nowhere() -> None:
    assert [link.url for link in read(page(body=LINKED)).links] == ["https://weather.example/wind"]


words = st.text("abc é", min_size=1, max_size=5)
inline = st.one_of(words, words.map(lambda w: ("hi", w)), words.map(lambda w: ("ref", w)))


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "head", "quote", "item", "cell"]), st.lists(inline, max_size=5)), max_size=5
    )
)
def test_rendering_keeps_the_words_and_the_anchors(blocks: list[tuple[str, list[str | tuple[str, str]]]]) -> None:
    tree, anchors = etree.Element("body"), []
    for tag, parts in blocks:
        block = etree.SubElement(tree, tag)
        for part in parts:
            child = etree.SubElement(block, "hi" if isinstance(part, str) else part[0])
            child.text = part if isinstance(part, str) else part[1]
            if child.tag == "ref":
                child.set("target", "x")
                anchors += [" ".join((child.text or "").split())] * bool((child.text or "").strip())
    found = rendered(tree, lambda _: "https://a.example/")
    lines = [" ".join("".join(p if isinstance(p, str) else p[1] for p in parts).split()) for _, parts in blocks]
    assert found.text == "\n".join(line for line in lines if line)
    assert [link.span.of(found.text) for link in found.links] == anchors


def test_an_anchor_over_two_paragraphs() -> None:
    tree = etree.fromstring("<body><ref target='x'><head>One </head><p> two</p></ref> three</body>")
    assert rendered(tree, lambda _: "u").links == (Link(Span(0, 7), "u"),)


@pytest.mark.parametrize(
    ("codec", "declaration"),
    [
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ("cp1251", '<meta charset="windows-1251">'),
        ("euc-jp", '<meta charset="euc-jp">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", ""),
        ("cp1252", '<meta charset="rot13">'),
    ],
)
def test_the_encodings_of_pages(codec: str, declaration: str) -> None:
    last = {"cp1251": "Паром стоит.", "euc-jp": "船は待っている。"}.get(codec, "The café’s quay — “closed”.")
    markup = page(body="".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, last))).decode()
    plain = markup.replace("<meta charset='utf-8'>", declaration)
    if codec in ("cp1251", "euc-jp"):
        plain = plain.replace("“", "'").replace("”", "'")
    assert read(plain.encode(codec)).text.endswith("\n" + last)


def test_one_bad_byte_in_a_page_is_mended() -> None:
    assert "\ufffdhe office" in read(page().replace(b"The office", b"\xffhe office")).text


def test_a_page_is_the_same_whatever_was_read_before(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert len({read(page()) for _ in range(20)}) == 1
    assert not caplog.records


def test_a_page_by_its_content_alone() -> None:
    assert read(b"\n<!-- saved -->\n" + page()).original is not None
    assert set(ingest.FORMATS) == {"text", "html", "jsonl", "json"}


@given(st.from_regex(r"https?://[A-Za-z0-9.-]{1,8}(:\d{1,4})?/[ -~é]{0,20}(\?[ -~]{0,20})?(#[a-z]*)?", fullmatch=True))
def test_the_normal_form_of_an_address_is_its_own(url: str) -> None:
    try:
        once = urls.canonical(url)
    except ValueError:
        return
    assert urls.canonical(once) == once
    assert once.isascii()
    assert not set(once) & set(' <>"{}|\\^`#')


def test_pages_that_would_take_minutes_are_refused_at_once() -> None:
    for body in (
        "<p>" * 50_000,
        "<div>" * 50_000,
        "<a href=x>" * 50_000,
        f"<p {' '.join(f'a{i}' for i in range(50_000))}>",
    ):
        (found,) = read_all(page(body=body))
        assert "no page of a newspaper" in str(found)
