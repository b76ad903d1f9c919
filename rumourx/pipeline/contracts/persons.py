"""Whose contract it is: the persons that a clause speaks of."""

import re

from rumourx.pipeline.contracts.cast import Cast
from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.listings import last_or_pair
from rumourx.pipeline.contracts.speakers import is_asked, speaker_of
from rumourx.pipeline.mentions import Reference, within
from rumourx.pipeline.values import Quote

SENTENCES_BACK = 8
MAKING = frozenset({"signing", "renewal", "loan"})
LONGEST_HEADING = 50  # characters
OPENING = 40  # characters at a sentence's start
BEHIND_DATE = 90  # characters in which the person follows the date

_WORDS = r"(?:[a-zà-ÿ]+\s+){0,3}"
_ARTICLE = r"(?:(?:il|lo|la|i|gli|le|del|dello|della|dei|degli|di|per|con|anche|pure)\s+|(?:l|dell)['’]\s?)?"
_LIST_JOINT = re.compile(
    rf"[*°\s]*(?:\([^()]*\)\s*)?(?:,|,?\s?(?:e|ed)(?: anche)?|,? oltre a|/|-|–)\s+(?!mentre\b|ma\b){_ARTICLE}{_WORDS}"
)
_PARTICIPLE_LAST = re.compile(
    r"\be\s+[a-zà-ÿ]+(?:at|ut|it|es)[oi]\s+(?:(?:il|lo|la|a|anche)\s+|l['’]\s?)?$", re.IGNORECASE
)
_RANGE_JOINT = re.compile(r"\s+(?:a|ad|fino a|passando per)\s+")
_RANGE_OPENS = re.compile(r"\b[Dd]a\s+$")
_CLUB_JOINT = re.compile(
    r"(?<!\s)\s+(?:(?:del|dello|della|dei|di)\s+|dell['’]\s?)[A-ZÀ-Þ][\w'’.]*(?:\s+[A-ZÀ-Þ]\w*)*(?=\W)"
)
_SINGULAR = re.compile(
    r"\b(?:è|ha|scade|scadrà|andrà|va|legato|legata|vincolato|vincolata|suo|cui|firmerà|firma|arriva|era|aveva|resta"
    r"|sarà|lega)\b"
)
_BEHIND = re.compile(
    r"\s*(?:\)\s*)?(?:anche\s+|pure\s+)?(?:(?:il|lo)\s+)?(?:(?:contratto|accordo|rapporto|vincolo|prestito|rinnovo)\s+)?"
    r"(?:(?:che\s+(?:lo\s+)?lega(?:va)?|anche|pure|per|di|a|con|del(?:lo|la)?|dei|degli|il|lo|la|i|gli|al(?:lo|la)?|col)\s+"
    r"|(?:l|dell)['’]\s?)*"
    rf"(?:\d+\s+)?(?:(?:ex|di|del|della|classe)\s+)?{_WORDS}"
)
_BEHIND_COLON = re.compile(
    r"\s*+(?:\)\s*+)?(?::|sono|c['’]è|ci sono|tocca a"
    rf"|,?\s*+(?:(?:ovvero|cioè|ossia|vale a dire)\s+)?quell[oi]\s+(?:di|del|della|dell['’]))\s*{_WORDS}"
)
# "Due allenatori in scadenza a giugno, Rossi del Lecce e Bianchi del Como": who they are stands behind.
_COUNTED = re.compile(
    r"\b(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|\d+)\s+(?:\w+\s+){0,2}?(?:giocator|calciator|allenator|tecnic|contratt|element"
    r"|difensor|attaccant|portier|centrocampist|esterni|profil)\w*\s+$",
    re.IGNORECASE,
)
_COMMA = re.compile(rf"\s*[,:]\s+{_ARTICLE}{_WORDS}")
_IN_BRACKET = re.compile(r"\s?\((?:(?:fino|sino|scadenza|scade)\s+)?(?:(?:al|a|nel|giugno)\s+){0,2}$", re.IGNORECASE)
_LIKEWISE = re.compile(rf",?\s+(?:così\s+come|come\s+pure|come\s+anche|al\s+pari\s+di)\s+{_ARTICLE}{_WORDS}")
_BOTH = re.compile(
    r"\b(?:entramb[ie]|tutt[ie] e (?P<number>due|tre|quattro)|(?:i|questi ultimi) due|le parti sono)\b", re.IGNORECASE
)
_HOW_MANY = {"tre": 3, "quattro": 4}
_OBLIQUE_WORDS = r"con|da|dal|dopo|oltre a|contro|come|insieme a|accanto a|al posto di"
_OBLIQUE = re.compile(rf"\b(?:{_OBLIQUE_WORDS})\s+{_WORDS}$", re.IGNORECASE)
_DEPENDENT_ON = re.compile(
    r"\b(?:con|da|dal|dopo|contro|come|oltre a|insieme a|al posto di)\s*(?:il\s+)?$", re.IGNORECASE
)
_DEPENDENT = re.compile(rf"\b(?:{_OBLIQUE_WORDS}|di|del|della|dell['’]|per)\s*(?:[a-zà-ÿ]+\s+){{0,2}}$", re.IGNORECASE)
_RESUMES = re.compile(
    r"\s*,\s+(?:si|ha|hanno|è|lo|gli|firma|rinnova|prolunga|avrà|aveva|scade|andrà|resta|sarà|potrebbe|dovrebbe|avrebbe)\b"
)
_QUOTE = re.compile(r"[“«\"„]")
_GOES_ON = re.compile(r"\s+(?:e|ma|mentre)\s+(?!di\b|quello\b)")
_LATTER = re.compile(r"\W*quest['’]\s?ultim[oa]\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:[Ii]l|[Ll]a)\s+(?P<which>prim[oa]|second[oa])(?=\s*,|\s+(?:è|ha|si|però|invece|firma|lega|pare|sembra|resta"
    r"|piace|va|può|vuole|scade|potrebbe|avrebbe|sarebbe|arriva|lascia|andrà)\b)"
)
_SENT_OFF = re.compile(
    r"\b(?:esonerat|sollevat|licenziat|salutat|ringraziat|congedat)[oa]\s+"
    r"(?:dall['’]\s?incarico\s+|dalla\s+panchina\s+)?(?:il\s+tecnico\s+|l['’]\s?allenatore\s+|mister\s+)?$",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:tocc(?:a|herà|ato)\s+(?:ora\s+|adesso\s+|anche\s+|poi\s+)?(?:a|ad|al|alla|all['’])"
    r"|(?:è|sarà|ecco)\s+(?:ora\s+|poi\s+|stata\s+|stato\s+)?(?:la\s+volta|il\s+turno)\s+(?:di|del|della|dell['’]))"
    rf"\s?{_WORDS}$",
    re.IGNORECASE,
)
# A contract that opens its sentence: whose it is, stands behind it ("Con un accordo annuale, arriva Rossi").
_OPENS = re.compile(
    r"\W*(?:(?:con|per|sulla\s+base\s+di|pronto|ecco|altr[ei]\s+di\s+[A-D])\s+)?(?:(?:un|il|nuovo|ricco)\s+|un['’]\s?)?"
    r"(?:contratto|accordo|intesa|annuale|biennale|triennale|quadriennale|quinquennale|prestito|firma)\b",
    re.IGNORECASE,
)
_CLAUSE_OPENS = re.compile(r",\s+(?:e\s+)?(?:mentre\s+)?(?:(?:il|lo|la|i|gli|le)\s+|l['’]\s?)$", re.IGNORECASE)
_HAS = re.compile(r"\s+(?:ha|hanno|avrebbe|ha\s+anche)\s")
_TO_HIM = re.compile(
    r"\b(?:gli|le)\s+(?:ha|hanno|avrebbe|avrebbero|abbia|abbiano|aveva|vorrebbe|offr\w+|propo\w+|fa)\b"
)


class PersonFinder:
    """Finds the persons of clauses in one Doc."""

    def __init__(self, cast: Cast, quotes: list[Quote]) -> None:
        self._cast = cast
        self._index = cast.index
        self._text = cast.index.text
        self._quotes = quotes
        self._about_director = cast.main is not None and cast.is_director(cast.main)

    def find(self, clause: Clause, since: int) -> list[str | None]:
        """Return the persons of a clause, [None] where the text leaves them open.

        `since` is where the contract date before in the sentence ends. First counts who speaks, then who stands in the
        clause's own words, right behind them, before them in the sentence, later in it, and in the sentences before.
        """
        start, _ = clause.sentence
        since = max(start, since)
        speaker = speaker_of(clause, self._cast, self._quotes)
        if speaker:
            return [speaker]
        inside = self._cast.between(clause.start, clause.end)
        inside = [one for one in inside if not self._is_director(one)]
        if inside:
            forward = clause.expression.start < inside[-1].start
            return self._with_list(inside[-1], clause, since, forward=forward)
        owners = self._before_bracket(clause, since)
        if owners:
            return owners
        numbered = self._numbered(clause, since)
        if numbered:
            return [numbered]
        before = self._cast.between(since, clause.start)
        behind = self._behind(clause)
        if behind and not self._is_subject(before, clause):
            return self._with_list(behind, clause, since, forward=True)
        for begin in (since,) if clause.shared else (since, start):
            before = self._without_giver(self._cast.between(begin, clause.start), clause)
            before = [one for one in before if not self._is_director(one)] or before
            if before:
                subject = self._subject(before, clause)
                turn = None if subject.named else self._turn(clause)
                return [turn] if turn else self._with_list(subject, clause, begin, forward=False)
        if is_asked(clause, self._cast):
            return [self._cast.main]
        later = self._later(clause) or self._opened(clause)
        if later:
            return self._with_list(later, clause, since, forward=True)
        heading = self._heading(clause)
        return [heading.name] if heading else self._from_sentences_before(clause)

    def _before_bracket(self, clause: Clause, since: int) -> list[str | None]:
        """Return who stands before the bracket that holds nothing but the date: "Rossi e Bianchi (fino al 2028)"."""
        opened = _IN_BRACKET.search(self._text, since, clause.expression.start)
        named = self._cast.between(since, opened.start()) if opened else []
        if not opened or not named or named[-1].end != opened.start():
            return []
        return [one.name for one in last_or_pair(self._text, named)]

    def _heading(self, clause: Clause) -> Reference | None:
        """Return the one person whom a short line right above the paragraph begins with: "ROSSI (ROMA)"."""
        start, _ = self._index.paragraph(clause.sentence[0])
        above = self._index.paragraph_above(start)
        if above is None or above[1] - above[0] > LONGEST_HEADING or self._text[above[1] - 1] in ".:":
            return None
        named = self._cast.between(*above)
        alone = len(named) == 1 and not re.search(r"\w", self._text[above[0] : named[0].start])
        return named[0] if alone else None

    def _numbered(self, clause: Clause, since: int) -> str | None:
        """Return which of two persons named before "il primo" or "il secondo" is, where it is the subject."""
        opened = list(_NUMBERED.finditer(self._text, since, clause.start))
        if not opened or self._cast.between(opened[-1].end(), clause.start):
            return None
        number = self._index.sentence_number(clause.sentence[0])
        paragraph, _ = self._index.paragraph(clause.sentence[0])
        begin = max(paragraph, self._index.sentences[max(0, number - 1)][0])
        names = list(dict.fromkeys(one.name for one in self._cast.between(begin, opened[-1].start()) if one.named))
        return names[opened[-1]["which"].lower().startswith("second")] if len(names) == 2 else None

    def is_named(self, clause: Clause) -> bool:
        """Say whether the sentence of a clause names a possible person, or takes up those before ("entrambi")."""
        if _BOTH.search(self._text, *clause.sentence):
            return True
        return any(not self._cast.is_director(one.name) for one in self._cast.between(*clause.sentence))

    def _is_director(self, reference: Reference) -> bool:
        """Say whether a director is named in an article about others."""
        return not self._about_director and self._cast.is_director(reference.name)

    def _left_of(self, reference: Reference, start: int = 0) -> str:
        return self._text[max(start, reference.start - 45) : reference.start]

    def _without_giver(self, before: list[Reference], clause: Clause) -> list[Reference]:
        """Leave out who makes the offer in "ma Khan gli ha messo sul tavolo un rinnovo"."""
        if not before:
            return before
        gap = self._text[before[-1].end : clause.start]
        pronoun = _TO_HIM.search(gap)
        if pronoun is None:
            return before
        clubs = within(self._index.clubs, before[-1].end, clause.start)
        given_by_club = clubs and not gap[clubs[-1].end - before[-1].end : pronoun.start()].strip()
        if given_by_club:
            return before
        dependent = _DEPENDENT.search(self._left_of(before[-1], clause.sentence[0]))
        return before[:-1] if dependent or not gap[: pronoun.start()].strip() else before

    def _is_subject(self, before: list[Reference], clause: Clause) -> bool:
        if not before or re.search(r"[;:]|\s[–-]\s|,\s+mentre\s", self._text[before[-1].end : clause.start]):
            return False
        clubs = within(self._index.clubs, before[-1].end, clause.start)
        return not any(self._takes_over(club, before[-1].end) for club in clubs)

    def _takes_over(self, club: Reference, start: int) -> bool:
        """Tell whether a club is the subject of a new clause behind a person: "…, il Lecce ha rinnovato"."""
        return bool(_CLAUSE_OPENS.search(self._text, start, club.start)) and bool(_HAS.match(self._text, club.end))

    def _subject(self, before: list[Reference], clause: Clause) -> Reference:
        """Return the nearest person before the clause, or the one behind whose apposition they stand.

        "Thaler, al posto di Bisoli, ha un contratto": after the second comma the sentence goes on about Thaler.
        """
        nearest = before[-1]
        if not _RESUMES.match(self._text, nearest.end):
            return nearest
        direct = [one for one in before if not _DEPENDENT.search(self._left_of(one, clause.sentence[0]))]
        return direct[-1] if direct else nearest

    def _behind(self, clause: Clause) -> Reference | None:
        following = self._cast.between(clause.end, clause.sentence[1])
        if not following:
            return None
        gap = self._text[clause.end : following[0].start]
        if _GOES_ON.match(gap):
            return None
        counted = _COUNTED.search(self._text, clause.sentence[0], clause.start) and _COMMA.fullmatch(gap)
        return following[0] if counted or _BEHIND.fullmatch(gap) or _BEHIND_COLON.fullmatch(gap) else None

    def _later(self, clause: Clause) -> Reference | None:
        """Return the first person behind the date in its clause: "prolungare di un anno il contratto … di Rossi"."""
        following = self._cast.between(clause.end, min(clause.sentence[1], clause.end + BEHIND_DATE))
        gap = self._text[clause.end : following[0].start] if following else ""
        if not following or _GOES_ON.match(gap) or re.search(r"[,;:.()]", gap):
            return None
        return following[0]

    def _opened(self, clause: Clause) -> Reference | None:
        """Return the first person behind a contract that opens the sentence without a verb."""
        if not _OPENS.match(self._text, *clause.sentence) or clause.start - clause.sentence[0] > OPENING:
            return None
        following = self._cast.between(clause.end, clause.sentence[1])
        return next((one for one in following if not _DEPENDENT_ON.search(self._left_of(one))), None)

    def _with_list(self, reference: Reference, clause: Clause, since: int, *, forward: bool) -> list[str | None]:
        """Return the person and, where the verb is plural, the others of the list that they stand in."""
        if forward:
            chain = self._list_behind(reference, clause.sentence[1])
        elif _SINGULAR.search(self._text, reference.end, clause.expression.start):
            chain = [reference]
        else:
            chain = self._list_before(reference, since)
            both = _BOTH.search(self._text, reference.end, clause.expression.start)
            chain = chain[-_number(both) :] if both else chain
        return list(dict.fromkeys(one.name for one in [*chain, *self._likewise(clause)]))

    def _likewise(self, clause: Clause) -> list[Reference]:
        """Those for whom the same is told behind the date: "fino al 2027, così come Bianchi e Verdi"."""
        following = self._cast.between(clause.end, clause.sentence[1])
        if not following or not _LIKEWISE.fullmatch(self._text, clause.end, following[0].start):
            return []
        return self._list_behind(following[0], clause.sentence[1])

    def _list_behind(self, first: Reference, end: int) -> list[Reference]:
        chain = [first]
        for reference in self._cast.between(first.end, end):
            gap = self._text[chain[-1].end : reference.start]
            if _RANGE_JOINT.fullmatch(gap) and _RANGE_OPENS.search(self._left_of(first)):
                chain.append(reference)
                continue
            if not _LIST_JOINT.fullmatch(_CLUB_JOINT.sub("", gap, count=1)) or _PARTICIPLE_LAST.search(gap):
                break
            chain.append(reference)
        return chain

    def _list_before(self, last: Reference, start: int) -> list[Reference]:
        chain = [last]
        for reference in reversed(self._cast.between(start, last.start)):
            gap = self._text[reference.end : chain[0].start]
            ranges = _RANGE_JOINT.fullmatch(gap) and _RANGE_OPENS.search(self._left_of(reference))
            if not ranges and not _LIST_JOINT.fullmatch(gap):
                break
            chain.insert(0, reference)
        return chain

    def _from_sentences_before(self, clause: Clause) -> list[str | None]:
        number = self._index.sentence_number(clause.sentence[0])
        paragraph, _ = self._index.paragraph(clause.sentence[0])
        both = _BOTH.search(self._text, clause.sentence[0], clause.end)
        # In a quote the director is who speaks, seldom whose contract it is.
        quoted = not self._cast.only_directors and _QUOTE.search(self._text, paragraph, clause.start)
        for back in range(1, min(SENTENCES_BACK, number) + 1):
            start, end = self._index.sentences[number - back]
            found = self._cast.between(start, end)
            if (quoted or not self._about_director) and all(self._cast.is_director(one.name) for one in found):
                continue
            names = list(dict.fromkeys(one.name for one in found))
            if both and len(names) > 1:
                return [*names[-_number(both) :]]
            if back > 1 and start < paragraph:
                if self._cast.dominates:
                    break
                found = self._cast.not_in_passing(found)
            elif back > 1:
                found = self._cast.between(paragraph, end)
            if found and back == 1 and _LATTER.match(self._text, clause.sentence[0]):
                return [found[-1].name]
            if found:
                return [self._topic(found, clause)]
        return [self._cast.main]

    def _turn(self, clause: Clause) -> str | None:
        """Return whose turn the sentence before says it is: "Dopo Rossi, ora tocca a Bianchi. Il portiere …"."""
        number = self._index.sentence_number(clause.sentence[0])
        found = self._cast.between(*self._index.sentences[number - 1]) if number else []
        return next((one.name for one in found if one.named and _TURN.search(self._left_of(one))), None)

    def _topic(self, found: list[Reference], clause: Clause) -> str:
        """Return whom a sentence is about: its first person that hangs on no preposition, and does not go."""
        if clause.event in MAKING:
            found = [one for one in found if not _SENT_OFF.search(self._left_of(one))] or found
        found = [one for one in found if not self._cast.is_director(one.name)] or found
        turn = next((one.name for one in found if _TURN.search(self._left_of(one))), None)
        if turn is not None:
            return turn
        direct = [one for one in found if not _OBLIQUE.search(self._left_of(one))]
        return (direct or found)[0].name


def _number(both: re.Match[str]) -> int:
    """How many people "entrambi", "tutti e tre" are."""
    return _HOW_MANY.get((both["number"] or "").lower(), 2)
