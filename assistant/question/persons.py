"""Who a question is about makes no difference to its answer: names and sexes of those guided.

"Min klient Fatima, kan hon …" and "Min klient Lars, kan han …" are one question. Only those are
passed over who are introduced as somebody to guide; a name or a sex that is asked about ("Vem är
Lena Gustafsson?", "Hur många kvinnor deltog?") stays.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.english import COMMON_ENGLISH, COMMON_SWEDISH
from corpus.places import Gazetteer, load_gazetteer

_NO_NAMES = COMMON_ENGLISH | COMMON_SWEDISH | {"den", "detta", "kursen", "kommunen", "skolan"}
_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:[- ][A-ZÅÄÖÉ][a-zåäöéü]+)?"
_PRONOUNS = {
    "han": "hon",
    "honom": "henne",
    "hans": "hennes",
    "he": "she",
    "his": "her",
    "him": "her",
}
_PRONOUN = re.compile(r"\b(?:han|honom|hans|he|his|him|He|Han|Honom|His)\b|^Hans(?= [a-zåäö])")
_KIN = (
    r"(?:mamma|pappa|mor|far|dotter|son|syster|bror|fru|hustru|man|make|maka|kvinna|tjej|kille"
    r"|flickvän|pojkvän|mormor|morfar|farmor|farfar)"
)
_KIN_ENGLISH = (
    r"(?:mother|father|daughter|son|sister|brother|wife|husband|girlfriend|boyfriend|mum|dad)"
)
_SEX = r"(?:kvinna|man|tjej|kille|flicka|pojke|dam|herre|ung kvinna|ung man|mamma|pappa)"
_WISHES = (
    r"(?:undrar|vill|heter|är|har|saknar|kan|behöver|läser|söker|funderar|ska|wants|wonders|is|has"
    r"|needs|can|would)"
)
_WAYS = (
    (
        re.compile(rf"\b(?P<who>[Jj]ag) heter {_NAME}(?: och(?= (?:undrar|vill|är|har)))?"),
        r"\g<who>",
    ),
    (re.compile(rf"\b(?:[Mm]itt namn är|[Mm]y name is|[Dd]et är) {_NAME}(?=[.,!])[.,!]\s*"), ""),
    (re.compile(rf"\b{_NAME} här[!.,]\s*"), ""),
    (
        re.compile(rf"\b(?P<who>[Jj]ag är|I am|I'm)(?: en| a)? (?:{_SEX}|woman|man|girl|boy)\b,?"),
        r"\g<who>",
    ),
    (re.compile(rf"\b(?P<who>[Mm]in) {_KIN}\b(?: {_NAME}\b)?"), r"\g<who> vän"),
    (re.compile(rf"\b(?P<who>[Mm]y) {_KIN_ENGLISH}\b(?: {_NAME}\b)?"), r"\g<who> friend"),
    (
        re.compile(
            r"\b(?P<who>[Mm]in (?:klient|elev|deltagare|sökande|kompis|vän|kollega|studerande)"
            rf"|[Mm]y (?:client|student|participant|friend|colleague)) {_NAME}\b"
        ),
        r"\g<who>",
    ),
)
_SHE = re.compile(r"\b(?:hon|henne|hennes|she|her)\b")
_SUBJECT = re.compile(rf"(?:^|(?<=[.!?] ))(?P<name>[A-ZÅÄÖÉ][a-zåäöéü]+)(?= {_WISHES}\b)")
_WONDERS = re.compile(r"(?:^|(?<=[.!?] ))[A-ZÅÄÖÉ][a-zåäöéü]+ (?:undrar|wonders)\b")
_ABOUT = re.compile(
    r"\b(?P<before>[Kk]an|ska|vill|för|åt|[Cc]an|for) "
    r"(?P<name>[A-ZÅÄÖÉ][a-zåäöéü]+)(?=[?,.]|\s[a-zåäö])"
)
_SUITS = re.compile(r"\b(?P<before>passar|suits?) (?P<name>[A-ZÅÄÖÉ][a-zåäöéü]+)(?=[?,.])")


def impersonal(question: str) -> str:
    """A question without the names and sexes of those who are guided.

    A name is one of theirs if it is introduced ("jag heter", "min klient") or if the question goes
    on about the same person ("hon"); then the pronoun stands in its place. "Han" reads as "hon".
    """
    neutral = _PRONOUN.sub(_as_she, question)
    for way, instead in _WAYS:
        neutral = way.sub(instead, neutral)
    neutral = _WONDERS.sub("Jag undrar", neutral)
    neutral = _SUITS.sub(lambda match: f"{match['before']} {_named(match, 'henne')}", neutral)
    if _SHE.search(neutral):
        she = "she" if re.search(r"\b(?:she|her)\b", neutral) else "hon"
        neutral = _SUBJECT.sub(lambda match: _named(match, she), neutral)
        neutral = _ABOUT.sub(lambda match: f"{match['before']} {_named(match, she)}", neutral)
    return re.sub(r"^(?:Hej[,!.]?\s*)?Jag[.!]\s+(?=\S)", "", neutral) or question


def _as_she(match: re.Match[str]) -> str:
    she = _PRONOUNS[match[0].casefold()]
    return she.capitalize() if match[0][0].isupper() else she


def _named(match: re.Match[str], she: str) -> str:
    """The pronoun in place of a name; places and first words that are no names stay."""
    name = match["name"]
    if _gazetteer().place(name) or name.casefold() in _NO_NAMES:
        return name
    return she


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer()
