"""The benchmark's names: as many as it promises, of the sorts it promises, and nothing malformed gets in."""

import json
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from benchmarks.names import NAMES, Names, load

SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "CJK", "GREEK", "HEBREW", "DEVANAGARI", "HANGUL", "MYANMAR"}
BEARER: dict[str, Any] = {
    "name": "Ann Lee",
    "kind": "person",
    "role": None,
    "organisation": None,
    "year": 2020,
    "with": ["Bo Ek"],
}
PAIR: dict[str, Any] = {"pair": "n1", "a": BEARER, "b": BEARER}
VARIANT: dict[str, Any] = {
    "group": "g1",
    "kind": "person",
    "name": "Ann Lee",
    "role": "mayor",
    "outlet_country": "GB",
    "year": 2020,
}


@pytest.fixture(scope="module")
def names() -> Names:
    """What the benchmark holds."""
    return load()


def test_the_variants_are_200_in_45_groups_of_which_8_are_organisations(names: Names) -> None:
    sizes = Counter(v.group for v in names.variants)
    assert (len(names.variants), len(sizes)) == (200, 45)
    assert len({v.group for v in names.variants if v.kind == "organisation"}) == 8
    assert set(sizes.values()) == {3, 4, 5, 6}


def test_a_name_is_a_variant_in_one_group_only(names: Names) -> None:
    groups = defaultdict(set)
    for variant in names.variants:
        groups[variant.name].add(variant.group)
    assert {name: of for name, of in groups.items() if len(of) > 1} == {}


def test_the_variants_are_in_the_scripts_of_the_world_and_of_many_countries(names: Names) -> None:
    scripts = {unicodedata.name(c).split()[0] for v in names.variants for c in v.name if c.isalpha()}
    assert scripts == SCRIPTS
    assert len({v.outlet_country for v in names.variants}) >= 30


def test_the_pairs_are_50_of_namesakes_and_15_of_one_person(names: Names) -> None:
    assert [p.pair for p in names.pairs if not p.same] == [f"n{i}" for i in range(1, 51)]
    assert [p.pair for p in names.pairs if p.same] == [f"s{i}" for i in range(1, 16)]


def test_the_bearers_of_a_pair_are_presented_differently(names: Names) -> None:
    assert [p.pair for p in names.pairs if p.a == p.b] == []


def test_whoever_is_the_same_has_another_role_in_another_year(names: Names) -> None:
    assert [p.pair for p in names.pairs if p.same and (p.a.role == p.b.role or p.a.year == p.b.year)] == []


def test_everything_that_the_file_says_is_loaded(names: Names) -> None:
    records = [json.loads(line) for line in NAMES.read_text(encoding="utf-8").splitlines()]
    variants = [r for r in records if "group" in r]
    assert [{f: getattr(v, f) for f in VARIANT} for v in names.variants] == variants
    sides = [r[side] for r in records if "pair" in r for side in "ab"]
    bearers = [bearer for p in names.pairs for bearer in (p.a, p.b)]
    assert [b.beside for b in bearers] == [tuple(side["with"]) for side in sides]
    plain = BEARER.keys() - {"with"}
    assert [{f: getattr(b, f) for f in plain} for b in bearers] == [{f: side[f] for f in plain} for side in sides]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "Expecting property name"),
        ("", "Expecting value"),
        ("[]", "not an object"),
        (json.dumps({**VARIANT, "outlet": "The Post"}), "fields are"),
        (json.dumps({**VARIANT, "name": ""}), "is not a text"),
        (json.dumps({**VARIANT, "name": "Ann Lee "}), "is not trimmed"),
        (json.dumps({**VARIANT, "name": "Rene\u0301 Roy"}), "in NFC"),
        (json.dumps({**VARIANT, "kind": "place"}), "is not a kind"),
        (json.dumps({**VARIANT, "role": 3}), "is not a text"),
        (json.dumps({**VARIANT, "outlet_country": "Ghana"}), "is not a country's two letters"),
        (json.dumps({**VARIANT, "year": "2020"}), "is not a year"),
        (json.dumps({**VARIANT, "year": 20200}), "is not a year"),
        (json.dumps(VARIANT), "g1 Ann Lee occurs twice"),
        (json.dumps({**VARIANT, "name": "A. Lee", "kind": "organisation"}), "g1 has two kinds"),
        (json.dumps(PAIR), "n1 occurs twice"),
        (json.dumps({**PAIR, "pair": "n2", "same": False}), '"same" is true or absent'),
        (json.dumps({**PAIR, "pair": "n2", "b": "Ann Lee"}), "a bearer is not an object"),
        (json.dumps({**PAIR, "pair": "n2", "b": {**BEARER, "with": "Bo Ek"}}), '"with" is not a list'),
        (json.dumps({**PAIR, "pair": "n2", "b": {**BEARER, "with": [None]}}), "is not a text"),
        (json.dumps({"pair": "n2", "a": BEARER}), "fields are"),
    ],
)
def test_a_malformed_line_is_refused_with_its_number(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "names.jsonl"
    good = f"{json.dumps(VARIANT)}\n{json.dumps(PAIR)}\n"
    path.write_text(good, encoding="utf-8")
    assert len(load(path).variants) == len(load(path).pairs) == 1
    path.write_text(f"{good}{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3") as refused:
        load(path)
    assert wrong in str(refused.value)


def test_the_last_line_counts_without_its_newline_and_what_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_bytes(json.dumps(VARIANT).encode())
    assert [v.name for v in load(path).variants] == ["Ann Lee"]
    path.write_bytes(json.dumps(VARIANT).encode() + b"\n\xff\n")
    with pytest.raises(ValueError, match="line 2"):
        load(path)
