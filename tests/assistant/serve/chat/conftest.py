"""A browser, and what it visits: the page over scripted answers, and over real documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assistant.app import App, open_app
from assistant.settings import Settings
from ingest.watch import WatchedPlaces
from tests.assistant.conftest import fill
from tests.assistant.research.editions import read_in
from tests.assistant.serve.chat.served import ARGUMENTS, TODAY, server, small_app
from tests.assistant.serve.chat.visitors import CHROMIUM
from tests.assistant.serve.doors import behind


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def scripted_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """Answers by the question's first word."""
    with small_app(tmp_path_factory.mktemp("store")) as app:
        yield app


@pytest.fixture(scope="session")
def address(scripted_app: App) -> Iterator[str]:
    """Of the page over scripted answers."""
    with server(scripted_app) as address:
        yield address


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the two editions of a plan are read from."""
    return tmp_path_factory.mktemp("plans")


@pytest.fixture(scope="session")
def real_app(tmp_path_factory: pytest.TempPathFactory, plans: Path) -> Iterator[App]:
    """The real app over a few documents."""
    with open_app(Settings(data=tmp_path_factory.mktemp("store"), today=TODAY), "tests") as app:
        fill(app)
        read_in(app, plans)
        watched = tmp_path_factory.mktemp("watched")
        (watched / "nyss.md").write_text("# Nyss\n\nDet regnar i dag.\n", encoding="utf-8")
        folders = (watched, watched / "borta")
        WatchedPlaces(folders, None, watched / "mirror", 600).look(app.store)
        yield app


@pytest.fixture(scope="session")
def real_address(real_app: App) -> Iterator[str]:
    """Of the page over real documents."""
    with behind(real_app) as address:
        yield address


@pytest.fixture
def real(real_app: App, plans: Path) -> Iterator[App]:
    """The same app for a test that changes its plans, which are put back after it."""
    yield real_app
    read_in(real_app, plans)
