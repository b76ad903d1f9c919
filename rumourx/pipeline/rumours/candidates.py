"""Readings of a cue: every person and club that it may be about, each with the features by which they are weighed."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rumourx.pipeline.rumours.arguments import (
    DEAL,
    destination,
    frame_of,
    has_renewal,
    is_turned,
    nearest,
)
from rumourx.pipeline.rumours.context import Context
from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.knowledge import Knowledge
from rumourx.pipeline.rumours.masking import ANY, Masked
from rumourx.pipeline.rumours.stages import is_denied, is_history

NEAREST = 3
_BUCKETS = (6, 14, 26, 45, 75, 120, 200)
_SCORE = re.compile(r"\b\d{1,2}-\d{1,2}\b|\d+['’]")
_MARKET = re.compile(
    r"mercato|contratt|prestito|trattativ|rinnov|riscatt|svincolat|ingaggi|esoner|cession|acquist|panchina|offert|accord|firm"
)
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


class Reading(NamedTuple):
    """One way to read a cue."""

    move: str
    persons: Argument
    clubs: Argument
    features: tuple[str, ...]


class Sentence(NamedTuple):
    """What holds for all cues of a sentence; `prominence` tells how much the article is about a person or club."""

    masked: Masked
    context: Context
    knowledge: Knowledge
    hinted: dict[str, str]


def sentence_features(masked: Masked, year: int | None, density: str, *, quoted: bool, title: bool) -> tuple[str, ...]:
    """Return the features that all cues of a sentence share."""
    features = ["bias", f"density={density}"]
    text = masked.text
    for name, holds in (
        ("history", is_history(masked, year)),
        ("score", _SCORE.search(text)),
        ("market", _MARKET.search(text)),
        ("question", text.rstrip(" \"”»'").endswith("?")),
        ("quoted", quoted),
        ("title", title),
    ):
        if holds:
            features.append(f"s:{name}")
    return tuple(features)


def cue_features(masked: Masked, found: Found, number: int) -> tuple[str, ...]:
    """Return the features of a cue in its sentence."""
    cue = found.cue
    features = [
        f"cue={cue.pattern.pattern}",
        f"frame={cue.frame}",
        f"move={cue.move}/{cue.stage}/{cue.frame}",
        f"weak={cue.weak}/{cue.frame}",
        f"cues={min(number, 4)}",
    ]
    before = _WORD.findall(masked.text[max(0, found.start - 30) : found.start])
    behind = _WORD.findall(masked.text[found.end : found.end + 20])
    features += [f"q:before={word}/{cue.move}" for word in before[-1:]]
    features += [f"q:behind={word}/{cue.move}" for word in behind[:1]]
    features.append(f"names={min(len(masked.positions('P')), 3)}/{min(len(masked.positions('CS')), 3)}/{cue.frame}")
    if is_denied(masked, found):
        features.append(f"denied/{cue.move}")
    return tuple(features)


def clause(masked: Masked, found: Found) -> tuple[int, int]:
    """Return the bounds of the clause that holds a cue."""
    starts = [match.end() for match in _BOUND.finditer(masked.text, 0, found.start)]
    end = _BOUND.search(masked.text, found.end)
    return (starts[-1] if starts else 0, end.start() if end else len(masked.text))


def _bucket(cost: int) -> int:
    return sum(cost >= bound for bound in _BUCKETS)


def person_arguments(sentence: Sentence, found: Found, movers: set[str], cues: list[Found]) -> list[Argument]:
    """Return the persons that a cue may be about."""
    masked, context = sentence.masked, sentence.context
    bound = clause(masked, found)
    frame = frame_of(masked, found)
    turned = is_turned(masked, found)
    kind = f"{found.cue.frame}{'~' if turned else ''}"
    arguments = []
    idle = [name for position in masked.positions("PR") for name in masked.slot(position).names if name not in movers]
    ranked = nearest(masked, found, frame.person, "PR", idle, bound)[:NEAREST]
    for rank, (cost, slot, position) in enumerate(ranked):
        names = tuple(name for name in slot.names if name in movers)
        features = _place(masked, found, "p", kind, cost, rank, position, bound, cues)
        features += (
            f"p:named={slot.named}",
            f"p:slot={masked.text[position]}/{found.cue.move}",
            *_prominence(sentence, "p", names, found.cue.move),
        )
        arguments.append(Argument(names, position, features))
    outside: dict[tuple[str, ...], list[str]] = {}
    for source, people in (
        ("last", context.last_persons),
        ("first", context.first_persons),
        ("head", context.head_persons),
        ("main", (sentence.knowledge.main,) if sentence.knowledge.main else ()),
    ):
        names = tuple(name for name in people if name in movers)
        if names:
            outside.setdefault(names, []).append(source)
    where = "alone" if not ranked else "beside"
    for names, sources in outside.items():
        joint = "+".join(sources)
        arguments.append(
            Argument(
                names,
                -1,
                (
                    f"p:context/{where}/{kind}",
                    f"p:context={joint}/{where}",
                    f"p:age={min(context.age, 3)}/{joint}",
                    f"p:context/many{len(names) > 1}",
                    f"p:weak{found.cue.weak}/{where}",
                    f"p:context/{where}/{found.cue.move}/{found.cue.stage}",
                    *_prominence(sentence, "p", names, found.cue.move),
                ),
            )
        )
    ordinal = re.search(r"\b(?:il|per il) (primo|secondo)\b", masked.text[bound[0] : bound[1]])
    if ordinal and len(context.last_persons) == 2:
        arguments.append(Argument((context.last_persons[ordinal[1] == "secondo"],), -1, ("p:ordinal",)))
    return arguments


def club_arguments(sentence: Sentence, found: Found, cues: list[Found], persons: Argument) -> list[Argument]:
    """Return the clubs that a cue may be about, given its persons."""
    masked, context = sentence.masked, sentence.context
    bound = clause(masked, found)
    frame = frame_of(masked, found)
    kind = f"{found.cue.frame}{'~' if is_turned(masked, found) else ''}"
    own = sentence.knowledge.own
    owned = {own[name] for name in persons.names if name in own}
    idle = [name for position in masked.positions("N") for name in masked.slot(position).names]
    idle = [name for name in idle if name not in sentence.knowledge.clubs]
    outside: dict[str, list[str]] = {}
    for source, club in (
        ("head", context.head_club),
        ("last", context.last_club),
        ("first", context.first_club),
        ("main", context.main_club if context.dominant else None),
        ("weakmain", None if context.dominant else context.main_club),
        *(("own", club) for club in owned),
        *((kind, club) for club, kind in sentence.hinted.items()),
    ):
        if club and not (found.cue.move == "join" and _UNNAMED.search(masked.text, found.end)):
            outside.setdefault(club, []).append(source)
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
            *(f"c:also={source}/{found.cue.move}" for name in slot.names for source in outside.get(name, ())),
        ]
        if owned and not owned & set(slot.names):
            features.append(f"c:notown/{found.cue.move}/{found.cue.frame}")
        arguments.append(Argument(tuple(slot.names), position, tuple(features)))
    seen = {name for argument in arguments for name in argument.names}
    for club, sources in outside.items():
        if club not in seen:
            features = [f"c:{source}/{found.cue.move}" for source in sources]
            features += _prominence(sentence, "c", [club], found.cue.move)
            features += [f"c:{source}/{found.cue.frame}/{min(len(ranked), 2)}" for source in sources]
            features += [f"c:outside={'+'.join(sources)}", f"c:outside/weak{found.cue.weak}"]
            if owned and club not in owned:
                features.append(f"c:notown/{found.cue.move}/{found.cue.frame}")
            arguments.append(Argument((club,), -1, tuple(features)))
    return arguments


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
    crossed = sum(left <= other.start < right for other in cues if other is not found)
    return (
        f"{letter}:{kind}{side}",
        f"{letter}:cost={_bucket(cost)}/{kind}",
        f"{letter}:gap={_bucket(len(between))}/{side}/{kind}",
        f"{letter}:rank={rank}",
        f"{letter}:same={min(same, 2)}/{side}",
        f"{letter}:crossed={min(crossed, 3)}/{side}",
        f"{letter}:clause={bound[0] <= position < bound[1]}/{side}",
        f"{letter}:comma={min(between.count(','), 2)}",
        *_words_around(masked, position, letter, kind),
        *(f"{letter}:between={word}/{side}" for word in set(_WORD.findall(between)) & _TELLING),
    )


_WORD = re.compile(r"[a-zà-ÿ]+|[:;.?!]")
_NEXT = re.compile(r"\W*?(,|[a-zà-ÿ]+|[:;.?!])")
_TELLING = frozenset(
    [
        "che",
        "cui",
        "di",
        "a",
        "da",
        "con",
        "su",
        "per",
        "in",
        "e",
        "o",
        "ma",
        "mentre",
        "anche",
        "pure",
        "non",
        "è",
        "ha",
        "lo",
        "la",
        "gli",
        "si",
        "se",
        "dopo",
        "come",
        "tra",
        "fra",
        "invece",
        "però",
        ":",
        ";",
        ".",
        "?",
        "!",
    ]
)


def _words_around(masked: Masked, position: int, letter: str, kind: str) -> tuple[str, ...]:
    """Return the words right before and behind a slot as features."""
    before = _WORD.findall(masked.text[max(0, position - 25) : position])
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


def readings(sentence: Sentence, found: Found, cues: list[Found], movers: set[str]) -> Iterator[Reading]:
    """Yield the readings of a cue."""
    masked, knowledge = sentence.masked, sentence.knowledge
    own = knowledge.own
    sold_to = destination(masked, found) if found.cue.move == "leave" else None
    deal = bool(DEAL.search(masked.text[found.start : found.end]))
    renewal = has_renewal(masked)
    denied = is_denied(masked, found)
    people = person_arguments(sentence, found, movers, cues)
    if found.cue.frame == "seeks":
        people = _adjoining(masked, found, people)
    for persons in people:
        teams = club_arguments(sentence, found, cues, persons)
        if _GOVERNS.search(masked.text, found.start, found.end):
            teams = _adjoining(masked, found, teams)
        for clubs in teams:
            order = _order(found, persons, clubs)
            owns = _ownership(persons, clubs, own)
            related = {kind for p in persons.names for c in clubs.names for kind in knowledge.relation(p, c)}
            moves = [found.cue.move]
            if sold_to and set(clubs.names) & set(sold_to):
                moves = ["join"]
            elif deal and found.cue.move == "join" and found.cue.stage != "denied":
                moves.append("stay")
            elif denied and found.cue.move in ("leave", "stay"):
                moves.append("stay" if found.cue.move == "leave" else "leave")
            for move in moves:
                features = [
                    f"order={order}/{found.cue.frame}",
                    f"order={order}/{masked.preposition(clubs.position) if clubs.position >= 0 else ''}/{move}",
                    f"owns={owns}/{move}",
                    f"owns={owns}/{move}/{found.cue.stage}/{found.cue.frame}",
                    f"many={len(persons.names) > 1}/{len(clubs.names) > 1}/{move}",
                    f"outside={persons.position < 0}/{clubs.position < 0}/{found.cue.weak}",
                ]
                features += [f"related={kind}/{move}" for kind in sorted(related)]
                features += _pair(masked, persons, clubs, move)
                if sold_to:
                    features.append(f"sold={clubs.names == tuple(sold_to)}")
                if move != found.cue.move:
                    features.append(f"turned={found.cue.move}>{move}")
                if renewal:
                    features.append(f"renewal/{move}/{found.cue.move}/deal{deal}")
                yield Reading(move, persons, clubs, tuple(features))


_GOVERNS = re.compile(r"\b(?:a|ad|da|con|verso|al|alla|allo|all'|dal|dalla|dallo|dall'|col)\s*\Z")


def _adjoining(masked: Masked, found: Found, arguments: list[Argument]) -> list[Argument]:
    """Return the argument that stands right behind the cue alone, if there is one: grammar leaves no choice."""
    for argument in arguments:
        if argument.position >= found.end and not masked.text[found.end : argument.position].strip():
            return [argument]
    return arguments


def _order(found: Found, persons: Argument, clubs: Argument) -> str:
    """Return the order of cue (Q), person (P) and club (C), those outside the sentence left out."""
    places = [(found.start, "Q"), (persons.position, "P"), (clubs.position, "C")]
    return "".join(letter for place, letter in sorted(places) if place >= 0)


def _ownership(persons: Argument, clubs: Argument, own: dict[str, str]) -> str:
    known = {own[name] for name in persons.names if name in own}
    if not known:
        return "unknown"
    return "yes" if known & set(clubs.names) else "no"


def _pair(masked: Masked, persons: Argument, clubs: Argument, move: str) -> list[str]:
    """Return the features of a person and a club that stand in one sentence."""
    if persons.position < 0 or clubs.position < 0:
        return [f"pair:outside/{move}/{persons.position < 0}"]
    left, right = sorted((persons.position, clubs.position))
    between = masked.text[left + 2 : right]
    order = "PC" if left == persons.position else "CP"
    others = len(re.findall(rf"[PCS]{ANY}", between))
    features = [f"pair:{order}/{_bucket(len(between))}/{move}", f"pair:{order}/others={min(others, 2)}/{move}"]
    words = _WORD.findall(between)
    if len(words) <= 2:
        features.append(f"pair:{order}={' '.join(words)}")
    return features
