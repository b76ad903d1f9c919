"""A script of the usual parts, as one writes it in an afternoon, to measure against.

The same NER, a regular expression for quotes (any opening mark with any closing one, as textacy pairs them), and
`dateparser.search.search_dates` over the whole text. It resolves no name, no speaker, no contract and no rumour.
"""

import re
from collections.abc import Iterator

from dateparser.search import search_dates
from spacy.language import Language

_QUOTE = re.compile(r"[“”\"«»](.+?)[“”\"«»]")


def usual_parts(texts: list[str], nlp: Language) -> Iterator[dict[str, list[str]]]:
    """Yield the names, quotes and dates of each text."""
    for doc in nlp.pipe(texts):
        yield {
            "people": [entity.text for entity in doc.ents if entity.label_ == "PER"],
            "clubs": [entity.text for entity in doc.ents if entity.label_ == "ORG"],
            "quotes": _QUOTE.findall(doc.text),
            "dates": [found for found, _ in search_dates(doc.text, languages=["it"]) or []],
        }
