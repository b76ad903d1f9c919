"""Readings of a cue: every person and club that it may be about, each with the features by which they are weighed."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_words
from rumourx.pipeline.rumours.arguments import CueInSentence
from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.masking import Masked
from rumourx.pipeline.rumours.participants import Argument, Sentence, bucket, club_arguments, person_arguments
from rumourx.pipeline.rumours.stages import is_history
from rumourx.pipeline.rumours.stretches import WORD

STEM = 6  # letters of a word by which rare cues share what is learnt of frequent ones
_SCORE = re.compile(r"\b\d{1,2}-\d{1,2}\b|\d['’]")
_MARKET = re.compile(
    r"mercato|contratt|prestito|trattativ|rinnov|riscatt|svincolat|ingaggi|esoner|cession|acquist|panchina|offert|accord|firm"
)


class Reading(NamedTuple):
    """One way to read a cue; `pairs` says which of its persons goes with which of its clubs."""

    move: str
    persons: Argument
    clubs: Argument
    pairs: tuple[tuple[str, str], ...]
    features: tuple[str, ...]


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


def cue_features(place: CueInSentence, number: int, match: int) -> tuple[str, ...]:
    """Return the features of a cue in its sentence, which holds `number` cues and `match` words of match reports."""
    masked, found, cue = place.masked, place.found, place.found.cue
    features = [
        f"cue={cue.pattern.pattern}",
        f"frame={cue.frame}",
        f"move={cue.move}/{cue.stage}/{cue.frame}",
        f"weak={cue.weak}/{cue.frame}",
        f"cues={min(number, 4)}",
    ]
    before = WORD.findall(masked.text[max(0, found.start - 30) : found.start])
    behind = WORD.findall(masked.text[found.end : found.end + 20])
    features += [f"q:before={word}/{cue.move}" for word in before[-1:]]
    features += [f"q:behind={word}/{cue.move}" for word in behind[:1]]
    features.append(f"names={min(len(masked.positions('P')), 3)}/{min(len(masked.positions('CS')), 3)}/{cue.frame}")
    if place.denied:
        features.append(f"denied/{cue.move}")
    words = WORD.findall(masked.text, found.start, found.end)
    features += [f"q:stem={word[:STEM]}/{cue.move}" for word in dict.fromkeys(words) if len(word) > 2]
    match = min(match, 3)
    features += [f"q:match={match}/weak{cue.weak}", f"q:match={match}/{cue.move}/{cue.stage}"]
    if match:
        features.append(f"q:match/{cue.pattern.pattern}")
    return tuple(features)


def match_words(text: str) -> int:
    """Return how many words of match reports a sentence holds."""
    return len(read_words("match_words.txt").intersection(WORD.findall(text)))


def readings(sentence: Sentence, place: CueInSentence, cues: list[Found], movers: set[str]) -> Iterator[Reading]:
    """Yield the readings of a cue."""
    masked, found, own = place.masked, place.found, sentence.knowledge.own
    people = person_arguments(sentence, place, movers, cues)
    if found.cue.frame == "seeks":
        people = _adjoining(masked, found, people)
    governs = _GOVERNS.search(masked.text, found.start, found.end)
    teams: dict[frozenset[str], list[Argument]] = {}
    for persons in people:
        owned = frozenset(own[name] for name in persons.names if name in own)
        if owned not in teams:
            clubs_in_view = club_arguments(sentence, place, cues, owned)
            teams[owned] = _adjoining(masked, found, clubs_in_view) if governs else clubs_in_view
        for clubs in teams[owned]:
            for move in _moves(place, clubs):
                pairs = _pairs(masked, persons.names, clubs.names, move)
                features = tuple(_reading_features(sentence, place, persons, clubs, move))
                yield Reading(move, persons, clubs, pairs, features)


def _pairs(masked: Masked, persons: tuple[str, ...], clubs: tuple[str, ...], move: str) -> tuple[tuple[str, str], ...]:
    """Return who goes with which club: each with all, but of as many who leave or stay, each with their own."""
    one_each = move in ("leave", "stay") or "rispettiv" in masked.text
    if one_each and len(persons) == len(clubs):
        return tuple(zip(persons, clubs, strict=True))
    return tuple(product(persons, clubs))


def _moves(place: CueInSentence, clubs: Argument) -> list[str]:
    """Return the moves that a cue may tell with these clubs: its own, and what a deal or a denial may turn it to."""
    cue = place.found.cue
    if place.buyer and set(clubs.names) & set(place.buyer):
        return ["join"]
    if place.deal and cue.move == "join" and cue.stage != "denied":
        return ["join", "stay"]
    if cue.move in ("leave", "stay") and place.denied:
        return [cue.move, "stay" if cue.move == "leave" else "leave"]
    return [cue.move]


def _reading_features(
    sentence: Sentence, place: CueInSentence, persons: Argument, clubs: Argument, move: str
) -> Iterator[str]:
    """Yield what speaks for a reading beyond its parts: order, ownership, what is known of the pair."""
    masked, found, knowledge = place.masked, place.found, sentence.knowledge
    order = _order(found, persons, clubs)
    owns = _ownership(persons, clubs, knowledge.own)
    yield f"order={order}/{found.cue.frame}"
    yield f"order={order}/{masked.preposition(clubs.position) if clubs.position >= 0 else ''}/{move}"
    yield f"owns={owns}/{move}"
    yield f"owns={owns}/{move}/{found.cue.stage}/{found.cue.frame}"
    yield f"many={len(persons.names) > 1}/{len(clubs.names) > 1}/{move}"
    yield f"outside={persons.position < 0}/{clubs.position < 0}/{found.cue.weak}"
    related = {kind for p in persons.names for c in clubs.names for kind in knowledge.relation(p, c)}
    yield from (f"related={kind}/{move}" for kind in sorted(related))
    yield from _pair(place, persons, clubs, move)
    if place.buyer:
        yield f"sold={clubs.names == place.buyer}"
    if move != found.cue.move:
        yield f"turned={found.cue.move}>{move}"
    if place.renewal:
        yield f"renewal/{move}/{found.cue.move}/deal{place.deal}"


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


def _pair(place: CueInSentence, persons: Argument, clubs: Argument, move: str) -> list[str]:
    """Return the features of a person and a club that stand in one sentence."""
    if persons.position < 0 or clubs.position < 0:
        return [f"pair:outside/{move}/{persons.position < 0}"]
    left, right = sorted((persons.position, clubs.position))
    between = place.stretches.between(left + 2, right)
    order = "PC" if left == persons.position else "CP"
    others = sum(between.slots.count(letter) for letter in "PCS")
    features = [f"pair:{order}/{bucket(between.length)}/{move}", f"pair:{order}/others={min(others, 2)}/{move}"]
    if len(between.words) <= 2:
        features.append(f"pair:{order}={' '.join(between.words)}")
    return features
