"""Settles what grammar left open: lists of teams, nicknames of teams that the article names, the NER's word."""

from rumourx.pipeline.clubs.grammar import Verdict, joined_to, word_before
from rumourx.pipeline.clubs.mention import TeamMention

Case = tuple[TeamMention, Verdict]


def settle_cases(text: str, cases: list[Case]) -> list[TeamMention]:
    """Keep the sure ones; an undecided one follows its neighbour in a list, else the NER's word or its owners'."""
    sure = {index for index, (_, verdict) in enumerate(cases) if verdict is Verdict.TEAM}
    never = {index for index, (_, verdict) in enumerate(cases) if verdict is Verdict.NO_TEAM}
    sure |= _bare_pairs(text, cases, sure | never)
    _spread(text, cases, sure, never)
    named = {team.id for index in sure for team in cases[index][0].owners[:1]}
    for index, (mention, verdict) in enumerate(cases):
        company = verdict is Verdict.WITH_COMPANY and any(team.id in named for team in mention.owners)
        if index not in never and (verdict is Verdict.LIKELY_TEAM or company):
            sure.add(index)
    _spread(text, cases, sure, never)
    return [cases[index][0] for index in sorted(sure)]


def _spread(text: str, cases: list[Case], sure: set[int], never: set[int]) -> None:
    """Add to `sure` what stands in a list with a sure team: all that follow it there, and all before it."""
    for step, order in ((-1, range(1, len(cases))), (1, range(len(cases) - 2, -1, -1))):
        for index in order:
            if index in sure or index in never or index + step not in sure:
                continue
            if _listed(text, cases, index, index + step):
                sure.add(index)


_NO_LIST_BEFORE = frozenset({"a", "ad", "in", "di", "verso", "per", "presso"})
_LIST_OF_NATIONS = frozenset({"con", "contro", "tra", "fra"})


def _bare_pairs(text: str, cases: list[Case], settled: set[int]) -> set[int]:
    """Return undecided towns that stand in a list ("tra Bari e Lecce", "su di lui Barletta e Prato").

    Nations need "con" or "contro" before their list.
    """
    found: set[int] = set()
    for index in range(len(cases) - 1):
        if index in settled or index + 1 in settled or cases[index + 1][1] is not Verdict.UNDECIDED:
            continue
        first = cases[index][0]
        if index not in found:
            word = word_before(text[max(0, first.start - 20) : first.start])
            nation = bool(first.owners) and first.owners[0].kind == "national_team"
            fits = word in _LIST_OF_NATIONS if nation else word not in _NO_LIST_BEFORE
            if cases[index][1] is not Verdict.UNDECIDED or not fits or not first.owners:
                continue
        if cases[index + 1][0].owners and _listed(text, cases, index, index + 1):
            found |= {index, index + 1}
    return found


def _listed(text: str, cases: list[Case], index: int, other: int) -> bool:
    first, second = sorted((cases[index][0], cases[other][0]), key=lambda mention: mention.start)
    return joined_to(text[first.end : second.start])
