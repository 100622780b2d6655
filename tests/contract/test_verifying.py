"""Quotes are verified alike on every store, from an index that lies beside it or in the cache."""

from pathlib import Path

import pytest

from kg.model import Extraction
from kg.statements import statements
from kg.store import Store
from kg.workflow.storing import ingest_extractions
from kg.workflow.verifying import Verifier


def test_every_statement_of_the_truth_is_verbatim_and_said_by_its_speaker_unless_denied(
    store: Store, truth: tuple[Extraction, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    ingest_extractions(store, truth, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
    denials = {
        a.iri for x in truth for a in x.attributions
        if a.type != "direct" and any(c.of(x.article.text) in ("denied", "rejected") for c in a.cue)
    }  # fmt: skip
    assert denials
    with Verifier.open(store) as verifier:
        assert verifier.coverage().articles == len(truth)
        for s in statements(store):
            found = verifier.verify(s.text, s.name)
            told = "altered" if s.attribution in denials else "verbatim"
            assert (found.verdict, found.mine) == (told, True if s.name else None), s.text
            assert s.text in {m.statement.text for m in found.matches}
