"""Names that hold a listed team's and go on ("Sporting Alto Sele"), and the affixes that belong to a name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from rumourx.gazetteer import FormKind, Match, fold
from rumourx.pipeline.clubs.mention import TeamMention
from rumourx.pipeline.clubs.unlisted import trim
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.ranges import Entity, Range, SortedRanges, touching

_GOES_ON = re.compile(r"(?:\s(?:[dl]['’]|de\s)?[A-ZÀ-Þ][\w'’-]+)+")


def find_longer_names(text: str, entities: list[Entity], names: list[Match], people: SortedRanges) -> list[Range]:
    """Return the names that begin with, or hold, a listed team's and go on, also where they stand in capitals."""
    longer = [*_longer_entities(text, entities, names, people), *_opened_names(text, names)]
    forms = {text[start:end] for start, end in longer}
    return longer + [capitals for form in sorted(forms) for capitals in _in_capitals(text, form)]


def _longer_entities(text: str, entities: list[Entity], names: list[Match], people: SortedRanges) -> Iterator[Range]:
    """Yield the organisations whose name begins with a listed team's and goes on: "Sporting Alto Sele"."""
    for entity in entities:
        if entity.label != "ORG":
            continue
        start, end = trim(text, entity.start, entity.end)
        inside = [match for match in touching(names, start, end) if start <= match.start and match.end <= end]
        if not inside or people.overlaps(start, end):
            continue
        rest = (text[start : inside[0].start] + " " + text[inside[-1].end : end]).split()
        joined = any(mark in text[start:end] for mark in ("-", "–", "/", "\n", ",", "|"))
        if not joined and rest and all(_may_name_team(word) for word in rest):
            yield start, end


def _opened_names(text: str, names: list[Match]) -> list[Range]:
    """Return names that begin like many a club's and go on: "Real Val d'Arda", "Sporting Alto Sele"."""
    found = []
    for match in names:
        if match.category != "club" or fold(match.form) not in read_words("team_openers.txt"):
            continue
        rest = _GOES_ON.match(text, match.end)
        if rest and not text[match.start : rest.end()].isupper():
            found.append((match.start, rest.end()))
    return found


def _in_capitals(text: str, name: str) -> list[Range]:
    """Return where a name of several words stands in capitals: "SPORTING ALTO SELE" in a headline."""
    if " " not in name or name.isupper():
        return []
    found = []
    capitals = name.upper()
    start = text.find(capitals)
    while start >= 0:
        end = start + len(capitals)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            found.append((start, end))
        start = text.find(capitals, end)
    return found


def _may_name_team(word: str) -> bool:
    """Tell whether a word beside a listed team's name makes another name of it; "Panchina", "Women" do not."""
    plain = fold(word).replace(".", "")
    ordinary = word.lower() in read_map("ordinary_words.tsv") or plain in read_words("team_contexts.txt")
    named = word[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word)
    return bool(named) and not ordinary and plain not in read_words("team_affixes.txt")


_AFFIX_BEHIND = re.compile(r"\s(Next\s\w+|Football Club|[A-Z][\w.]*|1[89]\d\d)(?![\w'’])")


def with_affixes(text: str, mention: TeamMention) -> TeamMention:
    """Take in "U.S." before and "Women", "Under 21", "1912" behind a team's name."""
    if mention.kind in (FormKind.COLOUR, FormKind.DEMONYM):
        return mention
    start, end = mention.start, mention.end
    before = re.search(r"(?<![\w.])((?:[A-Z]\.?){2,4}|[A-Z][a-z]{1,2}|Calcio)\s$", text[max(0, start - 10) : start])
    if before and fold(before[1]).replace(".", "") in read_words("team_affixes.txt"):
        start -= len(before[0])
    while behind := _AFFIX_BEHIND.match(text, end):
        word = fold(behind[1]).replace(".", "")
        if word not in read_words("team_affixes.txt") and not word.isdigit():
            break
        end += len(behind[0])
    return replace(mention, start=start, end=end, text=text[start:end])
