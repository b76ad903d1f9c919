"""What can be asked of the mill."""

from dataclasses import dataclass

from rumourx.errors import UsageError

SORT_ORDERS = {
    "articles": "articles DESC",
    "outlets": "outlets DESC",
    "last": "last_seen DESC NULLS LAST",
    "first": "first_seen ASC NULLS LAST",
    "stage": "stage_rank(stage) DESC",
    "trend": "trend_rank(trend) DESC NULLS LAST",
    "contradicting": "contradicting DESC",
    "confidence": "confidence DESC NULLS LAST",
    "person": "person_name ASC",
    "club": "club_name ASC",
}
"""What links can be sorted by, and how: the most articles or outlets, the latest or earliest date, the furthest
stage, the rising ones, the most contradicted or surest, or a name from A to Z."""

TIE_ORDER = "articles DESC, last_seen DESC NULLS LAST, person_name, club_name, move, person, club"
"""How links go that are equal in what they are sorted by."""

STAGES = ("interest", "talks", "agreed", "official", "denied")
MOVES = ("join", "leave", "stay")


@dataclass(frozen=True, slots=True)
class Query:
    """Which links are asked for, and in which order.

    `person` and `club` are names or parts of names, without regard to case and accents; a club's nickname will
    do. `moves` and `stages` (the latest stage) are those that are wanted, none for all. `since` leaves out what
    was last reported before that date; a link that is left in keeps its whole history. `min_confidence` leaves
    out reports and contract dates that are less sure. `limit` is how many links at most; None for all.

    Raises UsageError for a move, a stage or a sort order that there is not.
    """

    person: str | None = None
    club: str | None = None
    moves: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    since: str | None = None
    min_confidence: float | None = None
    sort: str = "articles"
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, given, known in (
            ("move", self.moves, MOVES),
            ("stage", self.stages, STAGES),
            ("order", (self.sort,), tuple(SORT_ORDERS)),
        ):
            if unknown := [one for one in given if one not in known]:
                raise UsageError(f"“{unknown[0]}” is no {name}; give one of {', '.join(known)}.")
