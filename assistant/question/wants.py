"""The sorts of answer that a question may ask for, and which one does."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.swedish import fold


class Wants(StrEnum):
    """The sort of answer that a question asks for."""

    PERSON = "person"
    NAME = "name"
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


# Asks for what a person is called: nothing but a name will do.
_NAMED = (
    r"\bvad heter (?:de|hon|han|personen|personerna)\b|\bnamne[nt]* på (?:de|den|person)\w*"
    r"|\bvad heter (?:[\w-]+ ){0,3}?\w*(?:rektor|chef|ledare|samordnare|handläggare|ordförande"
    r"|lärare|minister|coach|direktör|sekreterare|ansvarig|författare|ledamot|råd|konsult|person"
    r"|utredare|talare|koordinator)(?:n|en|ns|ens|na|a|e|er|erna)?\b"
)

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
        r"|\bkontaktperson\w*|" + _NAMED,
    ),
    (Wants.NAME, _NAMED),
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


_BEGINS_WITH_A_VERB = re.compile(
    r"(?:f[åa]r|kan|finns|[äa]r|har|hade|m[åa]ste|beh[öo]ver|ska|skall|blir|g[äa]ller|g[åa]r|kostar"
    r"|ger|ing[åa]r|r[äa]cker|brukar|kr[äa]vs|does|do|is|are|can|will|must|has|have)\b"
)
_NOT_ASKED_WITH_A_VERB = frozenset({Wants.MONEY, Wants.COUNT, Wants.NUMBER, Wants.DATE})
_ASKS_FURTHER = re.compile(
    r"\b(?:hur|vad|vem|vems|vilk\w+|n[äa]r|var|vart|varf[öo]r|how|what|who|when|where|which|why)\b"
)


def wants(question: str) -> frozenset[Wants]:
    """The sorts of answer that a question asks for; empty where it is open.

    One that can be answered with yes or no ("Får jag lön?") asks for no amount, number or date.
    """
    folded = fold(question)
    found = frozenset(want for want, pattern in _WANTS_COMPILED if pattern.search(folded))
    yes_or_no = _BEGINS_WITH_A_VERB.match(folded) and not _ASKS_FURTHER.search(folded)
    return found - _NOT_ASKED_WITH_A_VERB if yes_or_no else found
