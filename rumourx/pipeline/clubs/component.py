"""The clubs component: teams, and beside them the competitions, outlets and stadiums of the gazetteer."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import Match, gazetteer
from rumourx.pipeline.clubs.forms import TeamMention, find_team_mentions
from rumourx.pipeline.clubs.owners import choose_owners
from rumourx.pipeline.outlets import is_outlet_name
from rumourx.pipeline.spans import set_spans
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
        known = gazetteer()
        people = [(one["start"], one["end"]) for person in doc._.people for one in person["mentions"]]
        names = [name for name in known.find(doc.text) if not _overlaps(name.start, name.end, people)]
        mentions = find_team_mentions(doc, names, people, known)
        doc._.clubs = _clubs(choose_owners(mentions, known))
        doc._.competitions = _named(names, "competition", known.competition)
        doc._.outlets = _named([*names, *_unlisted_outlets(doc, names)], "outlet", known.outlet)
        doc._.stadiums = _named(names, "stadium", known.stadium)
        set_spans(doc, "clubs", doc._.clubs, label="ORG")
        for group, label in (("competitions", "MISC"), ("outlets", "ORG"), ("stadiums", "LOC")):
            set_spans(doc, group, getattr(doc._, group), label)
        return doc


def _overlaps(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in ranges)


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


def _unlisted_outlets(doc: Doc, names: list[Match]) -> list[Match]:
    """Return the names that the NER found and that have an outlet's shape."""
    taken = [(name.start, name.end) for name in names]
    found = []
    for entity in doc.ents:
        free = not _overlaps(entity.start_char, entity.end_char, taken)
        if free and entity.label_ in ("ORG", "PER", "MISC") and is_outlet_name(entity.text):
            found.append(Match(entity.start_char, entity.end_char, entity.text, "outlet"))
    return found


def _named(names: list[Match], category: str, canonical: Callable[[str], str | None]) -> list[Named]:
    """Group the matches of a category by their usual name, in the order of their first mention."""
    entries: dict[str, Named] = {}
    for match in sorted(names):
        if match.category == category:
            name = canonical(match.form) or match.form
            entry = entries.setdefault(name, Named(name=name, mentions=[]))
            entry["mentions"].append({"start": match.start, "end": match.end})
    return list(entries.values())
