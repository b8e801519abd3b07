"""Sentences in pieces that hold together: the segments between commas, "och" and the like.

What one segment says must not be mixed with what another does: of "Företagen äger maskinerna och
kommunen lokalen" nobody may make "Kommunen äger maskinerna".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.answer.model.facts import Fact, FactKind, facts
from assistant.answer.model.wording import AMONG, EACH, FREE, LEANS, Operator, glue, operators
from corpus.compounds import base_forms, decompound, unfold_suspended
from corpus.model import CELL_SEPARATOR
from corpus.swedish import normalise, sentences
from corpus.word_match import INFLECTED, word_match

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*(?::[a-z]+)?")
_BREAK = re.compile(
    r"[;|()\"”“]|,(?!\d)|:(?=\s|$)|\s[–—]\s|\b(?:men|medan|varav|respektive|samt|och|däremot)\b"
    r"|(?=\bom\s(?:du|ni|man|det|den|de|någon|en|ett|inte|hon|han|fler)\b)",
    re.IGNORECASE,
)
_TURN = re.compile(r";|\bmen\b", re.IGNORECASE)
_AFTER_FIGURE = re.compile(r"(?:(?<=\w\s\d\.)|(?<=\s\d\d\.))\s+(?=[A-ZÅÄÖ])")
_ABOUT = re.compile(
    r"(?:beslut\w*|fråg\w*|förslag\w*|information\w*|prata\w*|tala\w*|berätta\w*|handla\w*|råd"
    r"|avtal\w*|uppgift\w*|påmin\w*|ställning till|läsa|läser|enig\w*|överens|ansök\w*)\s*$",
    re.IGNORECASE,
)
"""What goes before an "om" that means "about"."""

_BETWEEN_TWO = re.compile(r"\bmellan\s\S+(?:\s\S+){0,3}\s$", re.IGNORECASE)
_CAPTION = re.compile(r"(?:Tabell|Figur|Diagram)\s+\d+\.?\s")
_POINTS_BACK = re.compile(
    r"(?:Den|Det|De|Han|Hon|Hans|Hennes|Deras|Denna|Detta|Dessa|Där|Dit|Då|Dess)\b"
)
_SAID_BY_OTHERS = re.compile(r"[\"”“].*[\"”“]")
_DENIED = re.compile(r"\b(?:inte|ingen|inget|inga|aldrig)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]*[A-ZÅÄÖÉÜ]")
_PREPOSITIONS = frozenset(
    "i på hos vid inom till från av för med mot om efter under utan kring åt genom bland enligt "
    "sedan inför utanför utom före trots över".split()
)
SHORTEST_HEAD = 4
"""Letters of the shortest word that takes up the end of another: "rådet" for "kompetensrådet"."""

_BETWEEN = frozenset("den det de en ett din ditt sin sitt och eller i på för".split())
_NEAR = 3
"""How many words back a preposition may stand from the word that it governs."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a sentence asserts something by; ``text`` is in lower case.

    ``preposition`` is the one that governs it, empty where none does. ``fact`` is the figure, date
    or address that it is, None for other words.
    """

    text: str
    at: int
    is_name: bool = False
    preposition: str = ""
    fact: Fact | None = None
    setting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two breaks: its words, and what its operators do.

    Segments of one ``clause`` have no "men" between them.
    """

    text: str
    words: tuple[Word, ...]
    operators: Counter[Operator]
    clause: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence as segments; ``follows`` where it goes on about what the one before it names.

    The caption of a table has none: it asserts nothing, and only names what the rows tell of.
    """

    text: str
    segments: tuple[Segment, ...]
    follows: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of all segments."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def clauses(self) -> list[list[Segment]]:
        """The segments, clause by clause."""
        return [list(group) for _, group in groupby(self.segments, key=lambda s: s.clause)]

    @property
    def operators(self) -> Counter[Operator]:
        """What the operators of all segments do."""
        total: Counter[Operator] = Counter()
        for segment in self.segments:
            total.update(segment.operators)
        return total


def read(text: str, knows: Callable[[str], bool]) -> Unit:
    """A sentence as segments.

    Args:
        text: the sentence.
        knows: whether a word in lower case is a Swedish one.
    """
    text = AMONG.sub("bland", text)
    text = EACH.sub("alla", FREE.sub("gratis", unfold_suspended(normalise(text), knows)))
    found = facts(text)
    segments = []
    clause = last = 0
    for start, end in _stretches(text, found):
        clause += _TURN.search(text[last:start]) is not None
        last = end
        piece = text[start:end]
        inside = [fact for fact in found if start <= fact.start < end]
        turning = list(_operators(text, start, end))
        taken = [(first, last) for _, first, last in turning]
        words = tuple(_words(text, (start, end), inside, taken, knows))
        turns = Counter(sort for sort, _, _ in turning)
        segments.append(Segment(piece, words, turns, clause))
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
        elif _CAPTION.match(sentence):
            result.append(Unit(sentence, ()))
        elif not sentence.endswith("?") and not _SAID_BY_OTHERS.fullmatch(sentence):
            unit = read(sentence, knows)
            follows = bool(result) and _goes_on(unit, result[-1])
            result.append(Unit(unit.text, unit.segments, follows))
    return result


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a quote; one that ends with a figure ends there."""
    for start, end in sentences(text):
        sentence = text[start:end]
        yield from [sentence] if _CAPTION.match(sentence) else _AFTER_FIGURE.split(sentence)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split(CELL_SEPARATOR)]


def _goes_on(unit: Unit, before: Unit) -> bool:
    """Whether a sentence speaks of what the one before it names: "Det …", "Rådet …"."""
    if _POINTS_BACK.match(unit.text):
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
        frame = [w for piece in (head[0], name) for w in read(piece, knows).words]
        own = [w for piece in (cells[0], cell) for w in read(piece, knows).words]
        words = tuple(w for w in frame if quoted or w.fact is None) + tuple(own)
        segments.append(Segment(f"{cells[0]}: {name}: {cell}", words, Counter()))
    return Unit(CELL_SEPARATOR.join(cells), tuple(segments))


def _stretches(text: str, found: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    inside = [(fact.start, fact.end) for fact in found]
    cuts = [
        match.span()
        for match in _BREAK.finditer(text)
        if not any(start <= match.start() < end for start, end in inside)
        and not _joins(text, match)
    ]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    for (_, start), (end, _) in pairwise(edges):
        if text[start:end].strip():
            yield start, end


def _joins(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a break joins: "mellan 20 och 60", "beslutar om en plan"."""
    before = text[: match.start()]
    if match.group():
        return match.group().lower() == "och" and _BETWEEN_TWO.search(before) is not None
    return _ABOUT.search(before) is not None


def _words(
    text: str,
    stretch: tuple[int, int],
    found: Sequence[Fact],
    taken: Sequence[tuple[int, int]],
    knows: Callable[[str], bool],
) -> Iterator[Word]:
    """The words of a stretch that assert something, the figures among them.

    Those ``taken`` by operators are left out.
    """
    before: list[str] = []
    waiting = list(found)
    for match in _WORD.finditer(text, *stretch):
        fact = next((f for f in waiting if f.start <= match.start() < f.end), None)
        if fact is not None:
            waiting.remove(fact)
            yield Word(
                text[fact.start : fact.end].lower(),
                fact.start,
                preposition=_governing(before),
                fact=fact,
                setting=_setting(text, fact),
            )
        elif not any(f.start <= match.start() < f.end for f in found) and not any(
            first <= match.start() < last for first, last in taken
        ):
            word = match.group()
            lower = word.lower()
            if lower not in glue() or (_NAME.match(word) and not _begins(text, match.start())):
                is_name = _is_name(text, match, knows)
                yield Word(lower, match.start(), is_name, _governing(before))
        turning = any(first <= match.start() < last for first, last in taken)
        before.append("" if turning else match.group().lower())


def _begins(text: str, at: int) -> bool:
    """Whether a word is the first of its sentence, where a capital tells nothing."""
    before = text[:at].rstrip(" \"”“'(–-•")
    return not before or before[-1] in ".!?:|"


def _is_name(text: str, match: re.Match[str], knows: Callable[[str], bool]) -> bool:
    word = match.group()
    if not _NAME.match(word) or text.isupper():
        return False
    lower = word.lower()
    inner = any(letter.isupper() for letter in word[1:])
    if inner or not _begins(text, match.start()):
        return True
    known = lower in glue() or any(knows(form) for form in base_forms(lower))
    return not known and not decompound(lower, knows)


def _governing(before: Sequence[str]) -> str:
    """The preposition that governs the next word; articles and adjectives may stand between."""
    for word in reversed(before[-_NEAR:]):
        if word in _PREPOSITIONS:
            return word
        if word not in _BETWEEN and not word.endswith("a"):
            break
    return ""


_QUALIFIERS = {
    "most": r"högst|max|maximalt|upp till|som mest|inte mer än|under|mindre än|färre än|yngre än"
    r"|knappt",
    "least": r"minst|lägst|åtminstone|över|mer än|fler än|äldre än|drygt",
    "about": r"cirka|ca|ungefär|omkring|runt|nästan|uppskattningsvis",
    "from": r"från|från och med|tidigast|efter|sedan|sedan i|mellan",
    "to": r"till|till och med|senast|före|innan|fram till|mellan .{1,30} och",
    "than": r"mot|jämfört med|i stället för|istället för|inte|än|än på|än målet på|mot dagens",
}
_BEFORE_FIGURE = r"(?:\s(?:en|ett|den|de|år|åren|vecka|veckorna|klockan|kl\.?))*\s*$"
_SETTINGS = {
    name: re.compile(rf"(?:^|[\s(])(?:{words}){_BEFORE_FIGURE}", re.IGNORECASE)
    for name, words in _QUALIFIERS.items()
}
_DASH = r"\s?[–-]\s?"
_LOOKED_BACK = 45


def _setting(text: str, fact: Fact) -> frozenset[str]:
    """How a figure is bounded by the words right before it: at most, at least, from, to, than.

    "of" marks the whole that a share is of ("sju av tio"), "share" what is a share of something.
    """
    before = text[max(0, fact.start - _LOOKED_BACK) : fact.start]
    after = text[fact.end :]
    found = {name for name, pattern in _SETTINGS.items() if pattern.search(before)}
    if re.search(rf"\d{_DASH}$|\b(?:19|20)\d\d{_DASH}$", before):
        found.add("to")
    if re.match(rf"{_DASH}\d", after) and fact.sort is not FactKind.NUMBER:
        found.add("from")
    if re.search(rf"(?:^|\s)(?:\d+|{_FEW}) av (?:de )?$", before, re.IGNORECASE):
        found.add("of")
    if re.match(r"\s(?:av|utav)\s", after):
        found.add("share")
    return frozenset(found)


_FEW = "två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"


def _operators(text: str, start: int, end: int) -> Iterator[tuple[Operator, int, int]]:
    """What turns or bounds a stretch, and where; "ja" and "nej" at its beginning only answer."""
    answer = re.match(r"\s*(?:(?:Nej|Ja)\b[.,]?\s*)?", text[start:end])
    start += answer.end() if answer else 0
    said = text[start:end]
    if start == 0 and (leans := LEANS.match(said)):
        yield Operator.IF, 0, leans.end()
    for sort, pattern in operators().items():
        for match in pattern.finditer(said):
            at = start + match.start()
            if match.group() == "om" and _ABOUT.search(text[:at]):
                continue
            if match.group() == "utan" and _is_but(text, at):
                continue
            # "Ville" inside a sentence is a name.
            if match.group()[0].isupper() and not _begins(text, at):
                continue
            yield sort, at, start + match.end()


def _is_but(text: str, at: int) -> bool:
    """Whether an "utan" is the "but" that follows on a "not", rather than "without"."""
    if not _DENIED.search(text[:at]):
        return False
    return text[:at].rstrip().endswith(",") or not text[at:].startswith("utan att")
