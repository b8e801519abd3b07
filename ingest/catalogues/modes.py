"""What a mode of study on a web page says: at a distance or on site, and at which pace."""

from __future__ import annotations

import re

_DISTANCE = re.compile(
    r"\b(?:distans\w*|distance|online|on-line|remote|virtual|webbaserad\w*|nätbaserad\w*|"
    r"webbkurs\w*|e-learning|blended|hybrid|mixed|onlineeventattendancemode|"
    r"mixedeventattendancemode)\b",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"\b(?:onsite|on-site|in[ -]person|face-to-face|classroom|klassrum\w*|på plats|"
    r"lärarledda lektioner|närstudier|närundervisning|campus\w*|platsbunden|bunden|"
    r"offlineeventattendancemode)\b",
    re.IGNORECASE,
)
_NAMED_DISTANCE = re.compile(r"\bdistans", re.IGNORECASE)
_EVENING = re.compile(
    r"\bkväll(?:en|ar|arna)?\b|\bkvälls?(?:tid|kurs|undervis|studie|lektion)", re.I
)
_DAY = re.compile(r"\bdag(?:tid|kurs)|\bdag-\s", re.IGNORECASE)
_PACE = re.compile(
    r"\b(?P<word>helfart|halvfart|kvartsfart|trekvartsfart)\b|"
    r"\b(?P<before>\d{1,3})\s?(?:%|procent)s?\s(?:studietakt|takt|fart|av heltid)|"
    r"\bstudietakt(?:en)?\b\D{0,12}(?P<after>\d{1,3})\s?(?:%|procent)",
    re.IGNORECASE,
)
_PACES = {"helfart": 100.0, "trekvartsfart": 75.0, "halvfart": 50.0, "kvartsfart": 25.0}
_MODE_PACE = re.compile(
    r"(?P<word>heltid|full[ -]time|halvtid|half[ -]time|kvartstid)|"
    r"(?P<share>\d{1,3})\s?(?:%|procent)",
    re.IGNORECASE,
)
_MODE_PACES = {"heltid": 100.0, "halvtid": 50.0, "kvartstid": 25.0}


def distance_of_mode(mode: str) -> bool | None:
    """True at a distance, False on site.

    A blended course is one at a distance that meets, as it is in EMIL.
    """
    if _DISTANCE.search(mode):
        return True
    return False if _ON_SITE.search(mode) else None


def pace_of_text(text: str) -> float | None:
    """The one pace that a running text states, in percent of full time."""
    found = {
        _PACES.get((match["word"] or "").lower()) or float(match["before"] or match["after"] or 0)
        for match in _PACE.finditer(text)
    }
    return _only(found)


def pace_of_mode(mode: str) -> float | None:
    """The pace that a mode of study is: ``heltid``, ``50 %``; None where it says something else."""
    match = _MODE_PACE.fullmatch(mode.strip())
    if match is None:
        return pace_of_text(mode)
    if match["share"]:
        return _only({float(match["share"])})
    word = match["word"].lower()
    return _MODE_PACES.get(word) or (100.0 if word.startswith("full") else 50.0)


def _only(found: set[float]) -> float | None:
    pace = found.pop() if len(found) == 1 else 0.0
    return pace if 1 < pace <= 100 else None
