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
    """Rows of the features (the last column goes straight to the score), hidden bias, output weights and bias."""

    def __init__(self, rows: dict[str, Row], bias: Row, output: Row, output_bias: float) -> None:
        self._rows = rows
        self._bias = bias
        self._output = output
        self._output_bias = output_bias
        self._nothing: Row = np.zeros(len(bias) + 1, dtype=np.float32)

    def total(self, features: Iterable[str]) -> Row:
        """Return the sum of the features' rows; a feature that is not listed adds nothing."""
        known = [self._rows[feature] for feature in features if feature in self._rows]
        return np.sum(known, axis=0, dtype=np.float32) if known else self._nothing

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
    rows = {
        feature: np.frombuffer(base64.b64decode(row), dtype=np.int8).astype(np.float32) * scale
        for feature, row in stored["features"].items()
    }
    bias = np.array(stored["bias"], dtype=np.float32)
    output = np.array(stored["output"], dtype=np.float32)
    return Network(rows, bias, output, stored["output_bias"])
