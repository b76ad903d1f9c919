"""The date component: dates and durations in contract context, normalised."""

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.dates.expressions import Expression, find_expressions, sentences_in_context
from rumourx.pipeline.dates.resolution import Anchor, is_relative, read_anchor, resolve
from rumourx.pipeline.mentions import Range, sentence_ranges
from rumourx.pipeline.spans import char_span, text_of
from rumourx.pipeline.values import DateValue, register_extensions


@Language.factory("rumourx_dates", requires=["token.is_sent_start"], assigns=["doc.spans"])
class DateExtractor:
    """Write `doc.spans["dates"]` and `doc._.dates`: the date words in sentences that speak of contracts.

    Relative ones resolve against `doc._.article_date`; without it their date is None. Durations ("triennale")
    count from the article's year here; the contract component counts them from a start that the text tells.

    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("sentencizer"), nlp.add_pipe("rumourx_dates")
    >>> [date["date"] for date in nlp("Ha un contratto in scadenza il 30/06/2026. Ha segnato 12 gol nel 2024.")._.dates]
    ['2026-06-30']
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one Doc."""
        anchor = read_anchor(doc._.article_date)
        doc._.dates = [
            _value(expression, anchor) for expression in expressions_in_context(text_of(doc), sentence_ranges(doc))
        ]
        spans = [char_span(doc, value["start"], value["end"], "DATE") for value in doc._.dates]
        doc.spans["dates"] = [span for span in spans if span is not None]
        return doc


# The contracts ask for what the dates have just found.
@lru_cache(maxsize=4)
def expressions_in_context(text: str, sentences: tuple[Range, ...]) -> tuple[Expression, ...]:
    """Return the date words of the sentences that speak of contracts."""
    return tuple(
        expression
        for start, end in sentences_in_context(text, sentences)
        for expression in find_expressions(text, start, end)
    )


def _value(expression: Expression, anchor: Anchor | None) -> DateValue:
    resolved = resolve(expression, anchor)
    return DateValue(
        start=expression.start,
        end=expression.end,
        date=resolved.date if resolved else None,
        precision=resolved.precision if resolved else None,
        relative=is_relative(expression),
    )
