"""Sections that are called alike under different headings, as on pages that tell of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answer.extractive.rows import MET_WELL, met_less
from assistant.answer.extractive.sentences import Sentence
from assistant.question.label_sorts import sorts_of
from assistant.question.plan import Query
from assistant.search.matching import Degrees


def of_another(sentences: Sequence[Sentence], framed: Degrees, query: Query) -> NDArray[np.bool_]:
    """Which sentences stand in a section of something else than the question asks of.

    Asked what a cook needs, "Elektriker › Behörighet" is no answer where "Kock › Behörighet" is
    there: that meets all terms which the other's headings do, and more.
    """
    result = _only_proposed(sentences, query)
    sections: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, sentence in enumerate(sentences):
        above, _, heading = sentence.hit.passage.heading.rpartition(" › ")
        if above:
            sections[sentence.document_id, heading].append(index)
    for rows in sections.values():
        result[rows] |= met_less(framed[rows] >= MET_WELL)
    return result


def _only_proposed(sentences: Sequence[Sentence], query: Query) -> NDArray[np.bool_]:
    """Which sentences tell a proposal beside the decision on it; none where these are asked for."""
    sorts = [sorts_of(sentence.heading) for sentence in sentences]
    above = [(s.document_id, s.hit.passage.heading.rpartition(" › ")[0]) for s in sentences]
    decided = {one for one, of in zip(above, sorts, strict=True) if "decision" in of}
    is_asked = any(asked.sort == "proposal" for asked in query.labels)
    return np.array(
        [
            "proposal" in of and one in decided and not is_asked
            for one, of in zip(above, sorts, strict=True)
        ]
    )
