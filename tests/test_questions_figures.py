"""Questions 12 and 13, on what a careful reader found in examples/; expected rows are computed here from that truth."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.model import Attribution, Extraction, Figure
from kg.questions import ask
from kg.rdf import derived
from kg.store import EmbeddedStore
from tests.test_questions import identities, newsroom

DEAD = ("killed", "killing", "kills", "lost", "losing", "died", "dead", "slain")
Row = dict[str, object]


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        yield made


def said(x: Extraction, f: Figure) -> Attribution | None:
    return next((a for a in x.attributions if a.id == f.attribution), None)


def key(f: Figure) -> tuple[str, str, str]:
    """What a figure counts, its measure and unit, as the questions line them up."""
    counted = re.sub("^(the|its|their|his|her|our|other|more) ", "", (f.counted or "").lower())
    measure = (f.measure or "").lower()
    return counted, "killed" if measure in DEAD else measure, ""


def expected(truth: tuple[Extraction, ...], per_source: bool) -> list[tuple[tuple[str, str, str], Row]]:
    of = identities(truth)
    found = []
    for x in truth:
        iris = {e.id: of[e.iri] for e in x.entities}
        for f in x.figures:
            a = said(x, f)
            speaker = iris[a.speaker] if a is not None and a.speaker else None
            source = speaker.speaker if speaker else a.iri if a else x.article.outlet
            row: Row = {
                "counted": f.counted, "measure": f.measure, "speaker": speaker and speaker.name, "value": f.value,
                "low": f.low, "high": f.high, "unit": f.unit, "words": f.span.of(x.article.text), "as_of": f.as_of,
                "title": x.article.title, "outlet": x.article.outlet, "published": x.article.published,
                "start": f.span.start, "end": f.span.end, "article": x.article.iri, "figure": f.iri,
                "attribution": a and a.iri, "speaker_iri": speaker and speaker.speaker,
            }  # fmt: skip
            found.append((key(f), source, row))
    groups: defaultdict[object, set[object]] = defaultdict(set)
    for k, source, row in found:
        groups[(k, source) if per_source else k].add(row["article"] if per_source else source)
    return [(k, row) for k, source, row in found if len(groups[(k, source) if per_source else k]) > 1]


def by_figure(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: str(r["figure"]))


@pytest.mark.parametrize(("name", "per_source"), [("figures-compared", False), ("figures-over-time", True)])
def test_the_rows_are_those_of_the_truth(
    store: EmbeddedStore, truth: tuple[Extraction, ...], name: str, per_source: bool
) -> None:
    found = ask(store, name).dicts()
    assert by_figure(found) == by_figure([row for _, row in expected(truth, per_source)])
    assert len(found) > 5
    things = [(str(r["counted"]).lower(), r["measure"] if r["measure"] not in DEAD else "killed") for r in found]
    assert [t for i, t in enumerate(things) if not i or t != things[i - 1]] == sorted(
        set(things), key=lambda t: (t[0], t[1] or "")
    )


@pytest.mark.parametrize(("name", "per_source"), [("figures-compared", False), ("figures-over-time", True)])
def test_figures_of_unknown_speakers_stand_once(truth: tuple[Extraction, ...], name: str, per_source: bool) -> None:
    unknown = tuple(
        replace(x, attributions=tuple(replace(a, speaker=None, speaker_confidence=None) for a in x.attributions))
        for x in truth
    )
    with EmbeddedStore.memory() as made:
        made.write(newsroom(unknown))
        found = ask(made, name).dicts()
    assert by_figure(found) == by_figure([row for _, row in expected(unknown, per_source)])
    assert len({r["figure"] for r in found}) == len(found)


def test_rows_of_one_thing_are_in_order_of_time(store: EmbeddedStore) -> None:
    rows = ask(store, "figures-compared", {"counted": "Drovnian soldiers", "measure": "killed"}).dicts()
    assert [(r["value"], r["speaker"], r["published"]) for r in rows] == [
        (12, "Tomas Erzhin", "2022-03-02"),
        (312, "Velmoran Defence Ministry", "2022-03-03"),
        (47, "Ostrel", "2022-03-03"),
        (312, "An article on Thursday", "2022-03-07"),
        (298, "Velmoran Defence Ministry", "2022-03-07"),
    ]
    over_time = ask(store, "figures-over-time", {"speaker": "velmoran defence ministry"}).dicts()
    assert [(r["value"], r["published"]) for r in over_time] == [(312, "2022-03-03"), (298, "2022-03-07")]


def test_what_is_withdrawn_is_left_out_unless_asked_for(truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as made:
        made.write(newsroom(truth))
        before = ask(made, "figures-compared").rows
        ledger = next(x for x in truth if x.article.source_id == "ledger-correction")
        made.write(list(derived.withdrawn_quads([a.iri for a in ledger.attributions])))
        left = ask(made, "figures-compared").dicts()
        assert left and not any(r["article"] == ledger.article.iri for r in left)
        assert ask(made, "figures-compared", withdrawn=True).rows == before
