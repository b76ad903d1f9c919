"""Who and which club a cue is about: its frame, the order of the names around it, and the context."""

import re
from typing import NamedTuple

from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.masking import ANY, Masked, Slot
from rumourx.pipeline.rumours.stages import is_denied
from rumourx.pipeline.rumours.stretches import Stretches

_CLITIC = re.compile(r"(?:^|\s)(?:lo|la|li|le|l'|gli|ne|ci|lo ha|l' ha|lo hanno)\s(?:\w+\s){0,2}$")
_BOUND = re.compile(r"[;:?!–—]|\. | ma | mentre ")
_RELATIVE = re.compile(r"\b(?:che|cui|quale|quali)\b[^,]*$")


class Side(NamedTuple):
    """What it costs to take a name before and behind a cue."""

    before: int
    behind: int


class Frame(NamedTuple):
    """The sides on which a frame's person and club stand, and the kinds of slot that its club may have."""

    person: Side
    club: Side
    kinds: str


FRAMES = {
    "seeks": Frame(Side(70, 0), Side(0, 60), "C"),
    "to": Frame(Side(0, 25), Side(40, 0), "C"),
    "by": Frame(Side(0, 80), Side(60, 0), "CS"),
    "own": Frame(Side(0, 5), Side(20, 0), "CS"),
    "refuse": Frame(Side(20, 0), Side(0, 0), "CS"),
}
_CLITIC_FRAME = Frame(Side(0, 90), Side(40, 0), "C")


class CueInSentence(NamedTuple):
    """A cue in its sentence, with what all its readings share.

    `clause` is the range of its clause in the masked text, `kind` its frame with a mark where a pronoun turns the
    order of the names round, `deal` whether it tells of a deal, `renewal` whether its sentence speaks of one, `buyer`
    the clubs of "cede Rossi al Lecce".
    """

    masked: Masked
    stretches: Stretches
    found: Found
    clause: tuple[int, int]
    frame: Frame
    kind: str
    deal: bool
    renewal: bool
    denied: bool
    buyer: tuple[str, ...] | None


def place_cue(stretches: Stretches, masked: Masked, found: Found) -> CueInSentence:
    """Return a cue with what its sentence makes of it."""
    turned = _is_turned(masked, found)
    return CueInSentence(
        masked,
        stretches,
        found,
        clause=_clause(masked, found),
        frame=_CLITIC_FRAME if turned else FRAMES[found.cue.frame],
        kind=f"{found.cue.frame}~" if turned else found.cue.frame,
        deal=bool(_DEAL.search(masked.text[found.start : found.end])),
        renewal=bool(_RENEWAL.search(masked.text)),
        denied=is_denied(masked, found),
        buyer=_buyer(masked, found) if found.cue.move == "leave" else None,
    )


def _clause(masked: Masked, found: Found) -> tuple[int, int]:
    """Return the bounds of the clause that holds a cue."""
    starts = [match.end() for match in _BOUND.finditer(masked.text, 0, found.start)]
    end = _BOUND.search(masked.text, found.end)
    return (starts[-1] if starts else 0, end.start() if end else len(masked.text))


def _is_turned(masked: Masked, found: Found) -> bool:
    """Tell whether a pronoun stands for the person before the verb ("lo vuole la Roma", "che il Genoa segue")."""
    before = masked.text[: found.start]
    if _PRONOUN.search(masked.text[found.start : found.end]):
        return True
    return found.cue.frame == "seeks" and bool(_CLITIC.search(before) or _RELATIVE.search(before[-40:]))


_PRONOUN = re.compile(r"\b(?:lui|lei|sue|sostituirl[oa]|rimpiazzarl[oa])\b")


def nearest(place: CueInSentence, side: Side, kinds: str, barred: set[str]) -> list[tuple[int, Slot, int]]:
    """Return the slots of some kinds around a cue with their costs, the cheapest first; none of `barred` names only."""
    masked, found = place.masked, place.found
    ranked = []
    for position in masked.positions(kinds):
        slot = masked.slot(position)
        if barred.issuperset(slot.names):
            continue
        if position < found.start:
            cost = side.before + place.stretches.between(position + 2, found.start).cost
        elif position >= found.end:
            cost = side.behind + place.stretches.between(found.end, position).cost
        else:
            cost = 0
        if slot.kind in "RXN":
            cost += 80
        if slot.kind not in "PR":
            cost += _preposition_cost(place, position)
        if not place.clause[0] <= position < place.clause[1]:
            cost += 60
        ranked.append((cost, slot, position))
    return sorted(ranked, key=lambda one: one[0])


_GOODBYE = re.compile(r"addio|salut|risol|resciss")
_DEAL = re.compile(
    r"accord|intes|trattativ|contatt|si tratta|tratta|affare|incontr|summit|discors|offert|propost|definit|fatt|fumata"
    r"|salta"
)


def _preposition_cost(place: CueInSentence, position: int) -> int:
    """Return what the preposition before a club speaks against its part in the cue."""
    masked, found = place.masked, place.found
    preposition = masked.preposition(position)
    cue = masked.text[found.start : found.end]
    if position < found.end and position >= found.start:
        return 0
    if found.cue.frame == "seeks":
        return {"": -20, "da": 200, "a": 60, "con": 60, "su": 60, "in": 30, "per": 30, "di": 10}.get(preposition, 0)
    if found.cue.frame == "own":
        if found.cue.move == "leave" and preposition in ("a", "ad") and not _GOODBYE.search(cue):
            return 100
        return {"per": 40, "su": 40, "in": 10}.get(preposition, 0)
    if found.cue.frame == "to" and preposition == "con" and place.deal and _names_person_behind(masked, position):
        return 90
    return 0


_FOR_PERSON = re.compile(rf"[^.;:]{{0,40}}\bper (?:[a-zà-ÿ' ]{{0,25}})P{ANY}")


def _names_person_behind(masked: Masked, position: int) -> bool:
    """Tell whether "con il Lecce" is followed by "per Rossi": then Lecce sells."""
    return _FOR_PERSON.match(masked.text, position + 2) is not None


_SELLS = re.compile(r"ced|vend|salut|gir|lasci|perd")
_TO_CLUB = re.compile(rf"^[^.;:]{{0,25}}(?:P{ANY})?[^.;:CS]{{0,30}}(?<![a-zà-ÿ])a (?P<club>C{ANY})")


def _buyer(masked: Masked, found: Found) -> tuple[str, ...] | None:
    """Return the buyer in "cede Rossi al Lecce"."""
    if not _SELLS.search(masked.text[found.start : found.end]):
        return None
    match = _TO_CLUB.match(masked.text[found.end :])
    return tuple(masked.slot(found.end + match.start("club")).names) if match else None


_RENEWAL = re.compile(r"\b(?:rinnov|prolung|adeguament|estension|allunga|opzione)")
