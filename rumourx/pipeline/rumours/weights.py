"""The network that judges readings, as the training script wrote it (lexicons/rumour_weights.json).

One hidden layer over the sum of the features' rows: score = direct + output · max(0, hidden). The readings of one
cue share one unit of probability with the reading that it tells nothing (score 0).
"""

import base64
import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float32]


class Network:
    """Packed rows of the features (the last column goes straight to the score), their scale, and the other weights."""

    def __init__(self, rows: dict[str, str], scale: Row, bias: Row, output: Row, output_bias: float) -> None:
        self._stored = rows
        self._scale = scale
        self._rows: dict[str, Row | None] = {}
        self._bias = bias
        self._output = output
        self._output_bias = output_bias
        self._nothing: Row = np.zeros(len(bias) + 1, dtype=np.float32)

    def total(self, features: Iterable[str]) -> Row:
        """Return the sum of the features' rows; a feature that is not listed adds nothing."""
        known = [row for feature in features if (row := self._row(feature)) is not None]
        return np.sum(known, axis=0, dtype=np.float32) if known else self._nothing

    def _row(self, feature: str) -> Row | None:
        """Return a feature's row; unpacked when a text first needs it, for there are many."""
        if feature not in self._rows:
            stored = self._stored.get(feature)
            whole = None if stored is None else np.frombuffer(base64.b64decode(stored), dtype=np.int8)
            self._rows[feature] = None if whole is None else whole.astype(np.float32) * self._scale
        return self._rows[feature]

    def probabilities(self, totals: Sequence[Row]) -> list[float]:
        """Return the probability of each reading of one cue from its total."""
        stacked = np.stack(totals)
        hidden = np.maximum(stacked[:, :-1] + self._bias, 0)
        scores = np.clip(hidden @ self._output + stacked[:, -1] + self._output_bias, -30, 30)
        powers = np.exp(scores)
        return [float(power) for power in powers / (1 + powers.sum())]


@cache
def read_network() -> Network:
    """Return the trained network."""
    source = files("rumourx.pipeline") / "lexicons" / "rumour_weights.json"
    stored = json.loads(source.read_text(encoding="utf8"))
    scale = np.array(stored["scale"], dtype=np.float32)
    bias = np.array(stored["bias"], dtype=np.float32)
    output = np.array(stored["output"], dtype=np.float32)
    return Network(stored["features"], scale, bias, output, stored["output_bias"])
