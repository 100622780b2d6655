"""What a network in training is told of its mistakes: in tags, in whole attributions, in false cues, in names."""

from collections.abc import Iterator, Sequence

import torch
import torch.nn.functional as functional
from torch import Tensor

from kg.nlp.decode import CUE_BEGINS
from training.data import Example, Ints, batch_of, scope_in, scopes_of
from training.network import Batch, Network, proposed, tagging_loss

Candidate = tuple[int, range, int]  # a candidate cue: its window, the words read for it, its place among them


def loss_parts(network: Network, group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The losses of the tagger (a word), the decoder's field (a cue), whether a cue is one, and names (a word)."""
    batch = batch_of([e.window for e in group])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        read = network.encode(batch)
        vectors, scores = read.vectors, read.tags
        tagging = tagging_loss(scores, *targets(batch, [e.tags if e.attributed else None for e in group], group))
        naming = tagging_loss(network.names(read.below).float(), *targets(batch, [e.names for e in group], group))
        cues = [(k, c.words, c.cue) for k, e in enumerate(group) for c in e.cues]
        if not cues:
            return tagging, tagging * 0, tagging * 0, naming
        false = false_cues(group, scores.detach(), len(cues) // 2 + 2)
        wanted = [torch.from_numpy(c.tags) for e in group for c in e.cues]
        field, valid = decoder_losses(network, vectors, cues + false, wanted)
    return tagging, field.mean(), valid.mean(), naming


def targets(batch: Batch, wanted: Sequence[Ints | None], group: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """The tag of each word and whether it counts [windows, words]; where none are wanted, none counts."""
    tags = torch.zeros(batch.at.shape, dtype=torch.long)
    weight = torch.zeros(batch.at.shape)
    for k, (e, known) in enumerate(zip(group, wanted, strict=True)):
        if known is not None:
            tags[k, : len(known)] = torch.from_numpy(known)
            weight[k, : len(known)] = torch.from_numpy(e.counts).float()
    return tags, weight


def decoder_losses(
    network: Network, vectors: Tensor, cues: Sequence[Candidate], wanted: Sequence[Tensor]
) -> tuple[Tensor, Tensor]:
    """The field's loss of each true cue, and of each cue that of whether it is one; the first of ``cues`` are true and
    have the tags ``wanted``.
    """
    field, valid = [], []
    for some in by_length(cues):
        emitted, score = network.decode(vectors, scopes_of([cues[i] for i in some]))
        truth = torch.tensor([float(i < len(wanted)) for i in some])
        valid.append(functional.binary_cross_entropy_with_logits(score, truth, reduction="none"))
        true = [j for j, i in enumerate(some) if i < len(wanted)]
        if true:
            gold = torch.nn.utils.rnn.pad_sequence([wanted[some[j]] for j in true], batch_first=True)
            there = torch.arange(gold.shape[1]) < torch.tensor([len(wanted[some[j]]) for j in true])[:, None]
            field.append(network.field.loss(emitted[true][:, : gold.shape[1]], gold, there))
    return torch.cat(field), torch.cat(valid)


def by_length(cues: Sequence[Candidate]) -> Iterator[list[int]]:
    """The cues' numbers from the fewest words to the most, in groups that are not much padded."""
    group: list[int] = []
    for i in sorted(range(len(cues)), key=lambda i: len(cues[i][1])):
        if group and len(cues[i][1]) > 1.4 * len(cues[group[0]][1]) + 8:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def false_cues(group: Sequence[Example], scores: Tensor, most: int) -> list[Candidate]:
    """Words that the tagger takes for the first of a cue and that are none, the likeliest first."""
    likely = proposed(scores).numpy()
    found: list[tuple[float, int, int]] = []
    for k, e in enumerate(group):
        if not e.attributed:
            continue
        true = {c.words[c.cue] for c in e.cues}
        taken = (int(i) for i in (likely[k, : len(e.tags)] > 0.1).nonzero()[0])
        wrong = (i for i in taken if e.counts[i] and i not in true and e.tags[i] != CUE_BEGINS)
        found.extend((float(likely[k, i]), k, i) for i in wrong)
    found.sort(reverse=True)
    return [(k, *scope_in(group[k].read, group[k].window, i + group[k].window.first_word)) for _, k, i in found[:most]]
