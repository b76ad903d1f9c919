"""Named entity recognition as the embedded pipeline does it: spaCy's network and search, faster where they read."""

from rumourx.pipeline.ner.component import READING, NameRecognizer, TokenVectors

__all__ = ["READING", "NameRecognizer", "TokenVectors"]
