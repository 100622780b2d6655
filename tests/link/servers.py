"""Real servers for the tests of links: csv-reconcile, and one that answers whatever a test wants."""

import importlib.util
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.contract.conftest import free_port

SPACE = "http://authority.example/id/"
MANIFEST = {"name": "Invented people", "identifierSpace": SPACE, "schemaSpace": "http://authority.example/schema/"}

Reply = Callable[[BaseHTTPRequestHandler, bytes], None]


@contextmanager
def reconciling(folder: Path, rows: Mapping[str, str]) -> Iterator[str]:
    """The address of csv-reconcile (0.1 of the API, no types) with these ids and names, in a process of its own."""
    if importlib.util.find_spec("csv_reconcile") is None:
        pytest.skip("csv-reconcile is not installed: pip install -e .[test]")
    port = free_port()
    (folder / "names.tsv").write_text("id\tname\n" + "".join(f"{i}\t{n}\n" for i, n in rows.items()), encoding="utf-8")
    config = f'SERVER_NAME = "127.0.0.1:{port}"\nMANIFEST = {{"identifierSpace": "{SPACE}"}}\nCSVENCODING = "utf-8"\n'
    (folder / "config.py").write_text(config, encoding="utf-8")
    command = [sys.executable, "-c", "from csv_reconcile import main; main()"]
    init = ["init", "--config", "config.py", "names.tsv", "id", "name"]
    subprocess.run([*command, *init], cwd=folder, check=True, capture_output=True)
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, "serve"], cwd=folder, **silent) as process:
        try:
            url = f"http://127.0.0.1:{port}/reconcile"
            _wait(url)
            yield url
        finally:
            process.kill()


@contextmanager
def answering(reply: Reply) -> Iterator[str]:
    """The address of a server that answers every GET and POST with ``reply``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply(self, b"")

        def do_POST(self) -> None:
            reply(self, self.rfile.read(int(self.headers["Content-Length"])))

        def log_message(self, *_: object) -> None: ...

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/api"
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """A whole answer; an underscore in the name of a header is a hyphen."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def service(answer: Reply, manifest: object = MANIFEST) -> Reply:
    """A service with an honest manifest that answers questions with ``answer``."""

    def reply(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if handler.command == "GET":
            send(handler, json.dumps(manifest).encode())
        else:
            answer(handler, body)

    return reply


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"{url} does not answer")
