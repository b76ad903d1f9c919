"""The network that judges readings, as the training script wrote it (lexicons/rumour_weights.msgpack).

One hidden layer over the sum of the features' rows: score = direct + output · max(0, hidden). The readings of one
cue share one unit of probability with the reading that it tells nothing (score 0).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
import srsly
from numpy.typing import NDArray

WEIGHTS_NAME = "rumour_weights.msgpack"


class Judged(NamedTuple):
    """What is known of the readings of one cue.

    A reading's features are those of the `groups` that its tuple in `parts` numbers, as many for each.
    """

    groups: Sequence[Sequence[str]]
    parts: Sequence[Sequence[int]]


class Network:
    """Rows of the features in whole numbers (the last column goes straight to the score), and the other weights.

    `stored` holds `features` (one a line), `rows` (int8, features by columns, as bytes), and as float32 bytes the
    columns' `scale`, the hidden units' `bias`, their `output`, and `output_bias`, one number.
    """

    def __init__(self, stored: Mapping[str, Any]) -> None:
        names = stored["features"].split("\n")
        self._numbers = {name: number for number, name in enumerate(names)}
        self._scale = np.frombuffer(stored["scale"], dtype=np.float32)
        rows = np.frombuffer(stored["rows"], dtype=np.int8).reshape(len(names), len(self._scale))
        self._rows = np.concatenate([rows, np.zeros_like(rows[:1])])  # the last is that of no feature
        self._bias = np.frombuffer(stored["bias"], dtype=np.float32)
        self._output = np.frombuffer(stored["output"], dtype=np.float32)
        self._output_bias = float(stored["output_bias"])

    def probabilities(self, cues: Sequence[Judged]) -> list[list[float]]:
        """Return the probability of each reading of each cue; a feature that is not listed adds nothing."""
        sums = self._sums([group for cue in cues for group in cue.groups])
        firsts = accumulate((len(cue.groups) for cue in cues), initial=0)
        parts = [np.array(cue.parts) + first for cue, first in zip(cues, firsts, strict=False)]
        scaled = sums[np.concatenate(parts)].sum(axis=1) * self._scale
        hidden = np.maximum(scaled[:, :-1] + self._bias, 0)
        powers = np.exp(np.clip(hidden @ self._output + scaled[:, -1] + self._output_bias, -30, 30))
        ends = np.cumsum([len(cue.parts) for cue in cues])[:-1]
        return [(own / (1 + own.sum())).tolist() for own in np.split(powers, ends)]

    def _sums(self, groups: Sequence[Sequence[str]]) -> NDArray[np.int16]:
        """Return the sum of the rows of each group's features."""
        number_of, none = self._numbers.get, len(self._numbers)
        numbers = [number_of(feature, none) for group in groups for feature in group]
        lengths = np.array([len(group) for group in groups])
        table = np.full((len(groups), lengths.max()), none)
        table[np.arange(table.shape[1]) < lengths[:, np.newaxis]] = numbers
        # A sum for each column of the table is faster than numpy's sums of stretches of unequal length.
        sums = np.zeros((len(groups), self._rows.shape[1]), dtype=np.int16)
        for column in table.T:
            sums += self._rows[column]
        return sums


@cache
def read_network() -> Network:
    """Return the trained network."""
    source = files("rumourx.pipeline") / "lexicons" / WEIGHTS_NAME
    return Network(srsly.msgpack_loads(source.read_bytes()))
