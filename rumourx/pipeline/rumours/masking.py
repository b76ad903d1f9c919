"""Sentences with their names masked: every person and club becomes one short slot, so that cue patterns can be plain.

"L’Inter pensa a Rossi del Como e a Bianchi" becomes "C1 pensa a P2", where P2 holds both players and knows that
Rossi belongs to Como. A slot is a capital letter and one private-use character; all other letters are small.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial

from rumourx.pipeline.mentions import MentionIndex, Range, Reference, within
from rumourx.pipeline.roles import role_pattern

FIRST = 0xE000
ANY = "[\ue000-\uf8ff]"

_SLOT = re.compile(rf"[A-Z](?={ANY})")
_PREPOSITIONS = {"d": "di", "a": "a", "da": "da", "s": "su", "n": "in", "c": "con"}
_PREPOSITION = re.compile(
    r"^(?:(?P<di>d)(?:ell['’]|ella|ello|el|ei|egli|elle)|(?P<da>d)(?:all['’]|alla|allo|al|ai|agli|alle)"
    r"|(?P<a>a)(?:ll['’]|lla|llo|l|i|gli|lle)|(?P<su>s)(?:ull['’]|ulla|ullo|ul|ui|ugli|ulle)"
    r"|(?P<in>n)(?:ell['’]|ella|ello|el|ei|egli|elle)|(?P<con>c)(?:ol|on il|on la|on lo|on l['’]))(?=\s|$|\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Slot:
    """What a slot stands for: the names in it, where its first name stands, and whose club each person has."""

    kind: str
    names: list[str]
    start: int
    named: bool = True
    origins: dict[str, str] = field(default_factory=dict)
    former: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Masked:
    """A masked sentence: its text, its slots, and where it stands in the article."""

    text: str
    slots: list[Slot]
    start: int
    end: int
    places: list[tuple[int, str]] = field(default_factory=list)
    """Where the slots stand in the text, each with its letter."""

    def slot(self, position: int) -> Slot:
        """Return the slot whose letter stands at `position` of the masked text."""
        return self.slots[ord(self.text[position + 1]) - FIRST]

    def preposition(self, position: int) -> str:
        """Return the preposition right before a slot, empty if there is none."""
        words = self.text[max(0, position - 12) : position].split()
        return (
            words[-1] if words and words[-1] in ("a", "ad", "di", "da", "con", "su", "in", "per", "tra", "fra") else ""
        )

    def positions(self, kinds: str) -> list[int]:
        """Return where slots of these kinds stand."""
        return [position for position, letter in self.places if letter in kinds]


def mask(index: MentionIndex, sentence: Range, others: list[tuple[Reference, str]]) -> Masked:
    """Mask one sentence.

    `others` are further names in the order of the text, with the letter of their slots (outlets `O`, stadiums `N`).
    """
    start, end = sentence
    slots: list[Slot] = []
    pieces: list[str] = []
    position = start
    for reference, kind in _references(index, sentence, others):
        if reference.start < position:
            continue
        pieces.append(_lower(index.text[position : reference.start]))
        words = index.text[reference.start : reference.end]
        if not reference.named:
            pieces.append(_preposition_of(words))
        slots.append(Slot(kind, [reference.name], reference.start, reference.named))
        pieces.append(kind + chr(FIRST + len(slots) - 1))
        position = reference.end
    pieces.append(_lower(index.text[position:end]))
    masked = Masked(_normalise("".join(pieces), slots=bool(slots)), slots, start, end)
    if slots:
        _reduce(masked)
        masked.places = [(match.start(), match[0]) for match in _SLOT.finditer(masked.text)]
    return masked


def _references(
    index: MentionIndex, sentence: Range, others: list[tuple[Reference, str]]
) -> list[tuple[Reference, str]]:
    found = [(reference, "P") for reference in within(index.persons, *sentence) if not _is_told(index, reference)]
    found += [(reference, "C") for reference in within(index.clubs, *sentence)]
    first, behind = (bisect_left(others, offset, key=lambda one: one[0].start) for offset in sentence)
    found += [(other, kind) for other, kind in others[first:behind] if other.end <= sentence[1]]
    return sorted(_without_nested(found), key=lambda one: one[0].start)


def _without_nested(found: list[tuple[Reference, str]]) -> list[tuple[Reference, str]]:
    """Keep a description as a whole ("il tecnico del Torino"), not the club in it; a name beats a description."""
    kept = []
    for one, kind in found:
        inside = any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and (other.end - other.start) > (one.end - one.start)
            for other, _ in found
        )
        crossed = not one.named and any(
            other.named and one.start < other.end and other.start < one.end < other.end for other, _ in found
        )
        if not inside and not crossed:
            kept.append((one, kind))
    return kept


_TELLS_MOVE = re.compile(r"(?i:\b(?:nuov[oa]|neo-?|prossim[oa]|futur[oa]|guida tecnica))")


def _is_told(index: MentionIndex, reference: Reference) -> bool:
    """Tell whether a description says that somebody comes ("il nuovo tecnico del Parma"): a cue needs its words."""
    return not reference.named and bool(_TELLS_MOVE.search(index.text, reference.start, reference.end))


def _lower(text: str) -> str:
    return re.sub(f"{ANY}", " ", text.lower())


def _preposition_of(words: str) -> str:
    match = _PREPOSITION.match(words)
    return (match.lastgroup or "") + " " if match else ""


_TYPED_ACCENT = re.compile(r"(?<=[a-z])([aeiou])'(?=[\s.,;:!?)]|$)|\b(e)'(?=\s)")
_ACCENTED = str.maketrans("aeiou", "àèìòù")
_SPACES = re.compile(r"\s+")
_ELISION = re.compile(r"(\w)'\s?(?=\w|[“\"«])")
_ELIDED_SLOT = re.compile(rf"(?<=')(?=[PCON]{ANY})")
_ARTICLE = re.compile(rf"\b(?:il|lo|la|l'|i|gli|le|un|una|un')\s+(?=[PCON]{ANY})")
_CONTRACTED = re.compile(
    rf"\b(d|a|da|s|n|c)(?:ell'|ella|ello|el|ei|egli|elle|ll'|lla|llo|l|i|gli|lle"
    rf"|ull'|ulla|ullo|ul|ui|ugli|ulle|ol|oi|')\s+(?=[PCON]{ANY})"
)


def _normalise(text: str, *, slots: bool) -> str:
    text = text.replace("’", "'").replace("`", "'").replace("perchè", "perché")
    if "'" in text:
        text = _TYPED_ACCENT.sub(lambda match: (match[1] or match[2]).translate(_ACCENTED), text)
        text = _ELISION.sub(r"\1' ", text)
        text = _ELIDED_SLOT.sub(" ", text)
    text = _SPACES.sub(" ", text)
    if not slots:
        return text
    text = _CONTRACTED.sub(lambda match: _PREPOSITIONS[match[1]] + " ", text)
    return _ARTICLE.sub("", text)


P, C, S, X, N = (f"{letter}{ANY}" for letter in "PCSXN")
_ADJECTIVES = (
    r"(?:(?!interess|pressing|sondagg|tentativ|propost|offert|assalt|contatt|obiettiv|corteggi)[a-zà-ÿ-]{4,} ){0,2}"
)
_LIST = (
    r"(?:, | e | ed | o | oppure |/| & |, e | ma anche | così come | e anche | ed anche"
    r"| e pure | e poi | e soprattutto )"
)
_EVEN = r"(?:anche |pure |persino |soprattutto )?"


_PAST = (
    r"(?:esperienza|avventura|reduce|parentesi|retrocessione|giovanili|campionati|presenze|panchine|trascorsi"
    r"|cresciuto|indossato|segnato|era|aveva lasciato)"
)
_OPPOSED = (
    r"(?:contro|affronta\w*|ospit\w+|sfid\w+|batte|battut\w+|gara|partita|match|derby|finale|ko|sconfitta|vittoria"
    r"|pari|pareggio|trasferta|gol|reti|guarda|segnato|tifosi|tifoso|curva|maglia|casacca|stelle|leggenda|bandiera"
    r"|amichevole|test|vivaio|primavera|succede|striscia)"
)
_BEFORE_REPLACED = (
    r"(?:dopo|posto di|vice di|erede di|eredità di|successore di|sostitut\w+ di|sostituire|rimpiazzare|succede a"
    r"|successione a|subentra\w* a|favorit[oaie] su|vantaggio su|preferit[oaie] a|secondo di|insieme a|fratello di|come"
    r"|partenza di|al fianco di|corte di|ordini di|piani di|progetto di|scacchiere di|undici di|reparto di|mirino di)"
)

_TELLING = r"[^()]*(?:conferm|addio|svincol|rinnov|esoner|ufficial|prestit|riscatt|definitiv|fine contratto|scadenza)"


@cache
def _rules() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return how slots are folded: the reducer, the slots without which there is nothing to fold, and the pattern."""
    role = rf"(?:{role_pattern()})"
    plural = "difensori|centrocampisti|attaccanti|portieri|terzini|esterni|gemelli"
    noun = rf"(?:(?:il|lo|la|l'|i|gli|le|un|una|un') )?(?:ex |giovane |neo )?(?:{role}[ei]?|{plural}) {_ADJECTIVES}"
    return tuple(
        (name, needs, re.compile(pattern))
        for name, needs, pattern in (
            ("former", "C", rf"\b(?:ex|già|già di|già a|già in)[ -]{C}(?:(?:, | e |, ex | ed ex | e poi ){C})*"),
            ("former", "C", rf"\b{_PAST}[ -](?:[a-zà-ÿ']+ ){{0,3}}(?:di |a |con |in |da )?{C}"),
            ("former", "C", rf"\b(?:libero|svincolato) dopo [^PCSX,.;:]*{C}"),
            ("replaced", "P", rf"\b{_BEFORE_REPLACED} {P}"),
            ("aside", "P", rf"(?P<keep>{P}) \((?!{_TELLING})(?:[^()PC\d]*\d[^()PC]*|[^ ()PC]+(?: [^ ()PC]+)?)\)"),
            ("fixture", "CC", rf"{C}(?: ?[-–] ?{C})+"),
            (
                "opponent",
                "C",
                rf"\b{_OPPOSED} (?:[a-zà-ÿ]+ ){{0,2}}(?:con |a |di |in |da |su )?{C}",
            ),
            ("origin", "PC", rf"{P} \((?:[^()PC]*){C}[^()]*\)"),
            ("origin", "PC", rf"{C} di {P}"),
            ("origin", "PC", rf"\b{role} {_ADJECTIVES}(?:di|in forza a|in prestito a|di proprietà di) {C},? {P}"),
            (
                "origin",
                "PC",
                rf"{P},? (?:{_ADJECTIVES}(?:attualmente )?(?:di|in forza a|di proprietà di|sotto contratto con)) {C}",
            ),
            (
                "origin",
                "PC",
                rf"{P}(?:,| è| è il| è un) (?:[a-zà-ÿ'0-9-]+ ){{0,4}}{role} (?:[a-zà-ÿ'0-9-]+ ){{0,4}}"
                rf"(?:di|in forza a|di proprietà di|in prestito a) {C}",
            ),
            (
                "list",
                "PP",
                rf"(?:\b(?P<prep>a|di|da|su|con|per|tra|fra|in) )?{P}(?:{_LIST}(?:(?P=prep) )?{_EVEN}(?:{noun})?{P})+",
            ),
            ("list", "CC", rf"(?:\b(?P<prep>a|di|da|su|con|per|tra|fra|in) )?{C}(?:{_LIST}(?:(?P=prep) )?{_EVEN}{C})+"),
            ("source", "C", rf"\b(?:da|fuori da|via da) {C}"),
        )
    )


def _reduce(masked: Masked) -> None:
    """Fold lists, appositions and provenance into slots."""
    people, clubs = masked.text.count("P"), masked.text.count("C")
    for name, needs, pattern in _rules():
        if people >= needs.count("P") and clubs >= needs.count("C"):
            masked.text, changes = pattern.subn(partial(_REDUCERS[name], masked), masked.text)
            if changes:
                people, clubs = masked.text.count("P"), masked.text.count("C")


Reducer = Callable[[Masked, re.Match[str]], str]


def _slots_in(masked: Masked, match: re.Match[str]) -> list[Slot]:
    return [masked.slots[ord(char) - FIRST] for char in re.findall(ANY, match[0])]


def _new(masked: Masked, slot: Slot) -> str:
    masked.slots.append(slot)
    return slot.kind + chr(FIRST + len(masked.slots) - 1)


def _retyped(kind: str) -> Reducer:
    def reduce(masked: Masked, match: re.Match[str]) -> str:
        words = re.split(rf"[PCSXNR]{ANY}", match[0])[0]
        return words + "".join(_new(masked, Slot(kind, one.names, one.start)) for one in _slots_in(masked, match))

    return reduce


def _origin(masked: Masked, match: re.Match[str]) -> str:
    persons = [slot for slot in _slots_in(masked, match) if slot.kind == "P"]
    clubs = [slot for slot in _slots_in(masked, match) if slot.kind == "C"]
    if re.search(r"\b(?:nuov[oa]|neo|ufficialmente|futur[oa]|prossim[oa])\b", match[0]):
        return match[0]  # "è un nuovo giocatore del Lecce" tells where they go
    if re.search(r"\b(?:ex|già)\b", match[0]):
        for club in clubs:
            club.kind = "X"
        return re.search(P, match[0])[0]  # type: ignore[index]
    for person in persons:
        for name in person.names:
            person.origins.setdefault(name, clubs[0].names[0])
    if match[0].startswith("C"):  # "il Real di Ancelotti": the club is meant
        return re.match(rf"C{ANY}", match[0])[0]  # type: ignore[index]
    return re.search(P, match[0])[0]  # type: ignore[index]


def _list(masked: Masked, match: re.Match[str]) -> str:
    slots = _slots_in(masked, match)
    names = list(dict.fromkeys(name for slot in slots for name in slot.names))
    origins = {name: club for slot in slots for name, club in slot.origins.items()}
    listed = _new(masked, Slot(slots[0].kind, names, slots[0].start, slots[0].named, origins))
    return f"{match['prep']} {listed}" if match["prep"] else listed


_REDUCERS: dict[str, Reducer] = {
    "fixture": _retyped("N"),
    "former": _retyped("X"),
    "replaced": _retyped("R"),
    "opponent": _retyped("N"),
    "origin": _origin,
    "aside": lambda masked, match: match["keep"],
    "list": _list,
    "source": _retyped("S"),
}
