"""With which club a contract is: the clubs near a clause, weighed by how the text ties them to it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from rumourx.gazetteer import gazetteer
from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.listings import heading_club
from rumourx.pipeline.contracts.relations import Relation, continues_list, relation_of, starts_clause
from rumourx.pipeline.contracts.weights import JOINING_WEIGHT, STAYING_WEIGHT
from rumourx.pipeline.mentions import MentionIndex, Reference, last_within, within
from rumourx.pipeline.values import Affiliation, Club

JOINING = frozenset({"signing", "loan"})
SENTENCES_BACK = 5
COURTING = 1.5  # taken off the score of a club that only wants somebody, where the contract is one that runs
TAKEN_UP = 3.0  # for the club that a new paragraph calls "il club"
KNOWN = 2.5  # for the one club of the article that the gazetteer says the person has been with
HEADS_PASSAGE = 3.5  # for the club that the sentences before are said to be about
NATIONAL = 2.0  # taken off a national team's score: few running contracts are with one
HEADING_LENGTH = 90  # characters: a shorter line above the paragraph is its heading

_TIES = frozenset(
    {Relation.OWNER, Relation.WITH, Relation.BOUND, Relation.LEFT, Relation.HOLDS, Relation.BRACKET, Relation.HOUSE}
)
_TO_COME = re.compile(r"\b(?:nuov[oa]|prossim[oa]|futur[oa])\s")
_HAS = frozenset({Relation.OWNER, Relation.HOLDS, Relation.BOUND, Relation.BRACKET, Relation.LEFT})
_WANTS = frozenset({Relation.SUITOR, Relation.OFFERS})
_COURTS = frozenset({Relation.SUITOR, Relation.OFFERS, Relation.REFUSED})
_LONG_AGO = re.compile(r"\b(?:aveva|avevano)\s+(?:\w+\s+)?(?:firmat|siglat|sottoscritt)\w*")
LONGEST_TITLE = 250  # characters, the date header included
NEAR_WHERE = 60  # characters
_RIGHT_BEHIND = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?:con|al|allo|alla|ai|agli|all['’]|coi|col|del|dello|della|dell['’]|dei|per)\b"
    r"(?:(?!\s(?:ma|mentre|però|che)\s)[^,;:.])*$"
)
_NEW_CLAUSE = re.compile(r"[;:.]|,\s+(?:ma|mentre|però|poi)\s")
_WITH_WHOM = re.compile(r"\b(?:al|allo|alla|ai|agli|con\s+il|con\s+la|con\s+lo|con\s+i|col|all['’]|con\s+l['’])\s?$")
_RESPECTIVE = re.compile(r"\brispettiv[aeio]\s+(?:club|squadr\w+|societ\w+|compagin\w+)\b", re.IGNORECASE)
_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:\s+[A-ZÀ-Þ][\w'’.-]*)*"
_OF_CLUB = re.compile(
    rf"(?:(?:\s*,|\s+ed?)\s+{_NAME})*\s+(?:(?:del|dello|della|dei|di)\s+|dell['’]\s?)|\s*\((?:[a-z]+[.,]?\s+)?"
)
_THE_CLUB = re.compile(
    r"\b(?:(?:[Ii]l|[Ll]o\s+stesso|[Aa]l|[Dd]al)\s+club|(?:[Ll]a|[Aa]lla|[Dd]alla|[Ll]a\s+stessa)\s+(?:società|squadra|compagine|formazione))"
    r"(?!\s+(?:del|dello|della|dei|di)\b|\s+dell['’])"
)
_LEAGUE = re.compile(r"(?:lega|serie)[ -]?(?:[a-d]|pro)\b", re.IGNORECASE)
_HEADING_MARK = re.compile(r"\s*(?:[–—:-]|,|\))")
_WORD_END = re.compile(r"\w")
_PLACE = re.compile(r"\b(?:a|ad|da|di|in casa|in|qui)\s+$", re.IGNORECASE)


class TeamFinder:
    """Finds the club of clauses in one Doc."""

    def __init__(self, index: MentionIndex, clubs: list[Club], affiliations: list[Affiliation]) -> None:
        self.index = index
        self._affiliations: dict[str | None, list[Affiliation]] = {}
        for affiliation in affiliations:
            self._affiliations.setdefault(affiliation["person"], []).append(affiliation)
        self.known: dict[str | None, str] = {}
        self._relations: dict[Reference, Relation] = {}
        self._names = {reference.name for reference in index.clubs}
        counts = Counter(reference.name for reference in index.clubs if not _LEAGUE.match(reference.name))
        if index.paragraphs and index.paragraphs[0][1] <= LONGEST_TITLE:
            title = within(index.clubs, 0, index.paragraphs[0][1])
            counts.update(one.name for one in title if not _LEAGUE.match(one.name))
        first = {reference.name: -reference.start for reference in reversed(index.clubs)}
        self.main = max(counts, key=lambda name: (counts[name], first[name])) if counts else None
        self.share = counts[self.main] / sum(counts.values()) if self.main else 0.0
        self.hints = _places(index, clubs)
        self.national = frozenset(club["name"] for club in clubs if club["kind"] != "club")

    def find(self, clause: Clause, person: str | None, until: int) -> str | None:
        """Return the club of a clause; `until` is where the next clause of the sentence starts, or its end."""
        own = None
        if clause.event not in JOINING:
            own = self._named_with(clause, person) or heading_club(self.index, clause.sentence[0])
        if own is None and _RESPECTIVE.search(self.index.text, *clause.sentence):
            own = self._taking(clause, person)
        if own:
            return own
        scores: dict[str, float] = {}
        again = self._taken_up(clause)
        if again is not None:
            scores[again] = TAKEN_UP
        anchors = self._anchors(clause, person)
        for reference in self._near(clause):
            score = self._score(reference, clause, until, anchors)
            scores[reference.name] = max(score, scores.get(reference.name, -99.0))
        courts = any(one.name == self.main and self._relation(one) in _COURTS for one in self._near(clause))
        for name, bonus in self._bonuses(person, clause):
            if name == self.main and courts and bonus > 0 and clause.event not in JOINING:
                continue
            scores[name] = scores.get(name, 0.0) + bonus
        if clause.event not in JOINING:
            scores = {name: score - self._unlikely(name) for name, score in scores.items()}
        if not scores:
            return None
        best = max(scores, key=lambda name: scores[name])
        if clause.event in JOINING and best in self.past:
            return None
        if clause.event not in JOINING:
            self.known.setdefault(person, best)
        return best

    def _taken_up(self, clause: Clause) -> str | None:
        """Return the club that a new paragraph takes up as "il club", "la società": the last subject before it."""
        start, _ = self.index.paragraph(clause.sentence[0])
        if within(self.index.clubs, start, clause.start) or not _THE_CLUB.search(self.index.text, start, clause.start):
            return None
        before = within(self.index.clubs, 0, start)
        subjects = (one.name for one in reversed(before) if self._relation(one) is Relation.SUBJECT)
        return next(subjects, before[-1].name) if before else None

    def _known_at(self, person: str | None) -> set[str]:
        """Return the article's clubs that the gazetteer says a person has been with."""
        found: set[str] = set()
        for known in gazetteer().people(person) if person else ():
            teams = {gazetteer().team(team).name for team in known.clubs}
            found |= self._names & teams
        return found

    def _unlikely(self, name: str) -> float:
        return COURTING * (name in self.suitors) + NATIONAL * (name in self.national)

    def _named_with(self, clause: Clause, person: str | None) -> str | None:
        """Return the club that stands with a person in a list: "Rossi e Bianchi del Milan, Verdi (Roma)"."""
        start, end = clause.sentence
        for one in within(self.index.people, start, end):
            clubs = within(self.index.clubs, one.end, end) if one.name == person else []
            if clubs and _OF_CLUB.fullmatch(self.index.text, one.end, clubs[0].start):
                return clubs[0].name
        return None

    def _taking(self, clause: Clause, person: str | None) -> str | None:
        """Return the club that is a sentence's subject before a person: each "with their respective clubs"."""
        starts = [one.start for one in self.index.people if one.name == person and one.start < clause.start]
        if not starts:
            return None
        begin, _ = self.index.sentence(starts[-1])
        takers = within(self.index.clubs, begin, starts[-1])
        return next((one.name for one in reversed(takers) if self._relation(one) is Relation.SUBJECT), None)

    @cached_property
    def suitors(self) -> frozenset[str]:
        """The clubs that the article tells to want somebody, and never to have somebody."""
        relations: dict[str, set[Relation]] = {}
        for reference in self.index.clubs:
            relations.setdefault(reference.name, set()).add(self._relation(reference))
        return frozenset(name for name, found in relations.items() if found & _WANTS and not found & _HAS)

    @cached_property
    def past(self) -> frozenset[str]:
        """The clubs that the article names only as somebody's former one."""
        now = {reference.name for reference in self.index.clubs if self._relation(reference) is not Relation.FORMER}
        return frozenset(reference.name for reference in self.index.clubs) - now

    def _anchors(self, clause: Clause, person: str | None) -> list[int]:
        """Where the clause and, before it in its paragraph, the person stand."""
        start, _ = self.index.paragraph(clause.sentence[0])
        first, behind = (bisect_left(self.index.persons, (offset,)) for offset in (start, clause.start))
        return [clause.start, *(one.start for one in self.index.persons[first:behind] if one.name == person)]

    def _near(self, clause: Clause) -> list[Reference]:
        number = self.index.sentence_number(clause.sentence[0])
        paragraph = self.index.paragraph(clause.sentence[0])
        start = max(paragraph[0], self.index.sentences[max(0, number - SENTENCES_BACK)][0])
        mentions = within(self.index.clubs, start, clause.sentence[1])
        hints = within(self.hints, start, clause.sentence[1])
        found = [*mentions, *hints, *self._heading(paragraph[0])]
        return [one for one in found if not _LEAGUE.match(one.name)]

    def _heading(self, start: int) -> list[Reference]:
        """The first club of a short line right above the paragraph."""
        above = self.index.paragraph_above(start)
        if above is None or above[1] - above[0] > HEADING_LENGTH:
            return []
        found = within(self.index.clubs, above[0], above[0] + HEADING_LENGTH // 3)[:1]
        last = self.index.text[above[1] - 1]
        asks = last == "?" and bool(found) and found[0].start > above[0]
        return [] if last == "." or asks else found

    def _score(self, reference: Reference, clause: Clause, until: int, anchors: list[int]) -> float:
        text = self.index.text
        start = clause.sentence[0]
        joining = self._joins(clause)
        relation = self._relation(reference)
        if relation is Relation.WHERE and not 0 <= clause.start - reference.end <= NEAR_WHERE:
            relation = Relation.OTHER
        weight = (JOINING_WEIGHT if joining else STAYING_WEIGHT)[relation] if reference.named else 2.0
        if clause.event == "renewal" and relation is Relation.OFFERS:
            weight = 2.0
        distance = min(abs(anchor - reference.start) for anchor in anchors)
        score = weight - min(distance / 100, 2.5)
        if self._heads_paragraph(reference, clause):
            return 5.0 + max(weight, 0.0) if joining else 2.0 + max(weight, 0.0) / 2
        if reference.start < start:
            return self._score_before(score, weight, relation, reference, clause, anchors)
        if clause.start <= reference.start and reference.end <= clause.end:
            return score + (8.0 if weight >= 0 else 2.0)
        near_behind = clause.end <= reference.start < min(until, clause.end + 45)
        if near_behind and _RIGHT_BEHIND.match(text[clause.end : reference.start]):
            return score + (7.0 if weight >= 0 else 0.0)
        if reference.start > clause.start:
            return score + (-2.0 if _NEW_CLAUSE.search(text, clause.end, reference.start) else 1.0)
        if not text[reference.end : clause.start].strip() and _WITH_WHOM.search(text, start, reference.start):
            return score + (8.0 if weight >= 0 else 2.0)
        together = not re.search(r"[,;:.]", text[reference.end : clause.start])
        return score + (3.5 if together else 2.5)

    def _score_before(
        self, score: float, weight: float, relation: Relation, reference: Reference, clause: Clause, anchors: list[int]
    ) -> float:
        """The score of a club in a sentence before: the nearer the better, best where the person stands too."""
        number = self.index.sentence_number(clause.sentence[0]) - self.index.sentence_number(reference.start)
        own = self.index.sentence_number(reference.start)
        if any(self.index.sentence_number(anchor) == own for anchor in anchors):
            return score + max(2.4 - 0.4 * number, 0.5)
        if relation is Relation.HOUSE and not within(self.index.clubs, reference.end, clause.sentence[1]):
            return score + HEADS_PASSAGE
        if self._joins(clause):
            return score + max(2.0 - 0.7 * number, 0.0)
        return score + 1.0 - 0.5 * number if relation in _TIES else min(weight, 0.0) - 1.0

    def _joins(self, clause: Clause) -> bool:
        """Say whether somebody joins now; "aveva firmato fino al 2029" is about the club that they are with."""
        before = self.index.text[clause.sentence[0] : clause.end]
        return clause.event in JOINING and not _LONG_AGO.search(before)

    def _relation(self, reference: Reference) -> Relation:
        """How the text ties a club to what it tells; in a list all are tied as its first is."""
        if not self._relations:
            for one in self.index.clubs:  # in the order of the text: a long list must not nest calls as deeply
                self._relations[one] = self._look_at_relation(one)
        if reference not in self._relations:
            self._relations[reference] = self._look_at_relation(reference)
        return self._relations[reference]

    def _look_at_relation(self, reference: Reference) -> Relation:
        text = self.index.text
        line, _ = self.index.paragraph(reference.start)
        earlier = last_within(self.index.clubs, line, reference.start)
        between = text[earlier.end : reference.start] if earlier else ""
        if earlier and continues_list(between) and not starts_clause(between, text[reference.end :][:12]):
            return self._relations[earlier]
        end = reference.end
        for later in within(self.index.clubs, end, end + 60):
            if not continues_list(text[end : later.start]):
                break
            end = later.end
        begin = max(line, reference.start - 60)
        return relation_of(text[begin : reference.start], text[end : end + 50])

    def _heads_paragraph(self, reference: Reference, clause: Clause) -> bool:
        """ "GENOA - …", "18.44 VERONA: …": the paragraph is about that club."""
        start, _ = self.index.paragraph(clause.sentence[0])
        if reference.end <= start:
            return True
        between = self.index.text[start : reference.start]
        few = len(between) < 28 and not re.search(r"[a-zà-ÿ]{3}", between.removeprefix("Ore"))
        mark = _HEADING_MARK.match(self.index.text[reference.end : reference.end + 4])
        return few and mark is not None and (mark[0] != "," or not re.search(r"[^\W\d]", between))

    def _bonuses(self, person: str | None, clause: Clause) -> Iterable[tuple[str, float]]:
        """What is known of the person and of the article besides: where they belong, and its main club."""
        joining = clause.event in JOINING
        if self.main is not None:
            yield self.main, 0.3 + min(max(0.0, self.share - 0.2) * 6.0, 2.5)
        at = self._known_at(person)
        if len(at) == 1:
            yield at.pop(), -0.5 if joining else KNOWN
        if person in self.known:
            yield self.known[person], -4.0 if joining else 4.0
        linked: dict[str, float] = {}
        for affiliation in self._affiliations.get(person, ()):
            start = affiliation["start"]
            comes = _TO_COME.search(self.index.text, max(0, start - 20), start + 25)
            if joining or not comes:
                near = 0 <= clause.start - affiliation["start"] < 250
                bonus = -1.5 if affiliation["former"] else 0.5 if joining else 5.5 if near else 4.0
                linked[affiliation["club"]] = max(bonus, linked.get(affiliation["club"], -9.0))
        yield from linked.items()


def _places(index: MentionIndex, clubs: list[Club]) -> list[Reference]:
    """Where a city is named that is the home of one club of the article alone: "a Carrara" speaks for the Carrarese."""
    homes: dict[str, set[str]] = {}
    for club in clubs:
        for form in gazetteer().teams(club["name"]):
            if form.team.kind == "club" and form.team.name == club["name"]:
                homes.setdefault(form.team.city, set()).add(club["name"])
    taken = {one.start for one in index.clubs}
    found = []
    for city, owners in homes.items():
        for start in _occurrences(index.text, city) if len(owners) == 1 and city else ():
            if start not in taken and _PLACE.search(index.text[max(0, start - 10) : start]):
                found.append(Reference(start, start + len(city), next(iter(owners)), named=False))
    return sorted(found)


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Yield where a name stands as words of its own; sooner found so than by a pattern for each name."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not _WORD_END.match(text, end) and (not start or not _WORD_END.match(text, start - 1)):
            yield start
        start = text.find(name, end)
