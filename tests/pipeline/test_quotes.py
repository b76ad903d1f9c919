"""What counts as a quote, and who is found to say it; the texts hold the answer: {P Name|form}, {Q1 words}."""

import pytest
from spacy.language import Language

from rumourx.evaluation.markup import GoldArticle, parse_marks
from rumourx.evaluation.oracle import gold_doc
from rumourx.pipeline.descriptions import DescriptionResolver
from rumourx.pipeline.paragraphs import ParagraphBounds  # noqa: F401  (registers the factory)
from rumourx.pipeline.quotes import QuoteExtractor
from rumourx.pipeline.quotes.marks import find_stretches
from rumourx.pipeline.values import Quote
from rumourx.training.tokenizer import italian_tokenizer

ROLES = {"Vanoli": "coach", "Rossi": "president", "Bianchi": "agent", "Verdi": "player", "Neri": "player"}


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = italian_tokenizer()
    nlp.add_pipe("rumourx_paragraphs")
    nlp.add_pipe("sentencizer")
    return nlp


def read(nlp: Language, marked: str) -> tuple[str, list[tuple[int, int]], list[Quote]]:
    """Return the plain text, the marked quotes and those found."""
    text, marks = parse_marks(marked)
    marks.sort(key=lambda mark: mark.start)
    people = {mark.name: ROLES.get(mark.name) for mark in marks if mark.tag == "P"}
    clubs = {mark.name: "club" for mark in marks if mark.tag == "C"}
    doc = gold_doc(nlp, GoldArticle(text, tuple(marks), people, clubs))
    doc = QuoteExtractor(nlp, "quotes")(DescriptionResolver(nlp, "descriptions")(doc))
    return text, [(mark.start, mark.end) for mark in marks if mark.tag[0] == "Q"], doc._.quotes


def speakers(nlp: Language, marked: str) -> list[str | None]:
    text, expected, found = read(nlp, marked)
    assert [text[quote["start"] : quote["end"]] for quote in found] == [text[start:end] for start, end in expected]
    return [quote["speaker"] for quote in found]


class TestMarks:
    @pytest.mark.parametrize(
        "text",
        [
            "“Resto qui”",
            "«Resto qui»",
            '"Resto qui"',
            "« Resto qui »",
            "“Resto qui“",
            '“Resto qui"',
            "«Resto qui”",
            "”Resto qui”",
            "““Resto qui””",
            ",,Resto qui''",
            "''Resto qui''",
            "<<Resto qui>>",
            "‘Resto qui’",
            "'Resto qui'",
        ],
    )
    def test_every_way_of_printing_them_pairs(self, text: str) -> None:
        line = f"Ha detto: {text}. Poi basta."
        assert [line[s.start : s.end] for s in find_stretches(line)] == ["Resto qui"]

    @pytest.mark.parametrize(
        "text",
        [
            "Gol al 90' e al 45'' con l'uomo in più, un po' tardi.",
            "Uno schermo da 55\" e la Sampdoria del '91.",
            "Perche' no? E' gia' finita.",
            "POTREBBE INTERESSARTI >>> Napoli, le ultime",
        ],
    )
    def test_apostrophes_minutes_inches_and_arrows_are_none(self, text: str) -> None:
        assert find_stretches(text) == []

    def test_apostrophes_stay_inside_single_marks(self) -> None:
        line = "Ha detto: ‘Mio nonno me l’aveva promessa, un po’ tardi, all’80’ di gioco’."
        assert [line[s.start : s.end] for s in find_stretches(line)] == [line[11:-2]]

    def test_a_missing_closing_mark_ends_with_the_paragraph(self) -> None:
        text = "“Prima risposta.\n\n“Seconda risposta.\n\nFine."
        assert [text[s.start : s.end] for s in find_stretches(text)] == ["Prima risposta.", "Seconda risposta."]

    def test_a_quote_may_run_over_paragraphs(self) -> None:
        text = "“Cara Palermo, eccomi.\n\nHo pianto due volte.\n\nVi porto con me”."
        assert [text[s.start : s.end] for s in find_stretches(text)] == [text[1:-2]]

    def test_a_quote_inside_a_quote_keeps_the_outer_one_whole(self) -> None:
        text = '"Le ho detto: "Aiutami tu". Ha riso."'
        assert [text[s.start : s.end] for s in find_stretches(text)] == [text[1:-1], "Aiutami tu"]

    def test_an_odd_straight_mark_costs_no_other_paragraph(self) -> None:
        text = 'Il "caso Verdi è aperto.\n"Resto qui" dice.'
        assert "Resto qui" in [text[s.start : s.end] for s in find_stretches(text)]


class TestWhatIsAQuote:
    @pytest.mark.parametrize(
        "marked",
        [
            "Una Cremonese “sporca” e vincente.",
            "Il “tamburino” di Soresina ha segnato.",
            "I giornali lo chiamavano “il genio dei Balcani”.",
            "Presentata la rassegna “Una città nel pallone per tutti i bambini”.",
            "Nella rassegna stampa di oggi: TUTTOSPORT – “Il gigante della difesa non si vende”.",
            "A chi gli chiedeva “resterà anche la prossima stagione?” non ha risposto.",
        ],
    )
    def test_scare_quotes_nicknames_titles_headlines_and_questions_are_not(self, nlp: Language, marked: str) -> None:
        assert speakers(nlp, marked) == []

    def test_short_words_count_when_a_cue_or_a_colon_introduces_them(self, nlp: Language) -> None:
        assert speakers(nlp, "{P Vanoli} risponde: “{Q1 Vedremo}”. «{Q2 Saudade}», ha scritto {P Verdi}.") == [
            "Vanoli",
            "Verdi",
        ]

    def test_a_fragment_of_five_words_counts(self, nlp: Language) -> None:
        text = "{P Rossi} ha detto di aver rifiutato “{Q1 due offerte importanti dalla Serie A}” e “altro”."
        assert speakers(nlp, text) == ["Rossi"]

    def test_an_interviewers_questions_are_none(self, nlp: Language) -> None:
        text = (
            "{P Vanoli} ai microfoni di Sky.\n\n“Come sta la squadra?”\n“{Q1 Sta bene, grazie davvero}”.\n\n"
            "“E il mercato come va?”\n“{Q2 Non ne parlo mai prima di giugno}”."
        )
        assert speakers(nlp, text) == ["Vanoli", "Vanoli"]


class TestSpeakerNamedByTheClause:
    @pytest.mark.parametrize(
        "marked",
        [
            "“{Q1 Resto qui}” ha detto {P Vanoli}.",
            "“{Q1 Resto qui}”, spiega l'allenatore {P Vanoli} a Sky.",
            "{P Vanoli} ha poi aggiunto: “{Q1 Resto qui}”.",
            "Le parole di {P Vanoli}: “{Q1 Resto qui}”.",
            "“{Q1 Resto qui}”, il commento di {P Vanoli}.",
            "“{Q1 Resto qui}”. Parola di {P Vanoli}.",
            "Così {P Vanoli} a Sky: “{Q1 Resto qui}”.",
            "{P Vanoli}: “{Q1 Resto qui}”.",
            "Secondo {P Vanoli} “{Q1 la squadra ha ancora bisogno di tempo}”.",
            "“{Q1 Resto qui – ha detto {P Vanoli} – e sono felice}”.",
            "Sul futuro di {P Verdi} {P Vanoli} è chiaro: “{Q1 Resta qui}”.",
            "A precisa domanda su {P Verdi}, {P Vanoli} risponde: “{Q1 Resta qui}”.",
            "Poi la parola a {P Vanoli}: “{Q1 Resto qui}”.",
            "Gli fa eco {P Vanoli}: “{Q1 Resto qui}”.",
            "Applausi per {P Verdi}, definito da {P Vanoli} “{Q1 il migliore di tutti i tempi}”.",
        ],
    )
    def test_before_behind_and_inside_the_marks(self, nlp: Language, marked: str) -> None:
        assert speakers(nlp, marked) == ["Vanoli"]

    def test_the_agent_speaks_not_the_player(self, nlp: Language) -> None:
        text = (
            "L'agente di {P Verdi}, {P Bianchi}, taglia corto: “{Q1 Non parte}”. “{Q2 Resta}” ribadisce il procuratore."
        )
        assert speakers(nlp, text) == ["Bianchi", "Bianchi"]

    @pytest.mark.parametrize(
        "marked",
        [
            "“{Q1 La lesione è di primo grado e serve riposo}”, si legge nella nota del club. {P Vanoli} aspetta.",
            "Il {C Lecce} comunica che “{Q1 i cancelli apriranno alle ore tredici}”. {P Vanoli} aspetta.",
            "Secondo fonti vicine alla società “{Q1 la decisione arriverà entro la settimana}”. {P Vanoli} aspetta.",
        ],
    )
    def test_clubs_and_sources_are_no_speakers(self, nlp: Language, marked: str) -> None:
        assert speakers(nlp, marked) == [None]

    def test_the_cue_is_printed_as_in_the_text(self, nlp: Language) -> None:
        _, _, found = read(nlp, "“{Q1 Resto qui}” ha detto {P Vanoli}. E ha aggiunto: “{Q2 Non firmo nulla}”.")
        assert [quote["cue"] for quote in found] == ["ha detto", "ha aggiunto"]


class TestSpeakerCarriedOn:
    def test_over_sentences_and_paragraphs_without_a_subject(self, nlp: Language) -> None:
        text = (
            "“{Q1 Resto qui}” ha detto {P Vanoli}. E ha poi aggiunto: “{Q2 Non firmo}”. "
            "Su {P Verdi}: “{Q3 È forte}”.\n\n"
            "Ancora: “{Q4 Lavoriamo}”. Infine, una battuta: “{Q5 Offro io}”."
        )
        assert speakers(nlp, text) == ["Vanoli"] * 5

    def test_a_description_is_whoever_it_stands_for(self, nlp: Language) -> None:
        text = "{P Vanoli} saluta {P Verdi}. “{Q1 È un grande}”, ha dichiarato il tecnico."
        assert speakers(nlp, text) == ["Vanoli"]

    def test_an_interviews_answers_belong_to_the_interviewed(self, nlp: Language) -> None:
        text = (
            "«{Q1 Ho detto no due volte}»\n\ndi Redazione\n\nAbbiamo incontrato {P Vanoli} allo stadio.\n\n"
            "{P Verdi} è il più forte?\n\n«{Q2 Sì, lo è da sempre}».\n\n"
            "E {P Neri}?\n\n«{Q3 Crescerà. Ho detto no due volte}»."
        )
        assert speakers(nlp, text) == ["Vanoli"] * 3

    def test_a_headline_goes_to_whoever_says_it_below(self, nlp: Language) -> None:
        text = (
            "{P Verdi}, addio vicino: “{Q1 Ha già scelto la Premier}”\n\n"
            "Lo ha rivelato {P Bianchi}: “{Q2 Il ragazzo ha già scelto la Premier, è finita}”."
        )
        assert speakers(nlp, text) == ["Bianchi", "Bianchi"]

    def test_a_club_that_speaks_ends_the_run(self, nlp: Language) -> None:
        text = (
            "“{Q1 Resto}”, dice {P Vanoli}. “{Q2 Il contratto è stato risolto di comune accordo}”, si legge sul sito. "
            "“{Q3 La società lo ringrazia per quanto fatto}”."
        )
        assert speakers(nlp, text) == ["Vanoli", None, None]


class TestQuotesInsideQuotes:
    def test_the_speaker_may_repeat_themselves(self, nlp: Language) -> None:
        text = "{P Vanoli}: “{Q1 Ai ragazzi ho detto: ‘{Q2 adesso viene il bello}’. E ridevano}”."
        assert speakers(nlp, text) == ["Vanoli", "Vanoli"]

    def test_or_somebody_else(self, nlp: Language) -> None:
        text = "{P Vanoli}: “{Q1 {P Verdi} mi ha detto: ‘{Q2 resto volentieri}’. Mia moglie dice: ‘{Q3 vai}’}”."
        assert speakers(nlp, text) == ["Vanoli", "Verdi", None]


class TestComponent:
    def test_spans_carry_the_speaker(self, nlp: Language) -> None:
        text, _, _ = read(nlp, "“Resto qui” ha detto {P Vanoli}.")
        doc = nlp(text)
        doc.set_ents([doc.char_span(21, 27, label="PER")])
        doc = QuoteExtractor(nlp, "quotes")(doc)
        assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["quotes"]] == [
            ("Resto qui", "QUOTE", "Vanoli")
        ]
        assert doc._.people == []

    def test_a_text_without_marks_has_no_quotes(self, nlp: Language) -> None:
        doc = QuoteExtractor(nlp, "quotes")(nlp("Il Parma pensa a Vanoli."))
        assert doc._.quotes == []
        assert list(doc.spans["quotes"]) == []


class TestSomebodyElse:
    @pytest.mark.parametrize(
        ("marked", "expected"),
        [
            # the club, or somebody without a name, speaks
            ("{P Vanoli} via.\n\nQuesto lo scarno comunicato: “{Q1 Grazie di tutto a lui}”.", [None]),
            ("{P Vanoli} resta. “{Q1 La società dà il benvenuto a tutti quanti}”.", [None]),
            ("{P Vanoli} tace. “{Q1 Il telefono conta più del pallone}”, sorride un operatore.", [None]),
            ("{P Vanoli} tace. “{Q1 Ogni anno la stessa storia}”, scrive qualcuno.", [None]),
            # who asks and who is asked about
            (
                "“{Q1 Io resto qui con voi}”, dice {P Vanoli}. E a chi gli chiedeva delle parole del "
                "presidente {P Rossi}, ha risposto: “{Q2 È troppo buono con me}”.",
                ["Vanoli", "Vanoli"],
            ),
            (
                "“{Q1 Lui resta qui con voi}”, dice {P Bianchi}. Poi una battuta su un altro assistito, "
                "il difensore {P Verdi}: “{Q2 Deve solo giocare di più}”.",
                ["Bianchi", "Bianchi"],
            ),
            # the subject of the verb in its own clause
            (
                "{P Verdi} firma. Fermo il {C Bari}, dove il presidente {P Rossi} ha smentito di volere "
                "{P Neri}: “{Q1 Stiamo bene così}”.",
                ["Rossi"],
            ),
            (
                "{P Verdi} è in uscita, lo ha confermato anche il presidente {P Rossi} prima della gara. "
                "“{Q1 Cerchiamo insieme una soluzione}”, ha detto.",
                ["Rossi"],
            ),
        ],
    )
    def test_speaks(self, nlp: Language, marked: str, expected: list[str | None]) -> None:
        assert speakers(nlp, marked) == expected


def test_what_a_club_announces_in_its_own_name_is_nobodys_speech(nlp: Language) -> None:
    words = "Ecco la nota con cui {P Verdi} lascia: «{Q1 Il {C Parma} comunica di aver ceduto il calciatore}»."
    assert speakers(nlp, words) == [None]


def test_words_given_by_somebody_are_theirs(nlp: Language) -> None:
    words = "Queste le parole rilasciate dal tecnico {P Vanoli} dopo la gara: «{Q1 Abbiamo giocato molto bene oggi}»."
    assert speakers(nlp, words) == ["Vanoli"]


def test_a_name_behind_a_long_apposition_is_who_it_describes(nlp: Language) -> None:
    words = (
        "{P Neri} segna. «{Q1 Serve più pazienza con tutti}». "
        "Lo ha detto l'ex difensore e attuale opinionista, {P Verdi}."
    )
    assert speakers(nlp, words) == ["Verdi"]


class TestWhoElseSpeaks:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "La posizione è stata ribadita dal direttore {P Rossi} alla radio: “{Q1 Non si vende nessuno qui}”.",
                "Rossi",
            ),
            ("È arrivata la replica di {P Rossi}, massimo dirigente: “{Q1 Non si vende nessuno qui}”.", "Rossi"),
            ("Dall'altra parte {P Rossi}, team manager: “{Q1 Per noi è già una festa}”.", "Rossi"),
            ("A {P Rossi} è stato chiesto se arriverà {P Vanoli}: “{Q1 No, non sarà il nostro tecnico}”.", "Rossi"),
            ("La conferma arriva da {P Rossi} e riguarda {P Neri}: “{Q1 Resta con noi anche quest'anno}”.", "Rossi"),
            ("“{Q1 Sono amareggiato ma vado avanti}” le parole dell'ex numero uno {P Rossi}.", "Rossi"),
            ("“{Q1 Troveremo una squadra che corre}” racconterà {P Verdi} ai cronisti.", "Verdi"),
            ("Dopo l'addio di {P Verdi}, come ha fatto sapere {P Rossi}: “{Q1 A lui il nostro grazie}”.", "Rossi"),
            ("{P Verdi} ha un cane in onore di {P Neri} e {P Bianchi}. “{Q1 Sono tutti e due grandi}”.", "Verdi"),
            ("“{Q1 L'U.S. Lecce 1908 comunica di aver ceduto Verdi al Parma}”. {P Verdi} saluta.", None),
        ],
    )
    def test_the_words_beside_the_quote_tell(self, nlp: Language, text: str, expected: str | None) -> None:
        assert speakers(nlp, text) == [expected]

    def test_the_coach_is_not_the_one_named_for_the_other_team(self, nlp: Language) -> None:
        text = (
            "{P Vanoli} presenta la gara contro il {C Parma} di {P Grandi}. Ecco le parole del tecnico.\n"
            "GLI INFORTUNI. “{Q1 Non recuperiamo nessuno di loro}”."
        )
        assert speakers(nlp, text) == ["Vanoli"]

    def test_whom_a_quote_names_does_not_speak_it_after_a_bare_clause(self, nlp: Language) -> None:
        text = (
            "“{Q1 Resta qui, non si tocca}” dice {P Rossi}. "
            "Porte aperte invece a chi come {P Verdi} gioca poco: “{Q2 Con Verdi è diverso}”."
        )
        assert speakers(nlp, text) == ["Rossi", "Rossi"]

    def test_an_article_in_marks_prints_the_words_of_whom_it_interviews(self, nlp: Language) -> None:
        told = (
            "Il centravanti aspetta, con la prospettiva di un ritorno dopo avere girato l'Europa per dieci anni. " * 3
        )
        text, _, found = read(nlp, f"{{P Verdi}} ha parlato: “{told}E punta in alto: «Assolutamente, lo vorrei»”.")
        inner = next(quote for quote in found if text[quote["start"] : quote["end"]] == "Assolutamente, lo vorrei")
        assert inner["speaker"] == "Verdi"


class TestOneInterviewee:
    """On a page that announces one person, what comes before an answer is its topic."""

    @pytest.mark.parametrize(
        "topic",
        [
            "Anni fa l'avvocato aveva quasi portato {P Verdi} al {C Parma}:",
            "Stessa sorte anche per {P Verdi}:",
            "Questione rinnovo {P Verdi}:",
            "Decisivo l'addio di {P Verdi}?\n",
        ],
    )
    def test_the_answer_is_the_interviewees(self, nlp: Language, topic: str) -> None:
        opening = "{P Rossi} ha parlato a Radio Uno: “{Q1 Sono contento di essere qui}”.\n"
        text = f"{opening}{topic} “{{Q2 Si vedrà più avanti, credo}}”."
        assert speakers(nlp, text) == ["Rossi", "Rossi"]

    def test_a_journalist_may_be_the_interviewee(self, nlp: Language) -> None:
        text = (
            "Il giornalista {P Rossi} è intervenuto ai nostri microfoni rivelando retroscena sul rinnovo di "
            "{P Verdi}.\nRinnovo di {P Verdi}. Quando?\n“{Q1 Non prima di giugno, mi dicono}”."
        )
        assert speakers(nlp, text) == ["Rossi"]

    def test_somebody_else_with_a_word_of_speech_speaks(self, nlp: Language) -> None:
        text = (
            "{P Rossi} ha parlato a Radio Uno: “{Q1 Sono contento di essere qui}”.\n"
            "Gli fa da eco {P Verdi}: “{Q2 Anche io sono contento}”."
        )
        assert speakers(nlp, text) == ["Rossi", "Verdi"]


class TestNobodySpeaks:
    @pytest.mark.parametrize(
        "text",
        [
            "{P Verdi} parte. In un comunicato il {C Parma} precisa che “{Q1 ogni trattativa va fatta con la sede}”.",
            "{P Verdi} parte. Scrive infatti la {O Gazzetta}: “{Q1 La firma potrebbe slittare a luglio}”.",
            "{P Verdi} parte. “{Q1 La firma potrebbe slittare a luglio}”, conclude {O Tuttosport}.",
            "{P Verdi} parte. {C Parma}, gli agenti del ragazzo in sede: “{Q1 Non si muove da qui}”.",
        ],
    )
    def test_a_club_an_outlet_and_a_group_are_no_persons(self, nlp: Language, text: str) -> None:
        assert speakers(nlp, text) == [None]


def test_first_words_after_a_quote_are_those_of_whom_the_sentence_names(nlp: Language) -> None:
    text = (
        "“{Q1 Ci vediamo presto}” dice {P Neri}.\nPer {P Verdi} si sono aperte le porte del {C Parma}: "
        "“{Q2 Ho parlato con il direttore}”, le sue prime parole."
    )
    assert speakers(nlp, text) == ["Neri", "Verdi"]


def test_the_only_one_who_speaks_on_a_page_speaks_its_first_words(nlp: Language) -> None:
    text = "“{Q1 Abbiamo dominato la gara}”\n\n“{Q2 Non c'è stata partita}” ha detto {P Rossi}."
    assert speakers(nlp, text) == ["Rossi", "Rossi"]
