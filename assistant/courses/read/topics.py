"""The words of a question that say what to study."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise, takewhile

from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.vocabulary import CourseVocabulary
from assistant.question.answer_types import pattern
from assistant.question.words import carries_meaning, steers_undotted
from corpus.dots import is_undotted
from corpus.glossary import Glossary
from corpus.phrases import tokens_of

MOST_PHRASES, LONGEST_PHRASE = 12, 12
"""Phrases of a question that are held against what the catalogues teach, and the words of each."""

MOST_WORDS = 6
"""Words in the longest run that is tried against what the catalogues teach."""

SHORTEST_PART = 3
"""Letters of the shortest part of a compound that is written apart."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question asks to study.

    ``text`` in lower case, ``written`` the question's own words; ``is_taught`` where the catalogues
    teach it; ``strange`` counts the words beside it that they do not teach.
    """

    text: str = ""
    written: str = ""
    is_taught: bool = False
    strange: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words side by side that say what to study, and where they stand."""

    words: tuple[_Word, ...]
    text: str

    @property
    def length(self) -> int:
        """How many of its words say something."""
        return sum(word not in _JOINING for word in self.text.split())

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


_JOINING = frozenset("och eller som för i av inom med samt & and or for of".split())
_KEEPS_COURSE = frozenset(["allmän", "allman", "allmänna"])
"""Words that "kurs" belongs to: "allmän kurs" is what folk high schools call it."""

_SUFFIX = pattern(
    r"(?<=\w)(?:-(?:kurs|utbildning|program|linje|jobb|yrke)(?:en|er|erna|ar|arna|et|s)?"
    r"|(?<=\d|[a-d]):(?:an|ans|orna))(?![\w-])"
)
_NUMBER_WORD = re.compile(r"\d+[a-e]?\d?|[a-d]|\d+[a-z]\d?")
_LIST = re.compile(r"^\W*,[\W\0]*(?:(?:och|eller|samt|or|and|i|kurs(?:er)?|gärna)[\W]*)*$")


@cache
def _course_word() -> re.Pattern[str]:
    """Words of nearly every question about courses, which do not tell what to study."""
    table = files(__package__).joinpath("course_words.txt")
    return pattern("|".join(table.read_text("utf-8").split()))


def read_topic(
    question: QuestionText, vocabulary: CourseVocabulary, glossary: Glossary, *, english: bool
) -> Topic:
    """What the words that no constraint has taken ask to study.

    Where the catalogues teach some of them, the others tell of the person or of something else.
    """
    question.drop_all(_SUFFIX)
    phrases = list(islice(_phrases(question, vocabulary, english=english), MOST_PHRASES))
    if english:
        phrases = [
            replace(phrase, text=_in_swedish(phrase.text, vocabulary, glossary))
            for phrase in phrases
        ]
    taught = [part for phrase in phrases if (part := _part_taught(phrase, vocabulary))]
    if not taught:
        text = " ".join(phrase.text for phrase in phrases)
        return Topic(text, _written(question, phrases), strange=sum(p.length for p in phrases))
    strange = sum(p.length for p in phrases) - sum(p.length for p in taught)
    chosen = _chosen(question, taught, vocabulary)
    return Topic(
        _with_commas(question, chosen), _written(question, chosen), is_taught=True, strange=strange
    )


def _part_taught(phrase: _Phrase, vocabulary: CourseVocabulary) -> _Phrase | None:
    """The longest run of a phrase's words that the catalogues teach."""
    if vocabulary.teaches(phrase.text):
        return phrase
    if phrase.text != _phrase(phrase.words).text:
        return None  # It is in Swedish now, its words are not.
    words = phrase.words[:LONGEST_PHRASE]
    for length in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            if {run[0].text, run[-1].text} & _JOINING or _NUMBER_WORD.fullmatch(run[0].text):
                continue
            # A loose likeness is no sign here: the very words must stand in names.
            if all(map(vocabulary.has_word, _telling(run))) and vocabulary.teaches(
                _phrase(run).text
            ):
                # A number that nobody teaches stays: "psykologi 7" is not "psykologi".
                rest = takewhile(lambda w: _NUMBER_WORD.fullmatch(w.text), words[first + length :])
                return _phrase((*run, *rest))
    return None


def _telling(words: Sequence[_Word]) -> list[str]:
    """The words that say something, without numbers."""
    return [w.text for w in words if w.text not in _JOINING and not _NUMBER_WORD.fullmatch(w.text)]


def _chosen(
    question: QuestionText, taught: Sequence[_Phrase], vocabulary: CourseVocabulary
) -> Sequence[_Phrase]:
    """Those that one education has all of, or that are listed; else the one that tells most."""
    if len(taught) == 1 or vocabulary.teaches(" ".join(phrase.text for phrase in taught)):
        return taught
    best = max(
        taught,
        key=lambda p: (
            any(word.text[0].isdigit() for word in p.words),
            all(map(vocabulary.has_word, _telling(p.words))),
            p.length,
        ),
    )
    at = taught.index(best)
    first = last = at
    while first and _is_list(question, taught[first - 1], taught[first]):
        first -= 1
    while last + 1 < len(taught) and _is_list(question, taught[last], taught[last + 1]):
        last += 1
    return taught[first : last + 1]


def _is_list(question: QuestionText, one: _Phrase, other: _Phrase) -> bool:
    return _LIST.match(question.rest[one.end : other.start]) is not None


def _with_commas(question: QuestionText, phrases: Sequence[_Phrase]) -> str:
    """The words of phrases, with commas where the question has them."""
    text = phrases[0].text
    for one, other in pairwise(phrases):
        text += (", " if _is_list(question, one, other) else " ") + other.text
    return text


def _written(question: QuestionText, phrases: Sequence[_Phrase]) -> str:
    return question.written(phrases[0].start, phrases[-1].end) if phrases else ""


def _phrases(
    question: QuestionText, vocabulary: CourseVocabulary, *, english: bool
) -> Iterator[_Phrase]:
    """The words that are left and say something; "och" and its like join them."""
    undotted = is_undotted(question.question)
    group: list[_Word] = []
    between: list[_Word] = []
    for word in _compounds(question, vocabulary):
        side_by_side = bool(group) and _together(question, [group[-1], *between, word])
        joined = side_by_side and all(b.text in _JOINING for b in between)
        # "Engelska 5 eller 6."
        follows = joined and (not between or _NUMBER_WORD.fullmatch(group[-1].text))
        before = group[-1].text if follows else None
        is_it = word.text == "it" and not english
        if not is_it and not _says_what(question, word, before, undotted=undotted):
            between.append(word)
            continue
        if joined:
            group += [*between, word]
        else:
            if group:
                yield _phrase(group)
            group = [word]
        between = []
    if group:
        yield _phrase(group)


def _phrase(words: Sequence[_Word]) -> _Phrase:
    return _Phrase(tuple(words), " ".join(word.text for word in words))


def _compounds(question: QuestionText, vocabulary: CourseVocabulary) -> Iterator[_Word]:
    """The words that are left; a compound written apart is one: "andra språk"."""
    words = [_Word(match.group(), *match.span()) for match in question.words()]
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else None
        if following and _is_apart(question, word, following, vocabulary):
            yield _Word(word.text + following.text, word.start, following.end)
            at += 1
        else:
            yield word
        at += 1


def _is_apart(
    question: QuestionText, one: _Word, other: _Word, vocabulary: CourseVocabulary
) -> bool:
    return (
        min(len(one.text), len(other.text)) >= SHORTEST_PART
        and question.rest[one.end : other.start] == " "
        and vocabulary.has_word(one.text + other.text)
    )


def _says_what(question: QuestionText, word: _Word, before: str | None, *, undotted: bool) -> bool:
    """Whether a word tells what to study; ``before`` is the one that it follows at once."""
    written = question.written(word.start, word.end)
    if _NUMBER_WORD.fullmatch(word.text):
        return before is not None
    if word.text.startswith("kurs") and before in _KEEPS_COURSE:
        return True
    if len(written) > 1 and written.isupper() and not question.question.isupper():
        return True  # "IT" is not "it".
    if len(word.text) == 1 or _course_word().fullmatch(word.text):
        return False
    return carries_meaning(word.text) and not (undotted and steers_undotted(word.text))


def _together(question: QuestionText, words: Sequence[_Word]) -> bool:
    """Whether nothing but space stands between words."""
    return all(not question.rest[one.end : other.start].strip() for one, other in pairwise(words))


def _in_swedish(subject: str, vocabulary: CourseVocabulary, glossary: Glossary) -> str:
    """The likeliest Swedish words for an English subject; what is not known stays."""
    if vocabulary.teaches(subject):
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
