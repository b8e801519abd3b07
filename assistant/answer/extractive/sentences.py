"""The sentences of the passages found: what an answer is chosen from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.search.retriever import Hit
from corpus.model import CELL_SEPARATOR
from corpus.months import any_month
from corpus.sentences import ITEM_MARK
from corpus.swedish import words

MOST_BARE = 4
"""Words of the longest line that is nothing but a value, and of the longest label."""

LONGEST_FACT = 80
"""Characters of the longest line that is a label with its value."""

_LABELLED = re.compile(r"([^\W\d_][^:;!?|]{0,50}?)(?::\s+|\s*\|\s*)\S[^|]*$")
# "Sista ansökningsdag 15 maj": a day or a sum ends the line, and no sentence.
_UNMARKED = re.compile(
    r"([^\W\d_][^:;.!?|\d]{2,40}?)\s+"
    rf"(?:(?:den )?\d{{1,2}} (?:{any_month()})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d|[\d ]+kr(?:onor)?)$",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:Tabell|Figur|Diagram|Table|Figure)\s+\d+")
ENUMERATED = re.compile(r"^(?:\d{1,2}|[a-zåäö])[.)]\s+(?=\S)")
"""How a numbered or lettered list item begins."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage found; ``start`` and ``end`` count in the document's text.

    ``is_item`` marks one that begins a list item; ``is_label`` the head of a table or a caption,
    which names what follows and says nothing by itself.
    """

    hit: Hit
    start: int
    end: int
    text: str
    is_item: bool
    is_label: bool

    @property
    def document_id(self) -> str:
        """The document that it stands in."""
        return self.hit.passage.document_id

    @property
    def heading(self) -> str:
        """The nearest heading above it."""
        return self.hit.passage.heading.rpartition(" › ")[2]

    @property
    def is_value(self) -> bool:
        """Whether it is a figure with its unit alone, such as "1 650 kr": its heading says of what.

        What has a label, or is a cell of a table, is more.
        """
        text = self.text
        bare = len(words(text)) <= MOST_BARE and any(map(str.isdigit, text))
        return bare and ":" not in text and CELL_SEPARATOR not in text

    @property
    def label(self) -> str:
        """What stands before the value of a line, or in the first of two cells; "" for others."""
        text = ENUMERATED.sub("", self.text)
        line = _LABELLED.match(text) or _UNMARKED.match(text)
        return line[1] if line else ""

    @property
    def is_fact(self) -> bool:
        """Whether it is a label with its value: "Start: 24 maj 2027"."""
        is_short = 0 < len(words(self.label)) <= MOST_BARE and len(self.text) <= LONGEST_FACT
        return is_short and CELL_SEPARATOR not in self.text and "," not in self.label

    @property
    def place(self) -> tuple[str, int]:
        """Where it begins: its document and the offset; no two sentences share one."""
        return self.document_id, self.start


def candidates(hits: Sequence[Hit]) -> list[Sentence]:
    """Every sentence of the passages, document by document in order of the best passage.

    Inside a document they stand in reading order, so that neighbours in the text are neighbours
    in the list.
    """
    first: dict[str, int] = {}
    for rank, hit in enumerate(hits):
        first.setdefault(hit.passage.document_id, rank)
    ordered = sorted(hits, key=lambda h: (first[h.passage.document_id], h.passage.start))
    return [sentence for hit in ordered for sentence in _of(hit)]


def adjoin(before: Sentence, after: Sentence) -> bool:
    """Whether one sentence follows on the other in the text, under the same heading.

    Between them there may be a space, a line break and the mark of a list item.
    """
    one, other = before.hit.passage, after.hit.passage
    return (
        before.document_id == after.document_id
        and one.heading == other.heading
        and 0 <= other.ordinal - one.ordinal <= 1
        and 0 <= after.start - before.end <= 5
    )


def _of(hit: Hit) -> Iterator[Sentence]:
    passage = hit.passage
    announced = False
    items, heads = frozenset(passage.items), frozenset(passage.heads)
    spans = passage.spans
    texts = [passage.text[a - passage.start : b - passage.start] for a, b in spans]
    for index, (start, end) in enumerate(spans):
        before = passage.text[: start - passage.start]
        text = texts[index]
        lead = before.rsplit("\n", 1)[-1]
        mark = ITEM_MARK.match(f"{lead}x")
        is_marked = start in items or (mark is not None and mark.end() == len(lead))
        is_marked = is_marked or bool(ENUMERATED.match(text))
        is_item = is_marked or (announced and bool(before) and not lead.strip())
        is_label = start in heads or _CAPTION.match(text) is not None
        yield Sentence(hit, start, end, text, is_item, is_label)
        # After an item with a mark a line without one is no item.
        announced = (is_item and not is_marked) or text.rstrip().endswith(":")
