"""What the model reads: sentences of the best passages, numbered so that it can point at them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from assistant.answer.extractive.sentences import Sentence, adjoin, candidates
from assistant.search.retriever import Hit
from assistant.words.languages import Language
from assistant.words.sources import page_names
from corpus.model import Document, DocumentRecord, Passage
from corpus.swedish import fold, normalise

TOKEN_CHARACTERS = 3
"""Characters of Swedish to a token, counted low: models cut it into 3.0 to 4.5."""

FIRST = 12
"""Passages that come before their neighbours do; further ones come after."""

SURROUNDED = 6
"""The best passages get the one before and the one after along, where there is room."""

NUMBER_CHARACTERS = 10
"""Room for the number of a sentence and the line that it stands on."""

SOURCE_CHARACTERS = 200
"""Room for a document's record and a heading."""

OPENING = 300
"""Characters of the longest line that is quoted for a document's record."""

_KINDS = {"report": "rapport", "strategy": "strategi", "page": "webbsida", "course": "utbildning"}
_GAP = "…"
_NUMBER = re.compile(r"\[(\d+\.\d+)\]")


@dataclass(frozen=True, slots=True)
class Context:
    """The sources as the model reads them.

    ``sentences`` are by their numbers, "3.2" for the second of source 3; ``records`` are the
    numbers that stand for what is known of a whole document ("3.0"), with that as text, and
    ``sources`` a passage of it.
    """

    text: str
    sentences: Mapping[str, Sentence]
    records: Mapping[str, str]
    sources: Mapping[str, Hit]

    def pointed(
        self, numbers: Sequence[str], document_of: Callable[[str], Document | None]
    ) -> dict[str, Sentence]:
        """The sentences that numbers stand for; of a record the line that has its title.

        ``document_of`` gives a document by its id; None where it was removed meanwhile.
        """
        sentences = {}
        for number in numbers:
            if number in self.sentences:
                sentences[number] = self.sentences[number]
            elif hit := self.sources.get(number):
                document = document_of(hit.passage.document_id)
                if document is not None:
                    sentences[number] = _opening(hit, document)
        return sentences


def new_fence() -> str:
    """A mark around the sources that nobody who wrote one can have foreseen.

    Of letters alone: figures might be masked as the number of a person.
    """
    return "".join(secrets.choice(ascii_lowercase) for _ in range(12))


def choose(
    hits: Sequence[Hit], tokens: int, passages_of: Callable[[Sequence[str]], Sequence[Passage]]
) -> list[Hit]:
    """As many passages as there is room for: the best, what stands around these, further ones."""
    room = tokens * TOKEN_CHARACTERS
    first, further = list(hits[:FIRST]), list(hits[FIRST:])
    by_id = {id_: hit for hit in first[:SURROUNDED] for id_ in _beside(hit.passage)}
    around = [
        replace(by_id[passage.id], passage=passage, score=0.0)
        for passage in passages_of(list(by_id))
    ]
    around.sort(key=lambda hit: list(by_id).index(hit.passage.id))
    chosen: dict[str, Hit] = {}
    documents: set[str] = set()
    for hit in (*first, *around, *further):
        passage = hit.passage
        new = SOURCE_CHARACTERS if passage.document_id not in documents else len(passage.heading)
        needed = len(passage.text) + NUMBER_CHARACTERS * (len(passage.spans) + 1) + new
        if passage.id not in chosen and needed <= room:
            room -= needed
            chosen[passage.id] = hit
            documents.add(passage.document_id)
    return list(chosen.values())


def read(hits: Sequence[Hit], fence: str, mask: Callable[[str], str]) -> Context:
    """The passages as numbered sentences, document by document, those of the best one first.

    Whatever ``mask`` raises is raised.
    """
    numbered: dict[str, Sentence] = {}
    records: dict[str, str] = {}
    sources: dict[str, Hit] = {}
    lines: list[str] = []
    source = count = 0
    before: Sentence | None = None
    for sentence in candidates(hits):
        if before is None or before.document_id != sentence.document_id:
            before, source, count = None, source + 1, 0
            records[f"{source}.0"] = record_line(sentence.hit.record)
            sources[f"{source}.0"] = sentence.hit
            lines += [f"Källa {source}", f"[{source}.0] {records[f'{source}.0']}"]
        lines += _between(before, sentence)
        count += 1
        mark = "– " if sentence.is_item else ""
        lines.append(f"[{source}.{count}] {mark}{normalise(sentence.text)}")
        numbered[f"{source}.{count}"] = before = sentence
    text = mask("\n".join(lines))
    kept = set(_NUMBER.findall(text))
    return Context(
        f"<källor-{fence}>\n{text}\n</källor-{fence}>",
        {number: sentence for number, sentence in numbered.items() if number in kept},
        records,
        sources,
    )


def record_line(record: DocumentRecord) -> str:
    """What is known of a document as a whole, on one line."""
    meta = record.metadata
    facts = {
        "Titel": meta.title,
        "Utgivare": meta.publisher,
        "Publicerad": meta.published,
        "Typ": _KINDS.get(meta.kind.value, ""),
        "Antal sidor": str(record.page_count) if record.page_count > 1 else "",
    }
    return normalise(". ".join(f"{name}: {value}" for name, value in facts.items() if value))


def _beside(passage: Passage) -> Iterator[str]:
    """The ids of the passages before and after one."""
    for ordinal in (passage.ordinal - 1, passage.ordinal + 1):
        if ordinal >= 0:
            yield replace(passage, ordinal=ordinal).id


def _between(before: Sentence | None, sentence: Sentence) -> Iterator[str]:
    """The heading where it is another one, with the page; a mark where something is left out."""
    passage = sentence.hit.passage
    last = before.hit.passage if before else None
    if last is None or last.heading != passage.heading or last.pages != passage.pages:
        pages = page_names(passage, Language.SWEDISH)
        place = " ".join(filter(None, [normalise(passage.heading), pages and f"({pages})"]))
        if place:
            yield f"Rubrik: {place}"
            return
    if before is not None and not adjoin(before, sentence):
        yield _GAP


def _opening(hit: Hit, document: Document) -> Sentence:
    """The line of a document's beginning that has its title; its first line where none has."""
    title = fold(hit.record.metadata.title)
    blocks = [(start, block.text) for start, block in document.blocks() if block.text.strip()]
    start, text = next((one for one in blocks[:20] if title in fold(one[1])), blocks[0])
    end = start + (len(text) if len(text) <= OPENING else text.rfind(" ", 0, OPENING))
    # The first passage is where it stands, or nearly.
    first = replace(hit, passage=replace(hit.passage, ordinal=0, start=start, heading=""))
    return Sentence(first, start, end, document.text[start:end], is_item=False, is_label=False)
