"""The language of a document."""

from __future__ import annotations

from corpus.foreign import language_detector
from corpus.swedish import words
from ingest.metadata.clues import Clues, Finding, from_file, from_sidecar

SAMPLE = 1_200
"""Characters that are looked at; more makes the answer no surer, only slower."""

_TOLD_APART = "SWEDISH ENGLISH DANISH BOKMAL NYNORSK FINNISH GERMAN FRENCH SPANISH".split()
_FEWEST_WORDS = 8

_SWEDISH = frozenset("att från för hur inte också och till vad är".split())
"""Words that Swedish texts are full of, and that no language has which is told apart here."""

_SWEDISH_SHARE = 0.06
"""The share of them from which a text is Swedish; an ordinary one has twice as many.

Most documents are, and asking the detector takes a millisecond: as long as the rest of describing.
"""


def find_language(clues: Clues) -> Finding | None:
    """The language that the sidecar states or the text is in; the file's word for short texts.

    The text goes before the file: pages in Swedish that state "en" are common.
    """
    if sidecar := from_sidecar(clues.sidecar.language):
        return sidecar
    sample = _sample(clues.text)
    tokens = words(sample)
    if len(tokens) >= _FEWEST_WORDS:
        if sum(word in _SWEDISH for word in tokens) >= _SWEDISH_SHARE * len(tokens):
            return Finding("sv", "textens ord")
        if language := language_detector(*_TOLD_APART).detect_language_of(sample):
            return Finding(language.iso_code_639_1.name.lower(), "textens ord")
    return from_file(clues.reading.facts.language)


def _sample(text: str) -> str:
    """The beginning, the middle and the end of a text: any one of them may be a quotation."""
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = (len(text) - third) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))
