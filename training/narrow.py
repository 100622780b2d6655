"""A network whose decoder has fewer inner features: those that carry most are kept, the rest is left to more training.

Structured pruning of feed-forward layers (Michel et al. 2019, arXiv:1905.10650, do it to heads): a feature's weight is
its mean size on training texts times the length of what it adds.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.data import Example, batch_of, scopes_of
from training.network import Network


def narrowed(network: Network, inner: int, shown: Sequence[Sequence[Example]]) -> Network:
    """A copy of ``network`` with ``inner`` features in each feed-forward part of its decoder, chosen on ``shown``."""
    sizes = _sizes(network, shown)
    state = dict(network.state_dict())
    for k, size in enumerate(sizes):
        at = f"decoder.{k}"
        weight = size * state[f"{at}.down.weight"].norm(dim=0)
        kept = weight.topk(inner).indices.sort().values
        state[f"{at}.up.weight"] = state[f"{at}.up.weight"][kept]
        state[f"{at}.up.bias"] = state[f"{at}.up.bias"][kept]
        state[f"{at}.down.weight"] = state[f"{at}.down.weight"][:, kept]
    out = Network(len(network.encoder.layers), len(network.decoder), network.encoder.dropout, inner)
    out.load_state_dict(state)
    return out


def _sizes(network: Network, shown: Sequence[Sequence[Example]]) -> list[Tensor]:
    """The mean size of each inner feature of each layer of the decoder."""
    seen: list[list[Tensor]] = [[] for _ in network.decoder]

    def watch(k: int, up: nn.Module) -> torch.utils.hooks.RemovableHandle:
        return up.register_forward_hook(
            lambda _, __, y: seen[k].append(functional.gelu(y).abs().flatten(0, -2).mean(0))
        )

    watching = [watch(k, layer.up) for k, layer in enumerate(network.decoder)]
    network.eval()
    with torch.no_grad():
        for group in shown:
            cues = [(k, c.words, c.cue) for k, e in enumerate(group) for c in e.cues]
            if cues:
                network.decode(network.encode(batch_of([e.window for e in group]))[0], scopes_of(cues))
    network.train()
    for handle in watching:
        handle.remove()
    return [torch.stack(each).mean(0) for each in seen]
