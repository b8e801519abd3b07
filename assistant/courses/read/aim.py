"""Whether a question is asked of courses, of the documents, or of both: learnt from questions.

One logistic regression over the words of a question, hashed, and over what was read in it. Its
card stands in ``assistant/trained/README.md``; ``evals.training.course_aim`` makes it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.courses.read.patterns import anywhere
from assistant.courses.read.question_text import QuestionText
from assistant.courses.read.subject import Subject
from assistant.question.answer_types import AnswerType
from corpus.swedish import grams, words

MODEL = Path(__file__).parents[2] / "trained" / "course_aim.safetensors"

BUCKETS = 1 << 15
"""Places that the words of questions are hashed to."""

ASKED, SURE = 0.4, 0.8
"""Probabilities from which courses are asked for, and from which no document is asked beside them
unless it answers surely. Chosen on the development questions."""

OF_DOCUMENTS = 0.2
"""The probability below which a question that leans on another is asked of the documents."""

PART_ASKS, PART_TELLS = 0.2, 0.12
"""The same for a part of a question, of which the words alone tell: one that asks something, and
one that tells, as people do of themselves."""

SHORTEST_PART = 4
"""Words of the shortest part that can be told by itself: "och vad krävs?" leans on the other."""

LIMITS = tuple(
    "apprenticeship code county distance evening granted language level near no_prior open pace"
    " place points provider rolling seqf start student_aid unknown_place unwanted".split()
)
MOST_WORDS = 30
_OF_SCHOOLS = frozenset(["level", "open", "provider"])
_NUMBERED = re.compile(r"\w{3,} \d[a-c]?\d?\b")
_FIRST_PERSON = re.compile(r"\b(?:jag|ja|mig|mej|vi|min|mitt|mina|i|my|me)\b")

TRAITS = (
    *("subject", "taught", "taught_alone", "strange", "length", "short", "question_mark"),
    *("first_person", "numbered", "occupation", "way", "order", "limited", "school_alone"),
    "in_names",
    *(f"limit_{name}" for name in LIMITS),
    *(f"asks_{one.value}" for one in AnswerType),
)
"""What is known of a question beside its words, each a number from 0 to 1."""

Floats = NDArray[np.float64]


def traits(
    text: str,
    types: Collection[AnswerType],
    subject: Subject,
    limits: Collection[str],
    *,
    names_occupation: bool,
    is_in_names: bool,
    is_ordered: bool,
) -> Floats:
    """The traits of a question: its text in lower case, and what was read in it.

    ``limits`` are the names of the constraints that were read; ``is_in_names`` tells whether every
    word of a subject of several stands in the name of an education.
    """
    length = len(words(text))
    values: dict[str, float] = {
        "subject": bool(subject.text),
        "taught": subject.is_taught,
        "taught_alone": subject.is_taught and not subject.strange,
        "school_alone": not subject.text and set(limits) <= _OF_SCHOOLS,
        "limited": min(len(limits), 3) / 3,
        "strange": min(subject.strange, MOST_WORDS) / MOST_WORDS,
        "length": min(length, MOST_WORDS) / MOST_WORDS,
        "short": length <= 3,
        "question_mark": "?" in text,
        "first_person": _FIRST_PERSON.search(text) is not None,
        "numbered": _NUMBERED.search(subject.text) is not None,
        "occupation": names_occupation,
        "in_names": is_in_names,
        "way": AnswerType.WAY in types and bool(subject.text),
        "order": is_ordered,
    }
    values |= {f"limit_{name}": name in limits for name in LIMITS}
    values |= {f"asks_{one.value}": one in types for one in AnswerType}
    return np.array([values[name] for name in TRAITS], np.float64)


def buckets(text: str) -> Sequence[int]:
    """The places of a text's words, pairs of words and pieces of words, each once."""
    return sorted({zlib.crc32(one.encode()) % BUCKETS for one in _pieces(text)})


def _pieces(text: str) -> Iterator[str]:
    each = words(text)
    yield from (f"piece {gram}" for gram in grams(text))
    yield from (f"word {word}" for word in each)
    yield from (f"pair {one} {two}" for one, two in zip(("^", *each), each, strict=False))


@dataclass(frozen=True, slots=True)
class Aim:
    """The trained model. ``usual`` are the traits of an average question."""

    weights: Floats
    of_traits: Floats
    usual: Floats
    bias: float

    def probability(self, text: str, traits: Floats | None = None) -> float:
        """How surely a text in lower case asks for courses, 0 to 1; by its words without traits."""
        places = buckets(text)
        if not places:
            return 0.0
        score = self.bias + float(self.of_traits @ (self.usual if traits is None else traits))
        score += float(self.weights[places].sum()) / len(places) ** 0.5
        return 1 / (1 + float(np.exp(-score)))

    def is_unsure(self, probability: float, traits: Floats) -> bool:
        """Whether the documents may be asked as well, or alone.

        So it is of all that names a kind of school and nothing to study there.
        """
        return probability < SURE or bool(traits[TRAITS.index("school_alone")])

    def asks_documents(self, text: str) -> bool:
        """Whether a part of a question, in lower case, asks the documents alone."""
        if len(words(text)) < SHORTEST_PART:
            return False
        asks = anywhere("asks").search(text) is not None
        return self.probability(text) < (PART_ASKS if asks else PART_TELLS)

    def drop_document_parts(self, question: QuestionText) -> bool:
        """Takes away the parts that ask the documents; False where there are none, or no others."""
        parts = list(_parts(question.rest))
        of_documents = [p for p in parts if self.asks_documents(question.rest[slice(*p)])]
        if not of_documents or len(of_documents) == len(parts):
            return False
        for part in of_documents:
            question.drop(*part)
        return True


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in anywhere("next_part").finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


@cache
def load_aim(path: Path = MODEL) -> Aim:
    """The trained model; a trait that it was not trained on counts nothing until it is."""
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        trained = (file.metadata() or {})["traits"].split(" ")
        weights, of_traits, usual, bias = (
            file.get_tensor(name).astype(np.float64)
            for name in ("weights", "traits", "usual", "bias")
        )
    known = {name: at for at, name in enumerate(trained)}
    places = [known.get(name, -1) for name in TRAITS]
    return Aim(
        weights, np.append(of_traits, 0)[places], np.append(usual, 0)[places], float(bias[0])
    )
