"""What the type of a PDF means: the size of its running text, and those of its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.swedish import fold
from ingest.readers.pdf_lines import TextLine
from ingest.readers.reading import is_caption

_CHAPTER = re.compile(r"^(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d]")

LARGER = 1.12
"""Type that is this many times the size of the body's is a heading's."""

LONGEST_HEADING = 200
"""Characters."""

SAME_SIZE = 0.08
"""Share by which lines of one size may differ."""

_MOST_LEADING = 2.1


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """What the type of a document means.

    ``body`` is the size of its running text and ``leading`` the distance between its lines,
    ``sizes`` are those of its headings, largest first. ``chapter`` is the level of headings with a
    number of one part ("2 Plan"). ``outline`` holds the level of each heading that the file's own
    outline names, by its folded text.
    """

    body: float
    leading: float
    sizes: tuple[float, ...]
    chapter: int
    outline: Mapping[str, int]

    def is_large(self, line: TextLine) -> bool:
        """Whether a line is set larger than the body."""
        return line.size >= LARGER * self.body

    def level(self, lines: Sequence[TextLine], text: str) -> int:
        """The level of the heading that some lines make, or 0 where they make none."""
        if len(text) > LONGEST_HEADING or not any(char.isalpha() for char in text):
            return 0
        if (level := self.outline.get(fold(text))) is not None:
            return level
        size = max(line.size for line in lines)
        if size >= LARGER * self.body:
            return self._below_chapter(text, self.rank(size))
        bold = all(line.bold for line in lines) and size > 0.95 * self.body
        plain = text.endswith((".", ",", ":", ";")) or is_caption(text)
        if bold and len(lines) <= 3 and not plain:
            return self._below_chapter(text, min(6, 1 + len(self.sizes)))
        return 0

    def rank(self, size: float) -> int:
        """The level that headings of a size have by it alone: 1 for the largest."""
        return 1 + sum(larger > 1.05 * size for larger in self.sizes)

    def _below_chapter(self, text: str, level: int) -> int:
        """The level of a heading, which its number may put lower: "2.3 Mål" is below "2 Plan"."""
        match = _CHAPTER.match(text)
        depth = match[1].count(".") if match else 0
        return min(6, max(level, self.chapter + depth)) if depth else level


def style_of(pages: Sequence[Sequence[TextLine]], outline: Mapping[str, int]) -> TypeStyle:
    """The body is the size that most characters are set in.

    Its lines stand as close as any fair share of them do: one that is farther from the line above
    begins a paragraph.
    """
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
    body = weights.most_common(1)[0][0] if weights else 0.0
    larger = sorted((size for size in weights if size >= LARGER * body), reverse=True)
    sizes: list[float] = []
    for size in larger:
        if not sizes or size < sizes[-1] / 1.05:
            sizes.append(size)
    plain = TypeStyle(body, _leading(pages, body), tuple(sizes[:5]), 1, outline)
    chapters = Counter(
        plain.rank(line.size)
        for lines in pages
        for line in lines
        if plain.is_large(line) and (match := _CHAPTER.match(line.text)) and "." not in match[1]
    )
    return replace(plain, chapter=chapters.most_common(1)[0][0] if chapters else 1)


def _leading(pages: Sequence[Sequence[TextLine]], body: float) -> float:
    steps = Counter(
        round(2 * (second.base - first.base)) / 2
        for lines in pages
        for first, second in pairwise(lines)
        if abs(first.size - body) <= SAME_SIZE * body and overlap(first, second)
    )
    likely = {
        step: count for step, count in steps.items() if 0.7 * body <= step <= _MOST_LEADING * body
    }
    fair = 0.15 * sum(likely.values())
    return min((step for step, count in likely.items() if count >= fair), default=1.1 * body)


def overlap(first: TextLine, second: TextLine) -> bool:
    """Whether two lines stand over one another in any part."""
    return min(first.right, second.right) - max(first.left, second.left) > 0
