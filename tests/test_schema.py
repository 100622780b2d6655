"""docs/extraction.schema.json says exactly what ``kg extract`` prints."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kg import interchange, model
from kg.model import Extraction
from tests.strategies import extractions
from tests.whole import WHOLE

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "extraction.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
DATA = interchange.to_json(WHOLE)


def objects(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every object in ``data``."""
    if isinstance(data, dict):
        yield path
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from objects(value, (*path, key))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


KEYS = [(path, key) for path in objects(DATA) for key in at(DATA, path)]


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_of_the_schema_has_a_description() -> None:
    properties = [s["properties"] for s in _schemas(SCHEMA) if "properties" in s]
    assert len(properties) == 9
    assert [key for p in properties for key, value in p.items() if not value.get("description")] == []


@settings(max_examples=30)
@given(extractions())
def test_what_is_printed_is_valid(extraction: Extraction) -> None:
    VALIDATOR.validate(interchange.to_json(extraction))


def test_the_truth_is_valid(truth: tuple[Extraction, ...]) -> None:
    for extraction in truth:
        VALIDATOR.validate(interchange.to_json(extraction))


def test_the_whole_example_has_every_kind_of_object() -> None:
    assert VALIDATOR.is_valid(DATA)
    assert {path[0] for path in objects(DATA) if path} == set(DATA) - {"format"}
    every = sum(len(s["properties"]) for s in _schemas(SCHEMA) if "properties" in s)
    assert len({(tuple(p for p in path if isinstance(p, str)), key) for path, key in KEYS}) == every


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_every_key_is_required_and_no_other_is_forbidden(path: tuple[str | int, ...], key: str) -> None:
    without, more = copy.deepcopy(DATA), copy.deepcopy(DATA)
    del at(without, path)[key]
    at(more, path)["a key of tomorrow"] = 1
    assert not VALIDATOR.is_valid(without)
    assert VALIDATOR.is_valid(more)


@pytest.mark.parametrize(("path", "key"), KEYS)
def test_every_key_has_its_type(path: tuple[str | int, ...], key: str) -> None:
    wrong = copy.deepcopy(DATA)
    at(wrong, path)[key] = {"of no": "use"}
    assert not VALIDATOR.is_valid(wrong)


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.update(format=2),
        lambda x: x["article"].update(text=""),
        lambda x: x["article"].update(id="a1"),
        lambda x: x["attributions"][0].update(content=[]),
        lambda x: x["attributions"][0].update(content=[[1, 2, 3]]),
        lambda x: x["attributions"][0].update(content=[[-1, 2]]),
        lambda x: x["attributions"][0].update(content=[[1.5, 2]]),
        lambda x: x["attributions"][0].update(confidence=1.1),
        lambda x: x["attributions"][0].update(type="Direct"),
        lambda x: x["entities"][0].update(kind="people"),
        lambda x: x["entities"][0].update(name=None),
        lambda x: x["figures"][0].update(value="498"),
        lambda x: x["citations"][0].update(target=None),
    ],
)
def test_what_is_wrong_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    wrong = copy.deepcopy(DATA)
    change(wrong)
    assert not VALIDATOR.is_valid(wrong)


def test_the_choices_are_those_of_the_model() -> None:
    defs = SCHEMA["$defs"]
    found = {
        model.EntityKind: defs["entity"]["properties"]["kind"],
        model.MentionForm: defs["mention"]["properties"]["form"],
        model.QuoteType: defs["attribution"]["properties"]["type"],
        model.Act: defs["attribution"]["properties"]["act"],
        model.CitationKind: defs["citation"]["properties"]["kind"],
    }
    assert {kind: tuple(schema["enum"]) for kind, schema in found.items()} == {kind: get_args(kind) for kind in found}


def _schemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _schemas(value)
