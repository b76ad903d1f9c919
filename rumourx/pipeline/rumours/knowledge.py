"""What an article and the gazetteer tell of people and clubs: roles, present clubs, and how much it is about each."""

import re
from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from rumourx.gazetteer import Gazetteer, KnownPerson, fold, gazetteer
from rumourx.pipeline.capitals import in_small_letters
from rumourx.pipeline.mentions import MentionIndex
from rumourx.pipeline.rumours.masking import Masked
from rumourx.pipeline.spans import text_of
from rumourx.pipeline.values import Club, Person

STAFF = frozenset({"agent", "president", "journalist", "official", "director"})
_RUNNING = frozenset({"expiry", "renewal", "option"})  # contracts with the present club
_TITLE_LENGTH = 200  # characters: a longer first paragraph is text already
_SHARES = (0.05, 0.12, 0.25, 0.5)
_WORD = re.compile(r"[a-zà-ÿ]{4,}")


class Knowledge:
    """Facts on the people and clubs of one Doc, by their names.

    `own` holds each person's present club, `staff` who moves only where the text tells of their own job, `main` the
    person that the article is about.
    """

    def __init__(self, doc: Doc, index: MentionIndex, sentences: list[Masked]) -> None:
        known = gazetteer()
        self.people = {person["name"] for person in doc._.people}
        self.clubs = {club["name"] for club in doc._.clubs}
        self.roles = {person["name"]: person["role"] or _known_role(known, person) for person in doc._.people}
        self.staff = {name for name, role in self.roles.items() if role in STAFF}
        self._team_ids = {club["name"]: _team_ids(known, club) for club in doc._.clubs}
        self._careers = {person["name"]: _career(known, person) for person in doc._.people}
        self._relations: dict[tuple[str, str], list[str]] = {}
        self._links = _links(doc, sentences)
        self.own: dict[str, str] = {}
        for (person, club), sources in self._links.items():
            if sources - {"former"}:
                self.own.setdefault(person, club)
        self._prominence = _prominence(doc, index, self.roles)
        self._prominent: dict[tuple[str, tuple[str, ...], str], tuple[str, ...]] = {}
        counts = {one["name"]: len(one["mentions"]) for one in doc._.people if one["name"] not in self.staff}
        self.main = max(counts, key=lambda name: counts[name], default=None)
        self._hints = self._hint_words(known, doc)

    def prominence(self, letter: str, names: tuple[str, ...], move: str) -> tuple[str, ...]:
        """Return the features of how much the article is about people (letter "p") or clubs ("c"), for a move."""
        key = (letter, names, move)
        if key not in self._prominent:
            told = dict.fromkeys(feature for name in names for feature in self._prominence.get(name, ()))
            self._prominent[key] = tuple(f"{letter}:{feature}/{move}" for feature in told)
        return self._prominent[key]

    def relation(self, person: str, club: str) -> list[str]:
        """Return how the article and the gazetteer link a person to a club."""
        if (person, club) not in self._relations:
            self._relations[person, club] = self._relation(person, club)
        return self._relations[person, club]

    def _relation(self, person: str, club: str) -> list[str]:
        told = sorted(self._links.get((person, club), ()))
        career = self._careers[person]
        if career:
            told.append("known" if career & self._team_ids.get(club, set()) else "strange")
        return told

    def hinted(self, masked: Masked) -> dict[str, str]:
        """Return the clubs that a sentence means by an adjective ("la dirigenza felsinea") or their city."""
        return {
            club: kind
            for word in _WORD.findall(masked.text)
            if word in self._hints
            for club, kind in [self._hints[word]]
        }

    def _hint_words(self, known: Gazetteer, doc: Doc) -> dict[str, tuple[str, str]]:
        """Return the words that point to one club of the article, with the club and the kind of word."""
        by_id = {team: name for name, teams in self._team_ids.items() for team in teams}
        pointed: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for word in set(_WORD.findall(in_small_letters(text_of(doc)))):
            for team in known.adjective_teams(word):
                if team.id in by_id:
                    pointed[word].add((by_id[team.id], "adjective"))
        for team_id, name in by_id.items():
            team = known.team(team_id)
            if team.kind == "club":
                for word in _WORD.findall(team.city.lower()):
                    pointed[word].add((name, "city"))
        return {word: next(iter(clubs)) for word, clubs in pointed.items() if len(clubs) == 1}


def _known_people(known: Gazetteer, person: Person) -> tuple[KnownPerson, ...]:
    found = known.people(person["name"])
    if person["id"]:
        found = tuple(one for one in found if one.id == person["id"]) or found
    return found


def _known_role(known: Gazetteer, person: Person) -> str | None:
    """Return the gazetteer's role of a person whose name is one person's only."""
    found = {one.role for one in _known_people(known, person)}
    return found.pop() if len(found) == 1 else None


def _career(known: Gazetteer, person: Person) -> set[str]:
    return {team for one in _known_people(known, person) for team in one.clubs}


def _team_ids(known: Gazetteer, club: Club) -> set[str]:
    if club["id"]:
        return {club["id"]}
    forms = known.teams(club["name"])
    named = [form.team for form in forms if fold(form.team.name) == fold(club["name"])]
    return {team.id for team in named[:1]}


def _links(doc: Doc, sentences: Iterable[Masked]) -> dict[tuple[str, str], set[str]]:
    """Return how the text links people to clubs, the first link first."""
    links: dict[tuple[str, str], set[str]] = {}
    for masked in sentences:
        for slot in masked.slots:
            for person, club in slot.origins.items():
                links.setdefault((person, club), set()).add("origin")
    for link in doc._.affiliations:
        links.setdefault((link["person"], link["club"]), set()).add("former" if link["former"] else "affiliated")
    for contract in doc._.contract_dates:
        if contract["person"] and contract["club"] and contract["event"] in _RUNNING:
            kind = "proposed" if contract["certainty"] == "proposed" else contract["event"]
            links.setdefault((contract["person"], contract["club"]), set()).add(kind)
    return links


def _prominence(doc: Doc, index: MentionIndex, roles: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Return how often each person and club is named beside the others, and whether the title names them."""
    title = index.paragraphs[0] if index.paragraphs else (0, 0)
    title_end = min(title[1], title[0] + _TITLE_LENGTH)
    prominence = {}
    for entries in (doc._.people, doc._.clubs):
        total = sum(len(entry["mentions"]) for entry in entries) or 1
        most = max((len(entry["mentions"]) for entry in entries), default=0)
        for entry in entries:
            number = len(entry["mentions"])
            features = [f"share={sum(number / total >= bound for bound in _SHARES)}", f"once={number == 1}"]
            if number == most and number > 1:
                features.append("most")
            if any(mention["start"] < title_end for mention in entry["mentions"]):
                features.append("title")
            if entries is doc._.people:
                features.append(f"role={roles[entry['name']]}")
            prominence[entry["name"]] = tuple(features)
    return prominence
