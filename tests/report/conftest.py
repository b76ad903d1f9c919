"""Reports as a reader has them: a file that the command wrote, opened in Chromium, which must not complain."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

import rumourx

ROOT = Path(rumourx.__file__).parents[1]
SAMPLES = ROOT / "samples"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE, DESKTOP = 360, 1440

Run = Callable[..., subprocess.CompletedProcess[str]]
OpenReport = Callable[..., Page]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `rumourx report` with these arguments in an empty folder; `text` is piped into it."""
    return lambda *arguments, text="": run_report(*arguments, folder=tmp_path, text=text)


def run_report(*arguments: str, folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run `rumourx report` in a process of its own."""
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "rumourx", "report", *arguments],
        cwd=folder,
        env=plain | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"},
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="session")
def samples_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of all samples, from their records and texts."""
    report = tmp_path_factory.mktemp("report") / "samples.html"
    records = sorted(map(str, SAMPLES.glob("*.json")))
    done = run_report(*records, "--output", str(report), "--title", "Samples", folder=ROOT)
    assert done.returncode == 0, done.stderr
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    executable = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


def _chromium() -> str:
    """The path of Chromium, installed where this user may install it; without one the test is skipped."""
    if (found := _installed()) is None and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium"]):
            subprocess.run(command, capture_output=True, check=False, timeout=600)
        found = _installed()
    if found is None:
        pytest.skip("Chromium is not installed and cannot be; install it (apt-get install chromium) to test reports")
    return found


def _installed() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture
def open_report(browser: Browser) -> Iterator[OpenReport]:
    """Open a report at an address behind its #; fails at the end where the page complained or asked the network."""
    problems: list[str] = []
    contexts = []

    def watch(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            problems.append(f"request of {request.url}")

    def open_report(report: Path, state: str = "", *, width: int = DESKTOP, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", watch)
        page.on("pageerror", lambda error: problems.append(f"error: {error}"))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(f"{report.as_uri()}#{state}")
        page.locator("h1").wait_for()
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert problems == []
