"""The encoder: MiniLM (6 layers, 384 wide), with embeddings of letter case and quotation state added to its own.

BERT's architecture (Devlin et al. 2019), MiniLM's weights (Wang et al. 2020, arXiv:2002.10957).
"""

from pathlib import Path

import torch
import torch.nn.functional as functional
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.nlp.windows import CASES, STATES

WIDTH, HEADS, INNER, VOCABULARY, POSITIONS, EPS = 384, 12, 1536, 30522, 512, 1e-12


class Layer(nn.Module):
    """A transformer layer, normalised after each half as BERT does it."""

    def __init__(self, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPS)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPS)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x``: [batch, length, width]; ``bias``: [batch, 1, 1, length], -inf at padding."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        near = torch.softmax((q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2) + bias.to(q.dtype), -1)
        a = self.out((near @ v).transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm1(x + locked_dropout(a, self.dropout, self.training))
        h = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + locked_dropout(h, self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self, layers: int, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.piece = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.state = nn.Embedding(STATES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, case: Tensor, state: Tensor, bias: Tensor) -> list[Tensor]:
        """``ids``, ``case``, ``state``: [batch, length]; gives what each layer does, [batch, length, width]."""
        position = torch.arange(ids.shape[1], device=ids.device)
        x = self.piece(ids) + self.position(position) + self.case(case) + self.state(state)
        x = locked_dropout(self.norm(x), self.dropout, self.training)
        out: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out


def locked_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Drops the same features at all places of a row (Gal & Ghahramani 2016): a tenth of the cost on a processor."""
    if not training or rate == 0:
        return x
    keep = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - rate)
    return x * keep.div_(1 - rate)


def bias_of(present: Tensor) -> Tensor:
    """What attention adds: nothing where ``present`` [batch, length], minus infinity at padding."""
    return torch.zeros(present.shape).masked_fill(~present, -1e4)[:, None, None, :]


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Fills the encoder with the weights of a MiniLM in ``path`` (model.safetensors)."""
    w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
    with torch.no_grad():
        encoder.piece.weight.copy_(w["embeddings.word_embeddings.weight"])
        encoder.position.weight.copy_(
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        encoder.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        nn.init.normal_(encoder.case.weight, std=0.01)
        nn.init.normal_(encoder.state.weight, std=0.01)
        for i, layer in enumerate(encoder.layers):
            copy_layer(layer, w, f"encoder.layer.{i}.")


def copy_layer(layer: nn.Module, w: dict[str, Tensor], at: str) -> None:
    """Fills ``layer`` with the weights that stand under ``at`` in BERT's naming."""
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    own = dict(layer.named_parameters())
    with torch.no_grad():
        for kind in ("weight", "bias"):
            qkv = [w[f"{at}attention.self.{x}.{kind}"] for x in ("query", "key", "value")]
            own[f"qkv.{kind}"].copy_(torch.cat(qkv))
            for name, theirs in parts.items():
                own[f"{name}.{kind}"].copy_(w[f"{at}{theirs}.{kind}"])
