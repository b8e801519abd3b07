"""What stands behind a label or in a column that the question asks for in words of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.row_frames import RowFrame, row_frames
from assistant.answer.extractive.rows import MET_WELL
from assistant.answer.extractive.sentences import Sentence
from assistant.question.answer_types import AnswerType
from assistant.question.label_sorts import sorts_of, tells, topic_of
from assistant.question.plan import Query
from assistant.search.matching import Degrees
from assistant.search.patterns import compiled
from assistant.search.sorts import share_held
from corpus.model import row_cells
from corpus.swedish import words
from corpus.word_match import COMPOUND, word_match

_EXACT = frozenset({AnswerType.PHONE, AnswerType.EMAIL})
"""Sorts that no label stands for: "Kontaktperson: Alva Ek" tells no number."""

_ABOUT = frozenset({"name", "code", "place"})
"""Sorts of column that say what a row is about, besides those of no sort."""

_IN_TEXT = 9
"""How near running text is to what is asked for: less than any label."""


class Labelled(NamedTuple):
    """Which sentences answer by their label or column, and which have other labels.

    ``beside`` stand under one that answers, or above it, in its document; ``amiss`` are of another
    sort than is asked for, or stand under such columns, and meet none of the words that ask.
    """

    answers: NDArray[np.bool_]
    beside: NDArray[np.bool_]
    amiss: NDArray[np.bool_]


def labelled(
    sentences: Sequence[Sentence],
    frames: Sequence[RowFrame],
    met: Degrees,
    around: Degrees,
    query: Query,
) -> Labelled:
    """Which labelled lines and rows hold what the question asks for in words of its own.

    What else the question speaks of stands in them or around them. Of the labels of a document
    that may be meant the nearest answer. Where the question speaks of nothing else, and several
    documents have such a label, nobody knows which is meant.
    """
    answers = np.zeros(len(sentences), np.bool_)
    if not query.labels:
        return Labelled(answers, answers, answers)
    labels = [tuple(map(sorts_of, of)) for of in _labels_of(sentences, frames)]
    whole = _met(sentences, labels, met, around, query)
    exactly = query.types & _EXACT
    for asked in query.labels:
        others = [term.text not in asked.words for term in query.terms]
        telling = [
            other and bool(topic_of(t.text)) for t, other in zip(query.terms, others, strict=True)
        ]
        ranks: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for index in np.flatnonzero(whole[:, telling].all(axis=1)).tolist():
            near = [of[asked.sort] for of in labels[index] if asked.sort in of]
            is_line = len(labels[index]) == 1
            named = is_line or _names(sentences[index], labels[index], query, telling)
            if not labels[index] and tells(sentences[index].text, asked.sort):
                own = around[index] if sentences[index].is_value else met[index]
                near, named = [_IN_TEXT], bool((own[others] >= MET_WELL).any())
            elif not labels[index] and any(telling) and asked.sort in _heading(sentences[index]):
                near, named = [_IN_TEXT], True
            if near and named and share_held(sentences[index].text, exactly) == 1:
                ranks[sentences[index].document_id][index] = min(near)
        if any(telling) or len(ranks) == 1:
            for of in ranks.values():
                answers[[index for index, rank in of.items() if rank == min(of.values())]] = True
    answering = {sentences[index].document_id for index in np.flatnonzero(answers).tolist()}
    wanted = {asked.sort for asked in query.labels}
    lines = np.array([len(of) == 1 for of in labels]) & ~answers
    asking = query.asking
    by = [term.text in asking for term in query.terms]
    known = [frozenset(sort for one in of for sort in one) for of in labels]
    return Labelled(
        answers,
        lines & np.array([sentence.document_id in answering for sentence in sentences]),
        np.array([bool(sorts) and wanted.isdisjoint(sorts) for sorts in known])
        & ~whole[:, by].any(axis=1),
    )


def _met(
    sentences: Sequence[Sentence],
    labels: Sequence[Sequence[Mapping[str, int]]],
    met: Degrees,
    around: Degrees,
    query: Query,
) -> NDArray[np.bool_]:
    """Which terms are well met in each sentence or around it.

    Around it stands the name that its document gives to what it is of ("Kursens namn: Statistik").
    Names may stand anywhere in its passage.
    """
    beyond = np.maximum(met, around)
    documents = np.array([sentence.document_id for sentence in sentences])
    passages = np.array([sentence.hit.passage.id for sentence in sentences])
    names = np.array([term.is_name for term in query.terms])
    for index, of in enumerate(labels):
        if len(of) == 1 and "name" in of[0]:
            same = documents == documents[index]
            beyond[same] = np.maximum(beyond[same], met[index])
    for passage in dict.fromkeys(passages):
        same = passages == passage
        beyond[np.ix_(same, names)] = np.maximum(
            beyond[same][:, names], met[same][:, names].max(axis=0)
        )
    return beyond >= MET_WELL


def _names(
    row: Sentence, labels: Sequence[Mapping[str, int]], query: Query, telling: Sequence[bool]
) -> bool:
    """Whether a row is about something that the question names.

    Who is responsible for a measure, or when it ends, is not what its row is about, nor is
    "lärlingssamordnare" a "lärling".
    """
    about = " ".join(
        cell
        for cell, sorts in zip(row_cells(row.text), labels, strict=False)
        if sorts.keys() <= _ABOUT
    )
    return any(
        word_match(text, word) > COMPOUND
        for term in compress(query.terms, telling)
        for text in (term.text, *term.alternatives)
        for word in words(about)
    )


def texts_in_units(quoted: Sequence[Sentence], sentences: Sequence[Sentence]) -> list[str]:
    """The texts of some of the sentences, their cells with the units of their columns: "120 kr".

    Where its column names none, it is that of the line or heading above the table, or what the
    document says without a figure: "Belopp anges i kronor."
    """
    if not quoted:
        return []
    frames = list(row_frames(sentences))
    places = {sentence.place: at for at, sentence in enumerate(sentences)}
    labels = list(_labels_of(sentences, frames))
    amount = compiled("sentences")["amount"]
    stated: defaultdict[str, str] = defaultdict(str)
    for one in sentences:
        if amount.search(text := one.text.lower()) and not any(map(str.isdigit, text)):
            stated[one.document_id] += f" {text}"
    result = []
    for sentence in quoted:
        at, texts = places[sentence.place], [sentence.text]
        caption = frames[at].caption
        above = (sentence.heading if caption is None else sentences[caption].text).lower()
        above += stated[sentence.document_id]
        cells = row_cells(sentence.text)
        for cell, column in zip(cells, labels[at], strict=False):
            unit = amount.search(column.lower()) or amount.search(above)
            texts += [f"{cell} {unit.group()}"] if unit else []
        result.append(" ".join(texts))
    return result


def _heading(sentence: Sentence) -> Mapping[str, int]:
    """The sorts of label that the heading above a sentence is: "2.4 Rektorns ansvar"."""
    return sorts_of(sentence.heading.lstrip("0123456789. "))


def _labels_of(
    sentences: Sequence[Sentence], frames: Iterable[RowFrame]
) -> Iterator[tuple[str, ...]]:
    """The label of each sentence, or the names of the columns of a row; none for other text.

    Of a cell that is empty the column has no name: it tells nothing.
    """
    for sentence, frame in zip(sentences, frames, strict=True):
        columns, cells = row_cells(frame.columns), row_cells(sentence.text)
        if len(cells) == len(columns) > 1 and not sentence.is_label:
            yield tuple(name if cell else "" for name, cell in zip(columns, cells, strict=True))
        else:
            yield (sentence.label,) if sentence.label and not sentence.is_label else ()
