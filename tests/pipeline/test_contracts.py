"""Contract dates: the event, the date, whose and with which club, told in the ways of sports pages."""

import pytest
from spacy.language import Language

import rumourx.pipeline.paragraphs  # noqa: F401  (registers rumourx_paragraphs)
from rumourx.evaluation.markup import GoldArticle, parse_marks
from rumourx.evaluation.oracle import gold_doc
from rumourx.pipeline.contracts import ContractExtractor
from rumourx.pipeline.values import Contract
from rumourx.training.tokenizer import italian_tokenizer


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = italian_tokenizer()
    pipeline.add_pipe("rumourx_paragraphs")
    pipeline.add_pipe("sentencizer")
    return pipeline


class Reader:
    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.extract = ContractExtractor(nlp, "rumourx_contracts")

    def contracts(self, marked: str, date: str | None = None, **roles: str) -> list[Contract]:
        text, marks = parse_marks(marked)
        people = {mark.name: roles.get(mark.name.split()[-1]) for mark in marks if mark.tag == "P"}
        clubs = {mark.name: "club" for mark in marks if mark.tag == "C"}
        article = GoldArticle(text=text, marks=tuple(marks), people=people, clubs=clubs)
        doc = self.extract(gold_doc(self.nlp, article, date))
        for entry in doc._.contract_dates:
            assert 0 <= entry["start"] < entry["end"] <= len(text)
        self.text = text
        return list(doc._.contract_dates)

    def facts(self, marked: str, date: str | None = None, **roles: str) -> list[tuple[str | None, ...]]:
        found = self.contracts(marked, date, **roles)
        return [(entry["person"], entry["club"], entry["event"], entry["date"]) for entry in found]


@pytest.fixture(scope="module")
def reader(nlp: Language) -> Reader:
    return Reader(nlp)


@pytest.mark.parametrize(
    "words",
    [
        "{P Rossi} del {C Parma} ha un contratto in scadenza nel 2026.",
        "{P Rossi} è legato al {C Parma} fino al 2026.",
        "{P Rossi} è in scadenza nel 2026 con il {C Parma}.",
        "Nel 2026 scade {P Rossi} del {C Parma}.",
        "Il contratto di {P Rossi} con il {C Parma} scade nel 2026.",
        "{P Rossi}, sotto contratto con il {C Parma} sino al 2026, piace al {C Genoa}.",
        "Il {C Parma} non cede {P Rossi} (scadenza 2026).",
        "Offerta del {C Genoa} al {C Parma} per {P Rossi}, che ha un accordo fino al 2026.",
    ],
)
def test_a_running_contract_is_an_expiry_with_the_present_club(reader: Reader, words: str) -> None:
    assert reader.facts(words) == [("Rossi", "Parma", "expiry", "2026")]


@pytest.mark.parametrize(
    "words",
    [
        "{P Rossi} ha rinnovato con il {C Parma} fino al 2027.",
        "Il {C Parma} ha ufficializzato il prolungamento di {P Rossi}: firma fino al 2027.",
        "{P Rossi} ha firmato un nuovo contratto con il {C Parma} fino al 2027.",
        "Il {C Parma} ha blindato {P Rossi} fino al 2027.",
        "Il {C Parma} prolunga sino al 2027 il contratto di {P Rossi}.",
        "{P Rossi} ha prolungato con il {C Parma} (nuova scadenza 2027).",
    ],
)
def test_an_extended_contract_is_a_renewal(reader: Reader, words: str) -> None:
    assert reader.facts(words) == [("Rossi", "Parma", "renewal", "2027")]


@pytest.mark.parametrize(
    "words",
    [
        "{P Rossi} ha firmato con il {C Parma} fino al 2028.",
        "{P Rossi} arriva dal {C Genoa} e si è legato al {C Parma} fino al 2028.",
        "Il {C Parma} ha preso {P Rossi} dal {C Genoa}: contratto fino al 2028.",
        "L'ex {C Genoa} {P Rossi} è un nuovo giocatore del {C Parma}, accordo fino al 2028.",
        "Nero su bianco fino al 2028 per {P Rossi} con il {C Parma}.",
    ],
)
def test_a_contract_with_a_new_club_is_a_signing(reader: Reader, words: str) -> None:
    assert reader.facts(words) == [("Rossi", "Parma", "signing", "2028")]


@pytest.mark.parametrize(
    "words",
    [
        "Il {C Parma} prende {P Rossi} in prestito dal {C Genoa} fino al 30 giugno 2026.",
        "Il {C Genoa} ha ceduto {P Rossi} al {C Parma} a titolo temporaneo fino al 30 giugno 2026.",
        "{P Rossi} arriva al {C Parma} in prestito fino al 30 giugno 2026 con diritto di riscatto.",
    ],
)
def test_a_loan_is_filed_under_the_borrowing_club(reader: Reader, words: str) -> None:
    assert reader.facts(words) == [("Rossi", "Parma", "loan", "2026-06-30")]


def test_an_option_counts_from_the_contract_that_it_prolongs(reader: Reader) -> None:
    words = "{P Rossi} ha firmato con il {C Parma} fino al 30 giugno 2026 con opzione per un altro anno."
    assert reader.facts(words) == [
        ("Rossi", "Parma", "signing", "2026-06-30"),
        ("Rossi", "Parma", "option", "2027"),
    ]


def test_an_option_taken_up_is_a_renewal(reader: Reader) -> None:
    words = "Il {C Parma} ha esercitato l'opzione per il rinnovo di {P Rossi} fino al 2027."
    assert reader.facts(words) == [("Rossi", "Parma", "renewal", "2027")]
    words = "Il {C Parma} non eserciterà l'opzione per il rinnovo di {P Rossi} fino al 2027."
    assert reader.facts(words) == [("Rossi", "Parma", "option", "2027")]


def test_a_list_gives_one_entry_for_each_person(reader: Reader) -> None:
    words = "{P Rossi}, {P Bianchi} e {P Verdi} sono in scadenza con il {C Parma} nel 2026."
    assert [fact[0] for fact in reader.facts(words)] == ["Rossi", "Bianchi", "Verdi"]
    words = "Con il {C Parma} a giugno 2026 scadranno {P Rossi}, {P Bianchi} e {P Verdi}."
    assert [fact[0] for fact in reader.facts(words)] == ["Rossi", "Bianchi", "Verdi"]


def test_dates_told_in_turn_go_to_the_persons_in_turn(reader: Reader) -> None:
    words = "Il {C Parma} ha rinnovato {P Rossi} fino al 2027, {P Bianchi} fino al 2028."
    assert reader.facts(words) == [("Rossi", "Parma", "renewal", "2027"), ("Bianchi", "Parma", "renewal", "2028")]


def test_a_list_below_its_announcement_is_read_line_by_line(reader: Reader) -> None:
    words = (
        "Ecco i giocatori del {C Parma} in scadenza a giugno 2026:\n"
        "{P Rossi}: vuole restare.\n- {P Bianchi}, verso l'addio.\nIl resto della rosa non si tocca."
    )
    assert [fact[0] for fact in reader.facts(words)] == ["Rossi", "Bianchi"]


def test_unnamed_players_give_no_entry(reader: Reader) -> None:
    words = "{P Rossi} ha parlato.\nAl {C Parma} domani scadranno tantissimi contratti."
    assert reader.facts(words, "2025-06-29") == []


def test_a_contract_told_in_the_first_person_is_the_speaker_s(reader: Reader) -> None:
    words = "{P Bianchi} guarda. {P Rossi} del {C Parma} chiude: “Ho un contratto fino al 2027 e resto”."
    assert reader.facts(words) == [("Rossi", "Parma", "expiry", "2027")]


def test_who_makes_the_offer_is_not_who_renews(reader: Reader) -> None:
    words = "{C Fulham}: {P Silva} è in scadenza nel 2026 ma {P Khan} gli ha messo sul tavolo un rinnovo fino al 2029."
    assert reader.facts(words)[1] == ("Silva", "Fulham", "renewal", "2029")


def test_agents_presidents_and_journalists_have_no_contracts(reader: Reader) -> None:
    words = "{P Rossi} resta al {C Parma}. Lo dice {P Neri}: il contratto scade nel 2027."
    assert reader.facts(words, Neri="agent") == [("Rossi", "Parma", "expiry", "2027")]


@pytest.mark.parametrize(
    ("words", "event", "date"),
    [
        ("Il {C Parma} ha preso {P Rossi}: contratto triennale.", "signing", "2028"),
        ("{P Rossi} ha ancora due anni di contratto con il {C Parma}.", "expiry", "2027"),
        ("{P Rossi} del {C Parma} è in scadenza a fine stagione.", "expiry", "2026-06"),
        ("Il {C Parma} offre a {P Rossi} un prolungamento di due anni.", "renewal", "2027"),
        ("Il contratto di {P Rossi} con il {C Parma} è scaduto lo scorso 30 giugno.", "expiry", "2025-06-30"),
    ],
)
def test_relative_words_count_from_the_article(reader: Reader, words: str, event: str, date: str) -> None:
    assert reader.facts(words, "2025-09-01") == [("Rossi", "Parma", event, date)]
    assert reader.facts(words)[0][3] is None


def test_a_duration_counts_from_a_printed_start(reader: Reader) -> None:
    words = "Nell'estate del 1995 {P Rossi} firmò con il {C Parma} un contratto triennale."
    assert reader.facts(words) == [("Rossi", "Parma", "signing", "1998")]


def test_a_renewal_for_some_years_counts_from_the_old_end(reader: Reader) -> None:
    words = "{P Rossi} è in scadenza con il {C Parma} nel 2026. Per {P Rossi} è pronto un prolungamento di due anni."
    assert reader.facts(words)[1] == ("Rossi", "Parma", "renewal", "2028")


def test_of_one_end_in_two_precisions_the_finer_stays(reader: Reader) -> None:
    words = (
        "{P Rossi} rinnova con il {C Parma} fino al 2027.\n\nIl {C Parma} e {P Rossi}: rinnovo fino al 30 giugno 2027."
    )
    assert reader.facts(words) == [("Rossi", "Parma", "renewal", "2027-06-30")]


def test_a_duration_gives_way_to_a_printed_end(reader: Reader) -> None:
    words = "{P Rossi} ha firmato con il {C Parma} per due stagioni, fino al 30 giugno 2026."
    assert reader.facts(words, "2024-07-16") == [("Rossi", "Parma", "signing", "2026-06-30")]


def test_an_old_end_is_kept_beside_the_renewal(reader: Reader) -> None:
    words = "{P Rossi}, in scadenza nel 2026, ha rinnovato con il {C Parma} fino al 2029."
    assert {fact[2:] for fact in reader.facts(words)} == {("expiry", "2026"), ("renewal", "2029")}


@pytest.mark.parametrize(
    "words",
    [
        "Nel 2019 {P Rossi} ha firmato con il {C Parma}.",
        "{P Rossi} lascerà il {C Parma} a fine stagione.",
        "{P Rossi} gioca nel {C Parma} da tre anni e ha 28 anni.",
        "{P Rossi} del {C Parma} è squalificato fino al 30 giugno 2026.",
        "Il {C Parma} di {P Rossi} ha prolungato la striscia positiva fino al 2025.",
        "Il {C Parma} lavora con {P Rossi} a un piano triennale.",
        "Il {C Parma} ha rinnovato la fiducia a {P Rossi} fino al 2027.",
    ],
)
def test_what_is_no_contract_s_end_is_left_out(reader: Reader, words: str) -> None:
    assert reader.facts(words, "2025-02-01") == []


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("{P Rossi} ha firmato con il {C Parma} fino al 2028.", "stated"),
        ("Il {C Parma} ha offerto a {P Rossi} un contratto fino al 2028.", "proposed"),
        ("Stando a Sky {P Rossi} ha firmato con il {C Parma} fino al 2028.", "reported"),
    ],
)
def test_the_certainty_is_that_of_the_words(reader: Reader, words: str, certainty: str) -> None:
    assert [entry["certainty"] for entry in reader.contracts(words)] == [certainty]


def test_the_words_run_from_the_contract_to_the_date(reader: Reader) -> None:
    (entry,) = reader.contracts("Il tecnico {P Vanoli} ha un contratto in scadenza nel 2026 con il {C Torino}.")
    assert reader.text[entry["start"] : entry["end"]] == "contratto in scadenza nel 2026"


def test_a_list_may_stand_under_headings_of_clubs(reader: Reader) -> None:
    assert reader.facts(
        "Ecco, squadra per squadra, i giocatori in scadenza a fine giugno:\n"
        "{C Bologna|BOLOGNA}\n{P Palacio} (38 anni)\nIgnoto (27)\n"
        "{C Parma|PARMA}\nNessun giocatore in scadenza al 30 giugno 2020\n"
        "{C Napoli|NAPOLI}\n{P Mertens} (32)",
        "2020-03-18",
    ) == [("Palacio", "Bologna", "expiry", "2020-06"), ("Mertens", "Napoli", "expiry", "2020-06")]


def test_a_date_may_head_its_people(reader: Reader) -> None:
    assert reader.facts(
        "Le scadenze dei contratti dei tecnici\n"
        "Giugno 2026: {P Rossi} ({C Cagliari}), {P Verdi} ({C Lecce}). Giugno 2027: {P Conte} ({C Napoli}).",
        "2026-02-11",
    ) == [
        ("Rossi", "Cagliari", "expiry", "2026-06"),
        ("Verdi", "Lecce", "expiry", "2026-06"),
        ("Conte", "Napoli", "expiry", "2027-06"),
    ]


def test_a_date_may_stand_behind_its_person_in_a_line(reader: Reader) -> None:
    words = "{C Inter}, le scadenze dei contratti:\n{P Martinez}: 30 giugno 2026\n{P Barella} - 2026\n{P Sommer} (2027)"
    assert reader.facts(words, "2024-03-18") == [
        ("Martinez", "Inter", "expiry", "2026-06-30"),
        ("Barella", "Inter", "expiry", "2026"),
        ("Sommer", "Inter", "expiry", "2027"),
    ]
    assert reader.facts(words.replace("le scadenze dei contratti", "chi sono i gioielli"), "2024-03-18") == []


def test_each_group_of_a_list_has_its_own_club(reader: Reader) -> None:
    assert reader.facts(
        "I giocatori in scadenza nel 2026 sono {P Kjaer} e {P Jovic} del {C Milan}, {P Spinazzola} della {C Roma}."
    ) == [
        ("Kjaer", "Milan", "expiry", "2026"),
        ("Jovic", "Milan", "expiry", "2026"),
        ("Spinazzola", "Roma", "expiry", "2026"),
    ]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        (
            "{P Rossi} gioca nella squadra di {P Vanoli} al {C Torino}. Il suo contratto scade nel 2026.",
            ("Rossi", "Torino", "expiry", "2026"),
        ),
        (
            "Restano {P Rossi} e {P Gori}. Quest'ultimo ha firmato con il {C Parma} fino al 2026.",
            ("Gori", "Parma", "renewal", "2026"),
        ),
        (
            "Il {C Parma} ha esonerato {P Rossi} e ha presentato {P Gori}. Accordo fino al 2026.",
            ("Gori", "Parma", "signing", "2026"),
        ),
        (
            "Il {C Parma} ha prolungato il contratto di {P Rossi}. Il nuovo accordo scadrà nel 2026.",
            ("Rossi", "Parma", "renewal", "2026"),
        ),
        (
            "Piace {P Rossi}, che al {C Parma} scadrà nel 2026, ma il {C Genoa} lo segue.",
            ("Rossi", "Parma", "expiry", "2026"),
        ),
        (
            "{P Rossi} piace, e il {C Parma} dovrà cedere il portiere nonostante il contratto fino al 2026. "
            "La {C Roma} lo vuole. La {C Roma} insiste.",
            ("Rossi", "Parma", "expiry", "2026"),
        ),
    ],
)
def test_who_and_where_the_words_tell(reader: Reader, words: str, fact: tuple[str, ...]) -> None:
    assert reader.facts(words, "2024-03-18") == [fact]


def test_a_free_agent_s_contract_counts_from_the_end_of_the_old_one(reader: Reader) -> None:
    found = reader.facts(
        "{P David} è in scadenza a giugno con il {C Lille}. La {C Juventus} gli ha offerto un quinquennale.",
        "2024-12-10",
    )
    assert found == [("David", "Lille", "expiry", "2025-06"), ("David", "Juventus", "signing", "2030")]


def test_half_a_year_left_counts_from_the_month(reader: Reader) -> None:
    words = "{P Rossi} ha ancora sei mesi di contratto con il {C Parma}."
    assert reader.facts(words, "2025-11-18") == [("Rossi", "Parma", "expiry", "2026")]
    assert reader.facts(words, "2025-01-18") == [("Rossi", "Parma", "expiry", "2025")]


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("{P Rossi} ha allungato il suo contratto con il {C Parma} di un anno, fino al 2027.", "renewal"),
        ("Il {C Parma} ha esercitato l'opzione per prolungare il contratto di {P Rossi} fino al 2027.", "renewal"),
        ("{P Rossi} resterà al {C Parma} fino al 2027: firmato il rinnovo.", "renewal"),
        ("Il {C Parma} ha depositato il contratto di {P Rossi}, valido fino al 2027.", "signing"),
        ("{P Rossi} può liberarsi a zero dal {C Parma} nel 2027.", "expiry"),
    ],
)
def test_the_words_that_make_a_contract_outweigh_its_possessive_or_validity(
    reader: Reader, words: str, event: str
) -> None:
    assert reader.facts(words, "2025-07-10") == [("Rossi", "Parma", event, "2027")]


def test_a_short_heading_names_whose_contract_its_paragraph_tells(reader: Reader) -> None:
    words = (
        "Tutti i rinnovi\n{P Rossi} ({C Parma})\nSi attende l'incontro con {P Neri}. Il suo contratto scade nel 2026."
    )
    assert reader.facts(words) == [("Rossi", "Parma", "expiry", "2026")]


def test_the_club_in_whose_house_a_paragraph_stands_is_the_contracts(reader: Reader) -> None:
    words = (
        "{C Como}, {C Como|lariani} e {C Como}.\n"
        "In casa {C Parma} si pensa ai rinnovi. In bilico {P Rossi}, in scadenza nel 2026."
    )
    assert reader.facts(words) == [("Rossi", "Parma", "expiry", "2026")]


def test_respective_clubs_are_those_that_took_each_player(reader: Reader) -> None:
    words = (
        "Il {C Parma} ha annunciato {P Rossi}, mentre il {C Como} ha preso {P Neri}. "
        "Entrambi hanno firmato fino al 2028 con le rispettive squadre."
    )
    assert reader.facts(words) == [("Rossi", "Parma", "signing", "2028"), ("Neri", "Como", "signing", "2028")]


def test_a_range_of_names_is_a_list(reader: Reader) -> None:
    words = "{C Parma}: da {P Rossi} a {P Neri} e {P Verdi}, sono in scadenza nel 2026."
    assert {person for person, *_ in reader.facts(words)} == {"Rossi", "Neri", "Verdi"}


class TestListsUnderAHeading:
    LISTS = (
        "La rosa della {C Parma}, contratto per contratto.\n"
        "Contratti in scadenza a giugno 2027\n{P Rossi}, {P Bianchi}*, {P Verdi} (31).\n"
        "Del gruppo fanno parte elementi molto diversi tra loro, e qualcuno partirà già nelle prossime settimane.\n"
        "Contratti in scadenza a giugno 2028\n{P Neri}"
    )

    def test_each_name_below_a_heading_has_its_date(self, reader: Reader) -> None:
        assert [(person, date) for person, _, _, date in reader.facts(self.LISTS, "2026-03-01")] == [
            ("Rossi", "2027-06"),
            ("Bianchi", "2027-06"),
            ("Verdi", "2027-06"),
            ("Neri", "2028-06"),
        ]

    def test_a_club_alone_on_a_line_is_that_of_the_names_below_it(self, reader: Reader) -> None:
        text = (
            "Ecco, squadra per squadra, i calciatori in scadenza il 30 giugno 2026.\n"
            "{C Bari|BARI}\n{P Rossi} (29 anni)\n{P Bianchi} (34)\n"
            "{C Parma|PARMA}\nNessun giocatore in scadenza al 30 giugno 2026\n"
            "{C Genoa|GENOA}\n{P Verdi} (30)\nin scadenza il 30 giugno 2026 anche l'allenatore {P Neri}"
        )
        facts = {(person, club) for person, club, *_ in reader.facts(text, "2026-03-01", Neri="coach")}
        assert facts == {("Rossi", "Bari"), ("Bianchi", "Bari"), ("Verdi", "Genoa"), ("Neri", "Genoa")}

    def test_all_whose_contract_ends_are_not_the_one_person_left_out(self, reader: Reader) -> None:
        text = "Il {C Parma}, eccezion fatta per {P Rossi}, saluta tutti i calciatori in scadenza il 30 giugno 2026."
        assert reader.facts(text, "2026-03-01") == []


class TestLengthsAndOptions:
    def test_four_plus_one_is_four_years_and_an_option(self, reader: Reader) -> None:
        assert reader.facts("Il {C Parma} ha preso {P Rossi}: contratto 4+1.", "2025-07-01") == [
            ("Rossi", "Parma", "signing", "2029"),
            ("Rossi", "Parma", "option", "2030"),
        ]

    def test_an_option_of_another_person_is_told_with_the_first(self, reader: Reader) -> None:
        text = (
            "{P Bianchi} è legato al {C Parma} fino al 2026. "
            "{P Rossi} ha un'opzione fino al 2028, {P Bianchi} per un'ulteriore stagione."
        )
        assert ("Bianchi", "Parma", "option", "2027") in reader.facts(text, "2025-07-01")

    def test_respectively_gives_each_their_own_end(self, reader: Reader) -> None:
        text = "{P Rossi} e {P Bianchi} hanno rinnovato con il {C Parma} rispettivamente fino al 2027 e 2028."
        assert reader.facts(text, "2025-07-01") == [
            ("Rossi", "Parma", "renewal", "2027"),
            ("Bianchi", "Parma", "renewal", "2028"),
        ]

    def test_the_right_to_buy_is_no_contract_date(self, reader: Reader) -> None:
        text = "Il {C Parma} pensa a {P Rossi} in prestito con opzione per il riscatto a giugno."
        assert reader.facts(text, "2026-01-10") == []

    def test_a_birth_year_is_no_option(self, reader: Reader) -> None:
        text = "Ufficiale al {C Parma} il contratto annuale con opzione di {P Rossi}, classe 1994."
        assert all(date != "1994" for *_, date in reader.facts(text, "2025-07-01"))

    def test_years_ago_are_no_length(self, reader: Reader) -> None:
        assert reader.facts("{P Rossi} andò in prestito al {C Parma} due anni fa.", "2025-07-01") == []

    def test_a_weekday_is_the_next_one(self, reader: Reader) -> None:
        assert reader.facts("Il contratto di {P Rossi} con il {C Parma} scade lunedì.", "2025-06-24") == [
            ("Rossi", "Parma", "expiry", "2025-06-30")
        ]


class TestClubOfANewContract:
    @pytest.mark.parametrize(
        "words",
        [
            "{P Rossi}, il portiere del {C Genoa}, è stato ingaggiato dal {C Parma}. Firmerà un contratto di 5 anni.",
            "Il {C Parma} lo ha strappato al {C Genoa}: {P Rossi} firmerà fino al 2030.",
            "{P Rossi} ha accettato il contratto fino al 2030 offerto dal {C Parma} e lascia il {C Genoa}.",
        ],
    )
    def test_it_is_the_buyer(self, reader: Reader, words: str) -> None:
        assert [(person, club, event) for person, club, event, _ in reader.facts(words)] == [
            ("Rossi", "Parma", "signing")
        ]

    def test_the_first_of_two_is_told_by_number(self, reader: Reader) -> None:
        text = "Al {C Parma} piacciono {P Rossi} del {C Genoa} e {P Bianchi}. Il primo è in scadenza nel 2027."
        assert [person for person, *_ in reader.facts(text, "2026-01-10")] == ["Rossi"]


@pytest.mark.parametrize(
    "words",
    [
        "Il contratto di {P Rossi} con il {C Parma} era valido fino al 2026 e non è stato prolungato.",
        "{P Rossi}, contratto fino al 2026, ha rotto le trattative per il rinnovo con il {C Parma}.",
        "Il mancato rinnovo di {P Rossi} con il {C Parma} (scadenza 2026) pesa.",
    ],
)
def test_a_renewal_that_does_not_come_leaves_an_expiry(reader: Reader, words: str) -> None:
    assert [(event, date) for _, _, event, date in reader.facts(words)] == [("expiry", "2026")]


class TestWhoseContract:
    def test_the_one_whose_turn_it_is(self, reader: Reader) -> None:
        text = (
            "Dopo il rinnovo di {P Bianchi} ora tocca a {P Verdi}. "
            "Il {C Parma} ha deciso di prolungargli il contratto fino al 2029."
        )
        assert reader.facts(text) == [("Verdi", "Parma", "renewal", "2029")]

    def test_a_contract_that_opens_its_sentence_is_of_who_follows(self, reader: Reader) -> None:
        text = "{P Neri} resta fuori. Con un accordo fino al 2029 e tanta fiducia, arriva al {C Parma} {P Verdi}."
        assert reader.facts(text) == [("Verdi", "Parma", "signing", "2029")]

    def test_a_new_subject_leaves_the_player_before_it(self, reader: Reader) -> None:
        text = "Il {C Como} ha preso {P Neri}, il {C Parma} ha rinnovato fino al 2029 il contratto di {P Verdi}."
        assert reader.facts(text) == [("Verdi", "Parma", "renewal", "2029")]

    def test_it_is_not_the_director_with_whom_it_is_agreed(self, reader: Reader) -> None:
        text = "{P Verdi} è a un passo dal {C Parma}: trovato l'accordo con {P Neri} per un contratto fino al 2029."
        assert reader.facts(text, Neri="director") == [("Verdi", "Parma", "signing", "2029")]


class TestWhichClub:
    def test_the_club_in_brackets_is_the_one_left(self, reader: Reader) -> None:
        text = "Ufficiale: {P Verdi} ({C Genoa}) al {C Parma}, contratto fino al 2029."
        assert reader.facts(text) == [("Verdi", "Parma", "signing", "2029")]

    def test_a_new_paragraph_takes_up_the_club_of_the_last(self, reader: Reader) -> None:
        text = (
            "Il {C Como} saluta {P Neri}. Il {C Parma} invece pensa in grande.\n"
            "Il club ha annunciato {P Verdi}. Il portiere ha firmato fino al 2029 e ha giocato con il {C Lecce}."
        )
        assert reader.facts(text) == [("Verdi", "Parma", "signing", "2029")]

    def test_where_the_article_does_not_tell_the_gazetteer_does(self, reader: Reader) -> None:
        text = "Il {C Real Madrid} vince ancora. E anche l'{C Inter}.\n{P Nicolò Barella} rinnova fino al 2029"
        assert reader.facts(text) == [("Nicolò Barella", "Inter", "renewal", "2029")]


@pytest.mark.parametrize(
    "words",
    [
        "Proroga dei termini per i trasferimenti fino al 31 agosto: il {C Parma} cerca {P Verdi}.",
        "Prorogato il mercato fino al 31 agosto 2029, il {C Parma} aspetta {P Verdi}.",
        "Il {C Parma} spera in {P Verdi}, ma il termine delle iscrizioni scade il 5 agosto 2029.",
    ],
)
def test_a_term_that_is_no_contracts_is_none(reader: Reader, words: str) -> None:
    assert reader.facts(words, "2029-07-01")[:1] == []


def test_a_signature_told_after_a_renewal_is_that_renewal(reader: Reader) -> None:
    text = "Il {C Parma} ha comunicato il prolungamento di {P Verdi}. {P Verdi} ha firmato fino al 2029."
    assert reader.facts(text) == [("Verdi", "Parma", "renewal", "2029")]


def test_who_is_in_scadenza_in_an_article_on_expiring_contracts_is_so_at_the_end_that_it_names(reader: Reader) -> None:
    words = (
        "{C Lecce}, undici contratti in scadenza a giugno 2026.\n"
        "Il caso più spinoso è quello di {P Rossi}, che vuole garanzie.\n"
        "In scadenza anche {P Bianchi} (31 anni), {P Verdi} e {P Neri}. A fine contratto pure {P Gallo}, "
        "mentre in scadenza di prestito c'è {P Conti}. Non è in scadenza {P Serra}."
    )
    assert reader.facts(words, "2026-01-10") == [
        ("Bianchi", "Lecce", "expiry", "2026-06"),
        ("Verdi", "Lecce", "expiry", "2026-06"),
        ("Neri", "Lecce", "expiry", "2026-06"),
        ("Gallo", "Lecce", "expiry", "2026-06"),
        ("Conti", "Lecce", "loan", "2026-06"),
    ]
    assert reader.facts("{P Rossi} del {C Lecce}, in scadenza di contratto, piace al {C Bari}.", "2026-01-10") == []


@pytest.mark.parametrize(
    "words",
    [
        "Scadono nel 2026 i contratti di tre giocatori del {C Lecce}: {P Rossi}, il portiere {P Bianchi} e {P Verdi}.",
        "Tre contratti in scadenza nel 2026 per il {C Lecce}. Riguardano {P Rossi}, {P Bianchi} e {P Verdi}.",
        "Nel {C Lecce} ci sono tre giocatori in scadenza nel 2026, {P Rossi}, {P Bianchi} e {P Verdi}.",
        "{P Rossi} del {C Lecce} è in scadenza nel 2026, {P Bianchi} nel 2026, {P Verdi} nel 2026.",
    ],
)
def test_a_list_in_the_sentence_or_behind_it(reader: Reader, words: str) -> None:
    assert {(person, event, date) for person, _, event, date in reader.facts(words, "2025-10-02")} == {
        ("Rossi", "expiry", "2026"),
        ("Bianchi", "expiry", "2026"),
        ("Verdi", "expiry", "2026"),
    }


def test_a_line_may_hold_one_name_and_year_after_the_other(reader: Reader) -> None:
    words = (
        "{C Lecce}, le scadenze dei giocatori\n\n"
        "Portieri: {P Rossi} 2026, {P Bianchi} 2028.\n"
        "Difensori: {P Verdi} 2027, {P Neri} (2026)."
    )
    table = [
        ("Rossi", "Lecce", "expiry", "2026"),
        ("Bianchi", "Lecce", "expiry", "2028"),
        ("Verdi", "Lecce", "expiry", "2027"),
        ("Neri", "Lecce", "expiry", "2026"),
    ]
    assert reader.facts(words, "2025-10-02") == table
    assert reader.facts(words) == table
    assert reader.facts(words.replace("le scadenze dei giocatori", "gli esordi in Serie A")) == []


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("{P Rossi} è blindato fino al 2028 dal {C Parma}.", ("Rossi", "Parma", "expiry", "2028")),
        (
            "{P Rossi} del {C Parma}, tesserato fino al 2027, si ferma per un guaio muscolare.",
            ("Rossi", "Parma", "expiry", "2027"),
        ),
        (
            "Abbiamo con {P Rossi} un accordo che dura altri due anni, dice il {C Parma}.",
            ("Rossi", "Parma", "expiry", "2027"),
        ),
        ("Il prolungamento di {P Rossi} con il {C Parma} arriva al 2030.", ("Rossi", "Parma", "renewal", "2030")),
        (
            "{P Rossi} ha prolungato l'attuale contratto con il {C Parma} fino al 2029.",
            ("Rossi", "Parma", "renewal", "2029"),
        ),
        (
            "Rinnovo fatto tra {P Rossi} e il {C Parma}. Il difensore resterà in Emilia fino al 2029.",
            ("Rossi", "Parma", "renewal", "2029"),
        ),
        (
            "Il {C Parma} ha preso {P Rossi}. Il difensore sarà legato ai ducali fino al 2029.",
            ("Rossi", "Parma", "signing", "2029"),
        ),
        ("Il {C Parma} ha un'opzione su {P Rossi} per il 2026/27.", ("Rossi", "Parma", "option", "2027")),
        (
            "{P Rossi}, sotto contratto con il {C Parma} fino al termine del 2027, piace al {C Genoa}.",
            ("Rossi", "Parma", "expiry", "2027-12"),
        ),
    ],
)
def test_the_event_that_the_words_tell(reader: Reader, words: str, fact: tuple[str, ...]) -> None:
    assert reader.facts(words, "2025-10-02") == [fact]


@pytest.mark.parametrize(
    "words",
    [
        "Al {C Genoa} piace l'allenatore del {C Parma}, {P Rossi}, che ha il contratto in scadenza nel 2027.",
        "Il {C Genoa} insiste per {P Rossi}, ma il {C Parma} lo ha sotto contratto fino al 2027.",
        "Il {C Genoa} non ha fretta con {P Rossi}: il {C Parma}, che l'ha blindato fino al 2027, spera.",
        "Niente {C Genoa} per {P Rossi}: il contratto con il {C Parma} scade nel 2027.",
        "Il {C Genoa} ha chiamato il {C Parma} per {P Rossi}, in scadenza nel 2027.",
    ],
)
def test_the_club_is_the_one_that_has_the_contract(reader: Reader, words: str) -> None:
    assert [(person, club) for person, club, _, date in reader.facts(words, "2025-10-02") if date == "2027"] == [
        ("Rossi", "Parma")
    ]


@pytest.mark.parametrize(
    "words", ["L'offerta per i tifosi del {C Parma} scade venerdì.", "L'inibizione di {P Rossi} scade il 21 marzo."]
)
def test_what_else_may_expire_is_no_contract(reader: Reader, words: str) -> None:
    assert reader.facts(words, "2025-10-02") == []


def test_who_is_free_from_the_first_of_july_has_a_contract_until_the_day_before(reader: Reader) -> None:
    words = "{P Rossi} sarà libero dal primo luglio: il {C Parma} lo perde. {P Gori} arriva dal primo luglio."
    assert reader.facts(words, "2026-03-02") == [("Rossi", "Parma", "expiry", "2026-06-30")]


def test_a_paragraph_may_have_a_heading_of_its_own(reader: Reader) -> None:
    words = (
        "{C Lecce}, la situazione dei contratti\n\n"
        "Scadenza 2026. Il tempo stringe per {P Rossi} e per il portiere {P Bianchi}.\n\n"
        "Scadenza 2027: qui c'è {P Verdi}, arrivato a gennaio."
    )
    assert [(person, date) for person, *_, date in reader.facts(words, "2025-10-02")] == [
        ("Rossi", "2026"),
        ("Bianchi", "2026"),
        ("Verdi", "2027"),
    ]


def test_a_date_in_brackets_is_that_of_the_name_before_them(reader: Reader) -> None:
    words = (
        "{P Rossi} è legato al {C Lecce} da un contratto fino al 2027, così come {P Bianchi} e {P Verdi}, "
        "mentre hanno un accordo più lungo {P Neri} (fino al 2028) e {P Gallo} (2029)."
    )
    assert [(person, date) for person, *_, date in reader.facts(words, "2025-10-02")] == [
        ("Rossi", "2027"),
        ("Bianchi", "2027"),
        ("Verdi", "2027"),
        ("Neri", "2028"),
        ("Gallo", "2029"),
    ]


def test_a_heading_may_stand_over_prose_and_its_end_counts_in_the_finest_form_printed(reader: Reader) -> None:
    words = (
        "Nel {C Lecce} occhio ai contratti in scadenza il 30 giugno 2026.\n\n"
        "I giocatori in scadenza nel 2026\n\n"
        "Si parte dal portiere {P Rossi}. Poi ci sono i difensori {P Bianchi} e {P Verdi}, mentre {P Neri} "
        "ha rinnovato fino al 2028."
    )
    assert reader.facts(words, "2025-10-02")[:3] == [
        ("Rossi", "Lecce", "expiry", "2026-06-30"),
        ("Bianchi", "Lecce", "expiry", "2026-06-30"),
        ("Verdi", "Lecce", "expiry", "2026-06-30"),
    ]


def test_what_is_paid_may_stand_before_the_year(reader: Reader) -> None:
    words = "{C Lecce}, ingaggi e scadenze dei contratti\n{P Rossi} 1,2 (2027)\n{P Bianchi} 0,8 (2026)"
    assert [(person, date) for person, *_, date in reader.facts(words, "2025-10-02")] == [
        ("Rossi", "2027"),
        ("Bianchi", "2026"),
    ]


def test_an_end_without_a_date_may_stand_beside_one_with_a_date(reader: Reader) -> None:
    words = (
        "Nel {C Lecce} undici contratti in scadenza nel 2026.\n"
        "In difesa a fine contratto {P Rossi} e {P Bianchi}, mentre {P Verdi} è legato fino al 2028."
    )
    assert [(person, date) for person, *_, date in reader.facts(words, "2025-10-02")] == [
        ("Rossi", "2026"),
        ("Bianchi", "2026"),
        ("Verdi", "2028"),
    ]


@pytest.mark.parametrize("heading", ["LA SITUAZIONE CONTRATTUALE DELLA ROSA", "Le scadenze di tutti i calciatori"])
def test_a_table_without_an_article_date(reader: Reader, heading: str) -> None:
    words = "{C Lecce}, " + heading + "\n\n{P Rossi}     2014\n{P Bianchi}     2015"
    assert [(person, date) for person, *_, date in reader.facts(words)] == [("Rossi", "2014"), ("Bianchi", "2015")]


def test_brackets_may_stand_behind_two_names(reader: Reader) -> None:
    words = "Nel {C Lecce} hanno un contratto lungo {P Rossi} e {P Bianchi} (fino al 2028)."
    assert [(person, date) for person, *_, date in reader.facts(words, "2025-10-02")] == [
        ("Rossi", "2028"),
        ("Bianchi", "2028"),
    ]
