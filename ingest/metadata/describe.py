"""Puts the metadata of a document together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import Cleaned, Kind, Metadata
from ingest.metadata.clues import Clues, Finding
from ingest.metadata.kind import find_kind
from ingest.metadata.language import find_language
from ingest.metadata.published import find_published
from ingest.metadata.publisher import find_publisher
from ingest.metadata.record import find_period, find_record_number
from ingest.metadata.title import find_title
from ingest.readers.reading import Facts, FileReading


@dataclass(frozen=True, slots=True)
class Description:
    """A document's metadata, and for each field that has a value where it stands, in Swedish."""

    metadata: Metadata
    origins: Mapping[str, str]


def describe(source: str, reading: FileReading, cleaned: Cleaned, sidecar: Facts) -> Description:
    """Finds title, kind, publisher, date, language and the like; what nothing states is None.

    The sidecar goes before everything else.
    """
    clues = Clues(source, reading, cleaned, sidecar)
    title = find_title(clues)
    kind = find_kind(clues, title)
    maybe: dict[str, Finding | None] = {
        "publisher": find_publisher(clues, title.value),
        "published": find_published(clues),
        "language": find_language(clues),
        "record_number": find_record_number(clues),
        "period": find_period(clues, title),
    }
    findings = {"title": title, "kind": kind} | {name: it for name, it in maybe.items() if it}
    values = {name: finding.value for name, finding in findings.items()}
    metadata = Metadata(
        title=title.value,
        kind=Kind(kind.value),
        publisher=values.get("publisher"),
        published=values.get("published"),
        language=values.get("language"),
        ocr=_is_mostly_ocr(cleaned),
        record_number=values.get("record_number"),
        period=values.get("period"),
    )
    return Description(metadata, {name: it.where for name, it in findings.items()})


def _is_mostly_ocr(cleaned: Cleaned) -> bool:
    """Whether most pages with text were read from pictures: a cover alone is no document."""
    pages = [page.ocr for page in cleaned.pages if page.blocks]
    return sum(pages) > len(pages) / 2
