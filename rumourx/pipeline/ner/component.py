"""The components tok2vec and ner with which the embedded pipeline reads: weights and results of spaCy's, faster."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Tok2Vec
from spacy.pipeline.tok2vec import DEFAULT_TOK2VEC_MODEL
from spacy.tokens import Doc, Span
from thinc.api import Model

from rumourx.pipeline.ner.decoding import Entity, Moves, Scorer, Tokens, can_decode, find_entities
from rumourx.pipeline.ner.encoding import Vectors, can_encode, token_vectors

READING = {"tok2vec": {"factory": "rumourx_tok2vec"}, "ner": {"factory": "rumourx_ner"}}
"""What makes a pipeline of spaCy's own tok2vec and ner read with ours: the changes of its components' config."""


@Language.factory("rumourx_tok2vec", assigns=["doc.tensor"], default_config={"model": DEFAULT_TOK2VEC_MODEL})
class TokenVectors(Tok2Vec):
    """spaCy's tok2vec, whose `predict` takes half its time; other layers than ours run as spaCy runs them."""

    def __init__(self, nlp: Language, name: str, model: Model[list[Doc], list[Vectors]]) -> None:
        super().__init__(nlp.vocab, model, name)

    def predict(self, docs: Iterable[Doc]) -> list[Vectors]:
        """Return the vectors of the tokens of each Doc, (tokens, width)."""
        if can_encode(self.model):
            return token_vectors(self.model, list(docs))
        vectors: list[Vectors] = super().predict(docs)
        return vectors


@Language.factory(
    "rumourx_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "ner",
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96},
        },
        "moves": None,
        "update_with_oracle_cut_size": 100,
        "incorrect_spans_key": None,
        "scorer": {"@scorers": "spacy.ner_scorer.v1"},
    },
)
class NameRecognizer(EntityRecognizer):  # type: ignore[misc]  # compiled, without types
    """spaCy's ner, whose search takes a tenth of its time.

    Models that do not listen to a tok2vec of the pipeline, or have other layers than ours, run as spaCy runs them.
    """

    def __init__(
        self,
        nlp: Language,
        name: str,
        model: Model[Any, Any],
        moves: object,
        update_with_oracle_cut_size: int,
        incorrect_spans_key: str | None,
        scorer: Callable[..., Any] | None,
    ) -> None:
        super().__init__(
            nlp.vocab,
            model,
            name,
            moves,
            update_with_oracle_cut_size=update_with_oracle_cut_size,
            incorrect_spans_key=incorrect_spans_key,
            scorer=scorer,
        )

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """Return the entities of each Doc; where spaCy's own search is needed, its states."""
        docs = [docs] if isinstance(docs, Doc) else list(docs)
        found = self._entities(docs) if can_decode(self.model) and all(map(_is_blank, docs)) else None
        states: list[Any] = super().predict(docs) if found is None else list(_of_each(docs, found))
        return states

    def _entities(self, docs: Sequence[Doc]) -> list[Entity] | None:
        """Return the entities of all Docs in a row; None where it takes spaCy's own search to find them in time."""
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return []
        moves = Moves([self.moves.get_class_name(number) for number in range(self.moves.n_moves)])
        scorer = Scorer(self.model, np.concatenate([doc.tensor for doc in filled]))
        return find_entities(scorer, _tokens(filled), moves)

    def set_annotations(self, docs: Iterable[Doc], batch_states: Iterable[Any]) -> None:
        """Write what `predict` returned to the Docs' entities."""
        for doc, found in zip(docs, batch_states, strict=True):
            if isinstance(found, list):
                doc.set_ents([Span(doc, *entity) for entity in found])
            else:
                super().set_annotations([doc], [found])


def _is_blank(doc: Doc) -> bool:
    """Tell whether a Doc has vectors, and no entities yet that ours would have to respect."""
    return len(doc) == 0 or (len(doc.tensor) == len(doc) and not doc.has_annotation("ENT_IOB"))


def _tokens(docs: Sequence[Doc]) -> Tokens:
    """Return the tokens of Docs, none of them empty, in a row."""
    flags = [doc.to_array(["IS_SPACE", "SENT_START"]) == 1 for doc in docs]
    last = [np.append(of_doc[1:, 1], True) for of_doc in flags]
    return Tokens(np.concatenate(flags)[:, 0], np.concatenate(last))


def _of_each(docs: Sequence[Doc], entities: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Yield the entities of each Doc, counted from its first token."""
    rest = list(reversed(entities))
    for first, end in pairwise(accumulate(map(len, docs), initial=0)):
        here = []
        while rest and rest[-1].start < end:
            start, stop, label = rest.pop()
            here.append(Entity(start - first, stop - first, label))
        yield here
