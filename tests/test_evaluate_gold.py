"""Marked articles: what is read of them, and how what is wrong is named."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg import ids
from kg.errors import FormatError
from kg.evaluate import article_of, read_gold
from kg.model import Article
from tests.marked import (
    PORT_GOLD,
    WON,
    WON_GOLD,
)


def test_the_article_of_a_record() -> None:
    record = {
        **WON_GOLD,
        "title": "Won",
        "publisher": "The Quay",
        "url": None,
        "published": "2022-03-02 04:19:20+00:00",
    }
    article = article_of(record)
    assert article == Article(
        iri=ids.article_iri(None, "The Quay", WON),
        text=WON,
        title="Won",
        outlet="The Quay",
        published="2022-03-02",
        source_id="won",
    )
    assert article_of({**record, "published": None}).published is None
    assert article_of(WON_GOLD).outlet is None


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_gold_is_read_from_plain_and_packed_files(name: str, tmp_path: Path) -> None:
    lines = "".join(json.dumps(r) + "\n" for r in (WON_GOLD, PORT_GOLD)) + "\n"
    data = lines.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert read_gold(tmp_path / name) == [WON_GOLD, PORT_GOLD]


def damaged(change: Callable[[dict[str, Any]], object], record: dict[str, Any] = WON_GOLD) -> str:
    copy = json.loads(json.dumps(record))
    change(copy)
    return json.dumps(copy)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "a marked article is a JSON object"),
        (damaged(lambda r: r.pop("id")), "id: a string is needed"),
        (damaged(lambda r: r.update(text="")), "text: a string is needed"),
        (damaged(lambda r: r.update(published=2022)), "published: a string or null is needed"),
        (damaged(lambda r: r.pop("annotations")), "neither annotations .* nor utterances"),
        (damaged(lambda r: r.update(annotations={})), "annotations: a list of objects is needed"),
        (damaged(lambda r: r["annotations"][0].update(attributions=[1])), "attributions: a list of objects"),
        (damaged(lambda r: r["annotations"][0].clear()), r"annotations\[0\]\.attributions: a list of objects"),
        (
            damaged(lambda r: r["annotations"][0]["attributions"][1].update(cue=[[3, 3]])),
            r"annotations\[0\]\.attributions\[1\]\.cue: a list of \[start, end\] inside the text \(0 to 45\)",
        ),
        (damaged(lambda r: r["annotations"][0]["attributions"][0].update(cue=[[3, 99]])), r"attributions\[0\]\.cue"),
        (damaged(lambda r: r["annotations"][0]["attributions"][0].update(cue=[["a", 9]])), r"attributions\[0\]\.cue"),
        (damaged(lambda r: r["utterances"][0].update(agent=None), PORT_GOLD), r"utterances\[0\]\.agent: a string"),
        (json.dumps(WON_GOLD), "the id 'won' is there twice"),
    ],
)
def test_a_wrong_line_is_named(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(WON_GOLD) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match=rf"gold\.jsonl, line 2: .*{reason}") as caught:
        read_gold(path)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"none\.jsonl: cannot be read: No such file"):
        read_gold(tmp_path / "none.jsonl")
    cases = {
        "plain.jsonl.gz": (b"{}", "cannot be read"),
        "cut.jsonl.gz": (gzip.compress(json.dumps(WON_GOLD).encode())[:-9], "cannot be read"),
        "latin.jsonl": ('{"id": "é"}'.encode("latin-1"), "line 1: not UTF-8 at byte 9"),
        "empty.jsonl": (b"\n", "no marked article"),
    }
    for name, (data, reason) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FormatError, match=f"{name}.*{reason}"):
            read_gold(tmp_path / name)
