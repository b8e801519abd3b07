"""The language of a document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.swedish import words
from ingest.metadata.evidence import Evidence, Find

if TYPE_CHECKING:
    from lingua import LanguageDetector

SAMPLE = 1_200
"""Characters that are looked at; more makes the answer no surer, only slower."""

_FEWEST_WORDS = 8


def find_language(evidence: Evidence) -> Find | None:
    """The language that the sidecar states or the text is in; the file's word for short texts.

    The text goes before the file: pages in Swedish that state "en" are common.
    """
    if evidence.sidecar.language:
        return Find(evidence.sidecar.language, "metadatafilen")
    sample = _sample(evidence.text)
    if len(words(sample)) >= _FEWEST_WORDS:
        language = _detector().detect_language_of(sample)
        if language is not None:
            return Find(language.iso_code_639_1.name.lower(), "textens ord")
    stated = evidence.reading.facts.language
    return Find(stated, "filens egenskaper") if stated else None


def _sample(text: str) -> str:
    """The beginning, the middle and the end of a text: any one of them may be a quotation."""
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = (len(text) - third) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    names = "SWEDISH ENGLISH DANISH BOKMAL NYNORSK FINNISH GERMAN FRENCH SPANISH".split()
    languages = [getattr(Language, name) for name in names]
    return LanguageDetectorBuilder.from_languages(*languages).with_low_accuracy_mode().build()
