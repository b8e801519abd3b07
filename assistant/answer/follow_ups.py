"""Questions to go on with, of which it is known beforehand that the documents answer them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.bodies.answer import Answer
from assistant.bodies.question import Question, Turn
from corpus.model import Passage

MOST = 3
"""Questions that are suggested."""

MOST_TRIED = 6
"""Questions that are tried: each costs a search."""

_NUMBERING = re.compile(r"^[\d.]+\s+|^(?:Bilaga|Kapitel|Del)\s+\w+[.:]?\s+")
_SHORTEST, _LONGEST = 5, 60
_ABOUT = "Vad står det om ”{heading}”?"


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Makes questions of the headings around what an answer cites, and keeps those answered.

    ``passages_of`` gives the passages of a document in their order, ``is_sure`` whether a question
    is surely answered; it is asked with the conversation so far, as it would be put.
    """

    passages_of: Callable[[str], Sequence[Passage]]
    is_sure: Callable[[Question], bool]

    def after(self, question: Question, answer: Answer) -> list[str]:
        """Up to three questions that lead on from an answer, the nearest heading first."""
        history = [
            *question.history,
            Turn(role="user", content=question.question),
            Turn(role="assistant", content=answer.text),
        ]
        found: list[str] = []
        for tried, heading in enumerate(self._headings(answer)):
            if tried == MOST_TRIED or len(found) == MOST:
                break
            text = _ABOUT.format(heading=heading)
            asked = question.model_copy(
                update={"question": text, "history": history[-20:], "without": []}
            )
            if self.is_sure(asked):
                found.append(text)
        return found

    def _headings(self, answer: Answer) -> Iterator[str]:
        """Headings of the first document cited, nearest to what is cited first."""
        if not answer.citations:
            return
        first = answer.citations[0]
        cited = {one.passage_id for one in answer.citations}
        passages = self.passages_of(first.document.id)
        place = next((n for n, one in enumerate(passages) if one.id == first.passage_id), 0)
        near = sorted(range(len(passages)), key=lambda n: (abs(n - place), n))
        given = {_last(one.heading) for one in passages if one.id in cited}
        for n in near:
            heading = _last(passages[n].heading)
            fits = _SHORTEST <= len(heading) <= _LONGEST and ":" not in heading
            if heading in given or not fits or heading in first.document.title:
                continue
            given.add(heading)
            yield heading


def _last(heading: str) -> str:
    """The innermost heading, without its number."""
    return _NUMBERING.sub("", heading.rpartition(" › ")[2]).strip().rstrip(".:?")
