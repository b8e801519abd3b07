"""PDF: text in reading order with headings, lists, ruled tables and printed page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.swedish import fold
from ingest.readers import ocr
from ingest.readers.formats import PROTECTED
from ingest.readers.page_numbers import printed_numbers
from ingest.readers.pdf_columns import in_reading_order
from ingest.readers.pdf_lines import TextLayer
from ingest.readers.pdf_pages import PdfSheet, pages_of
from ingest.readers.pdf_tables import RuledTable, may_hold_table, tables_of
from ingest.readers.reading import Facts, FileReading, Unreadable, tidy

if TYPE_CHECKING:
    import pdfplumber.pdf
    from pypdfium2 import PdfDocument, PdfPage

DAMAGED = (
    "är skadad och går inte att öppna. Hämta filen igen, eller spara en ny kopia ur ett "
    "PDF-program."
)

FEWEST_LETTERS = 25
"""A page with fewer letters and a picture over most of it is a scan."""

_PICTURE_SHARE = 0.5
_STRANGE_SHARE = 0.3


def read_pdf(data: bytes) -> FileReading:
    """A PDF, page by page.

    Pages that are pictures are read by character recognition where it is installed.

    Raises:
        Unreadable: the file is damaged or locked, or holds only pictures that cannot be read.
    """
    with _document(data) as document:
        sheets = _sheets(document, _TableFinder(data))
        broken = [str(index) for index, sheet in enumerate(sheets, 1) if sheet.broken]
        if len(broken) == len(sheets):
            raise Unreadable(DAMAGED)
        sheets, notes = _recognised(document, sheets)
        if broken:
            notes += (f"har skadade sidor som inte lästes: {', '.join(broken)} i filens ordning.",)
        numbers = printed_numbers([sheet.edges for sheet in sheets])
        if not any(numbers):
            numbers = _labels(document)
        pages = pages_of(sheets, numbers, _outline(document))
        facts = _facts(document)
    return FileReading(
        pages, facts, ocr=any(sheet.recognition or sheet.hidden for sheet in sheets), notes=notes
    )


@contextmanager
def _document(data: bytes) -> Iterator[PdfDocument]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable(PROTECTED) from error
        raise Unreadable(DAMAGED) from error
    try:
        yield document
    finally:
        document.close()


def _sheets(document: PdfDocument, tables: _TableFinder) -> list[PdfSheet]:
    import pypdfium2

    sheets = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            sheets.append(PdfSheet(broken=True))
            continue
        sheets.append(_sheet(page, index, tables))
        page.close()
    return sheets


def _sheet(page: PdfPage, index: int, finder: _TableFinder) -> PdfSheet:
    textpage = page.get_textpage()
    layer = TextLayer(page, textpage)
    picture = _is_picture(page)
    letters = sum(char.isalpha() for char in layer.chars)
    strange = sum(_is_strange(char) for char in layer.chars)
    if (picture and letters < FEWEST_LETTERS) or strange > _STRANGE_SHARE * len(layer.chars):
        return PdfSheet(scanned=True)
    tables = tuple(finder.on_page(index, layer)) if may_hold_table(page) else ()
    in_tables = frozenset[int]().union(*(table.places for table in tables))
    lines = tuple(in_reading_order(layer.lines(in_tables)))
    textpage.close()
    return PdfSheet(page.get_height(), lines, tables, hidden=picture and _is_hidden(page))


class _TableFinder:
    """The tables of a file, which is opened in pdfplumber when the first page asks for it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _document(self) -> pdfplumber.pdf.PDF:
        import pdfplumber

        return pdfplumber.open(io.BytesIO(self._data))

    def on_page(self, index: int, layer: TextLayer) -> list[RuledTable]:
        """The tables of a page; none where pdfplumber cannot read it."""
        from pdfminer.pdfexceptions import PDFException
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            page = self._document.pages[index]
            tables = tables_of(page, layer)
            page.close()
        except (PDFException, PdfminerException, IndexError, KeyError, ValueError, TypeError):
            # The text is read all the same, only not row by row.
            return []
        return tables


def _is_picture(page: PdfPage) -> bool:
    """Whether one picture covers most of the page."""
    import pypdfium2.raw as pdfium

    width, height = page.get_width(), page.get_height()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= _PICTURE_SHARE * width * height:
            return True
    return False


def _is_hidden(page: PdfPage) -> bool:
    """Whether the text is drawn invisibly, as programs do that recognise scans."""
    import pypdfium2.raw as pdfium

    text = next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3), None)
    return (
        text is not None
        and pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    )


def _is_strange(char: str) -> bool:
    """Whether a character is of no alphabet: what a font without a key to its glyphs gives."""
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or ("\x03" <= char < "\t")


def _recognised(
    document: PdfDocument, sheets: list[PdfSheet]
) -> tuple[list[PdfSheet], tuple[str, ...]]:
    """The sheets with what character recognition sees on those that are scanned."""
    scanned = [index for index, sheet in enumerate(sheets) if sheet.scanned]
    if not scanned:
        return sheets, ()
    if not ocr.is_installed():
        if not any(sheet.lines or sheet.tables for sheet in sheets):
            raise Unreadable(f"är inskannad och innehåller bara bilder av text. {ocr.ADVICE}")
        count = f"{len(scanned)} av {len(sheets)} sidor"
        return sheets, (f"har {count} som är bilder av text och inte lästes. {ocr.ADVICE}",)
    for index in scanned:
        sheets[index] = PdfSheet(
            scanned=True, recognition=ocr.recognise(ocr.picture_of(document[index]))
        )
    return sheets, ()


def _labels(document: PdfDocument) -> list[int | None]:
    """The numbers that the file states for its pages: those that a viewer shows."""
    labels = [document.get_page_label(index) for index in range(len(document))]
    return [int(label) if label.isdecimal() else None for label in labels]


def _outline(document: PdfDocument) -> dict[str, int]:
    """The level of each entry of the file's outline, by its folded text."""
    levels: dict[str, int] = {}
    for entry in document.get_toc(max_depth=6):
        title = fold(tidy(entry.get_title() or ""))
        if title:
            levels.setdefault(title, entry.level + 1)
    return levels


def _facts(document: PdfDocument) -> Facts:
    """The title and author that the file states.

    Its dates tell when the file was made, not when the document was published.
    """
    properties = document.get_metadata_dict(skip_empty=True)
    title, author = (tidy(properties.get(name, "")) or None for name in ("Title", "Author"))
    return Facts(title=title, author=author)
