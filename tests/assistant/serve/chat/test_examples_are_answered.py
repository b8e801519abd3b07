"""The example questions over the example documents and catalogues, on the real way to an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from assistant.app import App
from assistant.bodies.answer import PartKind, Status
from assistant.bodies.question import Audience, Question
from assistant.serve.chat.audiences import GUIDES
from assistant.serve.chat.choices import Choices, filters_of
from evals.measure.command import QUESTION_FILES
from tests.assistant.serve.chat.screenshot import QUESTION, example_app
from tests.plain_swedish import EASY, lix


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with example_app(tmp_path_factory.mktemp("examples") / "store") as app:
        yield app


@pytest.mark.parametrize(
    ("audience", "question"),
    [(audience, question) for audience in Audience for question in GUIDES[audience].examples]
    + [(Audience.JOBSEEKER, QUESTION)],
)
def test_example_questions_are_answered(app: App, audience: Audience, question: str) -> None:
    kinds = Choices.of(app.store.documents()).first_kinds(audience)
    asked = Question(
        question=question, audience=audience, filters=filters_of(kinds, [], None, None)
    )
    answer = app.answering.invoke(asked)["answer"]
    assert answer.status in (Status.ANSWERED, Status.PARTLY)
    assert answer.citations or answer.courses


def test_what_answers_say_themselves_is_easily_read_by_job_seekers(app: App) -> None:
    own: list[str] = []
    for name in ("examples_dev", "courses_examples_dev"):
        for line in (QUESTION_FILES / f"{name}.jsonl").read_text("utf-8").splitlines():
            asked = Question(question=json.loads(line)["question"], audience=Audience.JOBSEEKER)
            answer = app.answering.invoke(asked)["answer"]
            own += answer.notices
            own += (part.text for part in answer.parts if part.kind is PartKind.NOTE)
    assert len(set(own)) > 20
    assert lix(own) <= EASY
