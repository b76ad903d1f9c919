"""Makes articles of Italian football news by the thousand, the same ones for the same seed.

    python tests/benchmarks/articles.py COUNT OUT [--seed N] [--words LOW HIGH]

OUT is a file of JSON lines (.jsonl) or a folder of text files, a thousand to a subfolder. The articles are put
together from sentences as the press writes them and from the gazetteer's names: enough for measuring speed, memory
and duplicates, not for measuring what is found in them.
"""

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

WORDS = (100, 500)
DUPLICATE_SHARE = 0.05
FILES_IN_FOLDER = 1000

TITLES = (
    "{club}, occhi su {player}: la situazione",
    "Calciomercato {club}, {player} nel mirino",
    "{coach}-{club}, l’incontro che può decidere tutto",
    "{club}, ufficiale: {player} ha firmato",
    "{player} saluta {club}? {club2} alla finestra",
    "{club}, {president} fa il punto: “Nessuno parte”",
    "Panchina {club}, spunta {coach}",
)
OPENINGS = (
    "Il mercato {of_club} entra nel vivo. La dirigenza, secondo {outlet}, ha messo gli occhi su {player}, "
    "reduce da una stagione da protagonista.",
    "Giornata intensa in casa {club}: il nome di {player} resta in cima alla lista, come riporta {outlet}.",
    "{coach} e {club} sono sempre più vicini. Le parti si sono viste ieri sera e, stando a {outlet}, mancano "
    "soltanto i dettagli per la firma.",
    "Non c’è ancora l’accordo per il rinnovo di {player}. Il contratto scade il 30 giugno {year} e {club2} "
    "segue con attenzione l’evolversi della situazione.",
    "Una vittoria, un pareggio e tanti dubbi: {club} arriva alla sfida contro {club2} con l’infermeria piena "
    "e il futuro di {player} tutto da scrivere.",
)
SENTENCES = (
    "{player} ha un contratto fino al {year} e guadagna due milioni di euro netti a stagione.",
    "Secondo quanto riferisce {outlet}, {club} avrebbe già presentato un’offerta da {millions} milioni di euro.",
    "L’alternativa porta a {player2}, che piace anche a {club2} e può muoversi in prestito con diritto di riscatto.",
    "“{quote}”, ha detto {coach} al termine dell’allenamento.",
    "«{quote}», le parole di {president} ai microfoni di {outlet}.",
    "Il direttore sportivo ha incontrato gli agenti del giocatore in un albergo del centro: la distanza è minima.",
    "{club2} chiede almeno {millions} milioni e non intende fare sconti, anche perché la concorrenza non manca.",
    "Dall’Inghilterra rimbalza la voce di un interessamento di {foreign}, che però per ora non trova conferme.",
    "Nella partita di domenica allo stadio {stadium} sono scesi in campo dal primo minuto {player2} e {player3}.",
    "Si tratta di un’operazione complessa, che potrebbe sbloccarsi soltanto negli ultimi giorni della sessione.",
    "{player} è nato nel {born} e in carriera ha vestito anche le maglie di {club2} e di {foreign}.",
    "Il tecnico {coach} lo considera incedibile e lo ha ribadito più volte alla società nelle ultime settimane.",
    "In uscita c’è {player3}: su di lui si è mossa {club2}, disposta a riconoscergli un ingaggio più alto.",
    "L’accordo con {foreign} era stato trovato già a gennaio, poi la trattativa è saltata all’ultimo istante.",
    "“{quote}” si è limitato a dire {player2}, atteso domani dalle visite mediche.",
    "Il presidente {president} ha smentito ogni contatto: nessuna trattativa è in corso, né ci sarà a giugno.",
    "Ufficiale invece il rinnovo di {player3}, che ha firmato fino al 30 giugno {year} con opzione per un altro anno.",
    "La tifoseria intanto si interroga sul futuro: sono tanti i giocatori in scadenza e pochi quelli blindati.",
    "Domani è in programma un nuovo vertice, al quale parteciperà anche {coach}, per definire le strategie.",
    "{when}, {player2} ha lavorato a parte per un fastidio muscolare: {coach} spera di riaverlo {soon}.",
    "{when} la società ha incassato il sì di {player3}, {reason}.",
    "Il vertice con {foreign} è fissato per {soon}, {reason}.",
    "{when}, scrive {outlet}, il nome di {player} è stato accostato anche a {foreign}.",
    "Sul taccuino c’è pure {player2}, {reason}, ma l’ingaggio resta un ostacolo.",
    "{president} vuole chiudere {soon} e per questo ha dato mandato ai suoi di alzare la proposta.",
    "{club} ha vinto {score} contro {club2} con i gol di {player} e {player3}, {reason}.",
    "{when} il gruppo ha ripreso gli allenamenti: differenziato per {player}, terapie per {player2}.",
    "“{quote}. {quote2}”: così {coach} {when_small} in conferenza stampa.",
    "La risposta di {club2} arriverà {soon}; {player} aspetta, {reason}.",
    "I numeri parlano chiaro: {goals} gol e {assists} assist in {games} presenze per {player}.",
    "{when} {player3} ha salutato i compagni, {reason}: lo attende {foreign}.",
    "Per {outlet} la pista resta calda, ma la priorità della società è cedere prima di comprare.",
)
QUOTES = (
    "A fine stagione ci siederemo a un tavolo e parleremo con la società",
    "Sto bene qui, penso soltanto alla prossima partita",
    "Il ragazzo ha qualità importanti e il club lo sa",
    "Non commento le voci di mercato, ho troppo rispetto per questa maglia",
    "Le ambizioni sono cambiate, adesso dobbiamo dimostrarlo sul campo",
    "Finché non c’è la firma non c’è niente: il calcio lo insegna ogni giorno",
    "Ringrazio tutti, porterò questa città sempre nel cuore",
)
WHENS = ("Ieri mattina", "Nelle ultime ore", "Martedì scorso", "Dopo la sosta", "In serata", "A fine gara", "Da giorni")
SOONS = ("entro venerdì", "nel fine settimana", "prima del ritiro", "a inizio luglio", "tra pochi giorni", "a gennaio")
REASONS = (
    "convinto dal progetto tecnico",
    "nonostante la concorrenza di mezza Serie A",
    "che compirà trent’anni a novembre",
    "in attesa di conoscere il proprio futuro",
    "tornato titolare dopo tre mesi di stop",
    "come chiedeva da tempo la piazza",
    "salvo sorprese dell’ultima ora",
    "ancora lontano dalla forma migliore",
)
FOOTERS = (
    "Riproduzione riservata.",
    "Seguiranno aggiornamenti nelle prossime ore.",
    "Resta aggiornato sulle ultime notizie di calciomercato.",
    "Fonte: {outlet}.",
)


@dataclass(frozen=True, slots=True)
class GeneratedArticle:
    """One made article; `repeats` is the number of the article that told its story first, None for a new story."""

    number: int
    date: str
    title: str
    body: str
    repeats: int | None

    @property
    def text(self) -> str:
        """The article as a text file holds it."""
        return f"date {self.date}\n{self.title}\n\n{self.body}\n"


def generate_articles(
    count: int, seed: int = 0, words: tuple[int, int] = WORDS, duplicate_share: float = DUPLICATE_SHARE
) -> Iterator[GeneratedArticle]:
    """Yield `count` articles of about `words` words, from the fewest to the most; each depends on its number alone."""
    for number in range(count):
        yield _article(number, seed, words, duplicate_share)


def write_articles(articles: Iterator[GeneratedArticle], out: Path) -> None:
    """Write articles as JSON lines, or as text files in subfolders of a folder."""
    if out.suffix == ".jsonl":
        with out.open("w", encoding="utf-8") as stream:
            for article in articles:
                line = {"text": article.body, "title": article.title, "date": article.date, "number": article.number}
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    for article in articles:
        folder = out / f"{article.number // FILES_IN_FOLDER:04}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{article.number:07}.txt").write_text(article.text, encoding="utf-8")


def _article(number: int, seed: int, words: tuple[int, int], duplicate_share: float) -> GeneratedArticle:
    random = Random(f"{seed} {number}")
    repeats = random.randrange(number) if number and random.random() < duplicate_share else None
    if repeats is None:
        return _new_article(number, random, words)
    told = _article(repeats, seed, words, duplicate_share)
    first = repeats if told.repeats is None else told.repeats
    footer = random.choice(FOOTERS).format_map(_cast(random))
    return GeneratedArticle(number, told.date, told.title, f"{told.body}\n\n{footer}", first)


def _new_article(number: int, random: Random, words: tuple[int, int]) -> GeneratedArticle:
    cast = _cast(random)
    wanted = random.randint(*words)
    paragraphs = [random.choice(OPENINGS).format_map(cast)]
    length = len(paragraphs[0].split())
    while length < wanted:
        sentences = [sentence.format_map(_renewed(cast, random)) for sentence in random.sample(SENTENCES, k=3)]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1].split())
    written = date(2018, 1, 1) + timedelta(days=random.randrange(3000))
    title = random.choice(TITLES).format_map(cast)
    return GeneratedArticle(number, written.isoformat(), title, "\n\n".join(paragraphs), None)


def _cast(random: Random) -> dict[str, str]:
    """The people and clubs of a story."""
    names = _names()
    club, club2 = random.sample(names["italian clubs"], k=2)
    players = random.sample(names["players"], k=3)
    return {
        "club": club,
        "of_club": f"dell’{club}" if club[0] in "AEIOU" else f"del {club}",
        "club2": club2,
        "foreign": random.choice(names["foreign clubs"]),
        "player": players[0],
        "player2": players[1],
        "player3": players[2],
        "coach": random.choice(names["coach"]),
        "president": random.choice(names["president"]),
        "stadium": random.choice(names["stadiums"]),
        **_passing(random),
    }


def _renewed(cast: dict[str, str], random: Random) -> dict[str, str]:
    """The cast, with what changes from sentence to sentence; who was named in full is then named by the surname."""
    later = {role: cast[role].split()[-1] for role in ("player", "coach", "president") if random.random() < 0.5}
    return cast | _passing(random) | later


def _passing(random: Random) -> dict[str, str]:
    return {
        "outlet": random.choice(_names()["outlets"]),
        "year": str(random.randint(2019, 2030)),
        "born": str(random.randint(1985, 2007)),
        "millions": str(random.randint(2, 80)),
        "quote": random.choice(QUOTES),
        "quote2": random.choice(QUOTES),
        "when": (when := random.choice(WHENS)),
        "when_small": when[0].lower() + when[1:],
        "soon": random.choice(SOONS),
        "reason": random.choice(REASONS),
        "score": f"{random.randint(1, 5)}-0",
        "goals": str(random.randint(2, 30)),
        "assists": str(random.randint(2, 20)),
        "games": str(random.randint(10, 60)),
    }


@cache
def _names() -> dict[str, list[str]]:
    clubs = [row for row in _table("clubs.tsv") if row["kind"] == "club"]
    people = list(_table("people.tsv"))
    roles = {role: [row["name"] for row in people if row["role"] == role] for role in ("coach", "president")}
    return {
        "italian clubs": [row["name"] for row in clubs if row["country"] == "IT"],
        "foreign clubs": [row["name"] for row in clubs if row["country"] != "IT"],
        "players": [row["name"] for row in _table("players.tsv") if " " in row["name"]],
        "outlets": [row["name"] for row in _table("outlets.tsv")],
        "stadiums": [row["name"] for row in _table("stadiums.tsv")],
        **roles,
    }


def _table(name: str) -> Iterator[dict[str, str]]:
    text = files("rumourx.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def main() -> None:
    """Write the articles that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--words", type=int, nargs=2, default=WORDS, metavar=("LOW", "HIGH"))
    options = parser.parse_args()
    write_articles(generate_articles(options.count, options.seed, tuple(options.words)), options.out)


if __name__ == "__main__":
    main()
