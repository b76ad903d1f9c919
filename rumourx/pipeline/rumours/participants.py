"""Who and which club a cue may be about: those of the sentence, nearest first, and those in view before it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_words
from rumourx.pipeline.rumours.arguments import CueInSentence, nearest
from rumourx.pipeline.rumours.context import Context
from rumourx.pipeline.rumours.cues import Found
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
    return sum(cost >= bound for bound in _BUCKETS)


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
        features = _place(place, "p", cost, rank, position, cues)
        features += (
            f"p:named={slot.named}",
            f"p:slot={masked.text[position]}/{move}",
            *sentence.knowledge.prominence("p", names, move),
        )
        arguments.append(Argument(names, position, features))
    return arguments


def _persons_outside(sentence: Sentence, place: CueInSentence, movers: set[str], *, alone: bool) -> list[Argument]:
    context, main = sentence.context, sentence.knowledge.main
    kind, cue = place.kind, place.found.cue
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
                f"p:context/{where}/{kind}",
                f"p:context={'+'.join(told)}/{where}",
                f"p:age={min(context.age, 3)}/{'+'.join(told)}",
                f"p:context/many{len(names) > 1}",
                f"p:weak{cue.weak}/{where}",
                f"p:context/{where}/{cue.move}/{cue.stage}",
                *sentence.knowledge.prominence("p", names, cue.move),
            ),
        )
        for names, told in sources.items()
    ]


_ORDINAL = re.compile(r"\b(?:il|per il) (primo|secondo)\b")


def _counted_person(sentence: Sentence, place: CueInSentence) -> list[Argument]:
    """Return whom "il primo" or "il secondo" means of the two people named last."""
    ordinal = _ORDINAL.search(sentence.masked.text[slice(*place.clause)])
    last = sentence.context.last_persons
    if ordinal is None or len(last) != 2:
        return []
    return [Argument((last[ordinal[1] == "secondo"],), -1, ("p:ordinal",))]


def club_arguments(
    sentence: Sentence, place: CueInSentence, cues: list[Found], owned: frozenset[str]
) -> list[Argument]:
    """Return the clubs that a cue may be about: those of the sentence, then those in view.

    `owned` are the present clubs of the persons that it is taken to be about.
    """
    found = place.found
    sources = _clubs_in_view(sentence, found, owned)
    inside = _clubs_inside(sentence, place, cues, owned, sources)
    seen = {name for argument in inside for name in argument.names}
    outside = []
    for club, told in sources.items():
        if club not in seen:
            features = [f"c:{source}/{found.cue.move}" for source in told]
            features += sentence.knowledge.prominence("c", (club,), found.cue.move)
            features += [f"c:{source}/{found.cue.frame}/{min(len(inside), 2)}" for source in told]
            features += [f"c:outside={'+'.join(told)}", f"c:outside/weak{found.cue.weak}"]
            features += _not_own(found, [club], owned)
            outside.append(Argument((club,), -1, tuple(features)))
    return [*inside, *outside]


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
        *(("own", club) for club in owned),
        *((kind, club) for club, kind in sentence.hinted.items()),
    ):
        if club:
            sources.setdefault(club, []).append(source)
    return sources


def _clubs_inside(
    sentence: Sentence,
    place: CueInSentence,
    cues: list[Found],
    owned: frozenset[str],
    sources: dict[str, list[str]],
) -> list[Argument]:
    masked, found, kind = place.masked, place.found, place.kind
    idle = {name for position in masked.positions("N") for name in masked.slot(position).names}
    arguments = []
    ranked = nearest(place, place.frame.club, "CSXN", idle - sentence.knowledge.clubs)[:NEAREST]
    for rank, (cost, slot, position) in enumerate(ranked):
        letter = masked.text[position]
        preposition = masked.preposition(position) if letter != "S" else "da"
        features = [
            f"c:slot={letter}/{found.cue.move}",
            *sentence.knowledge.prominence("c", tuple(slot.names), found.cue.move),
            *_place(place, "c", cost, rank, position, cues),
            f"c:prep={preposition}/{kind}/{'<' if position < found.start else '>'}",
            f"c:prep={preposition}/{found.cue.move}",
            *(f"c:also={source}/{found.cue.move}" for name in slot.names for source in sources.get(name, ())),
            *_not_own(found, slot.names, owned),
        ]
        arguments.append(Argument(tuple(slot.names), position, tuple(features)))
    return arguments


def _not_own(found: Found, clubs: Iterable[str], owned: frozenset[str]) -> list[str]:
    """Return the feature of clubs none of which is the persons' present one."""
    return [f"c:notown/{found.cue.move}/{found.cue.frame}"] if owned and not owned & set(clubs) else []


def _place(
    place: CueInSentence, letter: str, cost: int, rank: int, position: int, cues: list[Found]
) -> tuple[str, ...]:
    """Return the features of a slot's place beside a cue."""
    found, kind, clause = place.found, place.kind, place.clause
    side = "<" if position < found.start else ">" if position >= found.end else "="
    left, right = (position + 2, found.start) if side == "<" else (found.end, position)
    between = place.stretches.between(left, right)
    same = between.slots.count(letter.upper())
    telling = read_words("rumour_between_words.txt").intersection(between.words)
    crossed = sum(left <= other.start < right for other in cues if other is not found)
    return (
        f"{letter}:{kind}{side}",
        f"{letter}:cost={bucket(cost)}/{kind}",
        f"{letter}:gap={bucket(between.length)}/{side}/{kind}",
        f"{letter}:rank={rank}",
        f"{letter}:same={min(same, 2)}/{side}",
        f"{letter}:crossed={min(crossed, 3)}/{side}",
        f"{letter}:clause={clause[0] <= position < clause[1]}/{side}",
        f"{letter}:comma={min(between.commas, 2)}",
        *_words_around(place.stretches.beside(position), letter, kind),
        *(f"{letter}:between={word}/{side}" for word in telling),
    )


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
