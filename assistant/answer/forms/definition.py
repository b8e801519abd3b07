"""What a word or an abbreviation means: the sentence that explains it, or writes it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from assistant.answer.compose import CitedPart, note
from assistant.answer.forms.source import Line, Source, lines_of
from assistant.bodies.answer import PartKind
from assistant.question.words import content_words
from assistant.words.answers import UNEXPLAINED
from assistant.words.languages import Language
from corpus.data_files import toml
from corpus.model import CELL_SEPARATOR, Passage
from corpus.swedish import words

LONGEST_TERM = 4
"""Words of the longest term that is looked for."""

LONGEST = 500
"""Characters of the longest sentence that explains anything."""

MOST_SECTIONS = 3
"""Sections that are named after a term of which the beginnings are quoted."""

BEGINNING = 300
"""Characters that are quoted of a section at most, or of all of them together; of each at least the
first sentence."""

MOST_USES = 3
"""Quotes that show at most how a term is used which nothing explains."""

_ENDING = r"(?:s|n|t|en|et|ar|er|or|na|ens|ets|erna|arna|orna)?"


def definition_parts(
    term: str,
    passages: Sequence[Passage],
    source_of: Callable[[str], Source | None],
    language: Language,
) -> list[CitedPart]:
    """The sentence that explains a term, or how the sections begin that are named after it.

    The latter stand after a note that nothing explains it.
    """
    if line := explain(term, passages):
        return list(_quotes([("", line)], source_of))
    sections = list(_quotes(named_after(term, passages), source_of))
    return [note(UNEXPLAINED.get(language, theme=term)), *sections] if sections else []


def uses_of(term: str, parts: Sequence[CitedPart]) -> list[CitedPart]:
    """The first quotes that hold a word of a term, or stand under it.

    The title of a document does not do.
    """
    forms = "|".join(map(_in_any_form, content_words(term)))
    shown = re.compile(rf"\b(?:{forms})", re.I)

    def speaks_of_it(part: CitedPart) -> bool:
        return any(map(shown.search, [part.label, *(line.text for line in part.lines)]))

    return list(filter(speaks_of_it, parts))[:MOST_USES]


def _quotes(
    several: Sequence[tuple[str, Line]], source_of: Callable[[str], Source | None]
) -> Iterator[CitedPart]:
    """Lines as quotes behind their headings, and the titles of their documents if several."""
    documents = {line.passage.document_id for _, line in several}
    for label, line in several:
        if source := source_of(line.passage.document_id):
            title = source.record.metadata.title if len(documents) > 1 else ""
            yield CitedPart(PartKind.QUOTE, source.quote([line]), heading=title, label=label)


def named_after(term: str, passages: Iterable[Passage]) -> list[tuple[str, Line]]:
    """The headings that are a term, or else those that begin with it, with how they go on.

    "Folkhögskola"; "Komvux på gymnasial nivå".
    """
    shown = _in_any_form(term)
    if not shown:
        return []
    first: dict[tuple[str, str], Passage] = {}
    for passage in sorted(passages, key=lambda one: one.start):
        first.setdefault((passage.document_id, passage.heading), passage)
    for rest in (r"(?: \([^)]*\))?", " (?:på|som|för) .+"):
        pattern = re.compile(rf"(?:\d[\d.]* )?{shown}{rest}", re.I)
        named = [
            (heading, passage)
            for (_, headings), passage in first.items()
            if pattern.fullmatch(heading := headings.rpartition(" › ")[2])
            and CELL_SEPARATOR not in passage.text.partition("\n")[0]
        ][:MOST_SECTIONS]
        if named:
            room = BEGINNING // len(named)
            return [(heading, _beginning(passage, room)) for heading, passage in named]
    return []


def _beginning(passage: Passage, room: int) -> Line:
    """The first sentences of a passage, as many as there is room for."""
    lines = list(lines_of(passage))
    start = lines[0].start
    fitting = takewhile(lambda line: line.end - start <= room, lines[1:])
    return Line(passage, start, max((line.end for line in fitting), default=lines[0].end))


def explain(term: str, passages: Iterable[Passage]) -> Line | None:
    """The sentence that explains a term most plainly, the first of several; None where none does.

    The patterns are in ``definition.toml``, each with how plainly it explains.
    """
    shown = _in_any_form(term)
    if not shown:
        return None
    table = toml("definition.toml", __package__)
    wanted = [
        (re.compile(pattern.replace("IS", table["is"]).replace("TERM", shown), re.I), float(worth))
        for pattern, worth in table["explains"]
    ]
    best: tuple[float, Line] | None = None
    for passage in passages:
        for line in lines_of(passage):
            text = line.text
            if len(text) > LONGEST:
                continue
            worth = max((w for p, w in wanted if p.search(text)), default=0.0)
            if worth and (best is None or worth > best[0]):
                best = worth, line
    return best[1] if best else None


def _in_any_form(term: str) -> str:
    """A pattern of a term's words with their endings; empty for a text that is no term."""
    parts = words(term)
    if len(parts) > LONGEST_TERM:
        return ""
    return r"[\s-]+".join(f"{re.escape(part)}{_ENDING}" for part in parts)
