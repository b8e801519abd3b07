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
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which sentences stand under a heading that asks what is asked, and which of something else.

    What else the question speaks of stands in the first, in the heading or in the title: "Vad
    kostar det?" is asked of whatever the page is about. The others do not speak of it: "Vad kostar
    en prövning?" stands above them where the question is what a course costs.
    """
    found, elsewhere = np.zeros((2, len(sentences)), np.bool_)
    well = np.maximum(met, framed) >= MET_WELL
    for heading in {one.heading for one in sentences if one.heading.endswith("?")}:
        if shared := _shared(heading, query):
            under = np.array([one.heading == heading for one in sentences])
            asking, strange = shared
            rest = [t.text not in asking and bool(topic_of(t.text)) for t in query.terms]
            if not strange:
                found |= under & well[:, rest].all(axis=1)
            elif any(rest):
                elsewhere |= under & ~(met[:, rest] >= MET_WELL).any(axis=1)
    return found, elsewhere


def _shared(heading: str, query: Query) -> tuple[Set[str], bool] | None:
    """The words by which a question and a heading ask for the same label; None where they do not.

    And whether the heading asks it of something that the question does not speak of. Where neither
    asks for a label, both begin with one word and want the same types.
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
    known = [text for term in query.terms for text in (term.text, *term.alternatives)]
    own = [word for word in content if word not in asking and topic_of(word)]
    strange = any(all(word_match(word, text) < COMPOUND for text in known) for word in own)
    return None if strange and not sorts else (asking, strange)
