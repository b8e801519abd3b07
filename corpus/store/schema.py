"""The format of the tables: made new, or brought up to this version step by step.

The steps are Alembic's, in ``migrations/versions``; each is one transaction, which also records
that it is done. A stop at any point leaves the store of before it or after it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, insert, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Column, MetaData, Table
from sqlalchemy.types import String

from corpus.store.errors import StoreError
from corpus.store.records import Base, Setting

VERSION = "8"
"""The newest step; a store whose step is not one of ours was made by a later version."""

_VERSIONS = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)
"""Alembic's own table."""


class OtherVersion(StoreError):
    """The store is of a version of the program that this one does not know."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Lagret {folder} är gjort av en nyare version av Vägvis. Använd den versionen, eller "
            "läs in dokumenten i en ny mapp med ”vagvis ingest”."
        )


def prepare(engine: Engine, folder: Path) -> None:
    """Makes the tables of a new store, or brings those of an older one up to this version.

    Raises:
        OtherVersion: the store is of a later version.
    """
    with engine.connect() as connection:
        version = _version(connection)
    if version is None:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            _VERSIONS.create(connection)
            connection.execute(insert(_VERSIONS), {"version_num": VERSION})
    elif version != VERSION:
        if not version.isdecimal() or int(version) > int(VERSION):
            raise OtherVersion(folder)
        _migrate(engine)


def _version(connection: Connection) -> str | None:
    """The step at which a store stands, or None where there are no tables."""
    there = set(inspect(connection).get_table_names())
    if _VERSIONS.name in there:
        return connection.scalar(select(_VERSIONS.c.version_num))
    if Setting.__tablename__ not in there:
        return None
    # Before there were steps, a setting said it, once the first indexes were made.
    return connection.scalar(select(Setting.value).where(Setting.name == "schema")) or "2"


def _migrate(engine: Engine) -> None:
    # Most of a tenth of a second to import, for what is done once in the life of a version.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["engine"] = engine
    with engine.connect() as connection:
        stamped = inspect(connection).has_table(_VERSIONS.name)
    if not stamped:
        # Stores of the second format were made while it grew: its step adds what they lack.
        command.stamp(config, "1")
    command.upgrade(config, VERSION)
