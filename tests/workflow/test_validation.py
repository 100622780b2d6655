from pathlib import Path

import pytest
from rdflib.namespace import RDF, SH

from kg.errors import InputError, StoreError
from kg.model import Extraction
from kg.store.embedded import EmbeddedStore
from kg.workflow.storing import ingest_extractions
from kg.workflow.validation import merged, validated, validated_file, write_report

BROKEN = """
@prefix hs: <https://w3id.org/hearsay#> .
@prefix schema: <https://schema.org/> .
<urn:a> a hs:Attribution .
"""


def test_the_truth_is_valid(truth: tuple[Extraction, ...]) -> None:
    with EmbeddedStore.memory() as store:
        ingest_extractions(store, truth, now=lambda: "2022-03-08T00:00:00Z", model_version="truth")
        graphs: list[str] = []
        found = validated(store, graphs.append)
    assert (found.conforms, found.violations) == (True, ())
    assert sum("/evidence/" in g for g in graphs) == len(truth)


def test_reports_are_merged_under_one_node(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN, encoding="utf-8")
    one = validated_file(str(tmp_path / "broken.ttl"))
    both = merged([one, one])
    assert len(both.violations) == 2 * len(one.violations) > 0
    (node,) = both.graph.subjects(RDF.type, SH.ValidationReport)
    assert len(set(both.graph.objects(node, SH.result))) == len(both.violations)
    assert merged([]).conforms


def test_a_file_that_breaks_a_shape_is_reported(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN, encoding="utf-8")
    found = validated_file(str(tmp_path / "broken.ttl"))
    assert not found.conforms
    assert {v.focus for v in found.violations} == {"urn:a"}
    write_report(found, tmp_path / "report.ttl")
    assert "sh:ValidationReport" in (tmp_path / "report.ttl").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot write .*missing/report\.ttl: No such file"):
        write_report(merged([]), tmp_path / "missing" / "report.ttl")


@pytest.mark.parametrize("content", [None, b"\x00\xff", b"<urn:a> <urn:b>"])
def test_what_is_no_rdf_is_an_error_that_names_the_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.ttl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.ttl: "):
        validated_file(str(path))
