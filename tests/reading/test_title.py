"""The title: the first line, when it is set apart from the body."""

import pytest

from rumourx.reading import article_from_text
from rumourx.reading.title import MAX_TITLE_LENGTH

BODY = "Il Parma pensa a Paolo Vanoli. Il tecnico ha un contratto in scadenza nel 2026 e piace al Sassuolo."
WRAPPED = """Il Parma pensa a Paolo Vanoli per la
prossima stagione, ma il tecnico del
Torino ha un contratto in scadenza.
"""


@pytest.mark.parametrize(
    "title",
    [
        "Panchina Parma, la pista che porta a Vanoli",
        "Vanoli: “Resto qui finché mi vogliono”",
        "Parma, Vanoli è a un passo?",
        "Il Parma e quell'idea che torna...",
    ],
)
@pytest.mark.parametrize("line_break", ["\n\n", "\n", "\r\n\r\n", "\r", "\n \n"])
def test_a_first_line_set_apart_is_the_title(title: str, line_break: str) -> None:
    assert article_from_text(title + line_break + BODY).title == title


def test_the_title_may_follow_the_date_header() -> None:
    text = f"date 2025-05-12 Panchina Parma, la pista che porta a Vanoli\n\n{BODY}"
    assert article_from_text(text).title == "Panchina Parma, la pista che porta a Vanoli"
    assert article_from_text(f"date 2025-05\n\n  Parma, pista Vanoli \n{BODY}").title == "Parma, pista Vanoli"


def test_a_line_with_the_author_may_follow_the_title() -> None:
    assert article_from_text(f"Parma, pista Vanoli\ndi Tiziana Ferrando\n\n{BODY}").title == "Parma, pista Vanoli"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BODY, id="one line"),
        pytest.param(BODY + "\n\n \n", id="nothing after it"),
        pytest.param(f"Il Parma pensa a Paolo Vanoli.\n\n{BODY}", id="a sentence"),
        pytest.param(f"Queste le parole del tecnico a Radio Uno:\n\n{BODY}", id="an introduction"),
        pytest.param(WRAPPED, id="a paragraph broken at a fixed width"),
        pytest.param("Il Parma pensa\na Paolo Vanoli.", id="a sentence over two lines"),
        pytest.param("a" * (MAX_TITLE_LENGTH + 1) + f"\n\n{BODY}", id="too long"),
    ],
)
def test_a_first_line_of_running_text_is_no_title(text: str) -> None:
    assert article_from_text(text).title is None
