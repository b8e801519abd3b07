"""Pages as a reader of plain text gives them, and what the tests ask of the cleaned ones."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Block, BlockKind, Cleaned, Document, Kind, Metadata, Page


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level)


def item(text: str) -> Block:
    return Block(BlockKind.ITEM, text)


def row(text: str) -> Block:
    return Block(BlockKind.ROW, text)


def lines(*texts: str, number: int | None = None) -> Page:
    return Page(number, tuple(paragraph(text) for text in texts))


def document(*pages: Page, title: str = "Rapport") -> Document:
    return Document("/mapp/rapport.txt", "rapport.txt", "0", Metadata(title, Kind.REPORT), pages)


def kept(cleaned: Cleaned) -> list[str]:
    return [block.text for page in cleaned.pages for block in page.blocks]


def kinds(cleaned: Cleaned) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for page in cleaned.pages for block in page.blocks]


def headings(cleaned: Cleaned) -> list[str]:
    return [text for kind, text in kinds(cleaned) if kind == "heading"]


def dropped(cleaned: Cleaned, reason: str) -> list[str]:
    return [piece.text for piece in cleaned.dropped if piece.rule == reason]


def prose(about: str, length: int = 500) -> str:
    """Sentences about something, at least so long, that end as sentences do."""
    sentences: Sequence[str] = (
        f"Kommunen har arbetat med {about} under hela året.",
        "Arbetet har gett goda resultat och fortsätter nästa år.",
        "Flera verksamheter deltog och alla var nöjda med samarbetet.",
    )
    text = ""
    while len(text) < length:
        text = f"{text} {sentences[len(text) % 3]}".strip()
    return text
