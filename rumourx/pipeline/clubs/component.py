"""The clubs component: teams, and beside them the competitions, outlets and stadiums of the gazetteer."""

from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import Match, gazetteer
from rumourx.pipeline.clubs.forms import find_team_mentions
from rumourx.pipeline.clubs.mention import TeamMention
from rumourx.pipeline.clubs.owners import choose_owners
from rumourx.pipeline.clubs.unlisted import trim
from rumourx.pipeline.outlets import is_outlet_name
from rumourx.pipeline.ranges import Entity, SortedRanges, read_entities, touching
from rumourx.pipeline.spans import set_spans, text_of
from rumourx.pipeline.values import Club, Named, register_extensions


@Language.factory("rumourx_clubs", requires=["doc.ents"], assigns=["doc.spans"])
class ClubExtractor:
    """Read `doc.ents` and the gazetteer; write `doc.spans["clubs"]`, `doc._.clubs` and the other named things.

    Italian grammar and the company of other teams decide between city and club; a nickname or colour that
    several teams share goes to the one that the article names.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the teams, competitions, outlets and stadiums of one Doc."""
        known, text, entities = gazetteer(), text_of(doc), read_entities(doc)
        people = [(one["start"], one["end"]) for person in doc._.people for one in person["mentions"]]
        named = SortedRanges(people)
        names = [name for name in known.find(text) if not named.overlaps(name.start, name.end)]
        mentions = find_team_mentions(doc, text, entities, names, people, known)
        doc._.clubs = _clubs(choose_owners(mentions, known))
        doc._.competitions = _named(names, "competition", known.competition)
        doc._.outlets = _named([*names, *_unlisted_outlets(text, entities, names)], "outlet", known.outlet)
        doc._.stadiums = _named(names, "stadium", known.stadium)
        set_spans(doc, "clubs", doc._.clubs, label="ORG")
        for group, label in (("competitions", "MISC"), ("outlets", "ORG"), ("stadiums", "LOC")):
            set_spans(doc, group, getattr(doc._, group), label)
        return doc


def _clubs(mentions: list[TeamMention]) -> list[Club]:
    """Group resolved mentions by team, in the order of their first mention."""
    clubs: dict[str, Club] = {}
    for mention in mentions:
        club = clubs.setdefault(
            mention.name,
            Club(
                name=mention.name,
                id=mention.owner.id if mention.owner else None,
                kind="national_team" if mention.owner and mention.owner.kind == "national_team" else "club",
                country=mention.owner.country if mention.owner else None,
                mentions=[],
            ),
        )
        club["mentions"].append({"start": mention.start, "end": mention.end})
    return list(clubs.values())


def _unlisted_outlets(text: str, entities: list[Entity], names: list[Match]) -> Iterator[Match]:
    """Yield the names that the NER found and that have an outlet's shape."""
    for entity_start, entity_end, label in entities:
        start, end = trim(text, entity_start, entity_end)
        if label in ("ORG", "PER", "MISC") and next(touching(names, start, end), None) is None:
            name = text[start:end]
            if is_outlet_name(name):
                yield Match(start, end, name, "outlet")


def _named(names: list[Match], category: str, canonical: Callable[[str], str | None]) -> list[Named]:
    """Group the matches of a category by their usual name, in the order of their first mention."""
    entries: dict[str, Named] = {}
    for match in sorted(names):
        if match.category == category:
            name = canonical(match.form) or match.form
            entry = entries.setdefault(name, Named(name=name, mentions=[]))
            entry["mentions"].append({"start": match.start, "end": match.end})
    return list(entries.values())
