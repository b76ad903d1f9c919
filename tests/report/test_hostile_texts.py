"""Whatever stands in an article is shown as it is: nothing of it becomes markup, a script, a link or a request."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.report.conftest import OpenReport, run_report
from tests.report.made_records import club, mention, person, quote, record, rumour, write_records

ITALIAN = (
    "Il tecnico ha parlato con la società e non ha ancora deciso se restare con la squadra nella prossima stagione."
)
HOSTILE = (
    "<script>hacked = 1</script>",
    "</script><script>hacked = 2</script>",
    "<img src=x onerror=hacked=3>",
    "<!-- <script> --> ]]> </style></title></textarea>",
    "javascript:hacked=4",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} <%= 7 * 7 %>",
    "&lt;b&gt; &amp; &#x3c;",
    "\"' onmouseover='hacked=5' x=\"",
    "__proto__ constructor toString",
)


def open_records(open_report: OpenReport, folder: Path, *records: dict[str, Any]) -> Page:
    """The report of records whose texts are in the folder."""
    write_records(folder / "facts.jsonl", *records)
    done = run_report("facts.jsonl", "-o", "report.html", "--title", records[0]["title"] or "", folder=folder)
    assert done.returncode == 0, done.stderr
    return open_report(folder / "report.html")


def write_article(folder: Path, title: str, body: str) -> str:
    """Write an article as JSON, which holds any letter; return its text."""
    text = f"{title}\n\n{body}"
    (folder / "articolo.json").write_text(json.dumps({"text": text}), encoding="utf-8")
    return text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_and_code_are_shown_literally_wherever_they_stand(
    open_report: OpenReport, tmp_path: Path, hostile: str
) -> None:
    text = write_article(tmp_path, hostile, f"{ITALIAN} {hostile} disse: «{hostile}».")
    one = record(
        "articolo.json",
        hostile,
        "2025-05-12",
        people=[person(text, hostile)],
        clubs=[club(text, hostile)],
        quotes=[quote(text, hostile, hostile) | {"cue": hostile}],
        rumours=[rumour(text, f"{ITALIAN} {hostile}", hostile, hostile) | {"sources": [hostile]}],
        outlets=[{"name": hostile, "mentions": [mention(text, hostile)]}],
    )
    elsewhere = one | {"source": hostile, "fields": {"url": hostile}}
    page = open_records(open_report, tmp_path, one, elsewhere)
    page.add_init_script("hacked = 0")
    page.reload()
    for state in ("", "view=contracts", "view=links", "article=0", "article=1", f"person={hostile}"):
        page.goto(f"{(tmp_path / 'report.html').as_uri()}#{state}")
        page.locator("h1").wait_for()
        assert page.evaluate("() => hacked") == 0
        assert page.locator("#report").locator("script, img, style, iframe, b b").count() == 0
        links = page.locator("a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
        assert {link[0] for link in links} == {"#"}
        expect(page.locator("#report")).to_contain_text(hostile)
    assert page.title().startswith(hostile)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\ud83db", "a\ufffdb"),
        ("a\ude00\ud83db", "a\ufffd\ufffdb"),
        ("a\0b\x1b[31m\x7f", "a␀b␛[31m␡"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\ufeffb\uffffc\U0010ffff", "a\ufeffb\uffffc\U0010ffff"),
        ("🧑🏽‍⚽ e\u0301 𝕻𝖆𝖗𝖒𝖆", "🧑🏽‍⚽ e\u0301 𝕻𝖆𝖗𝖒𝖆"),
    ],
    ids=["surrogate", "surrogates", "controls", "line ends", "directions", "non-letters", "beyond the BMP"],
)
def test_broken_and_rare_letters_are_shown_and_move_no_mark(
    open_report: OpenReport, tmp_path: Path, written: str, shown: str
) -> None:
    text = write_article(tmp_path, "Vertice di mercato", f"{written} {ITALIAN} {written} Vanoli {written} «Resto qui»")
    one = record(
        "articolo.json",
        "Vertice di mercato",
        people=[person(text, "Vanoli")],
        quotes=[quote(text, f"{written} «Resto qui»", "Vanoli")],
    )
    page = open_records(open_report, tmp_path, one)
    expect(page.locator(".body")).to_contain_text(f"{shown} {ITALIAN} {shown} Vanoli {shown} «Resto qui»")
    expect(page.locator(".body .mark-person")).to_have_text("Vanoli")
    assert page.locator(".body .mark-quote").text_content() == f"{shown} «Resto qui»"


def test_only_addresses_in_the_web_are_links(open_report: OpenReport, tmp_path: Path) -> None:
    addresses = ("https://example.org/1", "http://example.org/2", "javascript:alert(1)", "file:///etc/hosts", "//x.org")
    records = [record(f"{one}.txt", "Titolo", "2025-05-12") | {"fields": {"url": one}} for one in addresses]
    page = open_records(open_report, tmp_path, *records)
    links = page.locator("a.source")
    expect(links).to_have_count(2)
    assert [link.get_attribute("href") for link in links.all()] == list(addresses[:2])
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}


def test_an_address_that_makes_no_sense_opens_the_list(open_report: OpenReport, tmp_path: Path) -> None:
    write_records(tmp_path / "facts.jsonl", record(None, "Uno"), record(None, "Due"))
    run_report("facts.jsonl", "-o", "report.html", folder=tmp_path)
    nonsense = "view=constructor&sort=toString&page=99&article=999&row=-1&mark=9.9&hidden=x,__proto__&stage=%E0%A4%A"
    page = open_report(tmp_path / "report.html", nonsense)
    expect(page.get_by_role("heading", level=1)).to_have_text("No article fits these filters.")
    page.get_by_role("link", name="Stage").click()
    expect(page.locator(".item h2")).to_have_text(["Uno", "Due"])


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.innerHTML = '<img src=x onerror=hacked=1>'",
        "const s = document.createElement('script'); s.append('hacked = 1'); document.body.append(s)",
        "document.body.setAttribute('onclick', 'hacked = 1'); document.body.click()",
        "const i = new Image(); i.onerror = () => {}; i.onload = () => hacked = 1; i.src = 'report.png'",
        "fetch('report.html').then(() => hacked = 1, () => {})",
    ],
    ids=["markup", "script", "handler", "image", "request"],
)
def test_the_policy_lets_nothing_else_run_or_load(browser: Browser, tmp_path: Path, attempt: str) -> None:
    write_records(tmp_path / "facts.jsonl", record(None, "Titolo"))
    run_report("facts.jsonl", "-o", "report.html", folder=tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    page.screenshot(path=tmp_path / "report.png")
    with page.expect_console_message(lambda message: message.type == "error"):
        page.evaluate(f"() => {{ window.hacked = 0; try {{ {attempt} }} catch {{ }} }}")
    page.wait_for_timeout(100)
    assert page.evaluate("() => hacked") == 0
    page.close()


def test_marks_that_overlap_in_any_way_cover_exactly_their_words(open_report: OpenReport, tmp_path: Path) -> None:
    random = Random(7)
    text = write_article(tmp_path, "Titolo", "\n\n".join(f"🏟 {ITALIAN}" for _ in range(4)))
    ends = [sorted(random.sample(range(len(text) + 1), k=2)) for _ in range(60)]
    one = record(
        "articolo.json",
        "Titolo",
        people=[
            {"name": f"N{number}", "id": None, "role": None, "mentions": [place(text, *span)]}
            for number, span in enumerate(ends[:20])
        ],
        rumours=[
            {
                "person": "N0",
                "club": "C",
                "move": "join",
                "stage": "talks",
                "sources": [],
                "evidence": [place(text, *span) for span in ends[20:]],
            }
        ],
    )
    page = open_records(open_report, tmp_path, one)
    for fact, (start, end) in enumerate(ends[:20]):
        covered = page.locator(f".mark[data-facts~='{fact}']").evaluate_all(
            "(all) => all.map((one) => one.textContent)"
        )
        assert squeezed("".join(covered)) == squeezed(text[start:end])


def place(text: str, start: int, end: int) -> dict[str, Any]:
    return {"text": text[start:end], "start": start, "end": end}


def squeezed(text: str) -> str:
    """The text without blanks: what separates paragraphs is in no mark."""
    return "".join(text.split())
