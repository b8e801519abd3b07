"""What a sentence says must stand in its quotes: figures, names, words; and to whom it speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.model.case import MOSTLY, Case, Fault, bounded_alike
from assistant.answer.model.facts import Fact, FactKind, states
from assistant.answer.model.matching import meets, stand_together
from assistant.answer.model.segments import Word
from assistant.answer.model.wording import WORDS, Operator
from corpus.lexicon import Lexicon
from corpus.swedish import words
from corpus.word_match import INFLECTED

BRIEF = 2
"""Words of a sentence so short that it must say all that a segment does."""

_ADDRESSED = re.compile(r"\b(?:du|dig|din|ditt|dina|er|ni)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\benligt ((?:[\w-]+ )*)$", re.IGNORECASE)
_CAN = re.compile(r"\b(?:kan|kunna|behöver|hittar|når)\b", re.IGNORECASE)


def figures(case: Case) -> Fault | None:
    """A figure that no quote states, or bounds otherwise; the year of a named source is known."""
    for word in case.said.words:
        if word.fact is None or any(
            other.fact is not None and states(other.fact, word.fact) and bounded_alike(other, word)
            for other in case.held_words
        ):
            continue
        if not (_names_source(case, word) and _is_year_of_source(case, word.fact)):
            return Fault.FIGURE
    return None


def names(case: Case) -> Fault | None:
    """A name that no quote has; names that stand together must do so there."""
    run: list[Word] = []
    for word in (*case.said.words, Word("", -1)):
        if run and not (word.is_name and _adjoin(case, run[-1], word)):
            if not _stand(case, run):
                return Fault.NAME
            run = []
        if word.is_name:
            run.append(word)
    return None


def said_words(case: Case, lexicon: Lexicon) -> Fault | None:
    """A word that no quote says; titles and headings name a subject, but state nothing."""
    said = [word for word in case.said.words if not _names_source(case, word)]
    told = [word for word in said if any(case.stands_in(word, s) for s in case.segments)]
    whole = any(case.share(segment.words) >= MOSTLY for segment in case.segments)
    if 2 * len(told) < len(said) or (len(said) <= BRIEF and not whole):
        return Fault.WORD
    for word in said:
        known = word.fact is not None or word.is_name or word in told
        if not known and not case.in_frame(word.text) and not _in_parts(case, word, lexicon):
            return Fault.WORD
    return None


def person(case: Case) -> Fault | None:
    """A "du" where the quotes speak to nobody, and a "jag" anywhere."""
    operators = case.said.operators
    if operators[Operator.HERSELF]:
        return Fault.PERSON
    bounded = operators[Operator.IF] or operators[Operator.WHO] or _CAN.search(case.said.text)
    if bounded or not _ADDRESSED.search(case.said.text):
        return None
    return None if any(_ADDRESSED.search(unit.text) for unit in case.held) else Fault.PERSON


def _adjoin(case: Case, word: Word, other: Word) -> bool:
    """Whether nothing but a space stands between two words."""
    return not case.said.text[word.at + len(word.text) : other.at].strip()


def _stand(case: Case, run: Sequence[Word]) -> bool:
    """Whether names stand together in a quote, or name the source itself."""
    wanted = [name.text for name in run]
    opens = run[0].at == 0 and len(run) == 1
    if opens and any(
        not other.is_name and meets(wanted[0], other.text) >= INFLECTED for other in case.held_words
    ):
        return True
    if any(stand_together(wanted, words(unit.text)) for unit in case.held):
        return True
    return _names_source(case, run[0]) and stand_together(wanted, case.source_names)


def _names_source(case: Case, word: Word) -> bool:
    """Whether a word stands where a sentence tells what it is taken from: "enligt …"."""
    match = _ACCORDING.search(case.said.text[: word.at])
    return match is not None and all(
        between in WORDS["joining"]
        or any(meets(between, other) >= INFLECTED for other in case.source_names)
        for between in words(match[1])
    )


def _is_year_of_source(case: Case, fact: Fact) -> bool:
    return fact.sort is FactKind.YEAR and any(str(fact.value) == s.year for s in case.sources)


def _in_parts(case: Case, word: Word, lexicon: Lexicon) -> bool:
    """Whether every part of a compound is said."""
    parts = lexicon.parts(word.text)
    return bool(parts) and all(
        any(meets(part, other.text) >= INFLECTED for other in case.held_words) for part in parts
    )
