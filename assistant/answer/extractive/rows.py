"""Rows of a table: under the names of its columns, and beside the other rows of the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.row_frames import RowFrame, section_of
from assistant.answer.extractive.sentences import Sentence, adjoin
from assistant.search.matching import Degrees
from corpus.model import CELL_SEPARATOR, row_cells
from corpus.months import any_month
from corpus.swedish import words
from corpus.word_match import COMPOUND, INFLECTED, SHORT, word_match

MET_FROM = 0.4
"""How well a term must be met to count as spoken of."""

MET_WELL = 0.7
"""And to count as surely spoken of."""

_CONTINUED = frozenset({"forts", "fortsättning"})
"""What a cell says whose group goes on from the page before."""

_VALUE = re.compile(
    rf"\b\w*\d[\w.:,]*|\b(?:{any_month()}|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*)\b"
)

_LISTED = ":"
_NUMBERED = re.compile(r"\b([^\W\d_]{3,}) (\d{1,2})\b(?![.,:–-]\d| ?%)")
"""A thing by its number: "steg 4"."""


def around_rows(
    sentences: Sequence[Sentence], frames: Sequence[RowFrame], met: Degrees, framed: Degrees
) -> Degrees:
    """How well what a row of a table stands under meets each term (column); 0 for other text.

    That are the names of its columns, the caption above them, heading and title: "Kock | 12 | 30"
    says how many places there are in autumn where it stands under these words.
    """
    result = np.zeros_like(met)
    for index, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
        if CELL_SEPARATOR in sentence.text and not sentence.is_label:
            above = [] if frame.head is None else [frame.head, frame.caption]
            degrees = [framed[index], *(met[at] for at in above if at is not None)]
            result[index] = np.maximum.reduce(degrees)
    return result


def own_words(own: Degrees, around: Degrees) -> NDArray[np.bool_]:
    """Which texts meet a term that nothing around them meets."""
    met: NDArray[np.bool_] = np.any((own >= MET_FROM) & (around < MET_FROM), axis=1)
    return met


def lookups(
    sentences: Sequence[Sentence],
    met: Degrees,
    around: Degrees,
    framed: Degrees,
    telling: NDArray[np.bool_],
    *,
    specific: bool,
) -> NDArray[np.bool_]:
    """Which rows and facts hold all that is asked for, a part of it in words of their own.

    The rest stands around the row, or in the heading or title above the fact. That it is about a
    course, which is no ``telling`` term, is no part that counts: every label of a course says so.
    What asks for one such word may be asked of any row that has it: "Hur många företag är med?";
    but where it is ``specific``, a name or a code, it is asked of that: "Vad krävs för A4?".
    """
    if telling.sum() < (1 if specific else 2):
        return np.zeros(len(sentences), np.bool_)
    facts = np.array([sentence.is_fact for sentence in sentences])
    rows = np.array([CELL_SEPARATOR in sentence.text for sentence in sentences])
    beyond = np.where(facts[:, None], framed, around)
    whole: NDArray[np.bool_] = np.all(np.maximum(met, beyond)[:, telling] >= MET_WELL, axis=1)
    found: NDArray[np.bool_] = (
        (facts | rows) & whole & own_words(met[:, telling], beyond[:, telling])
    )
    return found


def outdone(
    sentences: Sequence[Sentence],
    frames: Sequence[RowFrame],
    exact: Degrees,
    terms: Sequence[str],
    asked: str,
) -> NDArray[np.bool_]:
    """Which sentences have another of their kind that meets all that they meet, and more.

    Asked how long the training of welders is, the row of the cooks meets "training", and that of
    the welders both words: the other trade's figure is no answer. Rows that each meet a word that
    the other does not stand beside each other. Where a cell stands whole in the question ("V3 a"),
    its words are met by the rows that have it: those of "V3" or "V4 a" are about other things.
    What says the same of another day or sum ("Start 11 januari"), and rows of tables with the same
    columns, are told apart by their headings, too; "steg 4" and "steg 5" by their numbers, and the
    items of a list by their labels.
    """
    result = _misnumbered(sentences, asked)
    kinds: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, kind in enumerate(_kinds(sentences, frames)):
        if kind and not result[index]:
            kinds[sentences[index].document_id, *kind].append(index)
    # The same word is more than one that only ends in another way: "Eknäs" is not "Ekby".
    own = np.where(exact >= COMPOUND, exact, 0.0)
    question = words(asked)
    for key, rows in kinds.items():
        if len(rows) == 1:
            continue
        if key[1] == _LISTED:
            labels = [words(sentences[index].label) for index in rows]
            named = np.array([_is_named(label, question) for label in labels])
            result[rows] = ~named & named.any()
            continue
        met = own[rows]
        cells = [cells_of(sentences[index].text) for index in rows]
        for label in _labels(cells, asked):
            without = [i for i, of in enumerate(cells) if label not in of]
            met[np.ix_(without, [i for i, term in enumerate(terms) if term in label])] = 0.0
        sections = [section_of(sentences[index])[0] for index in rows]
        if len(set(sections)) > 1:
            above = [[met_by(section, term) for term in terms] for section in sections]
            met = np.maximum(met, above)
        result[rows] = met_less(met)
    return result


def _misnumbered(sentences: Sequence[Sentence], asked: str) -> NDArray[np.bool_]:
    """Which sentences have another number of what is asked for, where one has the right one."""
    wanted = set(_NUMBERED.findall(asked.lower()))
    held = [
        set(_NUMBERED.findall(sentence.text.lower())) if wanted else set() for sentence in sentences
    ]
    having = {s.document_id for s, of in zip(sentences, held, strict=True) if of & wanted}
    things = {thing for thing, _ in wanted}
    return np.array(
        [
            not of & wanted and s.document_id in having and any(thing in things for thing, _ in of)
            for s, of in zip(sentences, held, strict=True)
        ]
    )


def _kinds(sentences: Sequence[Sentence], frames: Sequence[RowFrame]) -> Iterator[tuple[str, ...]]:
    """What each sentence has in common with others that answer the same of something else.

    Of a row that are the names of its columns, of an item with a label its list, of another line
    with a label that, and of a sentence with a date or a figure its own words; empty for what has
    no such others.
    """
    headings: defaultdict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        headings[sentence.document_id].add(sentence.hit.passage.heading)
    begin = 0
    for index, (sentence, frame) in enumerate(zip(sentences, frames, strict=True)):
        above = sentences[index - 1]
        begin = begin if sentence.is_item and above.is_item and adjoin(above, sentence) else index
        if CELL_SEPARATOR not in sentence.text:
            alone = sentence.is_label or len(headings[sentence.document_id]) == 1
            told = [sentence.label, ""] if sentence.is_fact else _VALUE.split(sentence.text.lower())
            if sentence.is_item and sentence.is_fact:
                yield _LISTED, str(begin)
            else:
                yield tuple(words(" ".join(told))) if len(told) > 1 and not alone else ()
        elif sentence.is_label:
            yield ()
        else:
            columns = frame.columns or section_of(sentence)[0]
            yield CELL_SEPARATOR, str(sentence.text.count("|")), columns


def met_by(text: str, term: str) -> float:
    """How surely a text speaks of a term, 0 where a word of it only ends or begins alike."""
    best = max((word_match(term, word) for word in words(text)), default=0.0)
    return best if best >= COMPOUND else 0.0


def met_less(met: Degrees | NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows have another row that meets every term as well, and one better."""
    as_well = np.all(met[:, None] <= met[None], axis=2)
    better = np.any(met[:, None] < met[None], axis=2)
    less: NDArray[np.bool_] = np.any(as_well & better, axis=1)
    return less


def cells_of(text: str) -> list[tuple[str, ...]]:
    """The words of each cell of a row; "Lillån, forts." is "Lillån"."""
    cells = (words(cell) for cell in row_cells(text))
    return [tuple(word for word in cell if word not in _CONTINUED) for cell in cells]


def _labels(rows: Sequence[Sequence[tuple[str, ...]]], asked: str) -> set[tuple[str, ...]]:
    """The cells of some rows that stand whole in the question, without those inside another."""
    question = words(asked)
    whole = {cell for row in rows for cell in row if cell and _inside(cell, question)}
    return {
        cell for cell in whole if not any(cell != other and _inside(cell, other) for other in whole)
    }


def _is_named(label: Sequence[str], question: Sequence[str]) -> bool:
    """Whether a question has the words of a label; in other forms where none is a number."""
    if not label or any(map(str.isdigit, label)):
        return bool(label) and _inside(label, question)
    return all(
        word in question
        or (len(word) > SHORT and any(word_match(word, asked) >= INFLECTED for asked in question))
        for word in label
    )


def _inside(cell: Sequence[str], other: Sequence[str]) -> bool:
    return f" {' '.join(cell)} " in f" {' '.join(other)} "
