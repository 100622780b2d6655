"""Chains over examples/truth: each step, where it ends, and why; circles are found and not followed."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.check.chains import Chain, chain, chains_from, chains_of
from kg.model import Extraction
from kg.resolve.relays import Account, Pointer
from kg.resolve.sourcing import StoreLibrary
from kg.statements import Statement
from kg.store import EmbeddedStore
from kg.workflow.relaying import found_copies
from tests.traced import attribution, traced

Told = list[tuple[str, str | None, str | None]]


@pytest.fixture(scope="module")
def store(truth: tuple[Extraction, ...]) -> Iterator[EmbeddedStore]:
    with traced(truth) as made:
        yield made


@pytest.fixture(scope="module", params=[True, False], ids=["whole", "as needed"])
def library(store: EmbeddedStore, request: pytest.FixtureRequest) -> StoreLibrary:
    return StoreLibrary(store, found_copies(store), whole=request.param)


def told(c: Chain) -> Told:
    return [(s.how, s.statement.outlet, s.statement.name) for s in c.steps]


def chains(library: StoreLibrary, truth: tuple[Extraction, ...], outlet: str, words: str) -> tuple[Chain, ...]:
    iri = attribution(truth, outlet, words)
    article = next(x.article.iri for x in truth if any(a.iri == iri for a in x.attributions))
    account = library.account(article)
    assert account is not None
    return chains_from(next(s for s in account.statements if s.attribution == iri), library)


def test_a_copy_of_an_agency_that_names_the_outlet_that_was_told(
    library: StoreLibrary, truth: tuple[Extraction, ...]
) -> None:
    (found,) = chains(library, truth, "Calvenne Courier", '"Nobody in this city will kneel')
    assert told(found) == [
        ("start", "Calvenne Courier", "Ilsa Varnholt"),
        ("copy", "Meridian", "Ilsa Varnholt"),
        ("outlet", "The Harbour Post", "Ilsa Varnholt"),
    ]
    assert (found.ends, found.name) == ("speaker", "Ilsa Varnholt")
    assert found.last.text.startswith("“We have bread for nine days")
    assert "wire line credits Meridian" in str(found.steps[1].reason)


def test_an_outlet_reports_what_was_told_to_another(library: StoreLibrary, truth: tuple[Extraction, ...]) -> None:
    (found,) = chains(library, truth, "Daybreak", "that Mayor Ilsa Varnholt had told the Harbour Post")
    assert told(found) == [
        ("start", "Daybreak", "Calvenne Courier"),
        ("passes on", "Daybreak", "Ilsa Varnholt"),
        ("link", "Calvenne Courier", "Ilsa Varnholt"),
        ("copy", "Meridian", "Ilsa Varnholt"),
        ("outlet", "The Harbour Post", "Ilsa Varnholt"),
    ]


def test_three_levels_inside_and_two_in_the_article_that_is_linked(
    library: StoreLibrary, truth: tuple[Extraction, ...]
) -> None:
    (found,) = chains(library, truth, "Daybreak", "Foreign Minister Amadou Ferrant of Calvenne said")
    assert told(found) == [
        ("start", "Daybreak", "Calvenne Courier"),
        ("passes on", "Daybreak", "Amadou Ferrant"),
        ("passes on", "Daybreak", "Ilsa Varnholt"),
        ("link", "Calvenne Courier", "Amadou Ferrant"),
        ("passes on", "Calvenne Courier", "Ilsa Varnholt"),
    ]


def test_an_unnamed_origin_behind_a_minister_and_a_spokeswoman(
    library: StoreLibrary, truth: tuple[Extraction, ...]
) -> None:
    (found,) = chains(library, truth, "Calvenne Courier", "that residents had told Lantern Aid")
    names = [name for _, _, name in told(found)]
    assert names == ["Daybreak", "residents", "Amadou Ferrant", "Noor Castellan", "residents"]
    assert (found.ends, found.name) == ("unnamed", "residents")


def test_a_remark_that_an_outlet_first_reported(library: StoreLibrary, truth: tuple[Extraction, ...]) -> None:
    (found,) = chains(library, truth, "Northern Ledger", "“Nobody in this city is going to kneel.”")
    assert told(found)[1:] == [("outlet", "The Harbour Post", "Ilsa Varnholt")]


def test_a_chain_stops_at_an_outlet_whose_account_is_not_stored(
    library: StoreLibrary, truth: tuple[Extraction, ...]
) -> None:
    (found,) = chains(library, truth, "Daybreak", "that Drovnia had lost 12 soldiers")
    assert (found.ends, found.name, len(found.steps)) == ("outlet", "Meridian", 1)
    assert found.why == "no statement with these words was read in its 2 stored articles"
    (found,) = chains(library, truth, "Northern Ledger", "the pumps were mined")
    assert (found.ends, found.name, found.why) == ("outlet", "Drovnian state radio", "no article of it is stored")


def test_the_same_words_of_another_speaker_are_not_an_origin(
    library: StoreLibrary, truth: tuple[Extraction, ...]
) -> None:
    (found,) = chains(library, truth, "Northern Ledger", "„Nobody in this city is going to kneel,“")
    assert (len(found.steps), found.name) == (1, "Rurik Dane")


def test_who_told_the_outlet_itself_was_heard(library: StoreLibrary, truth: tuple[Extraction, ...]) -> None:
    heard = {
        c.asked.text[:26]
        for x in truth
        for c in chains_of(library.account(x.article.iri) or Account("", ()), library)
        if c.heard
    }
    assert heard == {"« I have been told by the ", "that water was being hande"}


def test_every_chain_is_the_same_read_at_once_or_as_needed(store: EmbeddedStore, truth: tuple[Extraction, ...]) -> None:
    copies = found_copies(store)
    one, other = StoreLibrary(store, copies, whole=True), StoreLibrary(store, copies)
    for x in truth:
        a, b = one.account(x.article.iri), other.account(x.article.iri)
        assert a is not None and a == b
        assert chains_of(a, one) == chains_of(a, other)


class Shelf:
    """Accounts in memory."""

    def __init__(self, *accounts: Account) -> None:
        self._accounts = {a.article: a for a in accounts}

    def account(self, article: str) -> Account | None:
        return self._accounts.get(article)

    def accounts_of(self, outlet: str, statement: Statement) -> list[Statement]:
        return [s for a in self._accounts.values() if a.publisher == outlet for s in a.statements]

    def source(self, article: str) -> None:
        return None

    def articles_of(self, outlet: str) -> int:
        return sum(a.publisher == outlet for a in self._accounts.values())

    def parted(self, statement: Statement, other: Statement) -> bool:
        return False

    def heard(self, statement: Statement) -> bool:
        return False


def account(name: str, leads: str, published: str) -> Account:
    said = Statement(
        f"s/{name}", f"t/{name}", name, "that the bridge over the Asp has fallen", "indirect", "speech", 10, 49,
        "speaker/1", "Ann Reed", "person", name, f"Outlet {name}", published,
    )  # fmt: skip
    pointer = Pointer(f"c/{name}", "link", "https://x.example", leads, said.attribution, 0)
    return Account(name, (said,), name, f"Outlet {name}", f"outlet/{name}", published, (pointer,))


def test_a_circle_is_found_and_not_followed() -> None:
    a, b, c = account("a", "b", "2022-03-01"), account("b", "c", "2022-03-01"), account("c", "a", "2022-03-01")
    found = chain(a.statements[0], Shelf(a, b, c))
    assert (found.ends, [s.statement.article for s in found.steps]) == ("circle", ["a", "b", "c"])
    assert found.at == "t/a"


def test_nobody_takes_words_from_a_later_article() -> None:
    a, b = account("a", "b", "2022-03-01"), account("b", "a", "2022-03-02")
    assert len(chain(a.statements[0], Shelf(a, b)).steps) == 1
    assert len(chain(b.statements[0], Shelf(a, b)).steps) == 2


def test_other_numbers_are_other_words() -> None:
    a, b = account("a", "b", "2022-03-02"), account("b", "", "2022-03-01")
    said = replace(a.statements[0], text="that 312 soldiers had been killed at the bridge")
    other = replace(b.statements[0], text="that 47 soldiers had been killed at the bridge")
    shelf = Shelf(replace(a, statements=(said,)), replace(b, statements=(other,)))
    assert chain(said, shelf).ends == "outlet"


def test_a_remark_refers_to_what_stands_just_before_it_however_many_there_are() -> None:
    (one,) = account("a", "", "2022-03-01").statements
    said = [replace(one, attribution=f"t/{n}", start=100 * n, end=100 * n + 40) for n in range(5_000)]
    papers = [
        replace(s, attribution=f"p/{n}", text="her remarks", kind="outlet", start=s.end + 20, end=s.end + 31)
        for n, s in enumerate(said)
    ]
    began = time.process_time()
    found = Account("a", (*said, *papers))
    assert [found.echo(p) for p in papers] == said
    assert found.echo(said[1]) is None
    assert found.echo(replace(papers[0], text="her remarks on fire", attribution="p/x")) is None
    assert time.process_time() - began < 2
