"""Readings of a cue: every person and club that it may be about, each with the features by which they are weighed."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_words
from rumourx.pipeline.rumours.arguments import CueInSentence
from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.masking import Masked
from rumourx.pipeline.rumours.participants import (
    Argument,
    Sentence,
    bucket,
    club_arguments,
    person_arguments,
    placed_clubs,
)
from rumourx.pipeline.rumours.stages import is_history
from rumourx.pipeline.rumours.stretches import WORD

STEM = 6  # letters of a word by which rare cues share what is learnt of frequent ones
_SCORE = re.compile(r"\b\d{1,2}-\d{1,2}\b|\d['’]")
_MARKET = re.compile(
    r"mercato|contratt|prestito|trattativ|rinnov|riscatt|svincolat|ingaggi|esoner|cession|acquist|panchina|offert|accord|firm"
)


class Reading(NamedTuple):
    """One way to read a cue."""

    move: str
    persons: Argument
    clubs: Argument
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
    placed = placed_clubs(sentence, place, cues)
    teams: dict[frozenset[str], list[tuple[Argument, str]]] = {}
    for persons in people:
        owned = frozenset(own[name] for name in persons.names if name in own)
        if owned not in teams:
            clubs_in_view = club_arguments(sentence, place, placed, owned)
            chosen = _adjoining(masked, found, clubs_in_view) if governs else clubs_in_view
            teams[owned] = [(clubs, _preposition(masked, clubs)) for clubs in chosen]
        for clubs, preposition in teams[owned]:
            both = Pair(persons, clubs, preposition, _ownership(owned, clubs))
            for move in _moves(place, clubs):
                yield Reading(move, persons, clubs, _reading_features(sentence, place, both, move))


class Pair(NamedTuple):
    """Persons and clubs of a reading, the preposition before the clubs, and whether one is the persons' own club."""

    persons: Argument
    clubs: Argument
    preposition: str
    owns: str


def _preposition(masked: Masked, clubs: Argument) -> str:
    """Return the preposition before clubs, empty where there is none or they stand in another sentence."""
    return masked.preposition(clubs.position) if clubs.position >= 0 else ""


def pairs_of(reading: Reading, masked: Masked) -> tuple[tuple[str, str], ...]:
    """Return which of its persons goes with which of its clubs.

    Each goes with all, but of as many who leave or stay, each with their own.
    """
    persons, clubs = reading.persons.names, reading.clubs.names
    one_each = reading.move in ("leave", "stay") or "rispettiv" in masked.text
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


def _reading_features(sentence: Sentence, place: CueInSentence, both: Pair, move: str) -> tuple[str, ...]:
    """Return what speaks for a reading beyond its parts: order, ownership, what is known of the pair."""
    found, cue, relation = place.found, place.found.cue, sentence.knowledge.relation
    persons, clubs = both.persons, both.clubs
    related = {kind: None for person in persons.names for club in clubs.names for kind in relation(person, club)}
    return (
        *_order_features(_order(found.start, persons.position, clubs.position), both.preposition, cue.frame, move),
        *_ownership_features(both.owns, cue.stage, cue.frame, move),
        *_number_features(len(persons.names) > 1, len(clubs.names) > 1, move),
        *_outside_features(persons.position < 0, clubs.position < 0, cue.weak),
        *[f"related={kind}/{move}" for kind in related],
        *_pair_features(place, persons.position, clubs.position, move),
        *([f"sold={clubs.names == place.buyer}"] if place.buyer else ()),
        *([f"turned={cue.move}>{move}"] if move != cue.move else ()),
        *([f"renewal/{move}/{cue.move}/deal{place.deal}"] if place.renewal else ()),
    )


# Features of few different values are made once each: making and looking up strings is most of what a reading costs.


@cache
def _order_features(order: str, preposition: str, frame: str, move: str) -> tuple[str, ...]:
    return (f"order={order}/{frame}", f"order={order}/{preposition}/{move}")


@cache
def _ownership_features(owns: str, stage: str, frame: str, move: str) -> tuple[str, ...]:
    return (f"owns={owns}/{move}", f"owns={owns}/{move}/{stage}/{frame}")


@cache
def _number_features(persons: bool, clubs: bool, move: str) -> tuple[str, ...]:
    return (f"many={persons}/{clubs}/{move}",)


@cache
def _outside_features(persons: bool, clubs: bool, weak: bool) -> tuple[str, ...]:
    return (f"outside={persons}/{clubs}/{weak}",)


_GOVERNS = re.compile(r"\b(?:a|ad|da|con|verso|al|alla|allo|all'|dal|dalla|dallo|dall'|col)\s*\Z")


def _adjoining(masked: Masked, found: Found, arguments: list[Argument]) -> list[Argument]:
    """Return the argument that stands right behind the cue alone, if there is one: grammar leaves no choice."""
    for argument in arguments:
        if argument.position >= found.end and not masked.text[found.end : argument.position].strip():
            return [argument]
    return arguments


def _order(cue: int, persons: int, clubs: int) -> str:
    """Return the order of cue (Q), person (P) and club (C), those outside the sentence (-1) left out."""
    places = [(cue, "Q"), (persons, "P"), (clubs, "C")]
    return "".join([letter for place, letter in sorted(places) if place >= 0])


def _ownership(owned: frozenset[str], clubs: Argument) -> str:
    """Tell whether clubs hold one of the persons' present ones, `owned`."""
    if not owned:
        return "unknown"
    return "no" if owned.isdisjoint(clubs.names) else "yes"


def _pair_features(place: CueInSentence, persons: int, clubs: int, move: str) -> list[str]:
    """Return the features of where a person and a club stand to each other."""
    if persons < 0 or clubs < 0:
        return [f"pair:outside/{move}/{persons < 0}"]
    left, right = sorted((persons, clubs))
    between = place.stretches.between(left + 2, right)
    order = "PC" if left == persons else "CP"
    others = sum([between.slots.count(letter) for letter in "PCS"])
    features = [f"pair:{order}/{bucket(between.length)}/{move}", f"pair:{order}/others={min(others, 2)}/{move}"]
    if len(between.words) <= 2:
        features.append(f"pair:{order}={' '.join(between.words)}")
    return features
