"""Reads the length of a contract: "triennale", "altri due anni di contratto", "un prolungamento di un anno"."""

import re

from rumourx.pipeline.contracts.cues import Cue
from rumourx.pipeline.contracts.events import event_of, making, told_before
from rumourx.pipeline.contracts.setting import FAR, NEAR, Setting
from rumourx.pipeline.contracts.told import TO_THE_END, Told
from rumourx.record.types import ContractEvent

_LENGTH = re.compile(
    r"(?:\b(?:di|per|lungo|lunga|durata|per i prossimi|per le prossime|sulla base di|su base|di durata|da)\s+"
    r"|\b(?:di almeno|per almeno|un|il|sul|al|del|dal|col|suo|quel|questo|nuovo|ricco|proprio|con|pronto)\s+"
    r"|un['’]\s?|[(:,–-]\s*|\bbase\s+|^\s*)$",
    re.IGNORECASE,
)
_FOR_SO_LONG = re.compile(r"\b(?:di|per|per (?:i|le) prossim[ie])\s+$", re.IGNORECASE)
_FOR_A_SPAN = re.compile(r"\bper\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:durata|permanenza|vita)\s+media\b|\bin media\b|\bmediamente\b", re.IGNORECASE)
_OF_CONTRACT = re.compile(
    r"\s+(?:rimanent\w+\s+|residu\w+\s+)?(?:di|del|sul|dal|al)\s+(?:suo\s+)?"
    r"(?:contratto|accordo|vincolo|termine del contratto)\b",
    re.IGNORECASE,
)


def read_duration(setting: Setting) -> Told | None:
    """Return what a duration tells of a contract, None where it is no contract's."""
    expression = setting.expression
    if "plus" in expression.parts:
        return Told("option", expression.start, expression.end) if setting.last is not None else None
    behind = _OF_CONTRACT.match(setting.after) or TO_THE_END.match(setting.after)
    if behind:
        return Told(_of_contract(setting), expression.start, expression.end + behind.end())
    if setting.left and setting.left[-1].family == "offer" and setting.adjoins(setting.left[-1]):
        return Told(making(setting), expression.start, expression.end)
    if _AVERAGE.search(setting.before):
        return None
    cue = setting.nearest(NEAR)
    if cue is not None and cue.family == "none":
        return None
    if cue is not None and cue.family == "option":
        return Told(event_of(setting, cue), setting.stretch_start(cue), expression.end)
    if not (_LENGTH.search(setting.before) or "more" in expression.parts or setting.adjoins(cue)):
        return None
    if expression.kind == "length":
        return _read_adjective(setting)
    return _read_years(setting, cue)


def _of_contract(setting: Setting) -> ContractEvent:
    """The event of "due anni di contratto": what is left, unless they are offered or signed."""
    for cue in reversed(setting.left):
        if cue.family in ("offer", "signing"):
            return making(setting)
        if cue.family == "renewal" and "more" not in setting.expression.parts:
            return "renewal"
        if cue.family == "hold":
            break
    if not re.search(r"\w", setting.before) and told_before(setting, "arrival", "signing"):
        return making(setting)
    return "expiry"


def _read_years(setting: Setting, cue: Cue | None) -> Told | None:
    """ "un contratto di tre anni", "ha firmato per altre due stagioni"."""
    more = setting.expression.parts.get("more", "").lower()
    if cue is None or cue.family in ("ends", "newend") or setting.expression.kind == "ordinal_year":
        return None
    if cue.family != "noun" and not more and not _FOR_SO_LONG.search(setting.before):
        return None
    event = event_of(setting, cue)
    if event == "signing" and more and ("altr" in more or not setting.tells("arrival", "signing")):
        event = "renewal"
    return Told(event, setting.stretch_start(cue), setting.expression.end)


def _read_adjective(setting: Setting) -> Told | None:
    """ "triennale" is a contract by itself, unless it stands on a noun that is none ("piano triennale")."""
    start, end = setting.expression.start, setting.expression.end
    cue = setting.nearest(FAR)
    is_span = setting.expression.parts.get("length", "").lower().endswith("ennio")
    if is_span and (cue is None or not _FOR_A_SPAN.search(setting.before)):
        return None
    if not setting.adjoins(cue) and not _LENGTH.search(setting.before):
        return None
    if cue is None:
        return Told(making(setting), start, end)
    if cue.family in ("ends", "newend", "option", "none"):
        return Told("signing", start, end)
    event = event_of(setting, cue)
    first = setting.stretch_start(cue) if setting.adjoins(cue) else start
    return Told("signing" if event == "expiry" else event, first, end)
