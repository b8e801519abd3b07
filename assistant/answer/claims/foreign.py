"""A claim in another language with its figures and the names of things as Swedish has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.data_files import rows
from corpus.swedish import words

SWEDISH, ENGLISH = "sv", "en"

_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POINT = re.compile(r"(?<=\d)\.(?=\d{1,2}(?![\d.]))")
_WORD = re.compile(r"[^\W\d_]+")


def in_swedish(text: str, language: str) -> str:
    """The text with months, days, countries, languages and numbers in Swedish.

    Only so far as they are single words: "12 May" becomes "12 maj". The rest stays.
    """
    if language == ENGLISH:
        text = _POINT.sub(",", _GROUPED.sub("", text))
    known = _swedish_words(language)
    return _WORD.sub(lambda match: known.get(match[0].lower(), match[0]), text)


@cache
def _swedish_words(language: str) -> Mapping[str, str]:
    """What the words of a language that name a time, a place or a tongue are in Swedish."""
    from babel import Locale, UnknownLocaleError

    try:
        theirs, ours = Locale.parse(language), Locale.parse("sv")
    except (UnknownLocaleError, ValueError):
        return {}
    known = dict(rows("english.tsv", __package__)) if language == ENGLISH else {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in theirs.months[context][width].items():
                known.setdefault(name.lower().rstrip("."), ours.months["format"]["wide"][number])
        for number, name in theirs.days[context]["wide"].items():
            known.setdefault(name.lower(), ours.days["format"]["wide"][number].capitalize())
    for names, others in (
        (theirs.territories, ours.territories),
        (theirs.languages, ours.languages),
    ):
        for code, name in names.items():
            if len(words(name)) == 1 and code in others:
                known.setdefault(name.lower(), others[code].capitalize())
    return known
