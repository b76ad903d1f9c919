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
from thinc.api import Model, NumpyOps

Vectors = NDArray[np.float32]

_TINY = 1e-8  # thinc's layernorm adds it to the variance
_AT_ONCE = 1_000  # rows whose matrices stay in the processor's cache
_ODD = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: its powers spread the features of a token over 64 bits
_EMBED = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
_BLOCK = ["expand_window", "maxout", "layernorm"]
"""The layers that are known, a name each, in their order."""


def can_encode(model: Model[Any, Any]) -> bool:
    """Tell whether a tok2vec model consists of the layers that `token_vectors` knows, and computes with numpy."""
    if not isinstance(model.ops, NumpyOps) or len(model.layers) != 2:
        return False
    embed, encode = model.layers
    blocks = encode.layers[0].layers if encode.layers else []
    return (
        [layer.name.partition("(")[0] for layer in embed.layers] == _EMBED
        and _leaves(embed.layers[3]) == _BLOCK[1:]
        and bool(blocks)
        and all(block.name.startswith("residual(") and _leaves(block) == _BLOCK for block in blocks)
    )


def _leaves(node: Model[Any, Any]) -> list[str]:
    """Return the names of the layers that hold no others, but for dropout, which does nothing in reading."""
    return [one.name for one in node.walk(order="dfs_pre") if not one.layers and one.name != "dropout"]


def token_vectors(model: Model[Any, Any], docs: Sequence[Doc]) -> list[Vectors]:
    """Return the vectors of the tokens of each Doc, (tokens, width), as `model.predict(docs)` does."""
    if not docs:
        return []
    embed, encode = model.layers
    blocks = [block.layers[0] for block in encode.layers[0].layers]
    gap = sum(map(_window, blocks))  # rows between two Docs: as many as a vector reaches, so that they do not meet
    sizes = [len(doc) for doc in docs]
    starts = list(accumulate((size + gap for size in sizes), initial=gap))
    embedded = _embedded(embed, docs)
    rows = np.zeros((starts[-1], embedded.shape[1]), dtype=np.float32)
    places = [np.arange(start, start + size) for start, size in zip(starts, sizes, strict=False)]
    rows[np.concatenate(places)] = embedded
    for block in blocks:
        rows += _in_context(block, rows)
    return [rows[start : start + size].copy() for start, size in zip(starts, sizes, strict=False)]


def _embedded(embed: Model[Any, Any], docs: Sequence[Doc]) -> Vectors:
    """Return the vectors that the tokens have without their neighbours."""
    features, _, tables, mix, _ = embed.layers
    rows = np.concatenate(features.predict(docs))
    factors = np.cumprod(np.full(rows.shape[1], _ODD, dtype=np.uint64), dtype=np.uint64)
    _, firsts, places = np.unique(rows @ factors, return_index=True, return_inverse=True)
    looked_up = tables.layers[0].predict(rows[firsts])
    return _maxout_norm(mix.layers[0], looked_up)[places]


def _window(block: Model[Any, Any]) -> int:
    """Return how many rows before and behind each a layer of the encoder looks at."""
    size: int = block.layers[0].attrs["window_size"]
    return size


def _in_context(block: Model[Any, Any], rows: Vectors) -> Vectors:
    """Return what a layer of the encoder makes of each row and those around it."""
    count, width = rows.shape
    window = _window(block)
    padded = np.zeros((count + 2 * window, width), dtype=np.float32)
    padded[window : window + count] = rows
    shape = (count, (2 * window + 1) * width)
    windows = np.lib.stride_tricks.as_strided(padded, shape, padded.strides, writeable=False)
    parts = (windows[first : first + _AT_ONCE] for first in range(0, count, _AT_ONCE))
    return np.concatenate([_maxout_norm(block.layers[1], part) for part in parts])


def _maxout_norm(chain: Model[Any, Any], inputs: Vectors) -> Vectors:
    """Return the output of maxout and layer normalization."""
    maxout, norm = (next(node for node in chain.walk() if node.name == name) for name in _BLOCK[1:])
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
