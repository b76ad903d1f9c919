"""Descriptions: words that stand for a person without naming them, and the clubs that people belong to.

"Il tecnico del Torino" after a sentence about Vanoli is Vanoli; "l'ex centrocampista" is the former player whom
the article names; "l'argentino" the one from Argentina. Affiliations ("Paolo Vanoli, tecnico del Torino", "il Real
Madrid di Ancelotti") tell which coach or player belongs to which club.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import Gazetteer, KnownPerson, fold, gazetteer
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.mentions import MentionIndex, Reference
from rumourx.pipeline.roles import role_of, role_pattern
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
        affiliations = _find_affiliations(index)
        descriptions = find_descriptions(index)
        resolver = _Resolver(index, doc._.people, affiliations, gazetteer())
        for description in descriptions:
            description["person"] = resolver.resolve(description)
            if description["person"] and description["club"]:
                affiliations.append(_as_affiliation(description))
        doc._.descriptions = descriptions
        doc._.affiliations = affiliations
        _take_roles(doc._.people, descriptions)
        return doc


@cache
def _description_pattern() -> re.Pattern[str]:
    nationalities = "|".join(sorted((re.escape(word) for word in _nationality_forms()), key=len, reverse=True))
    return re.compile(
        rf"{_ARTICLE}{_MODIFIER}{{0,2}}"
        rf"(?:(?P<ex>ex[\s-])?(?:{_MODIFIER})?(?P<noun>{role_pattern()})\b{_AFTER_NOUN}"
        rf"|(?P<nation>{nationalities})\b"
        r"|(?P<age>classe\s+['’]?\d{2,4}|\d{2}enne|[a-z]+(?:enne)\b))"
    )


@cache
def _nationality_forms() -> dict[str, str]:
    """Return masculine and feminine singular forms with their country."""
    forms = dict(read_map("nationalities.tsv"))
    forms.update({word[:-1] + "a": code for word, code in read_map("nationalities.tsv").items() if word[-1] == "o"})
    return forms


_OF_CLUB = re.compile(r"\s+(?:attuale\s+)?(?:del|dello|della|dei|degli|delle|dell['’]|di|d['’])\s?$")


def find_descriptions(index: MentionIndex) -> list[Description]:
    """Return the descriptions of a Doc, not yet resolved; one right beside a name is none, it is an apposition."""
    descriptions = []
    for match in _description_pattern().finditer(index.text):
        end = match.end()
        club = _club_behind(index, end)
        if club is not None:
            end = club.end
        elif match["noun"]:
            end = _described_end(match)
            club = _club_behind(index, end)
            end = club.end if club else end
        if _has_apposition(index, match.start(), end):
            continue
        noun = match["noun"]
        descriptions.append(
            Description(
                start=match.start(),
                end=end,
                role=role_of(noun) if noun else None,
                former=bool(match["ex"]),
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
        if word[0] in _nationality_forms() or known.adjective_teams(word[0]):
            end = match.start("adjectives") + word.end()
    return end


def _club_behind(index: MentionIndex, end: int) -> Reference | None:
    """Return the club in "il tecnico del Torino"."""
    for club in index.clubs:
        if end <= club.start <= end + 12 and _OF_CLUB.fullmatch(index.text[end : club.start]):
            return club
    return None


_APPOSED = re.compile(r"(?:\s+[a-zà-ÿ]+)?,?\s*(?:(?:il\s|la\s|lo\s|l['’])[a-zà-ÿ]+\s+)?[(“\"«]?")


def _has_apposition(index: MentionIndex, start: int, end: int) -> bool:
    """Tell whether a name stands right behind the description, or right before it behind a comma."""
    text = index.text
    for person in index.people:
        if end <= person.start and _APPOSED.fullmatch(text[end : person.start]):
            return True
        if person.end <= start and re.fullmatch(r"\s*(?:[,(–-]|è|era|resta|sarà)\s*", text[person.end : start]):
            return True
    return False


def _as_affiliation(description: Description) -> Affiliation:
    assert description["person"] is not None and description["club"] is not None
    return Affiliation(
        person=description["person"],
        club=description["club"],
        role=description["role"],
        former=description["former"],
        start=description["start"],
    )


_CLUB_TO_PERSON = re.compile(r"\s+di\s+(?:mister\s+|Mister\s+)?")
_PERSON_TO_CLUB = re.compile(
    r"(?:\s*,)?\s*(?P<words>(?:(?:il|lo|la|un|una|attuale|neo|nuovo|ex|già)\s+|l['’]\s?)*(?:[a-zà-ÿ-]+\s+){0,3})"
    r"(?:del|dello|della|dei|dell['’]|di)\s?|\s*\((?:[a-z]+,\s*)?"
)


def _find_affiliations(index: MentionIndex) -> list[Affiliation]:
    """Return the links that stand side by side in the text: "il Real di Ancelotti", "Leao del Milan", "X (Torino)"."""
    found = []
    people = set(index.people)
    for first, second, gap in _neighbours(index):
        if second in people:
            if _CLUB_TO_PERSON.fullmatch(gap):
                found.append(_affiliation(second, first, "coach", former=False))
            continue
        match = _PERSON_TO_CLUB.fullmatch(gap)
        if match:
            words = (match["words"] or "").split()
            role = next((role for role in map(role_of, words) if role), None)
            if role or not words:
                found.append(_affiliation(first, second, role, former=bool({"ex", "già"} & set(words))))
    return found


def _affiliation(person: Reference, club: Reference, role: Role | None, *, former: bool) -> Affiliation:
    return Affiliation(person=person.name, club=club.name, role=role, former=former, start=person.start)


def _neighbours(index: MentionIndex) -> Iterator[tuple[Reference, Reference, str]]:
    """Yield a person and a club that follow each other, in the order of the text, and the words between."""
    merged = sorted([*index.people, *index.clubs])
    people = set(index.people)
    for first, second in pairwise(merged):
        if (first in people) != (second in people) and second.start - first.end < 60:
            yield first, second, index.text[first.end : second.start]


class _Resolver:
    """Finds the person whom a description stands for."""

    def __init__(
        self, index: MentionIndex, people: list[Person], affiliations: list[Affiliation], known: Gazetteer
    ) -> None:
        self._index = index
        self._people = {person["name"]: person for person in people}
        self._affiliations = affiliations
        self._has_coach = any(person["role"] == "coach" for person in people)
        self._counts = Counter(person.name for person in index.people)
        self._known = {name: known.people(name) or known.surname(name) for name in self._people}
        self._past_teams = {
            name: {team for one in owners for team in _team_names(one, known)} for name, owners in self._known.items()
        }

    def resolve(self, description: Description) -> str | None:
        """Return the best candidate's name: fitting by role, club and nation, and much in view; None if none fits."""
        scored = [
            (fit + view, name)
            for name, view in self._views(description["start"]).items()
            if (fit := self._fit(name, description)) > 0
        ]
        return max(scored)[1] if scored else None

    def _views(self, offset: int) -> dict[str, float]:
        """Return how much each person is in view at a place: named shortly before, often, and not only later."""
        sentence = self._index.sentence_number(offset)
        nearest: dict[str, int] = {}
        for person in self._index.people:
            if person.end <= offset:
                nearest[person.name] = self._index.sentence_number(person.start)
        most = max(self._counts.values(), default=1)
        views = {}
        for name, count in self._counts.items():
            recency = 3 / (1 + sentence - nearest[name]) if name in nearest else -2
            views[name] = recency + count / most
        return views

    def _fit(self, name: str, description: Description) -> int:
        """Return how well a person fits: 0 not at all, 1 nothing against it, more the more speaks for it."""
        role = self._role_fit(name, description)
        club = self._club_fit(name, description)
        nation = self._nation_fit(name, description)
        if min(role, club, nation) < 0:
            return 0
        return 1 + role + club + nation

    def _role_fit(self, name: str, description: Description) -> int:
        wanted, person = description["role"], self._people[name]
        if wanted is None:
            return 0 if person["role"] in (None, "player", "coach") else -1
        if person["role"] == wanted:
            return 2
        known_roles = {one.role for one in self._known[name]}
        if description["former"] and wanted == "player":
            return 1 if person["role"] is None or "player" in known_roles else 0
        if person["role"] is not None:
            return -1
        if wanted in known_roles:
            return 1
        # Anybody unknown may be a player; a president or an agent is not to be guessed, nor a second coach.
        open_role = wanted == "player" or (wanted == "coach" and not self._has_coach)
        return 0 if open_role and not known_roles else -1

    def _club_fit(self, name: str, description: Description) -> int:
        if description["club"] is None:
            return 0
        linked = {one["club"] for one in self._affiliations if one["person"] == name and not one["former"]}
        past = {one["club"] for one in self._affiliations if one["person"] == name and one["former"]}
        if description["club"] in (past if description["former"] else linked):
            return 3
        if description["club"] in self._past_teams[name]:
            return 1
        return -1 if linked and not description["former"] and description["role"] == "coach" else 0

    def _nation_fit(self, name: str, description: Description) -> int:
        text = self._index.text[description["start"] : description["end"]]
        nations = {_nationality_forms()[word] for word in fold_words(text) if word in _nationality_forms()}
        if not nations:
            return 0
        countries = {one.country for one in self._known[name] if one.country}
        if not countries:
            return 0
        return 1 if countries & nations else -1


def fold_words(text: str) -> list[str]:
    """Return the words of a text in lower case without accents."""
    return re.findall(r"\w+", fold(text))


def _team_names(person: KnownPerson, known: Gazetteer) -> Iterator[str]:
    """Yield the names of the teams that a known person has been with."""
    for club in person.clubs:
        try:
            yield known.team(club).name
        except KeyError:
            continue


def _take_roles(people: list[Person], descriptions: list[Description]) -> None:
    """Give people without a role the one of the first description that stands for them."""
    for person in people:
        if person["role"] is None:
            for description in descriptions:
                if description["person"] == person["name"] and description["role"]:
                    person["role"], person["former"] = description["role"], description["former"]
                    break
