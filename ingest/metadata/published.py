"""When a document was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PurePath

from ingest.dates import FoundDate, find_dates, iso_date
from ingest.metadata.evidence import Evidence, Find

# Labels that state the date of the document, the surest first; those of meetings, periods and
# application days are not among them.
_LABELS = (
    re.compile(
        r"\b(?:publicerad|publicerat|publiceringsdatum|publicerings?dag|utgiven|utgivet|utgivning|"
        r"utgivningsdatum|tryckt|tryckår|published|date of publication|"
        r"(?:antagen|antaget|antogs|beslutad|beslutat|fastställd|fastställt|reviderad|reviderat|"
        r"upprättad|upprättat|daterad|daterat)(?:\s+(?:av|i|vid)\s+[^\W\d]+(?:\s+[^\W\d]+){0,2})?)"
        r"(?:\s+(?:den|i))?\s*:?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\bsenast\s+(?:ändrad|ändrat|uppdaterad|uppdaterat|granskad|publicerad)|"
        r"\b(?:sidan\s+|sist\s+)?(?:uppdaterad|uppdaterat|granskad|ändrad|ändringsdatum)|"
        r"\blast\s+(?:updated|modified|reviewed))(?:\s+den)?\s*:?\s*$",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|\W)(?:datum|date|dokumentdatum)\s*:?\s*$", re.IGNORECASE),
)
_LABEL_REACH = 80

_NOT_BEFORE = re.compile(
    r"\b(?:period|projektperiod|projekttid|tid|tidsperiod|tidplan|start|startdatum|projektstart|"
    r"slut|slutdatum|giltig\w*|gäller|möte|sammanträde|ansök\w*|senast|från|till|"
    r"fr\.?o\.?m|t\.?o\.?m|född)\b[^.]{0,20}$",
    re.IGNORECASE,
)
_RANGE_AFTER = re.compile(r"\s*(?:[-–—]|till\b|t\.?o\.?m\b|to\b)?\s*(?:\d|den\s+\d)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d\s*(?:[-–—]|till|t\.?o\.?m\.?|to)?\s*$", re.IGNORECASE)
_DEN = re.compile(r"\s*\b(?:den|i)\s*$", re.IGNORECASE)
_YEAR_LINE = re.compile(r"^(?:år\s+)?((?:19|20)\d{2})$", re.IGNORECASE)
_SERIES = re.compile(
    r"^(?:rapport(?:serie)?|sou|ds|meddelande|publikation|skriftserie|nr)\s+(20\d{2}|19\d{2})[:/]\d+\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©\s*(?:[^\W\d][\w\s,.&-]{0,60}?\s)?((?:19|20)\d{2})\b(?!\s*[-–])")
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.](0[1-9]|1[0-2])(?:[-_.](0[1-9]|[12]\d|3[01]))?(?![\d])"
)

REACH = 300
"""Characters from a block's start within which a date is the document's and not the story's."""


def find_published(evidence: Evidence) -> Find | None:
    """The date that sidecar, text, file or file name states; None where none does.

    The date at which a PDF or Word file was made is not asked: it tells of the file, and is often
    that of a template or a later conversion.
    """
    if evidence.sidecar.published:
        return Find(evidence.sidecar.published, "metadatafilen")
    head, tail = evidence.head, evidence.tail
    named = _in_name(evidence.source)
    stated = evidence.reading.facts.published
    return (
        _labelled(_LABELS[0], [*head, *tail])
        or (Find(stated, "filens egenskaper") if stated else None)
        or _agreeing(_on_cover(head), named)
        or _labelled(_LABELS[1], [*head, *tail, *evidence.furniture])
        or _labelled(_LABELS[2], head)
        or named
        or _year(head, [*tail, *evidence.furniture])
    )


def _labelled(label: re.Pattern[str], texts: Iterable[str]) -> Find | None:
    for text in texts:
        for found in _dates(text):
            before = text[max(0, found.start - _LABEL_REACH) : found.start]
            if match := label.search(before):
                return Find(found.value, f"texten, efter ”{match.group().strip(' :')}”")
    return None


@lru_cache(64)
def _dates(text: str) -> tuple[FoundDate, ...]:
    """The dates of a text, which is looked through once for each sort of label."""
    return tuple(find_dates(text))


def _on_cover(head: Sequence[str]) -> Find | None:
    """A date that stands by itself at the start: on a title page, in a letterhead or dateline."""
    for text in head:
        for found in find_dates(text[: REACH + 20]):
            if found.start <= REACH and _stands_alone(text, found):
                return Find(found.value, "textens början")
    return None


def _stands_alone(text: str, found: FoundDate) -> bool:
    before = text[: found.start]
    after = text[found.end :]
    if _RANGE_AFTER.match(after) or _RANGE_BEFORE.search(before) or _NOT_BEFORE.search(before):
        return False
    before = _DEN.sub("", before).rstrip()
    last = before.split()[-1] if before else ""
    following = after.lstrip()[:1]
    opens = not last or last[0].isupper() or last[0].isdigit() or last[-1] in ",:;|–-•(!?"
    closes = not following or following.isupper() or following in ",.;|–-•)" or following.isdigit()
    return opens and closes and not re.search(r"[.]\s", before)


def _agreeing(cover: Find | None, named: Find | None) -> Find | None:
    """The date on the cover, unless the file's name states another month."""
    if cover and named and cover.value[:7] != named.value[:7]:
        return named
    return cover


def _in_name(source: str) -> Find | None:
    match = _IN_NAME.search(PurePath(source).stem)
    if match is None:
        return None
    value = iso_date("-".join(part for part in match.groups() if part))
    return Find(value, "filnamnet") if value else None


def _year(head: Sequence[str], tail: Sequence[str]) -> Find | None:
    for text in head:
        if match := _YEAR_LINE.match(text) or _SERIES.match(text):
            return Find(match[1], "textens början")
    for text in (*head, *tail):
        if match := _COPYRIGHT.search(text):
            return Find(match[1], "texten, efter ”©”")
    return None
