"""The vectors of tokens: spaCy's tok2vec layers, computed faster than thinc does where nothing is learnt.

The layers are those of `spacy.MultiHashEmbed.v2` and `spacy.MaxoutWindowEncoder.v2`. What is embedded is embedded
once for all its tokens of a batch; matrices are multiplied by numpy's BLAS, which on a laptop takes two thirds of the
time of the one that thinc brings along; maximum and window are whole-array operations.
"""

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

Vectors = NDArray[np.float32]

_TINY = 1e-8  # thinc's layernorm adds it to the variance
_AT_ONCE = 1_000  # rows whose matrices stay in the processor's cache
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
"""Factors that spread the features of a token over 64 bits, so that one number tells tokens apart."""


def token_vectors(model: Model[Any, Any], docs: Sequence[Doc]) -> list[Vectors]:
    """Return the vectors of the tokens of each Doc, (tokens, width), as `model.predict(docs)` does."""
    embed, encode = model.layers
    blocks = encode.layers[0].layers
    gap = len(blocks)  # rows between two Docs: as many as a vector reaches, so that they do not meet
    sizes = [len(doc) for doc in docs]
    starts = list(accumulate((size + gap for size in sizes), initial=gap))
    embedded = _embedded(embed, docs)
    rows = np.zeros((starts[-1], embedded.shape[1]), dtype=np.float32)
    rows[np.concatenate([np.arange(start, start + size) for start, size in zip(starts, sizes, strict=False)])] = (
        embedded
    )
    for block in blocks:
        rows += _block(block.layers[0], rows)
    return [rows[start : start + size].copy() for start, size in zip(starts, sizes, strict=False)]


def _embedded(embed: Model[Any, Any], docs: Sequence[Doc]) -> Vectors:
    """Return the vectors that the tokens have without their neighbours."""
    features, _, tables, mix, _ = embed.layers
    rows = np.concatenate(features.predict(docs))
    _, firsts, places = np.unique(rows @ _ODD[: rows.shape[1]], return_index=True, return_inverse=True)
    looked_up = tables.layers[0].predict(rows[firsts])
    return _maxout_norm(mix.layers[0], looked_up)[places]


def _block(block: Model[Any, Any], rows: Vectors) -> Vectors:
    """Return what a layer of the encoder makes of each row and the one before and behind it."""
    count, width = rows.shape
    padded = np.zeros((count + 2, width), dtype=np.float32)
    padded[1:-1] = rows
    windows = np.lib.stride_tricks.as_strided(padded, (count, 3 * width), padded.strides, writeable=False)
    parts = (windows[first : first + _AT_ONCE] for first in range(0, count, _AT_ONCE))
    return np.concatenate([_maxout_norm(block.layers[1], part) for part in parts])


def _maxout_norm(chain: Model[Any, Any], inputs: Vectors) -> Vectors:
    """Return the output of maxout and layer normalization."""
    maxout, norm = (next(node for node in chain.walk() if node.name == name) for name in ("maxout", "layernorm"))
    weights = weights_of(maxout, "W")  # outputs, pieces, inputs
    outputs, pieces, width = weights.shape
    sums = np.ascontiguousarray(inputs) @ weights.reshape(-1, width).T
    sums += weights_of(maxout, "b").reshape(-1)
    best = largest(sums, pieces)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / outputs + np.float32(_TINY)
    best *= (variance**-0.5)[:, None]
    best *= weights_of(norm, "G")
    best += weights_of(norm, "b")
    return best


def largest(sums: Vectors, pieces: int) -> Vectors:
    """Return the largest of every `pieces` columns that stand together, (rows, columns / pieces)."""
    return reduce(np.maximum, (sums[:, piece::pieces] for piece in range(pieces)))


def weights_of(node: Model[Any, Any], name: str) -> Vectors:
    """Return one of the weights of a layer."""
    return np.asarray(node.get_param(name), dtype=np.float32)
