"""Workbooks and delimited text without courses: what is seen in them is read, and can be asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from ingest.clean import clean
from ingest.explanation import explain
from ingest.readers import FileReading, read
from tests.ingest.workbooks import book
from tests.ingest.zips import changed

Row = Sequence[object]


def texts(reading: FileReading) -> list[str]:
    return [block.text for page in reading.pages for block in page.blocks]


def heads(reading: FileReading) -> list[str]:
    return [block.text for page in reading.pages for block in page.blocks if block.is_head]


def test_numbers_are_read_as_their_cells_show_them() -> None:
    def show(sheet: Worksheet) -> None:
        for cell, form in zip(
            sheet[2], ["0.0%", '#,##0" kr"', "0000", "General", "0.00", "yyyy-mm-dd"], strict=True
        ):
            cell.number_format = form

    names = ["Andel", "Kostnad", "Kod", "Timmar", "Snitt", "Dag"]
    values = [0.125, 1250000, 114, 7.5, 2.005, datetime(2027, 1, 5)]
    reading = read("a.xlsx", book([names, values], show))
    assert texts(reading)[-1] == "12,5 % | 1 250 000 kr | 0114 | 7,5 | 2,01 | 2027-01-05"


def test_two_head_rows_and_bold_names_of_groups_stand_with_each_row() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")
        for cell in (*sheet[1], *sheet[2], sheet["A3"], sheet["A5"]):
            cell.font = Font(bold=True)

    rows: list[Row] = [
        ["Område", 2026, None, 2027],
        [None, "Kostnad", "Intäkt", "Kostnad", "Intäkt"],
        ["Ekhamn"],
        ["Komvux", 100, 20, 110, 25],
        ["Granby"],
        ["Komvux", 70, 7, 77, 8],
    ]
    reading = read("a.xlsx", book(rows, change))
    assert heads(reading) == ["| Område | 2026 Kostnad | 2026 Intäkt | 2027 Kostnad | 2027 Intäkt"]
    assert texts(reading)[-1] == "Granby | Komvux | 70 | 7 | 77 | 8"


def test_a_name_that_is_set_in_stands_behind_the_one_it_is_below() -> None:
    def change(sheet: Worksheet) -> None:
        for row in (4, 5):
            sheet.cell(row, 1).alignment = Alignment(indent=1)

    rows: list[Row] = [
        ["Antal elever", "Kolumnetiketter"],
        ["Radetiketter", "Kvinnor", "Män"],
        ["Ekhamn", 61, 45],
        ["Barnskötare", 25, 5],
        ["Svetsare", 36, 40],
        ["Totalsumma", 61, 45],
    ]
    reading = read("a.xlsx", book(rows, change))
    assert heads(reading) == ["Antal elever Radetiketter | Kolumnetiketter Kvinnor | Män"]
    assert texts(reading)[1:] == [
        "Ekhamn | 61 | 45",
        "Ekhamn, Barnskötare | 25 | 5",
        "Ekhamn, Svetsare | 36 | 40",
        "Totalsumma | 61 | 45",
    ]


def test_tables_apart_are_tables_of_their_own() -> None:
    rows: list[Row] = [
        ["Platser 2027"],
        [],
        ["Utbildning", "Platser VT27", "Ort", None, "Enhet", "Ansvarig", "Telefon"],
        ["Bageri", 24, "Ekhamn", None, "Lärvux", "Sixten Ahlbro", "060-12 34"],
        ["Källa: kommunens egen räkning."],
    ]
    reading = read("a.xlsx", book(rows))
    assert texts(reading) == [
        "Platser 2027",
        "Utbildning | Platser VT27 | Ort",
        "Bageri | 24 | Ekhamn",
        "Enhet | Ansvarig | Telefon",
        "Lärvux | Sixten Ahlbro | 060-12 34",
        "Källa: kommunens egen räkning.",
    ]


def test_comments_on_cells_are_left_out_and_told() -> None:
    def remark(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("Stämmer det?", "Bo")

    reading = read("a.xlsx", book([["Konto", "Belopp"], ["Hyra", 100]], remark))
    assert texts(reading)[-1] == "Hyra | 100"
    assert "har 1 kommentar till celler som inte lästes." in reading.notes


def test_hidden_rows_columns_and_sheets_are_told_and_do_not_part_a_table() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Utkast")
        other.append(["Hemligt", "ja"])
        other.sheet_state = "hidden"

    rows: list[Row] = [
        ["Konto", "Belopp", "Intern", "Typ", "Ansvar"],
        ["Hyra", 100, "x", "lokal", "Vera"],
        ["Gammalt", 1, "y", "lokal", "Vera"],
        ["Löner", 200, "z", "personal", "Bo"],
    ]
    reading = read("a.xlsx", book(rows, hide))
    assert texts(reading) == [
        "Konto | Belopp | Typ | Ansvar",
        "Hyra | 100 | lokal | Vera",
        "Löner | 200 | personal | Bo",
    ]
    told = " ".join(reading.notes)
    assert all(piece in told for piece in ("rad 3 är dold", "kolumn C är dold", "Utkast är dolt"))


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimited_text_of_any_sign_and_encoding(sign: str, encoding: str) -> None:
    file = io.StringIO()
    rows = [["Enhet", "Sökande", "Andel"], ["Lärvux", "1 250", "12,5"], ["Särvux", "80", "3,1"]]
    csv.writer(file, delimiter=sign).writerows(rows)
    assert texts(read("a.csv", file.getvalue().encode(encoding))) == [
        "Enhet | Sökande | Andel",
        "Lärvux | 1 250 | 12,5",
        "Särvux | 80 | 3,1",
    ]


def test_a_list_of_people_is_no_course_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "kontakter.csv"
    file.write_text("Namn;Kommun;Webbplats\nAnna Ek;Sundsvall;www.sundsvall.se\n", "utf-8")
    explanation = explain(file)
    assert explanation.courses is None
    assert "Anna Ek | Sundsvall | www.sundsvall.se" in explanation.passages[0].text


def test_the_other_sheets_of_a_catalogue_are_read_as_tables(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Kontakt")
        other.append(["Frågor om ansökan besvaras av Sixten Ahlbro."])

    file = tmp_path / "kurser.xlsx"
    rows: list[Row] = [
        ["Kursnamn", "Kurskod", "Ort", "Startdatum"],
        ["Bageri", "BAG1", "Norråsa", date(2027, 1, 18)],
    ]
    file.write_bytes(book(rows, add))
    explanation = explain(file)
    assert explanation.courses is not None
    assert any("Sixten Ahlbro" in passage.text for passage in explanation.passages)


def test_what_a_cell_does_not_show_is_no_part_of_it() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"] = CellRichText("1 250", TextBlock(InlineFont(vertAlign="superscript"), "3"))
        sheet["A3"] = CellRichText(TextBlock(InlineFont(strike=True), "Vård"), "Omsorg")
        sheet["C2"].number_format = ";;;"
        sheet["D2"].font = Font(color="FFFFFFFF")
        sheet["D3"].font = Font(color="FFFFFFFF")
        sheet["D3"].fill = PatternFill("solid", fgColor="FF000000")
        sheet["C3"].font = Font(strike=True)
        sheet["B3"].number_format = '#,##0;"minus "#,##0'

    rows: list[Row] = [
        ["Utbildning", "Platser", "Kostnad", "Ort"],
        ["Svets", None, 42, "Lund"],
        [None, -1250, 43, "Ekhamn"],
    ]
    reading = read("a.xlsx", book(rows, change))
    assert texts(reading)[1:] == ["Svets | 1 250 | |", "Omsorg | minus 1 250 | | Ekhamn"]
    assert "cell C2, D2 och C3 är struken eller dold och lästes inte" in " ".join(reading.notes)


def test_marked_letters_are_seen_in_the_strings_that_sheets_share() -> None:
    data = book([["Kurs", "Platser"], ["Svets", "1 2503"]])
    inline, shared = b't="inlineStr"><is><t>1 2503</t></is>', b't="s"><v>0</v>'
    strings = (
        b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><r>"
        b"<t>1 250</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r></si></sst>"
    )
    data = changed(
        data,
        lambda xml: xml.replace(inline, shared),
        "xl/worksheets/sheet1.xml",
        {"xl/sharedStrings.xml": strings},
    )
    assert texts(read("a.xlsx", data))[-1] == "Svets | 1 250"


def test_white_letters_that_a_rule_may_colour_are_read() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].font = Font(color="FFFFFFFF")
        fill = PatternFill("solid", bgColor="FF000000")
        sheet.conditional_formatting.add("B2:B3", CellIsRule("greaterThan", ["1"], fill=fill))

    assert texts(read("a.xlsx", book([["Kurs", "Platser"], ["Svets", 20]], change)))[-1] == (
        "Svets | 20"
    )


def test_text_boxes_over_a_sheet_are_read_below_it() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Kurser")
        sheet.write_row(0, 0, ["Svets", 12])
        sheet.insert_textbox("D2", "Anmälan stänger\nden 3 maj.")
        workbook.add_worksheet("Dolt").insert_textbox("A1", "Utkast.")
        workbook.get_worksheet_by_name("Dolt").hide()
    assert texts(read("a.xlsx", file.getvalue()))[-2:] == ["Anmälan stänger", "den 3 maj."]


def test_a_time_goes_on_past_a_day() -> None:
    times = [timedelta(hours=37, minutes=30), timedelta(hours=8)]
    reading = read("a.xlsx", book([["Kurs", "Tid"], ["Svets", times[0]], ["Vård", times[1]]]))
    assert texts(reading)[1:] == ["Svets | 37:30", "Vård | 8:00"]


def test_formats_scale_numbers_and_may_show_a_month_alone() -> None:
    def change(sheet: Worksheet) -> None:
        for cell, form in zip(
            sheet[2], ['# ##0 "kr"', '0.0,," mnkr"', "mmm-yy", "0;(0)"], strict=True
        ):
            cell.number_format = form

    rows: list[Row] = [["Pris", "Kostnad", "Start", "Netto"], [1250, 2e6, datetime(2027, 8, 1), -5]]
    assert texts(read("a.xlsx", book(rows, change)))[-1] == "1 250 kr | 2,0 mnkr | 2027-08 | (5)"


def test_a_head_of_two_rows_may_leave_names_of_rows_empty() -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("C1:D1")

    rows: list[Row] = [
        ["Ort", None, 2025, None],
        [None, None, "Kvinnor", "Män"],
        ["Lund", "Svets", 1, 2],
        ["Lund", "Vård", 3, 4],
    ]
    assert heads(read("a.xlsx", book(rows, change))) == ["Ort | | 2025 Kvinnor | 2025 Män"]


def test_a_remark_that_several_sheets_have_is_read_of_each() -> None:
    remark = "Avser platser med statliga medel."
    workbook = Workbook()
    for name in ("Lund", "Ekhamn", "Granby"):
        sheet = workbook.create_sheet(name)
        for row in ([remark], [None], ["Kurs", "Ort", "Platser"], ["Svets", name, 20]):
            sheet.append(row)
    file = io.BytesIO()
    workbook.save(file)
    reading = read("a.xlsx", file.getvalue())
    cleaned = clean(reading.pages, title=None, running=reading.has_running_lines)
    assert " ".join(page.text for page in cleaned.pages).count(remark) == 3


def test_a_decimal_comma_parts_no_table_of_semicolons() -> None:
    text = (
        "Tabell 7: Resultat per kommun, läsåret 2025\n\n"
        "Kommun;Kurs;Andel godkända;Anmärkning\n"
        "Högby;C;66,8;\nHögby;D;73,1;Ny skola\nTallby;C;62,9;\nTallby;D;71,4;Få svar\n"
    )
    pages = read("resultat.csv", text.encode()).pages
    assert "Tallby | D | 71,4 | Få svar" in pages[0].text


def test_a_name_over_some_columns_alone_above_a_head_belongs_to_it() -> None:
    rows: list[Row] = [
        ["Platser 2027", None, None, None],
        [None, None, "Datum", None],
        ["Utbildning", "Ort", "Start", "Slut"],
        ["Florist", "Ekhamn", "mars", "maj"],
        ["Bagare", "Solvik", "april", "juni"],
    ]
    reading = read("a.xlsx", book(rows, lambda sheet: sheet.merge_cells("C2:D2")))
    assert heads(reading) == ["Utbildning | Ort | Datum Start | Datum Slut"]


def test_the_title_of_a_sheet_may_stand_apart() -> None:
    rows: list[Row] = [["Elever 2027"], [None], ["Namn", "Antal"], ["Kock", 12], ["Bagare", 9]]
    first = read("a.xlsx", book(rows)).pages[0].blocks[0]
    assert (first.text, first.kind.value) == ("Elever 2027", "heading")
