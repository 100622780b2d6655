"""What the markup of a page says of its article."""

import pytest

from kg.ingest import dates, page
from kg.ingest.html import parsed
from kg.ingest.metadata import Metadata
from kg.ingest.names import names
from tests.ingest.pages import linked, read
from tests.ingest.pages import page as written

H1 = "<h1>Ferry to Marrow Point stays in harbour</h1><p>Text.</p>"
HEAD = "Ferry to Marrow Point stays in harbour"


def said(head: str, body: str = H1, url: str | None = None) -> Metadata:
    return page.metadata(parsed(written(head, body).decode()), url)


def test_linked_data_says_all() -> None:
    found = said(
        linked(
            headline="Ferry to Marrow Point stays in harbour | The Post",
            publisher={"@type": "Organization", "name": "The Post"},
            author=[{"@type": "Person", "name": "By Ada Quill"}, {"@type": "Organization", "name": "Post Staff"}],
            datePublished="2024-05-01T10:15:30.250+0200",
            mainEntityOfPage={"@id": "https://Post.example/ferry?fbclid=1"},
        )
    )
    assert found == Metadata(
        HEAD, "The Post", ("Ada Quill",), "2024-05-01T10:15:30+02:00", "https://post.example/ferry", "en"
    )


def test_meta_tags_say_all() -> None:
    found = said(
        '<meta property="og:title" content="Ferry to Marrow Point stays in harbour - The Post">'
        '<meta property="og:site_name" content="The Post"><meta name="author" content="Ada Quill, Ben Oar and Cy Reed">'
        '<meta property="article:published_time" content="2024-05-01T10:15"><meta property="og:url" content="/nowhere">'
        '<link rel="canonical" href="https://post.example/ferry">',
        "<p>Text.</p>",
    )
    assert found == Metadata(
        HEAD, "The Post", ("Ada Quill", "Ben Oar", "Cy Reed"), "2024-05-01T10:15:00", "https://post.example/ferry", "en"
    )


def test_a_page_that_says_nothing_is_unknown() -> None:
    assert said("", "<p>Text.</p>") == Metadata(language="en")
    assert read(written()).published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Ferry to Marrow Point stays in harbour | The Post</title>", HEAD),
        ("<meta property='og:title' content='Ferry to Marrow Point stays put'>", HEAD),
        (linked(headline="Ferry to Marrow Point stays in harbour"), HEAD),
        (linked(headline="What &#8216;no boat&#8217; means"), "What ‘no boat’ means"),
        (linked(headline="  Two\n lines "), "Two lines"),
        ("<meta property='og:title' content='A - B - C'><meta property='og:site_name' content='Post'>", "A - B - C"),
        ("", HEAD),
    ],
)
def test_titles(head: str, title: str) -> None:
    assert said(head).title == title


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (linked(publisher="The Post"), "The Post"),
        (linked(publisher=[{"name": "The Post"}]), "The Post"),
        (linked(publisher={"name": "Associated Press"}) + "<meta property='og:site_name' content='Post'>", "Post"),
        (linked(publisher={"name": "Blogger"}) + "<meta property='og:site_name' content='Post | News'>", "Post"),
        ("<meta name='dc.publisher' content='Post'>", "Post"),
        (f"<title>{HEAD} - The Post</title>", "The Post"),
        ("<title>Something else - The Post</title>", None),
        ("<meta property='og:site_name' content='https://post.example'>", None),
    ],
)
def test_outlets(head: str, outlet: str | None) -> None:
    assert said(head).outlet == outlet


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01 10:15:30 -0500", "2024-05-01T10:15:30-05:00"),
        ("20240501T101530Z", "2024-05-01T10:15:30Z"),
        ("Wed, 01 May 2024 10:15:30 GMT", "2024-05-01T10:15:30Z"),
        ("19 Nov 2019 07:09 GMT", "2019-11-19T07:09:00Z"),
        ("May 1st, 2024 at 8 pm ET", "2024-05-01"),
        ("0001-01-01T00:00:00Z", None),
        ("2024-02-30", None),
        ("31 June 2024", None),
        ("yesterday", None),
        ("1714558530", None),
    ],
)
def test_dates_are_as_stated_or_unknown(stated: str, published: str | None) -> None:
    assert said(linked(datePublished=stated)).published == published
    assert said(f"<meta name='date' content='{stated}'>").published == published


def test_dates_in_the_address_and_beside_the_headline() -> None:
    assert said("<link rel=canonical href='https://post.example/2024/may/01/ferry'>").published == "2024-05-01"
    assert said("", f"{H1}<span>May 1, 2024</span>").published == "2024-05-01"
    assert said("", f"{H1}<span>May 1, 2024, changed on May 3, 2024</span>").published is None
    assert said("", f"{H1}<p>{'Much later. ' * 20}May 1, 2024</p>").published is None
    assert dates.from_url("https://post.example/2024/13/40/x") is None


@pytest.mark.parametrize(
    ("byline", "persons"),
    [
        ("By Ada Quill", ["Ada Quill"]),
        ("By ADA QUILL, AP Auto Writer", ["ADA QUILL"]),
        ("Written by Ada Quill and Ben Oar, Staff Reporters", ["Ada Quill", "Ben Oar"]),
        ("Ada Quill | Post Media for post.example", ["Ada Quill"]),
        ("Ada Quill - Science Contributor", ["Ada Quill"]),
        ("Ada Quill, Jr. & Ben O’Oar", ["Ada Quill Jr", "Ben O’Oar"]),
        ("Ada Quill, MS, RD", ["Ada Quill"]),
        ("J.K. de la Mer-Oar", ["J.K. de la Mer-Oar"]),
        ("Ada Quill @adaquill ada@post.example https://post.example/ada", ["Ada Quill"]),
        ("Associated Press", []),
        ("admin", []),
        ("PTI", []),
        ("https://www.facebook.com/post", []),
        ("Ada Quill, Ada Quill", ["Ada Quill"]),
        ("Жанна Оар", ["Жанна Оар"]),
        ("", []),
    ],
)
def test_bylines(byline: str, persons: list[str]) -> None:
    assert names(byline) == persons
    assert said(f'<meta name="author" content="{byline}">').authors == tuple(persons)


def test_a_visible_byline_is_read_last() -> None:
    assert said("", H1 + "<div class='byline'>By Ada Quill</div>").authors == ("Ada Quill",)
    assert said("<meta name=author content='Ben Oar'>", H1 + "<a rel=author>Ada Quill</a>").authors == ("Ben Oar",)
    assert said(linked(author={"name": "The Post"}, publisher={"name": "The Post"})).authors == ()


def test_the_article_of_the_address_is_meant() -> None:
    two = linked(headline="Another story", url="https://post.example/b") + linked(
        headline="The story that is meant", url="https://post.example/a/"
    )
    assert said(two, "<p>Text.</p>", "https://www.post.example/a").title == "The story that is meant"
    assert said(two, "<p>Text.</p>").title == "Another story"


def test_references_within_the_page_are_followed() -> None:
    graph = (
        '<script type="application/ld+json">//<![CDATA[\n{"@graph": [{"@type": ["Thing", "schema:Article"], '
        '"author": {"@id": "#ada"}, "publisher": {"@id": "#post"},}, {"@id": "#ada", "@type": "Person", '
        '"name": "Ada Quill"},'
        '{"@id": "#post", "name": "The Post"}]}\n//]]></script>'
    )
    found = said(graph)
    assert (found.authors, found.outlet) == (("Ada Quill",), "The Post")


@pytest.mark.parametrize(
    "data", ["{", "null", "[[[]]]", '{"@type": 5}', '{"@type": "Article", "author": 7, "url": {}}']
)
def test_linked_data_that_is_none_is_passed_over(data: str) -> None:
    assert said(f'<script type="application/ld+json">{data}</script>').title == HEAD


def test_the_user_goes_before_the_file_beside_and_that_before_the_page() -> None:
    found = read(written(linked(headline="Stated", publisher="The Post")), Metadata(outlet="Mine"))
    assert (found.title, found.outlet) == ("Stated", "Mine")
