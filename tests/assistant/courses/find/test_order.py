"""Which of the courses found comes first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from evals.measure.command import filled_app

ROWS = """Namn;Kurskod;Ort;Startdatum
Inköp och logistik;A1;Klockvik;2027-01-18
Kvalificerad inköpare;A2;Klockvik;2027-01-18
"""


def test_what_is_called_just_so_comes_before_what_begins_alike(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text(ROWS, encoding="utf-8")
    with filled_app([tmp_path], "tests") as app:
        reply = app.find_courses("inköpare", dt.date(2026, 11, 22))
    assert next(course.name for course in reply.courses) == "Kvalificerad inköpare"
    assert reply.total == 2
