"""The client on real servers: polite to the busy, and never harmed by the hostile."""

import gzip
import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kg.errors import ServiceError
from kg.link import client as clients
from kg.link.client import Client
from kg.link.service import Manifest
from kg.model import EntityKind
from kg.version import __version__
from tests.contract.conftest import free_port
from tests.link.servers import MANIFEST, SPACE, answering, reconciling, send, service

NAMES: list[tuple[EntityKind, str]] = [("person", "Ilsa Varnholt"), ("person", "Nobody Whatever")]
OK = json.dumps({"q0": {"result": []}, "q1": {"result": []}}).encode()


def impatient(url: str) -> Client:
    """A client that waits for nothing longer than a test may last."""
    made = Client.of(url)
    made.backoff = 0.01
    return made


def test_a_real_service_is_asked_and_understood(tmp_path: Path) -> None:
    with reconciling(tmp_path, {"7": "Ilsa Varnholt", "8": "Ilsa Varnfeld"}) as url:
        client = Client.of(url)
        manifest = client.manifest()
        first, second = client.ask(manifest, NAMES)
    assert manifest.space == SPACE
    assert first is not None
    assert second is not None
    assert [(p.iri, p.name, p.match) for p in first.proposals] == [
        (SPACE + "7", "Ilsa Varnholt", True),
        (SPACE + "8", "Ilsa Varnfeld", False),
    ]
    assert second.proposals == ()


def test_a_service_of_the_newest_version_is_asked_below_its_address() -> None:
    asked: list[tuple[str, int]] = []

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        queries = json.loads(body)["queries"]
        asked.append((handler.path, len(queries)))
        send(handler, json.dumps({"results": [{"candidates": []} for _ in queries]}).encode())

    newest = {"versions": ["1.0-draft"], "name": "New", "view": {"url": "https://authority.example/{id}"}}
    with answering(service(reply, newest)) as url:
        client = Client.of(url + "/")
        found = client.ask(client.manifest(), NAMES)
    assert asked == [("/api/match", 2)]
    assert [answer and answer.proposals for answer in found] == [(), ()]


def test_it_says_who_asks() -> None:
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        seen.append(handler.headers["User-Agent"])
        send(handler, json.dumps(MANIFEST).encode())

    with answering(reply) as url:
        Client.of(url).manifest()
    assert seen[0].startswith(f"Hearsay/{__version__}")


def test_a_busy_service_is_asked_again_after_the_time_it_names() -> None:
    calls: list[float] = []

    def busy(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        calls.append(time.monotonic())
        send(handler, b"later", 429, Retry_After="1") if len(calls) == 1 else send(handler, OK)

    with answering(service(busy)) as url:
        assert None not in impatient(url).ask(Manifest.of(MANIFEST), NAMES)
    assert len(calls) == 2
    assert calls[1] - calls[0] >= 1


def test_a_service_that_stays_busy_is_left_alone_after_four_times_and_ever_longer_waits() -> None:
    calls: list[bytes] = []
    slept: list[float] = []

    def busy(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        calls.append(body)
        send(handler, b"", 503)

    with answering(service(busy)) as url:
        client = impatient(url)
        client.sleep = slept.append
        with pytest.raises(ServiceError, match="503"):
            client.ask(Manifest.of(MANIFEST), NAMES)
    assert len(calls) == 4
    assert slept == [0.01, 0.02, 0.04]


@pytest.mark.parametrize("after", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT", "9" * 400])
def test_a_service_that_asks_for_an_hour_is_not_waited_for(after: str) -> None:
    def busy(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        send(handler, b"", 429, Retry_After=after)

    begin = time.monotonic()
    with answering(service(busy)) as url, pytest.raises(ServiceError, match="asks to wait"):
        Client.of(url).ask(Manifest.of(MANIFEST), NAMES)
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("after", ["soon", "-1", "Wed, 21 Oct 2020 07:28:00 GMT", "Wed, 99 Oct", ""])
def test_a_time_to_wait_that_is_none_does_no_harm(after: str) -> None:
    calls: list[bytes] = []

    def busy(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        calls.append(body)
        send(handler, b"", 500, Retry_After=after) if len(calls) == 1 else send(handler, OK)

    with answering(service(busy)) as url:
        impatient(url).ask(Manifest.of(MANIFEST), NAMES)
    assert len(calls) == 2


def test_requests_keep_their_distance() -> None:
    slept: list[float] = []
    with answering(service(lambda handler, _: send(handler, OK))) as url:
        client = Client.of(url, rate=2)
        client.sleep = slept.append
        for _ in range(3):
            client.ask(Manifest.of(MANIFEST), NAMES)
    assert len(slept) == 2
    assert all(0.3 < seconds <= 0.5 for seconds in slept)


def test_another_machine_is_asked_once_a_second_unless_said_otherwise() -> None:
    assert Client.of("https://authority.example/api").interval == 1
    assert Client.of("https://authority.example/api", rate=4).interval == 0.25
    assert Client.of("http://127.0.0.1:5000/reconcile").interval == 0


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 65536)
    except OSError:
        return


def bomb(handler: BaseHTTPRequestHandler) -> None:
    send(handler, gzip.compress(b" " * (20 << 20)), Content_Encoding="gzip")


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"{")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (lambda h: send(h, b"<!doctype html><title>Welcome</title>"), "no JSON"),
        (lambda h: send(h, b"{"), "no JSON"),
        (lambda h: send(h, b"[" * 100_000), "no JSON"),
        (lambda h: send(h, b"[]"), "no JSON object"),
        (lambda h: send(h, b'{"status": "error", "message": "no such\\nservice"}'), "no such"),
        (lambda h: send(h, b"", 404), "404"),
        (lambda h: send(h, b"", 500), "500"),
        (lambda h: send(h, b"", 302, Location="file:///etc/passwd"), "no http"),
        (lambda h: send(h, b"", 302, Location="ftp://127.0.0.1/x"), "no http"),
        (lambda h: send(h, b"", 307, Location="http://127.0.0.1:1/x"), "give that address"),
        (lambda h: send(h, b"", 301), "give that address"),
        (lambda h: send(h, b"no gzip", Content_Encoding="gzip"), "no gzip"),
        (endless, "larger than 10 MB"),
        (bomb, "larger than 10 MB"),
        (cut, "broke off"),
    ],
)
def test_a_hostile_answer_is_one_line_that_names_the_service(
    reply: Callable[[BaseHTTPRequestHandler], None], reason: str
) -> None:
    with (
        answering(service(lambda handler, _: reply(handler))) as url,
        pytest.raises(ServiceError, match=reason) as caught,
    ):
        impatient(url).ask(Manifest.of(MANIFEST), NAMES)
    assert str(caught.value).startswith(url)


def test_an_answer_that_drips_is_stopped_in_time() -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.1):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    begin = time.monotonic()
    with answering(service(drip)) as url:
        client = impatient(url)
        client.timeout = 1
        with pytest.raises(ServiceError, match="in time"):
            client.ask(Manifest.of(MANIFEST), NAMES)
        stop.set()
    assert time.monotonic() - begin < 4


def test_silence_is_stopped_in_time() -> None:
    stop = threading.Event()
    with answering(service(lambda handler, _: stop.wait(20) and None)) as url:
        client = impatient(url)
        client.timeout = 0.2
        with pytest.raises(ServiceError, match=r"no answer in 0\.2 s"):
            client.ask(Manifest.of(MANIFEST), NAMES)
        stop.set()


def test_the_manifest_may_lie_elsewhere_and_the_questions_follow_it() -> None:
    asked: list[str] = []

    def there(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        asked.append(handler.headers.get("Authorization", "nobody"))
        send(handler, OK if handler.command == "POST" else json.dumps(MANIFEST).encode())

    with (
        answering(there) as elsewhere,
        answering(lambda handler, _: send(handler, b"", 301, Location=elsewhere)) as url,
    ):
        client = Client.of(url.replace("http://", "http://ann:secret@"))
        client.ask(client.manifest(), NAMES)
        assert client.url == elsewhere
    assert asked == ["nobody", "nobody"], "credentials stay with the service that they were given for"


def test_a_circle_of_redirects_ends() -> None:
    with (
        answering(lambda handler, _: send(handler, b"", 302, Location="/api")) as url,
        pytest.raises(ServiceError, match="more than 5"),
    ):
        impatient(url).manifest()


def test_packed_answers_are_unpacked() -> None:
    def packed(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        send(handler, gzip.compress(OK), Content_Encoding="gzip")

    with answering(service(packed)) as url:
        assert len(impatient(url).ask(Manifest.of(MANIFEST), NAMES)) == 2


def test_nobody_there_is_one_line() -> None:
    url = f"http://127.0.0.1:{free_port()}/api"
    with pytest.raises(ServiceError, match="cannot be reached"):
        impatient(url).manifest()


@pytest.mark.parametrize(
    "address",
    ["", "authority.example", "ftp://a.example/", "file:///etc/passwd", "http://", "http://[::1", "http://h:x/"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ServiceError, match="address"):
        Client.of(address)


def test_credentials_are_sent_and_never_shown() -> None:
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        seen.append(handler.headers["Authorization"])
        send(handler, b"", 401)

    with answering(reply) as url:
        client = Client.of(url.replace("http://", "http://ann:p%40ss@") + "#x")
        assert client.url == url
        with pytest.raises(ServiceError, match="401") as caught:
            client.manifest()
    assert seen == ["Basic YW5uOnBAc3M="]
    assert "p@ss" not in str(caught.value) + repr(client)
    assert clients.is_local("127.0.0.1")
