from __future__ import annotations

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.explanation import explanation_of
from ingest.files import FileContent, SourceFile
from ingest.readers import FileReading, Unreadable, ocr
from tests.ingest.readers.pdfs import FIRST, at, drawn, pdf, scanned, text
from tests.ingest.readers.shown import reading

WHOLE = pdf([text("En rubrik", FIRST), text("Ett stycke text. " * 40)])
NEEDS_TESSERACT = pytest.mark.skipif(
    not ocr.is_installed(), reason="tesseract with Swedish is not installed"
)


def safely(data: bytes, name: str = "rapport.pdf") -> FileReading:
    file, content = SourceFile(f"/mapp/{name}", name), FileContent(data)
    return explanation_of(file, content).reading


@pytest.fixture
def no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr.is_installed.cache_clear()
    monkeypatch.setenv("PATH", "")


def test_a_whole_file_reads_alike_in_its_own_process() -> None:
    assert safely(WHOLE) == reading(WHOLE, "rapport.pdf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n", id="only its first line"),
        pytest.param(WHOLE[:60], id="cut near its start"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 40, id="garbage"),
        pytest.param(WHOLE[:15] + b"\0" * 500, id="zeros"),
    ],
)
def test_a_damaged_file_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="är skadad"):
        safely(data)


def test_a_file_cut_in_the_middle_is_read_or_refused_but_never_breaks() -> None:
    for end in range(200, len(WHOLE), 251):
        try:
            told = safely(WHOLE[:end]).pages
        except Unreadable as error:
            assert str(error)[-1] == "."  # noqa: PT017
        else:
            assert told


def test_a_locked_file_asks_for_a_copy_without_password() -> None:
    locked = drawn(lambda canvas: at(canvas, 60, 100, "Hemligt"), password="hemligt")  # noqa: S106
    with pytest.raises(Unreadable, match="lösenord"):
        safely(locked)


def test_a_file_that_only_forbids_printing_is_read() -> None:
    def made() -> bytes:
        import io

        buffer = io.BytesIO()
        lock = StandardEncryption(userPassword="", ownerPassword="ägare", canPrint=0)
        canvas = Canvas(buffer, encrypt=lock)
        canvas.drawString(60, 700, "Läsbar text")
        canvas.save()
        return buffer.getvalue()

    assert safely(made()).pages[0].text == "Läsbar text"


def test_empty_pages_hold_no_text() -> None:
    with pytest.raises(Unreadable, match="ingen text"):
        safely(drawn(lambda _: None))


@pytest.mark.usefixtures("no_programs")
def test_a_scan_without_tesseract_says_what_to_install() -> None:
    with pytest.raises(Unreadable, match="tesseract-ocr-swe"):
        safely(scanned("Slutrapport om vägledning"))


@NEEDS_TESSERACT
def test_a_scan_is_read_and_marked() -> None:
    ocr.is_installed.cache_clear()
    read = safely(
        scanned("Slutrapport om vägledning för vuxna", "Kommunerna når 40 procent av målgruppen.")
    )
    assert read.pages[0].ocr
    told = read.pages[0].text.replace("\n", " ")
    assert told == ("Slutrapport om vägledning för vuxna Kommunerna når 40 procent av målgruppen.")


@pytest.mark.usefixtures("no_programs")
def test_a_scanned_page_among_others_is_told() -> None:
    import io

    import pypdfium2

    with (
        pypdfium2.PdfDocument(WHOLE) as whole,
        pypdfium2.PdfDocument(scanned("Bilaga")) as scan,
    ):
        whole.import_pages(scan)
        buffer = io.BytesIO()
        whole.save(buffer)
    read = safely(buffer.getvalue())
    assert not any(page.ocr for page in read.pages)
    assert len(read.pages) == 2
    assert len(read.notes) == 1
    assert "1 av 2 sidor" in read.notes[0]


def test_a_crash_of_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.isolated.COMMAND", ("-c", "import os; os.abort()"))
    with pytest.raises(Unreadable, match="läsaren stannade"):
        safely(WHOLE)


def test_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.isolated.COMMAND", ("-c", "import time; time.sleep(60)"))
    monkeypatch.setattr("ingest.isolated.TIME_LIMIT", 0.2)
    with pytest.raises(Unreadable, match="för lång tid"):
        safely(WHOLE)


def test_a_file_that_takes_too_much_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = "from ingest import own_process as o; o.limit_memory(10**9); bytearray(5 * 10**9)"
    monkeypatch.setattr("ingest.isolated.COMMAND", ("-c", greedy))
    with pytest.raises(Unreadable, match="läsaren stannade"):
        safely(WHOLE)
