"""Texts, days, numbers and yes/no as catalogues write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalogues.reading import MOST_NOTES, few
from ingest.catalogues.values import language, number, plain, truth


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100,0", 100.0),
        ("1 200.0", 1200.0),
        ("1\u00a0200", 1200.0),
        ("50 %", 50.0),
        ("100 poäng", 100.0),
        ("7,5 hp", 7.5),
        ("0", 0.0),
        ("hundra", None),
        ("", None),
        ("25-50", None),
        ("nan", None),
        ("1e400", None),
    ],
)
def test_a_number_with_or_without_its_unit(text: str, expected: float | None) -> None:
    assert number(text) == expected


def test_yes_and_no() -> None:
    assert [truth(text) for text in ("Ja", "true", "1", "x")] == [True] * 4
    assert [truth(text) for text in ("nej", "False", "0", "0.0")] == [False] * 4
    assert [truth(text) for text in ("", "kanske", "2")] == [None] * 3


def test_languages_by_name_and_code() -> None:
    swedish = ("swe", "sv", "Svenska", "sv-SE")
    assert [language(text) for text in swedish] == ["sv"] * 4
    assert language("ENG") == "en"
    assert [language(text) for text in ("", "svenska, engelska", "klingon")] == [None] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<![CDATA[<p>Du l&auml;r dig   räkna.</p>\n<p>Kursen ges\npå kvällar.</p>]]>",
         "Du lär dig räkna.\nKursen ges på kvällar."),
        ("Ett<br/>två<br>tre", "Ett\ntvå\ntre"),
        ("<ul><li>ett</li><li><b>tv</b>å</li></ul>", "ett\ntvå"),
        ("Första raden\n\n\nAndra raden", "Första raden\nAndra raden"),
        ("Poäng < 100 & betyg > E", "Poäng < 100 & betyg > E"),
        ("&lt;p&gt;Dubbelt&amp;nbsp;kodat&lt;/p&gt;", "Dubbelt kodat"),
        ("<style>p {color: red}</style>Text<!-- dold -->", "Text"),
        ("\ufeffdi\u00adstans\u200b", "distans"),
        ("Okänd", None),
        (" OKÄND ", None),
        ("<p>&nbsp;</p>", None),
        ("–", None),
        ("", None),
    ],
)  # fmt: skip
def test_plain_text(text: str, expected: str | None) -> None:
    assert plain(text) == expected


@given(st.text())
def test_any_text_has_an_answer_of_the_promised_form(text: str) -> None:
    shown = plain(text)
    assert shown is None or (shown == "\n".join(" ".join(s.split()) for s in shown.split("\n")))
    number(text)
    truth(text)
    language(text)


@given(st.floats(0, 1e9).map(lambda value: round(value, 3)))
def test_every_number_is_read_back(value: float) -> None:
    assert number(f"{value:.3f}") == value
    assert number(f"{value:.3f}".replace(".", ",")) == value


def test_notes_are_few_and_the_rest_are_counted() -> None:
    notes = [f"Rad {n}" for n in range(MOST_NOTES + 5)]
    assert few([*notes, *notes]) == (*notes[:MOST_NOTES], "… och 5 anmärkningar till.")
    assert few(notes[:3]) == tuple(notes[:3])
