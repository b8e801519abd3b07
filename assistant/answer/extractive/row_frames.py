"""What the rows of tables stand under: the names of their columns, and the line above these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer.extractive.sentences import Sentence, adjoin
from corpus.model import CELL_SEPARATOR

CAPTION_CHARACTERS = 160
"""Characters of the longest sentence above a table that says what it is of."""


class RowFrame(NamedTuple):
    """What a row stands under, "" and None where nothing does.

    ``head`` and ``caption`` are the places of the sentences that name its columns, and say what
    the table is of.
    """

    columns: str = ""
    head: int | None = None
    caption: int | None = None


def row_frames(sentences: Sequence[Sentence]) -> Iterator[RowFrame]:
    """What each sentence stands under where it is a row."""
    frame = RowFrame()
    for index, sentence in enumerate(sentences):
        above = sentences[index - 1] if index else None
        if CELL_SEPARATOR not in sentence.text:
            frame = RowFrame()
        elif above is None or not adjoin(above, sentence):
            # A passage that begins inside a table has the names of its columns in its heading.
            frame = RowFrame(section_of(sentence)[1])
        elif CELL_SEPARATOR not in above.text:
            caption = index - 1 if len(above.text) <= CAPTION_CHARACTERS else None
            frame = RowFrame(caption=caption)
        if CELL_SEPARATOR in sentence.text and sentence.is_label:
            frame = RowFrame(sentence.text, index, frame.caption)
        yield frame


def section_of(sentence: Sentence) -> tuple[str, str]:
    """The headings above a sentence, and the names of the columns in which its passage begins."""
    heading = sentence.hit.passage.heading
    above, _, last = heading.rpartition(" › ")
    return (above, last) if CELL_SEPARATOR in last else (heading, "")
