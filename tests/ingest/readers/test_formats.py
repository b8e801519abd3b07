from __future__ import annotations

import io
import zipfile

import pytest

from ingest.readers import Unreadable
from ingest.readers.formats import Format, recognise
from tests.ingest.readers.shown import reading

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"%PDF-1.7\n...", Format.PDF),
        ("a.txt", b"\r\n%PDF-1.4\n...", Format.PDF),
        ("a.pdf", archive("word/document.xml"), Format.DOCX),
        ("a.txt", b"<!DOCTYPE html><p>Hej", Format.HTML),
        ("a.pdf", b"\xef\xbb\xbf <html lang='sv'>", Format.HTML),
        ("A.HTM", b"<p>Hej", Format.HTML),
        ("a.md", b"# Hej", Format.MARKDOWN),
        ("a.TXT", b"Hej", Format.TEXT),
        ("LASMIG", b"Hej", Format.TEXT),
        ("a.txt", b"BM betyder bemanning", Format.TEXT),
        ("a.pdf", archive("xl/workbook.xml"), Format.SHEET),
        ("a.csv", b"Kurskod;Namn", Format.SHEET),
        ("a.json", b"{}", Format.FEED),
        ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", Format.PICTURE),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", Format.PICTURE),
        ("a.bin", b"RIFF\x00\x00\x00\x00WEBPVP8 ", Format.PICTURE),
        ("a.zip", archive("ppt/presentation.xml"), Format.PPTX),
        ("a.doc", b"{\\rtf1\\ansi", Format.RTF),
        ("a.txt", b"MIME-Version: 1.0\r\n\r\nHej", Format.MAIL),
        ("a.eml", b"From: a@b.example\r\n\r\nHej", Format.MAIL),
        ("a.dat", OLE + "WordDocument".encode("utf-16-le"), Format.OLD_WORD),
        ("a.dat", OLE + "PowerPoint Document".encode("utf-16-le"), Format.OLD_POWERPOINT),
    ],
)
def test_content_decides_over_the_name(name: str, data: bytes, expected: Format) -> None:
    assert recognise(name, data) is expected


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "äldre Office"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "lösenord",
        ),
        ("a.docx", b"PK\x03\x04 cut off", "är skadad"),
        ("a.docx", b"not a document", "inget, eller är skadad"),
        ("a.pdf", b"not a document", "ingen PDF, eller är skadad"),
        ("a.pptx", b"Hej", "inget, eller är skadad"),
        ("a.odg", archive("mimetype", "content.xml"), "OpenDocument"),
        ("a.zip", archive("a.txt"), "packat arkiv"),
        ("a.rtf", b"Hej", "RTF-dokument men är inget"),
        ("a.css", b"body {}", "har filtypen .css"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        recognise(name, data)


def test_a_text_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.LARGEST_TEXT", 1_000_000)
    with pytest.raises(Unreadable, match="mer än 1 MB"):
        reading(b"x" * 1_000_001, "a.txt")


@pytest.mark.parametrize(("name", "data"), [("a.txt", b""), ("a.txt", b" \n\t "), ("a.html", b" ")])
def test_files_without_text_are_refused(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"tom|ingen text"):
        reading(data, name)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_many_comments_are_gone_through_once(name: str) -> None:
    """Read in every possible grouping, forty of them would take longer than anyone waits."""
    assert recognise(name, b"<!---->" * 500 + b"Text") is not Format.PDF
    assert recognise(name, b"<!-- a -->" * 300 + b"<html><p>Text</p></html>") is Format.HTML
