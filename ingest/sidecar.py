"""The sidecar ``name.meta.toml``: what an operator states of a document, before all else."""

from __future__ import annotations

import errno
import tomllib
from datetime import date
from pathlib import Path

from corpus.model import Kind
from ingest.dates import iso_date
from ingest.readers.reading import Facts, Unreadable, tidy

SUFFIX = ".meta.toml"
_KEYS = ("title", "publisher", "published", "kind", "language")


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of ``rapport.pdf``: ``rapport.pdf.meta.toml``, else ``rapport.meta.toml``."""
    for name in (f"{path.name}{SUFFIX}", f"{path.stem}{SUFFIX}"):
        candidate = path.with_name(name)
        try:
            if candidate.is_file():
                return candidate
        except OSError as error:
            # A name that is as long as a name may be leaves no room for one that is longer.
            if error.errno != errno.ENAMETOOLONG:
                raise
    return None


def parse_sidecar(name: str, data: bytes) -> Facts:
    """The facts of a sidecar, whose file name only serves the messages.

    Raises:
        Unreadable: the sidecar is no valid TOML, or holds a key or a value that means nothing.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"har en felskriven metadatafil, {name}: {error}. Rätta den.") from error
    if unknown := sorted(set(table) - set(_KEYS)):
        raise Unreadable(
            f"har en metadatafil, {name}, med okända fält: {', '.join(unknown)}. "
            f"Kända fält är {', '.join(_KEYS)}."
        )
    kind = _text(name, table, "kind")
    if kind is not None and kind not in set(Kind):
        raise Unreadable(
            f"har en metadatafil, {name}, där kind är ”{kind}”. "
            f"Giltiga värden är {', '.join(Kind)}."
        )
    language = _text(name, table, "language")
    return Facts(
        title=_text(name, table, "title"),
        publisher=_text(name, table, "publisher"),
        published=_published(name, table),
        kind=Kind(kind) if kind else None,
        language=language[:2].lower() if language else None,
    )


def _text(name: str, table: dict[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unreadable(f"har en metadatafil, {name}, där {key} inte är en text inom citattecken.")
    return tidy(value) or None


def _published(name: str, table: dict[str, object]) -> str | None:
    value = table.get("published")
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    if (published := iso_date(text)) is None:
        raise Unreadable(
            f"har en metadatafil, {name}, där published inte är ett datum. "
            "Skriv 2012, 2012-05 eller 2012-05-30."
        )
    return published
