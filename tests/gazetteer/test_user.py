"""The user's own names: what a file may hold, what is refused, and how articles are read with it."""

import pickle
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

import rumourx
from rumourx.errors import UsageError
from rumourx.gazetteer import FormKind, Gazetteer, gazetteer
from rumourx.gazetteer.gazetteer import using
from rumourx.gazetteer.user import gazetteer_with, read_user_names, stamp_files, user_files
from rumourx.pipeline.load import COMPONENTS, load_pipeline
from rumourx.record.types import Record

NAMES = """
[[clubs]]
name = "Vigor Fontanasecca"
forms = ["Vigor"]
nicknames = ["Rospi"]
colours = ["verdegranata"]
adjectives = ["fontaneschi"]
city = "Fontanasecca"
country = "IT"

[[people]]
name = "Galeno Bruschi"
forms = ["il Druido"]
role = "coach"
clubs = ["Vigor Fontanasecca", "parma"]
born = 1971

[[outlets]]
name = "Il Pungolo di Fontanasecca"
forms = ["il Pungolo"]

[[competitions]]
name = "Trofeo delle Sette Fonti"

[[stadiums]]
name = "Stadio delle Rane"
forms = ["catino delle Rane"]
"""
ARTICLE = """Il Druido verso il Parma

I Rospi cambiano guida dopo il Trofeo delle Sette Fonti. Galeno Bruschi piace al Parma, come riporta il Pungolo di \
Fontanasecca. «Al catino delle Rane sto bene» ha detto l'allenatore fontanesco. Il Druido ha un contratto con la \
Vigor fino al 2027.
"""

Write = Callable[..., Path]
Known = Callable[[str], Gazetteer]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of names."""

    def write(text: str, name: str = "names.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def known(write: Write) -> Known:
    """The gazetteer with the names of a text."""
    return lambda text: gazetteer_with(stamp_files(write(text)))


def clubs(record: Record) -> dict[str, list[str]]:
    return {club.name: [mention.text for mention in club.mentions] for club in record.clubs}


class TestAnArticle:
    @pytest.fixture(scope="class")
    @staticmethod
    def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
        path = tmp_path_factory.mktemp("names") / "names.toml"
        path.write_text(NAMES, encoding="utf-8")
        return rumourx.extract(ARTICLE, gazetteer=path)

    def test_a_club_of_the_file_is_found_by_nickname_and_short_name(self, record: Record) -> None:
        assert clubs(record) == {"Parma": ["Parma", "Parma"], "Vigor Fontanasecca": ["Rospi", "Vigor"]}
        vigor = record.clubs[1]
        assert (vigor.id, vigor.kind, vigor.country) == ("vigor-fontanasecca", "club", "IT")

    def test_a_person_of_the_file_is_found_by_nickname(self, record: Record) -> None:
        (person,) = record.people
        assert (person.name, person.role) == ("Galeno Bruschi", "coach")
        assert [mention.text for mention in person.mentions] == ["Il Druido", "Galeno Bruschi", "Il Druido"]

    def test_its_adjective_tells_who_speaks(self, record: Record) -> None:
        (quote,) = record.quotes
        assert quote.speaker == "Galeno Bruschi"

    def test_the_contract_is_with_the_club_of_the_file(self, record: Record) -> None:
        (contract,) = record.contract_dates
        assert (contract.person, contract.club, contract.date) == ("Galeno Bruschi", "Vigor Fontanasecca", "2027")

    def test_the_rumour_names_the_person(self, record: Record) -> None:
        (rumour,) = record.rumours
        assert (rumour.person, rumour.club, rumour.sources) == (
            "Galeno Bruschi",
            "Parma",
            ("Il Pungolo di Fontanasecca",),
        )

    def test_outlets_competitions_and_stadiums_bear_their_usual_names(self, record: Record) -> None:
        named = [*record.outlets, *record.competitions, *record.stadiums]
        assert [one.name for one in named] == [
            "Il Pungolo di Fontanasecca",
            "Trofeo delle Sette Fonti",
            "Stadio delle Rane",
        ]

    def test_without_the_file_none_of_them_is_known(self, record: Record) -> None:
        plain = rumourx.extract(ARTICLE)
        assert "Vigor Fontanasecca" not in clubs(plain)
        assert "Il Pungolo di Fontanasecca" not in {one.name for one in plain.outlets}
        assert not plain.stadiums

    def test_colours_stand_for_the_team_that_the_article_names(self, write: Write) -> None:
        text = "La Vigor Fontanasecca ha vinto ancora. I verdegranata sono primi."
        assert clubs(rumourx.extract(text, gazetteer=write(NAMES))) == {
            "Vigor Fontanasecca": ["Vigor Fontanasecca", "verdegranata"]
        }


class TestPipelines:
    def test_those_with_and_without_names_do_not_disturb_each_other(self, write: Write) -> None:
        texts = [ARTICLE] * 3
        with_names = rumourx.extract_many(texts, gazetteer=write(NAMES), batch_size=1)
        without = rumourx.extract_many(texts, batch_size=1)
        for one, other in zip(with_names, without, strict=True):
            assert "Vigor Fontanasecca" in clubs(one)
            assert "Vigor Fontanasecca" not in clubs(other)

    def test_one_is_loaded_once_for_the_same_files(self, write: Write) -> None:
        path = write(NAMES)
        assert rumourx.load(gazetteer=path) is rumourx.load(gazetteer=[str(path)])
        assert rumourx.load(gazetteer=path) is not rumourx.load()

    def test_a_file_that_has_changed_is_read_again(self, write: Write) -> None:
        before = load_pipeline(gazetteer=write('[[clubs]]\nname = "Ranocchia Calcio"'))
        after = load_pipeline(gazetteer=write('[[clubs]]\nname = "Ranocchia Calcio"\nnicknames = ["Batraci"]'))
        text = "La Ranocchia Calcio ha vinto. I Batraci sono primi."
        assert clubs(rumourx.extract(text, pipeline=before)) != clubs(rumourx.extract(text, pipeline=after))

    def test_its_components_have_their_usual_names(self, write: Write) -> None:
        assert rumourx.load(gazetteer=write(NAMES)).pipe_names == rumourx.load().pipe_names

    @pytest.mark.parametrize("component", COMPONENTS)
    def test_a_component_is_sent_to_another_process_as_paths(self, write: Write, component: str) -> None:
        pipe = dict(rumourx.load(gazetteer=write(NAMES)).pipeline)[component]
        sent = pickle.dumps(pipe)
        assert len(sent) < 100_000
        assert pickle.loads(sent)(rumourx.load()("Nulla.")).text == "Nulla."

    def test_worker_processes_know_the_names(self, write: Write) -> None:
        nlp = rumourx.load(gazetteer=write(NAMES))
        docs = nlp.pipe([ARTICLE, ARTICLE], n_process=2)
        assert [[club["name"] for club in doc._.clubs] for doc in docs] == [["Parma", "Vigor Fontanasecca"]] * 2

    def test_one_that_is_loaded_takes_no_more_names(self, write: Write) -> None:
        with pytest.raises(UsageError, match=r"rumourx\.load"):
            rumourx.extract(ARTICLE, pipeline=rumourx.load(), gazetteer=write(NAMES))


class TestWhatIsKnownAlready:
    def test_a_nickname_is_added_to_a_club_that_is_known(self, known: Known) -> None:
        mine = known('[[clubs]]\nname = "Milan"\nnicknames = ["Lucifero"]')
        milan = gazetteer().teams("Milan")[0].team
        assert mine.teams("Lucifero")[0] == (milan, FormKind.NICKNAME)
        assert mine.teams("Diavolo") == gazetteer().teams("Diavolo")
        assert mine.team("milan") == milan

    def test_a_club_may_be_told_by_its_id_and_renamed(self, known: Known) -> None:
        mine = known('[[clubs]]\nid = "milan"\nname = "AC Milan 1899"')
        assert mine.team("milan").name == "AC Milan 1899"
        assert mine.team("milan").city == "Milano"
        assert mine.teams("Diavolo")[0].team.name == "AC Milan 1899"

    def test_a_form_of_another_club_becomes_the_users_first(self, known: Known) -> None:
        mine = known('[[clubs]]\nname = "Diavoli Rossi Otranto"\nnicknames = ["Diavolo"]')
        assert mine.teams("Diavolo")[0].team.name == "Diavoli Rossi Otranto"
        assert mine.teams("Diavolo")[1:] == gazetteer().teams("Diavolo")

    def test_colours_take_nothing_from_those_who_share_them(self, known: Known) -> None:
        mine = known('[[clubs]]\nname = "Otranto Calcio"\ncolours = ["rossoneri"]')
        owners = [one.team.name for one in mine.teams("rossoneri")]
        assert owners[:-1] == [one.team.name for one in gazetteer().teams("rossoneri")]
        assert owners[-1] == "Otranto Calcio"
        assert mine.adjective_teams("rossonera")[-1].name == "Otranto Calcio"

    def test_repeating_a_form_of_a_known_club_changes_nothing(self, known: Known) -> None:
        mine = known('[[clubs]]\nname = "Lecce"\ncolours = ["giallorossi"]')
        assert mine.teams("giallorossi") == gazetteer().teams("giallorossi")
        assert mine.teams("Lecce") == gazetteer().teams("Lecce")

    def test_a_form_takes_the_users_meaning(self, known: Known) -> None:
        assert (gazetteer().outlet("San Siro"), gazetteer().stadium("San Siro")) == (None, "San Siro")
        mine = known('[[outlets]]\nname = "San Siro"\n\n[[clubs]]\nname = "Otranto Calcio"\nnicknames = ["Gazzetta"]')
        assert (mine.outlet("San Siro"), mine.stadium("San Siro")) == ("San Siro", None)
        assert [(match.form, match.category) for match in mine.find("A San Siro la Gazzetta perde")] == [
            ("San Siro", "outlet"),
            ("Gazzetta", "club"),
        ]

    def test_a_persons_form_is_added_and_the_rest_is_kept(self, known: Known) -> None:
        mine = known('[[people]]\nname = "Carlo Ancelotti"\nforms = ["Sopracciglio"]\nclubs = ["Vicenza"]')
        (ancelotti,) = gazetteer().people("Carlo Ancelotti")
        (found,) = mine.people("Sopracciglio")
        assert found == ancelotti._replace(clubs=(*ancelotti.clubs, mine.teams("Vicenza")[0].team.id))
        assert mine.people("Carletto") == (found,)

    def test_a_person_stands_in_place_of_others_of_the_name(self, known: Known) -> None:
        assert gazetteer().people("Gabriel Jesus")
        mine = known('[[people]]\nname = "Gabriel Jesus"\nrole = "agent"\nborn = "1950"')
        assert [(one.role, one.born) for one in mine.people("Gabriel Jesus")] == [("agent", "1950")]
        assert [one.name for one in mine.surname("Jesus")].count("Gabriel Jesus") == 1

    def test_two_people_of_one_name_are_told_apart_by_birth(self, known: Known) -> None:
        person = '[[people]]\nname = "Ugo Fontanasecca"\nborn = {}\n'
        mine = known(person.format("1950") + person.format("1990-05-31"))
        found = mine.people("Ugo Fontanasecca")
        assert [one.born for one in found] == ["1950", "1990-05-31"]
        assert [one.id for one in found] == ["ugo-fontanasecca", "ugo-fontanasecca-1990"]

    def test_one_name_alone_is_found(self, known: Known) -> None:
        mine = known('[[people]]\nname = "Tombinho"')
        assert [match.category for match in mine.find("Ha segnato Tombinho.")] == ["person_nickname"]
        assert mine.people("Tombinho")[0].role == "player"

    def test_a_later_file_knows_the_earlier_ones(self, write: Write) -> None:
        first = write('[[clubs]]\nname = "Otranto Calcio"', "first.toml")
        second = write('[[people]]\nname = "Ugo Bruschi"\nclubs = ["Otranto Calcio"]', "second.toml")
        mine = gazetteer_with(stamp_files([first, second]))
        assert mine.people("Ugo Bruschi")[0].clubs == ("otranto-calcio",)

    def test_the_packages_own_gazetteer_stays_as_it_is(self, known: Known) -> None:
        before = gazetteer().teams("Diavolo")
        with using(known('[[clubs]]\nname = "Otranto Calcio"\nnicknames = ["Diavolo"]')):
            assert gazetteer().teams("Diavolo") != before
        assert gazetteer().teams("Diavolo") == before


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("clubs = [", "is not TOML: "),
            ("[[club]]\nname = 'A'", "the unknown table “club”; a gazetteer has clubs, people, outlets"),
            ("[clubs]\nname = 'A'", "clubs must be a table of arrays: write [[clubs]] before each entry."),
            ("[[clubs]]\nforms = ['A']", "[[clubs]] 1 lacks its name."),
            (
                "[[clubs]]\nname = 'A'\n[[clubs]]\nname = 'B'\nnickname = ['C']",
                "[[clubs]] 2 (“B”) has the unknown key “nickname”; the known ones are name, forms, id, nicknames,",
            ),
            (
                "[[clubs]]\nname = 'A'\nforms = 'B'",
                '[[clubs]] 1 (“A”): forms must be a list of texts, as ["one", "two"].',
            ),
            ("[[clubs]]\nname = 'A'\nforms = ['B', 3]", "[[clubs]] 1 (“A”): forms, entry 2, must be text in quotes."),
            ("[[clubs]]\nname = 7", "[[clubs]] 1 (“7”): name must be text in quotes."),
            ("[[clubs]]\nname = '…'", "name must hold a letter or a digit."),
            ("[[clubs]]\nname = 'A'\nforms = ['B;C']", "must be on one line, without a semicolon"),
            ("[[clubs]]\nname = 'A'\nnicknames = ['la Dea']", "must stand without its article: “Dea”."),
            ("[[clubs]]\nname = 'A'\ncolours = ['rossonero']", "colours, entry 1, must be the masculine plural"),
            ("[[clubs]]\nname = 'A'\nkind = 'team'", "kind must be 'club' or 'national_team'."),
            ("[[clubs]]\nname = 'A'\ncountry = 'Italia'", "country must be a country's code, as IT or GB-ENG."),
            ("[[clubs]]\nname = 'A'\nid = 'Il Mio'", "id must be of small letters, digits and hyphens"),
            ("[[clubs]]\nname = 'Milan'\nid = 'acm'", "“Milan” has the id acm, but is known as milan;"),
            ("[[clubs]]\nname = 'A'\n[[clubs]]\nname = 'a'", "[[clubs]] 1 and 2 are both “a”; make one entry of them."),
            ("[[people]]\nname = 'A B'\nrole = 'mister'", "role must be 'coach', 'player', 'president',"),
            ("[[people]]\nname = 'A B'\nborn = '31.5.1990'", "born must be a date or a year, as 1987-05-31 or 1987."),
            ("[[people]]\nname = 'A B'\nclubs = ['Nessuna FC']", "“Nessuna FC”, a club of A B, is unknown;"),
        ],
    )
    def test_what_is_wrong_is_one_sentence_that_names_the_file(self, write: Write, text: str, sentence: str) -> None:
        path = write(text)
        with pytest.raises(UsageError) as error:
            rumourx.load(gazetteer=path)
        assert str(error.value).startswith(str(path))
        assert sentence in str(error.value)
        assert "\n" not in str(error.value)

    @pytest.mark.parametrize("read", [read_user_names, rumourx.load])
    def test_a_file_that_is_not_there(self, tmp_path: Path, read: Callable[..., object]) -> None:
        path = tmp_path / "none.toml"
        with pytest.raises(UsageError, match=r"none\.toml cannot be read \(No such file or directory\)"):
            read(path) if read is read_user_names else rumourx.load(gazetteer=path)

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_bytes(b"\xff\xfe\x00\x01")
        with pytest.raises(UsageError, match=r"names\.toml is not TOML"):
            read_user_names(path)


def test_paths_are_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert user_files(["a.toml", Path("b.toml")]) == (str(tmp_path / "a.toml"), str(tmp_path / "b.toml"))


def test_look_ups_are_as_fast_with_a_thousand_clubs_more(known: Known) -> None:
    entries = "".join(
        f'[[clubs]]\nname = "Polisportiva {number}"\nnicknames = ["Rospi {number}"]\n' for number in range(1000)
    )
    mine = known(entries)
    text = ARTICLE * 50

    def fastest(names: Gazetteer) -> float:
        names.find(text)
        seconds = []
        for _ in range(5):
            started = process_time()
            names.find(text)
            seconds.append(process_time() - started)
        return min(seconds)

    assert fastest(mine) < 2 * fastest(gazetteer())
