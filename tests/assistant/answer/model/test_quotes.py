from __future__ import annotations

from assistant.answer.model.quotes import find_quote
from assistant.search.retriever import Hit
from corpus.model import Block, BlockKind, Document, DocumentRecord, Kind, Metadata, Page
from corpus.swedish import normalise
from ingest.split import split

TEXTS = (
    "Det stämmer inte att alla får plats.",
    "Kursen ”Matte 1” börjar – som alltid – i au\u0301gusti. Den kostar  ingenting.",
    "Nr | Namn | Plats",
    "1 | Kock | Norrsken",
)
DOCUMENT = Document(
    "made:quotes",
    "citat.txt",
    "1",
    Metadata("Citat", Kind.PAGE),
    (Page(3, tuple(Block(BlockKind.PARAGRAPH, text) for text in TEXTS)),),
)
(PASSAGE,) = split(DOCUMENT)
RECORD = DocumentRecord(
    DOCUMENT.id, DOCUMENT.location, DOCUMENT.source, "1", DOCUMENT.metadata, 1, 1, "2026"
)
HIT = Hit(PASSAGE, RECORD, 1.0, 1.0, 1.0, 1, 1)


def found(quote: str) -> str | None:
    held = find_quote(quote, HIT, DOCUMENT)
    if held is not None:
        assert DOCUMENT.text[held.start : held.end] == held.text
    return normalise(held.text) if held else None


def test_a_quote_grows_to_its_whole_sentence() -> None:
    assert found("alla får plats") == "Det stämmer inte att alla får plats."
    assert found("får plats. Kursen") == f"{TEXTS[0]} {normalise(TEXTS[1]).split(' Den')[0]}"


def test_spaces_marks_and_composition_are_folded_and_nothing_else_is() -> None:
    first = normalise(TEXTS[1]).split(" Den")[0]
    assert found('Kursen "Matte 1" börjar - som alltid - i aúgusti') == first
    assert found("Den kostar\ningenting.") == "Den kostar ingenting."
    for wrong in ("kursen ”Matte 1”", "Kursen Matte 1", "Den kostar inte", "kostar ingent"):
        assert found(wrong) is None, wrong


def test_what_is_no_quote_is_not_found() -> None:
    for wrong in ("", " ", "...", "”", "|", "i", "1"):
        assert found(wrong) is None, wrong
