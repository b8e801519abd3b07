"""Files as somebody reads them who follows the usual tutorials: all of the text, nothing cleaned.

Text and Markdown are taken as they stand; HTML is its text without tags, as BeautifulSoup's
``get_text`` gives it; PDF is a text for each page of the file, as LangChain's loaders give it; DOCX
is its paragraphs and the cells of its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RawPage:
    """A file's text, or that of one of its pages; ``page`` counts from 1, None where none is known.

    ``source`` is the path relative to the folder.
    """

    source: str
    page: int | None
    text: str


def raw_pages(folder: Path) -> list[RawPage]:
    """Every file of a folder that can be read, in the order of their paths."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _READERS)
    return [
        RawPage(path.relative_to(folder).as_posix(), page, text)
        for path in files
        for page, text in _READERS[path.suffix.lower()](path)
    ]


Pages = Iterator[tuple[int | None, str]]


def _text(path: Path) -> Pages:
    yield None, path.read_text(encoding="utf-8", errors="replace")


def _html(path: Path) -> Pages:
    from lxml import html

    tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    # dropped, and not only skipped, so that the text after them stays
    for element in list(tree.iter("script", "style", "template")):
        element.drop_tree()
    yield None, str(tree.text_content())


def _pdf(path: Path) -> Pages:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for index in range(len(document)):
            yield index + 1, document[index].get_textpage().get_text_bounded()
    finally:
        document.close()


def _docx(path: Path) -> Pages:
    from docx import Document
    from docx.table import Table

    parts: list[str] = []
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            parts += ["\t".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            parts.append(part.text)
    yield None, "\n".join(parts)


_READERS: dict[str, Callable[[Path], Pages]] = {
    ".txt": _text,
    ".md": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
}
