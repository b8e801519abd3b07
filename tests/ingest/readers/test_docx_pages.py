"""The pages of Word documents: where each begins, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.readers.shown import lines, only_page, reading
from tests.ingest.readers.test_docx import W, saved

if TYPE_CHECKING:
    pass
from tests.ingest.readers.test_docx_shown import document_of, paragraph, raised, run

WORDS = st.lists(
    st.sampled_from("vägledning komvux Älvbyn 1250 2024 betyg kurser".split()), min_size=1
)
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'
LABELS: dict[str, Callable[[int], str | None]] = {
    "": lambda _: None,
    "decimal": lambda place: str(place + 3),
    "lowerRoman": lambda place: ("iii", "iv", "v", "vi")[place],
}


def paged(pages: Sequence[Sequence[str]], marks: Sequence[str], form: str) -> bytes:
    """A document whose pages begin with a break, Word's mark of one, or both."""
    pieces = []
    for place, words in enumerate(pages):
        mark = marks[place % len(marks)] if place else ""
        pieces.append(paragraph(mark, run(" ".join(words)), raised("7"), run(" slut")))
    document = document_of(*pieces)
    section = document.sections[0]
    if form:
        section._sectPr.append(parse_xml(f'<w:pgNumType {W} w:fmt="{form}" w:start="3"/>'))
        field = f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
        section.footer.paragraphs[0]._p.append(parse_xml(field))
    return saved(document)


@settings(max_examples=25)
@given(
    st.lists(WORDS, min_size=2, max_size=4),
    st.sampled_from([[RENDERED], [BREAK], [BREAK + RENDERED, RENDERED]]),
    st.sampled_from(sorted(LABELS)),
)
def test_a_text_with_page_labels_reads_back_with_the_same_words_and_pages(
    pages: list[list[str]], marks: list[str], form: str
) -> None:
    read_pages = reading(paged(pages, marks, form), "a.docx").pages
    assert [page.name for page in read_pages] == [LABELS[form](at) for at in range(len(pages))]
    assert [page.sheet for page in read_pages] == list(range(1, len(pages) + 1))
    assert [page.text.split() for page in read_pages] == [[*words, "slut"] for words in pages]


def test_a_table_that_goes_over_pages_has_each_row_on_its_own() -> None:
    document = Document()
    table = document.add_table(3, 2)
    cells = ("Ort", "Platser", "Ekhamn", "12", "Åby", "9")
    for cell, text in zip(table._cells, cells, strict=True):
        cell.text = text
    table.cell(2, 0).paragraphs[0]._p.insert(
        0, parse_xml(f"{RENDERED.replace('<w:r>', f'<w:r {W}>')}")
    )
    document.add_paragraph("Efter tabellen.")
    first, second = reading(saved(document), "a.docx").pages
    assert lines(first) == ["| Ort | Platser", "| Ekhamn | 12"]
    assert lines(second) == ["| Åby | 9", "Efter tabellen."]


def test_breaks_between_texts_longer_than_a_page_tell_no_pages() -> None:
    long = paragraph(run("Kommunen ger vägledning. " * 200), BREAK)
    assert only_page(saved(document_of(long, paragraph(run("Slut.")))), "a.docx")[-1] == "Slut."


def test_a_section_begins_on_a_page_of_its_own_unless_it_goes_on() -> None:
    def section(kind: str) -> str:
        return f'<w:p><w:pPr><w:sectPr><w:type w:val="{kind}"/></w:sectPr></w:pPr></w:p>'

    pieces = [
        paragraph(run("Ett.")),
        section("nextPage"),
        paragraph(run("Två.")),
        section("continuous"),
    ]
    document = document_of(*pieces, paragraph(run("Tre.")))
    document.element.body.sectPr.append(parse_xml(f'<w:type {W} w:val="nextPage"/>'))
    assert [page.text for page in reading(saved(document), "a.docx").pages] == [
        "Ett.\nTvå.",
        "Tre.",
    ]
