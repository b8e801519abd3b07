"""What a claim points at: its sentences, how they are quoted, and what it is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer.claims.check import Support
from assistant.answer.extractive.selection import Stretch
from assistant.answer.extractive.sentences import Sentence, adjoin
from assistant.answer.forms.quotes import VerifiedQuote
from corpus.model import row_cells
from corpus.swedish import normalise

QUOTED = 700
"""Characters of the sentences that are quoted for one claim."""


def stretches_of(sentences: Sequence[Sentence]) -> list[Stretch]:
    """The sentences with neighbours as one, document by document as they are pointed at.

    Those that there is no room for are left out.
    """
    order = list(dict.fromkeys(sentence.document_id for sentence in sentences))
    places = {sentence.place: sentence for sentence in _fitting(sentences)}
    runs: list[list[Sentence]] = []
    for sentence in sorted(places.values(), key=lambda s: (order.index(s.document_id), s.start)):
        if runs and adjoin(runs[-1][-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return [Stretch(tuple(run), 1.0) for run in runs]


def _fitting(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that there is room for, in the order in which they are pointed at."""
    fitting: list[Sentence] = []
    for sentence in sentences:
        if not fitting or sum(len(one.text) for one in (*fitting, sentence)) <= QUOTED:
            fitting.append(sentence)
    return fitting


def support_of(
    pointed: Mapping[str, Sentence],
    records: Mapping[str, str],
    quotes: Sequence[VerifiedQuote],
) -> Support:
    """What a claim is held against; the record of a document it points at counts as a sentence."""
    sentences, frame = [], []
    for number, sentence in pointed.items():
        sentences.append(records.get(number, sentence.text))
        meta = sentence.hit.record.metadata
        frame += [sentence.hit.passage.heading, meta.title, meta.publisher, meta.published]
        if number in records:
            frame.append(sentence.text)
    cells = tuple(
        cell
        for stretch, citation in quotes
        for sentence in stretch.sentences
        for cell in _cells(citation.columns, normalise(sentence.text))
    )
    return Support(
        tuple(sentences), tuple(dict.fromkeys(filter(None, frame))), tuple(records.values()), cells
    )


def _cells(columns: str, row: str) -> Iterator[str]:
    """What stands in a row under each column, with its first cell; nothing where it is no row."""
    names, cells = row_cells(columns), row_cells(row)
    if row != columns and 1 < len(cells) == len(names):
        for name, cell in zip(names[1:], cells[1:], strict=True):
            yield f"{names[0]} {cells[0]}, {name} {cell}"
