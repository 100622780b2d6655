"""``kg ingest`` killed in the middle: each article is whole or absent, and the next run completes the store."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.store import open_store
from kg.workflow.reading import Reading, articles
from kg.workflow.storing import ingest_articles

COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
HANGING = (
    "SELECT ?e { GRAPH ?i { ?e hs:canonicalSpeaker ?s } FILTER NOT EXISTS { GRAPH ?g { ?e schema:isPartOf ?a } } }"
)


def _wait_for(path: Path) -> None:
    """Until the command has begun to write, however slow the machine is."""
    deadline = time.monotonic() + 60
    while not path.is_file() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_a_killed_ingest_leaves_whole_articles_and_can_go_on(tmp_path: Path) -> None:
    source, location = tmp_path / "in.jsonl", tmp_path / "s.kg"
    lines = (
        json.dumps({"id": str(n), "text": f"Ada Stone said on day {n} that it rained. " * 8 + f"“No {n},” she added."})
        for n in range(400)
    )
    source.write_text("\n".join(lines), encoding="utf-8")
    with open_store(str(tmp_path / "whole.kg"), create=True) as store:
        ingest_articles(store, articles([str(source)], Reading()), now=lambda: "2022-03-08T00:00:00Z")
        whole = dict(store.select(COUNTS).rows)
    evidence = {g: n for g, n in whole.items() if "/evidence/" in str(g)}
    seen, begun = 0, 0
    for turn in range(20):  # later and later, until it was killed three times while it stored
        command = [sys.executable, "-c", "from kg.cli.main import main; main()", "ingest", str(source)]
        process = subprocess.Popen(
            [*command, "--store", str(location), "--jobs", "2"], stderr=subprocess.DEVNULL, start_new_session=True
        )
        _wait_for(location / "FORMAT")
        time.sleep(0.4 + 0.4 * turn)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with open_store(str(location)) as store:
            counts = {g: n for g, n in store.select(COUNTS).rows if "/evidence/" in str(g)}
            assert counts.items() <= evidence.items()
            assert store.select(HANGING).rows == ()
        assert len(counts) >= seen
        seen = len(counts)
        begun += seen > 0
        if begun == 3:
            break
    assert begun == 3
    with open_store(str(location), create=True) as store:
        ingest_articles(store, articles([str(source)], Reading()), now=lambda: "2022-03-08T00:00:00Z")
        assert dict(store.select(COUNTS).rows) == whole
