"""Reviews of claims read from pages, feeds and JSON, as fact-checkers write them and as nobody should."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import Claim, Rating, Review
from kg.errors import InputError
from kg.ingest import elements as reading
from kg.ingest.elements import elements
from kg.ingest.reviews import reviews
from tests.reviewed import FEED, feed

URL = "https://check.example/a"
NODE: dict[str, Any] = {
    "@context": "http://schema.org", "@type": "ClaimReview", "url": URL, "claimReviewed": "The dam holds 90 litres",
    "author": {"@type": "Organization", "name": "Plumbline", "url": "https://check.example"},
    "datePublished": "2020-01-02",
    "headline": "No, it does not",
    "itemReviewed": {
        "@type": "Claim", "author": {"@type": "Person", "name": "Ann Lee"}, "datePublished": "2020-01-01",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://post.example/1"},
        "appearance": [{"@type": "CreativeWork", "url": "https://post.example/2"}, "https://post.example/1"],
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}  # fmt: skip
WHOLE = Review(
    URL,
    Claim("The dam holds 90 litres", "Ann Lee", "2020-01-01", ("https://post.example/1", "https://post.example/2"),
          "https://post.example/1"),
    Rating("False", "1", "5", "1", "false"), "Plumbline", "2020-01-02", "No, it does not",
)  # fmt: skip


def read(data: bytes | str) -> list[Review | InputError]:
    return list(reviews("-", stdin=io.BytesIO(data.encode() if isinstance(data, str) else data)))


def page(*scripts: object, head: str = "") -> str:
    texts = [s if isinstance(s, str) else json.dumps(s) for s in scripts]
    tags = "".join(f'<script type="application/ld+json">{t}</script>' for t in texts)
    return f"<!doctype html><html><head>{head}{tags}</head><body><p>A page.</p></body></html>"


def without(key: str, **more: object) -> dict[str, Any]:
    return {k: v for k, v in NODE.items() if k != key} | more


FORMS = {
    "object": json.dumps(NODE),
    "array": json.dumps([NODE]),
    "lines": json.dumps({"@type": "WebPage"}) + "\n" + json.dumps(NODE) + "\n",
    "byte order mark": "\ufeff" + json.dumps(NODE),
    "feed": json.dumps({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [NODE]}]}),
    "feed with one item": json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": NODE}]}),
    "graph": json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, NODE]}),
    "page": page(NODE),
    "page with a graph": page({"@graph": [NODE]}),
    "page with two scripts": page({"@type": "NewsArticle"}, [NODE]),
    "page with a broken script": page("{broken", NODE),
    "page with a type list": page(NODE | {"@type": ["https://schema.org/ClaimReview", "Review"]}),
    "page with references": page({"@graph": [NODE | {"author": {"@id": "#us"}}, {"@id": "#us", "name": "Plumbline"}]}),
    "page with its own address": page(without("url"), head=f'<link rel="canonical" href="{URL}">'),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_review(form: str) -> None:
    assert read(FORMS[form]) == [WHOLE]
    assert read(gzip.compress(FORMS[form].encode())) == [WHOLE]


def test_several_reviews_of_one_page_are_several() -> None:
    other = NODE | {"claimReviewed": "The dam leaks"}
    assert [r.claim.text for r in read(page(NODE, other, NODE)) if isinstance(r, Review)] == [
        WHOLE.claim.text, "The dam leaks",
    ]  # fmt: skip


def test_the_old_way_of_a_creative_work() -> None:
    item = {
        "@type": "CreativeWork",
        "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}],
        "sameAs": "https://post.example/9",
    }
    (review,) = read(json.dumps(NODE | {"itemReviewed": item}))
    assert isinstance(review, Review)
    assert (review.claim.claimant, review.claim.appearances) == ("Ann Lee, Bo Ek", ("https://post.example/9",))


def test_what_a_review_lacks_is_unknown() -> None:
    (review,) = read(json.dumps({"@type": "ClaimReview", "url": URL, "claimReviewed": "It &amp; <b>that</b>\u0007"}))
    assert review == Review(URL, Claim("It & that"), Rating())


@pytest.mark.parametrize(
    ("node", "reason"),
    [
        (without("claimReviewed"), "without claimReviewed"),
        (without("url"), "without url"),
        (NODE | {"url": "ftp://x/y"}, "without url"),
        (NODE | {"url": "javascript:alert(1)"}, "without url"),
        (NODE | {"claimReviewed": "x" * 6000}, "6,000 characters"),
        (without("claimReviewed", claimReviewed=["", {}, 3]), "without claimReviewed"),
    ],
)
def test_a_review_that_is_none_is_one_line(node: dict[str, Any], reason: str) -> None:
    good = NODE | {"claimReviewed": "Another"}
    wrong, right = read(json.dumps([node, good]))
    assert isinstance(wrong, InputError) and reason in str(wrong) and "\n" not in str(wrong)
    assert isinstance(right, Review)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b"  \n", "empty"), (b"[]", "no ClaimReview"), (b"{}", "no ClaimReview"), (b"[3]", "no object"),
        (b"[" * 100_000, "nested too deep"), (b'{"a":' * 100_000, "nested too deep"), (b'[{"a": 1}', "cut off"),
        (b'{"a": ', "no JSON"), (b'[{"a": 1} x]', "no JSON"), (b"\xff\xfe\x00", "broken"),
        (b"just words", "ClaimReview"),
        (page("{}").encode(), "no ClaimReview"), (b'{"dataFeedElement": [', "cut off"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(data: bytes, reason: str) -> None:
    found = read(data)
    assert any(isinstance(x, InputError) and reason in str(x) for x in found), found
    assert not any(isinstance(x, Review) or "\n" in str(x) for x in found)


def test_what_is_cut_off_gives_what_came_before() -> None:
    text = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [NODE]}, {"item": [NODE]}]})
    first, error = read(text[:-40])
    assert first == WHOLE
    assert isinstance(error, InputError) and "element 2" in str(error)


def test_an_element_of_any_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 1000)
    monkeypatch.setattr(reading, "CHUNK", 100)
    monkeypatch.setattr(reading, "HEAD", 100)
    first, error = read(
        '[{"@type": "ClaimReview", "url": "https://x.example/", "claimReviewed": "A"}, "' + "x" * 5000 + '"]'
    )
    assert isinstance(first, Review)
    assert "longer than 1,000 characters" in str(error)


def test_a_feed_is_read_without_holding_it() -> None:
    item = json.dumps({"item": [NODE | {"articleBody": "x" * 20_000}]}).encode()

    class Feed(io.RawIOBase):
        left = 2000
        rest = b'{"@type": "DataFeed", "dataFeedElement": ['

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            while self.left and len(self.rest) < len(buffer):
                self.left -= 1
                self.rest += item + (b"," if self.left else b"]}")
            data, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(data)] = data
            return len(data)

    tracemalloc.start()
    count = sum(isinstance(r, Review) for r in reviews("-", stdin=io.BufferedReader(Feed(), 1 << 16)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 12_000_000 < 2000 * len(item)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    max_leaves=9,
)


@given(
    st.lists(st.dictionaries(st.text(), JSON), max_size=6),
    st.integers(1, 40),
    st.sampled_from(["list", "lines", "feed"]),
)
def test_elements_come_back_however_they_are_cut(values: list[Any], size: int, form: str) -> None:
    listed = json.dumps(values)
    text = {
        "list": listed,
        "lines": "\n".join(map(json.dumps, values)),
        "feed": '{"dataFeedElement" : ' + listed + "}",
    }[form]
    data = io.BytesIO(text.encode())
    assert list(reading.Elements(lambda _: data.read(size))) == values
    assert list(elements(io.BytesIO(text.encode()))) == values


@given(st.dictionaries(st.sampled_from([*NODE, "@id", "mainEntityOfPage", "publisher"]), JSON))
def test_any_values_give_a_review_or_an_error(node: dict[str, Any]) -> None:
    found = read(json.dumps(NODE | node | {"@type": "ClaimReview"}))
    assert len(found) >= 1
    assert all(isinstance(x, Review | InputError) for x in found)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.json", "No such file"), (tmp_path, "a folder")):
        (error,) = reviews(str(path))
        assert isinstance(error, InputError) and reason in str(error) and str(path) in str(error)


def test_the_reviews_of_the_examples() -> None:
    assert len(feed()) == 8
    assert [r.rating.normalised for r in feed()] == [
        "true", "unproven", "mostly-false", "mixed", "false", "false", None, "false",
    ]  # fmt: skip
    assert all(isinstance(r, Review) for r in reviews(str(FEED)))
