"""Finding a model's quote in the page that it is said to stand in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.answer.model.case import QuoteSource
from assistant.search.retriever import Hit
from corpus.model import CELL_SEPARATOR, Document
from corpus.swedish import normalise

SHORTEST = 3
"""Letters and figures of the shortest quote; less than that stands anywhere."""

LONGEST = 700
"""Characters of the longest quote, grown to whole sentences, that is shown."""

# Marks that are set in other ways when a text is written off; the citation has the page's own.
_SAME = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚´`", "'"), **dict.fromkeys("‐‑–—−", "-")}
)
_CLUSTER = re.compile(r"\s+|\S[\u0300-\u036f]*")
_EDGE = r"(?:(?<![^\W_])|(?![^\W_]))"
"""A place that is not inside a word."""

_ENDS = " .,;:…\"'”“’()[]|–-•"


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote as it stands in a document: ``start`` and ``end`` count in the document's text.

    It is grown to the whole sentences that it stands in, as half a sentence may say the reverse
    of the whole. ``text`` has the document's own letters, its lines and its spaces. ``columns`` is
    the row that names the columns of the rows that it is, where the table has one.
    """

    hit: Hit
    start: int
    end: int
    text: str
    columns: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        """Its document, and where it begins and ends there."""
        return self.hit.record.id, self.start, self.end


def find_quote(quote: str, hit: Hit, document: Document) -> PlacedQuote | None:
    """Where a quote stands in a passage; None where it does not stand there letter for letter.

    White space, Unicode composition and the shape of quotation marks and dashes are folded.
    """
    passage = hit.passage
    folded, starts = _folded(passage.text)
    wanted = _folded(quote)[0].strip(_ENDS)
    if sum(map(str.isalnum, wanted)) < SHORTEST:
        return None
    found = re.search(_EDGE + re.escape(wanted) + _EDGE, folded)
    if found is None:
        return None
    first = passage.start + starts[found.start()]
    last = passage.start + starts[found.end()]
    spans = [span for span in passage.sentences if span[0] < last and first < span[1]]
    if spans:
        first, last = min(first, spans[0][0]), max(last, spans[-1][1])
    held = document.text[first:last]
    # The passage was found a moment ago; the document may have been replaced since.
    if last - first > LONGEST or wanted not in _folded(held)[0]:
        return None
    return PlacedQuote(hit, first, last, held, normalise(document.columns_of(first)))


def source(quote: PlacedQuote) -> QuoteSource:
    """A quote as the verification reads it."""
    meta = quote.hit.record.metadata
    return QuoteSource(
        text=quote.text,
        title=meta.title,
        publisher=meta.publisher or "",
        year=(meta.published or "")[:4],
        heading=quote.hit.passage.heading,
        place=quote.place,
        head=quote.columns or _first_row(quote),
    )


def _first_row(quote: PlacedQuote) -> str:
    """The first row of the table that a quote is rows of; empty where it is none."""
    if CELL_SEPARATOR not in quote.text:
        return ""
    passage = quote.hit.passage
    lines = passage.text[: quote.end - passage.start].split("\n")
    rows = list(takewhile(lambda line: CELL_SEPARATOR in line, reversed(lines)))
    return normalise(rows[-1]) if rows else ""


@lru_cache(256)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text with white space, composition and marks folded, and where each character stood.

    The last place is that of the end.
    """
    letters: list[str] = []
    starts: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = cluster.group()
        read = " " if piece.isspace() else unicodedata.normalize("NFC", piece).translate(_SAME)
        letters.append(read)
        starts += [cluster.start()] * len(read)
    return "".join(letters), (*starts, len(text))
