"""How far a move has come: the cue's stage, lowered by modal verbs and turned over by denial; and what is history."""

import re

from rumourx.pipeline.rumours.cues import Found
from rumourx.pipeline.rumours.masking import Masked
from rumourx.record.types import Stage

_CLAUSE_BOUND = re.compile(r"[,;:.?!–—(]| ma | però | e ")
_DENIAL = re.compile(
    r"\b(?:non|né|nessun[oa]?|nessun'|niente|mai|smentisc\w+|smentit\w+|neg(?:a|ano)|esclud\w+|esclus\w+|macché"
    r"|tutt' altro|tramont\w+|sfum(?:a|ano|ata|ato|ate|ati)|naufrag\w+|svanisc\w+|svanit\w+)\b"
)
_NO_DENIAL = re.compile(
    r"\bnon (?:è un (?:mistero|segreto)|solo|soltanto|si nasconde|nasconde|molla\w*|lo nascondo|meno)\b"
)
_STEP = re.compile(r"(?:un' |l' )?(?:offert|propost|ufficial|firm|accord|intes|pretendent)")
_MODAL = re.compile(
    r"\b(?:potrebb\w+|può|possono|vorrebb\w+|possibil\w+|rischia\w*|magari|dovesse\w*|se|eventuale|ipotesi|forse)\b"
)
_YEAR = re.compile(r"\b(?:19[0-9]{2}|20[0-9]{2})\b")
_FUTURE = re.compile(
    r"\b(?:fino a|sino a|fino al|sino al|giugno|scad\w+|contratto|opzione|accordo|firm\w+|legat\w+"
    r"|vincolat\w+|classe|nato|nata)\b"
)
_PAST_WORDS = re.compile(
    r"\b(?:anni fa|un tempo|all' epoca|ai tempi|anni (?:settanta|ottanta|novanta|duemila)|negli anni"
    r"|in passato|(?:stagioni|estati) fa|l' anno scorso"
    r"|anni prima|anni più tardi|da ragazzo|da bambin[oa]|nel ['’]?\d\d\b)\b"
)
_REMOTE = re.compile(r"\b(?!(?:può|però|ciò|perciò|oggidì|ché)\b)[a-zà-ÿ]{3,}(?:ò|ì|arono|irono|erono)\b")
_NOT_REMOTE = {
    "così",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sì",
    "lì",
    "qui",
    "colì",
    "falò",
    "comò",
    "oblò",
    "può",
    "però",
}


def is_denied(masked: Masked, found: Found) -> bool:
    """Tell whether the words before a cue deny it."""
    before = masked.text[: found.start]
    bounds = list(_CLAUSE_BOUND.finditer(before))
    near = " ".join((before[bounds[-1].end() :] if bounds else before).split()[-6:])
    return bool(_DENIAL.search(near)) and not _NO_DENIAL.search(masked.text[max(0, found.start - 30) : found.end + 5])


def stage_of(masked: Masked, found: Found) -> Stage:
    """Return the stage that a cue tells in its clause."""
    before = masked.text[: found.start]
    bounds = list(_CLAUSE_BOUND.finditer(before))
    clause = before[bounds[-1].end() :] if bounds else before
    stage: Stage = found.cue.stage  # type: ignore[assignment]
    if stage == "denied":
        return stage
    if is_denied(masked, found):
        # "No written offer has come" takes back the offer, not the interest that the article tells elsewhere.
        return "interest" if _STEP.match(masked.text, found.start) else "denied"
    if masked.text.rstrip(" \"”»'").endswith("?") and stage in ("agreed", "official"):
        return "interest"
    if _MODAL.search(" ".join(clause.split()[-4:])) and stage in ("talks", "agreed", "official"):
        return "interest"
    return stage


def is_history(masked: Masked, year: int | None) -> bool:
    """Tell whether a sentence tells of the past: an old year, the remote past, "anni fa"."""
    text = masked.text
    if _PAST_WORDS.search(text):
        return True
    if year is not None and any(int(found[0]) < year for found in _YEAR.finditer(text)) and not _FUTURE.search(text):
        return True
    return any(word[0] not in _NOT_REMOTE for word in _REMOTE.finditer(text))
