"""The tagger of names fitted anew: what it reads, what counts and how much, and the share that it labels right."""

from collections.abc import Iterator

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.data import batch_of, examples  # noqa: E402
from training.encoder import WIDTH  # noqa: E402
from training.marked import Marked  # noqa: E402
from training.names import Read, fitted, read, right, together  # noqa: E402
from training.network import NAMED_BY, Namer, Network  # noqa: E402
from training.vocabulary import pieces  # noqa: E402

WIDTHS = WIDTH * len(NAMED_BY)
LABELS = 7
TEXT = "Ann Mora said the harbour would close in June.\n\nBell told the committee of Veln on Friday that it would not."
NAMED = Marked(TEXT, (), names=((0, 8, "person"), (48, 52, "person"), (75, 79, "place")))


def window(shown: list[int], labels: list[int] | None = None, weight: float = 1.0, counts: bool = True) -> Read:
    """A window in which feature k of each word is 1 for the k that it shows; its labels are the same unless given."""
    below = torch.zeros(len(shown), WIDTHS)
    below[torch.arange(len(shown)), torch.tensor(shown)] = 1.0
    return Read(below.half(), torch.tensor(labels or shown), torch.full((len(shown),), counts), weight)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """On a machine that others use, threads wait for each other longer than these small matrices take."""
    count = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(count)


@pytest.fixture(scope="module")
def reading() -> Namer:
    """A tagger that gives each word the label of the feature that it shows."""
    made = Namer().eval()
    with torch.no_grad():
        for weight in made.parameters():
            weight.zero_()
        made.inner.weight[:LABELS, :LABELS] = torch.eye(LABELS)
        made.outer.weight[:, :LABELS] = torch.eye(LABELS)
    return made


@pytest.fixture(scope="module")
def network() -> Network:
    """As few layers as the tagger of names can do with, as they begin."""
    torch.manual_seed(3)
    return Network(max(NAMED_BY) + 1, 1, 0.0)


def chances(namer: Namer, shown: int) -> list[float]:
    """Of each label, for a word between two like it."""
    with torch.no_grad():
        found: list[float] = torch.softmax(namer(window([shown] * 3).below.float()[None])[0, 1], -1).tolist()
    return found


def test_windows_are_read_with_their_labels_and_as_if_each_were_alone(network: Network) -> None:
    long = Marked(TEXT + " It was late." * 9, (), names=NAMED.names)
    articles = [long, Marked(TEXT, ()), NAMED]
    found = list(read(network, articles, 0.5))
    expected = [e for a in (NAMED, long) for e in examples(a, pieces())]
    assert len(found) == len(expected) == 2
    for r, e in zip(found, expected, strict=True):
        assert r.labels.tolist() == (e.names.tolist() if e.names is not None else None)
        assert r.counts.tolist() == e.counts.tolist()
        assert (r.weight, r.below.shape) == (0.5, (len(e.counts), WIDTHS))
        with torch.no_grad():
            alone = network.encode(batch_of([e.window])).below[0]
        np.testing.assert_allclose(r.below.float().numpy(), alone.numpy(), atol=0.1)
    words = [TEXT[s.start : s.end] for s in expected[0].read.spans]
    labelled = [(w, n) for w, n in zip(words, found[0].labels.tolist(), strict=True) if n]
    assert labelled == [("Ann", 1), ("Mora", 2), ("Bell", 1), ("Veln", 5)]


def test_a_group_is_padded_with_words_that_weigh_nothing() -> None:
    one, two = window([1, 2], weight=0.5), window([3, 0, 5])
    two.counts[0] = False
    below, labels, weight = together([one, two])
    assert below.dtype == torch.float32
    assert torch.equal(below[1], two.below.float())
    assert torch.equal(below[0], torch.cat([one.below.float(), torch.zeros(1, WIDTHS)]))
    assert labels.tolist() == [[1, 2, 0], [3, 0, 5]]
    assert weight.tolist() == [[0.5, 0.5, 0.0], [0.0, 1.0, 1.0]]


def test_what_can_be_told_is_learned_and_the_same_each_time() -> None:
    rng = np.random.default_rng(1)
    windows = [window(rng.integers(0, LABELS, 6).tolist()) for _ in range(160)]
    namer = fitted(windows)
    assert not namer.training
    assert right(namer, windows[:40]) > 0.95
    again = fitted(windows)
    assert all(torch.equal(a, b) for a, b in zip(namer.parameters(), again.parameters(), strict=True))


@pytest.mark.parametrize(("weight", "share"), [(1.0, 1 / 2), (0.5, 1 / 3)])
def test_names_found_by_program_weigh_less(weight: float, share: float) -> None:
    """The same words, labelled 1 in gold and 3 in silver: the chances are as the weights are."""
    gold = [window([1] * 3) for _ in range(80)]
    silver = [window([1] * 3, [3] * 3, weight) for _ in range(80)]
    mixed = [x for pair in zip(gold, silver, strict=True) for x in pair]
    found = chances(fitted(mixed), 1)
    assert (found[1], found[3]) == pytest.approx((1 - share, share), abs=0.06)


def test_words_that_do_not_count_teach_nothing() -> None:
    taught = [window([1, 2, 3]) for _ in range(32)]
    other = [window([1, 2, 3], labels, counts=False) for labels in ([4, 5, 6], [6, 4, 5]) for _ in range(32)]
    one, two = (fitted([x for pair in zip(taught, o, strict=True) for x in pair]) for o in (other[:32], other[32:]))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_padding_teaches_nothing() -> None:
    """Every word is a part of a name, so that "no name" could be learned from padding alone."""
    windows = [window([1 + k % 6]) for k in range(150)] + [window([1, 2, 3, 4, 5, 6] * 4) for _ in range(10)]
    namer = fitted(windows)
    with torch.no_grad():
        assert not (namer(torch.zeros(1, 9, WIDTHS))[0].argmax(-1) == 0).any()


@pytest.mark.parametrize(
    ("shown", "labels", "share"),
    [
        ([0, 1, 2, 0], [0, 1, 2, 0], 1.0),  # words that are and are called no name are left out
        ([1, 1, 2, 0], [0, 1, 2, 0], 2 / 3),  # called a name in vain
        ([0, 1, 0, 0], [0, 1, 2, 0], 1 / 2),  # not seen
        ([0, 1, 4, 0], [0, 1, 2, 0], 1 / 2),  # of another kind
        ([0, 0], [0, 0], 0.0),  # no names at all
    ],
)
def test_right_is_the_share_of_the_words_that_are_or_are_called_names(
    reading: Namer, shown: list[int], labels: list[int], share: float
) -> None:
    assert right(reading, [window(shown, labels)]) == pytest.approx(share)
    assert right(reading, [window(shown, labels), window([3, 3], [1, 1], counts=False)]) == pytest.approx(share)


def test_right_is_over_the_words_of_all_windows(reading: Namer) -> None:
    assert right(reading, [window([1]), window([1, 2, 2], [3, 4, 4])]) == pytest.approx(1 / 4)
