"""The table of texts, and that nothing asks it for a text that it lacks."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.bodies.courses import CourseState
from assistant.courses.tell import texts as module
from assistant.courses.tell.fields import FIELDS
from assistant.courses.tell.labels import NAMES
from assistant.courses.tell.texts import TEXTS

HERE = Path(module.__file__).parent
NAME = re.compile(r'say\(\s*"([\w.]+)"')


def test_every_text_that_is_asked_for_by_name_is_there() -> None:
    asked = {n for file in HERE.glob("*.py") for n in NAME.findall(file.read_text("utf-8"))}
    assert "calendar.check" in asked
    assert asked <= TEXTS.keys()


def test_every_field_state_and_constraint_has_its_texts() -> None:
    names = {f"field.{field.name}" for field in FIELDS}
    names |= {f"state.{state}" for state in CourseState}
    names |= {f"constraint.{name}" for name in NAMES if name != "open"}
    assert names <= TEXTS.keys()


def test_both_languages_fill_in_the_same() -> None:
    holes = re.compile(r"{\w+}")
    for name, text in TEXTS.items():
        assert set(holes.findall(text.sv)) == set(holes.findall(text.en)), name
        assert text.sv, name
