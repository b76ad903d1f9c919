"""Reads the contract dates of a sentence: which dates they are, of which event, how certain, by which words."""

import re
from typing import NamedTuple

from rumourx.pipeline.contracts.certainty import certainty_of
from rumourx.pipeline.contracts.cues import Cue, find_cues
from rumourx.pipeline.contracts.durations import read_duration
from rumourx.pipeline.contracts.events import event_of, making, told_before
from rumourx.pipeline.contracts.setting import FAR, NEAR, Setting
from rumourx.pipeline.contracts.told import TO_THE_END, Told
from rumourx.pipeline.dates.expressions import ABSOLUTE_KINDS, DURATION_KINDS, Expression
from rumourx.pipeline.mentions import Range
from rumourx.record.types import Certainty, ContractEvent

_TO = re.compile(r"\b(?:al|a|alla|ad|all['’])\s*$", re.IGNORECASE)
_REACHES = re.compile(
    r"\b(?:arriv|port|slitt|spost|allung|estend|estes|fissat|prolung|scivol)\w*\s+(?:così\s+|ora\s+)?"
    r"(?:al|a|alla|ad|all['’])\s*$",
    re.IGNORECASE,
)
_FOR_SEASON = re.compile(r"\bper\s+(?:il|la|la\s+stagione)\s+$", re.IGNORECASE)
_NAMED_NEXT = re.compile(
    r",\s+(?:(?:il|lo|la)\s+|l['’]\s?)?(?:[a-zà-ÿ]+\s+){0,2}(?:[A-ZÀ-Þ][\w'’-]+\s+){1,4}(?:invece\s+)?(?:nel|nell['’]|a|al)\s*$"
)
_WILL_BE = re.compile(
    r"\s*+,?\s*+(?:(?:lo|la|li)\s+)?\b(?:sarà|saranno|resterà|resteranno|rimarrà|rimarranno|giocherà|vestirà|indosserà|continuerà|avrà|allenerà)\b"
)
_NO_END = re.compile(
    r"\b(?:dal|dall['’]|dalla|da|dopo|dopo il|entro|prima del|ogni|circa|quasi|classe|del|di)\s*$",
    re.IGNORECASE,
)
_ON_LOAN = re.compile(r"\s*+,?\s*+(?:in prestito|a titolo temporaneo)\b", re.IGNORECASE)
_ALREADY_OVER = re.compile(
    r"\b(?:è|sono|era|erano|già)\s+(?:già\s+|ormai\s+)?(?:scadut|terminat)\w|si\s+(?:è|sono)\s+(?:esaurit|conclus|chius)"
    r"|contratto\s+scaduto|accordo\s+scaduto",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"\s*+[,(]?\s*+(?:quindi|cioè|ovvero|ossia|dunque|vale a dire|e quindi)?\s*+(?:al|alla|a|all['’])\s*",
    re.IGNORECASE,
)
_AS_CONTRACT_SAYS = re.compile(r"\s*+,?\s*+(?:come|da|per|secondo)\s+(?:\w+\s+)?(?:il\s+)?contratto\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:classe|nat[oa](?:\s+nel)?)\s*$", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:termin[ei]|mercato|sessione|finestra|bando|clausol[ae]|ultimatum|squalifica|mandato|iscrizion[ei]|offert[ae]|prelazione"
    r"|promozion[ei]|inibizione|convenzion[ei]|prevendit[ae]|abbonament[oi]|permess[oi])\b[^,.;:]{0,40}$",
    re.IGNORECASE,
)
_TERM_BEHIND = re.compile(
    r"\s+(?:il|i|la|le)\s+(?:termin[ei]|mercato|sessione|finestra|bando|iscrizioni)\b", re.IGNORECASE
)
_FREE_FROM = re.compile(r"\b(?:svincolat|liber)[oaie]\s+(?:a\s+parametro\s+zero\s+)?(?:già\s+)?dal\s+$", re.IGNORECASE)
_FIRST = re.compile(r"1[°º]?|primo", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brispettivamente\b", re.IGNORECASE)
_AND_TO = re.compile(r"\s*(?:,|\be|\bed)\s+(?:al\s+|il\s+|nel\s+)?", re.IGNORECASE)
_FOR_MORE = re.compile(r"(?:[^,;:.]*+[,;])?+[^,;:.]*\bper\s+(?:un['’]\s?|un\s+)?", re.IGNORECASE)
_AND = re.compile(r"\b(?:e|o)\b")


class Clause(NamedTuple):
    """A contract date as its sentence tells it, its person and club still to be found.

    `names_end` tells that the text itself speaks of the end ("scadenza"), `over` that it lies in the past, `shared`
    that the event is taken over from the clause before ("Rossi fino al 2027, Bianchi fino al 2028").
    """

    expression: Expression
    event: ContractEvent
    certainty: Certainty
    start: int
    end: int
    sentence: Range
    names_end: bool
    over: bool = False
    shared: bool = False


def read_sentence(text: str, sentence: Range, expressions: list[Expression]) -> list[Clause]:
    """Return the contract dates of one sentence in their order.

    >>> from rumourx.pipeline.dates.expressions import find_expressions
    >>> words = "Rossi ha rinnovato fino al 2027, Bianchi è in scadenza nel 2026"
    >>> [clause.event for clause in read_sentence(words, (0, len(words)), find_expressions(words))]
    ['renewal', 'expiry']
    """
    cues = find_cues(text, *sentence)
    clauses: list[Clause] = []
    for position, expression in enumerate(expressions):
        freed = _freed(text, sentence, expression)
        if freed is not None:
            clauses.append(freed)
            continue
        last = clauses[-1] if clauses else None
        limit = expressions[position + 1].start if position + 1 < len(expressions) else sentence[1]
        setting = _setting(text, sentence, cues, expression, last, limit)
        told = _read(setting, last)
        if told:
            clauses.append(_clause(setting, sentence, told))
    return clauses


def _freed(text: str, sentence: Range, expression: Expression) -> Clause | None:
    """ "Svincolati dal 1° luglio": a contract ends the day before."""
    if not _FIRST.fullmatch(expression.parts.get("day", "")) or expression.parts["month"].lower() != "luglio":
        return None
    free = _FREE_FROM.search(text, sentence[0], expression.start)
    if free is None:
        return None
    return Clause(
        expression=expression._replace(parts={**expression.parts, "day": "30", "month": "giugno"}),
        event="expiry",
        certainty=certainty_of(text, sentence, free.start(), expression.end, "expiry"),
        start=free.start(),
        end=expression.end,
        sentence=sentence,
        names_end=True,
    )


def _setting(
    text: str, sentence: Range, cues: list[Cue], expression: Expression, last: Clause | None, limit: int
) -> Setting:
    boundary = last.end if last else sentence[0]
    return Setting(
        text=text,
        expression=expression,
        boundary=boundary,
        limit=limit,
        left=tuple(cue for cue in cues if boundary <= cue.start and cue.end <= expression.start),
        right=tuple(cue for cue in cues if expression.end <= cue.start < limit),
        last=last.event if last else None,
    )


def _clause(setting: Setting, sentence: Range, told: Told) -> Clause:
    boundary, end = setting.boundary, setting.expression.end
    return Clause(
        expression=setting.expression,
        event=told.event,
        certainty=certainty_of(setting.text, sentence, boundary, end, told.event),
        start=told.start,
        end=told.end,
        sentence=sentence,
        names_end=told.names_end,
        over=bool(_ALREADY_OVER.search(setting.text, boundary, end)),
        shared=told.shared,
    )


def _read(setting: Setting, last: Clause | None) -> Told | None:
    """Return what a date tells of a contract, None where it is no contract's."""
    expression = setting.expression
    if expression.kind in DURATION_KINDS:
        return read_duration(setting) or _more_of_last(setting, last)
    if expression.kind == "in" and TO_THE_END.match(setting.after):
        return Told("expiry", expression.start, expression.end, names_end=True)
    if setting.until and _ON_LOAN.match(setting.after):
        return Told("loan", expression.start, expression.end)
    for cue in setting.governing(FAR if setting.until else NEAR):
        if cue.family == "none":
            return None
        if _fits(setting, cue):
            names_end = cue.family in ("ends", "newend")
            return Told(event_of(setting, cue), setting.stretch_start(cue), expression.end, names_end)
        if cue.family != "noun":
            break
    if setting.until and _AS_CONTRACT_SAYS.match(setting.after):
        return Told("expiry", expression.start, expression.end)
    return (
        _from_right(setting)
        or _from_stay(setting)
        or _from_last(setting, last)
        or _from_future(setting)
        or _from_arrival(setting)
    )


def _fits(setting: Setting, cue: Cue) -> bool:
    """Say whether the cue takes a date in this form: "rinnovo al 2028" does, "rinnovo nel 2024" does not."""
    if setting.until or (cue.family == "option" and not _BORN.search(setting.before)):
        return True
    if _NO_END.search(setting.before):
        return False
    if _is_of_a_term(setting, cue):
        return False
    if cue.family in ("ends", "newend"):
        return not _AND.search(setting.gap(cue))
    if setting.expression.kind not in ABSOLUTE_KINDS:
        return False
    if cue.family == "noun" and setting.adjoins(cue):
        return True
    if setting.expression.kind == "season" and _FOR_SEASON.search(setting.before):
        return cue.family in ("bound", "noun")
    if _REACHES.search(setting.before):
        return cue.family in ("renewal", "noun", "loan")
    if setting.before.endswith("("):
        return cue.family in ("noun", "bound", "renewal")
    return bool(_TO.search(setting.before)) and cue.family in ("renewal", "noun", "loan") and len(setting.gap(cue)) < 25


def _is_of_a_term(setting: Setting, cue: Cue) -> bool:
    """Say whether what ends is a term, a market or a right: "il termine scade il 5 agosto"."""
    before = setting.text[setting.boundary : cue.start]
    return cue.family == "ends" and bool(_TERM.search(before) or _TERM_BEHIND.match(setting.after))


def _from_right(setting: Setting) -> Told | None:
    """ "A giugno andrà in scadenza", "nel 2026 scade anche Bianchi"."""
    families = [cue.family for cue in setting.right[:2]]
    if families[:1] == ["ends"]:
        cue = setting.right[0]
    elif families[1:] == ["ends"] and families[0] in ("hold", "noun"):
        cue = setting.right[1]
    else:
        return None
    gap = setting.text[setting.expression.end : cue.start]
    if setting.until or _NO_END.search(setting.before) or not re.fullmatch(r"[^,;:.()]{0,40}", gap):
        return None
    return Told("expiry", setting.expression.start, cue.end, names_end=True)


def _from_last(setting: Setting, last: Clause | None) -> Told | None:
    """ "Rossi fino al 2027, Bianchi fino al 2028", "di un anno, quindi al 2030": the event told before."""
    if last is None or setting.breaks():
        return None
    printed = setting.expression.kind in ABSOLUTE_KINDS
    repeats = printed and (setting.before.endswith("(") or bool(_THAT_IS.fullmatch(setting.before)))
    if printed and last.event == "expiry" and _NAMED_NEXT.fullmatch(setting.before):
        repeats = True
    if printed and _AND_TO.fullmatch(setting.before):
        repeats = bool(_RESPECTIVELY.search(setting.text, last.sentence[0], setting.expression.start))
    if not setting.until and not repeats:
        return None
    return Told(last.event, setting.expression.start, setting.expression.end, last.names_end, shared=True)


def _more_of_last(setting: Setting, last: Clause | None) -> Told | None:
    """ "Rossi ha un'opzione fino al 2027, Bianchi per un'ulteriore stagione": the option told before."""
    if last is None or last.event != "option" or setting.breaks() or "more" not in setting.expression.parts:
        return None
    if not _FOR_MORE.fullmatch(setting.before):
        return None
    return Told("option", setting.expression.start, setting.expression.end, shared=True)


def _from_stay(setting: Setting) -> Told | None:
    """ "Rossi resterà al Lecce fino al 2028: firmato il rinnovo": the renewal is named behind the date, or before."""
    if not setting.until or setting.expression.kind not in ABSOLUTE_KINDS:
        return None
    stays = [cue for cue in setting.left if cue.family == "stay" and setting.reaches(cue, NEAR)]
    if not stays or any(cue.family == "loan" for cue in setting.left):
        return None
    renews = any(cue.family == "renewal" for cue in setting.right[:2]) or setting.last == "renewal"
    if not renews and not told_before(setting, "renewal", "exercised"):
        return None
    return Told("renewal", stays[-1].start, setting.expression.end)


def _from_future(setting: Setting) -> Told | None:
    """ "Ha firmato. Fino al 2031 sarà un giocatore del Milan": the sentence before tells what was made."""
    if not setting.until or setting.expression.kind not in ABSOLUTE_KINDS or not _WILL_BE.match(setting.after):
        return None
    if not told_before(setting, "signing", "renewal"):
        return None
    renewed = told_before(setting, "renewal") or not told_before(setting, "arrival")
    return Told("renewal" if renewed else "signing", setting.expression.start, setting.expression.end)


def _from_arrival(setting: Setting) -> Told | None:
    """ "Il Gubbio si assicura Osei fino al 30 giugno 2023": no word of contract, yet a signing."""
    if not setting.until or setting.expression.kind not in ABSOLUTE_KINDS:
        return None
    for cue in setting.left:
        if cue.family in ("arrival", "offer") and setting.reaches(cue, FAR):
            event: ContractEvent = "loan" if told_before(setting, "loan") else making(setting)
            return Told(event, setting.expression.start, setting.expression.end)
    return None
