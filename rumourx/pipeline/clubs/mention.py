"""A mention of a team, before and after it is known which team it is."""

from dataclasses import dataclass

from rumourx.gazetteer import FormKind, Team


@dataclass(frozen=True, slots=True)
class TeamMention:
    """A mention of a team at start:end; `owners` whose form it may be, `owner` the one chosen."""

    start: int
    end: int
    text: str
    kind: FormKind
    owners: tuple[Team, ...]
    owner: Team | None = None

    @property
    def name(self) -> str:
        """The team's usual name, or the printed one of a team that the gazetteer lacks."""
        return self.owner.name if self.owner else self.text
