"""Which statements report one utterance: what is grouped, what never is, and that order makes no difference."""

import random
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.resolve.comparing import JOIN, compared
from kg.resolve.differences import difference, operations
from kg.resolve.together import Judged
from kg.resolve.variant_index import KEPT, TABLES, VariantIndex
from kg.resolve.variants import named, variant_groups
from kg.resolve.worded import tokens, worded, worded_alone
from kg.resolve.wordings import utterance
from kg.statements import Statement
from kg.variants import VariantGroup

BASE = ids.BASE
WELLS = "“The wells are failing and the granary burned before anybody could count the sacks.”"


def statement(text: str, n: int = 0, **more: object) -> Statement:
    """One statement of an article of its own, said by one speaker."""
    article = f"{BASE}article/{ids.digest([n])}"
    made = Statement(
        iri=f"{BASE}statement/{ids.digest([n, text])}", attribution=f"{BASE}attribution/{ids.digest([n, text])}",
        article=article, text=text, type="direct" if text[0] in "“\"„" else "indirect", act="speech", start=0,
        end=len(text), speaker=f"{BASE}speaker/{ids.digest(['s'])}", name="Ilsa Varnholt", kind="person",
        outlet=f"Outlet {n}", published=f"2022-03-{n % 7 + 1:02}",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def sets(groups: tuple[VariantGroup, ...]) -> set[frozenset[str]]:
    return {frozenset(g.statements) for g in groups}


def grouped(*given: Statement) -> bool:
    return sets(variant_groups(given)) == {frozenset(s.iri for s in given)}


@pytest.mark.parametrize(
    "other",
    [
        '"the wells are failing, and the granary burned before anybody could count the sacks"',  # case and marks
        "“The wells are failing and the granary burned … before anybody could count [sic] the sacks.”",
        "“The granary burned before anybody could count the sacks.”",  # cut at the start
        "“The wells are failing and the granary burned.”",  # cut at the end
        "“The wells are failing and our granary was burned before anybody could count the bags.”",  # altered
        "that the wells were failing and that the granary had burned before anybody could count the sacks",
    ],
)
def test_other_wordings_of_one_utterance(other: str) -> None:
    assert grouped(statement(WELLS, 1), statement(other, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We will win.”", "“We will win.”"),
        ("“This is a great day for our country.”", "“This is a great day for our country.”"),
        ("that 43 percent of voters back the council's plan", "that 51 percent of voters back the council's plan"),
        (WELLS, "“The roads are closing and the harbour froze before anybody could move the ships.”"),
        ("former Mayor Ilsa Varnholt of Karsholm", "former Mayor Ilsa Varnholt of Karsholm had left"),
    ],
)  # fmt: skip
def test_what_months_apart_is_no_report_of_one_utterance(one: str, other: str) -> None:
    assert variant_groups([statement(one, 1), statement(other, 2, published="2022-09-01")]) == ()


def test_the_same_distinctive_words_of_another_speaker_are_shown_together_and_common_ones_are_not() -> None:
    other = {"speaker": f"{BASE}speaker/{ids.digest(['t'])}", "name": "Rurik Dane"}
    assert grouped(statement(WELLS, 1), statement(WELLS, 2, **other))
    assert variant_groups([statement("“We will win.”", 1), statement("“We will win.”", 2, **other)]) == ()
    told = "that the wells were failing, the granary burned and nobody had counted the sacks"
    assert variant_groups([statement(WELLS, 1), statement(told, 2, **other)]) == ()  # a paraphrase needs one speaker


def test_a_part_of_what_somebody_said_may_be_told_without_the_name_on_the_same_days() -> None:
    whole = statement("that the wells were failing and the granary burned before anybody could count the sacks", 1)
    nobody = {"speaker": None, "name": None, "kind": None}
    part = statement("that the granary burned before anybody could count", 2, **nobody)
    assert grouped(whole, part)
    assert variant_groups([whole, replace(part, published="2022-05-01")]) == ()
    keeper = {"speaker": f"{BASE}speaker/{ids.digest(['k'])}", "name": "the millers", "kind": "collective"}
    assert variant_groups([whole, replace(part, **keeper)]) == ()  # somebody else, for all that is known


def test_capitals_of_a_headline_are_no_names() -> None:
    headline, told = "Council Hid Granary Fire Letter For Years", "the council hid the granary fire letter for years"
    assert worded_alone(statement(headline)).told > 0.8 * worded_alone(statement(told)).told
    names = worded_alone(statement("by the harbour Ilsa Varnholt, Rurik Dane, Amadou Ferrant, Jonas Quill"))
    assert max(names.bits[4:]) < 10
    assert grouped(statement(headline, 1), statement(told, 2))


def test_what_everybody_says_is_one_utterance_only_of_one_speaker() -> None:
    text = "“This is a great day for our country.”"
    other = {"speaker": f"{BASE}speaker/{ids.digest(['t'])}", "name": "Rurik Dane"}
    assert grouped(statement(text, 1), statement(text, 2))
    assert variant_groups([statement(text, 1), statement(text, 2, **other)]) == ()


@pytest.mark.parametrize("published", ["2022-03-02", "2022-09-01", None])
def test_a_quote_is_found_whenever_it_is_published(published: str | None) -> None:
    assert grouped(statement(WELLS, 1), statement(WELLS, 2, published=published))


def test_of_very_many_that_share_words_those_closest_in_time_are_compared() -> None:
    crowd = [
        statement(f"“The wells are failing in {place}.”", n, published="1999-01-01", speaker=f"{BASE}speaker/{n}",
                  name=f"Crowd{n} Person")
        for n, place in enumerate(["the hills", "every valley"] * KEPT)
    ]  # fmt: skip
    one, other = statement(WELLS, 500), statement(WELLS, 501)
    found = sets(variant_groups([*crowd, one, other]))
    assert frozenset({one.iri, other.iri}) in {frozenset(g & {one.iri, other.iri}) for g in found}


def test_a_paraphrase_is_of_the_same_days() -> None:
    told = "the granary had burned, the sacks uncounted, while wells were failing"
    assert grouped(statement(WELLS, 1), statement(told, 2))
    assert variant_groups([statement(WELLS, 1), statement(told, 2, published="2022-05-01")]) == ()
    assert variant_groups([statement(WELLS, 1), statement(told, 2, published=None)]) == ()


def test_who_only_passes_it_on_is_not_counted_as_having_said_it() -> None:
    relay = "that Mayor Ilsa Varnholt had told him that the wells are failing and the granary burned before dawn"
    inner = "that the wells are failing and the granary burned before dawn"
    minister = {"speaker": f"{BASE}speaker/{ids.digest(['m'])}", "name": "Amadou Ferrant"}
    outer = statement(relay, 1, **minister)
    within = statement(inner, 1, start=relay.index(inner), end=len(relay))
    again = statement("“The wells are failing and the granary burned before dawn.”", 2)
    assert sets(variant_groups([outer, within, again])) == {frozenset({within.iri, again.iri})}


def test_what_is_dropped_leaves_nothing_behind() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(TABLES)
    index = VariantIndex(connection)
    given_ = [statement(WELLS, 1), statement(WELLS, 2), statement(WELLS, 3, published=None)]
    index.put(given_)
    index.drop(s.article for s in given_)
    held = [
        connection.execute(f"SELECT COUNT(*) FROM {t}").fetchone() for t in ("statement", "stretch", "other", "match")
    ]
    connection.close()
    assert held == [(0,)] * 4


def test_a_generic_statement_draws_nothing_together() -> None:
    one = [statement(f"“I want to thank everybody. {WELLS[1:-2]}, and that is all.”", n) for n in (1, 2)]
    two = [
        statement("“I want to thank everybody. Twelve tugboats lie idle because the pilots refuse the minefield.”", n)
        for n in (3, 4)
    ]
    generic = statement("“I want to thank everybody.”", 5)
    found = sets(variant_groups([*one, *two, generic]))
    assert {frozenset(s.iri for s in one), frozenset(s.iri for s in two)} == {g - {generic.iri} for g in found}


@given(st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(rng: random.Random) -> None:
    texts = [WELLS, WELLS[:40] + "”", "that the wells were failing and the granary had burned", "“We will win.”",
             "“The granary burned before anybody could count the sacks.”"]  # fmt: skip
    given_ = [statement(text, n) for n, text in enumerate(texts)]
    whole = variant_groups(given_)
    rng.shuffle(given_)
    assert variant_groups(given_) == whole
    assert len(whole) == 1


def test_the_fullest_wording_is_a_quote_and_the_others_say_how_they_differ() -> None:
    full, cut = statement(WELLS, 3), statement("“The wells are failing and the granary burned.”", 2)
    told = statement(
        "that the wells were failing and that the granary had burned before anybody could count the sacks", 1
    )
    (group,) = variant_groups([told, cut, full])
    assert group.fullest == full.iri
    assert group.utterance == ids.utterance_iri(told.iri)  # the earliest
    assert {v.statement: v.difference for v in group.others} == {told.iri: "paraphrase", cut.iri: "cut"}
    assert all(v.score >= JOIN and v.reason for v in group.others)


def test_what_is_withdrawn_founds_nothing_and_draws_nothing_in() -> None:
    gone = statement(WELLS, 1, withdrawn=True)
    cut = [statement("“The wells are failing and the granary burned.”", n) for n in (2, 3)]
    (group,) = variant_groups([gone, *cut])
    assert group.fullest == cut[0].iri
    assert gone.iri in group.statements
    assert variant_groups([gone, cut[0]]) == ()


def test_what_people_decided_goes_first() -> None:
    one, other = statement(WELLS, 1), statement(WELLS, 2)
    pair = frozenset({one.iri, other.iri})
    assert variant_groups([one, other], Judged(apart={pair: "urn:j"})) == ()
    near = statement("“The granary burned before anybody could count the sacks.”", 3)
    (group,) = variant_groups([one, other, near], Judged(together={frozenset({one.iri, near.iri}): "urn:j"}))
    assert {v.judgement for v in group.others if v.statement == near.iri} == {"urn:j"}


SAID = [
    statement(text, n)
    for n, text in enumerate(
        [WELLS, WELLS[:40] + "”", "that the wells were failing and the granary had burned", "“We will win.”",
         "“The granary burned before anybody could count the sacks.”", "“Nobody asked the harbour master.”"]
    )
]  # fmt: skip
PAIRS = st.dictionaries(
    st.sets(st.sampled_from([s.iri for s in SAID]), min_size=2, max_size=2).map(frozenset), st.just("urn:j"), max_size=5
)


@given(PAIRS, PAIRS, st.randoms(use_true_random=False))
def test_what_people_decided_holds_for_every_group(
    together: dict[frozenset[str], str], apart: dict[frozenset[str], str], rng: random.Random
) -> None:
    found = variant_groups(SAID, Judged(together, apart))
    assert not any(pair <= set(g.statements) for pair in apart for g in found)
    if not apart:
        assert all(any(pair <= set(g.statements) for g in found) for pair in together)
    assert len([iri for g in found for iri in g.statements]) == len({iri for g in found for iri in g.statements})
    told = {v.statement: v for g in found for v in g.others}
    assert all(v.judgement == together.get(frozenset((v.statement, v.compared_with))) for v in told.values())
    assert variant_groups(rng.sample(SAID, len(SAID)), Judged(together, apart)) == found


def test_two_that_nothing_in_their_words_joins_are_put_together() -> None:
    one, other = SAID[3], SAID[5]
    assert variant_groups([one, other]) == ()
    (group,) = variant_groups([one, other], Judged(together={frozenset({one.iri, other.iri}): "urn:j"}))
    (variant,) = group.others
    assert (variant.score, variant.judgement) == (1.0, "urn:j")
    assert variant.reason.startswith("a person decided")


def test_an_utterance_keeps_its_name_while_most_of_it_stays() -> None:
    first, second, third = (statement(WELLS, n) for n in (3, 4, 1))
    (before,) = variant_groups([first, second])
    (after,) = variant_groups([first, second, third])
    assert after.utterance != before.utterance
    (kept,) = named([after], dict.fromkeys(before.statements, before.utterance))
    assert kept.utterance == before.utterance
    assert named([kept], dict.fromkeys(kept.statements, kept.utterance)) == [kept]


def test_no_two_utterances_have_one_name() -> None:
    first, second, third, fourth = (statement(WELLS, n) for n in (1, 2, 3, 4))
    (before,) = variant_groups([first, second, third, fourth])
    parts = [variant_groups(pair) for pair in ([first, second], [third, fourth])]
    held = dict.fromkeys(before.statements, before.utterance)
    one, other = named([g for found in parts for g in found], held)
    assert before.utterance in (one.utterance, other.utterance) and one.utterance != other.utterance
    (new,) = named(parts[0], {}, {ids.utterance_iri(first.iri)})
    assert new.utterance == ids.utterance_iri(second.iri)


@given(st.lists(st.sampled_from(WELLS.split()), max_size=20), st.lists(st.sampled_from(WELLS.split()), max_size=20))
def test_a_diff_covers_both_wordings(one: list[str], other: list[str]) -> None:
    a, b = (worded_alone(statement(" ".join(["x", *words]), n)) for n, words in enumerate((one, other)))
    steps = operations(a, b)
    assert [i for o in steps for i in range(o.a_start, o.a_end)] == list(range(len(a.words)))
    assert [i for o in steps for i in range(o.b_start, o.b_end)] == list(range(len(b.words)))
    assert all(a.words[o.a_start : o.a_end] == b.words[o.b_start : o.b_end] for o in steps if o.change == "equal")
    assert (difference(a, b, "words") == "same") == (a.words == b.words)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    a, b = (worded([statement(text or "x", n)])[0] for n, text in enumerate((one, other)))
    there, back = compared(a, b), compared(b, a)
    assert 0 <= there.score <= 1
    assert there.score == pytest.approx(back.score)
    assert len(tokens(one)) == len(a.words) or not one or a.words == tuple(t.word for t in tokens(one)[1:])


def test_who_was_first_what_became_a_quote_and_the_same_words_under_others() -> None:
    told = statement("that the wells were failing and the granary had burned before anybody could count the sacks", 1)
    quote, again = statement(WELLS, 2), statement(WELLS.replace("“", '"').lower(), 3)
    dane = statement("“The granary burned before anybody could count the sacks.”", 4,
                     speaker=f"{BASE}speaker/{ids.digest(['t'])}", name="Rurik Dane")  # fmt: skip
    given_ = {s.iri: s for s in (told, quote, again, dane)}
    (group,) = variant_groups(given_.values())
    u = utterance(group, given_)
    assert u is not None
    assert [[s.iri for s in w.statements] for w in u.wordings] == [[quote.iri, again.iri], [told.iri], [dane.iri]]
    assert u.outlets == ("Outlet 1", "Outlet 2", "Outlet 3", "Outlet 4")
    assert u.became_quotes == ((told, quote),)
    assert u.under_others == ((quote, dane), (again, dane))
