"""Who and which club a cue may be about: those of the sentence, nearest first, and those in view before it."""

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_words
from rumourx.pipeline.rumours.arguments import CueInSentence, nearest
from rumourx.pipeline.rumours.context import Context
from rumourx.pipeline.rumours.cues import Cue, Found
from rumourx.pipeline.rumours.knowledge import Knowledge
from rumourx.pipeline.rumours.masking import Masked
from rumourx.pipeline.rumours.stretches import Beside

NEAREST = 3
_BUCKETS = (6, 14, 26, 45, 75, 120, 200)

# "Piace a molti club": who is meant is not said, and no club of another sentence is.
_UNNAMED = re.compile(
    r"\b(?:var[ie]|divers[ie]|molt[ie]|tant[ie]|alcun[ie]|altr[ie]|più|numeros[ie]|mezza|un)\s(?:top\s|grandi\s|big\s)?"
    r"(?:club|squadre|società|big|formazioni|serie a|altra squadra)\b"
)


class Argument(NamedTuple):
    """A person or club that a cue may be about: the names, where they stand (-1 outside), and their features."""

    names: tuple[str, ...]
    position: int
    features: tuple[str, ...]


class Sentence(NamedTuple):
    """What holds for all cues of a sentence; `hinted` are the clubs that it means by an adjective or their city."""

    masked: Masked
    context: Context
    knowledge: Knowledge
    hinted: dict[str, str]


def bucket(cost: int) -> int:
    """Return the class of a distance in characters: how many of the bounds it reaches."""
    return bisect_right(_BUCKETS, cost)


def person_arguments(sentence: Sentence, place: CueInSentence, movers: set[str], cues: list[Found]) -> list[Argument]:
    """Return the persons that a cue may be about: those of the sentence, then those in view before it."""
    inside = _persons_inside(sentence, place, movers, cues)
    outside = _persons_outside(sentence, place, movers, alone=not inside)
    return [*inside, *outside, *_counted_person(sentence, place)]


def _persons_inside(sentence: Sentence, place: CueInSentence, movers: set[str], cues: list[Found]) -> list[Argument]:
    masked, move = sentence.masked, place.found.cue.move
    idle = {name for position in masked.positions("PR") for name in masked.slot(position).names} - movers
    ranked = nearest(place, place.frame.person, "PR", idle)[:NEAREST]
    arguments = []
    for rank, (cost, slot, position) in enumerate(ranked):
        names = tuple(name for name in slot.names if name in movers)
        features = (
            *_place_features(place, "p", cost, rank, position, cues),
            f"p:named={slot.named}",
            f"p:slot={slot.kind}/{move}",
            *sentence.knowledge.prominence("p", names, move),
        )
        arguments.append(Argument(names, position, features))
    return arguments


def _persons_outside(sentence: Sentence, place: CueInSentence, movers: set[str], *, alone: bool) -> list[Argument]:
    context, main = sentence.context, sentence.knowledge.main
    cue = place.found.cue
    sources: dict[tuple[str, ...], list[str]] = {}
    for source, people in (
        ("last", context.last_persons),
        ("first", context.first_persons),
        ("head", context.head_persons),
        ("main", (main,) if main else ()),
    ):
        if names := tuple(name for name in people if name in movers):
            sources.setdefault(names, []).append(source)
    where = "alone" if alone else "beside"
    return [
        Argument(
            names,
            -1,
            (
                *_person_view_features("+".join(told), where, min(context.age, 3), len(names) > 1),
                *_person_cue_features(place.kind, cue.move, cue.stage, cue.weak, where),
                *sentence.knowledge.prominence("p", names, cue.move),
            ),
        )
        for names, told in sources.items()
    ]


@cache
def _person_view_features(told: str, where: str, age: int, many: bool) -> tuple[str, ...]:
    return (f"p:context={told}/{where}", f"p:age={age}/{told}", f"p:context/many{many}")


@cache
def _person_cue_features(kind: str, move: str, stage: str, weak: bool, where: str) -> tuple[str, ...]:
    return (f"p:context/{where}/{kind}", f"p:weak{weak}/{where}", f"p:context/{where}/{move}/{stage}")


_ORDINAL = re.compile(r"\b(?:il|per il) (primo|secondo)\b")


def _counted_person(sentence: Sentence, place: CueInSentence) -> list[Argument]:
    """Return whom "il primo" or "il secondo" means of the two people named last."""
    ordinal = _ORDINAL.search(sentence.masked.text[slice(*place.clause)])
    last = sentence.context.last_persons
    if ordinal is None or len(last) != 2:
        return []
    return [Argument((last[ordinal[1] == "secondo"],), -1, ("p:ordinal",))]


def club_arguments(
    sentence: Sentence, place: CueInSentence, placed: list[Argument], owned: frozenset[str]
) -> list[Argument]:
    """Return the clubs that a cue may be about: those of the sentence, then those in view.

    `placed` are `placed_clubs`, `owned` the present clubs of the persons that the cue is taken to be about.
    """
    cue = place.found.cue
    sources = _clubs_in_view(sentence, place.found, owned)
    inside = [
        club._replace(
            features=(
                *club.features,
                *[f"c:also={source}/{cue.move}" for name in club.names for source in sources.get(name, ())],
                *_not_own(cue, club.names, owned),
            )
        )
        for club in placed
    ]
    seen = {name for argument in inside for name in argument.names}
    outside = [
        Argument(
            (club,),
            -1,
            (
                *_club_view_features(tuple(told), cue.move, cue.frame, min(len(inside), 2), cue.weak),
                *sentence.knowledge.prominence("c", (club,), cue.move),
                *_not_own(cue, (club,), owned),
            ),
        )
        for club, told in sources.items()
        if club not in seen
    ]
    return [*inside, *outside]


@cache
def _club_view_features(told: tuple[str, ...], move: str, frame: str, inside: int, weak: bool) -> tuple[str, ...]:
    """Return the features of a club in view for the reasons `told`, beside so many clubs of the sentence."""
    return (
        *(f"c:{source}/{move}" for source in told),
        *(f"c:{source}/{frame}/{inside}" for source in told),
        f"c:outside={'+'.join(told)}",
        f"c:outside/weak{weak}",
    )


def _clubs_in_view(sentence: Sentence, found: Found, owned: frozenset[str]) -> dict[str, list[str]]:
    """Return the clubs that the context offers, each with why; none where the sentence speaks of unnamed ones."""
    context = sentence.context
    if found.cue.move == "join" and _UNNAMED.search(sentence.masked.text, found.end):
        return {}
    sources: dict[str, list[str]] = {}
    for source, club in (
        ("head", context.head_club),
        ("last", context.last_club),
        ("first", context.first_club),
        ("main", context.main_club if context.dominant else None),
        ("weakmain", None if context.dominant else context.main_club),
        *(("own", club) for club in sorted(owned)),
        *((kind, club) for club, kind in sentence.hinted.items()),
    ):
        if club:
            sources.setdefault(club, []).append(source)
    return sources


def placed_clubs(sentence: Sentence, place: CueInSentence, cues: list[Found]) -> list[Argument]:
    """Return the clubs of a cue's sentence that it may be about, with the features of where they stand."""
    masked, found, kind = place.masked, place.found, place.kind
    idle = {name for position in masked.positions("N") for name in masked.slot(position).names}
    arguments = []
    ranked = nearest(place, place.frame.club, "CSXN", idle - sentence.knowledge.clubs)[:NEAREST]
    for rank, (cost, slot, position) in enumerate(ranked):
        names, letter = tuple(slot.names), masked.text[position]
        preposition = masked.preposition(position) if letter != "S" else "da"
        features = (
            f"c:slot={letter}/{found.cue.move}",
            *sentence.knowledge.prominence("c", names, found.cue.move),
            *_place_features(place, "c", cost, rank, position, cues),
            f"c:prep={preposition}/{kind}/{'<' if position < found.start else '>'}",
            f"c:prep={preposition}/{found.cue.move}",
        )
        arguments.append(Argument(names, position, features))
    return arguments


def _not_own(cue: Cue, clubs: tuple[str, ...], owned: frozenset[str]) -> list[str]:
    """Return the feature of clubs none of which is the persons' present one."""
    return [f"c:notown/{cue.move}/{cue.frame}"] if owned and owned.isdisjoint(clubs) else []


def _place_features(
    place: CueInSentence, letter: str, cost: int, rank: int, position: int, cues: list[Found]
) -> tuple[str, ...]:
    """Return the features of a slot's place beside a cue."""
    found, kind, clause = place.found, place.kind, place.clause
    side = "<" if position < found.start else ">" if position >= found.end else "="
    left, right = (position + 2, found.start) if side == "<" else (found.end, position)
    between = place.stretches.between(left, right)
    crossed = sum([left <= other.start < right for other in cues if other is not found])
    telling = read_words("rumour_between_words.txt").intersection(between.words)
    return (
        *_distance_features(letter, kind, side, bucket(cost), bucket(between.length)),
        *_rank_features(letter, side, rank, min(between.slots.count(letter.upper()), 2), min(crossed, 3)),
        *_clause_features(letter, side, clause[0] <= position < clause[1], min(between.commas, 2)),
        *_words_around(place.stretches.beside(position), letter, kind),
        *[f"{letter}:between={word}/{side}" for word in telling],
    )


# As for readings, features of few different values are made once each.


@cache
def _distance_features(letter: str, kind: str, side: str, cost: int, gap: int) -> tuple[str, ...]:
    return (f"{letter}:{kind}{side}", f"{letter}:cost={cost}/{kind}", f"{letter}:gap={gap}/{side}/{kind}")


@cache
def _rank_features(letter: str, side: str, rank: int, same: int, crossed: int) -> tuple[str, ...]:
    return (f"{letter}:rank={rank}", f"{letter}:same={same}/{side}", f"{letter}:crossed={crossed}/{side}")


@cache
def _clause_features(letter: str, side: str, same_clause: bool, commas: int) -> tuple[str, ...]:
    return (f"{letter}:clause={same_clause}/{side}", f"{letter}:comma={commas}")


def _words_around(beside: Beside, letter: str, kind: str) -> tuple[str, ...]:
    """Return the words right before and behind a slot as features."""
    features = []
    if beside.before:
        features.append(f"{letter}:before={beside.before}")
        if not beside.comma:
            features.append(f"{letter}:before={beside.before}/{kind}")
    else:
        features.append(f"{letter}:first")
    if beside.behind:
        features += [f"{letter}:behind={beside.behind}", f"{letter}:behind={beside.behind}/{kind}"]
    return tuple(features)
