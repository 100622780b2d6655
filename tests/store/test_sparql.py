"""What may run: every query here that makes the engine call out is refused, and ordinary ones are not."""

import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, QueryRefusedError
from kg.store import query_form
from kg.store.sparql import check, with_prefixes
from kg.vocab import PREFIXES

EVASIONS = [
    "SELECT * { SERVICE <U> {} }",
    "SELECT * { service silent <U> {} }",
    "SELECT * { ?s ?p trueSERVICE <U> {} }",
    "SELECT * { {BIND(1 AS ?x)} SERVICEex:foo {} }",
    "SELECT * { BIND(1 AS ?y) FILTER(1<2)SERVICE#>\nex:foo {} }",
    "SELECT * { BIND(1 AS ?y) FILTER(1<2)?s?p'> ' . SERVICE <U> {} #'\n}",
    "SELECT * { SERVICESILENT<U>{} }",
    'SELECT * { BIND(1<#foo>"""\n2 AS ?z)SERVICE <U> {} #"""\n}',
    "SELECT * { BIND(1 AS ?x) .SERVICE <U> {} }",
    "SELECT * { VALUES ?g { <U> } SERVICE ?g {} }",
    "SELECT * { # SERVICE\n SER#\nVICE <U> {} SERVICE <U> {} }",
    "ASK { { SELECT * { SERVICE <U> {} } } }",
    "CONSTRUCT { ?s ?p 1 } WHERE { VALUES (?s ?p) { (<U> <U>) } SERVICE <U> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <U> {} } }",
    "SELECT * { ?s ?p 1SERVICE <U> {} }",
    "SELECT * { BIND('a\\'' AS ?x) SERVICE <U> {} #'\n}",
    "SELECT * { BIND('''a''' AS ?x) SERVICE <U> {} }",
    'SELECT * { BIND("""a"" " """ AS ?x) SERVICE <U> {} BIND("""b""" AS ?y) }',
    "SELECT * { ?s <http://x/\\u0041'> ?o . SERVICE <U> {} #'\n}",
    "SELECT * { OPTIONAL { ?s ex:a\\'b ?o } SERVICE <U> {} #'\n}",
    "DESCRIBE ?x { VALUES ?x { <U> } SERVICE <U> {} }",
]


class Listener:
    """A server that counts who calls and tells everybody off."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                client.recv(4096)
                self.calls += 1
                client.sendall(b"HTTP/1.1 500 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def calls_out(query: str, listener: Listener) -> bool:
    """Whether the engine itself, asked without any check, sends a request."""
    before = listener.calls
    try:
        result = ox.Store().query(query, prefixes={**PREFIXES, "ex": listener.url}, use_default_graph_as_union=True)
        if not isinstance(result, ox.QueryBoolean):
            list(result)
    except (SyntaxError, OSError, ValueError, RuntimeError):
        pass
    return listener.calls > before


def refused(query: str) -> bool:
    try:
        check(query, {**PREFIXES, "ex": "https://example.org/"})
    except QueryError:
        return True
    return False


@pytest.mark.parametrize("query", EVASIONS)
def test_whatever_calls_out_is_refused(query: str, listener: Listener) -> None:
    query = query.replace("<U>", f"<{listener.url}>")
    with pytest.raises(QueryRefusedError):
        check(query, {**PREFIXES, "ex": listener.url})


def test_most_of_these_do_call_out_without_the_check(listener: Listener) -> None:
    """So that the list above tests something."""
    calling = [q for q in EVASIONS if calls_out(q.replace("<U>", f"<{listener.url}>"), listener)]
    assert len(calling) >= 15


PIECES = st.sampled_from(
    [
        *("SERVICE", "service", "true", "1", "<U>", "ex:a", "?x", "$y", "{", "}", "(", ")", ".", ";", ",", "<", ">"),
        *(" ", "\n", "#", "'", '"', "'''", '"""', "\\'", "\\u0027", "FILTER(1<2)", "BIND(1 AS ?z)", "?s ?p", "SILENT"),
        *("_:b", "@en", "^^", "UNION", "OPTIONAL", "SELECT * ", "<#", "|", "||", "a", "[]", "VALUES ?v {1}"),
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=9), st.lists(PIECES, max_size=4))
def test_no_mixture_of_tokens_slips_through(before: list[str], after: list[str]) -> None:
    listener = _shared()
    query = f"SELECT * {{ {''.join(before)}SERVICE <U> {{}}{''.join(after)} }}".replace("<U>", f"<{listener.url}>")
    if not refused(query):
        assert not calls_out(query, listener)


_LISTENERS: list[Listener] = []


def _shared() -> Listener:
    if not _LISTENERS:
        _LISTENERS.append(Listener())
    return _LISTENERS[0]


@pytest.fixture(scope="module", autouse=True)
def _close_listeners() -> Iterator[None]:
    yield
    while _LISTENERS:
        _LISTENERS.pop().close()


def test_every_character_is_in_an_iri_here_or_in_none_of_the_engines() -> None:
    """An IRI that the engine sees and the check does not would let quotation marks in it hide what follows."""
    store = ox.Store()
    for code in [*range(1, 0x180), 0x2019, 0xE000, 0xFFFD, 0x1F600]:
        text = f"<http://x/a{chr(code)}b>"
        try:
            list(store.query(f"SELECT * {{ ?s {text} ?o }}"))
        except SyntaxError:
            continue
        assert refused(f"SELECT * {{ ?s {text} ?o . SERVICE <http://x/> {{}} }}")
        if chr(code) not in "'#":
            continue
        assert not refused(f"SELECT * {{ ?s {text} ?o }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service schema:name ?o }",
        "SELECT * { ?s schema:serviceType 'SERVICE' ; schema:name \"a SERVICE <x> {\" }  # SERVICE <y>",
        "SELECT * { ?s <https://example.org/service/x#service> ?o }",
        "SELECT * { ?s <https://en.wikipedia.org/wiki/Ship's_(service)> 'it''s' }",
        "SELECT * { ?s ?p 'x'@en . FILTER(?a < 3 && ?b > 2) }",
        "SELECT * { ?s ?p '''SERVICE <x> { 'a' ''' }",
        "PREFIX ex: <https://e.org/ns#>\nPREFIX : <https://e.org/>\nSELECT * { ex:a-b.c :d ?x FILTER(?x<5) }",
        "SELECT * FROM <https://example.org/g> FROM NAMED <https://example.org/h> { ?s ?p ?o }",
        "BASE <https://example.org/> SELECT * { <a> <b> ?o }",
        "DESCRIBE <https://example.org/a>",
    ],
)
def test_ordinary_queries_pass(query: str) -> None:
    assert check(query, PREFIXES) in ("select", "describe")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { \\u0053ERVICE <https://example.org/> {} }",
        "SELECT * { \\U00000053\\u0045RVICE <https://example.org/> {} }",
        "SELECT * { \\u005Cu0053ERVICE <https://example.org/> {} }",
        "SELECT * { # \\u000A SERVICE <https://example.org/> {}\n}",
        "SELECT * { BIND('\\u0027 AS ?x) SERVICE <https://example.org/> {} #'\n}",
        "SELECT * { ſervice <https://example.org/> {} }",
        "SELECT * { ?s <#a> ?o }",
        "INSERT DATA {}",
        "PREFIX a: <https://example.org/> DELETE WHERE { ?s ?p ?o }",
        "with <https://example.org/g> delete { ?s ?p ?o } where { ?s ?p ?o }",
        "SELECT ?x {} #" + "x" * 1_000_001,
    ],
)
def test_what_other_engines_might_decode_is_refused_too(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        check(query, PREFIXES)


def test_service_can_be_allowed() -> None:
    assert check("SELECT * { SERVICE <https://example.org/> {} }", PREFIXES, allow_service=True) == "select"


@pytest.mark.parametrize(
    ("query", "form"),
    [("select*{}", "select"), ("# c\nBASE <https://e.org/> PREFIX x: <https://e.org/>\n ask {}", "ask"),
     ("CONSTRUCT WHERE {}", "construct"), ("describe ?x {}", "describe")],
)  # fmt: skip
def test_the_form_is_known(query: str, form: str) -> None:
    assert query_form(query) == form


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    try:
        assert check(text, PREFIXES) in ("select", "ask", "construct", "describe")
    except QueryError as e:
        assert "\n" not in str(e)


def test_declarations_are_put_before_the_first_line_and_only_where_they_are_needed() -> None:
    query = "PREFIX hs: <https://example.org/>\nSELECT * { ?s hs:a ?o ; schema:name 'oa:x' }"
    assert with_prefixes(query, PREFIXES) == "PREFIX schema: <https://schema.org/> " + query


def test_half_a_surrogate_pair_is_an_error_with_its_place() -> None:
    with pytest.raises(QueryError) as caught:
        check("SELECT *\n{ ?s ?p '\ud800' }", PREFIXES)
    assert (caught.value.line, caught.value.column) == (2, 10)
