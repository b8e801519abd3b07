"""Small tables as towns make them: text with a sign between cells, and workbooks."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from ingest.catalogues import CatalogueReading
from ingest.catalogues.registry import read_catalogue
from ingest.readers import read as read_document

Cell = str | int | float | bool | date | None

SVENSKA = {
    "kurstillfalleId": "701",
    "Namn": "Svenska 1",
    "Kurskod": "SVESVE01",
    "Niva": "gymnasial vuxenutbildning",
    "Poang": "100.0",
    "KurstillfalleStartdatum": "2027-01-11 00:00:00.0000000",
    "KurstillfalleSlutdatum": "2027-03-19 00:00:00.0000000",
    "Omfattning": "50.0",
    "SistaAnsokningsdag": "2026-11-15 00:00:00.0000000",
    "Studieort": "Norråsa",
    "Utbildningsanordnare": "Älvmarkens vuxenutbildning",
    "RekommenderadInformation": "",
    "DistansObligatorisk": "0",
    "Intresseomrade_kategori": "Språk - Svenska",
}


def delimited(rows: Sequence[Mapping[str, str]], sign: str = ",", encoding: str = "utf-8") -> bytes:
    """A file of rows; the columns are those of the first row."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=sign)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(encoding)


def read(data: bytes, name: str = "kurser.csv") -> CatalogueReading:
    """The catalogue of a file that is one; the reader of documents says why one is none."""
    reading = read_catalogue(name, data)
    if reading is None:
        read_document(name, data)
    assert reading is not None
    return reading


def one_row(**cells: str) -> CatalogueReading:
    """The catalogue of one row: ``SVENSKA`` with other cells, and more of them."""
    return read(delimited([SVENSKA | cells]))


def workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """An Excel workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@cache
def one_course() -> bytes:
    """A workbook of one course: the same bytes throughout a run, for tests that damage them."""
    return workbook({"Kurser": [["Kurs", "Kod", "Ort"], ["Bageri", "BAG1", "A"]]})


def raw_workbook(rows: Iterable[str], dimension: str) -> bytes:
    """A workbook of one sheet whose XML is written as given, as no program would write it."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/sheet.xml" ContentType="{types}.worksheet+xml"/></Types>',
        )
        for path, target, kind in (
            ("_rels/.rels", "xl/workbook.xml", "officeDocument"),
            ("xl/_rels/workbook.xml.rels", "sheet.xml", "worksheet"),
        ):
            archive.writestr(
                path,
                f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
                f'Type="{office}/{kind}" Target="{target}"/></Relationships>',
            )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Kurser" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/sheet.xml",
            f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/><sheetData>'
            f"{''.join(rows)}</sheetData></worksheet>",
        )
    return file.getvalue()


def raw_row(number: int, *cells: str) -> str:
    """The XML of a row of texts."""
    inner = "".join(
        f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for column, cell in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def open_document(name: str, rows: str) -> bytes:
    """A workbook of OpenDocument with one sheet whose rows are XML as given."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="{name}">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()
