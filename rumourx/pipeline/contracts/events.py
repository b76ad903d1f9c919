"""Which event a governing cue makes of a contract date."""

import re

from rumourx.pipeline.contracts.cues import Cue, find_cues
from rumourx.pipeline.contracts.setting import FAR, Setting
from rumourx.pipeline.dates.expressions import DURATION_KINDS
from rumourx.record.types import ContractEvent

RIGHT_BEFORE = 200  # characters

_OTHERWISE = frozenset({"arrival", "offer", "loan", "ends", "none", "option"})
_NO_RENEWAL = re.compile(
    r"\b(?:non|mancat\w|rifiut\w+|saltat\w|senza|niente|rott\w|dopo|anziché|piuttosto)\b[^.]{0,40}\Z", re.IGNORECASE
)
_NOT_EXERCISED = re.compile(r"\bnon\s+(?:ha\s+|è\s+|avrebbe\s+)?\w*$", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:è|sono|era|erano|resta|restano|rimane|sarà)\s+(?:ancora\s+|già\s+|sempre\s+)?$", re.IGNORECASE
)
_FUTURE = re.compile(r"\b(?:sarà|saranno|resterà|resteranno)\s+(?:così\s+)?\Z", re.IGNORECASE)
_CONTRACT_THAT = re.compile(
    r"\b(?:contratto|accordo|intesa|vincolo)\s+(?:\w+\s+){0,2}(?:che|con|in|dalla)\s+(?:nuova\s+)?$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s*[,(–-]?\s*(?:con\s+)?", re.IGNORECASE)
_NEW_ONE = re.compile(r"\bnuov[oa]\s+(?:contratto|accordo|intesa|vincolo)(?:\s+\w+){0,2}\s+$", re.IGNORECASE)
_FOR_HIM = re.compile(r"\W*(?:(?:pronto|pronta|c['’]è)\s+)?per\s+l(?:ui|ei)\b", re.IGNORECASE)
_ON_THE_TABLE = re.compile(r"\s+(?:già\s+)?(?:pronto\s+)?(?:sul|nel)\s+(?:tavolo|piatto|cassetto)\b", re.IGNORECASE)
_LOAN_THAT = re.compile(r"\bprestito\s+(?:\w+\s+){0,4}$", re.IGNORECASE)


def event_of(setting: Setting, cue: Cue) -> ContractEvent:
    """Return the event of a date that a cue governs."""
    match cue.family:
        case "option":
            return _option(setting, cue)
        case "loan":
            return "loan"
        case "newend":
            return "renewal"
        case "renewal":
            return _renewal(setting, cue)
        case "signing":
            return making(setting)
        case "ends":
            return _ending(setting, cue)
        case _:
            return _binding(setting, cue)


def making(setting: Setting) -> ContractEvent:
    """Return the event of a contract that is being made: a renewal where the words round it speak of one."""
    stays = not setting.tells("arrival") and (setting.tells("stay") or told_before(setting, "stay"))
    return "renewal" if stays or setting.renews() or _renewed_before(setting) else "signing"


def _renewed_before(setting: Setting) -> bool:
    """Say whether the sentence before tells a renewal, and nobody who comes or goes."""
    paragraph = setting.text.rfind("\n", 0, setting.boundary) + 1
    start = max(paragraph, setting.boundary - RIGHT_BEFORE)
    cues = find_cues(setting.text, start, setting.boundary)
    if setting.last is not None or any(cue.family in _OTHERWISE for cue in (*cues, *setting.left)):
        return False
    renewals = [cue for cue in cues if cue.family == "renewal"]
    return bool(renewals) and not any(_NO_RENEWAL.search(setting.text, start, cue.start) for cue in renewals)


def _option(setting: Setting, cue: Cue) -> ContractEvent:
    """An option, and a renewal once it is taken up."""
    for other in setting.left:
        if other.family == "exercised" and other.start < cue.start:
            negated = _NOT_EXERCISED.search(setting.text[setting.boundary : other.start])
            return "option" if negated else "renewal"
    return "option"


def _renewal(setting: Setting, cue: Cue) -> ContractEvent:
    """A renewal, or the option for one: "l'opzione per il prolungamento"."""
    before = [other for other in setting.left if other.start < cue.start and cue.start - other.end < 30]
    if before and before[-1].family == "option":
        return _option(setting, before[-1])
    return "renewal"


def _ending(setting: Setting, cue: Cue) -> ContractEvent:
    """An expiry, unless a loan ends, or a contract being signed: "firma sul contratto che scade nel 2028"."""
    before = setting.text[setting.boundary : cue.start]
    if _NEW_ONE.search(before):
        return making(setting)
    if before.endswith("(") and setting.last is None and _told_renewed(setting):
        return "renewal"
    if setting.last in ("signing", "renewal") and _WITH.fullmatch(before):
        return setting.last
    if _LOAN_THAT.search(before):
        return "loan"
    if _CONTRACT_THAT.search(before):
        made = [one.family for one in setting.left if one.start < cue.start and one.family != "noun"]
        made = made if _told_renewed(setting) or "renewal" not in made else []
        if made and made[-1] in ("signing", "renewal"):
            return making(setting)
    return "expiry"


def _told_renewed(setting: Setting) -> bool:
    """Say whether a renewal is told before the date, and not that there is none; who is "blindato" may be so anyway."""
    return any(
        cue.family == "renewal"
        and not setting.is_off(cue)
        and not setting.text[cue.start : cue.end].lower().startswith("blind")
        for cue in setting.left
    )


def _binding(setting: Setting, cue: Cue) -> ContractEvent:
    """What a contract noun or "legato" tells: the nearest words before that say how it came about decide."""
    if cue.family == "bound" and setting.last == "signing" and not _is_finite(setting, cue):
        return "signing"
    for other in reversed(setting.left):
        if not setting.reaches(other, 4 * FAR):
            break
        if other.start > cue.start and other.family != "hold":
            continue
        if other.family == "hold" and _is_made(setting, other):
            continue
        if other.family == "option":
            return _option(setting, other)
        if other.family == "hold" and _is_validity(setting, other) and setting.tells("signing", "arrival"):
            continue
        if other.family == "hold" and _is_validity(setting, other) and setting.renews():
            return "renewal"
        if other.family in ("hold", "ends"):
            return "expiry"
        if other.family == "bound":
            return _bound(setting, other)
        if other.family == "loan":
            return "loan" if setting.until else "signing"
        if other.family == "renewal":
            return _renewal(setting, other)
        if other.family in ("signing", "offer", "arrival"):
            return making(setting)
    if any(other.family == "offer" and cue.end <= other.start for other in setting.left):
        return making(setting)
    return _from_behind(setting, cue)


def _from_behind(setting: Setting, cue: Cue) -> ContractEvent:
    """What the words behind the date make of a contract of which nothing is said before."""
    if any(other.family == "renewal" and not setting.is_off(other) for other in setting.right[:2]):
        return "renewal"
    if setting.right and setting.right[0].family == "offer" and _ON_THE_TABLE.match(setting.after):
        return making(setting)
    if any(other.family in ("signing", "arrival") for other in setting.right[:1]):
        return "signing"
    if _FOR_HIM.match(setting.text, setting.boundary):
        return "signing"
    if not setting.text[setting.boundary : cue.start].strip() and told_before(setting, "arrival", "signing"):
        return "signing"
    agreed = setting.text[cue.start : cue.end].lower().startswith(("accordo", "intesa"))
    return "signing" if agreed or setting.expression.kind in DURATION_KINDS else "expiry"


def _is_validity(setting: Setting, cue: Cue) -> bool:
    """Say whether the cue tells how long a contract is valid, which a new one is as well."""
    return setting.text[cue.start : cue.end].lower().startswith("valid")


def _is_made(setting: Setting, cue: Cue) -> bool:
    """Say whether a possessive stands right behind the verb that makes it: "ha allungato il suo contratto"."""
    return any(
        other.family in ("renewal", "signing") and re.fullmatch(r"[^,.;:()]{0,25}", setting.text[other.end : cue.start])
        for other in setting.left
        if other.end <= cue.start
    )


def _bound(setting: Setting, cue: Cue) -> ContractEvent:
    """What the words before make of "legato": "ha firmato il rinnovo che lo lega", "arriva, legato al"."""
    if _FUTURE.search(setting.text, setting.boundary, cue.start) and told_before(setting, "arrival", "signing"):
        return "signing"
    if _is_finite(setting, cue):
        return "expiry"
    makes = [one for one in setting.left if one.family in ("arrival", "signing", "renewal") and one.start < cue.start]
    if not makes or cue.start - makes[-1].end > FAR // 2:
        return "expiry"
    return "renewal" if makes[-1].family == "renewal" else "signing"


def told_before(setting: Setting, *families: str) -> bool:
    """Say whether a cue of one of these families stands in the words right before the sentence."""
    paragraph = setting.text.rfind("\n", 0, setting.boundary) + 1
    before = find_cues(setting.text, max(paragraph, setting.boundary - RIGHT_BEFORE), setting.boundary)
    return any(cue.family in families for cue in before)


def _is_finite(setting: Setting, cue: Cue) -> bool:
    """Tell "è legato al club" from "arriva Minamino, legato al club"."""
    return bool(_FINITE.search(setting.text[setting.boundary : cue.start]))
