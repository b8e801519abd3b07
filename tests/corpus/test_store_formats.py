"""Stores of earlier formats, brought up to this one; a stop at any statement loses nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from corpus.courses import Catalogue, Education, Occasion, Origin, Place, Provider
from corpus.model import Filters
from corpus.store import Store, StoreError, course_log
from corpus.store.database import DatabaseFile
from corpus.store.records import Base
from corpus.store.schema import VERSION
from tests.corpus.hashing import HashingEmbedder, made

FORMATS = Path(__file__).parent / "formats"
EMBEDDER = HashingEmbedder()
assert course_log  # its tables are part of the format


def restored(form: str, folder: Path) -> Path:
    """A store of a format, as its database alone."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "vagvis.sqlite")) as database:
        database.executescript((FORMATS / f"store_{form}.sql").read_text("utf-8"))
    return folder


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.iterdump())


@pytest.fixture(params=[str(number) for number in range(1, int(VERSION))])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_store_of_an_earlier_format_is_brought_up(tmp_path: Path, form: str) -> None:
    folder = restored(form, tmp_path / "store")
    with Store.open(folder, EMBEDDER, "test") as store:
        assert store.verify() == []
        assert [record.source for record in store.documents()] == ["a.txt", "b.txt", "katalog.json"]
        document, passages = made("b.txt", "andra dokumentet om praktik")
        assert store.document(document.id) == document
        assert store.passages_of(document.id) == passages
        assert store.keyword_search("praktik", 3, Filters())[0][0] == passages[0].id
        [(_, catalogue)] = store.catalogues()
        origin = Origin("rad 2", {"name": "Namn"})
        assert catalogue == Catalogue(
            providers=(Provider("p1", origin, "Norrskens vuxenutbildning"),),
            educations=(Education("e1", origin, "Matematik 2b"),),
            occasions=(
                Occasion("o1", origin, "e1", providers=("p1",), places=(Place("Sundsvall"),)),
            ),
        )
        assert store.course_changes("2020") == []
        store.put([made("c.txt", "tredje dokumentet")])
        store.follow_courses()
    with Store.open(folder, EMBEDDER, "test") as store:
        assert len(store.documents()) == 4


def test_a_store_that_was_brought_up_is_as_a_new_one(tmp_path: Path, form: str) -> None:
    database = DatabaseFile(restored(form, tmp_path) / "vagvis.sqlite")
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.engine.dispose()


def test_killed_before_any_statement_of_the_way_up(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kill leaves is what the files hold at that moment: each that differs is tried."""
    before = content(restored(form, tmp_path / "before") / "vagvis.sqlite")
    folder = restored(form, tmp_path / "store")
    statements = 0
    stops: dict[tuple[bytes, ...], Path] = {}
    from corpus.store import schema

    migrate = schema._migrate

    def stopped(engine: object) -> None:
        def stop(*_: object) -> None:
            nonlocal statements
            statements += 1
            held = tuple(one.read_bytes() for one in sorted(folder.iterdir()))
            if held not in stops:
                stops[held] = shutil.copytree(folder, tmp_path / f"stop-{len(stops)}")

        event.listen(engine, "before_cursor_execute", stop)
        migrate(engine)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(schema, "_migrate", stopped)
        DatabaseFile(folder / "vagvis.sqlite").engine.dispose()
    after = content(folder / "vagvis.sqlite")
    assert statements > 20
    halves = 0
    for stop in stops.values():
        now = content(stop / "vagvis.sqlite")
        halves += now not in (before, after)
        DatabaseFile(stop / "vagvis.sqlite").engine.dispose()
        assert content(stop / "vagvis.sqlite") == after
    assert bool(halves) == (int(form) < int(VERSION) - 1)  # between two steps, too


@pytest.mark.parametrize("later", ["999", "abc"])
def test_a_store_of_a_later_version_is_refused_and_left_alone(tmp_path: Path, later: str) -> None:
    Store.open(tmp_path, EMBEDDER, "test").close()
    path = tmp_path / "vagvis.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        [(version,)] = database.execute("SELECT version_num FROM alembic_version")
        assert version == VERSION
        database.execute("UPDATE alembic_version SET version_num = ?", [later])
    before = content(path)
    with pytest.raises(StoreError, match="nyare version"):
        Store.open(tmp_path, EMBEDDER, "test")
    assert content(path) == before
