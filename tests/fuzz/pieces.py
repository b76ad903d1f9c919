"""What hostile articles are made of, and one made of it for each state of a random generator.

The pieces are real enough for every component to read something in them: paragraphs of the samples, names from the
gazetteer, cues from the lexicons, dates. Between and within them stand characters that break what was not built for
them.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from rumourx.gazetteer.compile import DATA, read_list
from rumourx.pipeline.lexicon import read_rows

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))

CHARACTERS = (
    *"\r\n\t\v\f\x00\x01\x07\x1b\x7f\x85\xa0\xad\u2028\u2029\ufffd",
    *"\u200b\u200c\u200d\u2060\ufeff",  # of no width
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",  # of writing direction
    *"\u0300\u0301\u0308\u0323\u0338\u20e3\ufe0f\u0489",  # combining
    *"\ud800\udbff\udc00\udfff\udce8\udcff",  # lone surrogates, as surrogateescape makes them of bytes
    *"()[]{}<>|/\\*_~#@&%€…–—-•=+^$.,:;!?¿¡°º0123456789",
    *"ßİıſǅﬁÅøﬃⅣ²٣५Ωπж水א🏟𝐕𝟐",
    "\r\n",
    "\n\n",
    "\r\r\n",
    "e\u0300",
    "Fine\u0301",
    "\u0301\u0301",
    "👨‍👩‍👦",
    "🇮🇹",
    "90'",
    "-- ",
)
MARKS = (*"“”„‟«»‘’‚‛'\"`´‹›″〝〞＂", "''", "’’", "‘‘", "``", ",,", "<<", ">>", "““", "“»", "\"'", "’”")
JOINTS = (
    *(" ", " ", " ", "", "\n", "\n\n", ". ", ", ", ": ", " e ", " - "),
    *("\r\n", "\x00", "\u200b", "   ", "\t", ".", " ("),
)
NUMBERS = (
    *("0", "00", "1", "7", "31", "32", "99", "1899", "2025", "2026", "2099", "9999", "10000"),
    *("٢٠٢٦", "२०२५", "²", "9" * 30),
)
MONTHS = ("gennaio", "febbraio", "giugno", "GIUGNO", "dicembre", "Brumaio", "")
DATES = (
    "{d} {m} {y}",
    "{d}/{d}/{y}",
    "{d}.{d}.{d}",
    "{y}-{d}-{d}",
    "{y}/{d}",
    "stagione {y}-{y}",
    "'{d}",
    "’{d}",
    "fine {y}",
    "tra {d} anni",
    "fra {y} mesi e mezzo",
    "tra {d} settimane",
    "a {d} giorni dalla scadenza",
    "{d}+{d}",
    "{d}° {m}",
    "il {d} {m} prossimo",
    "30 giugno",
    "fine stagione",
    "tra due anni",
    "domani",
    "scade domenica",
    "altri {d} anni",
    "giugno di quest'anno",
)
CONTRACTS = (
    "{P} ha un contratto con il {C} fino al {D}",
    "{P}, in scadenza nel {D},",
    "il {C} ha rinnovato il contratto di {P} fino al {D}",
    "opzione per il {D} a favore del {C}",
    "contratto di {P} ({C}): {D}",
    "{P} - {C} - scadenza {D}",
    "Contratti in scadenza nel {D}\n{P}\n{P} ({C})\n",
)
SPEECH = (
    "“{Q}”, ha detto {P}",
    "{P}: «{Q}»",
    '"{Q}", {V} {P} a {O}',
    "Così {P} {V}: ‘{Q}",
    "- {Q} - {V} il tecnico del {C}",
    "{P} {V}: “{Q}\n\n“{Q}\n\n{Q}”",
)
HEADERS = (
    *("date 2025-05-12 ", "date 2025-05\n\n", "date 2025-13-40 ", "date: 12/5/25 "),
    *("date 0001-01\n", "date 9999-12-31\n"),
)
LONGEST_RUN = 3000  # characters
SIGNS = {"{a}": "al", "{di}": "del", "{da}": "dal", "{con}": "con il", "{su}": "sul", "{in}": "nel"}
SIGNS |= {"{ha}": "ha", "{è}": "è", "~": "", "*": "a"}
"""What stands for the signs of the rumour lexicon's patterns."""


@cache
def paragraphs() -> list[str]:
    """The paragraphs of the samples."""
    return [line for path in SAMPLES for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def names() -> dict[str, list[str]]:
    """Names and nicknames of the gazetteer by a letter: P people, C clubs, O outlets, X other things."""

    def forms(name: str) -> list[str]:
        cells = [row.get(column, "") for row in read_list(DATA / name) for column in ("name", "names", "nicknames")]
        return [form for cell in cells for form in cell.split(";") if form]

    players = [row["name"] for row in islice(read_list(DATA / "players.tsv"), 0, None, 20)]
    others = [*forms("competitions.tsv"), *forms("stadiums.tsv"), *forms("places.tsv"), *forms("organisations.tsv")]
    people = [*forms("people.tsv"), *players]
    surnames = [name.split()[-1] for name in people]
    return {"P": people + surnames, "C": forms("clubs.tsv"), "O": forms("outlets.tsv"), "X": others}


@cache
def cues() -> dict[str, list[str]]:
    """Words of the lexicons: V reporting verbs, R roles and contracts, M transfer talk, with slots {P} and {C}."""
    verbs = [form for row in read_rows("quote_verbs.tsv") for cell in row[2:] for form in cell.split()]
    words = [row[0].replace("*", "o") for name in ("contract_cues.tsv", "role_nouns.tsv") for row in read_rows(name)]
    return {"V": verbs, "R": words, "M": [_talk(row[0]) for row in read_rows("rumour_cues.tsv")]}


def _talk(pattern: str) -> str:
    """Words that a pattern of the rumour lexicon matches, more or less."""
    for sign, words in SIGNS.items():
        pattern = pattern.replace(sign, words)
    pattern = re.sub(r"\[(.)[^]]*\]", r"\1", pattern)
    while pattern != (shorter := re.sub(r"\(\?:([^|()]*)[^()]*\)", r"\1", pattern)):
        pattern = shorter
    return re.sub(r"[?()\\]|\{\d.*?\}", "", re.sub(r"\b([PCS])\b", r"{\1}", pattern)).replace("{S}", "dal {C}")


def hostile_text(random: Random, most_pieces: int = 8) -> str:
    """A text of up to `most_pieces` pieces, put together and then damaged."""
    parts: list[str] = [random.choice(HEADERS)] if random.random() < 0.15 else []
    for _ in range(random.randint(1, most_pieces)):
        parts += (random.choice(PIECES)(random), random.choice(JOINTS))
    return _damaged("".join(parts), random)


def _damaged(text: str, random: Random) -> str:
    """The text with some characters put in, some taken out, and sometimes its letters changed as a whole."""
    for _ in range(random.choice((0, 0, 1, 3, 9))):
        place = random.randint(0, len(text))
        behind = place + random.choice((0, 0, 0, 1, 5))
        text = text[:place] + random.choice(random.choice((CHARACTERS, MARKS))) + text[behind:]
    return random.choice(CHANGES)(text)


def _filled(template: str, random: Random) -> str:
    """A template with its slots filled."""

    def fill(slot: re.Match[str]) -> str:
        if slot[1] == "D":
            return _date(random)
        if slot[1] == "Q":
            return _cut(random)
        return random.choice((names() | cues())[slot[1]])

    return re.sub(r"\{([A-Z])\}", fill, template)


def _date(random: Random) -> str:
    numbers = {"d": random.choice(NUMBERS), "y": random.choice(NUMBERS), "m": random.choice(MONTHS)}
    return random.choice(DATES).format_map(numbers)


def _cut(random: Random) -> str:
    """A paragraph of the samples, or a stretch of it that begins and ends anywhere."""
    paragraph = random.choice(paragraphs())
    start = random.randint(0, len(paragraph) - 1)
    return random.choice((paragraph, paragraph[start : random.randint(start, len(paragraph))]))


def _named(random: Random) -> str:
    return random.choice(names()[random.choice("PPCCOX")])


def _told(random: Random) -> str:
    """A person, a cue of transfer talk and a club, in this or another order."""
    parts = ["{P}", _filled(random.choice(cues()["M"]), random), "{C}", random.choice(cues()["R"]), _date(random)]
    random.shuffle(parts)
    return _filled(" ".join(parts[: random.randint(2, 5)]), random)


def _run(random: Random) -> str:
    """Something very often, without a space or with."""
    what = random.choice((random.choice(CHARACTERS), random.choice(MARKS), "a", "Rossi ", "d'", "A.", _named(random)))
    what += random.choice(("", "", ", ", " e ", "\n", ": "))
    return what * random.choice((3, 9, 20, 40, LONGEST_RUN // len(what)))


def _noise(random: Random) -> str:
    """Characters of all of Unicode, lone surrogates among them."""
    return "".join(chr(random.choice((random.randrange(0x300), random.randrange(0x110000)))) for _ in range(12))


def _odd(random: Random) -> str:
    return "".join(random.choice(random.choice((CHARACTERS, MARKS))) for _ in range(random.randint(1, 12)))


PIECES: tuple[Callable[[Random], str], ...] = (
    *(_cut,) * 4,
    *(_named,) * 3,
    *(_told,) * 4,
    lambda random: _filled(random.choice(CONTRACTS), random),
    lambda random: _filled(random.choice(CONTRACTS), random),
    lambda random: _filled(random.choice(SPEECH), random),
    lambda random: _filled(random.choice(SPEECH), random),
    _date,
    _odd,
    _run,
    _noise,
)
"""Makers of pieces; those that are put here more often are drawn more often."""

CHANGES: tuple[Callable[[str], str], ...] = (
    *(lambda text: text,) * 12,
    str.upper,
    str.lower,
    str.title,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "\n"),
    lambda text: text[::-1],
    lambda text: text.encode("utf-8", "replace").decode("ascii", "surrogateescape"),
    lambda text: text.encode("utf-8", "replace").decode("cp1252", "replace"),
)
