from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import App, open_app
from assistant.settings import Settings
from corpus.courses import Catalogue, Level
from corpus.model import Block, BlockKind, Document, Kind, Metadata, Page
from ingest.split import split
from tests.assistant.research.editions import TwoEditions, read_in
from tests.corpus.courses import education, occasion, provider


def paged_report() -> Document:
    """A report with printed page numbers 11 and 12, and a sentence over the page break."""
    first = (
        Block(BlockKind.HEADING, "Vägledningens syfte", 1),
        Block(
            BlockKind.PARAGRAPH,
            "Syftet med vägledning är att individen ska kunna välja utbildning och yrke själv.",
        ),
        Block(BlockKind.PARAGRAPH, "Projektet hade 34 deltagare, och av dem fick"),
    )
    second = (
        Block(BlockKind.PARAGRAPH, "21 personer arbete inom ett halvår."),
        Block(BlockKind.HEADING, "Ansvar", 1),
        Block(BlockKind.PARAGRAPH, "Länsstyrelsen i Norrsken ansvarar för uppföljningen."),
    )
    return Document(
        location="made:report",
        source="rapporter/slutrapport.txt",
        content_hash="1",
        metadata=Metadata("Slutrapport Vägval", Kind.REPORT, "Region Norrsken", "2019-05-30", "sv"),
        pages=(Page(11, first), Page(12, second)),
    )


def guidance_page() -> Document:
    """A web page without page numbers."""
    blocks = (
        Block(BlockKind.HEADING, "Validering", 1),
        Block(
            BlockKind.PARAGRAPH,
            "Validering av reell kompetens betyder att kunskaper kartläggs och bedöms, "
            "oavsett hur de har förvärvats.",
        ),
        Block(BlockKind.PARAGRAPH, "Boka ett samtal med en studie- och yrkesvägledare."),
    )
    return Document(
        location="made:page",
        source="validering.html",
        content_hash="2",
        metadata=Metadata("Om validering", Kind.GUIDANCE, "Norrskens kommun", "2024", "sv"),
        pages=(Page(None, blocks),),
    )


def courses() -> Catalogue:
    """What the web page tells of courses: one open, one that opens later, one that is over."""
    rolling = occasion("o3", "e2", places=("Härnösand",), rolling=True, distance=True)
    return Catalogue(
        (provider(),),
        (
            education(code="MATMAT02b", level=Level.UPPER, eligibility="Godkänt i Matematik 1b."),
            education("e2", "Svenska som andraspråk 1"),
        ),
        (
            occasion("o1", start="2027-01-11", apply_until="2026-12-15", pace=50.0),
            occasion("o2", start="2026-01-11", end="2026-06-05", pace=50.0),
            rolling,
        ),
    )


def fill(app: App) -> None:
    made = (paged_report(), guidance_page())
    app.store.put([(one, split(one)) for one in made], {guidance_page().id: courses()})


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A real app over a small store, which no test changes."""
    with open_app(Settings(data=tmp_path_factory.mktemp("store")), "tests") as opened:
        fill(opened)
        yield opened


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[App]:
    """A real app whose store belongs to one test."""
    with open_app(Settings(data=tmp_path / "store"), "tests") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoEditions]:
    """An app over two editions of a plan, which no test changes."""
    data, folder = tmp_path_factory.mktemp("store"), tmp_path_factory.mktemp("editions")
    with open_app(Settings(data=data), "tests") as opened:
        yield TwoEditions(opened, *read_in(opened, folder))
