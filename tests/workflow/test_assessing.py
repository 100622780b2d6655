"""What a person decides about an attribution takes effect at once, keeps what was read, and can be taken back."""

from collections.abc import Iterator

import pytest

from kg import ids
from kg.errors import KgError, NotFoundError, UsageError
from kg.model import Attribution, Extraction
from kg.rdf.evidence import extraction
from kg.review.loading import attribution_judgements
from kg.statements import statements
from kg.store.contract import Store
from kg.store.embedded import EmbeddedStore
from kg.workflow.assessing import Change, annotate, assess
from kg.workflow.recorded import chosen, recorded
from kg.workflow.reidentifying import reindex
from kg.workflow.reviewable import Signed, undo
from kg.workflow.storing import ingest_extractions
from kg.workflow.validation import validated
from tests.voices import article_of

NOW, LATER = "2022-03-08T00:00:00Z", "2022-03-09T00:00:00Z"
MAYOR, PILOT = ("Zoë Ōta", "Mayor of Veln"), ("Bruno Kessel", "harbour pilot")
FIRST = article_of("2022-03-01", MAYOR, PILOT)
SECOND = article_of("2022-03-02", ("Lena Ort", "harbour master"), about="snow")
ORT = "Lena Ort"
READ: Attribution = FIRST.attributions[0]
JUDGEMENTS = ids.judgements_graph()


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, (FIRST, SECOND), now=lambda: NOW, model_version="by hand")
        yield made


def derived(store: Store) -> set[str]:
    """All but the judgements."""
    return {str(q) for q in store.quads() if JUDGEMENTS not in str(q)}


def said(store: Store, *, withdrawn: bool = False) -> dict[str, str | None]:
    return {s.attribution: s.name for s in statements(store, withdrawn=withdrawn)}


def test_what_is_accepted_stays_and_counts_as_reviewed(store: Store) -> None:
    before = said(store)
    done = assess(store, "accepted", READ.iri, now=NOW, by="Ann", note="heard it")
    assert done.changed and said(store) == before
    decided = "?j hs:judgement ?v ; dcterms:creator ?by ; oa:bodyValue ?note ; dcterms:created ?at"
    rows = store.select(f"SELECT ?v ?by ?at {{ <{READ.iri}> hs:judgedIn ?j . {decided} }}").rows
    assert rows == (("https://w3id.org/hearsay#Accepted", "Ann", NOW),)
    assert validated(store).violations == ()


def test_what_is_rejected_is_withdrawn_and_its_evidence_stays(store: Store) -> None:
    graph = ids.evidence_graph(FIRST.article.iri)
    evidence = set(map(str, store.quads(graph)))
    assess(store, "rejected", READ.iri[:-8].removeprefix(ids.BASE), now=NOW)
    assert READ.iri not in said(store)
    assert said(store, withdrawn=True)[READ.iri] == MAYOR[0]
    assert set(map(str, store.quads(graph))) == evidence
    assert validated(store).violations == ()


def test_what_is_corrected_stands_in_the_place_of_what_was_read(store: Store) -> None:
    text = FIRST.article.text
    change = Change(source=("Mayor of Veln",), content=("there was rain",), speaker="kessel", type="mixed")
    done = assess(store, "corrected", READ.iri, now=NOW, by="Ann", change=change)
    (one,) = [s for s in statements(store) if s.attribution == done.attribution]
    assert (one.name, one.text, one.type, one.corrects) == (PILOT[0], "there was rain", "mixed", READ.iri)
    assert text[one.start : one.end] == "there was rain" and READ.iri not in said(store)
    query = f"""SELECT ?words {{ <{done.attribution}> hs:source/oa:hasSelector/oa:exact ?words ;
        prov:wasDerivedFrom <{done.judgement.iri}> ; prov:wasRevisionOf <{READ.iri}> }}"""
    assert store.select(query).rows == (("Mayor of Veln",),)
    assert extraction(store.quads(ids.evidence_graph(FIRST.article.iri))).attributions == FIRST.attributions
    assert validated(store).violations == ()


def test_a_new_name_is_a_speaker_who_joins_the_one_of_other_articles(store: Store) -> None:
    done = assess(store, "corrected", READ.iri, now=NOW, change=Change(speaker=ORT))
    assert done.named
    speakers = {s.speaker for s in statements(store) if s.name == ORT}
    assert len(speakers) == 1 and sum(s.name == ORT for s in statements(store)) == 2
    spoken = store.select(f"SELECT DISTINCT ?s {{ ?s schema:spokenByCharacter <{speakers.pop()}> }}").rows
    assert len(spoken) == 2
    before = derived(store)
    assert reindex(store).moved == 0
    assert derived(store) == before
    assert validated(store).violations == ()


def test_nobody_known_and_no_source_can_be_right(store: Store) -> None:
    done = assess(store, "corrected", READ.iri, now=NOW, change=Change(source=(), speaker=""))
    (one,) = [s for s in statements(store) if s.attribution == done.attribution]
    assert (one.name, one.speaker) == (None, None)
    assert validated(store).violations == ()


@pytest.mark.parametrize(
    ("verdict", "change"),
    [
        ("accepted", None),
        ("rejected", None),
        ("corrected", Change(type="direct")),
        ("corrected", Change(speaker="Somebody New")),
        ("corrected", Change(speaker=ORT, content=("rain",))),
    ],
)
def test_undoing_brings_back_what_was_and_deletes_nothing(store: Store, verdict: str, change: Change | None) -> None:
    before = derived(store)
    done = assess(store, verdict, READ.iri, now=NOW, change=change)  # type: ignore[arg-type]
    assert derived(store) != before
    judged = set(map(str, store.quads(JUDGEMENTS)))
    undone = undo(store, done.judgement.iri.rpartition("/")[2][:8], Signed(LATER, "Ben", "a slip"))
    assert derived(store) == before
    assert judged < set(map(str, store.quads(JUDGEMENTS)))
    with pytest.raises(UsageError, match="does not hold any more"):
        undo(store, done.judgement.iri, Signed(LATER))
    with pytest.raises(UsageError, match="does not hold any more"):
        undo(store, undone.judgement, Signed(LATER))
    again = assess(store, verdict, READ.iri, now=LATER, change=change)  # type: ignore[arg-type]
    assert again.judgement.revises == undone.judgement and again.judgement.iri != done.judgement.iri


def test_the_same_twice_is_one_and_another_revises_it(store: Store) -> None:
    first = assess(store, "accepted", READ.iri, now=NOW, by="Ann")
    before = {str(q) for q in store.quads()}
    again = assess(store, "accepted", READ.iri, now=LATER, by="Ann")
    assert (again.judgement, again.changed) == (first.judgement, False)
    assert {str(q) for q in store.quads()} == before
    second = assess(store, "corrected", READ.iri, now=LATER, change=Change(type="direct"))
    third = assess(store, "rejected", second.attribution, now=LATER)
    assert (second.judgement.revises, third.judgement.revises) == (first.judgement.iri, second.judgement.iri)
    assert third.judgement.attribution == READ.iri and second.attribution not in said(store, withdrawn=True)
    assert [r["holds"] for r in recorded(store).dicts()] == [False, False, True]
    assert len(attribution_judgements(store)) == 3


def test_a_correction_can_be_corrected_from_what_it_is_now(store: Store) -> None:
    first = assess(store, "corrected", READ.iri, now=NOW, change=Change(content=("there was rain",)))
    second = assess(store, "corrected", first.attribution, now=NOW, change=Change(speaker="Kessel"))
    (one,) = [s for s in statements(store) if s.corrects == READ.iri]
    assert (one.attribution, one.text, one.name) == (second.attribution, "there was rain", PILOT[0])
    with pytest.raises(UsageError, match="was corrected, which counts as reviewed"):
        assess(store, "accepted", first.judgement.attribution, now=NOW)


def test_a_note_leaves_what_was_decided(store: Store) -> None:
    noted = annotate(store, READ.iri, "who heard it?", now=NOW)
    assert noted.judgement.verdict == "undecided" and READ.iri in said(store)
    assess(store, "rejected", READ.iri, now=NOW)
    later = annotate(store, READ.iri, "Ann says no", now=NOW, by="Ann")
    assert (later.judgement.verdict, later.judgement.note) == ("rejected", "Ann says no")
    assert READ.iri not in said(store)
    assert not annotate(store, READ.iri, "Ann says no", now=LATER, by="Ann").changed
    fixed = assess(store, "corrected", READ.iri, now=NOW, change=Change(type="direct"))
    kept = annotate(store, fixed.attribution, "checked", now=NOW)
    assert kept.judgement.correction == fixed.judgement.correction and kept.attribution == fixed.attribution
    assert validated(store).violations == ()


def test_the_rows_of_judgements_and_their_filters(store: Store) -> None:
    assess(store, "corrected", READ.iri, now=NOW, by="Ann", change=Change(speaker="Nora Quist"))
    assess(store, "rejected", FIRST.attributions[1].iri, now=LATER, by="Ben")
    table = recorded(store)
    one, other = table.dicts()
    assert (one["kind"], one["verdict"], one["one"], one["other"]) == (
        "attribution", "corrected", "Nora Quist", "that there was rain.",
    )  # fmt: skip
    assert (other["one"], other["one_iri"], other["other_iri"]) == (
        PILOT[0], FIRST.attributions[1].iri, FIRST.article.iri,
    )  # fmt: skip
    assert chosen(table, by="Ben").dicts() == [other] == chosen(table, verdicts=["rejected"]).dicts()
    assert chosen(table, kinds=["link"]).rows == chosen(table, lost=True).rows == ()
    assert chosen(table, holding=True) == table


@pytest.mark.parametrize(
    ("text", "change", "error", "reason"),
    [
        ("attribution/000000", None, NotFoundError, "no identifier begins with"),
        (FIRST.article.iri, None, NotFoundError, "no attribution is"),
        ("x> ?p ?o", None, NotFoundError, "no attribution is x> "),
        (ids.BASE + "attribution/x> ?p ?o } #", None, NotFoundError, "no attribution is"),
        (READ.iri, Change(content=("words that are not there",)), NotFoundError, "does not stand in the article"),
        (READ.iri, Change(content=("a",)), UsageError, "stands in the article [0-9]+ times, give one place: 1-2"),
        (READ.iri, Change(content=("9000-9001",)), UsageError, "is no place in a text of"),
        (READ.iri, Change(content=("5-5",)), UsageError, "is no place"),
        (READ.iri, Change(content=()), UsageError, "needs content"),
        (READ.iri, Change(content=("0-10", "5-12")), UsageError, "overlap"),
        (READ.iri, Change(speaker="?!"), UsageError, "is no name"),
        (READ.iri, Change(speaker="https://example.org/x"), NotFoundError, "no entity of this article"),
        (READ.iri, Change(type="indirect"), UsageError, "that is as it was read"),
        (READ.iri, Change(speaker="\ud800x"), UsageError, "no text"),
        (READ.iri, Change(speaker="x\x00y"), UsageError, "no text"),
        (READ.iri, Change(speaker="x" * 10_001), UsageError, "10,000 are allowed"),
    ],
)
def test_wrong_use_changes_nothing_and_says_why(
    store: Store, text: str, change: Change | None, error: type[KgError], reason: str
) -> None:
    before = set(store.quads())
    verdict = "corrected" if change else "rejected"
    with pytest.raises(error, match=reason) as refused:
        assess(store, verdict, text, now=NOW, change=change)  # type: ignore[arg-type]
    assert "\n" not in str(refused.value)
    assert set(store.quads()) == before


@pytest.mark.parametrize("text", ["x" * 10_001, "a\x00b", "\x1b[31m", "\ud800", "\x9b2J"])
def test_a_note_is_text(store: Store, text: str) -> None:
    for more in ({"note": text}, {"by": text}):
        with pytest.raises(UsageError):
            assess(store, "accepted", READ.iri, now=NOW, **more)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        annotate(store, READ.iri, text, now=NOW)
    assert attribution_judgements(store) == ()


def test_a_hostile_note_is_kept_as_it_is(store: Store) -> None:
    note = '"} } ; DROP ALL ; INSERT DATA { <x:a> <x:b> """ \\" \n 🌊 <script> ${x} \u202e'
    done = assess(store, "rejected", READ.iri, now=NOW, note=note, by='Ann "} #')
    (found,) = attribution_judgements(store)
    assert (found.note, found.by, found) == (note, 'Ann "} #', done.judgement)
    assert reindex(store).moved == 0
    assert attribution_judgements(store) == (found,)


def test_relays_go_on_through_what_is_corrected(truth: tuple[Extraction, ...]) -> None:
    x = next(x for x in truth if any(a.within for a in x.attributions))
    inner = next(a for a in x.attributions if a.within)
    outer = next(a for a in x.attributions if a.id == inner.within)
    with EmbeddedStore.memory() as made:
        ingest_extractions(made, (x,), now=lambda: NOW, model_version="by hand")
        relays = f"<{outer.iri}> hs:relays <{inner.iri}>"
        assert made.select(f"ASK {{ {relays} }}").rows == ((True,),)
        one = assess(made, "corrected", inner.iri, now=NOW, change=Change(speaker="Nora Quist"))
        two = assess(made, "corrected", outer.iri, now=NOW, change=Change(speaker="Nora Quist"))
        rows = made.select("SELECT DISTINCT ?b { ?a hs:relays ?b MINUS { ?a hs:withdrawn true } "
                           f"MINUS {{ ?b hs:withdrawn true }} FILTER(?a = <{two.attribution}>) }}").rows  # fmt: skip
        assert (one.attribution,) in rows
        assert validated(made).violations == ()
