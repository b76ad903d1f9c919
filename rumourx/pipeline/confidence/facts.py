"""What speaks for a contract date, a quote with its speaker, or a rumour."""

from collections.abc import Mapping
from math import log, log2
from typing import NamedTuple

from rumourx.pipeline.confidence.model import Features
from rumourx.pipeline.confidence.setting import Range, Setting, any_within, others_within
from rumourx.pipeline.values import Contract, Quote, Rumour

_PLAIN_MARKS = frozenset("\"'’‘")


class Sure(NamedTuple):
    """The chances that the people and clubs of an article are right, by name."""

    people: Mapping[str, float]
    clubs: Mapping[str, float]


def contract_features(setting: Setting, sure: Sure, contract: Contract) -> Features:
    """Return what speaks for a contract date."""
    start, end = contract["start"], contract["end"]
    near = setting.around(start, end)
    person, club = contract["person"], contract["club"]
    persons, teams = setting.people.get(person or "", []), setting.clubs.get(club or "", [])
    date = contract["date"]
    return {
        "person in the clause": float(any_within(persons, start, end)),
        "person near": float(any_within(persons, *near)),
        "described near": float(any_within(setting.described.get(person or "", []), *near)),
        "club in the clause": float(any_within(teams, start, end)),
        "club near": float(any_within(teams, *near)),
        "no club": float(club is None),
        "other people near": min(1.0, others_within(setting.people, person, near) / 3),
        "other clubs near": min(1.0, others_within(setting.clubs, club, near) / 3),
        "person belongs to the club": float((person, club) in setting.affiliations),
        "surest name": min(sure.people.get(person or "", 1.0), sure.clubs.get(club or "", 1.0)),
        "no date": float(date is None),
        "year as printed": float(date is not None and date[:4] in setting.text[start:end]),
        "year only": float(contract["precision"] == "year"),
        **{event: float(contract["event"] == event) for event in ("renewal", "signing", "loan", "option")},
        "proposed": float(contract["certainty"] == "proposed"),
        "reported": float(contract["certainty"] == "reported"),
        "contract dates": _many(len(setting.doc._.contract_dates)),
    }


def quote_features(setting: Setting, sure: Sure, quote: Quote) -> Features:
    """Return what speaks for a quote and its speaker."""
    start, end = quote["start"], quote["end"]
    speaker, cue = quote["speaker"], quote["cue"]
    near = setting.around(start, end)
    outside = (setting.text[near[0] : start], setting.text[end : near[1]])
    mentioned = setting.people.get(speaker or "", [])
    words = setting.text.count(" ", start, end) + 1
    return {
        "no speaker": float(speaker is None),
        "no cue": float(cue is None),
        "cue near": float(cue is not None and any(cue in part for part in outside)),
        "speaker near": float(_beside(mentioned, near, start, end)),
        "described near": float(_beside(setting.described.get(speaker or "", []), near, start, end)),
        "others near": min(1.0, others_within(setting.people, speaker, (near[0], start), (end, near[1])) / 3),
        "goes on": float(setting.speaker_before(start) == [speaker]),
        "one speaker only": float(len(setting.speakers) == 1),
        "speaker is sure": sure.people.get(speaker or "", 1.0),
        "few words": float(words < 5),
        "many words": float(words > 25),
        "plain marks": float(setting.text[max(0, start - 1) : start] in _PLAIN_MARKS),
        "in the title": float(setting.in_first_line(start)),
        "small letter": float(setting.text[start : start + 1].islower()),
        "people": _many(len(setting.people)),
    }


def rumour_features(setting: Setting, sure: Sure, rumour: Rumour) -> Features:
    """Return what speaks for a rumour."""
    evidence = [(one["start"], one["end"]) for one in rumour["evidence"]]
    person, club = rumour["person"], rumour["club"]
    persons = [any_within(setting.people.get(person, []), *one) for one in evidence]
    clubs = [any_within(setting.clubs.get(club, []), *one) for one in evidence]
    rivals = [one for one in setting.doc._.rumours if one is not rumour and one["person"] == person]
    return {
        "network": _logit(rumour["chance"]),
        "sentences of evidence": min(1.0, log2(max(1, len(evidence))) / 2),
        "person in the evidence": float(any(persons)),
        "club in the evidence": float(any(clubs)),
        "both in one sentence": float(any(map(all, zip(persons, clubs, strict=True)))),
        "in the title": float(any(setting.in_first_line(start) for start, _ in evidence)),
        "source": float(bool(rumour["sources"])),
        "person belongs to the club": float((person, club) in setting.affiliations),
        "surest name": min(sure.people.get(person, 1.0), sure.clubs.get(club, 1.0)),
        "mentions of the person": _many(len(setting.people.get(person, []))),
        "rumours": _many(len(setting.doc._.rumours)),
        "other clubs for the person": _many(len(rivals) + 1),
        "people in the evidence": min(1.0, sum(others_within(setting.people, person, one) for one in evidence) / 4),
        **{move: float(rumour["move"] == move) for move in ("leave", "stay")},
        **{stage: float(rumour["stage"] == stage) for stage in ("talks", "agreed", "official", "denied")},
    }


def _beside(places: list[Range], near: Range, start: int, end: int) -> bool:
    """Tell whether one of the places lies near start:end, but outside."""
    return any_within(places, near[0], start) or any_within(places, end, near[1])


def _many(number: int) -> float:
    return min(1.0, log2(max(1, number)) / 4)


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1 - chance))
