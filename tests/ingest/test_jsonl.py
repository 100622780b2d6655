"""JSON lines: a record an article, its text unchanged, and a bad one costs only itself."""

import io
import json
import tracemalloc
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg import ingest
from kg.errors import InputError
from kg.ingest import Metadata
from kg.ingest.jsonl import from_lines
from kg.model import Article
from tests.ingest.pages import read, read_all

RECORD = {
    "id": 12,
    "text": " The ferry\r\nwaits. ",
    "url": "https://post.example/a#top",
    "title": "The ferry",
    "outlet": "The Post",
    "authors": "By Ada Quill and Ben Oar",
    "published": "2024-05-01T10:15:30+00:00",
    "language": "en",
    "mood": {"ignored": True},
}


def test_a_record_says_what_is_known() -> None:
    found = read(json.dumps(RECORD).encode())
    assert found.text == RECORD["text"]
    assert (found.source_id, found.url, found.title) == ("12", "https://post.example/a", "The ferry")
    assert (found.outlet, found.authors) == ("The Post", ("Ada Quill", "Ben Oar"))
    assert (found.published, found.language) == ("2024-05-01T10:15:30Z", "en")


def test_options_go_before_the_record() -> None:
    found = read(json.dumps(RECORD).encode(), Metadata(outlet="Other", published="2020-01-01"))
    assert (found.outlet, found.published, found.title) == ("Other", "2020-01-01", "The ferry")


def test_a_bad_record_is_named_by_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    good = '{"text": "The ferry waits."}'
    path.write_text(f'\ufeff{good}\n\n{{"text": 5}}\nnonsense\n{good}\r\n{{"title": "no text"}}', encoding="utf-8")
    found = list(ingest.articles(str(path)))
    assert [x.text if isinstance(x, Article) else x.source for x in found] == [
        "The ferry waits.", f"{path}:3", f"{path}:4", "The ferry waits.", f"{path}:6",
    ]  # fmt: skip


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda t: t + " a"), min_size=1)
)
def test_texts_come_back_unchanged(texts: list[str]) -> None:
    data = "\n".join(json.dumps({"text": t}) for t in texts).encode()
    assert [x.text for x in read_all(data) if isinstance(x, Article)] == texts


class _Endless(io.RawIOBase):
    """One record, a line of ``size`` bytes, one record."""

    def __init__(self, size: int) -> None:
        self._parts = iter([b'{"text": "one"}\n', *([b"x" * 65536] * (size // 65536)), b'\n{"text": "two"}\n'])
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        self._left = self._left or next(self._parts, b"")
        data, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(data)] = data
        return len(data)


def test_an_over_long_line_is_skipped_in_bounded_memory() -> None:
    stream = io.BufferedReader(_Endless(100_000_000))
    tracemalloc.start()
    found = list(from_lines(stream, "big", Metadata(), 1_000_000, "https://e.example/"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [x.text if isinstance(x, Article) else str(x) for x in found] == [
        "one", "big:2: longer than 1000000 bytes, the limit", "two",
    ]  # fmt: skip
    assert peak < 8_000_000


def test_records_come_one_at_a_time() -> None:
    stream = io.BufferedReader(_Endless(2**40))
    found = from_lines(stream, "big", Metadata(), 1_000_000, "https://e.example/")
    assert not isinstance(next(found), InputError)
