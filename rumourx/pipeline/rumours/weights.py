"""The network that judges readings, as the training script wrote it (lexicons/rumour_weights.msgpack).

One hidden layer over the sum of the features' rows: score = direct + output · max(0, hidden). The readings of one
cue share one unit of probability with the reading that it tells nothing (score 0).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import srsly

WEIGHTS_NAME = "rumour_weights.msgpack"


class Network:
    """Rows of the features in whole numbers (the last column goes straight to the score), and the other weights.

    `stored` holds `features` (one a line), `rows` (int8, features by columns, as bytes), and as float32 bytes the
    columns' `scale`, the hidden units' `bias`, their `output`, and `output_bias`, one number.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        names = stored["features"].split("\n")
        self._numbers = {name: number for number, name in enumerate(names)}
        self._scale = np.frombuffer(stored["scale"], dtype=np.float32)
        self._rows = np.frombuffer(stored["rows"], dtype=np.int8).reshape(len(names), len(self._scale))
        self._bias = np.frombuffer(stored["bias"], dtype=np.float32)
        self._output = np.frombuffer(stored["output"], dtype=np.float32)
        self._output_bias = float(stored["output_bias"])

    def probabilities(self, groups: Sequence[Sequence[str]], parts: Sequence[Sequence[int]]) -> list[float]:
        """Return the probability of each reading of one cue.

        A reading's features are those of the `groups` that its `parts` number; a feature that is not listed adds
        nothing.
        """
        rows: list[int] = []
        owners: list[int] = []
        for number, group in enumerate(groups):
            known = [row for feature in group if (row := self._numbers.get(feature)) is not None]
            rows += known
            owners += [number] * len(known)
        holds = np.zeros((len(parts), len(groups)), dtype=np.float32)
        holds[np.arange(len(parts))[:, None], parts] = 1
        scaled = (holds[:, owners] @ self._rows[rows].astype(np.float32)) * self._scale
        hidden = np.maximum(scaled[:, :-1] + self._bias, 0)
        scores = np.clip(hidden @ self._output + scaled[:, -1] + self._output_bias, -30, 30)
        powers = np.exp(scores)
        return [float(power) for power in powers / (1 + powers.sum())]


@cache
def read_network() -> Network:
    """Return the trained network."""
    source = files("rumourx.pipeline") / "lexicons" / WEIGHTS_NAME
    return Network(srsly.msgpack_loads(source.read_bytes()))
