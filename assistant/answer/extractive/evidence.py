"""All that is known of the sentences that an answer to one query is chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.asked_above import asked_above
from assistant.answer.extractive.asked_columns import other_where_asked, rows_of_list
from assistant.answer.extractive.label_answers import labelled, texts_in_units
from assistant.answer.extractive.row_frames import RowFrame, row_frames
from assistant.answer.extractive.rows import (
    around_rows,
    lookups,
    outdone,
    own_words,
)
from assistant.answer.extractive.sections_apart import of_another
from assistant.answer.extractive.sentences import Sentence, adjoin, candidates
from assistant.answer.extractive.ticked_boxes import boxes
from assistant.question.answer_types import AnswerType
from assistant.question.label_sorts import topic_of
from assistant.question.plan import Query
from assistant.search.matching import Degrees, Floats, Matches, coverage
from assistant.search.retriever import Hits
from assistant.search.sorts import VALUES, places, share_held

BESIDE = 6
"""Words on each side of a figure, a date or a name that tell what it is of."""


ONWARD = 2
"""How many sentences go on from one that answered the question before."""


class Wording(NamedTuple):
    """The different words of the sentences (U of them), and where they stand.

    ``numbers`` are the lexicon's, ``figures`` tells which hold a figure, ``degrees`` (terms × U)
    how well each meets each term. ``columns`` are the words of all sentences in order, by their
    place among these; ``lengths`` how many of them each sentence has.
    """

    numbers: NDArray[np.int32]
    figures: NDArray[np.bool_]
    degrees: Degrees
    columns: NDArray[np.intp]
    lengths: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentences of the passages found for a query, and how they meet its terms.

    For 3 terms and 40 sentences ``met``, ``exact`` and ``framed`` are 40 × 3: how well each
    sentence (row) meets each term (column), 0 to 1; the same by letters alone; and that of the
    title and heading that it stands under. A row of a table also has what it stands under:
    ``own_words`` tells which rows meet a term with words of their own, ``outdone`` which meet less
    than another row of the table, or than what says the same of another day or sum, ``lookups``
    which rows and facts hold all that is asked for, and ``by_label`` which of them do by a label, a
    column or a heading that asks for the same, or as ticked boxes under it;
    ``amiss`` have a label of another sort than is asked for, or nothing, or another day, in the
    column that is asked for.
    ``again`` are those that answered the question that this one leans on, ``onward`` what goes on
    from there and holds the figure, date, name or reason that is asked for.
    ``news`` counts the words of each sentence that are not the question's. ``beside`` is the share
    of the question's weight that stands beside a figure, date or name of the type asked for,
    ``beside_topic`` how well the question's first term is met
    there; 0 where there is none, or none is asked for. ``weights`` is how telling each term is.
    ``alike`` is how near each sentence is to the question in what its words say together (a
    cosine), ``frame_alike`` the same of its title and heading. ``passage_of`` counts the passages
    that the sentences stand in, ``joined`` tells which sentences follow on the one before,
    ``wording`` what words they are made of.
    """

    query: Query
    sentences: Sequence[Sentence]
    met: Degrees
    exact: Degrees
    framed: Degrees
    own_words: NDArray[np.bool_]
    lookups: NDArray[np.bool_]
    by_label: NDArray[np.bool_]
    amiss: NDArray[np.bool_]
    outdone: NDArray[np.bool_]
    again: NDArray[np.bool_]
    onward: NDArray[np.bool_]
    news: NDArray[np.int64]
    beside: Floats
    beside_topic: Floats
    weights: Floats
    alike: Floats
    frame_alike: Floats
    passage_of: NDArray[np.intp]
    joined: NDArray[np.bool_]
    wording: Wording

    def rows_of(self, quoted: Sequence[Sentence]) -> list[int]:
        """Which of the sentences are quoted, by their number."""
        places = {sentence.place for sentence in quoted}
        return [row for row, one in enumerate(self.sentences) if one.place in places]


def gather(hits: Hits) -> Evidence | None:
    """The evidence in the passages that were read; None where no sentence was."""
    read = [hit for hit in hits.ranked if hit.passage.id in hits.rows]
    sentences = candidates(read)
    if hits.matches is None or not sentences:
        return None
    # The sentences stand passage by passage, and in each as its rows have them.
    passages = dict.fromkeys(sentence.hit.passage.id for sentence in sentences)
    rows = [hits.rows[key] for key in passages]
    passage_of = np.repeat(np.arange(len(rows)), [len(of) for of in rows])
    matches = hits.matches.of(np.concatenate([*rows, [of.stop for of in rows]]))
    own = slice(len(passage_of))
    frames = passage_of + len(passage_of)
    met, framed = matches.degrees[own], matches.degrees[frames]
    exact, framed_exactly = matches.exact[own], matches.exact[frames]
    alike = matches.alike.astype(np.float64)
    framing = list(row_frames(sentences))
    around = around_rows(sentences, framing, met, framed)
    beside = np.zeros((len(sentences), 2))
    for row, sentence in enumerate(sentences if hits.query.types & VALUES else ()):
        beside[row] = _beside(matches, row, hits, sentence, around[row])
    # What is asked for is looked for only where all the words are: it takes long. Of what is asked
    # for in the plural there may be one: "Vilka förkunskaper krävs?", "Förkunskaper: Matematik 2".
    wanted = hits.query.types - {AnswerType.LIST}
    telling = np.array([bool(topic_of(term.text)) for term in hits.query.terms], np.bool_)
    specific = any(
        tells and (term.is_name or any(map(str.isdigit, term.text)))
        for term, tells in zip(hits.query.terms, telling, strict=True)
    )
    looked_up = lookups(sentences, met, around, framed, telling, specific=specific)
    found = np.array(
        [
            bool(one) and share_held(sentence.text, wanted) == 1
            for one, sentence in zip(looked_up, sentences, strict=True)
        ]
    )
    # The units of columns are looked for only where the words themselves do not do.
    rest = np.flatnonzero(looked_up & ~found).tolist()
    in_units = texts_in_units([sentences[index] for index in rest], sentences)
    found[rest] = [share_held(text, wanted) == 1 for text in in_units]
    less = _outdone(sentences, framing, exact[:, telling], telling, hits.query)
    less |= of_another(sentences, framed, hits.query)
    if AnswerType.LIST in hits.query.types:
        # Of several things a row that holds all that is asked for is one, whatever others hold.
        found |= rows_of_list(sentences, framing, hits.query.terms)
        less &= ~found
    mismatched = other_where_asked(sentences, framing, met, hits.query.terms)
    right = [at for at in np.flatnonzero(~mismatched).tolist() if not sentences[at].is_label]
    for index in np.flatnonzero(mismatched).tolist():
        less[index] |= any(
            found[at]
            or (framing[at].columns == framing[index].columns and (met[at] >= met[index]).all())
            for at in right
        )
    labels = labelled(sentences, framing, met, np.maximum(framed, around), hits.query)
    found_above, elsewhere = asked_above(sentences, met, framed, hits.query)
    # A row with the words that ask ("datum") need not be about what they are asked of.
    asking = hits.query.asking
    about = telling & np.array([term.text not in asking for term in hits.query.terms], np.bool_)
    rivals = (
        less
        if (about == telling).all()
        else _outdone(sentences, framing, exact[:, about], about, hits.query)
    )
    form = boxes(sentences, met, framed, about)
    answers = (labels.answers & ~rivals) | found_above | form.answers
    beside_it = labels.beside | form.empty | (elsewhere & answers.any())
    joined = np.array([False, *(adjoin(one, other) for one, other in pairwise(sentences))])
    again = np.array([sentence.place in hits.query.answers_before for sentence in sentences])
    return Evidence(
        query=hits.query,
        sentences=sentences,
        met=np.maximum(met, around),
        exact=np.maximum(exact, around_rows(sentences, framing, exact, framed_exactly)),
        framed=framed,
        own_words=own_words(met, around),
        by_label=answers,
        amiss=labels.amiss | elsewhere | mismatched,
        lookups=(found | answers) & ~mismatched,
        outdone=(beside_it | less) & ~answers,
        again=again,
        onward=_onward(sentences, again, joined, hits.query),
        news=matches.news[own],
        beside=beside[:, 0],
        beside_topic=beside[:, 1],
        weights=hits.weights,
        alike=alike[own],
        frame_alike=alike[frames],
        passage_of=passage_of,
        joined=joined,
        wording=_wording(matches, len(sentences)),
    )


def _outdone(
    sentences: Sequence[Sentence],
    frames: Sequence[RowFrame],
    exact: Degrees,
    telling: NDArray[np.bool_],
    query: Query,
) -> NDArray[np.bool_]:
    """Which sentences another of their kind outdoes by the telling terms, ``exact`` of those."""
    terms = [term.text for term, tells in zip(query.terms, telling, strict=True) if tells]
    return outdone(sentences, frames, exact, terms, query.text)


def _onward(
    sentences: Sequence[Sentence],
    again: NDArray[np.bool_],
    joined: NDArray[np.bool_],
    query: Query,
) -> NDArray[np.bool_]:
    """Which sentences go on from what answered before, and hold the sort of thing asked for now."""
    sorts = query.types & (VALUES | {AnswerType.REASON})
    onward = np.zeros(len(sentences), np.bool_)
    after = again & bool(sorts)
    for _ in range(ONWARD):
        after = np.append(False, after[:-1]) & joined
        onward |= after
    for index in np.flatnonzero(onward).tolist():
        onward[index] = not again[index] and share_held(sentences[index].text, sorts) == 1
    return onward


def _wording(of: Matches, count: int) -> Wording:
    """The words of the first texts, which are the sentences."""
    bounds = of.texts.bounds[: count + 1]
    used, columns = np.unique(of.texts.columns[: bounds[-1]], return_inverse=True)
    return Wording(of.numbers[used], of.figures[used], of.table[:, used], columns, np.diff(bounds))


def _beside(
    matches: Matches, row: int, hits: Hits, sentence: Sentence, above: Degrees
) -> tuple[float, float]:
    """The share of the question's weight beside a value, and how well its first term is met there.

    Values are the figures, dates and names of the type asked for; one that the question holds
    itself is no answer to it.
    """
    first, end = matches.texts.bounds[row : row + 2]
    content = matches.texts.columns[first:end]
    around = [
        matches.table[:, content[max(0, at - BESIDE) : at + BESIDE + 1]].max(axis=1)
        for at in places(sentence.text, hits.query.types, hits.query.words)
        if len(content)
    ]
    if not around:
        return 0.0, 0.0
    met = np.maximum(around, above)
    return float(coverage(met, hits.weights).max()), float(met[:, 0].max())
