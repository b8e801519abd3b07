"""What stands under a heading that asks the same question, as on pages of questions and answers."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.rows import MET_WELL
from assistant.answer.extractive.sentences import Sentence
from assistant.question.answer_types import answer_types
from assistant.question.label_sorts import asked_labels, topic_of
from assistant.question.plan import Query
from assistant.question.words import content_words
from assistant.search.matching import Degrees
from corpus.swedish import fold, words
from corpus.word_match import COMPOUND, word_match


def asked_above(
    sentences: Sequence[Sentence], met: Degrees, framed: Degrees, query: Query
) -> NDArray[np.bool_]:
    """Which sentences stand under a heading that asks what is asked.

    What else the question speaks of stands in them, in the heading or in the title: "Vad kostar
    det?" is asked of whatever the page is about.
    """
    found = np.zeros(len(sentences), np.bool_)
    well = np.maximum(met, framed) >= MET_WELL
    for heading in {one.heading for one in sentences if one.heading.endswith("?")}:
        asking = _shared(heading, query)
        if asking is not None:
            under = np.array([one.heading == heading for one in sentences])
            rest = [t.text not in asking and bool(topic_of(t.text)) for t in query.terms]
            found |= under & well[:, rest].all(axis=1)
    return found


def _shared(heading: str, query: Query) -> Set[str] | None:
    """The words by which a question asks for a label that a heading asks for, too.

    None where the heading asks something else, or of something that the question does not speak of.
    Where neither asks for a label, both begin with one word and want the same types.
    """
    folded = fold(heading)
    of_heading = asked_labels(folded)
    sorts = {asked.sort for asked in of_heading}
    shared = [asked for asked in query.labels if asked.sort in sorts]
    begin = [words(text)[0] for text in (heading, query.text)]
    alike = begin[0] == begin[1] and answer_types(folded) == query.types
    content = content_words(heading)
    if not content or len(shared) < len(sorts) or not (sorts or alike):
        return None
    asking = {word for asked in (*of_heading, *shared) for word in asked.words}
    known = [term.text for term in query.terms]
    for word in content:
        spoken = any(word_match(word, text) >= COMPOUND for text in known)
        if word not in asking and topic_of(word) and not spoken:
            return None
    return asking
