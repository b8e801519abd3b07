"""When a document was published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePath

from corpus.data_files import any_of
from ingest.dates import DateMatch, find_dates, iso_date
from ingest.metadata.clues import Clues, Finding, from_file, from_sidecar
from ingest.metadata.publisher import organisation

_PUBLISHED = any_of("published", __package__, r"\b(?:{})(?:\s+(?:den|i))?\s*[:|]?\s*$")
_UPDATED = any_of("updated", __package__, r"(?:{})(?:\s+den)?\s*:?\s*$")
_DATE_LABEL = re.compile(r"(?:^|\W)(?:datum|date|dokumentdatum)\s*:?\s*$", re.IGNORECASE)
_NOT_BEFORE = any_of("not_before", __package__, r"\b(?:{})\b[^.]{0,20}$")
_OTHERS = any_of("others_decisions", __package__, r"\b(?:{})\b[^.]*$")
_LABEL_REACH = 80

_RANGE_AFTER = re.compile(r"\s*(?:[-–—]|till\b|t\.?o\.?m\b|to\b)?\s*(?:\d|den\s+\d)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d\s*(?:[-–—]|till|t\.?o\.?m\.?|to)?\s*$", re.IGNORECASE)
_DEN = re.compile(r"\s*\b(?:den|i)\s*$", re.IGNORECASE)
_YEAR = "((?:19|20)[0-9]{2})"
_BARE_YEAR = re.compile(rf"(?<!\S){_YEAR}(?=\s|$)")
_YEAR_LINE = re.compile(rf"^(?:år\s+)?{_YEAR}$", re.IGNORECASE)
_SERIES = any_of("series", __package__, rf"^(?:{{}})\s+{_YEAR}[:/]\d+\b")
_COPYRIGHT = re.compile(
    rf"©\s*(?P<whose>[^\W\d][\w\s,.&-]{{0,60}}?\s)?(?P<year>{_YEAR})\b(?!\s*[-–])"
)
# A record number has letters before it, or more digits behind: "U2019-04-0123", "dnr 2019-04".
_IN_NAME = re.compile(
    rf"(?<![^\W_]){_YEAR}[-_.](0[1-9]|1[0-2])(?:[-_.](0[1-9]|[12][0-9]|3[01]))?(?!-?\d)"
)
_RECORD_NUMBER = re.compile(r"(?:dnr|diarie\w*|beslut)[\W_]*$", re.IGNORECASE)

REACH = 300
"""Characters from a block's start within which a date is the document's and not the story's."""


def find_published(clues: Clues) -> Finding | None:
    """The date that sidecar, text, file or file name states; None where none does.

    The date at which a PDF or Word file was made is not asked: it tells of the file, and is often
    that of a template or a later conversion.
    """
    head, tail = (*clues.head, *clues.header), clues.tail
    around = [*tail, *clues.furniture]
    in_name = _in_name(clues.source)
    return (
        from_sidecar(clues.sidecar.published)
        or _after(_PUBLISHED, [*clues.opening, *tail])
        or from_file(clues.reading.facts.published)
        or _agreeing(_on_cover(head), in_name)
        or _after(_UPDATED, [*clues.opening, *around])
        or _after(_DATE_LABEL, [*clues.opening, *clues.furniture])
        or _running(clues.furniture)
        or in_name
        or _labelled_year(clues.opening)
        or _year(head, around)
    )


def _after(label: re.Pattern[str], texts: Iterable[str]) -> Finding | None:
    for text in texts:
        for day in _dates(text):
            before = text[max(0, day.start - _LABEL_REACH) : day.start]
            match = label.search(before)
            if match and not _OTHERS.search(before[: match.start()]):
                return Finding(day.value, f"texten, efter ”{match.group().strip(' :|')}”")
    return None


@lru_cache(64)
def _dates(text: str) -> tuple[DateMatch, ...]:
    """The dates of a text, which is looked through once for each sort of label."""
    return tuple(find_dates(text))


def _running(furniture: Sequence[str]) -> Finding | None:
    """The one date that stands in the running lines of several pages."""
    dates = Counter(day.value for text in furniture for day in _dates(text))
    if len(dates) == 1 and (one := dates.most_common(1)[0])[1] > 1:
        return Finding(one[0], "sidhuvudet eller sidfoten")
    return None


def _on_cover(head: Sequence[str]) -> Finding | None:
    """A date that stands by itself at the start: on a title page, in a letterhead or dateline."""
    for text in head:
        for day in find_dates(text[: REACH + 20]):
            if day.start <= REACH and _stands_alone(text[: day.start], text[day.end :]):
                return Finding(day.value, "textens början")
    return None


def _stands_alone(before: str, after: str) -> bool:
    """Whether a date between two texts is no part of a sentence, a range or another label."""
    if _NOT_BEFORE.search(before) or _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before):
        return False
    before = _DEN.sub("", before).rstrip()
    last = before.split()[-1] if before else ""
    following = after.lstrip()[:1]
    # Behind a label a date is what that says: "Första kursdag: 2027-02-09".
    opens = not last or (last[-1] != ":" and (last[0].isupper() or last[0].isdigit()))
    opens |= last.endswith(tuple(",;|–-•(!?"))
    closes = not following or following.isupper() or following in ",.;|–-•)" or following.isdigit()
    return opens and closes and not re.search(r"[.]\s", before)


def _agreeing(cover: Finding | None, in_name: Finding | None) -> Finding | None:
    """The date on the cover, unless the file's name states another month."""
    if cover and in_name and cover.value[:7] != in_name.value[:7]:
        return in_name
    return cover


def _in_name(source: str) -> Finding | None:
    match = _IN_NAME.search(PurePath(source).stem)
    if match is None or _RECORD_NUMBER.search(match.string[: match.start()]):
        return None
    value = iso_date("-".join(filter(None, match.groups())))
    return Finding(value, "filnamnet") if value else None


def _labelled_year(texts: Iterable[str]) -> Finding | None:
    """A year behind a label: "Beslutsdatum för kursplan: 2023"."""
    for text in texts:
        for year in _BARE_YEAR.finditer(text):
            label = _PUBLISHED.search(text[: year.start()])
            if label and ":" in label.group():
                return Finding(year[1], f"texten, efter ”{label.group().strip(' :')}”")
    return None


def _year(head: Sequence[str], around: Sequence[str]) -> Finding | None:
    for text in head:
        if match := _YEAR_LINE.match(text) or _SERIES.match(text):
            return Finding(match[1], "textens början")
    for text in (*head, *around):
        match = _COPYRIGHT.search(text)
        # Under a photograph the name of a person follows.
        if match and (not match["whose"] or organisation(match["whose"])):
            return Finding(match["year"], "texten, efter ”©”")
    return None
