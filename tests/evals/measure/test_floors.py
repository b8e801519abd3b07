"""The figures over the example documents do not fall below what ``evals/floors.json`` keeps.

The development questions: those that are held are for the measurement alone.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.app import open_app
from assistant.settings import Settings
from evals.measure.answers import Figures, evaluate
from evals.measure.course_questions import load_course_questions
from evals.measure.courses import CourseFigures, measure
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "evals" / "questions"
FLOORS = json.loads((ROOT / "evals" / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    with open_app(Settings(data=tmp_path_factory.mktemp("floors")), "tests") as app:
        summary = ingest([ROOT / "corpus" / "examples" / "documents"], app.store)
        assert not summary.skipped
        return evaluate(app, ROOT / "evals" / "questions" / "examples_dev.jsonl").figures


def value_of(figures: Figures, name: str) -> float:
    value = getattr(figures, name)
    assert isinstance(value, float), f"{name} was not measured"
    return value


@pytest.mark.parametrize(("name", "floor"), FLOORS["at_least"].items())
def test_a_figure_is_not_below_its_floor(figures: Figures, name: str, floor: float) -> None:
    value = value_of(figures, name)
    assert value >= floor, f"{name} is {value:.3f}, below its floor {floor}"


@pytest.mark.parametrize(("name", "ceiling"), FLOORS["at_most"].items())
def test_a_figure_is_not_above_its_ceiling(figures: Figures, name: str, ceiling: float) -> None:
    value = value_of(figures, name)
    assert value <= ceiling, f"{name} is {value:.3f}, above its ceiling {ceiling}"


def test_the_figures_that_the_contract_names_are_held() -> None:
    held = {*FLOORS["at_least"], *FLOORS["at_most"]}
    timed = {"latency_p50_ms", "latency_p95_ms"}
    of_models = {"worded", "quoted"}
    others = {"questions", "correct_any_page"}
    assert held == set(Figures.model_fields) - timed - of_models - others


@pytest.fixture(scope="module")
def course_figures(tmp_path_factory: pytest.TempPathFactory) -> CourseFigures:
    questions = load_course_questions(QUESTIONS / "courses_examples_dev.jsonl")
    with open_app(Settings(data=tmp_path_factory.mktemp("courses")), "tests") as app:
        assert not ingest([ROOT / "corpus" / "examples" / "catalogues"], app.store).skipped
        return measure(
            app.find_courses,
            "dev",
            questions,
        ).figures


@pytest.mark.parametrize(("name", "floor"), FLOORS["courses"]["at_least"].items())
def test_a_figure_of_courses_is_not_below_its_floor(
    course_figures: CourseFigures, name: str, floor: float
) -> None:
    assert getattr(course_figures, name) >= floor


@pytest.mark.parametrize(("name", "ceiling"), FLOORS["courses"]["at_most"].items())
def test_a_figure_of_courses_is_not_above_its_ceiling(
    course_figures: CourseFigures, name: str, ceiling: float
) -> None:
    assert getattr(course_figures, name) <= ceiling
