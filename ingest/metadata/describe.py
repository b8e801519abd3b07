"""Puts the metadata of a document together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import Cleaned, Kind, Metadata
from ingest.metadata.evidence import Evidence, Find
from ingest.metadata.kind import find_kind
from ingest.metadata.language import find_language
from ingest.metadata.published import find_published
from ingest.metadata.publisher import find_publisher
from ingest.metadata.title import find_title
from ingest.readers.reading import Facts, Reading


@dataclass(frozen=True, slots=True)
class Description:
    """A document's metadata, and for each field that is known where it was found, in Swedish."""

    metadata: Metadata
    found_in: Mapping[str, str]


def describe(source: str, reading: Reading, cleaned: Cleaned, sidecar: Facts | None) -> Description:
    """Finds title, kind, publisher, date and language; what nothing states is None.

    The sidecar goes before everything else.
    """
    evidence = Evidence(source, reading, cleaned, sidecar or Facts())
    title = find_title(evidence)
    finds: dict[str, Find | None] = {
        "title": title,
        "kind": find_kind(evidence, title),
        "publisher": find_publisher(evidence),
        "published": find_published(evidence),
        "language": find_language(evidence),
    }
    values = {name: find.value for name, find in finds.items() if find}
    metadata = Metadata(
        title=values["title"],
        kind=Kind(values["kind"]),
        publisher=values.get("publisher"),
        published=values.get("published"),
        language=values.get("language"),
        ocr=reading.ocr,
    )
    return Description(metadata, {name: find.where for name, find in finds.items() if find})
