"""How the words round a club tie it to a contract told nearby."""

import re
from enum import StrEnum


class Relation(StrEnum):
    """What the text makes of a club beside a contract."""

    FORMER = "former"  # "ex Maribor", "l'avventura al Siena"
    LATELY = "lately"  # "reduce da una stagione con il Verona"
    LEFT = "left"  # "saluta la Vis Pesaro"
    ORIGIN = "origin"  # "dal Metz"
    NEW = "new"  # "nuovo giocatore del Catanzaro", "è del Catanzaro"
    OWNER = "owner"  # "il tecnico del Torino"
    PART = "part"  # "per la mediana della Sampdoria": says nothing of the person
    ASKED = "asked"  # "un'offerta al Cosenza per l'esterno"
    TO = "to"  # "legato ai Blancos"
    WITH = "with"  # "con il Real Madrid"
    SUITOR = "suitor"  # "piace al Sassuolo"
    REFUSED = "refused"  # "ha detto no al Tottenham"
    OPPONENT = "opponent"  # "contro il Cesena"
    HOLDS = "holds"  # "il Venezia cede", "il Lens, che ne chiede 25"
    OFFERS = "offers"  # "il Benevento, pronto a mettere sul piatto"
    HOUSE = "house"  # "in casa Benevento", "E il Benevento?": whom the passage is about
    WHERE = "where"  # "Bari, dove ha un contratto"
    BOUND = "bound"  # "il contratto con il Pisa"
    BRACKET = "bracket"  # "van 't Hoff (all. Feyenoord)"
    SUBJECT = "subject"  # "il Gubbio si assicura"
    OTHER = "other"


_OF = r"(?:(?:del|dello|della|dei|degli|delle)\s+|dell['’]\s?|di\s+)"
_AT = r"(?:(?:al|allo|alla|ai|agli|alle)\s+|all['’]\s?)"
_BY = r"(?:(?:dal|dallo|dalla|dai|dagli|dalle)\s+|dall['’]\s?)"
_THE = r"(?:(?:il|lo|la|i|gli|le)\s+|l['’]\s?)"
_WITH = rf"(?:con\s+{_THE}|col\s+|coi\s+|con\s+)"
_CLUB = r"(?:(?:club|società|squadra|compagine|vecchio|suo|nuovo|neopromosso|neopromossa)\s+)?"

_BEFORE: tuple[tuple[Relation, str], ...] = (
    (Relation.FORMER, rf"\bex[ -]?(?:\w+\s+{_OF})?(?:nazionale\s+)?$"),
    (
        Relation.LATELY,
        r"\b(?:reduce|resciss\w+|risolto|esperienz\w+|parentesi|avventur\w+|annata|trascorsi|carriera|passato|cresciut\w+|vivaio"
        r"|svincolat\w+|liber\w+|arriv\w+|dopo l['’]\w+)\b"
        rf"[^.;:,]{{0,30}}?(?:{_BY}|con\s+{_THE}|col\s+|coi\s+)$",
    ),
    (
        Relation.FORMER,
        r"\b(?:esperienz\w+|parentesi|avventur\w+|annata|trascorsi)\b" rf"[^.;:,]{{0,30}}?(?:{_AT}|{_OF})$",
    ),
    (
        Relation.LATELY,
        rf"\b(?:(?:la\s+)?(?:scorsa\s+stagione|stagione\s+scorsa)|(?:l['’]\s?)?(?:anno\s+scorso|ultima\s+stagione)|un\s+anno\s+fa)"
        rf"\s+(?:era\s+)?(?:{_AT}|con\s+{_THE}|in\s+forza\s+{_AT}|in\s+prestito\s+{_AT})$",
    ),
    (
        Relation.LATELY,
        r"\b(?:cresciut|giocat|militat|esordit|debuttat)\w+\s+(?:\w+\s+){0,2}?"
        rf"(?:(?:nel|nello|nella|nei)\s+|nell['’]\s?|con\s+{_THE}|col\s+)(?:\w+\s+{_OF})?$",
    ),
    (Relation.NEW, rf"\b(?:ad?|di)\s+un\s+(?:passo|soffio|millimetro)\s+{_BY}$"),
    (Relation.NEW, rf"\bvisite(?:\s+mediche)?\s+(?:di\s+rito\s+)?(?:con\s+{_THE}|per\s+{_THE}|col\s+)$"),
    (Relation.FORMER, rf"\b(?:vestit\w+|indossat\w+)\b[^.;:]{{0,30}}\bmagli[ae]\s+{_OF}$"),
    (Relation.HOUSE, r"\b(?:in\s+casa|capitolo)\s+$"),
    (Relation.HOLDS, rf"\b(?:attuale|suo)\s+(?:club|società|squadra),\s+{_THE}$"),
    (Relation.BRACKET, r"[\w’']\s\((?:[a-z]+[.,]?\s+){0,2}$"),
    (Relation.NEW, r"\b(?:riparti\w+|ricomin\w+)\s+(?:dal|dalla|da|dall['’])\s*$"),
    (Relation.LEFT, rf"\b(?:strappat|soffiat|sottratt)[oaie]\s+{_AT}{_CLUB}$"),
    (Relation.OFFERS, rf"\b(?:offert|propost|prospettat|garantit|ricevut)[oaie]\s+(?:ieri\s+)?{_BY}{_CLUB}$"),
    (Relation.LEFT, rf"\b(?:lascia\w*|lascerà|salut\w+|addio)\s+(?:a\s+)?(?:{_THE}|{_AT})$"),
    (Relation.NEW, rf"\b(?:nuov[oa]|prossim[oa]|neo)\s+[^.;:,]{{0,30}}?{_OF}$"),
    (Relation.NEW, rf"\b(?:è|sarà|diventa)\s+(?:ufficialmente\s+|ormai\s+|un\s+\w+\s+)?{_OF}$"),
    (Relation.NEW, rf"\b(?:giocatore|calciatore|giocatrice|calciatrice)\s+{_OF}$"),
    (Relation.OFFERS, rf"\b(?:offerta|proposta)\s+(?:\w+\s+)?{_OF}$"),
    (
        Relation.ASKED,
        rf"\b(?:offert\w+|propost\w+|chiest\w+|richiest\w+|pag\w+|milioni)\b[^.;:]{{0,25}}?{_AT}$",
    ),
    (
        Relation.REFUSED,
        r"\b(?:no|rifiut\w+|respint\w+|declinat\w+|(?<!lo )(?<!la )aspetta|(?<!lo )(?<!la )attende|preferisce)"
        rf"\s+(?:alle sirene\s+)?(?:{_AT}|{_OF}|{_THE})$",
    ),
    (Relation.ASKED, rf"\b(?:chiamat|contattat|sondat|interpellat)[oaie]\s+{_THE}$"),
    (
        Relation.OWNER,
        r"\b(?:allenatore|tecnico|mister|attaccante|difensore|centrocampista|portiere|esterno|terzino|trequartista|mezzala"
        r"|regista|bomber|capitano|ct|ds|diesse|punta|ala|jolly|mediano|centravanti|fantasista|centrale|laterale)\s+"
        rf"(?:\w+\s+)?{_OF}$",
    ),
    (
        Relation.LEFT,
        rf"\b(?:rottura|divorzio|separazione|risoluzione|rescissione|addio)\s+(?:\w+\s+)?{_WITH}$",
    ),
    (
        Relation.BOUND,
        rf"\b(?:contratto|vincolo|legame|rapporto|impegno)\s+(?:\w+\s+){{0,2}}{_WITH}{_CLUB}$",
    ),
    (
        Relation.SUITOR,
        r"\b(?:piac\w+|interess\w+|sondaggi\w+|contatt\w+|cort\w+|segu\w+|pista|sogn\w+|mirino|pressing|sirene|spunta\w*"
        r"|idea|bussat\w+|assalto|vicino|verso|avances|chiamat\w+|attenzion\w+|ipotesi|accostat\w+|concorrenza)\b[^.;:,?!]{0,40}$",
    ),
    (
        Relation.SUITOR,
        rf"\b(?:lo|la|li)\s+(?:vuole|vogliono|vorrebbe|vorrebbero|cerca|cercano|tenta)\s+(?:anche\s+)?{_THE}?$",
    ),
    (
        Relation.OPPONENT,
        rf"\b(?:contro|sfida|derby|gara|partita|match|ko|vittoria|sconfitta|pareggio|trasferta|vigilia|\d+\s?-\s?\d+)\s+"
        rf"(?:\w+\s+)?(?:{_OF}|{_AT}|con\s+{_THE}|col\s+|{_THE})$",
    ),
    (
        Relation.NEW,
        r"\b(?:definit|ingaggiat|tesserat|annunciat|ufficializzat|scelt|bloccat|contrattualizzat|presentat|opzionat|accolt)[oaie]\s+"
        rf"(?:\w+\s+)?{_BY}{_CLUB}$",
    ),
    (Relation.ORIGIN, rf"\baccordo\s+con\s+{_THE}{_CLUB}$"),
    (Relation.ORIGIN, rf"{_BY}{_CLUB}$"),
    (
        Relation.PART,
        r"\b(?:mediana|panchina|porta|attacco|difesa|centrocampo|fascia|trequarti|rosa|tifosi|mercato|una|parte)\s+"
        rf"{_OF}$",
    ),
    (Relation.OWNER, rf"{_OF}{_CLUB}$"),
    (Relation.TO, rf"{_AT}{_CLUB}$"),
    (Relation.WITH, rf"\b{_WITH}{_CLUB}$"),
    (Relation.SUBJECT, rf"(?:^|[.:;,“«\"–-]\s*|\b{_THE}){_CLUB}$"),
)
_HOLDS = re.compile(
    r"\s*,?\s*(?:che\s+)?(?:non\s+|ne\s+|ha\s+|hanno\s+|lo\s+|la\s+|però\s+|ora\s+)*"
    r"(?:(?:l['’]\s?(?:ha|aveva)\s+)?(?:vincolat|blindat|legat)[oai]\s|sotto\s+contratto\b|rinnova|rinnovato|prolunga|prolungato|cede|cedono|ceduto|saluta|perde|lascia|lascerà|lascerebbe|libera|saluterà|pretend\w+|valut\w+|blind\w+"
    r"|trattien\w+|possied\w+|possedev\w+|detto\s+(?:di\s+)?no\b|fatto\s+muro|(?:l['’]\s?ha\s+)?(?:respint|rifiutat)\w+"
    r"|(?:potrebbe|dovrà|dovrebbe|rischia\s+di|costrett\w+\s+a)\s+(?:essere\s+costrett\w+\s+a\s+)?"
    r"(?:ceder|vender|sacrificar|privar|perder|salutar|lasciar)\w*"
    r"|(?:aveva|avevano)\s+(?:appena\s+)?(?:fatto\s+firmare|rinnovat|blindat|prolungat)\w*"
    r"|chied\w+(?!\s+(?:informazioni|notizie))|scende\s+sotto|apre"
    r"|vuole\s+(?:il\s+rinnovo|trattener\w+|tener\w+|blindar\w+|rinnovar\w+|prolungar\w+))\b"
)
_OFFERS = re.compile(
    r"\s*,?\s*(?:che\s+)?(?:è\s+|sarebbe\s+|si\s+dice\s+)?(?:pronto|pronta|dispost[oa])\s+a\b"
    r"|[^.;]{0,30}\b(?:offre|offrono|offrirebbe\w*|offrirà|propone|propongono|proporrebbe\w*|mette\s+sul\s+(?:piatto|tavolo))\b"
    r"|[^.;]{0,60}\bavrebbe(?:ro)?\s+(?:già\s+)?(?:pront|offert|propost|preparat|messo\s+sul)"
    r"|[^.;]{0,45}\bh(?:a|anno)\s+(?:già\s+)?(?:pront|preparat|offert|propost|messo\s+sul\s+(?:piatto|tavolo)"
    r"|(?:fatto|presentato|avanzato|formulato)\s+un(?:['’]|a\s+\w*\s?)(?:offerta|proposta))"
)
_WHERE = re.compile(r"\s*,?\s*(?:dove|con\s+cui|con\s+il\s+quale|a\s+cui|al\s+quale|club\s+con\s+cui)\s")
_BOUND_THERE = re.compile(r"[^.;:]{0,60}\b(?:contratt|legat|scad|vincol|accord|firm|tesserat)")
_SUITS = re.compile(
    r"(?:\s*,[^,.;]{1,40},)?\s*(?:,\s*)?(?:lo\s+|la\s+|ha\s+|aveva\s+|avevano\s+|si\s+|ci\s+|è\s+|sta\s+|hanno\s+|gli\s+|che\s+|mi\s+)*"
    r"(?:pens\w+|vuol\w+|vorrebbe|segu\w+|piomba\w*|punta|interess\w+|corteggia\w*|sogna\w*|chiamat\w+|tenta\w*|bussat\w+|telefonat\w+|sondat\w+"
    r"|informat\w+|messo\s+(?:gli\s+occhi|sul\s+piatto|sul\s+tavolo|nel\s+mirino)|fatt[oa]\s+(?:sotto|avanti|sul\s+serio))\b"
)
_PATTERNS = tuple((relation, re.compile(pattern)) for relation, pattern in _BEFORE)
_REACH = 120  # characters before a club in which the words that tie it stand
_LIST_JOINT = re.compile(r"(?:\s*,\s*|\s+(?:e|ed|o)\s+)(?:(?:il|lo|la|i|gli|le)\s+|l['’]\s?)?")
_VERB_NEXT = re.compile(r"\s+(?:si|ha|hanno|è|sta|vuole|non|lo|gli|punta|deve|può|potrebbe|dovrebbe)\b")
_AGREED_WITH = re.compile(r"\baccordo\s+con\b", re.IGNORECASE)
_FOR_HIM = re.compile(
    r"\s*:\s+(?:per\s+lui|contratto|firm|triennale|biennale|quadriennale|quinquennale)", re.IGNORECASE
)
_DISMISSED = re.compile(
    r"\s+(?:gli|lo|la|le)\s+(?:aveva|ha|avevano|hanno)\s+(?:dato\s+il\s+benservito|esonerat|licenziat|scaricat|mandat|cedut)"
)

_AS_SUBJECT = frozenset({Relation.SUBJECT, Relation.OTHER, Relation.WITH, Relation.SUITOR})


def relation_of(before: str, after: str) -> Relation:
    """Return the relation of a club between these words of its sentence.

    >>> relation_of("Il tecnico del ", " ha un contratto")
    <Relation.OWNER: 'owner'>
    >>> relation_of("piace al ", ", come riporta")
    <Relation.SUITOR: 'suitor'>
    """
    small = before.lower()
    start = max(0, len(small) - _REACH)
    for relation, pattern in _PATTERNS:
        if pattern.search(small, start):
            if relation is Relation.ORIGIN and _AGREED_WITH.search(before) and _FOR_HIM.match(after):
                return Relation.NEW
            return _by_what_follows(relation, after)
    return _by_what_follows(Relation.OTHER, after)


def continues_list(between: str) -> bool:
    """Say whether two clubs with these words between them stand in one list ("ex Maribor e Apoel")."""
    return bool(_LIST_JOINT.fullmatch(between))


def starts_clause(between: str, after: str) -> bool:
    """Tell whether the second of two clubs is a new clause's subject ("respinto il Chelsea, la Roma si lega")."""
    return between.lstrip().startswith(",") and bool(_VERB_NEXT.match(after))


def _by_what_follows(relation: Relation, after: str) -> Relation:
    if relation is Relation.SUBJECT and after.startswith("?"):
        return Relation.HOUSE
    if _DISMISSED.match(after):
        return Relation.FORMER
    if _WHERE.match(after) and not (relation is Relation.ORIGIN and not _BOUND_THERE.match(after)):
        return Relation.WHERE
    if _OFFERS.match(after):
        return Relation.OFFERS
    if relation in _AS_SUBJECT:
        if _HOLDS.match(after):
            return Relation.HOLDS
        if _SUITS.match(after):
            return Relation.SUITOR
    return relation
