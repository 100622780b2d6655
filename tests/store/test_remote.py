"""What can go wrong between here and an endpoint, on real servers."""

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.store import open_store
from kg.store.endpoint import Endpoint
from tests.contract.conftest import free_port, server

ROWS = "application/sparql-results+json"
QUAD = Quad(*(NamedNode(f"https://example.org/{x}") for x in "spog"))


@contextmanager
def answering(reply: Callable[[BaseHTTPRequestHandler, bytes], None]) -> Iterator[str]:
    """An HTTP server that answers every POST with ``reply``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            reply(self, self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *_: object) -> None: ...

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/query"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.parametrize(
    ("location", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update"),
        ("http://h/query", "http://h/query", "http://h/update"),
        ("https://h/news/sparql", "https://h/news/sparql", "https://h/news/update"),
        ("http://h/repositories/news", "http://h/repositories/news", "http://h/repositories/news/statements"),
        ("http://h/blazegraph/namespace/kb/all", "http://h/blazegraph/namespace/kb/all", "http://h/blazegraph/namespace/kb/all"),
        ("http://h/q?db=1#update=http://h/u", "http://h/q?db=1", "http://h/u"),
    ],
)  # fmt: skip
def test_the_address_of_updates_follows_from_that_of_queries(location: str, query: str, update: str) -> None:
    endpoint = Endpoint.of(location)
    assert (endpoint.query, endpoint.update) == (query, update)


@pytest.mark.parametrize("location", ["http://", "http://[::1", "http://h:port/query", "http://h/q#update=http://x/u"])
def test_what_is_no_address_is_refused(location: str) -> None:
    with pytest.raises(StoreError, match="address"):
        open_store(location)


def test_a_password_is_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        seen.append(handler.headers["Authorization"])
        send(handler, 401, b"")

    expected = "Basic " + base64.b64encode(b"ann:p@ss").decode()
    with answering(reply) as url:
        with_user = open_store(url.replace("http://", "http://ann:p%40ss@"))
        monkeypatch.setenv("KG_STORE_USER", "ann")
        monkeypatch.setenv("KG_STORE_PASSWORD", "p@ss")
        from_environment = open_store(url)
        for store in (with_user, from_environment):
            with pytest.raises(StoreError, match="KG_STORE_USER") as caught:
                store.select("ASK {}")
            assert "p@ss" not in str(caught.value) and "p%40ss" not in store.location
    assert seen == [expected, expected]
    assert "Basic" not in repr(Endpoint.of("http://ann:secret@h/query"))


def test_a_redirect_is_not_followed() -> None:
    calls: list[bytes] = []
    with (
        answering(lambda handler, body: calls.append(body)) as other,
        answering(lambda handler, _: send(handler, 307, b"", Location=other)) as url,
        pytest.raises(StoreError, match="sends on to http"),
    ):
        open_store(url).write([QUAD])
    assert calls == []


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (400, QueryError, "no such function"),
        (503, StoreError, "503"),
        (404, StoreError, "404"),
        (500, StoreError, "500"),
    ],
)
def test_a_refusal_names_the_endpoint_and_the_reason(status: int, kind: type[Exception], reason: str) -> None:
    with answering(lambda handler, _: send(handler, status, b"no such\nfunction")) as url:
        with pytest.raises(kind, match=reason) as caught:
            open_store(url).select("ASK {}")
        assert "127.0.0.1" in str(caught.value) and "\n" not in str(caught.value)
        with pytest.raises(StoreError):
            open_store(url).write([QUAD])


def test_nobody_there_is_a_store_error() -> None:
    store = open_store(f"http://127.0.0.1:{free_port()}/query")
    with pytest.raises(StoreError, match="cannot reach http://127"):
        store.select("ASK {}")
    assert [c.passed for c in store.checks()] == [False]


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"x"}}', None),
        (b'{"head":{"vars":["s"]},"results":{"bindings":[', 5000),
        (b"<html>hello</html>", None),
    ],
)
def test_an_answer_that_is_cut_short_is_never_taken_for_whole(body: bytes, length: int | None) -> None:
    with answering(lambda handler, _: send(handler, 200, body, length)) as url:
        for run in (
            lambda store: store.select("SELECT ?s { ?s ?p ?o }").rows,
            lambda store: store.answer("SELECT ?s { ?s ?p ?o }", "text/csv", timeout=20),
            lambda store: list(store.quads()),
        ):
            with pytest.raises(StoreError):
                run(open_store(url))


def test_an_answer_that_drips_is_stopped_in_time() -> None:
    stop = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.1):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    with answering(reply) as url:
        begin = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            open_store(url).answer("SELECT ?s { ?s ?p ?o }", ROWS, timeout=1)
        stop.set()
        assert time.monotonic() - begin < 2


def test_a_server_that_stops_a_query_itself_is_noticed(tmp_path: Path) -> None:
    """Oxigraph says 200, sends what it has, and ends with a sentence."""
    with server(tmp_path / "graph", "--union-default-graph", "--timeout-s", "1") as url:
        store = open_store(f"{url}/query")
        store.write([Quad(QUAD.subject, QUAD.predicate, Literal(f"v{i}"), QUAD.graph_name) for i in range(300)])
        path = "<https://example.org/p>"
        endless = (
            f"{{ ?a {path} ?b . ?a {path} ?c . ?a {path} ?d . ?a {path} ?e FILTER(CONCAT(?b, ?c, ?d, ?e) = 'x') }}"
        )
        for query, media_type in (
            (f"SELECT ?a {endless}", "text/csv"),
            (f"CONSTRUCT {{ ?a {path} ?b }} {endless}", "text/turtle"),
        ):
            with pytest.raises(QueryTimeoutError, match="its own time limit"):
                store.answer(query, media_type, timeout=30)


def test_a_server_without_the_union_fails_its_check(tmp_path: Path) -> None:
    with server(tmp_path / "graph") as url:
        store = open_store(url)
        assert [c.passed for c in store.checks()] == [True, None]
        store.write([QUAD])
        failed = [c for c in store.checks() if not c.passed]
        assert len(failed) == 1 and "--union-default-graph" in failed[0].message


def test_a_reader_does_not_write() -> None:
    with pytest.raises(StoreError, match="reading only"):
        open_store("http://127.0.0.1:9/query", read_only=True).write([QUAD])
