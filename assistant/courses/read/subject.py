"""The words of a question that say what to study: evidence for some courses, and none required."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.courses.find.evidence import CourseEvidence
from assistant.courses.find.names import parts
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.vocabulary import CourseVocabulary
from assistant.courses.read.word_roles import ASKED_FOR
from assistant.question.answer_types import pattern
from assistant.question.words import carries_meaning, steers_undotted
from corpus.dots import is_undotted
from corpus.glossary import Glossary
from corpus.phrases import tokens_of
from corpus.word_match import INFLECTED

MOST_WORDS = 40
"""Words of a question that are weighed: the first ones."""

FEW = 7
"""Words of the longest question of which each is asked for: people type a few, or tell."""

ASIDE, NAMED = 0.5, 0.75
"""What a word weighs that is told in passing, beside one that is asked for."""

TOLD = 0.5
"""How far more than a text alone answers to a word."""

SHORTEST_PART = 3
"""Letters of the shortest part of a compound that is written apart."""


Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question asks to study.

    ``text`` in lower case, ``written`` the question's own words; ``is_taught`` where the catalogues
    answer to it; ``strange`` counts the words beside it.
    """

    text: str = ""
    written: str = ""
    is_taught: bool = False
    strange: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question that says something, with the numbers that follow it.

    ``joint`` is what stands between it and the word before where that joins them, as in "svenska
    som andraspråk" or in a list; ``wished`` tells how likely it is asked for.
    """

    text: str
    start: int
    end: int
    joint: str
    wished: float

    @property
    def is_wish(self) -> bool:
        """Whether it is asked for, and not told in passing."""
        return self.wished >= ASKED_FOR

    @property
    def is_listed(self) -> bool:
        """Whether it is another thing in a list."""
        return _LIST.fullmatch(self.joint) is not None


_JOINING = r"(?: (?:som|för|i|av|inom|med|samt|&|for|of))?"
_TOGETHER = re.compile(rf"{_JOINING} ")
_LIST = re.compile(r", | (?:och|eller|or|and|samt) ")
_IN_LIST = re.compile(
    r"[\s\0]*(?P<joint>,|\b(?:och|eller|or|and|samt)\b)[\s\0]*(?:(?:i|kurs(?:er)?|gärna)[\s\0]*)*"
)
_NARROWING = frozenset([" med ", " inom ", " för ", " som "])
_NUMBER = re.compile(r"\d+[a-e]?\d?|[a-d]")
_KEEPS_COURSE = frozenset(["allmän", "allman", "allmänna"])
"""Words that "kurs" belongs to: "allmän kurs" is what folk high schools call it."""

_SUFFIX = pattern(
    r"(?<=\w)(?:-(?:kurs|utbildning|program|linje|jobb|yrke)(?:en|er|erna|ar|arna|et|s)?"
    r"|(?<=\d|[a-d]):(?:an|ans|orna))(?![\w-])"
)


@cache
def _course_word() -> re.Pattern[str]:
    """Words of nearly every question about courses, which do not tell what to study."""
    table = files(__package__).joinpath("course_words.txt")
    return pattern("|".join(table.read_text("utf-8").split()))


def read_subject(
    question: QuestionText,
    asked_for: Mapping[int, float],
    vocabulary: CourseVocabulary,
    glossary: Glossary,
    *,
    english: bool,
) -> Subject:
    """Which of the words that no constraint has taken say what to study.

    They are those that the education answers to that most of the question speaks for, and none is
    required. Where something else is asked for that nobody teaches, all that is asked for is the
    subject.
    """
    question.drop_all(_SUFFIX)
    words = list(_words(question, asked_for, vocabulary, english=english))[:MOST_WORDS]
    task = None if english else _task(question, vocabulary)
    if not words:
        return task or Subject()
    texts = [_in_swedish(w.text, vocabulary, glossary) if english else w.text for w in words]
    evidence = vocabulary.evidence
    degrees, weights = _weighed(texts, evidence)
    if task and not _is_narrower(texts, degrees, task.text, evidence):
        return replace(task, strange=len(words))
    # What a course or an occupation is called is asked for, wherever it stands.
    asked: Mask = np.array([word.is_wish for word in words]) | (degrees.max(axis=1) >= INFLECTED)
    if not asked.any():
        # Conditions may say all that is asked: "nåt alls i Lyktesund eller är man körd".
        asked |= [
            not question.spans or row.max() >= evidence.good or evidence.is_rare(text)
            for text, row in zip(texts, degrees, strict=True)
        ]
        if not asked.any():
            return Subject(strange=len(words))
    wished = np.array([max(ASIDE, word.wished) for word in words], np.float32)
    points = (weights * np.where(asked, np.maximum(wished, NAMED), ASIDE)) @ degrees**2
    best = degrees[:, int(points.argmax())]
    met: Mask = best > TOLD
    share = weights[met] @ best[met] / max(float(weights[met].sum()), 1e-6)
    is_taught = bool(share >= evidence.good) and not _is_missing(
        texts, words, asked & (met | ~degrees.any(axis=1)), met, evidence
    )
    if not is_taught and not _says_something(texts, asked, degrees, evidence):
        return Subject(strange=len(words))
    if not is_taught:
        # What is told in passing and taught is the nearest that there is.
        nearest = np.flatnonzero(asked | (best >= evidence.good)).tolist()
        return _subject(question, words, texts, nearest, is_taught=False)
    met |= _narrowing(texts, words, met & asked)
    kept = _with_listed(words, met, np.asarray(degrees.max(axis=1) >= evidence.good))
    return _subject(question, words, texts, kept, is_taught=True)


def _task(question: QuestionText, vocabulary: CourseVocabulary) -> Subject | None:
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
    return bool((degrees[others][:, led] >= evidence.good).any())


def _says_something(
    texts: Sequence[str], asked: Mask, degrees: NDArray[np.float32], evidence: CourseEvidence
) -> bool:
    """Whether any word that is asked for is taught, may be, or is rare: "nytt" says nothing."""
    return any(
        degrees[at].any() or evidence.names_a_field(texts[at]) or evidence.is_rare(texts[at])
        for at in np.flatnonzero(asked).tolist()
    )


def _is_missing(
    texts: Sequence[str], words: Sequence[_Word], asked: Mask, met: Mask, evidence: CourseEvidence
) -> bool:
    """Whether something is asked for that no education has.

    It is what is known to be studied or worked as, where nothing else that is asked for is taught;
    or it stands beside what is taught and makes another thing of it: "japansk matlagning".
    """
    anything = bool(met[asked].any())
    for at in np.flatnonzero(asked & ~met).tolist():
        is_field = evidence.names_a_field(texts[at])
        if is_field and not anything:
            return True
        joined = [at - 1] * _is_joined(words[at]) + [
            at + 1 for after in words[at + 1 : at + 2] if _is_joined(after)
        ]
        beside = any(met[other] and not _has_number(texts[other]) for other in joined)
        if beside and (is_field or evidence.is_rare(texts[at])):
            return True
    return False


def _narrowing(texts: Sequence[str], words: Sequence[_Word], met: Mask) -> Mask:
    """The words that narrow what is asked for: "webbutvecklare med tillgänglighet"."""
    return np.array(
        [
            at > 0
            and bool(met[at - 1])
            and word.is_wish
            and word.joint in _NARROWING
            and not _has_number(before)
            for at, (word, before) in enumerate(zip(words, ("", *texts), strict=False))
        ]
    )


def _has_number(text: str) -> bool:
    return text[-1:].isdigit()


def _is_joined(word: _Word) -> bool:
    return bool(word.joint) and not word.is_listed


def _subject(
    question: QuestionText,
    words: Sequence[_Word],
    texts: Sequence[str],
    kept: Sequence[int],
    *,
    is_taught: bool,
) -> Subject:
    """The words that are kept, with what joins them in the question."""
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


def _with_listed(words: Sequence[_Word], met: Mask, taught: Mask) -> list[int]:
    """The numbers of the words that are met, and of those taught that are listed with them."""
    kept = met.copy()
    for order in (range(1, len(words)), range(len(words) - 1, 0, -1)):
        for at in order:
            if words[at].is_listed:
                kept[at] |= kept[at - 1] & taught[at]
                kept[at - 1] |= kept[at] & taught[at - 1]
    return [int(at) for at in np.flatnonzero(kept)]


def _words(
    question: QuestionText,
    asked_for: Mapping[int, float],
    vocabulary: CourseVocabulary,
    *,
    english: bool,
) -> Iterator[_Word]:
    """The words that say something, each with its numbers."""
    undotted = is_undotted(question.question)
    found: list[tuple[str, int, int]] = []
    for text, start, end in _compounds(question, vocabulary):
        before = found[-1] if found else None
        between = question.rest[before[2] : start] if before else ""
        number = _NUMBER.fullmatch(text)
        if before and number and re.fullmatch(r" ?(?:eller |och |or |and |, ?|/)?", between):
            found[-1] = (f"{before[0]}{between}{text}", before[1], end)
        elif before and text.startswith("kurs") and before[0] in _KEEPS_COURSE:
            found[-1] = (f"{before[0]} {text}", before[1], end)
        elif not number and _says_what(question, text, start, end, undotted, english=english):
            if english and between == " ":
                found[-1] = (f"{found[-1][0]} {text}", found[-1][1], end)  # to be translated whole
            else:
                found.append((text, start, end))
    last = 0
    few = len(question.question.split()) <= FEW
    for text, start, end in found:
        wished = 1.0 if few else asked_for.get(start, 0.0)
        joint = _joint(question.rest[last:start]) if last else ""
        yield _Word(text, start, end, joint, wished)
        last = end


def _joint(between: str) -> str:
    """What joins two words, of what stands between them; nothing where they stand apart."""
    if _TOGETHER.fullmatch(between):
        return between
    match = _IN_LIST.fullmatch(between)
    if match is None:
        return ""
    return ", " if match["joint"] == "," else f" {match['joint']} "


def _compounds(
    question: QuestionText, vocabulary: CourseVocabulary
) -> Iterator[tuple[str, int, int]]:
    """The words that are left; two that are known together are one.

    A compound written apart is one ("andra språk"), and so is what people say in two words
    ("sociala medier").
    """
    words = question.words()
    at = 0
    while at < len(words):
        one, other = words[at], words[min(at + 1, len(words) - 1)]
        if question.rest[one.end() : other.start()] == " ":
            apart, whole = f"{one.group()} {other.group()}", one.group() + other.group()
            is_long = min(len(one.group()), len(other.group())) >= SHORTEST_PART
            is_compound = is_long and vocabulary.has_word(whole)
            if is_compound or vocabulary.evidence.names_a_field(apart):
                yield whole if is_compound else apart, one.start(), other.end()
                at += 2
                continue
        yield one.group(), *one.span()
        at += 1


def _says_what(
    question: QuestionText, text: str, start: int, end: int, undotted: bool, *, english: bool
) -> bool:
    """Whether a word may tell what to study."""
    written = question.written(start, end)
    if len(written) > 1 and written.isupper() and not question.question.isupper():
        return True  # "IT" is not "it".
    if text == "it" and not english:
        return True
    if len(text) == 1 or _course_word().fullmatch(text):
        return False
    return carries_meaning(text) and not (undotted and steers_undotted(text))


def _in_swedish(subject: str, vocabulary: CourseVocabulary, glossary: Glossary) -> str:
    """The likeliest Swedish words for English ones; what is not known stays."""
    if all(map(vocabulary.has_word, parts(subject))):
        return subject
    phrases = glossary.english.phrases
    tokens = tokens_of(subject)
    swedish: list[str] = []
    at = 0
    while at < len(tokens):
        entry = phrases.longest(subject, tokens, at)
        swedish += [tokens[at].text] if entry is None else entry.value[:1]
        at += 1 if entry is None else entry.length
    return " ".join(swedish).lower() or subject
