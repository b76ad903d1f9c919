"""What speaks for a person or a club: does the NER agree, do the lists know it, how is it written."""

from collections.abc import Sequence
from math import log2

from rumourx.gazetteer import Gazetteer, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.clubs.grammar import article_before
from rumourx.pipeline.confidence.model import Features
from rumourx.pipeline.confidence.setting import Setting
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.values import Club, Mention, Person


def person_features(setting: Setting, known: Gazetteer, person: Person) -> Features:
    """Return what speaks for a person; shares are of the mentions."""
    name, mentions = person["name"], person["mentions"]
    words = name.split()
    return {
        **_label_shares(setting, mentions, "PER"),
        **_shape_shares(setting, mentions),
        "full name": float(len(words) > 1),
        "three words or more": float(len(words) > 2),
        "in the lists": float(person["id"] is not None or bool(known.people(name))),
        "known surname": float(known.is_surname(words[-1] if words else "")),
        "known forename": float(len(words) > 1 and known.is_forename(words[0])),
        "role": float(person["role"] is not None),
        "also a place": float(known.is_place(name)),
        "also a team": float(bool(known.teams(name))),
        "an ordinary word": float(any(word.lower() in read_map("ordinary_words.tsv") for word in words)),
        "linked to a club": float(any(person == name for person, _ in setting.affiliations)),
    }


def club_features(setting: Setting, known: Gazetteer, club: Club) -> Features:
    """Return what speaks for a club; shares are of the mentions."""
    mentions = club["mentions"]
    owners = [known.teams(setting.written(one)) for one in mentions]
    kinds = [found[0].kind.value if found else "" for found in owners]
    return {
        **_label_shares(setting, mentions, "ORG"),
        **_shape_shares(setting, mentions),
        "in the lists": float(club["id"] is not None),
        "national team": float(club["kind"] == "national_team"),
        "Italian": float(club["country"] == "IT"),
        "several words": float(" " in club["name"]),
        "place": _share([known.is_place(setting.written(one)) for one in mentions]),
        "article before": _share([article_before(setting.text, one["start"]) is not None for one in mentions]),
        "several owners": _share([len(found) > 1 for found in owners]),
        "club's affix": float(any(fold(word) in read_words("team_affixes.txt") for word in club["name"].split())),
        **{f"by {kind}": _share([one == kind for one in kinds]) for kind in ("nickname", "colour", "demonym")},
    }


def _label_shares(setting: Setting, mentions: Sequence[Mention], label: str) -> Features:
    found = [setting.label(one) for one in mentions]
    return {
        "NER agrees": _share([given == label for given, _ in found]),
        "NER agrees on the bounds": _share([exact and given == label for given, exact in found]),
        "NER says otherwise": _share([given not in ("", label) for given, _ in found]),
    }


def _shape_shares(setting: Setting, mentions: Sequence[Mention]) -> Features:
    forms = [setting.written(one) for one in mentions]
    opening = [starts_sentence(setting.text, one["start"]) for one in mentions]
    return {
        "mentions": min(1.0, log2(max(1, len(mentions))) / 3),
        "one word that opens a sentence": _share(
            [first and " " not in form for first, form in zip(opening, forms, strict=True)]
        ),
        "all capitals": _share([len(form) > 3 and form.isupper() for form in forms]),
    }


def _share(holds: Sequence[bool]) -> float:
    return sum(holds) / len(holds) if holds else 0.0
