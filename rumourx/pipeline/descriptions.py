"""Descriptions: words that stand for a person without naming them, and the clubs that people belong to.

"Il tecnico del Torino" after a sentence about Vanoli is Vanoli; "l'ex centrocampista" is the former player whom
the article names; "l'argentino" the one from Argentina. Affiliations ("Paolo Vanoli, tecnico del Torino", "il Real
Madrid di Ancelotti") tell which coach or player belongs to which club.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import gazetteer
from rumourx.pipeline.affiliations import find_affiliations
from rumourx.pipeline.antecedents import AntecedentFinder, nationality_forms
from rumourx.pipeline.context_roles import role_by_name, role_in_context
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.mentions import MentionIndex, Reference
from rumourx.pipeline.ranges import touching
from rumourx.pipeline.roles import role_of, role_pattern, role_position
from rumourx.pipeline.values import Affiliation, Description, Person, register_extensions
from rumourx.record.types import Role

_ARTICLE = (
    r"\b(?:(?i:il|lo|la|al|allo|alla|del|dello|della|dal|dallo|dalla|nel|nello|nella|sul|sullo|sulla|col"
    r"|questo|questa|quel|quello|quella|stesso|stessa|suo|sua)\s+|(?i:l|all|dell|dall|sull|nell|quell)['’]\s?)"
)
_MODIFIER = (
    r"(?:(?:nuovo|nuova|neo|ormai|attuale|giovane|giovanissimo|stesso|stessa|esperto|forte|promettente|quotato|bravo"
    r"|talentuoso|possente|roccioso|storico|vulcanico|primo|loro|nostro|suo|sua|grande|vecchio|baby|allora|futuro)\s+)"
)
_AFTER_NOUN = r"(?P<adjectives>(?:\s+(?!(?:del|dal|nel|sul|al)l[oae]?\b|degli|dalla)[a-zà-ÿ]{4,}){0,2})"


@Language.factory("rumourx_descriptions")
class DescriptionResolver:
    """Read `doc._.people` and `doc._.clubs`; write `doc._.descriptions` and `doc._.affiliations`.

    A person without a role takes it from a description that resolves to them.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the descriptions of one Doc."""
        index = MentionIndex(doc)
        affiliations = find_affiliations(index)
        year = int(doc._.article_date[:4]) if doc._.article_date else None
        _tell_roles(index, doc._.people, affiliations, year)
        unsaid = _known_roles(doc._.people, year)
        descriptions = find_descriptions(index)
        finder = AntecedentFinder(index, doc._.people, affiliations, unsaid)
        for description in descriptions:
            description["person"] = finder.resolve(description)
            if description["person"] and description["club"]:
                affiliations.append(_as_affiliation(description))
                finder.learn(affiliations[-1])
        doc._.descriptions = descriptions
        doc._.affiliations = affiliations
        _take_roles(doc._.people, descriptions)
        return doc


@cache
def _description_pattern() -> re.Pattern[str]:
    nationalities = "|".join(sorted((re.escape(word) for word in nationality_forms()), key=len, reverse=True))
    return re.compile(
        rf"{_ARTICLE}{_MODIFIER}{{0,2}}"
        rf"(?:(?P<ex>ex[\s-])?(?:{_MODIFIER})?(?P<noun>{role_pattern()})\b{_AFTER_NOUN}"
        rf"|(?P<nation>{nationalities})\b"
        r"|(?P<interested>(?:diretto\s+)?interessat[oa])\b|(?P<exclub>ex)(?=\s[A-ZÀ-Þ])"
        r"|(?P<age>classe\s+['’]?\d{2,4}|\d{2}enne|[a-z]+(?:enne)\b))"
    )


_OF_CLUB = re.compile(r"\s+(?:attuale\s+)?(?:del|dello|della|dei|degli|delle|dell['’]|di|d['’])\s?$")


def find_descriptions(index: MentionIndex) -> list[Description]:
    """Return the descriptions of a Doc, not yet resolved; one right beside a name is none, it is an apposition."""
    descriptions = []
    for match in _description_pattern().finditer(index.text):
        end = match.end()
        if _is_inside_name(index, match.start(), end):
            continue  # "della Stella Rossa"
        club = _club_at(index, end + 1) if match["exclub"] else _club_behind(index, end)
        if match["exclub"] and club is None:
            continue
        if club is None and match["noun"]:
            end = _described_end(match)
            club = _club_behind(index, end)
        end = _list_end(index, club) if club else end
        if _has_apposition(index, match.start(), end) or _is_nobody(index.text, match, end):
            continue
        noun = match["noun"]
        descriptions.append(
            Description(
                start=match.start(),
                end=end,
                role=role_of(noun) if noun else None,
                former=bool(match["ex"] or match["exclub"]),
                club=club.name if club else None,
                person=None,
            )
        )
    return descriptions


def _described_end(match: re.Match[str]) -> int:
    """Return the end of a role noun with the words that describe it: nationalities and teams' colours."""
    known = gazetteer()
    end = match.end("noun")
    for word in re.finditer(r"\S+", match["adjectives"]):
        if word[0] in nationality_forms() or known.adjective_teams(word[0]):
            end = match.start("adjectives") + word.end()
    return end


_LONGEST_OF = 12  # characters
_LIST_JOINT = re.compile(r",\s|\s(?:e|ed)\s")


def _club_behind(index: MentionIndex, end: int) -> Reference | None:
    """Return the club in "il tecnico del Torino"."""
    for club in touching(index.clubs, end, end + _LONGEST_OF + 1):
        if end <= club.start and _OF_CLUB.fullmatch(index.text[end : club.start]):
            return club
    return None


def _list_end(index: MentionIndex, first: Reference) -> int:
    """Return the end of the list that a club begins: "l'ex allenatore di Milan, Napoli e Juventus"."""
    end = first.end
    for club in index.clubs[bisect_left(index.clubs, (end,)) :]:
        if not _LIST_JOINT.fullmatch(index.text[end : club.start]):
            break
        end = club.end
    return end


_NEW = re.compile(r"\b(?:nuov[oa]|futur[oa]|prossim[oa])\b")
_SEEKS = re.compile(
    r"\b(?:scelt\w+|scegl\w+|cerc\w+|trov\w+|individu\w+|annunci\w+|ufficializz\w+|nomin\w+|serve|prend\w+|avere"
    r"|present\w+|nome|nomi|ricerca|caccia|attesa|identikit|profilo|candidat\w+|selezione|casting)\s+(?:\w+\s+){0,2}$"
)
_POINTS = re.compile(r"(?:quest|quell)[oa]\s", re.IGNORECASE)
_THAT = re.compile(r"(?:quel|quella)\s+(?:ragazz|giocator|giocatric|calciator|calciatric)", re.IGNORECASE)
_ACTS_AS = re.compile(r"\b(?:fare|fa|farà|faceva|fatto|facendo)\s$", re.IGNORECASE)
_RANKS = re.compile(r"\s+più\s")


def _is_nobody(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a description stands for nobody whom the article has named.

    Somebody only looked for ("il nome del nuovo allenatore"), a thing ("quello inglese"), another ("quel ragazzo"),
    or a rank that somebody takes ("è diventato il difensore più pagato", "può fare il terzino").
    """
    sought = _NEW.search(match[0]) and _SEEKS.search(text[max(0, match.start() - 30) : match.start()])
    thing = match["noun"] is None and _POINTS.match(match[0])
    acts = (
        match["noun"]
        and role_position(match["noun"])
        and _ACTS_AS.search(text[max(0, match.start() - 10) : match.start()])
    )
    other = match["noun"] and role_position(match["noun"]) is None and _THAT.match(match[0])
    return bool(sought or thing or other or acts or _RANKS.match(text, end))


def _is_inside_name(index: MentionIndex, start: int, end: int) -> bool:
    return any(next(touching(names, start, end), None) for names in (index.clubs, index.people))


def _club_at(index: MentionIndex, start: int) -> Reference | None:
    return next((club for club in touching(index.clubs, start, start + 1) if club.start == start), None)


_SIDE = r"(?:\s(?:Under\s?\d\d|U\d\d|Primavera|[Ff]emminile|Women))"
_APPOSED = re.compile(rf"{_SIDE}?(?:\s+[a-zà-ÿ]+)?,?\s*(?:(?:il\s|la\s|lo\s|l['’])[a-zà-ÿ]+\s+)?[(“\"«]?")

# "Il difensore classe 1997 Anna Rossi", "l'esperto centrocampista ex Avellino Rossi", "il talento del Fulham Rossi"
_TEAM = r"[A-ZÀ-Þ][\w'’.]*(?:\s[A-ZÀ-Þ][\w'’.]*)?"
_APPOSED_TOLD = re.compile(
    rf"(?:\s+[a-zà-ÿ]{{4,}})?(?:,?\s+(?:classe\s+['’]?\d{{2,4}}|['’]?\d{{2,4}}|\d\d\s?enne|\d\d\s+anni"
    rf"|ex[\s-](?:[a-zà-ÿ]+\s)?{_TEAM}(?:(?:,|\se)\s{_TEAM})?|(?:di|del|dello|della|dell['’])\s?{_TEAM}"
    rf"|(?:italo|anglo|franco)?-?[a-zà-ÿ]+(?:ano|ana|ino|ina|ese|ense|eno|ena|olo|ola))){{1,3}},?\s+"
)
# "L'ex difensore e attuale opinionista di una rete, Mario Rossi"
_APPOSED_FAR = re.compile(
    r"(?:\s+(?:e|ed)\s+(?:(?:ex|attuale|ora|oggi|poi)\s+)?[a-zà-ÿ]+)?"
    r"(?:\s+(?:di|del|dello|della|dei|degli|delle|dell['’])\s?[\w'’.]+(?:\s[A-ZÀ-Þ][\w'’.]*)*)?,\s"
)
# "Il bomber di giornata Rossi", "il presidente della società rossoblù Rossi", "il mediano di proprietà del Genoa Rossi"
_APPOSED_OF = re.compile(
    r"(?:\s+[a-zà-ÿ]{4,})?\s+(?:di|del|dello|della|dell['’]|d['’])\s?[a-zà-ÿ]+(?:\s(?P<last>[a-zà-ÿ]{4,}))?"
    rf"(?:\s(?:di|del|dello|della|dell['’])\s?{_TEAM})?,?\s+"
)
_APPOSED_BEHIND = re.compile(r"\s*(?:[,(–-]|è|era|resta|sarà)?\s*")
_LONGEST_APPOSED = 60  # characters


def _has_apposition(index: MentionIndex, start: int, end: int) -> bool:
    """Tell whether a name stands right behind the description, or right before it behind a comma."""
    text = index.text
    for person in touching(index.people, end, end + _LONGEST_APPOSED + 1):
        gap = text[end : person.start]
        if end <= person.start and any(form.fullmatch(gap) for form in (_APPOSED, _APPOSED_TOLD, _APPOSED_FAR)):
            return True
        if end <= person.start and (told := _APPOSED_OF.fullmatch(gap)) and not _is_verb(told["last"]):
            return True
    before = bisect_right(index.people, start, key=attrgetter("end"))
    return before > 0 and _APPOSED_BEHIND.fullmatch(text[index.people[before - 1].end : start]) is not None


def _is_verb(word: str | None) -> bool:
    return word is not None and read_map("ordinary_words.tsv").get(word) == "f"


def _as_affiliation(description: Description) -> Affiliation:
    assert description["person"] is not None and description["club"] is not None
    return Affiliation(
        person=description["person"],
        club=description["club"],
        role=description["role"],
        former=description["former"],
        start=description["start"],
    )


def _tell_roles(index: MentionIndex, people: list[Person], affiliations: list[Affiliation], year: int | None) -> None:
    """Give people without a role the one that line-ups and other words round their names tell."""
    roles: dict[str, list[Role]] = defaultdict(list)
    for one in affiliations:
        if one["role"]:
            roles[one["person"]].append(one["role"])
    for person in people:
        if person["role"] is not None:
            continue
        told = [role_in_context(index.text, mention["start"], mention["end"]) for mention in person["mentions"]]
        known = role_by_name(person["name"], year)
        if known == "coach":
            told = [role for role in told if role != "player"]  # "Conte (Napoli)"
        elif known != "player":
            told += roles[person["name"]]
        person["role"] = next((role for role in told if role), None)


def _known_roles(people: list[Person], year: int | None) -> set[str]:
    """Give people of whom the article tells no role the gazetteer's, and return their names."""
    unsaid = set()
    for person in people:
        role = role_by_name(person["name"], year) if person["role"] is None else None
        if role is not None:
            person["role"] = role
            unsaid.add(person["name"])
    return unsaid


def _take_roles(people: list[Person], descriptions: list[Description]) -> None:
    """Give people without a role the one of the first description that stands for them."""
    first: dict[str, Description] = {}
    for description in descriptions:
        if description["person"] and description["role"]:
            first.setdefault(description["person"], description)
    for person in people:
        if person["role"] is None and person["name"] in first:
            told = first[person["name"]]
            person["role"], person["former"] = told["role"], told["former"]
