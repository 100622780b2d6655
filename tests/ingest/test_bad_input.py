"""Each kind of bad input gives one error of one line that names it and the reason, and nothing else is raised."""

import gzip
import io
import json
import os
import socket
from pathlib import Path

import pytest

from kg import ingest
from kg.errors import InputError
from kg.ingest import Metadata
from kg.model import Article
from tests.ingest.pages import page, read, read_all

GOOD = b"The ferry waits for the wind to drop."
NEVER = 10 * 1024 * 1024
BILLION = (
    '<!DOCTYPE html [<!ENTITY a "ha">' + "".join(f'<!ENTITY {c}2 "{("&" + c + ";") * 9}">' for c in "abcdefgh") + "]>"
)

FILES = {
    "empty.txt": (b"", "empty"),
    "empty.html": (b"", "empty"),
    "empty.jsonl": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n ", "only white space"),
    "blank.html": (b"  \n ", "only white space"),
    "blank.jsonl": (b"\n\n\n", "empty"),
    "mark.txt": (b"\xef\xbb\xbf", "empty"),
    "zero.txt": (b"\xe2\x80\x8b\xe2\x80\x8b", "only white space"),
    "digits.txt": (b"12 34 56", "no words in it"),
    "paper.txt": (b"%PDF-1.7\n%\xe2\xe3", "a PDF, not text: convert it first"),
    "paper.pdf": (b"%PDF-1.4\n", "a PDF, not text"),
    "paper.docx": (b"PK\x03\x04\x14\0", "a ZIP archive or office document"),
    "paper.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
    "paper.rtf": (b"{\\rtf1\\ansi", "an RTF document"),
    "photo.html": (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    "photo.jpg": (b"\xff\xd8\xff\xe0", "a JPEG image"),
    "film.mp4": (b"\0\0\0\x18ftypmp42", "a film or image"),
    "data.db": (b"SQLite format 3\0", "an SQLite database"),
    "pages.warc": (b"WARC/1.0\r\n", "a web archive"),
    "nul.txt": (b"The fer\0ry waits.", "binary data"),
    "nul.html": (page().replace(b"ferry", b"fer\0ry"), "binary data"),
    "controls.txt": (b"ab\x01\x02\x03\x04\x05" * 20, "binary data"),
    "broken8.txt": ("“one” “two” “three”".encode()[:-2] + b"\xff.", "broken UTF-8 at byte"),
    "broken16.txt": (b"\xff\xfe" + "The ferry".encode("utf-16-le") + b"\x00", "marked as UTF-16-LE, but broken"),
    "euc.txt": ("市長は火曜日、港は開かれたままだと述べた。".encode("euc-jp"), "its encoding cannot be told"),
    "long.txt": (b"The ferry waits. " * 9000, "longer than 100000 bytes, the limit"),
    "long.html": (page(body="<p>The ferry waits.</p>" * 9000), "longer than 100000 bytes, the limit"),
    "long.jsonl": (b'{"text": "' + b"w " * 90000 + b'"}', "longer than 100000 bytes, the limit"),
    "bomb.txt.gz": (gzip.compress(b"a " * NEVER), "longer than 100000 bytes, the limit"),
    "bomb.jsonl.gz": (gzip.compress(b"a " * NEVER), "longer than 100000 bytes, the limit"),
    "cut.txt.gz": (gzip.compress(GOOD * 1000)[:-20], "the gzip data end too early"),
    "cut.jsonl.gz": (gzip.compress(b'{"text": "Ferry"}')[:-12], "the gzip data end too early"),
    "torn.txt.gz": (b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + b"\xff" * 40, "broken gzip data"),
    "twice.txt.gz": (gzip.compress(gzip.compress(GOOD)), "gzip within gzip"),
    "login.html": (page(body="<form>Name <input> Password <input><button>Sign in</button></form>"), "no article"),
    "plain.html": (b"no elements", "no article"),
    "index.html": (
        page(body="".join(f'<p><a href="/{i}">A headline of eight words, number {i} it is</a></p>' for i in range(30))),
        "no article",
    ),
    "deep.html": (page(body="<div>" * 19000), "elements nested over 200 deep"),
    "wide.html": (page(body="<p " + " ".join(f"a{i}" for i in range(2000)) + ">"), "more than 1000 attributes"),
    "feed": (b"<?xml version='1.0'?><rss><channel/></rss>", "XML (a feed"),
    "note.meta.json": (b"{}", "metadata of another file"),
    "nonsense.jsonl": (b"The ferry waits.", "not JSON: Expecting value at character 1"),
    "list.jsonl": (b'[{"text": "a"}]', "a list, where an object"),
    "string.jsonl": (b'"The ferry"', "a string, where an object"),
    "textless.jsonl": (b'{"title": "a"}', 'it has no "text"'),
    "number.jsonl": (b'{"text": 7}', "text: a string is needed, not a number"),
    "void.jsonl": (b'{"text": ""}', "empty"),
    "half.jsonl": (b'{"text": "a \\ud83d b"}', "half a character (a lone surrogate) at 2"),
    "null.jsonl": (b'{"text": "a \\u0000 b"}', "binary data"),
    "latin.jsonl": ('{"text": "caf\u00e9"}'.encode("latin-1"), "not UTF-8 at byte 13"),
    "wide.jsonl": ('\ufeff{"text": "a b"}'.encode("utf-16-le"), "not UTF-8 at byte 0"),
    "nested.jsonl": (b"[" * 90000, "JSON nested too deeply"),
    "digits.jsonl": (b'{"text": "a", "n": ' + b"1" * 5000 + b"}", "4300 digits"),
    "date.jsonl": (b'{"text": "a b", "published": "last May"}', "published: not an ISO 8601 date: 'last May'"),
    "day.jsonl": (b'{"text": "a b", "published": "2023-02-29"}', "published: no such date: '2023-02-29'"),
    "url.jsonl": (b'{"text": "a b", "url": "ftp://a.example/b"}', "url: not a web address (http or https)"),
    "host.jsonl": (b'{"text": "a b", "url": "https:///b"}', "url: a web address without a host"),
    "authors.jsonl": (b'{"text": "a b", "authors": [1]}', "authors: a string or a list of strings"),
    "title.jsonl": (b'{"text": "a b", "title": {}}', "title: a string is needed, not {}"),
    "half-title.jsonl": (b'{"text": "a b", "title": "\\ud83d"}', "title: holds half a character"),
    "language.jsonl": (b'{"text": "a b", "language": "English!"}', "language: not a language tag"),
}

BESIDE = {
    b"{": "not JSON: Expecting property name",
    b"[]": "a JSON object is needed",
    b"\xff\xfe{\0": "not UTF-8",
    b"[" * 90000: "JSON nested too deeply",
    b'{"published": "yesterday"}': "published: not an ISO 8601 date",
    b'{"url": "javascript:alert(1)"}': "url: not a web address",
    b'{"authors": {"name": "Ada"}}': "authors: a string or a list of strings",
}


def errors(path: Path | str, metadata: Metadata | None = None) -> list[InputError]:
    found = list(ingest.articles(str(path), metadata=metadata or Metadata(), max_bytes=100_000))
    assert not [x for x in found if isinstance(x, Article)]
    return [x for x in found if isinstance(x, InputError)]


def check(found: list[InputError], path: Path, reason: str) -> None:
    assert found
    error = found[0]
    assert error.source.startswith(str(path))
    assert reason in error.reason
    assert str(error).isprintable()
    assert len(str(error)) < 400


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file(name: str, tmp_path: Path) -> None:
    data, reason = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    check(errors(path), path, reason)


@pytest.mark.parametrize("data", BESIDE)
def test_bad_metadata_beside_a_file(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(GOOD)
    (tmp_path / "ferry.meta.json").write_bytes(data)
    check(errors(path), path, f"ferry.meta.json: {BESIDE[data]}")


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Metadata(published="03/02/2022"), "published: not an ISO 8601 date"),
        (Metadata(published="2022-13-01"), "published: no such date"),
        (Metadata(published="2022-01-01T25:00"), "published: no such date"),
        (Metadata(url="post.example/a"), "url: not a web address"),
        (Metadata(url="https://[::1"), "url: not a web address"),
        (Metadata(url="https://a.example:99999/"), "url: not a web address"),
        (Metadata(url="https://a b.example/"), "url: a web address without a host"),
        (Metadata(url="https://a.example/" + "x" * 5000), "url: a URL of 5018 characters is too long"),
        (Metadata(language="e"), "language: not a language tag"),
    ],
)
def test_bad_options(known: Metadata, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_bytes(GOOD)
    check(errors(path, known), path, reason)


def test_what_is_no_file(tmp_path: Path) -> None:
    pipe, plug, loop, folder = (tmp_path / name for name in ("pipe.txt", "plug.txt", "loop.txt", "folder.txt"))
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(plug))
        check(errors(plug), plug, "a socket, not a file")
    check(errors(pipe), pipe, "a pipe, not a file: give its content on standard input, as -")
    check(errors(loop), loop, "symbolic links")
    check(errors(folder), folder, "a folder, not a file")
    check(errors(tmp_path / "gone.txt"), tmp_path / "gone.txt", "No such file or directory")
    check(errors("/dev/zero"), Path("/dev/zero"), "a device, not a file")
    assert errors("")[0].reason == "no file is named"
    assert "null byte" in errors("a\0b.txt")[0].reason
    assert errors("x" * 5000)[0].reason == "File name too long"
    assert str(errors(tmp_path / "two\nlines\x1b[2J\udcff.txt")[0]).isprintable()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(GOOD)
    path.chmod(0)
    check(errors(path), path, "Permission denied")


def test_nothing_on_standard_input() -> None:
    (error,) = ingest.articles("-")
    assert str(error) == "standard input: nothing is connected to it"
    assert [str(x) for x in read_all(b"")] == ["standard input: empty"]


def test_json_over_several_lines_is_one_error() -> None:
    pretty = json.dumps({"text": "The ferry waits.", "title": "Ferry"}, indent=1).encode()
    assert len(read_all(pretty)) == 2
    assert "write one object a line" in str(read_all(pretty)[1])


def test_json_lines_in_utf_16_are_two_errors() -> None:
    data = '\ufeff{"text": "The ferry"}\n'.encode("utf-16-le") * 50
    first, second = read_all_as("jsonl", data)
    assert "not UTF-8 at byte 0" in str(first)
    assert "UTF-16, but JSON lines are UTF-8" in str(second)


def read_all_as(form: str, data: bytes) -> list[Article | InputError]:
    return list(ingest.FORMATS[form](io.BytesIO(data), "some", Metadata(), 100_000, "https://e.example/"))


def test_entities_are_not_expanded_and_no_file_is_read() -> None:
    secret = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    for doctype in (BILLION, secret):
        data = (
            page().replace(b"<!doctype html>", f'<?xml version="1.0"?>{doctype}'.encode()).replace(b"noon", b"&x;&h2;")
        )
        text = read(data).text
        assert len(text) < 400
        assert "root:" not in text
