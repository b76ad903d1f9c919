"""Who and which club a cue is about: its frame, the order of the names around it, and the context."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.masking import ANY, Masked, Slot

_HARD = re.compile(r"[;:?!–—]|\. | ma | mentre | invece | però ")
_SOFT = re.compile(r",| e ")
_CLITIC = re.compile(r"(?:^|\s)(?:lo|la|li|le|l'|gli|ne|ci|lo ha|l' ha|lo hanno)\s(?:\w+\s){0,2}$")
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


def gap_cost(masked: Masked, left: int, right: int) -> int:
    """Return how far apart two places are: characters, and more for each bound of a clause between them."""
    between = masked.text[left:right]
    return len(between) + 45 * len(_HARD.findall(between)) + 12 * len(_SOFT.findall(between))


def frame_of(masked: Masked, found: Found) -> Frame:
    """Return the frame of a cue in its place: a pronoun before the verb turns the order of the names round."""
    if not is_turned(masked, found):
        return FRAMES[found.cue.frame]
    return _CLITIC_FRAME


def is_turned(masked: Masked, found: Found) -> bool:
    """Tell whether a pronoun stands for the person before the verb ("lo vuole la Roma", "che il Genoa segue")."""
    before = masked.text[: found.start]
    if _PRONOUN.search(masked.text[found.start : found.end]):
        return True
    return found.cue.frame == "seeks" and bool(_CLITIC.search(before) or _RELATIVE.search(before[-40:]))


_PRONOUN = re.compile(r"\b(?:lui|lei|sue|sostituirl[oa]|rimpiazzarl[oa])\b")


def nearest(
    masked: Masked,
    found: Found,
    side: Side,
    kinds: str,
    forbidden: Iterable[str] = (),
    bound: tuple[int, int] | None = None,
) -> list[tuple[int, Slot, int]]:
    """Return the slots around a cue with their costs, the cheapest first."""
    barred = set(forbidden)
    ranked = []
    for position in masked.positions(kinds):
        slot = masked.slot(position)
        if not set(slot.names) - barred:
            continue
        if position < found.start:
            cost = side.before + gap_cost(masked, position + 2, found.start)
        elif position >= found.end:
            cost = side.behind + gap_cost(masked, found.end, position)
        else:
            cost = 0
        if slot.kind in "RXN":
            cost += 80
        if slot.kind not in "PR":
            cost += _preposition_cost(masked, position, found)
        if bound and not bound[0] <= position < bound[1]:
            cost += 60
        ranked.append((cost, slot, position))
    return sorted(ranked, key=lambda one: one[0])


_GOODBYE = re.compile(r"addio|salut|risol|resciss")
DEAL = re.compile(
    r"accord|intes|trattativ|contatt|si tratta|tratta|affare|incontr|summit|discors|offert|propost|definit|fatt|fumata"
    r"|salta"
)


def _preposition_cost(masked: Masked, position: int, found: Found) -> int:
    """Return what the preposition before a club speaks against its part in the cue."""
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
    if found.cue.frame == "to" and preposition == "con" and DEAL.search(cue) and _names_person_behind(masked, position):
        return 90
    return 0


def _names_person_behind(masked: Masked, position: int) -> bool:
    """Tell whether "con il Lecce" is followed by "per Rossi": then Lecce sells."""
    return bool(re.match(rf"[^.;:]{{0,40}}\bper (?:[a-zà-ÿ' ]{{0,25}})P{ANY}", masked.text[position + 2 :]))


_SELLS = re.compile(r"ced|vend|salut|gir|lasci|perd")
_TO_CLUB = re.compile(rf"^[^.;:]{{0,25}}(?:P{ANY})?[^.;:CS]{{0,30}}(?<![a-zà-ÿ])a (?P<club>C{ANY})")


def destination(masked: Masked, found: Found) -> list[str] | None:
    """Return the buyer in "cede Rossi al Lecce"."""
    if not _SELLS.search(masked.text[found.start : found.end]):
        return None
    match = _TO_CLUB.match(masked.text[found.end :])
    return masked.slot(found.end + match.start("club")).names if match else None


_RENEWAL = re.compile(r"\b(?:rinnov|prolung|adeguament|estension|allunga|opzione)")


def has_renewal(masked: Masked) -> bool:
    """Tell whether a sentence speaks of a renewal."""
    return bool(_RENEWAL.search(masked.text))
