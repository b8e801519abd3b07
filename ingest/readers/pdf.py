"""PDF: text in reading order with headings, lists, ruled tables and printed page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from corpus.model import Dropped, Page
from corpus.swedish import fold
from ingest.readers import ocr
from ingest.readers.formats import PROTECTED
from ingest.readers.likeness import is_garbled
from ingest.readers.pdf_chars import TextLayer, upright
from ingest.readers.pdf_charts import beside_bars
from ingest.readers.pdf_columns import in_reading_order
from ingest.readers.pdf_forms import fields_of, with_fields
from ingest.readers.pdf_labels import as_rows, below_labels, beside_values, labels_apart
from ingest.readers.pdf_layers import layers_off
from ingest.readers.pdf_letters import join_letters
from ingest.readers.pdf_lines import LineReader
from ingest.readers.pdf_margin_headings import with_margin_headings
from ingest.readers.pdf_margins import without_line_numbers
from ingest.readers.pdf_pages import PdfSheet, labelled, pages_of
from ingest.readers.pdf_scans import (
    FEWEST_LETTERS,
    covers,
    is_hidden,
    pictures_on,
    recognised,
    text_pictures,
)
from ingest.readers.pdf_slanted import slanted_lines
from ingest.readers.pdf_tables import RuledTable, may_hold_table, tables_of
from ingest.readers.pdf_turned_heads import with_turned_heads
from ingest.readers.reading import (
    Attachment,
    Facts,
    FileReading,
    LeftOut,
    Unreadable,
    file_facts,
    tidy,
)

if TYPE_CHECKING:
    import pdfplumber.pdf
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

DAMAGED = (
    "är skadad och går inte att öppna. Hämta filen igen, eller spara en ny kopia ur ett "
    "PDF-program."
)

_UNEVEN = 0.2
"""Share by which the measured sizes of lines in a picture differ though the letters are alike."""

UNSEEN = "text som inte syns på sidan"
LINE_NUMBERS = "radnummer"
SLANTED = "text på snedden, som en vattenstämpel"
"""What is told of text in the file that is not read."""


def read_pdf(data: bytes) -> FileReading:
    """A PDF, page by page: what a viewer shows.

    Pages that are pictures, or whose fonts do not tell their letters, are read by character
    recognition where it is installed.

    Raises:
        Unreadable: the file is damaged or locked, or holds only pages that cannot be read.
    """
    with _document(data) as document:
        sheets = _sheets(document, _TableFinder(data))
        broken = [str(sheet.place) for sheet in sheets if sheet.broken]
        if len(broken) == len(sheets):
            raise Unreadable(DAMAGED)
        sheets, notes = recognised(document, sheets, recognised_sheet)
        if broken:
            notes += (f"har skadade sidor som inte lästes: {', '.join(broken)} i filens ordning.",)
        stated = [document.get_page_label(place) or None for place in range(len(document))]
        halves, labels = labelled(sheets, stated)
        pages, running = pages_of(halves, labels, _outline(document))
        facts = _facts(document)
        attached = tuple(_attached(document))
    dropped = (*running, *_left_out(halves, pages))
    return FileReading(pages, facts, dropped, notes, has_running_lines=False, attachments=attached)


def read_pictures(pictures: Iterable[Image]) -> tuple[tuple[Page, ...], tuple[Dropped, ...]]:
    """Grey pictures as pages, with what character recognition sees on them."""
    sheets = [
        recognised_sheet(ocr.with_text(picture), place) for place, picture in enumerate(pictures, 1)
    ]
    halves, labels = labelled(sheets, [None] * len(sheets))
    return pages_of(halves, labels, {})


def recognised_sheet(data: bytes, place: int) -> PdfSheet:
    """The only page of a file that character recognition has written."""
    with _document(data) as document:
        sheet = _sheet(document, document[0], place, _TableFinder(data), recognised=True)
    usual = median(line.size for line in sheet.lines) if sheet.lines else 0.0
    # Letters are measured, and lines of one size differ by which letters they have.
    lines = (
        replace(line, size=usual) if abs(line.size - usual) < _UNEVEN * usual else line
        for line in sheet.lines
    )
    return replace(sheet, lines=tuple(lines), recognised=True)


def _attached(document: PdfDocument) -> Iterator[Attachment]:
    """The files that are attached, as in a portfolio."""
    for place in range(document.count_attachments()):
        attachment = document.get_attachment(place)
        yield Attachment(attachment.get_name() or "bilaga", bytes(attachment.get_data()))


def _left_out(sheets: Sequence[PdfSheet], pages: Sequence[Page]) -> Iterator[Dropped]:
    """What stands in the file and was not read, for each page."""
    for sheet, page in zip(sheets, pages, strict=True):
        left_out = (
            (UNSEEN, sheet.unseen),
            (LeftOut.DELETED, sheet.struck),
            (LINE_NUMBERS, sheet.margin),
            (SLANTED, sheet.slanted),
        )
        for rule, texts in left_out:
            if texts:
                yield Dropped(rule, " ".join(map(tidy, texts)), page.number)


@contextmanager
def _document(data: bytes) -> Iterator[PdfDocument]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
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
    for place in range(1, len(document) + 1):
        try:
            page = document[place - 1]
        except pypdfium2.PdfiumError:
            sheets.append(PdfSheet(place, broken=True))
            continue
        sheets.append(_sheet(document, page, place, tables))
        page.close()
    return sheets


def _sheet(
    document: PdfDocument,
    page: PdfPage,
    place: int,
    finder: _TableFinder,
    *,
    recognised: bool = False,
) -> PdfSheet:
    stored = page.get_rotation()
    textpage = upright(page)
    layer = TextLayer(page, textpage, stored, lambda: finder.layers_off)
    join_letters(layer)
    pictures = () if recognised else pictures_on(page, layer)
    is_picture = any(covers(box, layer) for box in pictures)
    text = "".join(layer.chars)
    if is_picture and sum(char.isalpha() for char in text) < FEWEST_LETTERS:
        return PdfSheet(place, scanned=True)
    if not recognised and is_garbled(text):
        return PdfSheet(place, garbled=True)
    reader = LineReader(layer)
    tables = tuple(finder.on_page(place - 1, layer, reader)) if may_hold_table(page) else ()
    in_tables = layer.slanted.union(*(table.places for table in tables))
    outside = [at for at in range(len(layer.chars)) if at not in in_tables]
    stamps, slanted = slanted_lines(layer)
    lines, margin = without_line_numbers(reader.lines(outside))
    lines = below_labels(beside_values(beside_bars(as_rows(with_turned_heads(lines, layer)))))
    lines = in_reading_order(with_margin_headings(lines))
    lines = with_fields(lines, fields_of(document, page, layer))
    hidden = is_picture and is_hidden(page, layer)
    drawn = () if hidden else tuple(text_pictures(page, pictures, layer))
    textpage.close()
    return PdfSheet(
        place,
        *layer.size,
        (*labels_apart(lines), *stamps),
        tables,
        hidden=hidden,
        pictures=drawn,
        unseen=reader.unseen,
        struck=reader.struck,
        margin=margin,
        slanted=tuple(slanted),
        references=reader.references,
    )


class _TableFinder:
    """The tables of a file, which is opened in pdfplumber when the first page asks for it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _document(self) -> pdfplumber.pdf.PDF:
        import pdfplumber

        return pdfplumber.open(io.BytesIO(self._data))

    @cached_property
    def layers_off(self) -> frozenset[bytes]:
        """The names of the layers that are off, looked for when a page has any."""
        return layers_off(self._data)

    def on_page(self, index: int, layer: TextLayer, reader: LineReader) -> list[RuledTable]:
        """The tables of a page; none where pdfplumber cannot read it."""
        from pdfminer.pdfexceptions import PDFException
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            page = self._document.pages[index]
            tables = tables_of(page, layer, reader)
            page.close()
        except (PDFException, PdfminerException, IndexError, KeyError, ValueError, TypeError):
            # The text is read all the same, only not row by row.
            return []
        return tables


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
    return file_facts(properties.get("Title"), author=properties.get("Author"))
