"""A network whose layers have fewer inner features: those that carry most are kept, the rest is left to more training.

Structured pruning of feed-forward layers (Michel et al. 2019, arXiv:1905.10650, do it to heads): a feature's weight is
its mean size on training texts times the length of what it adds.
"""

from collections.abc import Sequence

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.data import Example, batch_of, scopes_of
from training.network import Network


def narrowed(network: Network, inner: int, decoder_inner: int, shown: Sequence[Sequence[Example]]) -> Network:
    """A copy of ``network`` with ``inner`` features in each feed-forward part of its encoder and ``decoder_inner`` in
    those of its decoder, chosen on ``shown``.
    """
    state = dict(network.state_dict())
    layers = {f"encoder.layers.{k}": inner for k in range(len(network.encoder.layers))}
    layers |= {f"decoder.{k}": decoder_inner for k in range(len(network.decoder))}
    sizes = _sizes(network, list(layers), shown)
    for at, wanted in layers.items():
        weight = sizes[at] * state[f"{at}.down.weight"].norm(dim=0)
        kept = weight.topk(wanted).indices.sort().values
        state[f"{at}.up.weight"] = state[f"{at}.up.weight"][kept]
        state[f"{at}.up.bias"] = state[f"{at}.up.bias"][kept]
        state[f"{at}.down.weight"] = state[f"{at}.down.weight"][:, kept]
    out = Network(len(network.encoder.layers), len(network.decoder), network.encoder.dropout, inner, decoder_inner)
    out.load_state_dict(state)
    return out


def _sizes(network: Network, layers: Sequence[str], shown: Sequence[Sequence[Example]]) -> dict[str, Tensor]:
    """The mean size of each inner feature of each layer."""
    seen: dict[str, list[Tensor]] = {at: [] for at in layers}

    def watch(at: str) -> torch.utils.hooks.RemovableHandle:
        up: nn.Module = network.get_submodule(f"{at}.up")
        return up.register_forward_hook(
            lambda _, __, y: seen[at].append(functional.gelu(y).abs().flatten(0, -2).mean(0))
        )

    watching = [watch(at) for at in layers]
    network.eval()
    with torch.no_grad():
        for group in shown:
            cues = [(k, c.words, c.cue) for k, e in enumerate(group) for c in e.cues]
            if cues:
                network.decode(network.encode(batch_of([e.window for e in group])).vectors, scopes_of(cues))
    network.train()
    for handle in watching:
        handle.remove()
    return {at: torch.stack(each).mean(0) for at, each in seen.items()}
