"""People: who is named in an article, one entry a person with all their mentions."""

from rumourx.pipeline.people.component import PeopleExtractor

__all__ = ["PeopleExtractor"]
