"""What is known of football: teams and their nicknames, people, competitions, stadiums, outlets, places.

The lists are the TSV files in ``data/``; ``python -m rumourx.gazetteer.compile`` turns them into the one file
that `gazetteer` loads.
"""

from rumourx.gazetteer.gazetteer import (
    FormKind,
    Gazetteer,
    KnownPerson,
    Match,
    Team,
    TeamForm,
    fold,
    gazetteer,
)

__all__ = [
    "FormKind",
    "Gazetteer",
    "KnownPerson",
    "Match",
    "Team",
    "TeamForm",
    "fold",
    "gazetteer",
]
