"""The ranker of speakers: which option is the right one, what it learns, and how its chances are judged."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from kg.model import Span  # noqa: E402
from kg.nlp.mentions import names  # noqa: E402
from kg.nlp.people import People  # noqa: E402
from kg.nlp.ranking import WIDTH, Ranker  # noqa: E402
from kg.nlp.register import Register  # noqa: E402
from kg.nlp.segment import segments  # noqa: E402
from training import speaking  # noqa: E402
from training.speaking import PARTS, Case, crossed, fitted, judged, right_option, together, warmed  # noqa: E402

TEXT = (
    "Ana Vik and Tomas Lund met the Dock Union in Vell. Residents waited. They feared rain. "
    "The mayor said it rained. A sailor saw it."
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """On a machine that others use, threads wait for each other longer than these small matrices take."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def chosen(source: str | None, marked: Sequence[str], kind: str | None, said: str = "it rained") -> str | None:
    """The name of the right option, "new" for the last one, None where there is none."""
    parts = segments(TEXT)
    weights = np.zeros((WIDTH, 1), dtype=np.float32)
    ranker = Ranker(weights, weights[0], weights[0], 1, 0, 0)
    people = People(TEXT, parts, Register(TEXT, names(TEXT, parts)), ranker)
    where = span(source) if source else None
    options = people.options.of(where, people.described(where), [span(said)])
    number = right_option(people, options, where, [span(m) for m in marked], kind)
    if number is None:
        return None
    known = options[number].known
    assert (known is None) == (number == len(options) - 1)
    return known.name if known else "new"


@pytest.mark.parametrize(
    ("source", "marked", "kind", "expected"),
    [
        ("The mayor", ["Ana Vik"], "person", "Ana Vik"),
        ("The mayor", ["Lund"], "person", "Tomas Lund"),  # by a part of the name
        ("The mayor", ["Ana Vik and Tomas Lund"], "person", "Tomas Lund"),  # the longest name
        ("Ana Vik", ["Ana Vik"], "person", "Ana Vik"),
        ("Ana Vik and Tomas Lund", ["Tomas Lund"], "person", "Tomas Lund"),
        ("The mayor", ["rain", "Tomas Lund"], "person", "Tomas Lund"),  # the first mark that names an option
        ("They", ["the Dock Union"], "organisation", "Dock Union"),
        ("They", ["Residents"], "collective", "Residents"),  # nobody's name, but an option
        ("The mayor", ["The mayor"], "person", "new"),  # named nowhere
        ("The mayor", ["A sailor"], "unnamed", "new"),
        ("The mayor", [], "person", "new"),
        ("The mayor", ["A sailor"], "person", None),  # marked, but no option
        ("Ana Vik", ["Tomas Lund"], "person", None),  # a name means nobody else
        (None, ["Tomas Lund"], "person", "Tomas Lund"),
        (None, [], None, "new"),
        (None, ["A sailor"], "author", "new"),
        (None, ["A sailor"], "unnamed", None),
    ],
)
def test_the_right_option_is_who_is_marked(
    source: str | None, marked: list[str], kind: str | None, expected: str | None
) -> None:
    assert chosen(source, marked, kind) == expected


def case(article: int, right: int, options: int = 3, tell: int = 0, seed: int = 0) -> Case:
    """A source whose right option has the feature ``tell``; the others have what chance gives them."""
    rng = np.random.default_rng((article, right, options, seed))
    rows = (rng.random((options, WIDTH)) < 0.05).astype(np.float32)
    rows[:, tell] = 0
    rows[right, tell] = 1
    return Case(article, rows, right)


def cases(count: int, tell: int = 0, articles: int = 10, seed: int = 0) -> list[Case]:
    """Sources with two to five options."""
    rng = np.random.default_rng((count, seed))
    sizes = rng.integers(2, 6, count)
    return [case(k % articles, int(rng.integers(n)), int(n), tell, k) for k, n in enumerate(sizes)]


def share_right(scores: Sequence[torch.Tensor], found: Sequence[Case]) -> float:
    return sum(int(s.argmax()) == c.right for s, c in zip(scores, found, strict=True)) / len(found)


def test_what_can_be_told_is_learned_and_the_same_for_a_seed() -> None:
    found, unseen = cases(300), cases(200, seed=1)
    network = fitted(found)
    assert not network.training
    with torch.no_grad():
        assert share_right([network(torch.from_numpy(c.rows)) for c in unseen], unseen) > 0.97
    again, other = fitted(found), fitted(found, seed=2)
    assert torch.equal(network.inner.weight, again.inner.weight)
    assert not torch.equal(network.inner.weight, other.inner.weight)


def test_one_source_of_many_options_changes_little_for_those_of_few() -> None:
    """The others are filled up with options that are not there."""
    rows = np.zeros((2, WIDTH), dtype=np.float32)
    rows[0, :3], rows[1, 3:6] = 1, 1
    few = [Case(k, rows, 1) for k in range(320)]
    many = [*few[1:], Case(0, np.concatenate([rows[:1].repeat(39, 0), rows[1:]]), 39)]
    with_few, with_many = fitted(few), fitted(many)
    with torch.no_grad():
        shown = torch.from_numpy(np.concatenate([rows, 0 * rows[:1]]))
        expected = with_few(shown)
        assert expected[1] - expected[0] > 3
        torch.testing.assert_close(with_many(shown), expected, atol=0.2, rtol=0)


def test_rankers_that_are_put_together_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "PASSES", 2)
    found = together(cases(20))
    assert len({n.outer.weight.detach().numpy().tobytes() for n in found}) == speaking.TOGETHER


def test_no_article_is_judged_by_what_was_learned_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is marked in an article, its own scores stay; those of the articles of other parts change."""
    monkeypatch.setattr(speaking, "PASSES", 3)
    found = cases(40, articles=8)
    for article in (0, 3, 7):
        otherwise = [replace(c, right=(c.right + 1) % len(c.rows)) if c.article == article else c for c in found]
        for c, one, two in zip(found, crossed(found), crossed(otherwise), strict=True):
            assert one.shape == (len(c.rows),)
            assert torch.equal(one, two) == (c.article % PARTS == article % PARTS)


def test_the_rankers_of_other_articles_are_learned_and_told_in_order() -> None:
    found = cases(250)
    assert share_right(crossed(found), found) > 0.9


@pytest.mark.parametrize("factor", [1.0, 1.5, 3.0])
def test_scores_are_divided_until_their_chances_are_true(factor: float) -> None:
    torch.manual_seed(1)
    true = 2 * torch.randn(1_000, 4)
    right = torch.multinomial(torch.softmax(true, -1), 1)[:, 0].tolist()
    assert warmed(list(factor * true), right) == pytest.approx(factor, rel=0.12)


def test_known_entities_alone_are_judged_and_from_a_chance_on() -> None:
    even = torch.tensor([3.0, 0.0, 0.0])  # a chance of 0.909 for the first of three, 0.691 at half the scores
    last = torch.tensor([0.0, 0.0, 3.0])
    found = [Case(0, np.zeros((3, WIDTH), dtype=np.float32), right) for right in (0, 0, 1, 0, 2)]
    scores = [even, even, even, last, last]
    assert judged(scores, found, 1.0, 0.9) == (40.0, 20.0)
    assert judged(scores, found, 1.0, 0.92) == (0.0, 0.0)
    assert judged(scores, found, 2.0, 0.7) == (0.0, 0.0)
    assert judged(scores, found, 2.0, 0.69) == (40.0, 20.0)
    assert judged(scores[3:], found[3:], 1.0, 0.1) == (0.0, 0.0)
