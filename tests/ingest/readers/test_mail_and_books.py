"""Mail with its attachments, saved web pages and e-books."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage

import pytest
from docx import Document

from ingest.readers import FileReading, Unreadable
from tests.ingest.readers.compound import compound
from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_docx import saved
from tests.ingest.zips import broken_zips


def test_the_chapters_of_a_book_are_read_in_its_order() -> None:
    buffer = io.BytesIO()
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{}</h1><p>{}</p></body></html>"
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='OEBPS/bok.opf'/></rootfiles></container>",
        )
        book.writestr(
            "OEBPS/bok.opf",
            """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
            <dc:title>Vägledning i praktiken</dc:title><dc:language>sv</dc:language>
            <dc:date>2024-05-01</dc:date><dc:publisher>Norra förlaget</dc:publisher></metadata>
            <manifest><item id="b" href="tv%C3%A5.xhtml" media-type="application/xhtml+xml"/>
            <item id="a" href="ett.xhtml" media-type="application/xhtml+xml"/>
            <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            </manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine>
            </package>""",
        )
        book.writestr("OEBPS/ett.xhtml", chapter.format("Ett", "Början."))
        book.writestr("OEBPS/två.xhtml", chapter.format("Två", "Slutet."))
        book.writestr("OEBPS/nav.xhtml", chapter.format("Innehåll", "Ett 1"))
    read = reading(buffer.getvalue(), "bok.epub")
    title, *chapters = [lines(page) for page in read.pages]
    assert title == ["# Vägledning i praktiken"]
    assert chapters == [["# Ett", "Början."], ["# Två", "Slutet."]]
    assert (read.facts.title, read.facts.publisher) == ("Vägledning i praktiken", "Norra förlaget")
    assert (read.facts.published, read.facts.language) == ("2024-05-01", "sv")


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_a_book_has_the_pages_of_its_printed_edition() -> None:
    opf = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata/><manifest>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
    <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    book = packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfile full-path='x.opf'/></container>",
            "x.opf": opf,
            "a.xhtml": "<html><body><span epub:type='pagebreak' title='iv'/><p>Förord.</p><p>Text "
            "<span role='doc-pagebreak' aria-label='Sida 12.'/>som går vidare.</p></body></html>",
            "b.xhtml": "<html><body><p>Nytt kapitel.</p></body></html>",
        }
    )
    pages = reading(book, "bok.epub").pages
    assert [(page.name, lines(page)) for page in pages if page.blocks] == [
        ("iv", ["Förord.", "Text"]),
        ("12", ["som går vidare.", "Nytt kapitel."]),
    ]


def test_a_book_may_list_its_pages_in_its_contents_alone() -> None:
    opf = """<package><metadata/><manifest>
    <item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
    <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    links = "<a href='a.xhtml#p11'>11</a><a href='a.xhtml#p12'>12</a><a href='b.xhtml'>13</a>"
    book = packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfile full-path='x.opf'/></container>",
            "x.opf": opf,
            "n.xhtml": f"<html><body><nav epub:type='page-list'>{links}</nav></body></html>",
            "a.xhtml": "<html><body><p id='p11'>Förord.</p><p>Text <b id='p12'>som</b> går.</p>"
            "</body></html>",
            "b.xhtml": "<html><body class='x'><p>Nytt kapitel.</p></body></html>",
        }
    )
    pages = reading(book, "bok.epub").pages
    assert [(page.number, lines(page)) for page in pages if page.blocks] == [
        (11, ["Förord.", "Text"]),
        (12, ["som går."]),
        (13, ["Nytt kapitel."]),
    ]


def test_the_mark_of_a_note_in_a_book_is_no_part_of_its_word() -> None:
    text = "<html><body><p>två gånger<a epub:type='noteref' href='#a'>1</a>.</p></body></html>"
    assert only_page(text, "a.html") == ["två gånger."]


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Beslut om läromedel"
    message["From"], message["To"] = "Vera Ek <vera@storvik.example>", "alla@storvik.example"
    message["Date"] = "Tue, 09 Feb 2027 10:00:00 +0100"
    message.set_content("Hej!\n\nAvgiften är 900 kronor.")
    message.add_alternative("<p>Hej!</p><p>Avgiften är <b>900</b> kronor.</p>", subtype="html")
    return message


def test_a_mail_is_read_with_its_attachments_and_says_what_was_not() -> None:
    message = letter()
    document = Document()
    document.add_heading("Taxa", 1)
    document.add_paragraph("Prövning kostar 650 kronor.")
    message.add_attachment(saved(document), "application", "docx", filename="taxa.docx")
    message.add_attachment(b"MZ\0\0", "application", "octet-stream", filename="prog.exe")
    archive = packed({"plan.txt": "Planen gäller 2027."})
    message.add_attachment(archive, "application", "zip", filename="allt.zip")
    locked = broken_zips()["lösenord"]
    message.add_attachment(locked, "application", "zip", filename="last.zip")
    read = reading(message.as_bytes(), "beslut.eml")
    assert [lines(page) for page in read.pages] == [
        ["# Beslut om läromedel", "Hej!", "Avgiften är 900 kronor."],
        ["# taxa.docx", "## Taxa", "Prövning kostar 650 kronor."],
        ["# allt.zip/plan.txt", "Planen gäller 2027."],
    ]
    assert (read.facts.title, read.facts.published) == ("Beslut om läromedel", "2027-02-09")
    assert [page.label for page in read.pages] == [
        None,
        "bilagan taxa.docx",
        "bilagan allt.zip/plan.txt",
    ]
    locked_note, note = read.notes
    assert "last.zip" in locked_note
    assert "lösenord" in locked_note
    assert "prog.exe" in note
    assert "program" in note


def test_a_mail_of_outlook_is_read_with_its_attachment() -> None:
    def string(text: str) -> bytes:
        return text.encode("utf-16-le")

    def listed(*properties: tuple[int, int]) -> bytes:
        return b"".join(struct.pack("<HHIQ", kind, one, 6, 1) for one, kind in properties)

    text, number, data_kind = 0x1F, 0x03, 0x102
    attachment = {
        "__properties_version1.0": bytes(8)
        + listed((0x3705, number), (0x3707, text), (0x3701, data_kind)),
        "__substg1.0_3707001F": string("taxa.txt"),
        "__substg1.0_37010102": "Prövning kostar 650 kronor.".encode(),
    }
    data = compound(
        {
            "__properties_version1.0": bytes(32) + listed((0x37, text), (0x1000, text)),
            "__substg1.0_0037001F": string("Beslut om läromedel"),
            "__substg1.0_1000001F": string("Hej!\r\nAvgiften är 900 kronor."),
            "__attach_version1.0_#00000000": attachment,
        }
    )
    read = reading(data, "beslut.msg")
    assert [lines(page) for page in read.pages] == [
        ["# Beslut om läromedel", "Hej!", "Avgiften är 900 kronor."],
        ["# taxa.txt", "Prövning kostar 650 kronor."],
    ]
    with pytest.raises(Unreadable, match="skadat"):
        reading(data[: len(data) // 2], "beslut.msg")


def test_a_saved_web_page_is_that_page() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "Vux"
    message["Snapshot-Content-Location"] = "https://vux.example/"
    message.set_content("<main><h1>Vux</h1><p>Sök senast 15 maj.</p></main>", subtype="html")
    message.make_related()
    assert only_page(message.as_bytes(), "vux.mhtml") == ["# Vux", "Sök senast 15 maj."]


ANSWERED = {
    "svar.eml": "Den 5 okt. 2026 kl. 09:00 skrev Bo <bo@x.se>:\n> Startar kursen i januari?",
    "outlook.eml": "Från: Bo <bo@x.se>\nSkickat: den 5 oktober 2026\nStartar kursen i januari?",
}


@pytest.mark.parametrize("quoted", ANSWERED.values(), ids=ANSWERED)
def test_the_mail_that_a_mail_answers_is_left_out_and_told(quoted: str) -> None:
    def mail(subject: str, text: str) -> FileReading:
        return reading(f"MIME-Version: 1.0\nSubject: {subject}\n\n{text}\n", "a.eml")

    answer = "Kursen startar den 23 augusti."
    read = mail("Sv: Start", f"{answer}\n\n{quoted}")
    assert lines(read.pages[0]) == ["# Sv: Start", answer]
    assert read.dropped[-1].text.endswith("Startar kursen i januari?")
    # What is passed on is what the mail says, and what is parted by answers is one talk.
    for other in (
        mail("VB: Start", f"{answer}\n\n{quoted}"),
        mail("Sv: Start", f"Hej!\n> Startar kursen i januari?\n{answer}"),
    ):
        assert "Startar kursen i januari?" in other.pages[0].text
        assert answer in other.pages[0].text
