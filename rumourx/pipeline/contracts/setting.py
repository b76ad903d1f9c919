"""A date and the words that stand round it in its sentence."""

import re
from dataclasses import dataclass

from rumourx.pipeline.contracts.cues import Cue
from rumourx.pipeline.dates.expressions import Expression
from rumourx.record.types import ContractEvent

GOVERNING = frozenset({"ends", "newend", "bound", "noun", "renewal", "signing", "loan", "option", "none"})
NEAR = 60  # characters between a cue and a date that it governs
FAR = 130  # the same for a date with "fino a", which says by itself that something lasts until then

_UNTIL = re.compile(
    r"\b(?:fino|sino|infino)\s+(?:(?:a|al|allo|alla|ad|agli|ai)\s+|all['’]\s?)?"
    r"(?:(?:mondial[ei]|europe[oi]|olimpiadi|coppa del mondo)\s+(?:(?:del|della|di)\s+)?)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;!?]|\.\s|\s(?:ma|mentre|però|quando|dopo che)\s|[.!?][A-ZÀ-Þ]")
_OFF_BEFORE = re.compile(
    r"(?:\bnon\s+(?:(?:gli|le|lo|la|si)\s+)?(?:(?:è|sarà|verrà|ha|hanno)\s+)?(?:(?:stato|ancora|mai)\s+)?|\b(?:mancat|sfumat|saltat)\w\s+"
    r"|\brott\w\s+(?:\w+\s+){0,4}|\brifiut\w+\s+(?:di\s+|il\s+))\Z",
    re.IGNORECASE,
)
_OFF_BEHIND = re.compile(r"\s+(?:non\s+(?:ci\s+)?(?:è|sarà|arriva|si)|è\s+(?:saltat|sfumat))", re.IGNORECASE)
_OWN_CLUB_OFFERS = re.compile(
    r"\b(?:la società|il club|la dirigenza|la proprietà)\s+(?:gli|le)\s+(?:ha\s+)?(?:propo|offr|offert)",
    re.IGNORECASE,
)


_NEW_LENGTH = re.compile(r"\bnuovo\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """A date expression with the cues before it (`left`, back to `boundary`: the sentence's start or the end of the
    contract date before) and behind it (`right`, up to `limit`: the next date or the sentence's end).

    `last` is the event of the contract date before in the sentence.
    """

    text: str
    expression: Expression
    boundary: int
    limit: int
    left: tuple[Cue, ...]
    right: tuple[Cue, ...]
    last: ContractEvent | None

    @property
    def before(self) -> str:
        """The words before the date."""
        return self.text[self.boundary : self.expression.start]

    @property
    def after(self) -> str:
        """The words behind the date."""
        return self.text[self.expression.end : self.limit]

    @property
    def until(self) -> bool:
        """Whether the date has "fino a" before it."""
        return bool(_UNTIL.search(self.before))

    def gap(self, cue: Cue) -> str:
        """Return the words between a cue before the date and the date."""
        return self.text[cue.end : self.expression.start]

    def reaches(self, cue: Cue, reach: int) -> bool:
        """Say whether a cue before the date is near enough, and no new clause starts between them."""
        gap = self.gap(cue)
        return len(gap) <= reach and not _BREAK.search(gap)

    def governing(self, reach: int) -> list[Cue]:
        """Return the cues before the date that may govern it, the nearest first."""
        found = []
        for cue in reversed(self.left):
            if not self.reaches(cue, reach):
                break
            if cue.family in GOVERNING:
                found.append(cue)
        return found

    def nearest(self, reach: int) -> Cue | None:
        """Return the nearest of them."""
        return next(iter(self.governing(reach)), None)

    def adjoins(self, cue: Cue | None) -> bool:
        """Say whether nothing stands between a cue and the date."""
        return cue is not None and not self.gap(cue).strip()

    def tells(self, *families: str) -> bool:
        """Say whether a cue of one of these families stands before the date."""
        return any(cue.family in families for cue in self.left)

    def renews(self) -> bool:
        """Say whether the words round the date speak of a renewal."""
        if any(cue.family == "renewal" and not self.is_off(cue) for cue in (*self.left, *self.right)):
            return True
        if any(cue.family == "newend" for cue in self.left) or _NEW_LENGTH.search(self.before):
            return True
        return bool(_OWN_CLUB_OFFERS.search(self.before))

    def is_off(self, cue: Cue) -> bool:
        """Say whether a renewal is told not to come: "e non è stato prolungato", "il mancato rinnovo"."""
        return bool(_OFF_BEFORE.search(self.text[self.boundary : cue.start])) or bool(
            _OFF_BEHIND.match(self.text, cue.end, self.limit)
        )

    def breaks(self) -> bool:
        """Say whether a new clause starts between the contract date before and this one."""
        return len(self.before) > FAR or bool(_BREAK.search(self.before))

    def stretch_start(self, cue: Cue) -> int:
        """Return where the words of the contract date start: at the contract noun before the cue, or at the cue."""
        for other in self.left:
            gap = self.text[other.end : cue.start]
            if other.start < cue.start and other.family == "noun" and re.fullmatch(r"[^,.;:]{0,39}", gap):
                return other.start
        return cue.start
