"""The models of `lexicons/confidence.json`: one logistic regression for each kind of fact."""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

Features = dict[str, float]
"""What speaks for or against a fact: readable names, and values of about 0 to 1."""


class Model(NamedTuple):
    """A logistic regression; a feature without a weight has no say."""

    bias: float
    weights: Mapping[str, float]

    def chance(self, features: Mapping[str, float]) -> float:
        """Return how likely a fact with these features is right, in [0, 1].

        >>> Model(bias=0.0, weights={"full_name": 2.0}).chance({"full_name": 0.0})
        0.5
        """
        score = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def read_models() -> dict[str, Model]:
    """Return the trained model of each kind of fact, as `rumourx.training.confidence` wrote them."""
    stored = json.loads((files("rumourx.pipeline") / "lexicons" / "confidence.json").read_text(encoding="utf8"))
    return {kind: Model(**stored[kind]) for kind in stored}
