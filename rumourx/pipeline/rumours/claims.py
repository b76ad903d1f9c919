"""What a sentence claims: one person, one club, one move at one stage; and how claims about one move are merged."""

from dataclasses import dataclass

from rumourx.record.types import Move, Stage

SURE = 0.6  # of the best claim's chance: less likely claims are no evidence
DECISIVE = 0.9  # of the best claim's chance: less likely claims have no say in the stage
RANK: dict[str, int] = {"interest": 0, "talks": 1, "agreed": 2, "official": 3}


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of one cue; `order` is the number of its sentence, `shown` whether that names person or club."""

    person: str
    club: str
    move: Move
    stage: Stage
    order: int
    start: int
    end: int
    sources: tuple[str, ...] = ()
    cue: str = ""
    chance: float = 1.0
    weak: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """All that an article claims about one move; `chance` is that of its likeliest claim."""

    person: str
    club: str
    move: Move
    stage: Stage
    sources: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]
    chance: float


def merge(claims: list[Claim]) -> list[Merged]:
    """Return one rumour for each person, club and move, in the order of the text."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in _without_told_departures(_without_contradictions(claims)):
        groups.setdefault((claim.person, claim.club, claim.move), []).append(claim)
    return [
        Merged(
            person,
            club,
            group[0].move,
            merged_stage(group),
            tuple(dict.fromkeys(source for claim in group for source in claim.sources)),
            _evidence(group),
            max(claim.chance for claim in group),
        )
        for (person, club, _), group in groups.items()
    ]


def _evidence(group: list[Claim]) -> tuple[tuple[int, int], ...]:
    """Return the sentences that show a claim: those that name the person or club, the title only when alone."""
    best_chance = max(claim.chance for claim in group)
    sure = [claim for claim in group if claim.chance >= SURE * best_chance]
    shown = [claim for claim in sure if claim.shown] or sure
    body = [claim for claim in shown if claim.order > 0] or shown
    return tuple(dict.fromkeys((claim.start, claim.end) for claim in body))


def merged_stage(group: list[Claim]) -> Stage:
    """Return the stage that the article leaves a move at: a later denial wins, else the most advanced stage."""
    group = [claim for claim in group if not claim.weak] or group
    best_chance = max(claim.chance for claim in group)
    ordered = sorted((one for one in group if one.chance >= DECISIVE * best_chance), key=lambda claim: claim.order)
    told = [claim for claim in ordered if claim.stage != "denied"]
    denials = [claim for claim in ordered if claim.stage == "denied"]
    if not told:
        return "denied"
    best = max(told, key=lambda claim: RANK[claim.stage])
    if denials and (denials[-1].order >= best.order or best.stage in ("interest", "talks")):
        return "denied"
    return best.stage


def _without_told_departures(claims: list[Claim]) -> list[Claim]:
    """Drop what a move to another club says anyway: the departure that the same sentence tells."""
    joins = {
        (claim.person, claim.order, claim.club) for claim in claims if claim.move == "join" and claim.stage != "denied"
    }
    moved = {(person, order) for person, order, _ in joins}
    return [
        claim
        for claim in claims
        if claim.move != "leave"
        or claim.stage == "denied"
        or (claim.person, claim.order) not in moved
        or (claim.person, claim.order, claim.club) in joins
    ]


def _without_contradictions(claims: list[Claim]) -> list[Claim]:
    """Keep, where a person is said both to join a club and to stay or to leave there, the likelier reading."""
    chances: dict[tuple[str, str, str], float] = {}
    for claim in claims:
        key = (claim.person, claim.club, claim.move)
        chances[key] = max(claim.chance, chances.get(key, 0.0))
    dropped = set()
    for person, club, move in chances:
        if move == "join":
            continue
        mine, other = chances[person, club, move], chances.get((person, club, "join"))
        if other is not None:
            dropped.add((person, club, "join" if other < mine else move))
    return [claim for claim in claims if (claim.person, claim.club, claim.move) not in dropped]
