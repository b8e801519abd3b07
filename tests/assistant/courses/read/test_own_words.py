"""Spans of the question's own words, and conditions whatever their wording."""

from __future__ import annotations

import pytest

from assistant.question.plan import Constraints
from corpus.data_files import rows
from tests.assistant.courses.read.test_constraints import read


def test_the_conditions_of_an_advertisement_are_not_those_of_the_course() -> None:
    found = read(
        "Vi söker en undersköterska till vårt boende i Sundsvall. Du är trygg och har körkort. "
        "Vi erbjuder friskvård. Tjänsten är tillsvidare på heltid, dagtid, med start i januari. "
        "Vad ska jag läsa för det här?"
    )
    assert found.constraints == Constraints(subject="undersköterska")
    assert any("annonsen" in notice for notice in found.contradictions)


def test_spans_are_the_questions_own_words() -> None:
    found = read("Vill du hitta en kvällskurs i ENGELSKA 6 i närheten av Sundsvalls kommun i host?")
    assert found.spans == {
        "evening": "kvällskurs",
        "subject": "ENGELSKA 6",
        "place": "i närheten av Sundsvalls kommun",
        "near": "i närheten av Sundsvalls kommun",
        "start": "i host",
    }


@pytest.mark.parametrize(("condition", "value", "question"), rows("phrasings.tsv", __package__))
def test_a_condition_is_read_whatever_its_wording(
    condition: str, value: str, question: str
) -> None:
    assert str(getattr(read(question).constraints, condition)) == value
