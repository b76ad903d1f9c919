"""The entities of token vectors: the greedy search of spaCy's transition-based NER, for all tokens at once.

The state of spaCy's search (Lample et al. 2016, "Neural Architectures for Named Entity Recognition", section 3; BILUO
moves) is no more than the token at hand and, within an entity, its first token. So what a token outside entities
opens does not depend on what came before, and is computed for all tokens in one go; then all entities that were
opened grow together, a token a step, and of those that overlap the earlier stands.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline.tok2vec import Tok2VecListener
from thinc.api import Model, NumpyOps

from rumourx.pipeline.ner.encoding import Vectors, largest, weights_of

LONGEST = 20  # tokens; three times what a name has in an article
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


class Entity(NamedTuple):
    """An entity at start:end, counted in tokens."""

    start: int
    end: int
    label: str


class Tokens(NamedTuple):
    """What the search needs to know of tokens: which are white space, and which the last of their sentence."""

    spaces: Flags
    last: Flags


class Moves:
    """The moves of a model, in the order of its classes ("B-PER", "I-PER", "L-PER", "U-PER", "O")."""

    def __init__(self, names: Sequence[str]) -> None:
        kinds = [name.partition("-") for name in names]
        self.labels = [label for _, _, label in kinds]
        self.opens_long = np.array([kind == "B" for kind, _, _ in kinds])
        self.opens_short = np.array([kind == "U" and label != "" for kind, _, label in kinds])
        self.outside = np.array([kind == "O" for kind, _, _ in kinds])
        number = {name: number for number, name in enumerate(names)}
        self.inner = np.array([number.get(f"I-{label}", -1) for label in self.labels])
        self.final = np.array([number.get(f"L-{label}", -1) for label in self.labels])


_PARTS = 3  # that a token may play in a state: at hand, first of the entity, last before the one at hand


def can_decode(model: Model[Any, Any]) -> bool:
    """Tell whether an NER model is of the kind that `Scorer` knows, listens to a tok2vec, and computes with numpy."""
    return (
        isinstance(model.ops, NumpyOps)
        and bool(model.attrs.get("has_upper"))
        and len(model.get_ref("lower").get_param("W")) == _PARTS
        and isinstance(model.get_ref("tok2vec").layers[0], Tok2VecListener)
        and not model.attrs.get("unseen_classes")
    )


class Scorer:
    """The scores of the moves in a state, as the upper layers of a model give them for the vectors of its tokens."""

    def __init__(self, model: Model[Any, Any], vectors: Vectors) -> None:
        """Read the weights of a model for tokens with these vectors, (tokens, width)."""
        linear, lower, self._upper = model.get_ref("tok2vec").layers[-1], model.get_ref("lower"), model.get_ref("upper")
        self._inputs = vectors @ weights_of(linear, "W").T + weights_of(linear, "b")
        weights = weights_of(lower, "W")  # parts that a token may play, outputs, pieces, inputs
        self._pieces = weights.shape[2]
        self._parts = [part.reshape(-1, weights.shape[-1]).T for part in weights]
        _, self._no_start, self._no_previous = weights_of(lower, "pad").reshape(len(weights), -1)
        self._bias = weights_of(lower, "b").reshape(-1)

    def outside(self) -> Vectors:
        """Return the scores of all moves at each token where no entity is open, (tokens, moves)."""
        return self._scores(self._inputs @ self._parts[0] + (self._no_start + self._no_previous + self._bias))

    def inside(self, places: Places, starts: Places) -> Vectors:
        """Return the scores of all moves at tokens within the entities that begin at `starts`."""
        token, start, previous = self._parts
        inputs = self._inputs
        sums = inputs[places] @ token + inputs[starts] @ start + inputs[places - 1] @ previous
        return self._scores(sums + self._bias)

    def _scores(self, sums: Vectors) -> Vectors:
        hidden = largest(sums, self._pieces)
        scores: Vectors = hidden @ weights_of(self._upper, "W").T + weights_of(self._upper, "b")
        return scores


def find_entities(scorer: Scorer, tokens: Tokens, moves: Moves) -> list[Entity] | None:
    """Return the entities of a run of tokens in their order.

    None where one would be longer than `LONGEST`: all that are opened grow side by side, also those that an earlier
    one covers, which for long ones takes far more steps than going from token to token.
    """
    opened = _openings(scorer, tokens, moves)
    starts = np.flatnonzero(~moves.outside[opened])
    ends = _ends(scorer, tokens, moves, starts, opened[starts])
    if ends is None:
        return None
    entities: list[Entity] = []
    covered = 0
    for start, end, move in zip(starts.tolist(), ends.tolist(), opened[starts].tolist(), strict=True):
        if start >= covered:
            entities.append(Entity(start, end, moves.labels[move]))
            covered = end
    return entities


def _openings(scorer: Scorer, tokens: Tokens, moves: Moves) -> Places:
    """Return the best move at each token if no entity is open there."""
    scores = scorer.outside()
    scores[:, ~(moves.opens_long | moves.opens_short | moves.outside)] = -np.inf
    scores[np.ix_(tokens.spaces, ~moves.outside)] = -np.inf
    scores[np.ix_(tokens.last, moves.opens_long)] = -np.inf
    best: Places = scores.argmax(axis=1)
    return best


def _ends(scorer: Scorer, tokens: Tokens, moves: Moves, starts: Places, opened: Places) -> Places | None:
    """Return where the entities end that begin at `starts` with the moves `opened`; None where one is too long."""
    ends = starts + 1
    growing = np.flatnonzero(moves.opens_long[opened])
    for _ in range(1, LONGEST):
        if not len(growing):
            return ends
        places = ends[growing]
        scores = scorer.inside(places, starts[growing])
        row, move = np.arange(len(growing)), opened[growing]
        goes_on = (scores[row, moves.inner[move]] >= scores[row, moves.final[move]]) & ~tokens.last[places]
        ends[growing] += 1
        growing = growing[goes_on]
    return ends if not len(growing) else None
