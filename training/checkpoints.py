"""Networks on disk: written aside and renamed, and the mean of several."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


def save(state: Mapping[str, Any], path: Path) -> None:
    """Writes ``state`` so that a reader finds the old file or the new one."""
    aside = path.with_suffix(".part")
    torch.save(dict(state), aside)
    aside.replace(path)


def load(path: Path) -> dict[str, Any]:
    """What ``save`` wrote; nothing in it is run."""
    state: dict[str, Any] = torch.load(path, weights_only=True)
    return state


def mean(paths: Sequence[Path]) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The mean of the networks of checkpoints of one shape, and the settings of the last.

    The mean of networks that share a beginning reads better than each (Wortsman et al. 2022, arXiv:2203.05482).
    """
    states = [load(path) for path in paths]
    networks = [state["network"] for state in states]
    found = {
        name: torch.stack([n[name].float() for n in networks]).mean(0) if value.is_floating_point() else value
        for name, value in networks[-1].items()
    }
    return found, states[-1]["settings"]
