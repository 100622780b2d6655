"""The attribution network: a tagger that proposes cues, and a decoder that reads a paragraph once for each of them.

As in semantic role labelling with a marked predicate (Shi & Lin 2019, arXiv:1904.05255), but the mark enters above the
encoder, so that a paragraph is encoded once however many cues it holds. The tags of one attribution are a linear-chain
conditional random field (Lafferty et al. 2001).
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from kg.nlp.decode import CUE_BEGINS, DISTANCES, TAGS, allowed
from kg.nlp.labels import KINDS
from training.encoder import INNER, WIDTH, Encoder, Layer, bias_of

NAMED_BY = (0, 3, 5)  # layers of the encoder that the tagger of names reads
NAMING = 256  # features in it
NEAR = (1, 2, 4)  # convolutions over a word and two others, so many words away


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length, and the words of each: [windows, length], [windows, words]."""

    ids: Tensor
    case: Tensor
    state: Tensor
    present: Tensor
    at: Tensor
    word: Tensor


@dataclass(frozen=True, slots=True)
class Scopes:
    """For each candidate cue the words read for it: ``window`` [cues], ``index`` (its words in the window),
    ``distance`` bucket from the cue and ``present``, each [cues, words].
    """

    window: Tensor
    index: Tensor
    distance: Tensor
    present: Tensor


class Field(nn.Module):
    """A linear-chain conditional random field over the tags of one attribution."""

    def __init__(self) -> None:
        super().__init__()
        self.transition = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.register_buffer("barred", torch.from_numpy(~allowed()))
        self.register_buffer("barred_start", torch.tensor([t.startswith("I") for t in TAGS]))

    def scores(self) -> tuple[Tensor, Tensor]:
        """Transition [from, to] and start scores, very low where the tags may not follow."""
        return (
            self.transition.masked_fill(self.barred, -1e4),
            self.start.masked_fill(self.barred_start, -1e4),
        )

    def loss(self, emitted: Tensor, tags: Tensor, present: Tensor) -> Tensor:
        """Negative log-likelihood of ``tags`` [n, words] under ``emitted`` [n, words, tags]: [n]."""
        transition, start = self.scores()
        n, length, _ = emitted.shape
        rows = torch.arange(n)
        alpha = start + emitted[:, 0]
        gold = start[tags[:, 0]] + emitted[rows, 0, tags[:, 0]]
        for t in range(1, length):
            there = present[:, t]
            step = torch.logsumexp(alpha[:, :, None] + transition, dim=1) + emitted[:, t]
            alpha = torch.where(there[:, None], step, alpha)
            gold = gold + there * (transition[tags[:, t - 1], tags[:, t]] + emitted[rows, t, tags[:, t]])
        return torch.logsumexp(alpha, dim=1) - gold


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of the words [windows, words, width], the scores of their tags [windows, words, tags], and what the
    tagger of names reads [windows, words, widths].
    """

    vectors: Tensor
    tags: Tensor
    below: Tensor


class Namer(nn.Module):
    """The tagger of names: it reads several layers of the encoder, since the last one serves attribution, and each word
    with its neighbours, since most names are longer than one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(WIDTH * len(NAMED_BY), NAMING)
        self.near = nn.ModuleList(nn.Conv1d(NAMING, NAMING, 3, padding=n, dilation=n) for n in NEAR)
        self.outer = nn.Linear(NAMING, 2 * len(KINDS) + 1)

    def forward(self, x: Tensor, dropout: float = 0.0) -> Tensor:
        """[windows, words, widths] to scores [windows, words, labels]."""
        x = functional.dropout(x, dropout, self.training)
        x = functional.relu(self.inner(x)).transpose(1, 2)
        for near in self.near:
            x = x + functional.relu(near(x))
        found: Tensor = self.outer(functional.dropout(x.transpose(1, 2), dropout, self.training))
        return found


class Network(nn.Module):
    """Encoder, tagger and decoder; and a second tagger, of names, that shares the encoder."""

    def __init__(
        self,
        layers: int = 6,
        decoder_layers: int = 2,
        dropout: float = 0.1,
        inner: int = INNER,
        decoder_inner: int = INNER,
    ) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout, inner)
        self.tagger = nn.Linear(WIDTH, len(TAGS))
        self.names = Namer()
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.decoder = nn.ModuleList(Layer(dropout, decoder_inner) for _ in range(decoder_layers))
        self.emit = nn.Linear(WIDTH, len(TAGS))
        self.valid = nn.Linear(WIDTH, 1)
        self.field = Field()
        nn.init.normal_(self.distance.weight, std=0.02)

    def from_encoder(self) -> None:
        """Starts the decoder from the encoder's last layers."""
        count = len(self.decoder)
        for own, theirs in zip(self.decoder, list(self.encoder.layers)[-count:], strict=True):
            own.load_state_dict(theirs.state_dict())

    def encode(self, batch: Batch) -> Encoded:
        """The words of the windows, read by the encoder."""
        layers = self.encoder(batch.ids, batch.case, batch.state, bias_of(batch.present))
        at = batch.at[:, :, None].expand(-1, -1, WIDTH)
        x = torch.gather(layers[-1], 1, at)
        below = torch.cat([torch.gather(layers[k], 1, at) for k in NAMED_BY], -1)
        return Encoded(x, self.tagger(x).float(), below)

    def decode(self, vectors: Tensor, scopes: Scopes) -> tuple[Tensor, Tensor]:
        """For each cue the scores of its words' tags [cues, words, tags] and of its being one at all [cues]."""
        x = vectors[scopes.window[:, None], scopes.index] + self.distance(scopes.distance).to(vectors.dtype)
        bias = bias_of(scopes.present)
        for layer in self.decoder:
            x = layer(x, bias)
        cue = (scopes.distance == DISTANCES // 2).float().argmax(1)
        at_cue = x[torch.arange(len(x)), cue]
        return self.emit(x).float(), self.valid(at_cue).float().squeeze(-1)


def tagging_loss(scores: Tensor, tags: Tensor, weight: Tensor) -> Tensor:
    """Cross-entropy of the tagger, over the words with ``weight`` [windows, words]."""
    each = functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), reduction="none").view(tags.shape)
    return (each * weight).sum() / weight.sum().clamp(min=1)


def proposed(scores: Tensor) -> Tensor:
    """The probability that a cue begins at each word."""
    return torch.softmax(scores, -1)[..., CUE_BEGINS]
