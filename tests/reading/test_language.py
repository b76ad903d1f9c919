"""Only Italian is read; names and short texts are never refused."""

import pytest

from rumourx.errors import ArticleError
from rumourx.reading import article_from_text

FOREIGN = {
    "English": """The coach has a contract until 2026 and Sevilla like him too, as the papers report. “I am
        very well here, we will talk with the board at the end of the season”, he said yesterday.""",
    "Spanish": """El entrenador del club tiene un contrato hasta 2026 y también gusta al Sevilla, según la
        prensa. “Estoy muy bien en Madrid, hablaremos con la directiva a final de temporada”, dijo ayer.""",
    "Portuguese": """O treinador do clube tem contrato até 2026 e também agrada ao Porto, segundo a imprensa.
        “Estou bem em Lisboa, vamos falar com a direção no final da época”, disse ontem, e não há pressa.""",
    "French": """L'entraîneur du club a un contrat jusqu'en 2026 et plaît aussi à Lyon, selon la presse. “Je
        suis bien à Paris, on parlera avec la direction en fin de saison”, a-t-il dit hier au journal.""",
    "another language": """Тренер клуба имеет контракт до конца сезона и нравится также другим клубам, как
        пишут газеты. Мне здесь хорошо, мы поговорим с руководством в конце сезона, сказал он вчера.""",
}
ITALIAN = """L'allenatore ha un contratto fino al 2026 e piace anche al Siviglia, come scrivono i giornali.
    “Qui sto benissimo, parleremo con la società a fine stagione”, ha detto ieri, e non c'è alcuna fretta."""
WITH_ENGLISH_QUOTES = """Queste le parole del tecnico al termine della gara, riprese dai giornali inglesi di
    stamattina: “I am very well here”, e poi ancora: “We will talk”. Nessuna fretta, dunque, per il futuro."""


@pytest.mark.parametrize("language", FOREIGN)
def test_a_text_in_another_language_is_refused_by_name(language: str) -> None:
    with pytest.raises(ArticleError, match=rf"a\.txt seems to be in {language}; RumourX reads Italian"):
        article_from_text(FOREIGN[language], "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ITALIAN, id="Italian"),
        pytest.param(WITH_ENGLISH_QUOTES, id="Italian with English quotes"),
        pytest.param("The manager of Milan said no.", id="too short to judge"),
        pytest.param("Donnarumma, Di Lorenzo, Bastoni, Calafiori, Dimarco, Barella, Jorginho, " * 5, id="names"),
    ],
)
def test_anything_else_is_read(text: str) -> None:
    assert article_from_text(text).text == text
