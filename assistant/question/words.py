"""The words of a question: which carry its meaning, and which are names."""

from __future__ import annotations

import re

from corpus.dots import undot
from corpus.swedish import words

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

_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÅÄÖ][\w-]*")
_MARKED = re.compile(r"\b(?:[A-ZÅÄÖ]{2,}[\w-]*|[A-Za-zÅÄÖåäö]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")


def carries_meaning(word: str) -> bool:
    """Whether a word in lower case says something, rather than steers or joins."""
    return word not in _STOP


def steers_undotted(word: str) -> bool:
    """Whether a word typed without its dots and rings is one that only steers or joins."""
    return word in _STOP_UNDOTTED


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
