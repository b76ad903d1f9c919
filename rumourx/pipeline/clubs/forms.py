"""Finds the mentions of teams: gazetteer forms, decided by grammar, and names that only the NER knows."""

import re
from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from rumourx.gazetteer import FormKind, Gazetteer, Match, fold
from rumourx.pipeline.clubs.grammar import Verdict, article_before
from rumourx.pipeline.clubs.judging import judge_form
from rumourx.pipeline.clubs.longer_names import find_longer_names, with_affixes
from rumourx.pipeline.clubs.mention import TeamMention
from rumourx.pipeline.clubs.settling import Case, settle_cases
from rumourx.pipeline.clubs.towns import find_town_teams
from rumourx.pipeline.clubs.unlisted import find_unlisted
from rumourx.pipeline.outlets import is_outlet_name
from rumourx.pipeline.ranges import Entity, Range, SortedRanges, touching
from rumourx.pipeline.team_abbreviations import find_abbreviated_teams


def find_team_mentions(
    doc: Doc, text: str, entities: list[Entity], names: list[Match], people: list[Range], known: Gazetteer
) -> list[TeamMention]:
    """Return the mentions of teams in the order of the text, with their possible owners."""
    longer = find_longer_names(text, entities, names, SortedRanges(people))
    inside = SortedRanges(longer)
    names = [name for name in names if not _in_outlet_name(text, name, entities)]
    names = [name for name in names if not inside.covers(name.start, name.end)]
    cases = _abbreviated(text, people, known)
    cut = SortedRanges((one.start, one.end) for one, _ in cases)
    names = [name for name in names if not cut.overlaps(name.start, name.end)]
    taken = [(name.start, name.end) for name in names] + people + [(one.start, one.end) for one, _ in cases]
    surnames = {fold(person["name"]).split()[-1] for person in doc._.people}
    cases += _listed_forms(text, names, entities, known)
    cases += find_unlisted(text, entities, SortedRanges(taken), surnames, known)
    occupied = [(name.start, name.end) for name in names if name.category != "place"] + people + longer
    occupied += [(one.start, one.end) for one, _ in cases]
    cases += [_sure(text, start, end) for start, end in find_town_teams(text, SortedRanges(occupied))]
    filed = SortedRanges((one.start, one.end) for one, _ in cases)
    for start, end in longer:
        if not filed.overlaps(start, end):
            cases.append(_sure(text, start, end))
            filed.add(start, end)
    cases.sort(key=lambda case: case[0].start)
    whole = (with_affixes(text, mention) for mention in settle_cases(text, cases))
    mentions = list({(one.start, one.end): one for one in whole}.values())  # two affixes alone take in each other
    mentions += _short_names(text, mentions, taken)
    return sorted(mentions, key=lambda mention: mention.start)


def _listed_forms(text: str, names: list[Match], entities: list[Entity], known: Gazetteer) -> list[Case]:
    """Return the gazetteer's names of teams, each with what grammar says of it."""
    cases = []
    for name in names:
        owners = known.teams(name.form) if name.category == "club" else ()
        if owners:
            cases.append(judge_form(text, name, owners, entities, known))
    return cases


def _abbreviated(text: str, people: list[Range], known: Gazetteer) -> list[Case]:
    """Return the teams in brackets whose first word is an initial ("V. Verona")."""
    named = SortedRanges(people)
    return [
        (TeamMention(one.start, one.end, text[one.start : one.end], FormKind.NAME, (one.owners[0].team,)), Verdict.TEAM)
        for one in find_abbreviated_teams(text, known)
        if not named.overlaps(one.start, one.end)
    ]


def _sure(text: str, start: int, end: int) -> Case:
    return TeamMention(start, end, text[start:end], FormKind.NAME, ()), Verdict.TEAM


def _in_outlet_name(text: str, name: Match, entities: list[Entity]) -> bool:
    """Tell whether a team's name is a part of a paper's or a station's that the NER found ("Diario de Sevilla")."""
    return name.category == "club" and any(
        entity.start <= name.start
        and name.end <= entity.end
        and entity.end - entity.start > name.end - name.start
        and is_outlet_name(text[entity.start : entity.end])
        and not re.search(r"\d", text[entity.start : entity.end])
        for entity in touching(entities, name.start, name.end)
    )


_LETTERS = re.compile(r"\w+")
_SHORTEST_SHORT_NAME = 4  # letters


def _short_names(text: str, mentions: list[TeamMention], taken: list[Range]) -> list[TeamMention]:
    """Return the articled first words of longer team names: "la Vigor" where the Vigor Senigallia is named."""
    named = {one.text.split()[0].title(): one for one in mentions if " " in one.text}
    firsts = {one: form for one in named.values() if len(form := one.text.split()[0]) >= _SHORTEST_SHORT_NAME}
    if not firsts:
        return []
    places = _places(text, {spelling for form in firsts.values() for spelling in (form, form.title())})
    occupied = SortedRanges(taken + [(mention.start, mention.end) for mention in mentions])
    found = []
    for mention, form in firsts.items():
        for start in sorted({*places[form], *places[form.title()]}):
            end = start + len(form)
            if not occupied.overlaps(start, end) and article_before(text, start):
                found.append(replace(mention, start=start, end=end, text=text[start:end]))
                occupied.add(start, end)
    return found


def _places(text: str, forms: set[str]) -> dict[str, list[int]]:
    """Return where each form stands as a word of its own."""
    by_letters = defaultdict(list)
    for form in forms:
        letters = _LETTERS.match(form)
        by_letters[letters[0] if letters else ""].append(form)
    places: dict[str, list[int]] = {form: [] for form in forms}
    for match in _LETTERS.finditer(text):
        for form in by_letters.get(match[0], ()):
            end = match.start() + len(form)
            if text.startswith(form, match.start()) and not _LETTERS.match(text, end):
                places[form].append(match.start())
    return places
