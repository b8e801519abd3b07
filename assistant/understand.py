"""What a question asks for: its words that matter, the sort of answer, and what goes before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from assistant.comparison import sides
from assistant.model import Turn
from corpus.dots import dotted, is_undotted, undot
from corpus.glossary import Expansion, Glossary
from corpus.swedish import fold, words

SYNONYMS = 3
"""How many synonyms of a word are searched for; the nearest stand first."""


FOLLOWED_SHARE = 0.5
"""How much a word of the question before counts, where a follow-up leans on it."""


class Wants(StrEnum):
    """The sort of answer that a question asks for."""

    PERSON = "person"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    PLACE = "place"
    REASON = "reason"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LIST = "list"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that an answer should speak of, in lower case.

    ``alternatives`` are words that say the same; ``is_name`` where it is written as a name, an
    abbreviation or with figures, so that nothing else will do. ``share`` is less than 1 for a word
    of the question before.
    """

    text: str
    is_name: bool = False
    alternatives: tuple[str, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Understood:
    """A question made ready for the search.

    ``search`` is searched for in full; ``context`` (words of the question before, synonyms) counts
    less. ``terms`` are the words that an answer should speak of, in order and once each.
    ``sides`` are the questions that a comparison falls into. ``notes`` tell the person how it was
    understood. ``translation`` is an English question in Swedish words, ``before`` the question
    that this one leans on; both are empty otherwise. ``expansions`` are what the glossary added.
    """

    question: str
    search: str
    context: str = ""
    terms: tuple[Term, ...] = ()
    wants: frozenset[Wants] = frozenset()
    english: bool = False
    sides: tuple[Understood, ...] = ()
    notes: tuple[str, ...] = ()
    translation: str = ""
    before: str = ""
    expansions: tuple[Expansion, ...] = ()


# Words that steer a question without being what it is about.
_STOP = frozenset(
    """
    a alla allt an and are att av bara be because blev bli blir blivit borde by både can
    cirka could de del dem den denna deras dess dessa det detta did dig din ditt do does du där
    därför då efter eftersom egen ej eller en enligt er ert ett exempel exempelvis finns for
    framför från få får fick fanns för ge ger genom gick gjorde gjort gälla gäller gällde gör
    göra ha had hade han handlar hans har has have heter hette hon how hos hur här i in ingår inom
    inte into is it ja jag jämfört kallas kan kom komma kommer kunde kunna likt lite man me
    med mellan
    men menas mer mig min mina mitt mot mycket många måste möjligt ned nej ni nog nu nya någon
    något några när nära och of också om on or oss på respektive sa sade sagt samma sedan se ser sig
    sin sina sitt ska skall skulle some som stor stora stort står svara sånt så sådan säga
    sägs säger
    ta tag tagit tar that the them there these they till to under upp ur ut utan vad var vara
    varandra varför vart varit vem vems vet vi via vid vilka vilken vilket vill ville was we were
    what when where which who why will with would you your är än även år åt över betyder innebär
    används använda respektive skillnad skillnaden skiljer jämför finnas olika
    """.split()
)

_STOP_UNDOTTED = frozenset(undot(word) for word in _STOP)

_WANTS: tuple[tuple[Wants, str], ...] = (
    (Wants.PHONE, r"\btelefon\w*|\bphone\b|\bringa\b|\btfn\b|\btelnr\b"),
    (Wants.EMAIL, r"\be-?post\w*|\bmejl\w*|\bmail\w*|\be-?mail\w*"),
    (Wants.ADDRESS, r"\b\w*adress\w*"),
    (
        Wants.MONEY,
        r"\bhur mycket (?:pengar|csn|kostar|bidrag|stöd|lön|ersättning)|\bbudget\w*"
        r"|\bkostnad\w*|\bkosta\w*|\bhow much money|\bcost\w*|\bkronor\b|\blön\w*",
    ),
    (
        Wants.COUNT,
        r"\bhur (?:många|mnga)\b|\bantalet?\b|\bandelen?\b|\bhow many\b",
    ),
    (
        Wants.NUMBER,
        r"\bhur (?:stor|stort|stora|mycket|lång|långt|länge|hög|högt|höga|ofta|gamla?)\b"
        r"|\bprocent\b|\bhow (?:much|long|large|old)\b|\bhur pass\b",
    ),
    (
        Wants.DATE,
        r"(?:^|[.,!?] |\boch |\bmen )när\b|\bvilke[nt] (?:dag|datum|år|månad|tid\w*)"
        r"|\bvilka år\b|\bwhen\b|\bdatum\b|\bsista (?:dag|ansökningsdag)\w*",
    ),
    (
        Wants.PERSON,
        r"\bvem\b|\bvems\b|\bwho\b|\bwhose\b|\bvilka personer\b|\bnamnet? på\b"
        r"|\bvad heter (?:de|hon|han|projektledaren|chefen|personen)\b|\bkontaktperson\w*",
    ),
    (Wants.PLACE, r"^var\b|(?:[.,] |\boch )var\b|\bvart\b|\bwhere\b|\bvilken (?:ort|plats|stad)\b"),
    (Wants.REASON, r"\bvarför\b|\bwhy\b|\bhur kommer det sig\b|\banledning\w*|\borsak\w*"),
    (
        Wants.LIST,
        r"\bvilka\b|\bwhich\b|\bräkna upp\b|\blista\b|\bnämn\b|\bvad för\b|\bexempel på\b",
    ),
    (
        Wants.COMPARISON,
        r"\bskil(?:jer|lnad\w*|jde)\b|\bjämför\w*|\brespektive\b|\bdiffer\w*|\bcompar\w*"
        r"|\bå ena sidan\b|\bmellan .+ och\b",
    ),
)
# Questions are often written without the dots and rings of å, ä and ö.
_UNDOTTED = str.maketrans({"å": "[åa]", "ä": "[äa]", "ö": "[öo]"})
_WANTS_COMPILED = tuple(
    (want, re.compile(pattern.translate(_UNDOTTED))) for want, pattern in _WANTS
)

_ANAPHORA = re.compile(
    r"\b(?:de|dem|den|det|där|dit|dessa|denna|detta|han|hon|honom|henne|deras|dess|hans|hennes"
    r"|they|them|there|it|he|she|this|that|these|those)\b"
)
_OPENING = re.compile(r"^(?:och|men|så|då|and|but|so)\b")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÅÄÖ][\w-]*")
_MARKED = re.compile(r"\b(?:[A-ZÅÄÖ]{2,}[\w-]*|[A-Za-zÅÄÖåäö]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def wants(question: str) -> frozenset[Wants]:
    """The sorts of answer that a question asks for; empty where it is open."""
    folded = fold(question)
    return frozenset(want for want, pattern in _WANTS_COMPILED if pattern.search(folded))


def carries_meaning(word: str) -> bool:
    """Whether a word in lower case says something, rather than steers or joins."""
    return word not in _STOP


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry its meaning, in order and once each."""
    return tuple(dict.fromkeys(word for word in words(text) if carries_meaning(word)))


def names(question: str) -> frozenset[str]:
    """The words written as names: capitals inside the question, abbreviations, with figures.

    In a question that begins with the name itself the first word counts only where it is marked
    (``SYV``), as every sentence begins with a capital. All-capital shouting has none.
    """
    if question.isupper():
        return frozenset()
    found = {m.group() for m in _NAME.finditer(question)}
    found |= {m.group() for m in _MARKED.finditer(question)}
    return frozenset(
        part for name in found for part in words(name) if part not in _STOP and not part.isdigit()
    )


def understand(
    question: str,
    history: Sequence[Turn],
    glossary: Glossary,
    frequency: Callable[[str], int],
) -> Understood:
    """A question made ready for the search.

    An English question is put into Swedish words; an abbreviation is searched for in full, too,
    and a word typed without its dots as it is spelt; synonyms count less; a follow-up takes along
    the words of the question before. ``frequency`` tells in how many passages a gram occurs.
    """
    english = glossary.is_english(question)
    swedish = glossary.translate(question) if english else question
    expansions = glossary.expand(swedish)
    own = content_words(swedish)
    spelt: dict[str, tuple[str, ...]] = {}
    if not english and is_undotted(question):
        own = tuple(word for word in own if word not in _STOP_UNDOTTED)
        spelt = {word: dotted(word, frequency) for word in own}
    named = names(question)
    spelt_out = [w for e in expansions if e.reason == "förkortning" for w in e.added[:1]]
    synonyms = [w for e in expansions if e.reason != "förkortning" for w in e.added[:SYNONYMS]]
    before = next((turn.content for turn in reversed(history) if turn.role == "user"), "")
    followed = tuple(w for w in content_words(before) if w not in own)
    if not _leans_on_history(question, own):
        followed = ()
    named_before = names(before)
    topics = [word for word in followed if _is_name(word, named_before)]
    notes = []
    if followed:
        notes.append(f"Jag läste frågan tillsammans med den förra: {before.strip()}")
    if english:
        notes.append(f"I searched the Swedish texts for: {swedish}")
    if spelt_out or synonyms:
        notes.append(f"Jag sökte också på: {', '.join(dict.fromkeys([*spelt_out, *synonyms]))}")
    return Understood(
        question=question,
        search=" ".join([swedish, *spelt_out, *chain.from_iterable(spelt.values()), *topics]),
        context=" ".join([*synonyms, *followed]),
        terms=tuple(
            Term(
                word,
                _is_name(word, named),
                (*spelt.get(word, ()), *_alternatives(word, expansions)),
            )
            for word in own
        )
        + tuple(Term(w, _is_name(w, named_before), share=FOLLOWED_SHARE) for w in followed),
        wants=wants(question) | wants(swedish),
        english=english,
        sides=tuple(understand(side, (), glossary, frequency) for side in sides(question) or ()),
        notes=tuple(notes),
        translation=swedish if english else "",
        before=before if followed else "",
        expansions=tuple(expansions),
    )


def _is_name(word: str, named: frozenset[str]) -> bool:
    return not named.isdisjoint(word.split("-"))


def _alternatives(word: str, expansions: Sequence[Expansion]) -> tuple[str, ...]:
    """The words that a term may be met by instead, from the expansions of the phrase it is in."""
    found = [
        other
        for expansion in expansions
        if word in content_words(expansion.matched)
        for added in expansion.added
        for other in content_words(added)
    ]
    return tuple(dict.fromkeys(other for other in found if other != word))


def _leans_on_history(question: str, own: Sequence[str]) -> bool:
    folded = fold(question)
    return (
        len(own) <= 2
        or _OPENING.search(folded) is not None
        or (_ANAPHORA.search(folded) is not None and len(own) <= 4)
    )
