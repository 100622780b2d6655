"""A force-directed layout with the repulsion worked out on a grid, so that a round takes linear time.

The forces are those of ForceAtlas2 (Jacomy et al., PLOS ONE, 2014): nodes repel each other with their degrees + 1 over
the distance, links pull with their length. The repulsion of all pairs is a convolution, done by Fourier transforms of a
grid (particle-mesh; Hockney and Eastwood, Computer simulation using particles, 1988); the steps are capped and grow
smaller (Fruchterman and Reingold, 1991).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from kg.export.links import Links, Real, Whole

REPULSION, GRAVITY, BOLDNESS = 0.3, 0.6, 0.05
SPREAD = 60.0
"""The root mean square distance from the middle is this times the square root of the number of nodes."""
FINE = 1024.0
LEAST_GRID, LARGEST_GRID = 128, 1024
CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


def force_places(links: Links, start: Real) -> Real:
    """The places of the nodes of one component of two nodes or more, (size, 2), from those of ``start``.

    Places are rounded after each round, so that the last bits of a processor's arithmetic don't add up.
    """
    mass: Real = links.degrees.astype(np.float64) + 1
    grid = _Grid.of(links.size)
    owners = links.owners
    rounds = max(50, min(200, 1_000_000 // links.size))
    places = _scaled(start, 1.0)
    for number in range(rounds):
        step = REPULSION * grid.repulsion(places, mass) - GRAVITY / sqrt(links.size) * places
        step += (_pulled(owners, links.neighbours, places) - (mass - 1)[:, None] * places) / mass[:, None]
        longest = BOLDNESS * np.ptp(places, axis=0).max() * (1 - number / rounds) ** 2 + 1 / FINE
        length = np.maximum(np.sqrt((step * step).sum(axis=1)), 1e-12)
        places = np.round((places + step * (np.minimum(length, longest) / length)[:, None]) * FINE) / FINE
    return _scaled(places, SPREAD)


def _pulled(owners: Whole, neighbours: Whole, places: Real) -> Real:
    """The sum of the places of each node's neighbours."""
    sums = [np.bincount(owners, places[neighbours, axis], len(places)) for axis in (0, 1)]
    return np.stack(sums, axis=1)


def _scaled(places: Real, spread: float) -> Real:
    """The places around their mean, at ``spread`` times the square root of their number from it (root mean square)."""
    places = places - places.mean(axis=0)
    width = sqrt((places * places).sum(axis=1).mean())
    return places * (spread * sqrt(len(places)) / max(width, 1e-12))


@dataclass(frozen=True, slots=True)
class _Grid:
    """A square grid of ``cells`` a side, and the force of a unit of mass on it, transformed."""

    cells: int
    kernels: tuple[NDArray[np.complex128], ...]

    @classmethod
    def of(cls, nodes: int) -> "_Grid":
        cells = LEAST_GRID
        while cells * cells < 4 * nodes and cells < LARGEST_GRID:
            cells *= 2
        away = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        square = away[:, None] ** 2 + away[None, :] ** 2
        square[0, 0] = 1.0  # a node does not repel itself
        return cls(cells, (np.fft.rfft2(away[:, None] / square), np.fft.rfft2(away[None, :] / square)))

    def repulsion(self, places: Real, mass: Real) -> Real:
        """The force on a unit of mass at each place."""
        cells, shape = self.cells, (2 * self.cells, 2 * self.cells)
        low = places.min(axis=0)
        side = max(np.ptp(places, axis=0).max(), 1e-12) / (cells - 2)
        at = (places - low) / side
        cell = np.minimum(at.astype(np.int64), cells - 2)
        rest = at - cell
        shares = [np.prod([rest[:, i] if c else 1 - rest[:, i] for i, c in enumerate(at)], axis=0) for at in CORNERS]
        slots = [(cell[:, 0] + right) * cells + cell[:, 1] + up for right, up in CORNERS]
        masses = sum(np.bincount(slot, share * mass, cells * cells) for slot, share in zip(slots, shares, strict=True))
        spectrum = np.fft.rfft2(np.reshape(masses, (cells, cells)), shape)
        out = np.empty_like(places)
        for axis, kernel in enumerate(self.kernels):
            field = np.fft.irfft2(spectrum * kernel, shape)[:cells, :cells].ravel() / side
            out[:, axis] = sum(share * field[slot] for slot, share in zip(slots, shares, strict=True))
        return out
