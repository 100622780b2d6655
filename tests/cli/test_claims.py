"""``kg claims`` from the command line, and the view claimreview of ``kg export``."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run
from tests.reviewed import FEED

CLAIM_REVIEW = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["@context", "@type", "url", "claimReviewed", "reviewRating", "author", "datePublished",
                     "itemReviewed"],
        "properties": {
            "@context": {"const": "https://schema.org"}, "@type": {"const": "ClaimReview"},
            "url": {"type": "string", "pattern": "^https?://"}, "claimReviewed": {"type": "string", "minLength": 1},
            "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d"},
            "author": {"type": "object", "required": ["@type", "name"],
                       "properties": {"@type": {"enum": ["Person", "Organization"]}}},
            "itemReviewed": {"type": "object", "required": ["@type"], "properties": {"@type": {"const": "Claim"}}},
            "reviewRating": {
                "type": "object", "required": ["@type", "alternateName"],
                "properties": {"@type": {"const": "Rating"}, "ratingValue": {"type": "integer"}},
                "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
            },
        },
    },
}  # fmt: skip
"""What schema.org defines of ClaimReview and its readers require."""


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Iterator[None]:
    """A store of the truth of examples/ that may be changed."""
    shutil.copytree(newsroom, "own.kg")
    monkeypatch.setenv("KG_STORE", "own.kg")
    yield


pytestmark = pytest.mark.usefixtures("store")


def test_from_a_feed_to_a_judgement(kg: Run) -> None:
    ran = kg("claims", "import", str(FEED))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("8 reviews new, 1 with a rating that has no place on the scale\n")
    rows = json.loads(kg("claims", "--json").out)
    assert len(rows) == 8
    assert len(json.loads(kg("claims", "--disagree", "--json").out)) == 2
    claim = next(r["claim_iri"] for r in rows if "pumps" in r["claim"])
    short = "claim/" + claim.rpartition("/")[2][:8]
    shown = kg("claims", "show", short)
    assert "The defenders mined the pumps" in shown.out and "the pumps were mined by the defenders" in shown.out
    spans = json.loads(kg("claims", "show", short, "--json").out)
    assert {s["part"] for s in spans} == {"source", "cue", "content"}
    assert all(s["words"] and s["end"] > s["start"] for s in spans)
    said = spans[0]["statement"]
    assert kg("claims", "reject", said, claim, "--by", "Ann").err == "rejected\n"
    assert kg("claims", "reject", said, claim, "--by", "Ann").err == "that is decided already; nothing changed\n"
    assert json.loads(kg("claims", "show", short, "--json").out) == []
    kg("claims", "accept", said, claim)
    assert {s["accepted"] for s in json.loads(kg("claims", "show", short, "--json").out)} == {True}
    assert kg("claims", "match").err.endswith("may match, 1 accepted; 1 may contradict an earlier one\n")
    assert kg("validate").code == 0


def test_an_import_goes_on_after_an_error(kg: Run) -> None:
    Path("broken.html").write_text("<html><script type='application/ld+json'>{</script><p>x</html>", encoding="utf-8")
    ran = kg("claims", "import", "broken.html", "none.json", str(FEED))
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert lines[0] == "error: broken.html: no ClaimReview in it (JSON-LD in a script element)"
    assert lines[1].startswith("error: none.json: ")
    assert lines[2] == "8 reviews new, 1 with a rating that has no place on the scale, 2 errors"
    again = kg("claims", "import", "-", stdin=FEED.read_bytes())
    assert again.code == 0
    assert again.err.startswith("0 reviews new, 8 there before")


def test_contradictions_in_every_format(kg: Run) -> None:
    (row,) = json.loads(kg("claims", "contradictions", "--speaker", "Velmoran Defence Ministry", "--json").out)
    assert (row["kind"], row["published"], row["earlier_published"]) == ("number", "2022-03-07", "2022-03-03")
    for form in ("table", "jsonl", "csv", "tsv"):
        assert "298" in kg("claims", "contradictions", "--format", form).out
    none = kg("claims", "contradictions", "--speaker", "Marta Quill")
    assert none.err.startswith("nothing found in 12 articles")
    assert kg("claims", "contradictions", "--speaker", "nobody at all").code == 2


def test_own_reviews_are_valid_claim_reviews(kg: Run) -> None:
    kg("claims", "import", str(FEED))
    rows = {r["claim"]: r["claim_iri"] for r in json.loads(kg("claims", "--json").out)}
    bread, pumps = (next(iri for text, iri in rows.items() if word in text) for word in ("bread", "pumps"))
    query = 'SELECT ?s { ?s a schema:Quotation ; schema:text ?t FILTER(CONTAINS(?t, "14 people had been killed")) }'
    said = json.loads(kg("query", query, "--json").out)["results"]["bindings"][0]["s"]["value"]
    ours = ("--by", "Our Desk", "--organisation", "--published", "2022-03-09")
    kg(
        "claims",
        "review",
        said,
        "--rating",
        "mostly-true",
        "--url",
        "https://ours.example/1",
        *ours,
        "--note",
        "two died later",
    )
    kg("claims", "review", bread, "--rating", "unproven", "--url", "https://ours.example/2", "--by", "Ann Lee")
    assert kg("claims", "review", pumps, "--rating", "fake", "--url", "https://x.example", "--by", "A").code == 2
    assert kg("claims", "review", pumps, "--rating", "false", "--url", "nowhere", "--by", "A").code == 2
    ran = kg("export", "--view", "claimreview", "ours.jsonld")
    assert ran.err.startswith("wrote ours.jsonld: 2 reviews")
    found = json.loads(Path("ours.jsonld").read_text(encoding="utf-8"))
    jsonschema.validate(found, CLAIM_REVIEW)
    one, two = sorted(found, key=lambda r: str(r["url"]))
    assert one["author"] == {"@type": "Organization", "name": "Our Desk"}
    assert one["itemReviewed"]["author"] == {"@type": "Person", "name": "Benedek Osei"}
    assert one["itemReviewed"]["firstAppearance"]["url"].startswith("https://www.harbourpost.example/")
    assert one["reviewRating"] == {
        "@type": "Rating", "alternateName": "Mostly true", "bestRating": 5, "worstRating": 1, "ratingValue": 4,
    }  # fmt: skip
    assert two["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}
    assert json.loads(kg("export", "--view", "claimreview", "-").out) == found
    assert kg("claims", "import", "ours.jsonld").err.startswith("2 reviews new")


def test_the_view_claimreview_is_json_ld_and_whole(kg: Run) -> None:
    for arguments in (("x.gexf",), ("x.jsonld", "--format", "csv"), ("x.jsonld", "--outlet", "Daybreak")):
        assert kg("export", "--view", "claimreview", *arguments).code == 2
    assert json.loads(kg("export", "--view", "claimreview", "-").out) == []


def test_no_reviews_say_so(kg: Run) -> None:
    assert kg("claims").err == "no reviews: kg claims import reads them\n"
    assert kg("claims", "show", "claim/aaaaaa").code == 2


def test_a_question_about_claims_says_when_they_were_matched_to_an_older_store(kg: Run) -> None:
    assert "run kg claims match" in kg("ask", "may-contradict").err
    assert kg("claims", "import", str(FEED)).code in (0, 1)
    assert "run kg claims match" not in kg("ask", "may-contradict").err
    statement = json.loads(kg("statements", "--speaker", "Dane", "--json").out)[0]["attribution"]
    assert kg("review", "reject", statement).code == 0
    assert "run kg claims match" in kg("ask", "may-contradict").err
    assert kg("claims", "match").code == 0
    assert "run kg claims match" not in kg("ask", "may-contradict").err
