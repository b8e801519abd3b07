"""What an archive knows a document by, and the time that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.data_files import any_of
from corpus.swedish import normalise
from ingest.metadata.clues import Clues, Finding

LABEL_REACH = 30
"""Characters from the start of a line in which the label of its own number stands."""

# "BUN 2026/114", "U2019/01234/GV", "3.1-12345/2022", "Af-2023/0012 3456".
_NUMBER = r"(?-i:(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,7}[ -]?)?\d[\w.]*(?:[/:–-]\w+)+(?: \d{4})?(?!\w))"
_RECORD_NUMBER = any_of("record_number_labels", __package__, rf"\b(?:{{}})\s*[:.]*\s*({_NUMBER})")
_MONTH = r"[^\W\d_]{3,9}"
_POINT = rf"(?:(?:\d{{1,2}} )?{_MONTH} (?:19|20)\d\d|(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)"
_RANGE = rf"({_POINT}\s*(?:–|-|—|till(?: och med)?|t\.?\s?o\.?\s?m\.?)\s*{_POINT})(?!\d)"
_PERIOD = any_of("period_labels", __package__, rf"\b(?:{{}})\s*:?\s*(?:den )?{_RANGE}")
_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d\s*[–-]\s*(?:19|20)\d\d)(?!\d|[-/])")


def find_record_number(clues: Clues) -> Finding | None:
    """The number behind a label in headers, footers or on the first pages; None without a label.

    A number further on in a line is that of another paper, which the line refers to.
    """
    places = (
        ("sidhuvudet eller sidfoten", (*clues.header, *clues.furniture)),
        ("textens början", clues.opening),
    )
    for where, texts in places:
        for text in texts:
            match = _RECORD_NUMBER.search(text)
            if match and (where != "textens början" or match.start() <= LABEL_REACH):
                return Finding(normalise(match[1]), where)
    return None


def find_period(clues: Clues, title: Finding) -> Finding | None:
    """The time that a title names, or a label on the first pages.

    Where labels tell several times they are those of things that the document lists.
    """
    if match := _IN_TITLE.search(title.value):
        return Finding(normalise(match[1]), "titeln")
    told = next(_periods(clues.opening), None)
    later = (block.text for page in clues.cleaned.pages for block in page.blocks)
    if told is None or any(period != told for period in _periods(later)):
        return None
    return Finding(told, "textens början")


def _periods(texts: Iterable[str]) -> Iterator[str]:
    """The times behind labels that stand at the beginning of a text."""
    for text in texts:
        match = _PERIOD.search(text)
        if match and match.start() <= LABEL_REACH:
            yield normalise(match[1])
