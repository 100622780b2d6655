"""The saved questions, on what a careful reader found in examples/; expected rows are computed here from that truth."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import UsageError
from kg.model import Attribution, Entity, Extraction, Identity, Run, statement_text
from kg.questions import Parameter, Question, ask, query, question, questions
from kg.rdf import derived, evidence
from kg.rdf.literals import moment_text
from kg.rdf.variants import variant_quads
from kg.resolve.variants import variant_groups
from kg.statements import statements
from kg.store import EmbeddedStore
from kg.vocab import HS, OA

RUN = Run("by hand", "0", "2022-03-09T00:00:00Z")
UNNAMED = ("unnamed", "collective")
NAMES = [
    "articles-citing",
    "cut-quotes",
    "differing-quotes",
    "dominant-sources",
    "figures-compared",
    "figures-over-time",
    "only-unnamed",
    "paraphrase-to-quote",
    "same-words-other-speakers",
    "single-source",
    "speakers",
    "statements-of",
    "timeline",
    "unreviewed",
    "variants",
    "who-said-what",
    "wording",
]
Row = dict[str, object]


def identities(truth: tuple[Extraction, ...]) -> dict[str, Identity]:
    """One speaker for all entities of a kind and name, but each unnamed or collective one for itself: by entity IRI."""
    founders: dict[tuple[str, str], str] = {}
    found = {}
    for extraction in truth:
        for e in extraction.entities:
            founder = e.iri if e.kind in UNNAMED else founders.setdefault((e.kind, e.name), e.iri)
            found[e.iri] = Identity(e.iri, ids.speaker_iri(founder), e.kind, e.name)
    return found


def newsroom(truth: tuple[Extraction, ...]) -> list[Quad]:
    """The evidence, the identities and the variants of these articles."""
    of = identities(truth)
    quads: dict[Quad, None] = {}
    for x in truth:
        quads |= dict.fromkeys(evidence.quads(x, RUN))
        quads |= dict.fromkeys(derived.identity_quads(x, [of[e.iri] for e in x.entities]))
    with EmbeddedStore.memory() as made:
        made.write(quads)
        quads |= dict.fromkeys(variant_quads(variant_groups(statements(made))))
    return list(quads)


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        yield made


def words(text: str) -> str:
    found = re.findall(r"[^_\W]+", text)
    return f" {' '.join(found)} ".lower()


def speaker_of(extraction: Extraction, attribution: Attribution) -> Entity | None:
    return next((e for e in extraction.entities if e.id == attribution.speaker), None)


def expected(truth: tuple[Extraction, ...]) -> list[tuple[Row, Extraction, Attribution, Entity | None]]:
    """A row for each attribution, in the order of who-said-what, with what it was made from."""
    of = identities(truth)
    rows = []
    for x in truth:
        for a in x.attributions:
            entity = speaker_of(x, a)
            row: Row = {
                "speaker": entity and of[entity.iri].name,
                "words": statement_text(x.article.text, a.content),
                "type": a.type,
                "title": x.article.title,
                "outlet": x.article.outlet,
                "published": x.article.published and moment_text(x.article.published),
                "start": min(s.start for s in a.content),
                "end": max(s.end for s in a.content),
                "article": x.article.iri,
                "attribution": a.iri,
                "speaker_iri": entity and of[entity.iri].speaker,
            }
            rows.append((row, x, a, entity))
    keys = ("article", "start", "end", "attribution")
    return sorted(rows, key=lambda r: [_last(r[0]["published"]), *(r[0][k] for k in keys)])  # type: ignore[list-item]


def _last(value: object) -> tuple[bool, str]:
    return value is None, str(value)


def keyed(rows: list[Row], *keys: str) -> list[tuple[object, ...]]:
    return [tuple(r[k] for k in keys) for r in rows]


def test_the_questions_are_these_and_say_what_they_are() -> None:
    assert list(questions()) == NAMES
    assert {q.name: q.number for q in questions().values() if q.number} == {
        "variants": 1,
        "single-source": 4,
        "only-unnamed": 5,
        "differing-quotes": 8,
        "paraphrase-to-quote": 9,
        "same-words-other-speakers": 10,
        "wording": 11,
        "figures-compared": 12,
        "figures-over-time": 13,
        "timeline": 15,
        "dominant-sources": 20,
        "unreviewed": 21,
        "cut-quotes": 24,
    }
    for q in questions().values():
        assert q.title and q.description.endswith((".", ";"))
        assert [p.default for p in q.parameters if p.name == "withdrawn"] == ["false"]
        assert "ORDER BY" in q.sparql


def test_who_said_what_is_the_whole_truth(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    found = ask(store, "who-said-what").dicts()
    assert found == [row for row, *_ in expected(truth)]
    for row in found:
        text = next(x.article.text for x in truth if x.article.iri == row["article"])
        first = str(row["words"]).split(" … ")[0]
        assert text[int(row["start"] or 0) :].startswith(first)


@pytest.mark.parametrize(
    "speaker", ["varnholt", "Ilsa Varnholt", "ILSA", "Officials", "defence ministry", "nobody at all", "arn"]
)
def test_a_speaker_is_found_by_whole_words_of_the_name(
    store: EmbeddedStore, truth: tuple[Extraction, ...], speaker: str
) -> None:
    rows = [row for row, _, _, e in expected(truth) if e and words(speaker) in words(e.name)]
    for name in ("statements-of", "who-said-what"):
        assert ask(store, name, {"speaker": speaker}).dicts() == rows
    assert bool(rows) == (speaker not in ("nobody at all", "arn"))


def test_a_speaker_is_found_by_iri(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    row, _, _, entity = next(r for r in expected(truth) if r[3] and r[3].kind == "person")
    assert entity is not None
    rows = ask(store, "statements-of", {"speaker": str(row["speaker_iri"])}).dicts()
    assert rows == [r for r, *_ in expected(truth) if r["speaker_iri"] == row["speaker_iri"]]
    by_entity = ask(store, "statements-of", {"speaker": entity.iri}).dicts()
    assert by_entity == [r for r, _, _, e in expected(truth) if e and e.iri == entity.iri]


def test_the_filters_of_who_said_what(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = [r for r, *_ in expected(truth)]
    assert ask(store, "who-said-what", {"type": "direct"}).dicts() == [r for r in rows if r["type"] == "direct"]
    assert ask(store, "who-said-what", {"outlet": "daybreak"}).dicts() == [r for r in rows if r["outlet"] == "Daybreak"]
    span = {"since": "2022-03-03", "until": "2022-03-04"}
    assert ask(store, "who-said-what", span).dicts() == [
        r for r in rows if "2022-03-03" <= str(r["published"])[:10] <= "2022-03-04"
    ]


@pytest.mark.parametrize("act", ["speech", "writing", "thought"])
def test_who_said_what_by_act(store: EmbeddedStore, truth: tuple[Extraction, ...], act: str) -> None:
    rows = [row["attribution"] for row, _, a, _ in expected(truth) if a.act == act]
    assert [row["attribution"] for row in ask(store, "who-said-what", {"act": act}).dicts()] == rows != []


def test_speakers_are_counted_by_the_way_they_are_quoted(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    kinds = {row["speaker_iri"]: entity.kind for row, _, _, entity in expected(truth) if entity is not None}
    assert {r["speaker_iri"]: r["kind"] for r in ask(store, "speakers").dicts()} == kinds
    counts: dict[object, Counter[str]] = defaultdict(Counter)
    articles: dict[object, set[str]] = defaultdict(set)
    for row, x, a, entity in expected(truth):
        if entity is not None:
            counts[row["speaker_iri"]].update([a.type])
            articles[row["speaker_iri"]].add(x.article.iri)
    rows = ask(store, "speakers").dicts()
    assert {
        r["speaker_iri"]: (r["statements"], r["direct"], r["indirect"], r["mixed"], r["articles"]) for r in rows
    } == {iri: (c.total(), c["direct"], c["indirect"], c["mixed"], len(articles[iri])) for iri, c in counts.items()}
    assert [r["statements"] for r in rows] == sorted((r["statements"] for r in rows), key=int, reverse=True)


def test_wording_ignores_case_and_punctuation(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    for r, *_ in expected(truth)[::9]:
        some = str(r["words"]).split()[1:5]
        text = " ,".join(some).upper()
        found = ask(store, "wording", {"text": text}).dicts()
        assert found == [x for x, *_ in expected(truth) if words(" ".join(some)) in words(str(x["words"]))]
        assert r in found
    assert ask(store, "wording", {"text": "words that nobody said"}).rows == ()


def test_a_timeline_goes_by_the_day_it_was_said(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rows = []
    for row, x, a, e in expected(truth):
        if e and e.name == "Ilsa Varnholt":
            day = (a.said_on or x.article.published or "")[:10] or None
            rows.append({"day": day, **row})
    rows.sort(key=lambda r: (_last(r["day"]), _last(r["published"])))
    assert ask(store, "timeline", {"speaker": "Ilsa Varnholt"}).dicts() == rows
    later = ask(store, "timeline", {"speaker": "Ilsa Varnholt", "since": "2022-03-04"}).dicts()
    assert later == [r for r in rows if r["day"] and str(r["day"]) >= "2022-03-04"]
    assert rows and later != rows


def test_articles_on_a_single_source(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    of = identities(truth)
    rows = {}
    for x in truth:
        who = [speaker_of(x, a) for a in x.attributions]
        if x.attributions and None not in who and len({of[e.iri].speaker for e in who if e}) == 1:
            first = min(s.start for a in x.attributions for s in a.content)
            rows[x.article.iri] = (len(x.attributions), first, who[0] and who[0].name, x.article.title)
    found = ask(store, "single-source").dicts()
    assert {r["article"]: (r["statements"], r["start"], r["speaker"], r["title"]) for r in found} == rows
    assert len(found) == len(rows) > 0
    assert all(any(r["words"] == e["words"] and r["end"] == e["end"] for e, *_ in expected(truth)) for r in found)


def test_articles_on_unnamed_sources_only(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    rest = {
        x.article.iri
        for x in truth
        if x.attributions
        and all(e.kind in UNNAMED if (e := speaker_of(x, a)) else not a.source for a in x.attributions)
    }
    rows = [r for r, *_ in expected(truth) if r["article"] in rest]
    keys = ("title", "outlet", "published", "speaker", "words", "start", "end", "article", "attribution")
    found = ask(store, "only-unnamed").dicts()
    assert keyed(found, *keys) == keyed(rows, *keys) != []  # type: ignore[arg-type]
    counts = Counter(r["article"] for r in rows)
    assert all(r["statements"] == counts[r["article"]] for r in found)


@pytest.mark.parametrize("outlet", ["", "Northern Ledger"])
def test_dominant_sources(store: EmbeddedStore, truth: tuple[Extraction, ...], outlet: str) -> None:
    by: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for r, *_ in expected(truth):
        if r["speaker"] and outlet in ("", r["outlet"]):
            by[r["speaker"], r["speaker_iri"]].append(r)
    rows = [
        (
            name, len({r["attribution"] for r in rs}), len({r["article"] for r in rs}), len({r["outlet"] for r in rs}),
            min(str(r["published"]) for r in rs), max(str(r["published"]) for r in rs), iri,
        )
        for (name, iri), rs in by.items()
    ]  # fmt: skip
    rows.sort(key=lambda r: (-r[1], -r[2], r[0], r[6]))  # type: ignore[return-value, arg-type]
    found = ask(store, "dominant-sources", {"outlet": outlet} if outlet else {}).dicts()
    columns = ("speaker", "statements", "articles", "outlets", "since", "until", "speaker_iri")
    assert keyed(found, *columns) == rows  # type: ignore[arg-type]
    for f in found:
        examples = by[f["speaker"], f["speaker_iri"]]
        assert (f["words"], f["in_article"]) in [
            (r["words"], r["article"]) for r in examples if r["attribution"] == f["in_attribution"]
        ]


def test_dominant_sources_of_a_topic(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    found = ask(store, "dominant-sources", {"topic": "Convoy"}).dicts()
    about = [
        r for r, *_ in expected(truth)
        if r["speaker"] and (" convoy " in words(str(r["words"])) or " convoy " in words(str(r["title"])))
    ]  # fmt: skip
    assert {(r["speaker_iri"], r["statements"]) for r in found} == set(Counter(r["speaker_iri"] for r in about).items())


def test_unreviewed_attributions(truth: tuple[Extraction, ...]) -> None:
    first = replace(truth[0], attributions=tuple(replace(a, confidence=0.9) for a in truth[0].attributions))
    unsure = replace(first.attributions[1], confidence=0.2)
    first = replace(first, attributions=(first.attributions[0], unsure, *first.attributions[2:]))
    reviewed = [first.attributions[0].iri, unsure.iri]
    with EmbeddedStore.memory() as made:
        made.write(newsroom((first,)))
        graph = NamedNode(ids.judgements_graph())
        target = NamedNode(OA("hasTarget"))
        made.write(
            Quad(NamedNode(f"https://example.org/j{i}"), target, NamedNode(a), graph) for i, a in enumerate(reviewed)
        )
        found = ask(made, "unreviewed").dicts()
        assert found[0]["attribution"] == unsure.iri
        assert {r["attribution"] for r in found} == {a.iri for a in first.attributions} - {reviewed[0]}
        assert [r["reviewed"] for r in found] == [True, *([False] * (len(found) - 1))]
        assert len(ask(made, "unreviewed", {"below": "0.95"}).rows) == len(first.attributions)
        assert len(ask(made, "unreviewed", {"below": "0.1"}).rows) == len(first.attributions) - 2


def test_articles_citing(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    target = Counter(c.target for x in truth for c in x.citations if c.kind == "outlet").most_common(1)[0][0]
    rows = {
        (c.iri, c.target, c.kind, c.span.of(x.article.text), c.span.start, c.span.end, x.article.iri, x.article.outlet)
        for x in truth
        for c in x.citations
        if words(target) in words(c.target)
    }
    found = ask(store, "articles-citing", {"target": target.upper()}).dicts()
    columns = ("citation", "target", "kind", "words", "start", "end", "article", "outlet")
    assert set(keyed(found, *columns)) == rows  # type: ignore[arg-type]
    assert len(found) == len(rows) > 0


def test_what_was_withdrawn_is_left_out_unless_asked_for(truth: tuple[Extraction, ...]) -> None:
    gone = truth[0]
    iris = [gone.article.iri, *(a.iri for a in gone.attributions)]
    with EmbeddedStore.memory() as made:
        made.write([*newsroom(truth), *derived.withdrawn_quads(iris)])
        given = {"articles-citing": "target", "wording": "text", "statements-of": "speaker", "timeline": "speaker"}
        for name in questions():
            parameters = {given[name]: ""} if name in given else {}
            if parameters:
                values = [e.name for e in gone.entities] if given[name] == "speaker" else ["the"]
                values = [c.target for c in gone.citations] if given[name] == "target" else values
                tables = [
                    (ask(made, name, {given[name]: v}), ask(made, name, {given[name]: v}, withdrawn=True))
                    for v in values
                ]
            else:
                tables = [(ask(made, name), ask(made, name, {"withdrawn": "yes"}))]
            for without, whole in tables:
                columns = [c for c in ("article", "in_article") if c in without.columns]
                assert gone.article.iri not in {r[c] for r in without.dicts() for c in columns}
                assert len(without.rows) <= len(whole.rows)
        assert len(ask(made, "who-said-what", withdrawn=True).rows) == len(expected(truth))
        assert len(ask(made, "who-said-what").rows) == len(expected(truth)) - len(gone.attributions)


def test_of_what_is_all_withdrawn_there_are_no_rows_unless_asked_for(
    store: EmbeddedStore, truth: tuple[Extraction, ...]
) -> None:
    iris = [iri for x in truth for iri in (x.article.iri, *(a.iri for a in x.attributions))]
    given = {"target": "Harbour Post", "text": "kneel", "speaker": "Ilsa Varnholt"}
    with EmbeddedStore.memory() as made:
        made.write([*newsroom(truth), *derived.withdrawn_quads(iris)])
        for name, asked in questions().items():
            parameters = {p.name: given[p.name] for p in asked.parameters if p.default is None}
            whole = ask(store, name, parameters)
            assert whole.rows, name
            assert ask(made, name, parameters).rows == (), name
            assert ask(made, name, parameters, withdrawn=True) == whole


@pytest.mark.parametrize(
    ("name", "parameters", "reason"),
    [
        ("whosaidwhat", {}, "did you mean who-said-what"),
        ("xyz", {}, "no question is called 'xyz'; kg ask lists them"),
        ("timeline", {}, "timeline needs speaker="),
        ("timeline", {"speaker": "  "}, "timeline needs speaker="),
        ("timeline", {"speeker": "x"}, "did you mean speaker"),
        ("timeline", {"speaker": "x", "since": "March"}, "no date"),
        ("timeline", {"speaker": "x\0"}, "no text"),
        ("unreviewed", {"below": "half"}, "no number"),
        ("unreviewed", {"below": "nan"}, "no number"),
        ("unreviewed", {"below": "1e999"}, "no number"),
        ("unreviewed", {"withdrawn": "perhaps"}, "neither true nor false"),
    ],
)
def test_wrong_use_is_one_line_that_helps(name: str, parameters: dict[str, str], reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as caught:
        query(name, parameters)
    assert "\n" not in str(caught.value)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@example('" AS ?wanted_text) } # ')
@example("\\")
@example('\\" AS ?x) FILTER(true) BIND("')
@example("?wanted_speaker) \\g<0> \\1 {}\n\r\t\u2028\x85\x0b")
@example("\\u0022 AS ?x) SERVICE <http://x/> {} BIND(\\u0022")
def test_a_value_stays_a_value(value: str) -> None:
    """Injection: the query differs from the question's own in one string literal, which holds the value."""
    if not value.strip():
        return
    sparql = query("wording", {"text": value})
    before, after = questions()["wording"].sparql.split('BIND("" AS ?wanted_text)')
    assert sparql.startswith(before) and sparql.endswith(f" AS ?wanted_text){after}")
    literal = sparql[len(before) + len("BIND(") : len(sparql) - len(f" AS ?wanted_text){after}")]
    with EmbeddedStore.memory() as made:
        assert made.select(f"SELECT ({literal} AS ?x) {{}}").rows == ((value,),)
        assert made.inner.query(f"ASK {{ FILTER({literal} = {Literal(value)}) }}")
        assert made.select(sparql).rows == ()


def test_a_value_that_looks_like_a_place_is_no_place() -> None:
    """Injection: one value must not be put into another."""
    sparql = query("who-said-what", {"speaker": 'BIND("" AS ?wanted_outlet)', "outlet": "} } #"})
    assert sparql.count("} } #") == 1
    with EmbeddedStore.memory() as made:
        assert made.select(sparql).rows == ()


def test_a_question_file_that_is_wrong_is_a_programmers_error() -> None:
    good = questions()["timeline"].sparql
    assert question("timeline", good) == questions()["timeline"]
    for bad in (
        good.replace("# title", "# tittle"),
        good.replace("since date optional", "since day optional"),
        good.replace("?wanted_since)", "?wanted_sinse)"),
        good.replace("# param withdrawn", "# withdrawn"),
    ):
        with pytest.raises(ValueError, match="timeline"):
            question("timeline", bad)


def test_values_are_written_as_their_types() -> None:
    assert isinstance(questions()["unreviewed"], Question)
    below = next(p for p in questions()["unreviewed"].parameters if p.name == "below")
    assert below == Parameter("below", "number", "reviewed ones too if their confidence is lower than this", "0.5")
    assert "BIND(0.25 AS ?wanted_below)" in query("unreviewed", {"below": "25e-2"})
    assert "BIND(1.0 AS ?wanted_below)" in query("unreviewed", {"below": "1"})
    assert 'BIND("2022-03-01" AS ?wanted_since)' in query("timeline", {"speaker": "x", "since": "20220301"})
    assert query("who-said-what", {}) == questions()["who-said-what"].sparql
    assert HS("withdrawn").endswith("#withdrawn")
