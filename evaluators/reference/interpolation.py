"""Weights of polynomial interpolation on runs of equally spaced float32 numbers, shared by all runs of one length."""

import functools

import numpy as np
from numpy.typing import NDArray

Float64s = NDArray[np.float64]

LEAF_LOG2 = 4
NODES = 1 << LEAF_LOG2
"""Values a piece holds: so many nodes of a polynomial, or, in a leaf of 2**LEAF_LOG2 patterns, its values."""

CELL_LOG2 = 12
CELL = 1 << CELL_LOG2
CELL_NODES = 8
SPLIT_LOG2 = 15
"""A piece of 2**SPLIT_LOG2 patterns or more is evaluated in cells of 2**CELL_LOG2 patterns, a polynomial of lower
degree in each: less work, and the same weights for all pieces and lengths."""


def node_offsets(log2_length: int, nodes: int = NODES) -> Float64s:
    """Offsets of the nodes in a piece, in patterns: Chebyshev points of the first kind, or the patterns of a leaf."""
    if log2_length == LEAF_LOG2:
        return np.arange(NODES, dtype=np.float64)
    angles = (2 * np.arange(nodes) + 1) * (np.pi / (2 * nodes))
    return (2.0**log2_length - 1) / 2 * (1 - np.cos(angles))


def lagrange(log2_length: int, offsets: Float64s, nodes: int = NODES) -> Float64s:
    """Weights of the node values at each offset: interpolant = weights @ values; shape offsets.shape + (nodes,)."""
    # l_j(o) = prod over m != j of (o - o_m) / (o_j - o_m)
    places = node_offsets(log2_length, nodes)
    weights = np.ones((*offsets.shape, nodes))
    for j in range(nodes):
        for m in range(nodes):
            if m != j:
                weights[..., j] *= (offsets - places[m]) / (places[j] - places[m])
    return weights


def interpolate(log2_length: int, offsets: Float64s, values: Float64s) -> Float64s:
    """The interpolant at one offset of each of many pieces of one length; `values` has shape (len(offsets), NODES)."""
    # Barycentric form, sum(q_j v_j) / sum(q_j) with q_j = w_j / (o - o_j), w_j = (-1)**j sin((2j + 1) pi / 2n) for
    # Chebyshev points of the first kind: as stable as the product form (Higham, IMA J. Numer. Anal. 24, 2004).
    places = node_offsets(log2_length)
    angles = (2 * np.arange(NODES) + 1) * (np.pi / (2 * NODES))
    weights = np.sin(angles) * (-1.0) ** np.arange(NODES)
    upper, lower = np.zeros(len(offsets)), np.zeros(len(offsets))
    for j in range(NODES):
        distance = offsets - places[j]
        distance[distance == 0] = 2.0**-200  # at a node its own term outweighs all others
        quotient = weights[j] / distance
        lower += quotient
        upper += quotient * values[:, j]
    return upper / lower


@functools.cache
def pattern_weights(log2_length: int, nodes: int) -> Float64s:
    """Weights at every pattern of a piece, shape (nodes, 2**log2_length)."""
    return np.ascontiguousarray(lagrange(log2_length, np.arange(1 << log2_length, dtype=np.float64), nodes).T)


@functools.cache
def cell_weights(log2_length: int) -> Float64s:
    """Weights at the nodes of every cell of a piece, shape (cells, CELL_NODES, NODES)."""
    cells = np.arange(1 << (log2_length - CELL_LOG2), dtype=np.float64)[:, None] * CELL
    return lagrange(log2_length, cells + node_offsets(CELL_LOG2, CELL_NODES))


@functools.cache
def cell_difference(log2_length: int) -> Float64s:
    """Change that interpolation by cells makes at points of the first and last cells, as weights of the node values."""
    points = (1 - np.cos(np.linspace(0, np.pi, 2 * CELL_NODES + 1))) / 2 * (CELL - 1)
    in_cell = lagrange(CELL_LOG2, points, CELL_NODES)
    last = (1 << (log2_length - CELL_LOG2)) - 1
    rows = [in_cell @ cell_weights(log2_length)[c] - lagrange(log2_length, points + c * CELL) for c in (0, last)]
    return np.concatenate(rows)
