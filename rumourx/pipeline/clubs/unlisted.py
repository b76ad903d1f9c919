"""Teams that the gazetteer lacks: organisations and articled towns that the NER found."""

import re
from functools import cache

from rumourx.gazetteer import FormKind, Gazetteer, fold
from rumourx.pipeline.clubs.grammar import BARE_PREPOSITIONS, Verdict, article_before, word_before
from rumourx.pipeline.clubs.mention import TeamMention
from rumourx.pipeline.clubs.settling import Case
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.outlets import is_outlet_name
from rumourx.pipeline.ranges import Entity, Range, SortedRanges

_DOTTED = re.compile(r"(?:[A-Z]\.){1,5}[A-Z]?\.?")


def find_unlisted(
    text: str, entities: list[Entity], taken: SortedRanges, surnames: set[str], known: Gazetteer
) -> list[Case]:
    """Return the teams among the NER's names that overlap nothing `taken` and are nobody's surname."""
    cases: list[Case] = []
    for entity in entities:
        start, end = trim(text, entity.start, entity.end)
        form = text[start:end]
        if entity.label not in ("ORG", "LOC") or not form or not form[0].isupper():
            continue
        if taken.overlaps(start, end) or fold(form) in surnames:
            continue
        verdict = _read_unlisted(text, start, end, entity.label, known)
        if verdict is not Verdict.NO_TEAM:
            cases.append((TeamMention(start, end, form, FormKind.NAME, ()), verdict))
    return cases


def trim(text: str, start: int, end: int) -> Range:
    """Leave out marks and invisible characters at the edges."""
    marks = " \n\r\t,.;:!?()[]«»“”\"'’‘-–"
    while start < end and (text[start] in marks or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1] in marks or not text[end - 1].isprintable()):
        end -= 1
    return start, end


def _read_unlisted(text: str, start: int, end: int, label: str, known: Gazetteer) -> Verdict:
    form = text[start:end]
    words = fold(form).split()
    if words[0] in _organisation_heads() or known.is_forename(form) or not _is_name(form) or is_outlet_name(form):
        return Verdict.NO_TEAM
    if not read_words("organisation_words.txt").isdisjoint(words) or fold(form) in read_words("titles.txt"):
        return Verdict.NO_TEAM
    if _DOTTED.fullmatch(form) and not _has_affix(form):
        return Verdict.NO_TEAM  # "C.G.S." is a code of law
    article = article_before(text, start)
    if label == "LOC":
        return Verdict.UNDECIDED
    before = word_before(text[max(0, start - 25) : start].rstrip().removesuffix(":"))
    if before in read_words("not_team_contexts.txt"):
        return Verdict.NO_TEAM
    if article or _has_affix(form):
        return Verdict.TEAM
    if before in BARE_PREPOSITIONS:
        return Verdict.UNDECIDED
    acronym = form.isupper() and len(form) <= 5
    return Verdict.UNDECIDED if acronym else Verdict.LIKELY_TEAM


@cache
def _organisation_heads() -> frozenset[str]:
    return frozenset(fold(word) for word in read_words("organisation_heads.txt"))


def _is_name(form: str) -> bool:
    """Tell whether the words are more than ordinary ones in capitals ("BOMBA", "MODULO"), and no line's debris."""
    ordinary = read_map("ordinary_words.tsv")
    words = re.findall(r"\w+", form)
    plain = all(word.lower() in ordinary for word in words) and (form.isupper() or len(words) == 1)
    return not plain and not re.search(r"[\n|»©]", form)


def _has_affix(form: str) -> bool:
    words = set(fold(form).replace(".", "").split())
    return bool(words & read_words("team_affixes.txt"))
