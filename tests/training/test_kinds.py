"""What tells the kinds of descriptions: its cases, what it learns, and how it is added to the encoder's graph."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
onnx = pytest.importorskip("onnx", reason="training needs the extra 'train'")

from kg.nlp import reader  # noqa: E402
from kg.nlp.kinds import KINDS  # noqa: E402
from kg.nlp.segment import segments  # noqa: E402
from training.gum import Entity, Text, Token  # noqa: E402
from training.kinds import Case, Head, add, described, encoder, trained  # noqa: E402

TEXT = "The stevedores said on Monday that the pumps had failed. A pamphlet said the same."


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """On a machine that others use, threads wait for each other longer than these small matrices take."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(reader.MODEL, tmp_path / "model"))


def word(form: str, start: int, *, common: bool = True, plural: bool = False) -> Token:
    return Token(form, start, start + len(form), common, not common, plural, -1, "")


def test_mentions_by_a_common_noun_have_the_kinds_of_sources() -> None:
    document = Text(
        "GUM_news_made",
        tokens=[
            word("crew", 0),
            word("sailors", 5, plural=True),
            word("diver", 13),
            word("port", 19),
            word("log", 24),
            word("Vell", 28, common=False),
            word("week", 33),
        ],
    )
    kinds = ("organization", "person", "person", "place", "object", "person", "time")
    document.entities = [Entity(str(n), kind, n, n + 1, (n,)) for n, kind in enumerate(kinds)]
    assert [(first, head, kind) for first, head, kind in described(document)] == [
        (0, 0, "organisation"),
        (1, 1, "collective"),
        (2, 2, "unnamed"),
        (3, 3, "place"),
        (4, 4, "document"),
    ]


def test_two_persons_joined_are_a_collective() -> None:
    document = Text("GUM_news_made", tokens=[word("pilot", 0), word("and", 6, common=False), word("diver", 10)])
    document.entities = [Entity("1", "person", 0, 3, (0, 2))]
    assert [kind for _, _, kind in described(document)] == ["collective"]


def test_what_the_vectors_show_is_learned() -> None:
    random = np.random.default_rng(1)

    def case(kind: int) -> Case:
        below = random.normal(size=40).astype(np.float32) * 0.1
        below[kind] += 1
        return Case(below, kind, 1.0, 0, 0)

    head = trained([case(n % len(KINDS)) for n in range(6000)])
    asked = [case(n % len(KINDS)) for n in range(50)]
    assert head.of(np.stack([c.below for c in asked])).argmax(-1).tolist() == [c.kind for c in asked]


def test_the_layers_in_the_graph_give_the_same_scores_and_the_rest_is_as_it_was(model: Path) -> None:
    random = np.random.default_rng(2)
    below = encoder(model)(TEXT).below
    inner = random.normal(size=(below.shape[1], 6)).astype(np.float16).astype(np.float32)
    head = Head(
        inner, np.ones(6, np.float32), random.normal(size=(6, len(KINDS))).astype(np.float32), np.zeros(5, np.float32)
    )
    parts = segments(TEXT)
    before = reader.load(reader.MODEL).candidates(TEXT, parts)
    add(head, model)
    first = (model / reader.ENCODER).read_bytes()
    add(head, model)
    assert (model / reader.ENCODER).read_bytes() == first  # in the place of the layers that were there
    assert json.loads((model / "model.json").read_text())["version"] == reader.load().version
    after = reader.load(model).candidates(TEXT, parts)
    assert after[:2] == before[:2]
    assert list(after[2].kinds) != list(before[2].kinds)
    scores = head.of(below)
    e = np.exp(scores - scores.max(-1, keepdims=True))
    sure = e.max(-1) / e.sum(-1) > 0.51
    told = [KINDS[k] for k in scores.argmax(-1)]
    assert sure.sum() > 5
    assert [k for k, s in zip(after[2].kinds, sure, strict=True) if s] == [
        k for k, s in zip(told, sure, strict=True) if s
    ]
