"""Presentations and OpenDocument: slides as pages, text as it is shown."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.readers.reading import LeftOut
from tests.ingest.readers.shown import lines, only_page, reading


def left_out(data: bytes, name: str) -> list[tuple[str, str]]:
    return [(str(piece.rule), piece.text) for piece in reading(data, name).dropped]


def slides() -> bytes:
    presentation = Presentation()
    layout = presentation.slide_layouts[1]
    first = presentation.slides.add_slide(layout)
    first.shapes.title.text = "Kompetensdagen"
    body = first.placeholders[1].text_frame
    body.text = "Fler lärlingar"
    raised = body.add_paragraph()
    raised.text = "1 250"
    mark = raised.add_run()
    mark.text = "3"
    mark.font._element.set("baseline", "30000")
    first.notes_slide.notes_text_frame.text = "Säg att siffran är från 2025."
    table = first.shapes.add_table(3, 3, Inches(1), Inches(5), Inches(6), Inches(1)).table
    for row, cells in enumerate([("Ort", "Höst", "Vår"), ("Ekhamn", "24", ""), ("", "9", "8")]):
        for place, text in enumerate(cells):
            table.cell(row, place).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    hidden = presentation.slides.add_slide(layout)
    hidden.shapes.title.text = "Utkast"
    hidden._element.set("show", "0")
    last = presentation.slides.add_slide(presentation.slide_layouts[5])
    last.shapes.title.text = "Tack"
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def test_slides_are_pages_with_tables_and_notes_and_hidden_ones_are_told() -> None:
    read = reading(slides(), "a.pptx")
    assert [page.sheet for page in read.pages] == [1, 3]
    assert lines(read.pages[0]) == [
        "# Kompetensdagen",
        "* Fler lärlingar",
        "* 1 250",
        "| Ort | Höst | Vår",
        "| Ekhamn | 24 |",
        "| Ekhamn | 9 | 8",
        "## Anteckningar",
        "Säg att siffran är från 2025.",
    ]
    assert (LeftOut.HIDDEN, "Utkast") in left_out(slides(), "a.pptx")


def test_a_card_of_a_slide_is_one_line_and_what_stands_beside_the_slide_is_left_out() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    for place, texts in enumerate([("Ansökan öppnar", "18 januari"), ("Besked", "30 juni")]):
        card = slide.shapes.add_group_shape()
        for row, text in enumerate(texts):
            at = Inches(1 + 3 * place), Inches(2 + row), Inches(2), Inches(0.5)
            card.shapes.add_textbox(*at).text_frame.text = text
    unseen = slide.shapes.add_group_shape()
    for row, text in enumerate(["Gammalt besked", "12 juni"]):
        at = Inches(1), Inches(5 + row), Inches(2), Inches(0.5)
        unseen.shapes.add_textbox(*at).text_frame.text = text
    unseen._element.nvGrpSpPr.cNvPr.set("hidden", "1")
    beside = slide.shapes.add_textbox(Inches(-4), Inches(2), Inches(3), Inches(1))
    beside.text_frame.text = "Preliminärt besked 2 juni"
    presentation.save(buffer := io.BytesIO())
    assert only_page(buffer.getvalue(), "a.pptx") == ["Ansökan öppnar 18 januari", "Besked 30 juni"]
    assert left_out(buffer.getvalue(), "a.pptx") == [
        (LeftOut.HIDDEN, "Gammalt besked 12 juni"),
        (LeftOut.HIDDEN, "Preliminärt besked 2 juni"),
    ]


def test_figures_and_labels_in_one_box_below_each_other_or_beside_pictures_are_cards() -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(0.2), Inches(2), Inches(1)).text_frame
    box.text = "1 250"
    mark = box.paragraphs[0].add_run()
    mark.text = "3"
    mark.font._element.set("baseline", "30000")
    box.add_paragraph().text = "studerande"
    for row, text in enumerate(["14", "lärare", "52", "kurser"]):
        at = Inches(1), Inches(2 + 0.5 * row), Inches(2), Inches(0.5)
        slide.shapes.add_textbox(*at).text_frame.text = text
    slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(0.4)).text_frame.text = "2026"
    presentation.save(buffer := io.BytesIO())
    assert only_page(buffer.getvalue(), "a.pptx") == [
        "1 250 studerande",
        "14 lärare",
        "52 kurser",
        "2026",
    ]


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "presentation": "presentation",
    }.items()
)
STYLES = """<style:style style:name="R"><style:text-properties style:text-position="super 58%"/>
</style:style><style:style style:name="D"><style:text-properties text:display="none"/></style:style>
<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/>
</style:style><style:style style:name="Child" style:parent-style-name="S"/><style:style
style:name="N"><style:text-properties style:text-line-through-style="none"/></style:style>
"""


def opendocument(body: str, kind: str = "text", header: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        file.writestr("META-INF/manifest.xml", "<manifest/>")
        file.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>",
        )
        file.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><style:header>{header}</style:header>"
            "</office:document-styles>",
        )
    return buffer.getvalue()


def test_an_opendocument_text_is_read_as_it_is_shown() -> None:
    data = opendocument(
        "<office:text><text:tracked-changes><text:p>Struket.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="2">Bakgrund</text:h>'
        '<text:p>Antalet var 1<text:s/>250<text:span text:style-name="R">3</text:span> elever'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Enligt SCB."
        '</text:p></text:note-body></text:note>.<text:span text:style-name="D">Utkast.</text:span>'
        "<office:annotation><text:p>Stämmer det?</text:p></office:annotation></text:p>"
        '<text:section text:display="none"><text:p>Avsnitt.</text:p></text:section>'
        "<text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>Ort</text:p></table:table-cell>"
        "<table:table-cell><text:p>Ansvarig</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>Ekhamn</text:p></table:table-cell>'
        "<table:table-cell><text:p>Vera</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        "<table:table-cell><text:p>Bo</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text>",
        header="<text:p>Storviks kommun</text:p>",
    )
    assert only_page(data, "a.odt") == [
        "## Bakgrund",
        "Antalet var 1 250 elever.",
        "Enligt SCB.",
        "* Punkt",
        "| Ort | Ansvarig",
        "| Ekhamn | Vera",
        "| Ekhamn | Bo",
    ]
    assert set(left_out(data, "a.odt")) == {
        (LeftOut.HEADER, "Storviks kommun"),
        (LeftOut.DELETED, "Struket."),
        (LeftOut.HIDDEN, "Utkast."),
        (LeftOut.HIDDEN, "Avsnitt."),
        (LeftOut.COMMENT, "Stämmer det?"),
    }


def test_an_opendocument_presentation_is_a_page_a_slide() -> None:
    box = "<draw:frame{}><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    data = opendocument(
        "<office:presentation><draw:page>"
        + box.format(' presentation:class="title"', "Mål")
        + box.format("", "Fler platser")
        + "</draw:page><draw:page>"
        + box.format("", "Tack")
        + "</draw:page></office:presentation>",
        "presentation",
    )
    read = reading(data, "a.odp")
    assert [(page.sheet, lines(page)) for page in read.pages] == [
        (1, ["# Mål", "Fler platser"]),
        (2, ["Tack"]),
    ]


@pytest.mark.parametrize("shown", [True, False])
def test_the_figures_of_a_chart_are_read_where_it_writes_them(*, shown: bool) -> None:
    chart_data: Any = CategoryChartData
    data = chart_data(number_format="0%")
    data.categories = ["2025", "2026"]
    data.add_series("Kvinnor", (0.31, 0.4))
    data.add_series("Män", (0.69, 0.6))
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    size = [Inches(4)] * 4
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *size, data).chart
    chart.chart_title.text_frame.text = "Andel i arbete"
    chart.plots[0].has_data_labels = True
    chart.plots[0].data_labels.show_value = shown
    presentation.save(buffer := io.BytesIO())
    read = reading(buffer.getvalue(), "a.pptx")
    table = ["| | Kvinnor | Män", "| 2025 | 31 % | 69 %", "| 2026 | 40 % | 60 %"]
    assert lines(read.pages[0]) == ["Andel i arbete", *(table if shown else [])]
    assert read.notes == (() if shown else ("har 1 diagram vars siffror inte lästes.",))
