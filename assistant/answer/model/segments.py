"""Sentences in pieces that hold together: the segments between commas, "och" and the like.

What one segment says must not be mixed with what another does: of "Företagen äger maskinerna och
kommunen lokalen" nobody may make "Kommunen äger maskinerna".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from assistant.answer.model.facts import Fact, FactKind, facts
from assistant.answer.model.wording import (
    AMONG,
    EACH,
    FREE,
    GLUE,
    LEANS,
    OPERATORS,
    PACKAGE,
    WORDS,
    Operator,
)
from corpus.compounds import base_forms, decompound, unfold_suspended
from corpus.data_files import compiled
from corpus.model import CELL_SEPARATOR
from corpus.swedish import normalise, sentences
from corpus.word_match import INFLECTED, word_match

_PATTERNS = compiled("segments", PACKAGE)
_PREPOSITIONS = frozenset(WORDS["prepositions"])
_BETWEEN = frozenset(WORDS["between"])

SHORTEST_HEAD = 4
"""Letters of the shortest word that takes up the end of another: "rådet" for "kompetensrådet"."""

_NEAR = 3
"""How many words back a preposition may stand from the word that it governs."""

_LOOKED_BACK = 45
"""Characters before a figure that may bound it."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word that a sentence asserts something by; ``text`` is in lower case.

    ``preposition`` is the one that governs it, empty where none does. ``fact`` is the figure, date
    or address that it is, None for other words, and ``setting`` how that is bounded.
    """

    text: str
    at: int
    is_name: bool = False
    preposition: str = ""
    fact: Fact | None = None
    setting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch between two breaks: its words, and what its operators do.

    Segments of one ``clause`` have no "men" between them.
    """

    text: str
    words: tuple[Word, ...]
    operators: Counter[Operator]
    clause: int = 0


@dataclass(frozen=True, eq=False)
class Unit:
    """A sentence as segments; ``follows`` where it goes on about what the one before it names.

    The caption of a table has none: it asserts nothing, and only names what the rows tell of.
    """

    text: str
    segments: tuple[Segment, ...]
    follows: bool = False

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of all segments."""
        return tuple(word for segment in self.segments for word in segment.words)

    @cached_property
    def terms(self) -> tuple[Word, ...]:
        """The words that are no figures."""
        return tuple(word for word in self.words if word.fact is None)

    @property
    def clauses(self) -> list[list[Segment]]:
        """The segments, clause by clause."""
        return [list(group) for _, group in groupby(self.segments, key=lambda s: s.clause)]

    @cached_property
    def operators(self) -> Counter[Operator]:
        """What the operators of all segments do."""
        return total(self.segments)


def total(segments: Iterable[Segment]) -> Counter[Operator]:
    """What the operators of several segments do."""
    return sum((segment.operators for segment in segments), Counter())


def read(text: str, knows: Callable[[str], bool]) -> Unit:
    """A sentence as segments.

    Args:
        text: the sentence.
        knows: whether a word in lower case is a Swedish one.
    """
    text = AMONG.sub("bland", text)
    text = EACH.sub("alla", FREE.sub("gratis", unfold_suspended(normalise(text), knows)))
    figures = facts(text)
    segments = []
    clause = last = 0
    for start, end in _stretches(text, figures):
        clause += _PATTERNS["turn"].search(text[last:start]) is not None
        last = end
        turning = list(_operators(text, start, end))
        spans = [span for _, span in turning]
        words = tuple(_words(text, (start, end), figures, spans, knows))
        operators = Counter(sort for sort, _ in turning)
        segments.append(Segment(text[start:end], words, operators, clause))
    return Unit(text, tuple(segments))


def units(text: str, head: str, quoted: bool, knows: Callable[[str], bool]) -> list[Unit]:
    """What a quote asserts, sentence by sentence.

    Questions, and sentences that stand in quotation marks, are not the document's own word. A
    row of a table is read cell by cell, each with the row's first cell and the column's head.

    Args:
        text: the quote.
        head: the head of the table that its rows stand in, empty where there is none.
        quoted: whether the head is quoted as well, so that figures in it count.
        knows: whether a word in lower case is a Swedish one.
    """
    result: list[Unit] = []
    columns = _cells(head)
    for sentence in _sentences(text):
        if CELL_SEPARATOR in sentence and head:
            cells = _cells(sentence)
            if len(cells) == len(columns) and cells != columns:
                result.append(_row(columns, cells, quoted, knows))
        elif _PATTERNS["caption"].match(sentence):
            result.append(Unit(sentence, ()))
        elif not sentence.endswith("?") and not _PATTERNS["in_marks"].fullmatch(sentence):
            unit = read(sentence, knows)
            result.append(replace(unit, follows=bool(result) and _goes_on(unit, result[-1])))
    return result


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a quote; one that ends with a figure ends there."""
    for start, end in sentences(text):
        sentence = text[start:end]
        is_caption = _PATTERNS["caption"].match(sentence)
        yield from [sentence] if is_caption else _PATTERNS["after_figure"].split(sentence)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(CELL_SEPARATOR)]


def _goes_on(unit: Unit, before: Unit) -> bool:
    """Whether a sentence speaks of what the one before it names: "Det …", "Rådet …"."""
    if _PATTERNS["points_back"].match(unit.text):
        return True
    first = next(iter(unit.words), None)
    if first is None or first.at > 0 or first.is_name or len(first.text) < SHORTEST_HEAD:
        return False
    return any(
        word.text.endswith(first.text) or word_match(first.text, word.text) >= INFLECTED
        for word in before.words
    )


def _row(
    head: Sequence[str], cells: Sequence[str], quoted: bool, knows: Callable[[str], bool]
) -> Unit:
    segments = []
    for name, cell in zip(head[1:], cells[1:], strict=True):
        frame = [read(piece, knows) for piece in (head[0], name)]
        named = [word for unit in frame for word in (unit.words if quoted else unit.terms)]
        stated = [word for piece in (cells[0], cell) for word in read(piece, knows).words]
        words = (*named, *stated)
        segments.append(Segment(f"{cells[0]}: {name}: {cell}", words, Counter()))
    return Unit(CELL_SEPARATOR.join(cells), tuple(segments))


def _stretches(text: str, figures: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    cuts = [
        match.span()
        for match in _PATTERNS["break"].finditer(text)
        if not any(fact.start <= match.start() < fact.end for fact in figures)
        and not _joins(match.group(), text[: match.start()])
    ]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    for (_, start), (end, _) in pairwise(edges):
        if text[start:end].strip():
            yield start, end


def _joins(mark: str, before: str) -> bool:
    """Whether what looks like a break joins: "mellan 20 och 60", "beslutar om en plan"."""
    if mark:
        return mark.lower() == "och" and _PATTERNS["between_two"].search(before) is not None
    return _PATTERNS["about"].search(before) is not None


def _words(
    text: str,
    stretch: tuple[int, int],
    figures: Sequence[Fact],
    turning: Sequence[tuple[int, int]],
    knows: Callable[[str], bool],
) -> Iterator[Word]:
    """The words of a stretch that assert something, the figures among them.

    Those where ``turning`` operators stand are left out.
    """
    before: list[str] = []
    waiting = list(figures)
    for match in _PATTERNS["word"].finditer(text, *stretch):
        word, at = match.group(), match.start()
        lower = word.lower()
        here = [fact for fact in figures if fact.start <= at < fact.end]
        fact = next((fact for fact in here if fact in waiting), None)
        turns = any(first <= at < last for first, last in turning)
        if fact is not None:
            waiting.remove(fact)
            stated, setting = text[fact.start : fact.end].lower(), _setting(text, fact)
            yield Word(stated, fact.start, False, _governing(before), fact, setting)
        elif not (here or turns) and (
            lower not in GLUE or (_PATTERNS["name"].match(word) and not _begins(text, at))
        ):
            yield Word(lower, at, _is_name(text, at, word, knows), _governing(before))
        before.append("" if turns else lower)


def _begins(text: str, at: int) -> bool:
    """Whether a word is the first of its sentence, where a capital tells nothing."""
    before = text[:at].rstrip(" \"”“'(–-•")
    return not before or before[-1] in ".!?:|"


def _is_name(text: str, at: int, word: str, knows: Callable[[str], bool]) -> bool:
    if not _PATTERNS["name"].match(word) or text.isupper():
        return False
    if any(letter.isupper() for letter in word[1:]) or not _begins(text, at):
        return True
    lower = word.lower()
    is_word = lower in GLUE or any(knows(form) for form in base_forms(lower))
    return not is_word and not decompound(lower, knows)


def _governing(before: Sequence[str]) -> str:
    """The preposition that governs the next word; articles and adjectives may stand between."""
    for word in reversed(before[-_NEAR:]):
        if word in _PREPOSITIONS:
            return word
        if word not in _BETWEEN and not word.endswith("a"):
            break
    return ""


def _setting(text: str, fact: Fact) -> frozenset[str]:
    """How a figure is bounded by the words beside it: at most, at least, from, to, than.

    "of" marks the whole that a share is of ("sju av tio"), "share" what is a share of something.
    """
    before = text[max(0, fact.start - _LOOKED_BACK) : fact.start]
    bounds = {name for name, look in compiled("before", PACKAGE).items() if look.search(before)}
    for name, look in compiled("after", PACKAGE).items():
        # "2 – 3" may be two figures of anything.
        if look.match(text, fact.end) and (name, fact.sort) != ("from", FactKind.NUMBER):
            bounds.add(name)
    return frozenset(bounds)


def _operators(text: str, start: int, end: int) -> Iterator[tuple[Operator, tuple[int, int]]]:
    """What turns or bounds a stretch, and where; "ja" and "nej" at its beginning only answer."""
    stretch = _PATTERNS["answer"].sub("", text[start:end])
    start = end - len(stretch)
    if start == 0 and (leans := LEANS.match(stretch)):
        yield Operator.IF, leans.span()
    for sort, pattern in OPERATORS.items():
        for match in pattern.finditer(stretch):
            word, at = match.group(), start + match.start()
            is_another = (
                (word == "om" and _PATTERNS["about"].search(text[:at]))
                or (word == "utan" and _is_but(text, at))
                # "Ville" inside a sentence is a name.
                or (word[0].isupper() and not _begins(text, at))
            )
            if not is_another:
                yield sort, (at, start + match.end())


def _is_but(text: str, at: int) -> bool:
    """Whether an "utan" is the "but" that follows on a "not", rather than "without"."""
    if not _PATTERNS["denied"].search(text[:at]):
        return False
    return text[:at].rstrip().endswith(",") or not text[at:].startswith("utan att")
