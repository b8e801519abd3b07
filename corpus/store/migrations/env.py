"""Run by Alembic: applies the steps over the engine that ``corpus.store.schema`` hands in."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine

engine: Engine = context.config.attributes["engine"]

with engine.connect() as connection:
    # Alembic takes SQLite for unable to roll a step back; it is, where the driver lets it.
    context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
