"""Tells what a file is: by its content, and by its name where content alone cannot tell."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.data_files import rows
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element


class Format(StrEnum):
    """The formats that there is a reader for."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    OPEN_DOCUMENT = "opendocument"
    EPUB = "epub"
    RTF = "rtf"
    MAIL = "mail"
    OUTLOOK = "outlook"
    OLD_WORD = "doc"
    OLD_POWERPOINT = "ppt"
    PICTURE = "picture"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    SHEET = "sheet"
    """A workbook, or a table as text; ``ingest.catalogues`` tells whether it holds courses."""
    FEED = "feed"
    """Data of JSON or XML, which only ``ingest.catalogues`` reads."""


_BY_SUFFIX = {
    **dict.fromkeys(["", ".txt", ".text"], Format.TEXT),
    **dict.fromkeys([".md", ".markdown"], Format.MARKDOWN),
    **dict.fromkeys([".html", ".htm", ".xhtml"], Format.HTML),
    **dict.fromkeys([".eml", ".mht", ".mhtml"], Format.MAIL),
    **dict.fromkeys([".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"], Format.SHEET),
    **dict.fromkeys([".json", ".jsonl", ".xml"], Format.FEED),
}

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError)
"""What is raised over a zip that is damaged, locked, or of a version or packing not known here."""

_STRICT = re.compile(rb"purl\.oclc\.org/ooxml/(\w+)/")
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_PARTS = frozenset(["xl/workbook.xml", "xl/workbook.bin"])
_OLE_KINDS = {
    "WordDocument": Format.OLD_WORD,
    "PowerPoint Document": Format.OLD_POWERPOINT,
    "__properties_version1.0": Format.OUTLOOK,
    # A document may hold a workbook, so these come last.
    "Workbook\0": Format.SHEET,
    "Book\0": Format.SHEET,
}
_PASSWORD_RECORD, _RECORDS_READ = 0x2F, 1_000
_MIME_KINDS = {
    b"application/epub+zip": Format.EPUB,
    b"application/vnd.oasis.opendocument.text": Format.OPEN_DOCUMENT,
    b"application/vnd.oasis.opendocument.presentation": Format.OPEN_DOCUMENT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.SHEET,
}
_PICTURES = ("ffd8ff", "89504e47", "47494638", "49492a00", "4d4d002a", "424d")
_LARGEST_UNPACKED = 1_000_000_000

PROTECTED = "är skyddad med lösenord. Spara en kopia utan lösenord och läs in den."

_CHAPTER = re.compile(rb"""URI=["'][^"']+\.x?html?["']""")
"""A chapter among what a book has encrypted; fonts are so in books that anybody may read."""

_PDF_MARK = b"%PDF-"
_HTML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def recognise(name: str, data: bytes) -> Format:
    """The format of a file's content.

    A signature in the content decides over the name: a PDF named ``.txt`` is a PDF. A file that
    has none is text, and its name tells which kind.

    Raises:
        Unreadable: nothing here reads such a file; the message says what it is and what to do.
    """
    suffix = PurePath(name).suffix.lower()
    if (marked := _by_mark(data)) is not None:
        return marked
    if data.startswith(ZIP_MARKS):
        return _in_zip(data)
    for mark, reason in _signatures():
        if data.startswith(mark) and (len(mark) > 2 or b"\x00" in data[:200]):
            raise Unreadable(reason)
    if _HTML_START.match(data[:4096]):
        return Format.HTML
    return _text_format(suffix, data)


def _by_mark(data: bytes) -> Format | None:
    """The format whose mark stands in the first bytes of a file."""
    if _PDF_MARK in data[:1024]:
        return Format.PDF
    if data.startswith(OLE_MARK):
        return _in_ole(data)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    return Format.PICTURE if _is_picture(data) else None


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    """The first bytes of files that hold no text to read, and what is told of such a file."""
    return tuple(
        (bytes.fromhex(mark), f"är {what}, inte ett dokument. {' '.join(advice)}".rstrip())
        for mark, what, *advice in rows("signatures.tsv", __package__)
    )


@cache
def _refused_suffixes() -> Mapping[str, str]:
    """What is told of files that are known by their name alone, and not read."""
    return dict(rows("suffixes.tsv", __package__))


def unpacked_size(data: bytes) -> int:
    """How many bytes a zip says that it unpacks to; raises one of ``BROKEN_ZIP``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def unpacked(data: bytes) -> zipfile.ZipFile:
    """A zip, opened; raises one of ``BROKEN_ZIP``, or Unreadable.

    One of more than a gigabyte is taken for an attack on the machine's memory.
    """
    if unpacked_size(data) > _LARGEST_UNPACKED:
        raise Unreadable("packas upp till mer än en gigabyte. Dela upp dokumentet.")
    return zipfile.ZipFile(io.BytesIO(data))


@contextmanager
def told_damaged(advice: str, *errors: type[Exception]) -> Iterator[None]:
    """What goes wrong inside over a packed file is told as damage, with what to do about it."""
    from lxml.etree import XMLSyntaxError

    try:
        yield
    except (*BROKEN_ZIP, XMLSyntaxError, KeyError, *errors) as error:
        raise Unreadable(f"är skadad och går inte att öppna. {advice}") from error


def parse_xml(data: bytes) -> _Element:
    """The root of a part of a packed file, which fetches nothing from outside it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(data, parser)


def office_file(data: bytes) -> io.BytesIO:
    """A file of Word or PowerPoint; one in the strict form with the names of the usual one.

    Raises:
        Unreadable, Exception: as of ``unpacked``, and a ``KeyError`` where a part is missing.
    """
    with unpacked(data) as archive:
        if not _STRICT.search(archive.read("_rels/.rels")):
            return io.BytesIO(data)
        usual = io.BytesIO()
        with zipfile.ZipFile(usual, "w") as copy:
            for name in archive.namelist():
                copy.writestr(
                    name, _STRICT.sub(rb"schemas.openxmlformats.org/\1/2006/", archive.read(name))
                )
    return usual


def is_web_page(name: str, data: bytes) -> bool:
    """Whether a file is a web page, which has a text of its own beside the courses it holds."""
    try:
        return recognise(name, data) is Format.HTML
    except Unreadable:
        return False


def _is_picture(data: bytes) -> bool:
    marks = map(bytes.fromhex, _PICTURES)
    web_picture = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    known = any(data.startswith(mark) for mark in marks)
    return web_picture or (known and (not data.startswith(b"BM") or b"\x00" in data[:200]))


def _in_ole(data: bytes) -> Format:
    """What a compound file of old Office holds, by the names in its directory."""
    if OLE_ENCRYPTED in data or _is_locked(data):
        raise Unreadable(PROTECTED)
    for name, kind in _OLE_KINDS.items():
        if name.encode("utf-16-le") in data:
            return kind
    raise Unreadable(
        "är ett äldre Office-dokument av okänt slag, eller skadat. Öppna det i Office och spara "
        "som .docx."
    )


def _is_locked(data: bytes) -> bool:
    """Whether an old Word, PowerPoint or Excel file needs a password.

    [MS-DOC] 2.5.2 has a bit for it, [MS-PPT] 2.3.2 another mark at the head of "Current User", and
    [MS-XLS] 2.4.117 a record behind the first one of a workbook, or the one after it.
    """
    import olefile

    marks = {"WordDocument": (10, 2, 0x100, 0x100), "Current User": (12, 4, ~0, 0xF3D1C4DF)}
    try:
        with olefile.OleFileIO(data) as package:
            for name, (start, size, mask, value) in marks.items():
                if package.exists(name):
                    head = package.openstream(name).read(start + size)[start:]
                    if int.from_bytes(head, "little") & mask == value:
                        return True
            return any(
                _PASSWORD_RECORD in _records(package.openstream(name).read(_RECORDS_READ))
                for name in ("Workbook", "Book")
                if package.exists(name)
            )
    except (OSError, ValueError, IndexError):  # damaged: its reader tells
        return False


def _records(head: bytes) -> Iterator[int]:
    """The kinds of the first records of an old workbook."""
    at = 0
    while at + 4 <= len(head):
        yield int.from_bytes(head[at : at + 2], "little")
        at += 4 + int.from_bytes(head[at + 2 : at + 4], "little")


def _in_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise Unreadable(PROTECTED)
            names = set(archive.namelist())
            kind, manifest, encrypted = (
                archive.read(name).strip() if name in names else b""
                for name in ("mimetype", "META-INF/manifest.xml", "META-INF/encryption.xml")
            )
    except BROKEN_ZIP as error:
        raise Unreadable(
            "är skadad och går inte att öppna. Hämta filen igen, eller öppna den i det program "
            "som den gjordes i och spara en ny kopia."
        ) from error
    if b"encryption-data" in manifest:
        raise Unreadable(PROTECTED)
    if _CHAPTER.search(encrypted):
        raise Unreadable("är kopieringsskyddad. Läs in boken i ett annat format.")
    if "word/document.xml" in names:
        return Format.DOCX
    if names & _WORKBOOK_PARTS:
        return Format.SHEET
    if "ppt/presentation.xml" in names:
        return Format.PPTX
    for mark, known in _MIME_KINDS.items():
        if kind.startswith(mark):
            return known
    if "mimetype" in names:
        raise Unreadable("är ett OpenDocument av ett slag som inte läses. Spara det som PDF.")
    raise Unreadable("är ett packat arkiv. Packa upp arkivet och läs in filerna.")


def _text_format(suffix: str, data: bytes) -> Format:
    if reason := _refused_suffixes().get(suffix):
        raise Unreadable(reason)
    if data.startswith(b"MIME-Version:"):
        return Format.MAIL
    if suffix not in _BY_SUFFIX:
        raise Unreadable(
            f"har filtypen {suffix}, som inte läses. Läsbara är bland andra .pdf, .docx, .pptx, "
            ".odt, .html, .md och .txt."
        )
    return _BY_SUFFIX[suffix]
