"""A document, or a chapter of it, in its own sentences: purpose, work, results, proposals."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate

from assistant.answer.compose import CitedLine, CitedPart
from assistant.answer.forms.source import Line, Source
from assistant.bodies.answer import PartKind
from assistant.question.sections import NumberedSection
from assistant.question.words import content_words
from assistant.words.languages import Language, texts
from corpus.data_files import toml
from corpus.model import CELL_SEPARATOR
from corpus.sentences import ends_sentence

ROOM = 880
"""Characters of the sentences of a summary; labels and marks come on top."""

# What a list item is counted by.
_COUNTED_BY = re.compile(r"^(?:\d{1,2}|[a-z])[.)]\s+")

SHORTEST, LONGEST = 40, 330
"""Characters of a sentence that may stand in a summary."""

CUE, ROLE_HEADING = 1.0, 1.2
"""What counts for a sentence beside how central its words are (0 to 1): a word that announces its
aspect, and the heading of that aspect."""

OPENING = 5
"""Sentences of which one opens the summary of a document that has no summary of its own."""

SHORTEST_SUMMARY = 400
"""Characters of the shortest summary of a document's own that tells enough by itself."""

EACH = 2
"""Sentences of each aspect."""


class Aspect(StrEnum):
    """What a document tells of its own matter, in the order of a summary."""

    PURPOSE = "purpose"
    DONE = "done"
    RESULT = "result"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    central: float
    heading: str


def chapter_parts(source: Source, chapter: Sequence[str]) -> list[CitedPart]:
    """The sentences that sum up the chapter with these words in its heading; none without one."""
    title = source.record.metadata.title.lower()
    lines = [line for line in source.lines() if _in_chapter(line, chapter, title)]
    candidates = _candidates(lines)
    return [_part(source, _most_central(candidates), "")] if candidates else []


def section_parts(source: Source, section: NumberedSection) -> list[CitedPart]:
    """What a section says from its beginning on, as far as there is room; none without one."""
    lines = section.lines(source.lines())
    lengths = accumulate(len(line.text) for line in lines)
    shown = [line for line, length in zip(lines, lengths, strict=True) if length <= ROOM]
    if not lines:
        return []
    heading = next(filter(section.begins.match, lines[0].headings), "")
    return [CitedPart(PartKind.QUOTE, source.quote(shown or lines[:1]), heading=heading)]


def summary_parts(source: Source, language: Language, room: int = ROOM) -> list[CitedPart]:
    """The sentences that sum up a document, the lead first, then a part for each aspect.

    None where the document holds no sentence. A summary of the document's own is told whole where
    there is ``room`` (characters), or else is chosen from.
    """
    candidates = _candidates(source.lines())
    if not candidates:
        return []
    summary = [one for one in candidates if _shows("headings", "summary").search(one.heading)]
    length = sum(len(one.line.text) for one in summary)
    if SHORTEST_SUMMARY <= length <= room:
        return [_part(source, [one.line for one in summary], "")]
    candidates = summary if length > room else candidates
    known = texts(__package__, "summary.toml")
    lead = _lead(candidates)
    chosen = _chosen(candidates, lead, room)
    if not chosen:
        return [_part(source, _most_central(candidates, room), "")]
    told = ((known[one.value].get(language), chosen[one]) for one in Aspect if one in chosen)
    return [_part(source, lines, label) for label, lines in (("", [lead]), *told)]


def beside_parts(sources: Sequence[Source], language: Language) -> list[CitedPart]:
    """What sums up each of several documents, under their titles."""
    parts: list[CitedPart] = []
    for source in sources:
        summed = summary_parts(source, language, ROOM // len(sources))
        lines = tuple(line for part in summed for line in part.lines)
        title = source.record.metadata.title
        parts += [CitedPart(PartKind.QUOTE, lines, heading=title)] if lines else []
    return parts


def _chosen(candidates: Sequence[_Candidate], lead: Line, room: int) -> dict[Aspect, list[Line]]:
    """The best sentences of each aspect beside the lead, as far as there is room."""
    taken = {lead.start}
    room -= len(lead.text)
    chosen: dict[Aspect, list[Line]] = {}
    # Each aspect gets its best sentence before any gets a second one.
    for aspect in EACH * tuple(Aspect):
        scored = [(_worth(c, aspect), c) for c in candidates if c.line.start not in taken]
        fitting = [(w, c) for w, c in scored if w > 0 and len(c.line.text) <= room]
        if fitting:
            line = max(fitting, key=lambda pair: (pair[0], -pair[1].line.start))[1].line
            chosen.setdefault(aspect, []).append(line)
            taken.add(line.start)
            room -= len(line.text)
    return chosen


def _lead(candidates: Sequence[_Candidate]) -> Line:
    """The first sentence of the document's own summary, or else the most central of its first."""
    summary = _shows("headings", "summary")
    opening = (one for one in candidates if summary.search(one.heading))
    return next(opening, max(candidates[:OPENING], key=lambda one: one.central)).line


def _in_chapter(line: Line, chapter: Sequence[str], title: str) -> bool:
    """Whether a heading below the title has all the words."""
    headings = [part for part in map(str.lower, line.headings) if part not in title]
    return any(all(word[:6] in heading for word in chapter) for heading in headings)


def _sums_up(line: Line) -> bool:
    """Whether a sentence is whole, and neither too short nor too long to be read in passing."""
    text = line.text
    return (
        SHORTEST <= len(text) <= LONGEST
        and ends_sentence(text)
        and not text.endswith(("?", ":"))
        and CELL_SEPARATOR not in text
        and _COUNTED_BY.sub("", text)[:1].isupper()
        and not _shows("captions", "every").match(text)
    )


def _candidates(every: Iterable[Line]) -> list[_Candidate]:
    """The sentences that may sum up, with how central their words are: 1 for the most central one.

    A word counts by how often the document has it, as in Luhn (1958).
    """
    lines = [line for line in every if _sums_up(line)]
    worded = [content_words(line.text) for line in lines]
    counts = Counter(word for several in worded for word in several)
    central = [
        sum(math.log(counts[word]) for word in several) / math.sqrt(1 + len(several))
        for several in worded
    ]
    top = max(central, default=0.0) or 1.0
    return [
        _Candidate(line, value / top, line.passage.heading.lower())
        for line, value in zip(lines, central, strict=True)
    ]


def _worth(candidate: _Candidate, aspect: Aspect) -> float:
    """How well a sentence tells of a aspect; 0 where nothing shows that it does."""
    # What is counted is said by the sentence before it, unless it is one of several proposals.
    if _COUNTED_BY.match(candidate.line.text) and aspect is not Aspect.PROPOSAL:
        return 0.0
    cue = bool(_shows("cues", aspect.value).search(candidate.line.text))
    heading = candidate.heading.rpartition(" › ")[2]
    headed = bool(_shows("headings", aspect.value).search(heading))
    if not cue and not headed:
        return 0.0
    return CUE * cue + ROLE_HEADING * headed + candidate.central


@cache
def _shows(table: str, name: str) -> re.Pattern[str]:
    """An expression for any entry of a list in ``summary.toml``."""
    entries = toml("summary.toml", __package__)[table][name]
    return re.compile(rf"\b(?:{'|'.join(entries)})", re.IGNORECASE)


def _most_central(candidates: Sequence[_Candidate], room: int = ROOM) -> list[Line]:
    """The most central sentences, as far as there is room."""
    chosen: list[Line] = []
    for candidate in sorted(candidates, key=lambda c: -c.central):
        if len(candidate.line.text) <= room:
            chosen.append(candidate.line)
            room -= len(candidate.line.text)
        if len(chosen) == EACH * len(Aspect):
            break
    return chosen


def _part(source: Source, lines: Sequence[Line], label: str) -> CitedPart:
    """Sentences in reading order, each with its place."""
    several = len(lines) > 1
    return CitedPart(
        PartKind.QUOTE,
        _quoted(source, lines),
        heading=label if several else "",
        label="" if several else label,
    )


def _quoted(source: Source, lines: Sequence[Line]) -> tuple[CitedLine, ...]:
    return source.quote(sorted(lines, key=lambda line: line.start))
