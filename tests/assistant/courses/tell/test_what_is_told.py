"""What is asked of courses is told first, once, and only what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.answer.test_pages_as_seen import replies

TABLE = (
    "Kursnamn;Ort;Startdatum;Slutdatum;Studietakt;Behörighet;Status\n"
    "Fiskevård;Hedeby;2027-03-03;;50;;Inställd\n"
    "Svetsare;Hedeby;2027-02-01;2027-11-05;100;Svenska 1;\n"
    "Svetsare;Ståhlby;2027-02-01;2027-11-05;50;;\n"
    "Keramik;Hedeby;2027-03-09;2027-04-09;;;\n"
).encode()


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("finns det nån kurs i fiskevård", "inställt", "Hedeby"),
        ("hur länge kan man söka till svetsare", "Svetsare, Hedeby", "Längd"),
        ("hur lång är utbildningen till svetsare", "Längd: 40 veckor", "Takt"),
        ("vilken takt har keramik", "Studietakt: framgår inte av källan.", "procent"),
        ("vad krävs för svetsare", "”Svenska 1”", "Behörighet till Svetsare framgår inte"),
    ],
)
def test_what_is_asked_is_told(tmp_path: Path, question: str, told: str, untold: str) -> None:
    (reply,) = replies(tmp_path, "kurser.csv", TABLE, question)
    assert told in reply["text"]
    assert untold not in reply["text"]


def test_where_nothing_is_said_of_what_is_wanted_it_is_asked_for(tmp_path: Path) -> None:
    names = ["Svetsare", "Keramik", "Fiskevård", "Bagare", "Snickare", "Kock", "Målare", "Florist"]
    rows = [
        f"{name};{place};2027-02-01;{pace}"
        for name in names
        for place, pace in [("Hedeby", 50), ("Ståhlby", 100)]
    ]
    table = "\n".join(["Kursnamn;Ort;Startdatum;Studietakt", *rows]).encode()
    every, some = replies(
        tmp_path, "kurser.csv", table, "vilka kurser finns det", "kurser i Hedeby"
    )
    assert "16 kurstillfällen, i 8 olika utbildningar. Vad vill du läsa" in every["text"]
    assert "Hedeby" not in every["text"]
    assert len(every["courses"]) > 1
    assert "– " in some["text"]
