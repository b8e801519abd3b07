"""The words of a question that say what to study: evidence for some courses, and none required."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.evidence import GOOD, NEARLY_BEST, CourseEvidence
from assistant.courses.find.shelf import Shelf
from assistant.courses.read.patterns import compiled
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.subject_words import SubjectWord, in_swedish, subject_words
from corpus.glossary import Glossary
from corpus.word_match import INFLECTED

_NARROWING = frozenset([" med ", " inom ", " för ", " som "])

MOST_WORDS = 40
"""Words of a question that are weighed: the first ones."""

MOST_BESIDE = 8
"""Words beside the name of the one education that a question is about."""

_GOES_ON = re.compile(r"\d|[a-e]$|och$|eller$|and$|or$")
"""What comes behind a name that is not the whole of what is meant: "Engelska 5 eller 6"."""

ASIDE, NAMED = 0.5, 0.75
"""What a word weighs that is told in passing, beside one that is asked for."""

OUTSIDE = 0.5
"""What an education counts that is over or does not meet the conditions, beside one that does."""

TOLD = 0.5
"""How far more than a text alone answers to a word."""


Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question asks to study.

    ``text`` in lower case, ``written`` the question's own words; ``is_taught`` where the catalogues
    answer to it; ``is_far`` where they are only near, and do not meet the conditions either;
    ``strange`` counts the words beside it.
    """

    text: str = ""
    written: str = ""
    is_taught: bool = False
    strange: int = 0
    is_far: bool = False


def read_name(question: QuestionText, vocabulary: Shelf) -> Subject | None:
    """The one education that a short question names in full, with a capital; None where none is.

    It is taken from the question, lest a part of it pass for a condition: "Yoga för nybörjare".
    """
    if question.builds_on or any(map(question.find, compiled("unwanted").values())):
        return None  # it may be what one has, or does not want
    tokens = question.words()
    texts = [token.group() for token in tokens]
    capitals = (at for at, token in enumerate(tokens) if question.is_name(token.start()))
    found = [(at, length) for at in capitals if (length := vocabulary.name_at(texts[at:]))]
    if not found:
        return None
    at, length = max(found, key=lambda one: one[1])
    alone = all(at <= other < at + length for other, _ in found)
    follows = " ".join(texts[at + length : at + length + 1])
    if not alone or len(texts) - length > MOST_BESIDE or _GOES_ON.match(follows):
        return None
    start, end = tokens[at].start(), tokens[at + length - 1].end()
    written = question.written(start, end)
    question.drop(start, end)
    return Subject(" ".join(texts[at : at + length]), written, is_taught=True)


def read_subject(
    question: QuestionText,
    asked_for: Mapping[int, float],
    vocabulary: Shelf,
    glossary: Glossary,
    meeting: Mask,
    *,
    english: bool,
) -> Subject:
    """Which of the words that no constraint has taken say what to study.

    They are those that the education answers to that most of the question speaks for, and none is
    required. Those ``meeting`` its conditions count for more. Where something else is asked for
    that nobody teaches, all that is asked for is the subject.
    """
    words = list(subject_words(question, asked_for, vocabulary, english=english))[:MOST_WORDS]
    task = None if english else _task(question, vocabulary)
    if not words:
        return task or Subject()
    texts = [in_swedish(w.text, vocabulary, glossary) if english else w.text for w in words]
    evidence = vocabulary.evidence
    degrees, weights = _weighed(texts, evidence)
    if task and not _is_narrower(texts, degrees, task.text, evidence):
        return replace(task, strange=len(words))
    # What a course or an occupation is called is asked for, wherever it stands.
    asked: Mask = np.array([word.is_wish for word in words]) | (degrees.max(axis=1) >= INFLECTED)
    if not asked.any():
        # Conditions may say all that is asked: "nåt alls i Lyktesund eller är man körd".
        asked |= [
            not question.spans or row.max() >= GOOD or evidence.is_rare(text)
            for text, row in zip(texts, degrees, strict=True)
        ]
        if not asked.any():
            return Subject(strange=len(words))
    wished = np.array([max(ASIDE, word.wished) for word in words], np.float32)
    points = (weights * np.where(asked, np.maximum(wished, NAMED), ASIDE)) @ degrees**2
    points[: len(meeting)][~meeting] *= OUTSIDE
    first = int(points.argmax())
    best = degrees[:, first]
    met: Mask = best > TOLD
    share = weights[met] @ best[met] / max(float(weights[met].sum()), 1e-6)
    is_far = bool(question.spans and share < NEARLY_BEST and not meeting[first : first + 1].all())
    is_taught = bool(share >= GOOD) and not _is_missing(
        texts, words, asked & (met | ~degrees.any(axis=1)), best, evidence
    )
    if not is_taught:
        # What is told in passing and taught is the nearest that there is.
        nearest = asked | (best >= GOOD)
        if (names := asked & list(map(vocabulary.occupations.is_name, texts))).any():
            nearest = _along(names, list(map(_is_joined, words)), asked)
        return _subject(question, words, texts, nearest, is_taught=False)
    met &= _called_so(words, best, asked & met)
    met |= _narrowing(texts, words, met & asked)
    kept = _along(met, [word.is_listed for word in words], degrees.max(axis=1) >= GOOD)
    return replace(_subject(question, words, texts, kept, is_taught=True), is_far=is_far)


def _called_so(words: Sequence[SubjectWord], best: NDArray[np.float32], asked: Mask) -> Mask:
    """The words that are left where one names the education: those in its name, and joined ones.

    In "klättra i träd, arborist heter det" the last says what the others only lead to.
    """
    if not (asked & (best >= INFLECTED)).any():
        return np.ones_like(asked)
    return _along(best >= NEARLY_BEST, list(map(_is_joined, words)), np.ones_like(asked))


def _along(kept: Mask, linked: Sequence[bool], among: Mask) -> Mask:
    """Words that are kept, and those among others that are linked to one, each to that before."""
    kept = kept.copy()
    for order in (range(1, len(kept)), range(len(kept) - 1, 0, -1)):
        for at in order:
            if linked[at]:
                kept[at] |= kept[at - 1] & among[at]
                kept[at - 1] |= kept[at] & among[at - 1]
    return kept


def _narrowing(texts: Sequence[str], words: Sequence[SubjectWord], met: Mask) -> Mask:
    """The words that narrow what is asked for: "webbutvecklare med tillgänglighet"."""
    return np.array(
        [
            at > 0
            and bool(met[at - 1])
            and word.is_wish
            and word.joint in _NARROWING
            and not before[-1:].isdigit()
            for at, (word, before) in enumerate(zip(words, ("", *texts), strict=False))
        ]
    )


def _task(question: QuestionText, vocabulary: Shelf) -> Subject | None:
    """What the question would do at work ("köra tåg"), where it names no occupation."""
    text = question.rest.replace("\0", " . ")
    occupations = vocabulary.occupations
    task = next((task for task in occupations.tasks_in(text) if " " in task), None)
    if task is None or not vocabulary.evidence.doing(task).any():
        return None
    mention = occupations.find(text)
    return None if mention and mention.certain else Subject(task, task, is_taught=True)


def _is_narrower(
    texts: Sequence[str], degrees: NDArray[np.float32], task: str, evidence: CourseEvidence
) -> bool:
    """Whether a word beside what is done at work tells more closely at what: "gamla människor"."""
    led = evidence.doing(task) > 0
    others = [at for at, text in enumerate(texts) if text not in task]
    return bool((degrees[others][:, led] >= GOOD).any())


def _is_missing(
    texts: Sequence[str],
    words: Sequence[SubjectWord],
    asked: Mask,
    best: NDArray[np.float32],
    evidence: CourseEvidence,
) -> bool:
    """Whether something is asked for that no education has.

    It is what is known to be studied or worked as, where no course is called as anything else that
    is asked for; or it makes another thing of what is taught beside it: "japansk matlagning".
    """
    met = best > TOLD
    anything = bool((best[asked] >= NEARLY_BEST).any())
    for at in np.flatnonzero(asked & ~met).tolist():
        is_field = evidence.names_a_field(texts[at])
        if is_field and not anything:
            return True
        joined = [at - 1] * _is_joined(words[at]) + [
            at + 1 for after in words[at + 1 : at + 2] if _is_joined(after)
        ]
        beside = any(met[other] and not texts[other][-1:].isdigit() for other in joined)
        if beside and (is_field or evidence.is_rare(texts[at])):
            return True
    return False


def _is_joined(word: SubjectWord) -> bool:
    return bool(word.joint) and not word.is_listed


def _subject(
    question: QuestionText,
    words: Sequence[SubjectWord],
    texts: Sequence[str],
    left: Mask,
    *,
    is_taught: bool,
) -> Subject:
    """The words that are left, with what joins them in the question."""
    kept = np.flatnonzero(left).tolist()
    if not kept:
        return Subject(strange=len(words))
    text = texts[kept[0]]
    for before, at in pairwise(kept):
        joint = words[at].joint if before == at - 1 else ""
        text += (joint or " ") + texts[at]
    written = question.written(words[kept[0]].start, words[kept[-1]].end)
    return Subject(text, written, is_taught, len(words) - len(kept))


def _weighed(
    texts: Sequence[str], evidence: CourseEvidence
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How far each education answers to each word, and what each word weighs."""
    units = [evidence.units(text) for text in texts]
    weighing = evidence.weigh([unit for own in units for unit in own])
    bounds = np.cumsum([0, *map(len, units)])
    weights = np.array([weighing.weights[a:b].sum() for a, b in pairwise(bounds)], dtype=np.float32)
    shares = [
        weighing.weights[a:b] @ weighing.degrees[a:b] / max(weight, 1e-6)
        for (a, b), weight in zip(pairwise(bounds), weights, strict=True)
    ]
    degrees = np.stack(shares).astype(np.float32)
    # Where there are no courses, one that answers to nothing stands for them.
    return (degrees if degrees.size else np.zeros((len(texts), 1), np.float32)), weights
