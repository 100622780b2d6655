"""The three stores that keep the contract, the remote one on a real server that is started here."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import EmbeddedStore, Store, open_store

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(directory: Path, *options: str) -> Iterator[str]:
    """A running SPARQL server on ``directory``: its address."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(directory), "--bind", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"{url}/query?query=ASK%7B%7D", timeout=5).close()
                    break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.05)
            yield url
        finally:
            process.kill()


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with server(tmp_path_factory.mktemp("server") / "graph", "--union-default-graph") as url:
        yield f"{url}/query"


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store of each kind."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if request.param == "memory":
        made: Store = EmbeddedStore.memory()
    elif request.param == "disk":
        made = open_store(str(tmp_path / "news.kg"), create=True)
    else:
        made = open_store(request.getfixturevalue("endpoint"))
        made.write([], replace=sorted({q.graph_name.value for q in made.quads()}))  # type: ignore[union-attr]
    with made:
        yield made
