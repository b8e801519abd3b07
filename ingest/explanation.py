"""The way of one file, from its bytes to the passages of a document."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.document_text import DocumentOrder, Explanation
from ingest.files import BadPath, FileContent, SourceFile, find, load, printable
from ingest.isolated import explained_isolated
from ingest.readers import Facts, Unreadable
from ingest.sidecar import parse_sidecar

_log = logging.getLogger(__name__)


def explain(path: Path) -> Explanation:
    """What becomes of one file, without a store.

    Raises:
        BadPath: there is no such file.
        Unreadable: it cannot be read; the message is a Swedish sentence without subject.
    """
    if path.is_dir():
        raise BadPath(f"{printable(path)} är en mapp. Ange en fil.")
    listing = find([path])
    for problem in listing.problems:
        raise Unreadable(problem.reason)
    if len(listing.files) != 1:
        raise BadPath(
            f"{printable(path)} är ett arkiv med flera filer. Packa upp det, ange en fil."
        )
    (file,) = listing.files
    with file_boundary(file.source):
        return explanation_of(file, load(path))


@contextmanager
def file_boundary(source: str) -> Iterator[None]:
    """What goes wrong inside harms one file alone: it is raised as ``Unreadable``.

    The place of what was not foreseen goes to the log.
    """
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        _log.debug("%s could not be read", source, exc_info=True)
        raise Unreadable(
            f"är skadad eller ovanlig och går inte att läsa ({type(error).__name__}). "
            "Öppna den i det program som den gjordes i och spara en ny kopia."
        ) from error


def explanation_of(
    file: SourceFile, content: FileContent, identifier: str | None = None
) -> Explanation:
    """The document that a file holds, and how it was made.

    ``identifier`` is the document's, where it is not that of the file's location.

    Raises:
        Unreadable: there is nothing in it to read, or no way to read it.
    """
    sidecar = Facts()
    if content.sidecar is not None:
        sidecar = parse_sidecar(content.sidecar_name, content.sidecar)
    known = file, content.content_hash, sidecar, content.sidecar_name, identifier
    return explained_isolated(DocumentOrder(*known), content.data)
