"""Is a form of the gazetteer the team here? Names by the grammar round a place, nicknames and colours by article."""

import re
from functools import lru_cache

from rumourx.gazetteer import FormKind, Gazetteer, Match, TeamForm, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.clubs.grammar import Verdict, article_before, read_place, word_before
from rumourx.pipeline.clubs.mention import TeamMention
from rumourx.pipeline.ranges import Entity, touching

_WOMEN = re.compile(r"(?i)femminil|women|ragazze")


def judge_form(
    text: str,
    match: Match,
    owners: tuple[TeamForm, ...],
    entities: list[Entity],
    known: Gazetteer,
) -> tuple[TeamMention, Verdict]:
    """Return a gazetteer's form as a mention, and whether it is the team here."""
    form = text[match.start : match.end]
    mention = TeamMention(match.start, match.end, form, owners[0].kind, tuple(one.team for one in owners))
    label = next((one.label for one in touching(entities, match.start, match.end)), None)
    if mention.kind is FormKind.NAME:
        if known.stadium(form) and label != "ORG":
            return mention, Verdict.NO_TEAM
        if known.is_place(form):
            return mention, read_place(text, match.start, match.end, label, mention.owners)
        return mention, Verdict.TEAM
    return mention, _read_nickname(text, mention, label)


_FEMININE_PLURALS = frozenset({"le", "alle", "delle", "dalle", "sulle", "nelle"})


def _read_nickname(text: str, mention: TeamMention, label: str | None) -> Verdict:
    """A nickname or colour is a team as a noun: behind an article, not behind the noun that it describes."""
    article = article_before(text, mention.start)
    if word_before(text[max(0, mention.start - 12) : mention.start]) in ("una", "un", "qualche", "ogni"):
        return Verdict.NO_TEAM
    if mention.kind is FormKind.DEMONYM and article in _FEMININE_PLURALS and fold(mention.text).endswith("e"):
        return Verdict.WITH_COMPANY if _speaks_of_women(text) else Verdict.NO_TEAM
    if mention.kind in (FormKind.COLOUR, FormKind.DEMONYM):
        if article:
            return Verdict.TEAM if _fits_plural(article, mention.text) else Verdict.NO_TEAM
        heads = mention.text[0].isupper() and starts_sentence(text, mention.start)
        return Verdict.WITH_COMPANY if heads else Verdict.NO_TEAM
    if mention.text[0].islower():  # "delfini", "elefanti" may be the animals
        return Verdict.WITH_COMPANY if article else Verdict.NO_TEAM
    return Verdict.TEAM if article or label == "ORG" else Verdict.WITH_COMPANY


@lru_cache(maxsize=1)
def _speaks_of_women(text: str) -> bool:
    return _WOMEN.search(text) is not None


def _fits_plural(article: str, form: str) -> bool:
    """Tell whether a colour may be a noun behind this article: plurals, and "la Viola"."""
    if fold(form) == "viola":
        return article.endswith(("i", "la", "lla"))
    return article.endswith(("i", "gli", "le", "coi"))
