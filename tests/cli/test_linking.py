"""``kg link`` from the command line."""

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import ids
from kg.store import open_store
from tests.cli.conftest import Run
from tests.contract.conftest import free_port
from tests.link.servers import SPACE, answering, reconciling, send


@pytest.fixture
def store(newsroom: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Iterator[None]:
    """A store of the truth of examples/ that may be changed."""
    shutil.copytree(newsroom, "own.kg")
    monkeypatch.setenv("KG_STORE", "own.kg")
    yield


pytestmark = pytest.mark.usefixtures("store")


def links(kg: Run) -> dict[str, str]:
    query = "SELECT ?name ?iri { ?e hs:canonicalSpeaker ?s . ?s schema:name ?name ; schema:sameAs ?iri }"
    rows = json.loads(kg("query", query, "--json").out)["results"]["bindings"]
    return {row["name"]["value"]: row["iri"]["value"] for row in rows}


def test_a_service_is_asked_and_says_how_it_went(kg: Run, tmp_path: Path) -> None:
    with reconciling(tmp_path, {"7": "Ilsa Varnholt"}) as url:
        ran = kg("link", "--service", url)
        again = kg("link", "--service", url)
    assert (ran.code, ran.out) == (0, "")
    assert " names asked, 1 linked, 0 wait for a person, " in ran.err
    assert again.err.startswith("0 names asked, ")
    assert links(kg) == {"Ilsa Varnholt": SPACE + "7"}
    shown = kg("link", "--show")
    assert "Ilsa Varnholt" in shown.out
    assert "linked" in shown.out
    (row,) = json.loads(kg("link", "--show", "--json").out)
    assert (row["iri"], row["state"], row["match"], row["service"]) == (SPACE + "7", "linked", True, url)
    assert kg("validate").code == 0
    kg("export", "all.ttl")
    text = Path("all.ttl").read_text(encoding="utf-8")
    node = next(block for block in text.split("\n\n") if block.startswith("speaker:") and '"Ilsa Varnholt"' in block)
    assert f"schema:sameAs <{SPACE}7>" in node


def test_alone_it_makes_the_links_anew(kg: Run) -> None:
    kg("link", "--accept", "Rurik Dane", f"{SPACE}2")
    with open_store("own.kg") as store:
        store.write([], replace=[ids.derived_graph("links")])
    assert links(kg) == {}
    ran = kg("link")
    assert (ran.code, ran.err) == (0, "0 names asked, 1 linked, 0 wait for a person, 0 without candidates\n")
    assert links(kg) == {"Rurik Dane": SPACE + "2"}


def test_nothing_goes_to_the_network_unless_a_service_is_named(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("something was sent")

    Path("n.csv").write_text(f"name,iri\nIlsa Varnholt,{SPACE}1\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(socket.socket, "connect", refused)
        for arguments in ((), ("--names", "n.csv"), ("--show",), ("--reject", "Rurik Dane", f"{SPACE}2")):
            ran = kg("link", *arguments)
            assert ran.code == 0, ran.err


def test_a_file_of_names_with_a_bad_row(kg: Run) -> None:
    Path("n.csv").write_text(f"name,iri\nIlsa Varnholt,{SPACE}1\nX,y\n", encoding="utf-8")
    ran = kg("link", "--names", "n.csv")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == "error: n.csv, line 3: not an http(s) IRI: 'y'"
    assert links(kg) == {"Ilsa Varnholt": SPACE + "1"}


def test_a_person_decides(kg: Run) -> None:
    assert kg("link", "--accept", "Rurik Dane", f"{SPACE}2", "--by", "Ann", "--note", "the governor").code == 0
    assert links(kg) == {"Rurik Dane": SPACE + "2"}
    (row,) = json.loads(kg("link", "--show", "--json").out)
    assert (row["state"], row["reason"]) == ("linked", "a person accepted it")
    assert kg("link", "--reject", "Rurik Dane", "2").code == 2, "what is not proposed needs its whole IRI"
    assert kg("link", "--reject", "Rurik Dane", f"{SPACE}2").code == 0
    assert links(kg) == {}
    assert kg("validate").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["--service", "ftp://a.example/"], 3, "begins with http"),
        (["--again"], 2, "--service"),
        (["--rate", "5"], 2, "--service"),
        (["--rate", "0", "--service", "http://127.0.0.1:1/"], 2, "range"),
        (["--note", "x"], 2, "--accept"),
        (["--show", "--names", "n.csv"], 2, "alone"),
        (["--names", "absent.csv"], 2, "absent.csv"),
        (["--names", "."], 2, "director"),
        (["--accept", "nobody", "http://a.example/1"], 2, "nobody"),
        (["--accept", "Rurik Dane", "Q1"], 2, "Q1"),
        (["--accept", "Rurik Dane", "https://w3id.org/hearsay/id/speaker/1"], 2, "of this store"),
        (["--reject", "Rurik Dane", "http://a.example/1", "--note", "\udcff"], 2, "no graph can hold"),
        (["--names", "\udcff.csv"], 2, "csv"),
        (["--store", "none.kg"], 3, "no store"),
        (["--store", "none.kg", "--show"], 3, "no store"),
    ],
)
def test_what_cannot_be_done_is_one_line(kg: Run, arguments: list[str], code: int, reason: str) -> None:
    ran = kg("link", *arguments)
    assert ran.code == code, ran.err
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert reason in line
    assert links(kg) == {}
    assert not Path("none.kg").exists()


def test_a_service_that_is_none_is_exit_code_3(kg: Run) -> None:
    with answering(lambda handler, _: send(handler, b"<html>a page</html>")) as url:
        ran = kg("link", "--service", url)
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "no JSON" in ran.err
    assert url in ran.err


def test_nobody_there_is_exit_code_3(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.client.ATTEMPTS", 1)
    url = f"http://127.0.0.1:{free_port()}/"
    ran = kg("link", "--service", url)
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "cannot be reached" in ran.err


def test_before_anything_is_asked_there_is_nothing_to_show(kg: Run) -> None:
    ran = kg("link", "--show")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing was asked yet" in ran.err
