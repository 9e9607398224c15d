"""Positions whose distances follow the ties: stress majorisation, many starts at once.

The method is SMACOF (Gansner, Koren and North 2004, "Graph drawing by stress majorization"), weighted by
1/distance². A tie between two well-connected actors is made longer than one to a leaf: hubs move apart and
leave room for what lies between them, while a leaf stays close to its hub.
"""

from __future__ import annotations

import numpy as np

from lkg.figures.geometry import Indices, Points


def tie_lengths(pairs: Indices, count: int) -> Points:
    """How long each tie should be, growing with the degrees of its ends."""
    degree = np.bincount(pairs.ravel(), minlength=count)
    ends = degree[pairs]
    return np.asarray(0.75 + 0.42 * np.log1p(ends.min(1)) + 0.12 * np.log1p(ends.max(1)))


def distances(pairs: Indices, count: int) -> Points:
    """How far apart all actors should lie: the shortest chain of ties; a bit beyond the longest where there is none.

    >>> distances(np.array([[0, 1], [1, 2]]), 3).round(2)
    array([[0.  , 1.17, 2.35],
           [1.17, 0.  , 1.17],
           [2.35, 1.17, 0.  ]])
    """
    apart = np.full((count, count), np.inf)
    np.fill_diagonal(apart, 0)
    if len(pairs):
        apart[pairs[:, 0], pairs[:, 1]] = apart[pairs[:, 1], pairs[:, 0]] = tie_lengths(pairs, count)
    for via in range(count):  # Floyd and Warshall
        np.minimum(apart, apart[:, via, None] + apart[None, via], out=apart)
    reached = np.isfinite(apart)
    apart[~reached] = 1.15 * apart[reached].max(initial=1)
    return apart


def weights(apart: Points) -> Points:
    """How much each distance counts: near actors most."""
    heavy = 1 / np.maximum(apart, 0.3) ** 2
    np.fill_diagonal(heavy, 0)
    return np.asarray(heavy)


def scaled(apart: Points) -> Points:
    """Classical multidimensional scaling: the plane that keeps most of the squared distances (Torgerson 1952)."""
    count = len(apart)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ apart**2 @ centring)
    plane = np.zeros((count, 2))
    plane[:, : min(2, count)] = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-9))
    return plane


def starts(apart: Points, tries: int, seed: int) -> Points:
    """Start positions (tries, actors, 2): the scaled plane, then seeded perturbations of it."""
    plane, random = scaled(apart), np.random.default_rng(seed)
    noise = random.normal(size=(tries, *plane.shape)) * random.uniform(0.3, 1.5, (tries, 1, 1))
    noise[0] *= 0.01
    return np.asarray(plane + noise * max(float(plane.std()), 0.1))


def spread(places: Points) -> Points:
    """Distances between all actors in each try."""
    squares = (places**2).sum(-1)
    products = places @ places.transpose(0, 2, 1)
    return np.asarray(np.sqrt(np.maximum(squares[:, :, None] + squares[:, None, :] - 2 * products, 1e-12)))


def majorise(apart: Points, places: Points, rounds: int = 200) -> tuple[Points, Points]:
    """Better positions and their stress per pair of actors, for every try (tries, actors, 2)."""
    heavy = weights(apart)
    laplacian = np.diag(heavy.sum(1)) - heavy
    # the pseudo-inverse of a Laplacian whose pairs all weigh something, in a tenth of the time
    even = 1 / len(laplacian)
    inverse = np.linalg.inv(laplacian + even) - even
    wanted, last = heavy * apart, np.inf
    for step in range(rounds):
        ratio = wanted / spread(places)
        places = inverse @ (places * ratio.sum(-1)[..., None] - ratio @ places)
        if step % 10 == 9:
            total = float(stress(apart, heavy, places).sum())
            if last - total < 1e-4 * total:
                break
            last = total
    return places, stress(apart, heavy, places)


def stress(apart: Points, heavy: Points, places: Points) -> Points:
    """The weighted squared error of the distances as a share of the whole, for every try."""
    total = max(float((heavy * apart**2).sum()), 1e-12)
    return np.asarray((heavy * (spread(places) - apart) ** 2).sum((1, 2)) / total)
