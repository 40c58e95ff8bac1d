"""Weights of polynomial interpolation on runs of equally spaced float32 numbers, shared by all runs of one length."""

import functools

import numpy as np
from numpy.typing import NDArray

Float64s = NDArray[np.float64]

LEAF_LOG2 = 4
NODES = 1 << LEAF_LOG2
"""Values a piece holds: so many nodes of a polynomial, or, in a leaf of 2**LEAF_LOG2 patterns, its values."""

SPLIT_LOG2 = 15
CELLS = 256
DEGREE = 4
"""A piece of 2**SPLIT_LOG2 patterns or more is evaluated in CELLS cells, a polynomial of this degree in each.

A piece's polynomial of degree 15 is good to 2^-47, so that its k-th coefficient is of the order 2^(-3 k); in a cell, 2^-8 of the
piece, the term of degree 5 has 2^-8 * 5 of that, and less than 2^-50 once the lower terms take their part of it."""
_KEPT = DEGREE + 3


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
def cell_coefficients(log2_length: int) -> Float64s:
    """Coefficients in the distance from each cell's centre, as weights of the node values; shape (CELLS, DEGREE + 1, NODES)."""
    half = 2.0 ** (log2_length - 9)
    centres = (2 * np.arange(CELLS) + 1) * half - 0.5
    places = node_offsets(log2_length)
    # Of l_j(centre + half s) the Taylor series in s: a product of linear factors, accurate to the last bits where a difference of values is not.
    series = np.zeros((CELLS, _KEPT, NODES))
    series[:, 0] = 1.0
    for m in range(NODES):
        others = np.arange(NODES) != m
        scale = np.where(others, places - places[m], 1.0)
        shifted = np.concatenate([np.zeros((CELLS, 1, NODES)), series[:, :-1]], axis=1)
        product = (series * (centres - places[m])[:, None, None] + shifted * half) / scale
        series = np.where(others, product, series)
    return np.ascontiguousarray(_lowered(series) * (half ** -np.arange(DEGREE + 1.0))[:, None])


def _lowered(series: Float64s) -> Float64s:
    """Polynomials of degree 6 in [-1, 1] as ones of degree 4: Chebyshev polynomials of degree 5 and 6 taken off."""
    # T5 = 16 s^5 - 20 s^3 + 5 s, T6 = 32 s^6 - 48 s^4 + 18 s^2 - 1
    low = series[:, : DEGREE + 1].copy()
    low[:, 3] += series[:, 5] * (20 / 16)
    low[:, 1] -= series[:, 5] * (5 / 16)
    low[:, 4] += series[:, 6] * (48 / 32)
    low[:, 2] -= series[:, 6] * (18 / 32)
    low[:, 0] += series[:, 6] * (1 / 32)
    return low


@functools.cache
def cell_difference(log2_length: int) -> Float64s:
    """Change that evaluation by cells makes at points of the first and last cells, as weights of the node values."""
    length = 1 << (log2_length - 8)
    points = (1 - np.cos(np.linspace(0, np.pi, 4 * DEGREE + 1))) / 2 * (length - 1)
    powers = (points - (length - 1) / 2)[:, None] ** np.arange(DEGREE + 1)
    rows = [
        powers @ cell_coefficients(log2_length)[c] - lagrange(log2_length, points + c * length) for c in (0, CELLS - 1)
    ]
    return np.concatenate(rows)


def horner(coefficients: Float64s, out: Float64s) -> None:
    """Polynomials over consecutive cells of one length, a row of coefficients each, at every pattern; one rounding an operation."""
    cells = len(coefficients)
    shaped, length = out.reshape(cells, -1), len(out) // cells
    t = np.arange(length, dtype=np.float64) - (length - 1) / 2
    np.multiply(coefficients[:, DEGREE, None], t, out=shaped)
    for k in range(DEGREE - 1, 0, -1):
        shaped += coefficients[:, k, None]
        shaped *= t
    shaped += coefficients[:, 0, None]
