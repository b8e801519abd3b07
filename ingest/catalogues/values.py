"""The values of cells and fields, as course catalogues write them: texts, numbers, yes or no."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from corpus.data_files import any_of, rows, word_list
from ingest.readers.reading import tidy

_NO_VALUE, _TRUE, _FALSE = (word_list(name, __package__) for name in ("no_value", "true", "false"))
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_UNSEEN = any_of("unseen", __package__)
_BREAK = any_of("line_breaking", __package__, r"</?(?:{})\b[^<>]*>")
_TAG = re.compile(r"</?[a-z][a-z0-9:-]*(?:\s[^<>]*|/)?>", re.IGNORECASE)
_LINES = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_AREA = re.compile(r"(\d{3,4}|\d{6})(?:\.0)?")
_SPELT = frozenset(".,:;-–—‐'’\"”“")
# Python refuses to read a number of more than 4,300 figures; no character has so many.
_ENDLESS_ENTITY = re.compile(r"&#[0-9]{100,};?")

_NUMBER = any_of("units", __package__, r"(-?\d{1,3}(?: \d{3})+|-?\d+)(?:[.,](\d+))?\s*(?:{})?\.?")


def plain(text: str) -> str | None:
    r"""A text without markup, entities and invisible characters, paragraphs parted by ``\n``.

    Nothing but markup and white space is changed. None where a text says nothing: it is empty,
    has neither letter nor figure, or is "Okänd".
    """
    content = _without_markup(text)
    # Some systems escape their markup once more on the way out.
    if "<" not in text and _BREAK.search(content):
        content = _without_markup(content)
    lines = (tidy(line) for line in _LINES.split(content))
    result = "\n".join(line for line in lines if line)
    if not any(char.isalnum() for char in result) or result.casefold() in _NO_VALUE:
        return None
    return result


def number(text: str) -> float | None:
    """The number that a cell holds, with or without its unit: ``100,0``, ``1 200.0``, ``50 %``."""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None or len(match[0]) > 30:
        return None
    return float(f"{match[1].replace(' ', '')}.{match[2] or 0}")


def fee(text: str) -> str | None:
    """What a cell says that something costs; a number alone is of kronor."""
    amount = number(text)
    if amount is None:
        return plain(text)
    digits = f"{amount:,.0f}" if amount.is_integer() else f"{amount:,.2f}"
    return f"{digits.replace(',', ' ').replace('.', ',')} kr"


def truth(text: str) -> bool | None:
    """Yes or no, where a cell holds nothing else."""
    word = tidy(text).casefold()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def language(text: str) -> str | None:
    """ISO 639-1 code of the one language that a cell names by code or name; else None."""
    word = tidy(text).casefold()
    return _languages().get(word) or _languages().get(re.split("[-_]", word)[0])


def municipality_code(text: str) -> str | None:
    """A municipality's code. Six figures name a part of one; three have lost a leading zero.

    Excel may have made a number of it.
    """
    match = _AREA.fullmatch(text.strip())
    return match[1][:4].zfill(4) if match else None


def unescape(text: str) -> str:
    """A text with its entities (``&nbsp;``, ``&#229;``) as the characters that they stand for."""
    return html.unescape(_ENDLESS_ENTITY.sub("\ufffd", text))


@lru_cache(maxsize=10_000)
def fold(name: str) -> str:
    """A name without what writers do in different ways: case, marks, spaces, dots."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if char.isalnum())


@lru_cache(maxsize=10_000)
def spelling(name: str) -> str:
    """A name without case, spaces, dots, commas, hyphens and quotation marks: "C#" is not "C++"."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in letters if char not in _SPELT and not char.isspace())


@cache
def _languages() -> Mapping[str, str]:
    """The code of each language by every code and name of it; the code itself stands first."""
    return {name: row[0] for row in rows("languages.tsv", __package__) for name in row}


def _without_markup(text: str) -> str:
    text = _UNSEEN.sub(" ", _CDATA.sub("", text))
    if _BREAK.search(text):
        # In markup a line break of the source is white space and no more.
        text = _BREAK.sub("\n", _LINES.sub(" ", text))
    return unescape(_TAG.sub("", text))
