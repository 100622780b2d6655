"""The invented newsroom and its truth: exact, complete, and holding what its README promises."""

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kg import ids, ingest, interchange
from kg.model import Article, Attribution, Extraction, Span

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TRUTH = {path.stem: path for path in sorted((EXAMPLES / "truth").iterdir())}
FURNITURE = re.compile(r"^(By [^.,]*$|Photo:|Write to |Copyright |© |\(Reporting )|\bPhoto: ")
OPENING, CLOSING = "“‘«„\"'", "”’»“\"'"


def read(name: str) -> Extraction:
    return interchange.from_json(json.loads(TRUTH[name].read_text(encoding="utf-8")))


NEWSROOM = {name: read(name) for name in TRUTH}


def sources() -> dict[str, Article]:
    """What the readers make of the example files, by file stem or record id."""
    found = {}
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in (".txt", ".html", ".jsonl"):
            for article in ingest.articles(str(path)):
                assert isinstance(article, Article), article
                found[article.source_id or path.stem] = article
    return found


def all_spans(x: Extraction) -> list[Span]:
    parts = [s for a in x.attributions for s in (*a.source, *a.cue, *a.content)]
    roles = [r.span for e in x.entities for r in e.roles]
    return [*parts, *roles, *(m.span for m in x.mentions), *(f.span for f in x.figures), *(c.span for c in x.citations)]


def depth(x: Extraction, a: Attribution) -> int:
    outer = {b.id: b for b in x.attributions}
    return 1 + depth(x, outer[a.within]) if a.within else 1


def quoted(text: str) -> bool:
    """Whether the marks open at its beginning and shut at its end, or run on over the paragraph's end."""
    return text[0] in OPENING and text[-1] in CLOSING


def test_each_article_has_its_truth_and_truth_its_article() -> None:
    articles = sources()
    assert sorted(articles) == sorted(TRUTH)
    for name, article in articles.items():
        told, read_as = NEWSROOM[name].article, article
        for field in ("iri", "source_id", "url", "title", "outlet", "authors", "published", "language", "text"):
            assert getattr(read_as, field) == getattr(told, field), (name, field)
        links = [(c.span, c.target) for c in NEWSROOM[name].citations if c.kind == "link"]
        assert [(link.span, link.url) for link in article.links] == links


def test_readme_lists_each_article() -> None:
    rows = [
        line for line in (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    listed = {re.findall(r"`([^`]+)`", row.split("|")[1])[-1]: row for row in rows}
    files = {p.name for p in EXAMPLES.iterdir() if p.suffix in (".txt", ".html")}
    assert set(listed) == files | {x.article.source_id for x in NEWSROOM.values() if x.article.source_id}
    for name, row in listed.items():
        article = NEWSROOM[name.rsplit(".", 1)[0]].article
        assert article.outlet is not None and article.published is not None
        day = f"{date.fromisoformat(article.published).day} March"
        assert [cell.strip() for cell in row.split("|")[2:4]] == [article.outlet, day]


def test_twelve_articles_of_five_outlets_in_one_week() -> None:
    assert len(NEWSROOM) == 12
    assert len({x.article.outlet for x in NEWSROOM.values()}) == 5
    days = sorted(date.fromisoformat(x.article.published or "") for x in NEWSROOM.values())
    assert (days[-1] - days[0]).days < 7
    for x in NEWSROOM.values():
        assert 120 <= len(x.article.text.split()) <= 350


@pytest.mark.parametrize("name", TRUTH)
class TestEachTruth:
    def test_is_written_as_the_format_writes_it(self, name: str) -> None:
        again = json.dumps(interchange.to_json(NEWSROOM[name]), ensure_ascii=False, indent=1) + "\n"
        assert TRUTH[name].read_bytes() == again.encode("utf-8")

    def test_has_computed_iris(self, name: str) -> None:
        x = NEWSROOM[name]
        a = x.article
        assert a.iri == ids.article_iri(a.url, a.outlet, a.text)
        seen: dict[tuple[str, str], int] = {}
        for e in x.entities:
            seen[e.kind, e.name] = seen.get((e.kind, e.name), 0) + 1
            assert e.iri == ids.entity_iri(a.iri, e.kind, e.name, seen[e.kind, e.name])
        for t in x.attributions:
            assert t.iri == ids.attribution_iri(a.iri, t.cue, t.content)
        assert [f.iri for f in x.figures] == [ids.figure_iri(a.iri, f.span) for f in x.figures]
        assert [c.iri for c in x.citations] == [ids.citation_iri(a.iri, c.span) for c in x.citations]

    def test_parts_have_iris_of_their_own(self, name: str) -> None:
        x = NEWSROOM[name]
        for iris in ([e.iri for e in x.entities], [t.iri for t in x.attributions], [c.iri for c in x.citations]):
            assert len(set(iris)) == len(iris)

    def test_spans_are_trimmed_and_stay_in_a_paragraph(self, name: str) -> None:
        text = NEWSROOM[name].article.text
        for span in all_spans(NEWSROOM[name]):
            assert span.of(text) == span.of(text).strip()
            assert "\n" not in span.of(text)
            assert not text[span.start - 1 : span.start].isalnum() and not text[span.end : span.end + 1].isalnum()

    def test_parts_of_an_attribution_do_not_overlap(self, name: str) -> None:
        for a in NEWSROOM[name].attributions:
            spans = sorted((*a.source, *a.cue, *a.content))
            assert not any(s.overlaps(t) for s, t in pairwise(spans)), a.id

    def test_is_in_text_order(self, name: str) -> None:
        x = NEWSROOM[name]
        first = [min(m.span.start for m in x.mentions if m.entity == e.id) for e in x.entities]
        assert first == sorted(first)
        starts = [min(s.start for s in (*a.source, *a.cue, *a.content)) for a in x.attributions]
        assert starts == sorted(starts)
        assert [e.id for e in x.entities] == [f"e{i}" for i in range(1, len(x.entities) + 1)]
        assert [a.id for a in x.attributions] == [f"a{i}" for i in range(1, len(x.attributions) + 1)]
        for found in (x.mentions, x.figures, x.citations):
            assert [y.span.start for y in found] == sorted(y.span.start for y in found)

    def test_entities_are_named_as_the_text_names_them(self, name: str) -> None:
        x = NEWSROOM[name]
        for e in x.entities:
            assert e.name in x.article.text
            assert all(r.text == r.span.of(x.article.text) for r in e.roles)
        assert {e.id for e in x.entities} == {m.entity for m in x.mentions}

    def test_entities_are_those_who_say_are_spoken_for_or_are_cited(self, name: str) -> None:
        x = NEWSROOM[name]
        needed = {a.speaker for a in x.attributions} | {e.speaks_for for e in x.entities}
        cited = {e.id for e in x.entities if any(e.name == c.target for c in x.citations)}
        assert {e.id for e in x.entities} - needed - cited == set()

    def test_the_source_holds_a_mention_of_the_speaker(self, name: str) -> None:
        x = NEWSROOM[name]
        for a in x.attributions:
            mentions = [m.span for m in x.mentions if m.entity == a.speaker]
            assert a.source_inferred == (not a.source) == (not a.cue)
            assert not a.source or any(s.holds(m) for s in a.source for m in mentions), a.id
            assert a.speaker_confidence == a.confidence == 1.0

    def test_type_agrees_with_the_quotation_marks(self, name: str) -> None:
        x = NEWSROOM[name]
        for a in x.attributions:
            parts = [s.of(x.article.text) for s in a.content]
            if a.type == "direct":
                on = len(parts) > 1 and "\n\n" in x.article.text[a.content[-2].end : a.content[-1].start]
                assert all(quoted(p) for p in parts) or (on and quoted(parts[-2] + parts[-1])), a.id
            else:
                marks = any(re.search(r"“|«|\"|(?<!\w)‘", p) for p in parts)
                assert marks == (a.type == "mixed"), a.id
                assert not all(quoted(p) for p in parts)

    def test_within_holds_the_cue(self, name: str) -> None:
        x = NEWSROOM[name]
        by_id = {a.id: a for a in x.attributions}
        for a in x.attributions:
            holders = [
                b.id for b in x.attributions if b is not a and any(c.holds(a.cue[0]) for c in b.content if a.cue)
            ]
            assert (a.within in holders) if holders else a.within is None
            if a.within:
                assert all(any(c.holds(s) for c in by_id[a.within].content) for s in a.content)
                assert depth(x, a) == 1 + len(holders) or a.within == holders[-1]

    def test_furniture_holds_no_statement(self, name: str) -> None:
        x = NEWSROOM[name]
        start = 0
        for line in x.article.text.split("\n"):
            here = Span(start, start + len(line)) if line else None
            if here and (FURNITURE.search(line) or line == x.article.title):
                assert not any(s.overlaps(here) for s in all_spans(x)), line
            start += len(line) + 1
