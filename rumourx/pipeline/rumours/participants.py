"""Who and which club a cue may be about: those of the sentence, nearest first, and those in view before it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_words
from rumourx.pipeline.rumours.arguments import frame_of, is_turned, nearest
from rumourx.pipeline.rumours.context import Context
from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.knowledge import Knowledge
from rumourx.pipeline.rumours.masking import ANY, Masked

NEAREST = 3
_BUCKETS = (6, 14, 26, 45, 75, 120, 200)
_BOUND = re.compile(r"[;:?!–—]|\. | ma | mentre ")

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
    """What holds for all cues of a sentence; `prominence` tells how much the article is about a person or club."""

    masked: Masked
    context: Context
    knowledge: Knowledge
    hinted: dict[str, str]


def clause(masked: Masked, found: Found) -> tuple[int, int]:
    """Return the bounds of the clause that holds a cue."""
    starts = [match.end() for match in _BOUND.finditer(masked.text, 0, found.start)]
    end = _BOUND.search(masked.text, found.end)
    return (starts[-1] if starts else 0, end.start() if end else len(masked.text))


def bucket(cost: int) -> int:
    """Return the class of a distance in characters: how many of the bounds it reaches."""
    return sum(cost >= bound for bound in _BUCKETS)


def person_arguments(sentence: Sentence, found: Found, movers: set[str], cues: list[Found]) -> list[Argument]:
    """Return the persons that a cue may be about: those of the sentence, then those in view before it."""
    inside = _persons_inside(sentence, found, movers, cues)
    outside = _persons_outside(sentence, found, movers, alone=not inside)
    return [*inside, *outside, *_counted_person(sentence, found)]


def _persons_inside(sentence: Sentence, found: Found, movers: set[str], cues: list[Found]) -> list[Argument]:
    masked = sentence.masked
    bound = clause(masked, found)
    frame = frame_of(masked, found)
    kind = _kind(masked, found)
    idle = [name for position in masked.positions("PR") for name in masked.slot(position).names if name not in movers]
    ranked = nearest(masked, found, frame.person, "PR", idle, bound)[:NEAREST]
    arguments = []
    for rank, (cost, slot, position) in enumerate(ranked):
        names = tuple(name for name in slot.names if name in movers)
        features = _place(masked, found, "p", kind, cost, rank, position, bound, cues)
        features += (
            f"p:named={slot.named}",
            f"p:slot={masked.text[position]}/{found.cue.move}",
            *_prominence(sentence, "p", names, found.cue.move),
        )
        arguments.append(Argument(names, position, features))
    return arguments


def _persons_outside(sentence: Sentence, found: Found, movers: set[str], *, alone: bool) -> list[Argument]:
    context, main = sentence.context, sentence.knowledge.main
    kind = _kind(sentence.masked, found)
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
                f"p:weak{found.cue.weak}/{where}",
                f"p:context/{where}/{found.cue.move}/{found.cue.stage}",
                *_prominence(sentence, "p", names, found.cue.move),
            ),
        )
        for names, told in sources.items()
    ]


def _counted_person(sentence: Sentence, found: Found) -> list[Argument]:
    """Return whom "il primo" or "il secondo" means of the two people named last."""
    bound = clause(sentence.masked, found)
    ordinal = re.search(r"\b(?:il|per il) (primo|secondo)\b", sentence.masked.text[bound[0] : bound[1]])
    last = sentence.context.last_persons
    if ordinal is None or len(last) != 2:
        return []
    return [Argument((last[ordinal[1] == "secondo"],), -1, ("p:ordinal",))]


def _kind(masked: Masked, found: Found) -> str:
    """Return the cue's frame, with a mark where the voice turns it round."""
    return f"{found.cue.frame}{'~' if is_turned(masked, found) else ''}"


def club_arguments(sentence: Sentence, found: Found, cues: list[Found], persons: Argument) -> list[Argument]:
    """Return the clubs that a cue may be about, given its persons: those of the sentence, then those in view."""
    own = sentence.knowledge.own
    owned = {own[name] for name in persons.names if name in own}
    sources = _clubs_in_view(sentence, found, owned)
    inside = _clubs_inside(sentence, found, cues, owned, sources)
    seen = {name for argument in inside for name in argument.names}
    outside = []
    for club, told in sources.items():
        if club not in seen:
            features = [f"c:{source}/{found.cue.move}" for source in told]
            features += _prominence(sentence, "c", [club], found.cue.move)
            features += [f"c:{source}/{found.cue.frame}/{min(len(inside), 2)}" for source in told]
            features += [f"c:outside={'+'.join(told)}", f"c:outside/weak{found.cue.weak}"]
            features += _not_own(found, [club], owned)
            outside.append(Argument((club,), -1, tuple(features)))
    return [*inside, *outside]


def _clubs_in_view(sentence: Sentence, found: Found, owned: set[str]) -> dict[str, list[str]]:
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
    sentence: Sentence, found: Found, cues: list[Found], owned: set[str], sources: dict[str, list[str]]
) -> list[Argument]:
    masked = sentence.masked
    bound = clause(masked, found)
    frame = frame_of(masked, found)
    kind = _kind(masked, found)
    idle = [name for position in masked.positions("N") for name in masked.slot(position).names]
    idle = [name for name in idle if name not in sentence.knowledge.clubs]
    arguments = []
    ranked = nearest(masked, found, frame.club, "CSXN", idle, bound)[:NEAREST]
    for rank, (cost, slot, position) in enumerate(ranked):
        letter = masked.text[position]
        preposition = masked.preposition(position) if letter != "S" else "da"
        features = [
            f"c:slot={letter}/{found.cue.move}",
            *_prominence(sentence, "c", slot.names, found.cue.move),
            *_place(masked, found, "c", kind, cost, rank, position, bound, cues),
            f"c:prep={preposition}/{kind}/{'<' if position < found.start else '>'}",
            f"c:prep={preposition}/{found.cue.move}",
            *(f"c:also={source}/{found.cue.move}" for name in slot.names for source in sources.get(name, ())),
            *_not_own(found, slot.names, owned),
        ]
        arguments.append(Argument(tuple(slot.names), position, tuple(features)))
    return arguments


def _not_own(found: Found, clubs: Iterable[str], owned: set[str]) -> list[str]:
    """Return the feature of clubs none of which is the persons' present one."""
    return [f"c:notown/{found.cue.move}/{found.cue.frame}"] if owned and not owned & set(clubs) else []


def _place(
    masked: Masked,
    found: Found,
    letter: str,
    kind: str,
    cost: int,
    rank: int,
    position: int,
    bound: tuple[int, int],
    cues: list[Found],
) -> tuple[str, ...]:
    """Return the features of a slot's place beside a cue."""
    side = "<" if position < found.start else ">" if position >= found.end else "="
    left, right = (position + 2, found.start) if side == "<" else (found.end, position)
    between = masked.text[left:right] if left < right else ""
    same = len(re.findall(rf"{letter.upper()}{ANY}", between))
    telling = set(WORD.findall(between)) & read_words("rumour_between_words.txt")
    crossed = sum(left <= other.start < right for other in cues if other is not found)
    return (
        f"{letter}:{kind}{side}",
        f"{letter}:cost={bucket(cost)}/{kind}",
        f"{letter}:gap={bucket(len(between))}/{side}/{kind}",
        f"{letter}:rank={rank}",
        f"{letter}:same={min(same, 2)}/{side}",
        f"{letter}:crossed={min(crossed, 3)}/{side}",
        f"{letter}:clause={bound[0] <= position < bound[1]}/{side}",
        f"{letter}:comma={min(between.count(','), 2)}",
        *_words_around(masked, position, letter, kind),
        *(f"{letter}:between={word}/{side}" for word in telling),
    )


WORD = re.compile(r"[a-zà-ÿ]+|[:;.?!]")
_NEXT = re.compile(r"\W*?(,|[a-zà-ÿ]+|[:;.?!])")


def _words_around(masked: Masked, position: int, letter: str, kind: str) -> tuple[str, ...]:
    """Return the words right before and behind a slot as features."""
    before = WORD.findall(masked.text[max(0, position - 25) : position])
    behind = _NEXT.match(masked.text, position + 2, position + 22)
    features = []
    if before:
        features.append(f"{letter}:before={before[-1]}")
        if masked.text[position - 2 : position - 1] != ",":
            features.append(f"{letter}:before={before[-1]}/{kind}")
    else:
        features.append(f"{letter}:first")
    if behind:
        features += [f"{letter}:behind={behind[1]}", f"{letter}:behind={behind[1]}/{kind}"]
    return tuple(features)


def _prominence(sentence: Sentence, letter: str, names: Iterable[str], move: str) -> list[str]:
    prominence = sentence.knowledge.prominence
    told = dict.fromkeys(feature for name in names if name in prominence for feature in prominence[name])
    return [f"{letter}:{feature}/{move}" for feature in told]
