from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.swedish import normalise
from ingest.readers import Unreadable
from ingest.readers.text import decode, read_text
from tests.ingest.readers.shown import lines, only_page, reading

SENTENCE = "Många söker på Åsö vuxengymnasium – även du?"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_swedish_letters_survive_every_encoding(encoding: str) -> None:
    assert only_page(f"{SENTENCE}\nRad två är kort.".encode(encoding), "a.txt") == [
        SENTENCE,
        "Rad två är kort.",
    ]


def test_latin_1_is_read_as_swedish() -> None:
    text = "Räksmörgås på Öland, éclair och à la carte"
    assert decode(text.encode("latin-1")) == text


def test_utf_8_with_a_broken_byte_is_still_utf_8() -> None:
    text = "Vägledning för vuxna på fyra orter. " * 20
    broken = text.encode()[:200] + b"\xc3" + text.encode()[200:]
    assert decode(broken).count("Vägledning") >= 19
    assert "Ã" not in decode(broken)


def test_other_alphabets_are_asked_of_the_library() -> None:
    text = "Образование взрослых в Швеции бесплатное и доступно каждому. " * 5
    assert "Образование" in decode(text.encode("cp1251"))


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, bytes(range(256)) * 4])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="läsbar text"):
        decode(data)


def test_each_line_is_a_block_and_bullets_are_items() -> None:
    text = "Kontakt\nTelefon: 08-465 004 20\n\n  • Klockvik\n  • Norråsa\n- Sist"
    assert only_page(text, "a.txt") == [
        "Kontakt",
        "Telefon: 08-465 004 20",
        "** • Klockvik",
        "** • Norråsa",
        "* - Sist",
    ]


def test_a_form_feed_begins_a_page() -> None:
    pages = reading("Första sidan\fAndra sidan", "a.txt").pages
    assert [lines(page) for page in pages] == [["Första sidan"], ["Andra sidan"]]
    assert [page.number for page in pages] == [None, None]


def test_lines_broken_to_a_width_are_joined_to_paragraphs() -> None:
    text = """Vuxenutbildningen i regionen har vuxit under de senaste fem
åren, och behovet av studie- och yrkesvägledning är större
än någonsin. Kommunerna samverkar om kompetensförsörjningen
genom gemensamma lärcentra.

Det andra stycket är också brutet till samma bredd, och fort-
sätter på en rad till innan det tar slut.
"""
    assert only_page(text, "a.txt") == [
        "Vuxenutbildningen i regionen har vuxit under de senaste fem åren, och behovet av studie- "
        "och yrkesvägledning är större än någonsin. Kommunerna samverkar om "
        "kompetensförsörjningen genom gemensamma lärcentra.",
        "Det andra stycket är också brutet till samma bredd, och fortsätter på en rad till innan "
        "det tar slut.",
    ]


def test_short_lines_that_are_not_broken_to_a_width_stay_apart() -> None:
    text = "Projektledare\nYvonne Ek\nTelefon 08-12\nMobil 070-34\nE-post ek@exempel.se\n"
    assert only_page(text, "a.txt") == text.splitlines()


def test_invisible_characters_are_left_out() -> None:
    assert only_page("\ufeffNärings\u00administer\u200b och\u00a0vd", "a.txt") == [
        "Näringsminister och vd"
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])))
def test_no_letter_is_lost_or_added(text: str) -> None:
    read = read_text(text.encode())
    told = " ".join(block.text for page in read.pages for block in page.blocks)
    assert "".join(told.split()) == "".join(normalise(text).split())


def test_words_that_tabs_or_spaces_set_under_each_other_are_a_table() -> None:
    text = """Platser i vår:

Kurs            Ort      Platser
Svenska 1       Ekhamn       100
Matematik 1b    Solvik         9

Bok          Pris  Antal
Matte 1      380      12
Svenska 1    310       9

Ort\tHöst\tVår
Ekhamn (söder)\t24\t30

Det  här är   en rad  med dubbla   mellanslag som ingen har
ställt  upp  under varandra,   i löpande  text.
"""
    assert only_page(text, "a.txt") == [
        "Platser i vår:",
        "| Kurs | Ort | Platser",
        "| Svenska 1 | Ekhamn | 100",
        "| Matematik 1b | Solvik | 9",
        "| Bok | Pris | Antal",
        "| Matte 1 | 380 | 12",
        "| Svenska 1 | 310 | 9",
        "| Ort | Höst | Vår",
        "| Ekhamn (söder) | 24 | 30",
        "Det här är en rad med dubbla mellanslag som ingen har",
        "ställt upp under varandra, i löpande text.",
    ]


def test_cells_of_a_text_table_go_on_below_themselves() -> None:
    text = """Inkomna handlingar

Dnr          Inkom        Avsändare          Ärende
-----------  -----------  -----------------  ---------------------
VUX 2027/14  2027-03-02   Region Mellanbygd  Inbjudan till samråd
                                             om kompetens
VUX 2027/15  2027-03-04   Solviks            Ansökan om lokal för
                          folkhögskola       sommarkurs

VUX 2027/16  2027-03-09                      Klagomål
Handlingarna finns hos registrator.
"""
    assert only_page(text, "a.txt") == [
        "Inkomna handlingar",
        "| Dnr | Inkom | Avsändare | Ärende",
        "| VUX 2027/14 | 2027-03-02 | Region Mellanbygd | Inbjudan till samråd om kompetens",
        "| VUX 2027/15 | 2027-03-04 | Solviks folkhögskola | Ansökan om lokal för sommarkurs",
        "| VUX 2027/16 | 2027-03-09 | | Klagomål",
        "Handlingarna finns hos registrator.",
    ]
