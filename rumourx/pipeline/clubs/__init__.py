"""Clubs: which teams an article names, city told from club, nicknames resolved by the article."""

from rumourx.pipeline.clubs.component import ClubExtractor

__all__ = ["ClubExtractor"]
