"""The words of a question that may say what to study, as they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.courses.find.names import parts
from assistant.courses.find.shelf import Shelf
from assistant.courses.read.patterns import counts
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.word_roles import ASKED_FOR
from assistant.question.answer_types import pattern
from assistant.question.words import carries_meaning, steers_undotted
from corpus.data_files import file_text
from corpus.dots import is_undotted
from corpus.glossary import Glossary
from corpus.phrases import tokens_of

FEW = 7
"""Words of the longest question of which each is asked for: people type a few, or tell."""

SHORTEST_PART = 3
"""Letters of the shortest part of a compound that is written apart."""


@dataclass(frozen=True, slots=True)
class SubjectWord:
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
MOST_SMALL = 2
"""Small words between two that are known together: "häst och vagn"."""

_SMALL = re.compile(rf"(?: [^\W\d]{{1,5}}){{0,{MOST_SMALL}}} ")
_LIST = re.compile(r", | (?:och|eller|or|and|samt) ")
_IN_LIST = re.compile(
    r"[\s\0]*(?P<joint>,|\b(?:och|eller|or|and|samt)\b)[\s\0]*(?:(?:i|kurs(?:er)?|gärna)[\s\0]*)*"
)
_FOR_WHOM = re.compile(
    r"\wkurs(?:er|en|erna)? för \w+$|\b(?:kurs\w*|nåt|något) för (?:äldre|gamla|senior|pension)\w*$"
)
_STEP = re.compile(r"\b(?:kurs|steg|del|nivå) $")
_BESIDE = re.compile(r" ?(?:eller |och |or |and |, ?|/|(?:kurs|steg|del|nivå) )?")
_NUMBER = re.compile(r"\d+[a-e]?\d?|[a-d]")
_SUFFIX = pattern(
    r"(?<=\w)(?:-(?:kurs|utbildning|program|linje|jobb|yrke)(?:en|er|erna|ar|arna|et|s)?"
    r"|(?:(?<=\d)|(?<=\d[a-d])):?an|(?<=\d|[a-d]):(?:an|ans|orna))(?![\w-])"
)


@cache
def _course_word() -> re.Pattern[str]:
    """Words of nearly every question about courses, which do not tell what to study."""
    return pattern("|".join(file_text("course_words.txt", __package__).split()))


def subject_words(
    question: QuestionText,
    asked_for: Mapping[int, float],
    vocabulary: Shelf,
    *,
    english: bool,
) -> Iterator[SubjectWord]:
    """The words that say something, each with its numbers."""
    question.drop_all(_SUFFIX)
    undotted = is_undotted(question.question)
    found: list[tuple[str, int, int]] = []
    for word, start, end in _compounds(question, vocabulary):
        before = found[-1] if found else None
        between = question.rest[before[2] : start] if before else ""
        is_course = word in counts() and (
            word.endswith("an")  # "svenska tvåan"
            or (between == " " and vocabulary.teaches(f"{found[-1][0]} {counts()[word]}"))
        )
        text = str(counts()[word]) if is_course else word
        number = _NUMBER.fullmatch(text)
        beside = _BESIDE.fullmatch(between)
        is_one = len(text) > 1 or "\0" in between or _STEP.search(question.rest[:start])
        apart = is_one and " än " not in between  # "livrädd för matte, måste ha 1b"
        if before and number and beside:
            found[-1] = (f"{before[0]}{between}{text}", before[1], end)
        elif number and apart and (numbered := _numbered(found, text, vocabulary)) is not None:
            found[numbered] = (f"{found[numbered][0]} {text}", *found[numbered][1:])
        elif not number and _says_what(question, text, start, end, undotted, english=english):
            if english and between == " ":
                found[-1] = (f"{found[-1][0]} {text}", found[-1][1], end)  # to be translated whole
            else:
                found.append((text, start, end))
    last = 0
    few = len(question.question.split()) <= FEW
    for text, start, end in found:
        joint = _joint(question.rest[last:start]) if last else ""
        yield SubjectWord(text, start, end, joint, 1.0 if few else asked_for.get(start, 0.0))
        last = end


def _numbered(found: Sequence[tuple[str, int, int]], number: str, vocabulary: Shelf) -> int | None:
    """Which word a number that stands apart belongs to: the last that is taught with it."""
    for at in range(len(found) - 1, -1, -1):
        if vocabulary.teaches(f"{found[at][0]} {number}"):
            return at
    return None


def _joint(between: str) -> str:
    """What joins two words, of what stands between them; nothing where they stand apart."""
    if _TOGETHER.fullmatch(between):
        return between
    match = _IN_LIST.fullmatch(between)
    if match is None:
        return ""
    return ", " if match["joint"] == "," else f" {match['joint']} "


def _compounds(question: QuestionText, vocabulary: Shelf) -> Iterator[tuple[str, int, int]]:
    """The words that are left; two that are known together are one.

    A compound written apart is one ("andra språk"), and so is what people say in two words
    ("sociala medier", "häst och vagn"). What "lärling" is taken from gets its ending back:
    "snickarlärling". A number that stands before its subject comes behind it: "2b i matte".
    """
    words = question.words()
    at = 0
    while at < len(words):
        one, other = words[at], words[min(at + 1, len(words) - 1)]
        number = str(counts().get(one.group(), one.group()))
        if _NUMBER.fullmatch(number) and other.group() == "i" and at + 2 < len(words):
            of = words[at + 2]
            if vocabulary.teaches(f"{of.group()} {number}"):
                yield f"{of.group()} {number}", one.start(), of.end()
                at += 3
                continue
        near = range(at + 1, min(at + 2 + MOST_SMALL, len(words)))
        after = next((n for n in near if carries_meaning(words[n].group())), at)
        end = words[after]
        between = question.rest[one.end() : end.start()]
        if _SMALL.fullmatch(between):
            whole = one.group() + end.group()
            is_long = min(len(one.group()), len(end.group())) >= SHORTEST_PART
            is_compound = between == " " and is_long and vocabulary.has_word(whole)
            if is_compound or vocabulary.evidence.names_a_field(f"{one.group()} {end.group()}"):
                said = question.rest[one.start() : end.end()]
                yield whole if is_compound else said, one.start(), end.end()
                at = after + 1
                continue
        yield one.group() + "e" * question.rest.startswith("ar\0", one.end() - 2), *one.span()
        at += 1


def _says_what(
    question: QuestionText, text: str, start: int, end: int, undotted: bool, *, english: bool
) -> bool:
    """Whether a word may tell what to study."""
    written = question.written(start, end)
    if len(written) > 1 and written.isupper() and not question.question.isupper():
        return True  # "IT" is not "it".
    if text == "it" and (not english or len(question.words()) == 1):
        return True
    if len(text) == 1 or _course_word().fullmatch(text):
        return False
    if _FOR_WHOM.search(question.before(start) + text):
        return False  # "datorkurs för äldre"
    return carries_meaning(text) and not (undotted and steers_undotted(text))


def in_swedish(subject: str, vocabulary: Shelf, glossary: Glossary) -> str:
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
