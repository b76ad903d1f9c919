"""The tokenizer of the embedded pipeline: spaCy's Italian one with a few more places to cut.

spaCy keeps "l'«Equipe", "ex-Milan", "Juve-Napoli" and "Inter/Milan" as one token each, so that no span could
name the club inside. The added rules cut at quote marks, and at a hyphen or slash before a capital. They are saved
with the pipeline: loading it needs none of this code.
"""

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, registry

EXTRA_INFIXES = (
    r"[«»“”„\"]",
    r"(?<=[^\W\d_])[-–/](?=[A-ZÀ-Þ«“\"])",
    r"(?<=['’])[‘«“\"]",
)


def add_infixes() -> Callable[[Language], Language]:
    """Return the callback that `spacy train` runs before it initialises the pipeline."""

    def before_init(nlp: Language) -> Language:
        infixes = [*(nlp.Defaults.infixes or []), *EXTRA_INFIXES]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
        return nlp

    return before_init


registry.callbacks.register("rumourx.italian_tokenizer", func=add_infixes)


def italian_tokenizer() -> Language:
    """Return a blank Italian pipeline with this tokenizer.

    >>> [token.text for token in italian_tokenizer()("l'ex-Milan in Juve-Napoli")]
    ["l'", 'ex', '-', 'Milan', 'in', 'Juve', '-', 'Napoli']
    """
    nlp = spacy.blank("it")
    add_infixes()(nlp)
    return nlp
