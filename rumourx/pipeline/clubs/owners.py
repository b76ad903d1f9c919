"""Whose nickname is it? The article decides between the teams that share a form ("bianconeri")."""

from collections import Counter
from dataclasses import replace

from rumourx.gazetteer import FormKind, Gazetteer, Team
from rumourx.pipeline.clubs.forms import TeamMention


def choose_owners(mentions: list[TeamMention], known: Gazetteer) -> list[TeamMention]:
    """Return the mentions, each with its owner, in the order of the text.

    A name goes to its likeliest team, or to the one that the article names in full; a nickname or colour to the
    owner that the article names, the nearest before it when it names several; else to its likeliest team.
    """
    counts = Counter(
        mention.owners[0].id
        for mention in mentions
        if mention.owners and mention.kind is FormKind.NAME and len(mention.owners) == 1
    )
    chosen: list[TeamMention] = []
    for mention in mentions:
        if mention.owners:
            mention = replace(mention, owner=_choose(mention, mentions, counts))
        chosen.append(mention)
    return [_with_fuller_name(mention, chosen) for mention in _fold_unlisted(chosen)]


def _choose(mention: TeamMention, mentions: list[TeamMention], counts: Counter[str]) -> Team:
    if len(mention.owners) == 1:
        return mention.owners[0]
    named = [team for team in mention.owners if _named(team, mention, mentions, counts)]
    if not named:
        return mention.owners[0]
    if mention.kind is FormKind.NAME:
        return max(named, key=lambda team: counts[team.id])
    return min(named, key=lambda team: (_distance(team, mention, mentions), -counts[team.id]))


def _named(team: Team, mention: TeamMention, mentions: list[TeamMention], counts: Counter[str]) -> bool:
    if counts[team.id]:
        return True
    return mention.kind is not FormKind.NAME and any(
        other.kind is FormKind.NAME and other.owners and other.owners[0].id == team.id for other in mentions
    )


def _distance(team: Team, mention: TeamMention, mentions: list[TeamMention]) -> int:
    """Return how far before the mention the team is last named, in characters; naming it later counts fourfold."""
    distances = [
        mention.start - other.start if other.start < mention.start else 4 * (other.start - mention.start)
        for other in mentions
        if other.kind is FormKind.NAME and other.owners and other.owners[0].id == team.id
    ]
    return min(distances, default=1_000_000)


def _with_fuller_name(mention: TeamMention, mentions: list[TeamMention]) -> TeamMention:
    """Give a short form ("la Real", "lo Shimizu") to the team whose longer name in the article begins with it.

    A form whose own team is named in other words, too, keeps it.
    """
    if mention.kind is not FormKind.NAME or any(
        other.owner == mention.owner and other.owner and other.text != mention.text for other in mentions
    ):
        return mention
    fuller = [other for other in mentions if other.text.lower().startswith(f"{mention.text.lower()} ")]
    if not fuller or fuller[0].owner == mention.owner:
        return mention
    return replace(mention, owner=fuller[0].owner, text=fuller[0].text)


def _fold_unlisted(mentions: list[TeamMention]) -> list[TeamMention]:
    """Give a team that the gazetteer lacks one printed name through the article: the longest form that holds it."""
    forms = [mention.text for mention in mentions if mention.owner is None]
    folded = []
    for mention in mentions:
        if mention.owner is None:
            longer = [form for form in forms if form.lower().find(mention.text.lower()) >= 0]
            mention = replace(mention, text=max(longer, key=len, default=mention.text))
        folded.append(mention)
    return folded
